/** Which rows are in the document. All rows have the same height, so this is a division. */
import { rowHeight } from "../session/preferences";
import { printing } from "../ui/printing";

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

/** On paper there is no scrolling, but so many rows only. */
export const PRINTED_ROWS = 2_000;

export function rowsInView(top: number, height: number, count: number): Window {
  if (printing.value) return { from: 0, to: Math.min(count, PRINTED_ROWS), before: 0, after: 0 };
  const first = Math.floor(top / rowHeight.value) - OVERSCAN;
  const last = Math.ceil((top + height) / rowHeight.value) + OVERSCAN;
  const from = clamp(first, 0, count);
  const to = clamp(last, from, count);
  return { from, to, before: from * rowHeight.value, after: (count - to) * rowHeight.value };
}

/** Rows that stand together in the document; `to` is exclusive. */
export interface Run {
  from: number;
  to: number;
}

/** The rows in view, and the active one wherever it is: it has the focus, so it must not go. */
export function runsOf({ from, to }: Window, active: number, count: number): readonly Run[] {
  const view = { from, to };
  if (active < 0 || active >= count || (active >= from && active < to)) return [view];
  const alone = { from: active, to: active + 1 };
  return active < from ? [alone, view] : [view, alone];
}

/** First and last row (from 1) that a person sees between header and total row. */
export function rowsSeen(
  top: number,
  height: number,
  count: number,
  foot = FOOT_HEIGHT,
): [number, number] {
  if (count === 0) return [0, 0];
  const room = height - HEAD_HEIGHT - foot;
  const from = clamp(Math.floor(top / rowHeight.value) + 1, 1, count);
  return [from, clamp(Math.floor((top + room) / rowHeight.value), from, count)];
}

/** Rows of one screen, for PgUp and PgDn. */
export function rowsOfScreen(height: number): number {
  return Math.max(1, Math.floor((height - HEAD_HEIGHT - FOOT_HEIGHT) / rowHeight.value) - 1);
}

/** Where to scroll so that `row` is whole between header and total row. */
export function reveal(row: number, top: number, height: number): number {
  const start = row * rowHeight.value;
  const room = height - HEAD_HEIGHT - FOOT_HEIGHT;
  if (start < top) return start;
  return start + rowHeight.value > top + room ? start + rowHeight.value - room : top;
}

/** The next page is asked for two screens before its rows are needed. */
export function needsMore(top: number, height: number, count: number): boolean {
  return top + 3 * height > count * rowHeight.value;
}
