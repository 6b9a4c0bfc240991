/** The numbers of the list a case was opened from, so that J and K go on to the next without going back. */
let list: readonly string[] = [];

export function rememberList(numbers: readonly string[]): void {
  list = numbers;
}

export function neighbourOf(number: string, by: 1 | -1): string | undefined {
  const at = list.indexOf(number);
  return at < 0 ? undefined : list[at + by];
}
