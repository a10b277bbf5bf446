import { expect, test } from "vitest";
import type { Column } from "./column";
import { EDGE, fitted } from "./fit";

const column = (key: string, width: number, least?: number): Column<string> => ({
  key,
  title: key,
  width,
  ...(least === undefined ? {} : { least }),
  cell: () => key,
  value: () => null,
});
const columns = [column("name", 200, 120), column("ref", 140, 100), column("total", 110)];
const widths = (room: number) => fitted(columns, room + EDGE).map(({ width }) => width);

test("columns keep their width where there is room", () => {
  expect(widths(450)).toEqual([200, 140, 110]);
  expect(fitted(columns, 1000)).toBe(columns);
});

test("texts give way to figures, each by its share", () => {
  expect(widths(390)).toEqual([160, 120, 110]);
});

test("texts stay readable, and figures are never cut", () => {
  expect(widths(100)).toEqual([120, 100, 110]);
});
