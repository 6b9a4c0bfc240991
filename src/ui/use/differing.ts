/** What was given, with the characters that are not those of `wanted` in 【】: one by one where both are as long, else what lies between what agrees. */
export function differing(given: string, wanted: string): string {
  const [mine, other] = [[...given], [...wanted]];
  if (mine.length === other.length) return mine.map((each, at) => (each === other[at] ? each : `【${each}】`)).join('').replaceAll('】【', '');
  const most = Math.min(mine.length, other.length);
  let begin = 0;
  while (begin < most && mine[begin] === other[begin]) begin += 1;
  let end = 0;
  while (end < most - begin && mine[mine.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const middle = mine.slice(begin, mine.length - end).join('') || '…';
  return `${mine.slice(0, begin).join('')}【${middle}】${mine.slice(mine.length - end).join('')}`;
}
