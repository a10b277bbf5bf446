/** The active cell, and the rectangle from where a selection began to it. */

export interface Cell {
  row: number;
  column: number;
}

export interface Selection {
  active: Cell;
  anchor: Cell;
}

export interface Extent {
  rows: number;
  columns: number;
  /** Rows of one screen. */
  screen: number;
}

export function single(cell: Cell): Selection {
  return { active: cell, anchor: cell };
}

export function isRange({ active, anchor }: Selection): boolean {
  return active.row !== anchor.row || active.column !== anchor.column;
}

export function bounds({ active, anchor }: Selection) {
  return {
    top: Math.min(active.row, anchor.row),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  };
}

export function contains(selection: Selection, row: number, column: number): boolean {
  const { top, bottom, left, right } = bounds(selection);
  return row >= top && row <= bottom && column >= left && column <= right;
}

/** The cell that a key leads to, or null if the key moves nothing. */
export function moved(cell: Cell, key: string, control: boolean, extent: Extent): Cell | null {
  const step = stepOf(key, control, extent);
  if (!step) return null;
  const within = (value: number, size: number) => Math.max(0, Math.min(size - 1, value));
  return {
    row: within(step.row ?? cell.row + (step.down ?? 0), extent.rows),
    column: within(step.column ?? cell.column + (step.right ?? 0), extent.columns),
  };
}

interface Step {
  down?: number;
  right?: number;
  row?: number;
  column?: number;
}

function stepOf(key: string, control: boolean, extent: Extent): Step | null {
  switch (key) {
    case "ArrowDown":
      return { down: 1 };
    case "ArrowUp":
      return { down: -1 };
    case "ArrowRight":
      return { right: 1 };
    case "ArrowLeft":
      return { right: -1 };
    case "PageDown":
      return { down: extent.screen };
    case "PageUp":
      return { down: -extent.screen };
    case "Home":
      return control ? { row: 0, column: 0 } : { column: 0 };
    case "End":
      return control
        ? { row: extent.rows - 1, column: extent.columns - 1 }
        : { column: extent.columns - 1 };
    default:
      return null;
  }
}
