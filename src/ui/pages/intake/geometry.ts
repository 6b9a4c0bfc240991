import type { Page, PaperDocument, Point, Quad } from '@/api/model';
import { quadOf } from '@/api/model';

/** A box in the picture's pixels, after it was turned upright. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Turn = 0 | 90 | 180 | 270;

export const turnOf = (told: number): Turn => ((((Math.round(told / 90) * 90) % 360) + 360) % 360) as Turn;

/** Where a point of the page as it came lies when the page is turned clockwise. */
export function turned([x, y]: Point, turn: Turn, width: number, height: number): Point {
  if (turn === 90) return [height - y, x];
  if (turn === 180) return [width - x, height - y];
  if (turn === 270) return [y, width - x];
  return [x, y];
}

/** The way back. */
export function unturned([x, y]: Point, turn: Turn, width: number, height: number): Point {
  if (turn === 90) return [y, height - x];
  if (turn === 180) return [width - x, height - y];
  if (turn === 270) return [width - y, x];
  return [x, y];
}

/** The same as an SVG transform. */
export function turnTransform(turn: Turn, width: number, height: number): string {
  if (turn === 90) return `translate(${height} 0) rotate(90)`;
  if (turn === 180) return `translate(${width} ${height}) rotate(180)`;
  if (turn === 270) return `translate(0 ${width}) rotate(270)`;
  return '';
}

export function boxOf(points: readonly Point[], margin = 0): Box {
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const [x, y] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return { x, y, width: Math.max(...xs) + margin - x, height: Math.max(...ys) + margin - y };
}

/** What to show of a page for one of its documents: the document with a little of what is around it, or the page. */
export function viewOf(page: Page, document: PaperDocument | undefined, turn: Turn): Box {
  const upright = turn === 90 || turn === 270 ? { width: page.height, height: page.width } : { width: page.width, height: page.height };
  const quad = quadOf(document?.quad);
  if (!quad) return { x: 0, y: 0, ...upright };
  const corners = quad.map((point) => turned(point, turn, page.width, page.height));
  const tight = boxOf(corners);
  const box = boxOf(corners, Math.max(tight.width, tight.height) * 0.03);
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  return { x, y, width: Math.min(upright.width, box.x + box.width) - x, height: Math.min(upright.height, box.y + box.height) - y };
}

export const pathOf = (quad: Quad): string => `M${quad.map((point) => point.join(' ')).join('L')}z`;
