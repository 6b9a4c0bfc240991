/** Answers that have no body; a Response may not be made with one for them. */
const bare = new Set([101, 103, 204, 205, 304]);

/** The answer with its body read: a connection that breaks off within the body throws here, as one does that never stood. */
export async function whole(answer: Response): Promise<Response> {
  const body = await answer.arrayBuffer();
  return new Response(bare.has(answer.status) ? null : body, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
}
