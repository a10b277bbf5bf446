/**
 * Exact arithmetic on the API's decimal strings. Amounts never become floats: a float has only
 * 15 exact digits.
 */

export interface Decimal {
  negative: boolean;
  whole: string;
  fraction: string;
}

export function parseDecimal(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new Error(`not a decimal: ${text}`);
  const whole = (match[2] ?? "0").replace(/^0+(?=\d)/, "");
  return { negative: match[1] === "-", whole, fraction: match[3] ?? "" };
}

export function isZero(text: string): boolean {
  return /^-?0*(\.0*)?$/.test(text);
}

export function isNegative(text: string): boolean {
  return text.startsWith("-") && !isZero(text);
}

/** The value as a whole number of 10^-places. */
function scaled(text: string, places: number): bigint {
  const { negative, whole, fraction } = parseDecimal(text);
  const units = BigInt(whole + fraction.padEnd(places, "0"));
  return negative ? -units : units;
}

function unscaled(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const sign = units < 0n ? "-" : "";
  return places === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-places)}`;
}

function placesOf(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => parseDecimal(text).fraction.length));
}

export function sum(texts: readonly string[]): string {
  const places = placesOf(texts);
  return unscaled(
    texts.reduce((total, text) => total + scaled(text, places), 0n),
    places,
  );
}

/** `part` in thousandths of `whole`, rounded half away from zero; null if `whole` is zero. */
export function thousandths(part: string, whole: string): number | null {
  const places = placesOf([part, whole]);
  const divisor = scaled(whole, places);
  if (divisor === 0n) return null;
  const doubled = (2000n * scaled(part, places)) / divisor;
  return Number(doubled >= 0n ? (doubled + 1n) / 2n : (doubled - 1n) / 2n);
}

/** The nearest decimal with so many places; halves go away from zero, and zero has no sign. */
export function rounded(text: string, places: number): string {
  const { fraction } = parseDecimal(text);
  if (fraction.length <= places) return unscaled(scaled(text, places), places);
  const units = scaled(text, fraction.length);
  const step = 10n ** BigInt(fraction.length - places);
  const half = units < 0n ? -step : step;
  return unscaled((2n * units + half) / (2n * step), places);
}

/** `left − right`, exactly. */
export function difference(left: string, right: string): string {
  const places = placesOf([left, right]);
  return unscaled(scaled(left, places) - scaled(right, places), places);
}
