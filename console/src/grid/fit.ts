import type { Column } from "./column";

/** The last column has so much more room at the edge of the table. */
export const EDGE = 5;

/**
 * The columns in this room. If it is too small, texts become narrower, because they can be cut with
 * an ellipsis; figures and dates keep their width.
 */
export function fitted<Row>(columns: readonly Column<Row>[], room: number): readonly Column<Row>[] {
  const spare = (column: Column<Row>) => column.width - (column.least ?? column.width);
  const missing = columns.reduce((sum, column) => sum + column.width, EDGE) - room;
  const most = columns.reduce((sum, column) => sum + spare(column), 0);
  if (missing <= 0 || most === 0) return columns;
  const share = Math.min(1, missing / most);
  return columns.map((column) => ({
    ...column,
    width: column.width - Math.ceil(spare(column) * share),
  }));
}
