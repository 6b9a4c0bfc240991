/**
 * What is printed on a label, told apart without the server: 35 characters of a code, or the short number for people
 * (src/codes/label). The keyed hash is the server's to check; a slip of the finger and a code of somebody else's are seen here.
 */

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const alphabet = '23456789ACDEFGHJKMNPRTVWXY';
const lookAlikes: Record<string, string> = { '0': 'D', O: 'D', Q: 'D', Z: '2', S: '5', B: '8', U: 'V' };
const tokenForm = /^1[0-9A-Z][A-Z2-7]{32}[0-9A-Z]$/;

export interface Label {
  /** What the server is given: the 35 characters, or the short number. */
  readonly given: string;
  /** 16 characters of the code; empty when a short number was typed. */
  readonly thing: string;
  /** "7K3Q-9F2M-X"; empty where this browser may not hash (a page without TLS). */
  readonly number: string;
}

/** ISO 7064 MOD 37,36; empty when another character than 0-9 and A-Z occurs. */
export function checkCharacter(text: string): string {
  let product = 36;
  for (const each of text) {
    const value = digits.indexOf(each);
    if (value < 0) return '';
    let sum = (product + value) % 36;
    if (sum === 0) sum = 36;
    product = (sum * 2) % 37;
  }
  return digits[(37 - product) % 36]!;
}

const hasCheck = (text: string): boolean => text.length >= 2 && checkCharacter(text.slice(0, -1)) === text.slice(-1);

/** "7K3Q-9F2M-X" from what a person typed: any case, any hyphens, look-alikes mapped; empty when it is no number. */
export function shortNumberTyped(typed: string): string {
  const plain = Array.from(typed.normalize('NFKC').toUpperCase())
    .filter((each) => !/[\s\-_.·•‐‑‒–—―−]/.test(each))
    .map((each) => lookAlikes[each] ?? each)
    .join('');
  if (plain.length !== 9 || Array.from(plain).some((each) => !alphabet.includes(each)) || !hasCheck(plain)) return '';
  return `${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}`;
}

async function shortNumberOf(thing: string): Promise<string> {
  if (!crypto.subtle) return '';
  for (let attempt = 0; ; attempt += 1) {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`daiban short number ${attempt}${thing}`)));
    let rest = hash.slice(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    let body = '';
    for (let at = 0; at < 8; at += 1, rest /= 26n) body += alphabet[Number(rest % 26n)]!;
    const check = checkCharacter(body);
    if (alphabet.includes(check)) return `${body.slice(0, 4)}-${body.slice(4)}-${check}`;
  }
}

/** The label a camera, a code scanner or a person gave; null when it is none of ours by its form. */
export async function labelFrom(text: string): Promise<Label | null> {
  const trimmed = text.trim();
  const upper = trimmed.toUpperCase();
  if (tokenForm.test(upper) && hasCheck(upper)) {
    const thing = upper.slice(2, 18);
    return { given: upper, thing, number: await shortNumberOf(thing) };
  }
  const number = shortNumberTyped(trimmed);
  return number ? { given: number, thing: '', number } : null;
}
