import type { PrintKind } from './model';

const chosen = { papers: '', labels: '', rolls: '' };

/** Which printers this browser's counter stands beside; empty: the station decides. Told by the settings. */
export function setPrinters(papers: string, labels: string, rolls: string): void {
  Object.assign(chosen, { papers, labels, rolls });
}

/** What a print request says of its paper and its printer: where there is a roll, a receipt comes on it. */
export function printerFor(kind: PrintKind): { kind: PrintKind; printer?: string } {
  const onRoll = chosen.rolls && (kind === 'receipt' || kind === 'receipt-roll-80');
  const name = onRoll ? chosen.rolls : kind.endsWith('label') ? chosen.labels : chosen.papers;
  return { kind: onRoll ? 'receipt-roll-80' : kind, ...(name && { printer: name }) };
}
