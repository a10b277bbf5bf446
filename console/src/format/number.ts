import { isNegative, isZero, parseDecimal, rounded } from "./decimal";

/** How a locale writes numbers. */
export interface NumberStyle {
  group: string;
  decimal: string;
}

const MINUS = "\u2212";
const NOTHING = "–";

const styles = new Map<string, NumberStyle>();

export function numberStyle(locale: string): NumberStyle {
  const known = styles.get(locale);
  if (known) return known;
  // `es` alone leaves out the separator below 10,000; columns of amounts need it in every row.
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.8);
  const mark = (type: string) => parts.find((part) => part.type === type)?.value;
  const style = { group: mark("group") ?? ",", decimal: mark("decimal") ?? "." };
  styles.set(locale, style);
  return style;
}

function grouped(digits: string, separator: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, separator);
}

/** All digits of the API's string, with at least `places` decimals; zero is a dash. */
export function formatAmount(text: string, places: number, style: NumberStyle): string {
  if (isZero(text)) return NOTHING;
  const { negative, whole, fraction } = parseDecimal(text);
  const decimals = fraction.padEnd(places, "0");
  const mark = decimals === "" ? "" : style.decimal + decimals;
  return (negative ? MINUS : "") + grouped(whole, style.group) + mark;
}

/** For the clipboard: without separators of groups, with `-`, so that it stays a number. */
export function formatPlain(text: string, style: NumberStyle): string {
  const { whole, fraction } = parseDecimal(text);
  const mark = fraction === "" ? "" : style.decimal + fraction;
  return (isNegative(text) ? "-" : "") + whole + mark;
}

export function formatCount(count: number, style: NumberStyle): string {
  const digits = grouped(String(Math.abs(count)), style.group);
  return count < 0 ? MINUS + digits : digits;
}

/** 824 thousandths are "82.4 %". */
export function formatPercent(thousandths: number, style: NumberStyle): string {
  const text = String(Math.abs(thousandths)).padStart(2, "0");
  const sign = thousandths < 0 ? MINUS : "";
  return `${sign}${grouped(text.slice(0, -1), style.group)}${style.decimal}${text.slice(-1)} %`;
}

const escaped = (mark: string) => mark.replace(/[.]/, "\\.");

/**
 * An amount as a person wrote it, with the marks of the locale, as the API takes it. Null if it
 * could mean something else, such as `1180,50` where the comma separates thousands.
 */
export function readAmount(text: string, style: NumberStyle): string | null {
  const bare = text.trim().replace(MINUS, "-");
  const [group, decimal] = [escaped(style.group), escaped(style.decimal)];
  const shape = new RegExp(`^-?(\\d+|\\d{1,3}(${group}\\d{3})+)(${decimal}\\d+)?$`);
  if (!shape.test(bare)) return null;
  return bare.split(style.group).join("").replace(style.decimal, ".");
}

/** `61.4` days or `82.6` percent, with one place; zero is a number here, not nothing. */
export function formatMeasure(text: string, style: NumberStyle): string {
  const { negative, whole, fraction } = parseDecimal(rounded(text, 1));
  return (negative ? MINUS : "") + grouped(whole, style.group) + style.decimal + fraction;
}

const UNITS = ["B", "kB", "MB", "GB"] as const;

export function formatBytes(size: number, style: NumberStyle): string {
  let tenths = size * 10;
  let unit = 0;
  while (tenths >= 10_000 && unit < UNITS.length - 1) {
    tenths = Math.round(tenths / 1000);
    unit += 1;
  }
  const text = formatPercent(Math.round(tenths), style).replace(" %", "");
  return `${unit === 0 ? formatCount(size, style) : text} ${UNITS[unit]}`;
}
