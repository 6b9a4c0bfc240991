const whole = /^1[0-9A-Z]{34}$/;

/** Whether a text is what stands in a label's code, whole, scanned or typed off it. */
export const isWholeCode = (text: string): boolean => whole.test(text.trim().toUpperCase());

/** What a code scanner read, as people and lists know it: of a label's 35 characters the 16 that name the thing; anything else as it is. */
export function scannedThing(text: string): string {
  const code = text.trim().toUpperCase();
  return whole.test(code) ? code.slice(2, 18) : text.trim();
}
