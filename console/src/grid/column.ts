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
  numeric?: boolean;
  /** Left out on narrow screens. */
  wide?: boolean;
  swatch?: number;
  sort?: Sort;
  cell: (row: Row) => ComponentChildren;
  value: (row: Row) => Value | null;
  /** Class of the cell, such as `neg`. */
  tone?: (row: Row) => string;
  foot?: ComponentChildren;
}

/** Pixels for the widest text: amounts are never cut, so columns are as wide as their totals. */
export function widthOf(least: number, ...texts: readonly string[]): number {
  const longest = Math.max(0, ...texts.map((text) => text.length));
  return Math.max(least, Math.ceil(longest * 7.4) + 20);
}
