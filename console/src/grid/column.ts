import type { ComponentChildren } from "preact";
import type { Value } from "./copy";

export interface Sort {
  /** Values of the API's `sort` parameter. */
  ascending: string;
  descending: string;
  first: "ascending" | "descending";
}

export interface Column<Row> {
  key: string;
  title: string;
  /** Pixels; the first column takes what is left over. */
  width: number;
  /** How narrow it may become where there is too little room for all columns. */
  least?: number;
  numeric?: boolean;
  /** Shown only if the person chooses it. */
  extra?: boolean;
  /** Left out on phones. */
  wide?: boolean;
  swatch?: number;
  sort?: Sort;
  cell: (row: Row) => ComponentChildren;
  value: (row: Row) => Value | null;
  /** Class of the cell, such as `neg`. */
  tone?: (row: Row) => string;
  foot?: ComponentChildren;
}

/** Digits of the table are all equally wide, in the total row, too, which is bold. */
function textWidth(text: string): number {
  return Array.from(text).reduce((sum, mark) => sum + (/[\d−]/.test(mark) ? 7.9 : 3.8), 0);
}

/** Pixels for the widest text: amounts are never cut, so columns are as wide as their totals. */
export function widthOf(least: number, ...texts: readonly string[]): number {
  return Math.max(least, ...texts.map((text) => Math.ceil(textWidth(text)) + 15));
}
