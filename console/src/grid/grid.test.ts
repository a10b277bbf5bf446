// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { formatSortable } from "../format/date";
import { numberStyle } from "../format/number";
import { rowHeight } from "../session/preferences";
import { toHtml, toPlain, type Value } from "./copy";
import { bounds, contains, isRange, moved, single } from "./selection";
import { totalOf } from "./status-bar";
import { needsMore, reveal, rowsInView, rowsOfScreen, rowsSeen, runsOf } from "./window";

describe("the window of rows", () => {
  test("holds the visible rows and a few around them", () => {
    expect(rowsInView(0, 560, 100_000)).toMatchObject({ from: 0, to: 28, before: 0 });
    const middle = rowsInView(50_000 * rowHeight.value, 560, 100_000);
    expect(middle).toMatchObject({ from: 49_992, to: 50_028 });
    expect(middle.before + middle.after + 36 * rowHeight.value).toBe(100_000 * rowHeight.value);
  });

  test("never leaves the list", () => {
    expect(rowsInView(9_999, 560, 3)).toEqual({ from: 3, to: 3, before: 84, after: 0 });
    expect(rowsInView(0, 560, 0)).toEqual({ from: 0, to: 0, before: 0, after: 0 });
  });

  test("keeps the active row, which has the focus, wherever the table is scrolled", () => {
    const view = { from: 40, to: 60, before: 0, after: 0 };
    const beside = (active: number) => runsOf(view, active, 100).map(({ from, to }) => [from, to]);
    expect(beside(50)).toEqual([[40, 60]]);
    expect(beside(3)).toEqual([
      [3, 4],
      [40, 60],
    ]);
    expect(beside(99)).toEqual([
      [40, 60],
      [99, 100],
    ]);
    expect(beside(100)).toEqual([[40, 60]]);
  });

  test("says which rows a person sees between header and total", () => {
    expect(rowsSeen(0, 68 + 10 * rowHeight.value, 263)).toEqual([1, 10]);
    expect(rowsSeen(0, 600, 3)).toEqual([1, 3]);
    expect(rowsSeen(0, 600, 0)).toEqual([0, 0]);
    // A table without a total row is as high as its header and its rows.
    expect(rowsSeen(0, 34 + 12 * rowHeight.value, 12, 0)).toEqual([1, 12]);
  });

  test("scrolls only as far as the row needs", () => {
    const height = 68 + 10 * rowHeight.value;
    expect(reveal(5, 0, height)).toBe(0);
    expect(reveal(10, 0, height)).toBe(rowHeight.value);
    expect(reveal(2, 10 * rowHeight.value, height)).toBe(2 * rowHeight.value);
    expect(rowsOfScreen(height)).toBe(9);
  });

  test("asks for more two screens ahead", () => {
    expect(needsMore(0, 560, 200)).toBe(false);
    expect(needsMore(4_000, 560, 200)).toBe(true);
  });
});

describe("the selection", () => {
  const extent = { rows: 100, columns: 10, screen: 9 };
  const cell = { row: 50, column: 5 };

  test.each([
    ["ArrowDown", false, { row: 51, column: 5 }],
    ["ArrowLeft", false, { row: 50, column: 4 }],
    ["Home", false, { row: 50, column: 0 }],
    ["End", false, { row: 50, column: 9 }],
    ["Home", true, { row: 0, column: 0 }],
    ["End", true, { row: 99, column: 9 }],
    ["PageDown", false, { row: 59, column: 5 }],
    ["PageUp", false, { row: 41, column: 5 }],
  ])("moves with %s (control: %s)", (key, control, target) => {
    expect(moved(cell, key, control, extent)).toEqual(target);
  });

  test("stays in the table and ignores other keys", () => {
    expect(moved({ row: 0, column: 0 }, "ArrowUp", false, extent)).toEqual({ row: 0, column: 0 });
    expect(moved(cell, "x", false, extent)).toBeNull();
  });

  test("is the rectangle between its ends", () => {
    const selection = { anchor: { row: 4, column: 3 }, active: { row: 2, column: 5 } };
    expect(bounds(selection)).toEqual({ top: 2, bottom: 4, left: 3, right: 5 });
    expect(contains(selection, 3, 4)).toBe(true);
    expect(contains(selection, 5, 4)).toBe(false);
    expect(isRange(single(cell))).toBe(false);
  });
});

describe("the sum of a selection", () => {
  const amount = (text: string, currency: string | null): Value => ({
    kind: "amount",
    text,
    currency,
  });

  test("is that of amounts of one currency", () => {
    const cells = [amount("10.10", "PEN"), null, amount("0.20", "PEN")];
    expect(totalOf(cells)).toEqual({ sum: "10.30", currency: "PEN" });
  });

  test("is left out for several currencies, and for an unknown one", () => {
    expect(totalOf([amount("1", "PEN"), amount("1", "USD")])).toBeNull();
    expect(totalOf([amount("1", null), amount("2", null)])).toBeNull();
    expect(totalOf([{ kind: "count", text: "7" }])).toBeNull();
  });
});

describe("copying", () => {
  const rows: (Value | null)[][] = [
    [
      { kind: "text", text: "Ñahui & Hijos\t<S.A.>" },
      { kind: "code", text: "00123" },
      { kind: "amount", text: "-1234567.89", currency: "PEN" },
      { kind: "day", text: "2026-11-05" },
      { kind: "instant", text: "2026-11-05T14:30:00Z" },
      null,
    ],
  ];
  const writing = {
    style: numberStyle("es-AR"),
    day: (day: string) => day,
    instant: (instant: string) => formatSortable(instant, "America/Lima"),
  };

  test("gives numbers without separators, in the locale's mark", () => {
    expect(toPlain(rows, writing)).toBe(
      "Ñahui & Hijos <S.A.>\t00123\t-1234567,89\t2026-11-05\t2026-11-05 09:30:00\t",
    );
  });

  test("keeps zeros of codes, and escapes names", () => {
    const html = toHtml(rows, writing);
    expect(html).toContain(`<td style='mso-number-format:"\\@"'>00123</td>`);
    expect(html).toContain('<td x:num="-1234567.89">-1234567,89</td>');
    expect(html).toContain("Ñahui &amp; Hijos &lt;S.A.&gt;");
  });
});
