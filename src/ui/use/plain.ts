/** What was typed or pasted, without the characters nobody sees (marks of direction, control characters) that come along from chat programs. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
