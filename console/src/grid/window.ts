/** Which rows are in the document. All rows have the same height, so this is a division. */

export const ROW_HEIGHT = 28;
export const HEAD_HEIGHT = 34;
export const FOOT_HEIGHT = 34;
const OVERSCAN = 8;

export interface Window {
  from: number;
  /** Exclusive. */
  to: number;
  /** Pixels of the rows that are not in the document. */
  before: number;
  after: number;
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

export function rowsInView(top: number, height: number, count: number): Window {
  const first = Math.floor(top / ROW_HEIGHT) - OVERSCAN;
  const last = Math.ceil((top + height) / ROW_HEIGHT) + OVERSCAN;
  const from = clamp(first, 0, count);
  const to = clamp(last, from, count);
  return { from, to, before: from * ROW_HEIGHT, after: (count - to) * ROW_HEIGHT };
}

/** First and last row (from 1) that a person sees between header and total row. */
export function rowsSeen(top: number, height: number, count: number): [number, number] {
  if (count === 0) return [0, 0];
  const room = height - HEAD_HEIGHT - FOOT_HEIGHT;
  const from = clamp(Math.floor(top / ROW_HEIGHT) + 1, 1, count);
  return [from, clamp(Math.floor((top + room) / ROW_HEIGHT), from, count)];
}

/** Rows of one screen, for PgUp and PgDn. */
export function rowsOfScreen(height: number): number {
  return Math.max(1, Math.floor((height - HEAD_HEIGHT - FOOT_HEIGHT) / ROW_HEIGHT) - 1);
}

/** Where to scroll so that `row` is whole between header and total row. */
export function reveal(row: number, top: number, height: number): number {
  const start = row * ROW_HEIGHT;
  const room = height - HEAD_HEIGHT - FOOT_HEIGHT;
  if (start < top) return start;
  return start + ROW_HEIGHT > top + room ? start + ROW_HEIGHT - room : top;
}

/** The next page is asked for two screens before its rows are needed. */
export function needsMore(top: number, height: number, count: number): boolean {
  return top + 3 * height > count * ROW_HEIGHT;
}
