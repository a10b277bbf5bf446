/** Which columns a report shows: the URL says so, and a saved view keeps it. */
import { useState } from "preact/hooks";
import { go, place } from "../router";
import { hereWith } from "../router/pages";
import { lookCodec } from "../router/parameters";
import { t } from "../text";
import { Dialog } from "../ui/dialog";
import { Check } from "../ui/inputs";

interface Titled {
  key: string;
  title: string;
  /** Shown only if it is chosen. */
  extra?: boolean;
}

/** Those that the URL names, in its order; the first one, which names the rows, always stays. */
export function chosen<C extends Titled>(
  columns: readonly C[],
  keys: readonly string[] | undefined,
): readonly C[] {
  const [first, ...others] = columns;
  const usual = columns.filter(({ extra }) => !extra);
  if (!keys || !first) return usual;
  const found = keys.flatMap((key) => others.filter((column) => column.key === key));
  return found.length === 0 ? usual : [first, ...found];
}

export const chosenColumns = <C extends Titled>(columns: readonly C[]): readonly C[] =>
  chosen(columns, lookCodec.read(place.value.search).columns);

export function ColumnChooser({ columns }: { columns: readonly Titled[] }) {
  const [open, setOpen] = useState(false);
  const shown = new Set(chosenColumns(columns).map(({ key }) => key));
  const others = columns.slice(1);
  const turn = (key: string, on: boolean) => {
    const keys = others.map((column) => column.key);
    const kept = keys.filter((each) => (each === key ? on : shown.has(each)));
    const usual = others.filter(({ extra }) => !extra).map((column) => column.key);
    const asUsual = kept.length === 0 || kept.join() === usual.join();
    go(hereWith("columns", asUsual ? null : kept.join()), "replace");
  };
  return (
    <>
      <button type="button" class="plain" onClick={() => setOpen(true)}>
        {t("grid.columns")}
      </button>
      {open && (
        <Dialog title={t("grid.columns")} onClose={() => setOpen(false)}>
          <fieldset class="checks">
            <legend class="hidden-text">{t("grid.columns")}</legend>
            {others.map(({ key, title }) => (
              <Check
                key={key}
                label={title}
                checked={shown.has(key)}
                onChecked={(on) => turn(key, on)}
              />
            ))}
          </fieldset>
          <p class="quiet">{t("grid.columns.what")}</p>
        </Dialog>
      )}
    </>
  );
}
