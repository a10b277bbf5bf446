import type { ComponentChildren } from "preact";
import { amount, count } from "../format";
import { sum } from "../format/decimal";
import { openHelp } from "../shell/shortcuts";
import { t } from "../text";
import type { Value } from "./copy";
import { isRange, type Selection } from "./selection";

interface Props {
  rows: string;
  selection: Selection;
  valuesOf: (selection: Selection) => (Value | null)[][];
  notice: ComponentChildren;
}

export function StatusBar({ rows, selection, valuesOf, notice }: Props) {
  const values = isRange(selection) ? valuesOf(selection).flat() : [];
  const amounts = values.flatMap((value) => (value?.kind === "amount" ? [value.text] : []));
  return (
    <div class="status">
      <span>{rows}</span>
      {notice}
      <div class="right">
        {values.length > 0 && <span>{t("grid.cells", { n: count(values.length) })}</span>}
        {amounts.length > 0 && (
          <span>
            {t("grid.sum")} <b>{amount(sum(amounts), 0)}</b>
          </span>
        )}
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
