/** Columns as most tables have them. */
import type { ComponentChildren } from "preact";
import { amount, count, day, exact, instant } from "../format";
import { isNegative } from "../format/decimal";
import { Figure } from "../ui/figure";
import { type Column, widthOf } from "./column";

type Options<Row> = Partial<
  Pick<Column<Row>, "wide" | "extra" | "sort" | "foot" | "tone" | "width">
>;

interface TextOptions<Row> extends Options<Row> {
  cell?: (row: Row) => ComponentChildren;
  /** Digits that are no number, such as codes. */
  code?: boolean;
}

export function textColumn<Row>(
  key: string,
  title: string,
  width: number,
  text: (row: Row) => string | null | undefined,
  { cell, code, ...options }: TextOptions<Row> = {},
): Column<Row> {
  return {
    key,
    title,
    width,
    ...(code ? {} : { least: Math.min(width, Math.max(72, 7 * title.length + 16)) }),
    cell: cell ?? ((row) => <span title={text(row) ?? ""}>{text(row)}</span>),
    value: (row) => {
      const shown = text(row);
      return shown == null ? null : { kind: code ? "code" : "text", text: shown };
    },
    ...options,
  };
}

export function dayColumn<Row>(
  key: string,
  title: string,
  of: (row: Row) => string | null | undefined,
  options: Options<Row> = {},
): Column<Row> {
  return {
    key,
    title,
    width: 96,
    cell: (row) => {
      const shown = of(row);
      return shown == null ? null : day(shown);
    },
    value: (row) => {
      const shown = of(row);
      return shown == null ? null : { kind: "day", text: shown };
    },
    ...options,
  };
}

export function instantColumn<Row>(
  key: string,
  title: string,
  of: (row: Row) => string | null | undefined,
  options: Options<Row> = {},
): Column<Row> {
  return {
    key,
    title,
    width: 132,
    tone: () => "quiet",
    cell: (row) => {
      const shown = of(row);
      return shown == null ? "–" : <span title={exact(shown)}>{instant(shown)}</span>;
    },
    value: (row) => {
      const shown = of(row);
      return shown == null ? null : { kind: "instant", text: shown };
    },
    ...options,
  };
}

interface MoneyOptions<Row> extends Options<Row> {
  places: number;
  /** Of which currency the amounts are; null if it is not known. */
  currency: string | null | ((row: Row) => string | null);
  url?: (row: Row) => string | null | undefined;
  /** The total of all rows; the column is as wide as it. */
  total?: string | null | undefined;
  totalUrl?: string | null | undefined;
  least?: number;
  /** Rows that may have wider amounts than the total. */
  rows?: readonly Row[];
}

const widest = (texts: readonly (string | null | undefined)[], places: number) =>
  texts.map((text) => (text == null ? "" : amount(text, places)));

export function moneyColumn<Row>(
  key: string,
  title: string,
  of: (row: Row) => string | null | undefined,
  { places, currency, url, total, totalUrl, least = 104, rows, ...options }: MoneyOptions<Row>,
): Column<Row> {
  return {
    key,
    title,
    width: Math.max(
      widthOf(least, ...widest([total, ...(rows ?? []).map(of)], places)),
      7 * title.length + 16,
    ),
    numeric: true,
    cell: (row) => {
      const shown = of(row);
      if (shown == null) return null;
      return <Figure text={shown} places={places} url={url?.(row)} inGrid />;
    },
    value: (row) => {
      const shown = of(row);
      if (shown == null) return null;
      const known = typeof currency === "function" ? currency(row) : currency;
      return { kind: "amount", text: shown, currency: known };
    },
    ...(total == null
      ? {}
      : {
          foot: (
            <span class={options.tone && isNegative(total) ? "neg" : ""}>
              <Figure text={total} places={places} url={totalUrl} />
            </span>
          ),
        }),
    ...options,
  };
}

export function countColumn<Row>(
  key: string,
  title: string,
  width: number,
  of: (row: Row) => number | null | undefined,
  options: Options<Row> = {},
): Column<Row> {
  return {
    key,
    title,
    width,
    numeric: true,
    cell: (row) => {
      const shown = of(row);
      return shown == null ? null : count(shown);
    },
    value: (row) => {
      const shown = of(row);
      return shown == null ? null : { kind: "count", text: String(shown) };
    },
    ...options,
  };
}

/** Buttons and links; they give nothing to the clipboard. */
export function actsColumn<Row>(
  title: string,
  width: number,
  cell: (row: Row) => ComponentChildren,
): Column<Row> {
  return {
    key: "acts",
    title,
    width,
    cell: (row) => <span class="row-acts">{cell(row)}</span>,
    value: () => null,
  };
}
