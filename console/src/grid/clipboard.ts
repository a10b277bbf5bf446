/** What the selection gives to the clipboard. */
import { day, sortable } from "../format";
import { numberStyle } from "../format/number";
import { locale } from "../session/preferences";
import type { Column } from "./column";
import { toHtml, toPlain, type Value } from "./copy";
import { bounds, type Selection } from "./selection";

/** More than this stops the page for too long. */
const MOST_CELLS = 50_000;

export function tooManyCells(selection: Selection): boolean {
  const { top, bottom, left, right } = bounds(selection);
  return (bottom - top + 1) * (right - left + 1) > MOST_CELLS;
}

export type Cells = (Value | null)[][];

export function cellsOf<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  selection: Selection,
): Cells {
  const { top, bottom, left, right } = bounds(selection);
  return rows
    .slice(top, bottom + 1)
    .map((row) => columns.slice(left, right + 1).map((column) => column.value(row)));
}

/** The titles of the selected columns, to stand above their cells. */
export function titlesOf<Row>(columns: readonly Column<Row>[], selection: Selection): Value[] {
  const { left, right } = bounds(selection);
  return columns.slice(left, right + 1).map(({ title }) => ({ kind: "text", text: title }));
}

function written(cells: Cells) {
  const writing = { style: numberStyle(locale.value), day, instant: sortable };
  return [
    ["text/plain", toPlain(cells, writing)],
    ["text/html", toHtml(cells, writing)],
  ] as const;
}

export function giveTo(data: DataTransfer, cells: Cells): void {
  for (const [type, text] of written(cells)) data.setData(type, text);
}

export async function copy(cells: Cells): Promise<void> {
  const parts = written(cells).map(([type, text]) => [type, new Blob([text], { type })]);
  const item = new ClipboardItem(Object.fromEntries(parts));
  await navigator.clipboard?.write([item]).catch(() => undefined);
}
