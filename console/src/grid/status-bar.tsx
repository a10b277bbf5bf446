import type { ComponentChildren } from "preact";
import { amount, count } from "../format";
import { sum } from "../format/decimal";
import { openHelp } from "../shell/shortcuts";
import { t } from "../text";
import { type Cells, tooManyCells } from "./clipboard";
import type { Value } from "./copy";
import { isRange, type Selection } from "./selection";

interface Props {
  rows: string;
  selection: Selection;
  valuesOf: (selection: Selection) => Cells;
  notice: ComponentChildren;
  /** Chooses the columns of the table. */
  chooser: ComponentChildren;
}

/** Amounts of different currencies have no sum, and neither have those of an unknown one. */
export function totalOf(
  values: readonly (Value | null)[],
): { sum: string; currency: string } | null {
  const amounts = values.flatMap((value) => (value?.kind === "amount" ? [value] : []));
  const [first] = amounts;
  if (!first || first.currency === null) return null;
  if (amounts.some(({ currency }) => currency !== first.currency)) return null;
  return { sum: sum(amounts.map(({ text }) => text)), currency: first.currency };
}

export function StatusBar({ rows, selection, valuesOf, notice, chooser }: Props) {
  const tooMany = tooManyCells(selection);
  const values = isRange(selection) && !tooMany ? valuesOf(selection).flat() : [];
  const total = totalOf(values);
  return (
    <div class="status">
      <span>{rows}</span>
      {notice}
      <div class="right">
        {values.length > 0 && <span>{t("grid.cells", { n: count(values.length) })}</span>}
        {tooMany && <span class="warn">{t("grid.too-many")}</span>}
        {total && (
          <span>
            {t("grid.sum")} <b>{amount(total.sum, 0)}</b> {total.currency}
          </span>
        )}
        {chooser}
        <span class="wide">
          <kbd>Ctrl C</kbd> {t("grid.copy")}
        </span>
        <button type="button" class="plain" onClick={openHelp}>
          <kbd>?</kbd> {t("grid.keys")}
        </button>
      </div>
    </div>
  );
}
