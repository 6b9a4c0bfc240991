const whole = /^1[0-9A-Z]{34}$/;

/** What a code scanner read, as people and lists know it: of a label's 35 characters the 16 that name the thing; anything else as it is. */
export function scannedThing(text: string): string {
  const code = text.trim().toUpperCase();
  return whole.test(code) ? code.slice(2, 18) : text.trim();
}
