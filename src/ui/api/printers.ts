import type { PrintKind } from './model';

const chosen = { papers: '', labels: '' };

/** Which printers this browser's counter stands beside; empty: the station decides. Told by the settings. */
export function setPrinters(papers: string, labels: string): void {
  Object.assign(chosen, { papers, labels });
}

/** What a print request says of its printer. */
export function printerFor(kind: PrintKind): { printer?: string } {
  const name = kind.endsWith('label') ? chosen.labels : chosen.papers;
  return name ? { printer: name } : {};
}
