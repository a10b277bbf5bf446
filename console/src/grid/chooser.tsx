/** Which columns a report shows, and in which order: the URL says so, and a saved view keeps it. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { count } from "../format";
import { Icon } from "../look/icons";
import { go, place } from "../router";
import { hereWith } from "../router/pages";
import { lookCodec } from "../router/parameters";
import { t } from "../text";
import { Dialog } from "../ui/dialog";
import { Check } from "../ui/inputs";
import { stepped, turned } from "./column-order";

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

interface StepProps {
  column: Titled;
  by: -1 | 1;
  end: boolean;
  onStep: () => void;
}

/** The browser takes the focus from a row that changes its place: the button takes it back. */
function Step({ column, by, end, onStep }: StepProps) {
  const button = useRef<HTMLButtonElement>(null);
  const pressed = useRef(false);
  useLayoutEffect(() => {
    if (pressed.current) button.current?.focus();
    pressed.current = false;
  });
  const title = t(by < 0 ? "grid.columns.up" : "grid.columns.down", { name: column.title });
  return (
    <button
      type="button"
      class="icon-button"
      ref={button}
      title={title}
      aria-label={title}
      aria-disabled={end}
      onClick={() => {
        if (end) return;
        pressed.current = true;
        onStep();
      }}
    >
      <Icon name={by < 0 ? "up" : "down"} small />
    </button>
  );
}

function Choices({ columns }: { columns: readonly Titled[] }) {
  const others = columns.slice(1);
  const all = others.map(({ key }) => key);
  const usual = others.filter(({ extra }) => !extra).map(({ key }) => key);
  const shown = chosenColumns(columns)
    .slice(1)
    .map(({ key }) => key);
  const [said, setSaid] = useState("");
  const show = (keys: readonly string[]) => {
    const asUsual = keys.length === 0 || keys.join() === usual.join();
    go(hereWith("columns", asUsual ? null : keys.join()), "replace");
  };
  const step = ({ key, title }: Titled, by: -1 | 1) => {
    const next = stepped(shown, key, by);
    show(next);
    const n = count(next.indexOf(key) + 1);
    setSaid(t("grid.columns.place", { name: title, n, total: count(next.length) }));
  };
  const rows = [...shown, ...all.filter((key) => !shown.includes(key))];
  return (
    <div class="form">
      <ul class="column-choices" aria-label={t("grid.columns")}>
        {rows.map((key) => {
          const column = others.find((each) => each.key === key) as Titled;
          const at = shown.indexOf(key);
          return (
            <li key={key}>
              <Check
                label={column.title}
                checked={at >= 0}
                onChecked={() => show(turned(shown, all, key))}
              />
              {at >= 0 && (
                <>
                  <Step column={column} by={-1} end={at === 0} onStep={() => step(column, -1)} />
                  <Step
                    column={column}
                    by={1}
                    end={at === shown.length - 1}
                    onStep={() => step(column, 1)}
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
      <span class="hidden-text" role="status">
        {said}
      </span>
      <div class="ways">
        <button
          type="button"
          class="link"
          disabled={shown.join() === usual.join()}
          onClick={() => show(usual)}
        >
          {t("grid.columns.usual")}
        </button>
        <span class="quiet">{t("grid.columns.what")}</span>
      </div>
    </div>
  );
}

export function ColumnChooser({ columns }: { columns: readonly Titled[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="plain" onClick={() => setOpen(true)}>
        {t("grid.columns")}
      </button>
      {open && (
        <Dialog title={t("grid.columns")} onClose={() => setOpen(false)}>
          <Choices columns={columns} />
        </Dialog>
      )}
    </>
  );
}
