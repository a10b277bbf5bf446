import { amount } from "../format";
import { isNegative, isZero } from "../format/decimal";
import { pageOf } from "../router/pages";
import type { Side } from "../screens/ageing/view";

/** Red is for amounts against the usual direction: receivables are debits, payables credits. */
export function tone(text: string, side: Side): string {
  if (isZero(text)) return "faint";
  return isNegative(text) === (side === "receivable") ? "neg" : "";
}

interface Props {
  text: string;
  places: number;
  url?: string | null | undefined;
  /** Where it leads if the API gives no URL. */
  href?: string | undefined;
  /** Cells of a grid are reached by arrow keys, not one by one with Tab. */
  inGrid?: boolean;
}

/** An amount that leads to the rows that it adds up. */
export function Figure({ text, places, url, href: other, inGrid = false }: Props) {
  const href = isZero(text) ? undefined : (pageOf(url) ?? other);
  const shown = amount(text, places);
  if (href === undefined) return <>{shown}</>;
  return (
    <a href={href} {...(inGrid ? { tabIndex: -1 } : {})}>
      {shown}
    </a>
  );
}
