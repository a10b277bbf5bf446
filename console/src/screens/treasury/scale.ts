/** From exact amounts to pixels: only here, and only for drawing. */
import { isNegative, thousandths } from "../../format/decimal";

/** The largest of some amounts, without their signs; "0" if there is none. */
export function largest(amounts: readonly string[]): string {
  const size = (text: string) => text.replace("-", "");
  return amounts.map(size).reduce((most, text) => {
    const share = thousandths(text, most);
    return share === null || share > 1000 ? text : most;
  }, "0");
}

/** How high an amount stands in a chart whose whole height is `pixels` for `most`. */
export function heightOf(text: string, most: string, pixels: number): number {
  const share = Math.abs(thousandths(text, most) ?? 0);
  return ((isNegative(text) ? -1 : 1) * Math.min(1000, share) * pixels) / 1000;
}
