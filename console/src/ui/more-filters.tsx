/** Filters by what Odoo knows: accounts, journals, currencies, salespersons, types, tags. */
import { type ComponentChildren, Fragment } from "preact";
import { useState } from "preact/hooks";
import { count } from "../format";
import { type Key, t } from "../text";
import {
  CATALOGUES,
  type CatalogueName,
  type Entry,
  NONE,
  SINGLE,
  titleOf,
  useCatalogue,
  wireOf,
} from "./catalogue";
import { Dialog } from "./dialog";
import { Remove } from "./filters";
import { FormActs } from "./form-acts";
import { Check } from "./inputs";
import { ProblemPanel } from "./problem-panel";
import { useDelayed } from "./use-delayed";

type Values<N extends CatalogueName> = { [Name in N]?: string | undefined };

const chosenIn = (value: string | undefined) =>
  (value ?? "").split(",").filter((each) => each !== "");

interface ChooseProps {
  name: CatalogueName;
  company: string | undefined;
  value: string | undefined;
  onChoose: (value: string | undefined) => void;
  onClose: () => void;
}

/** Those that are chosen stand first, also while others are searched for. */
function inOrder(name: CatalogueName, entries: readonly Entry[], first: readonly string[]) {
  const isFirst = (entry: Entry) => first.includes(wireOf(name, entry));
  return [...entries.filter(isFirst), ...entries.filter((entry) => !isFirst(entry))];
}

function Choose({ name, company, value, onChoose, onClose }: ChooseProps) {
  const [first] = useState(chosenIn(value));
  const [ticked, setTicked] = useState<readonly string[]>(first);
  const [query, setQuery] = useState("");
  const q = useDelayed(query.trim(), 200);
  const { data, problem, again } = useCatalogue(name, company, q);
  const single = SINGLE.includes(name);
  const tick = (each: string, on: boolean) => {
    if (single) setTicked(on ? [each] : []);
    else setTicked(on ? [...ticked, each] : ticked.filter((other) => other !== each));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    onChoose(ticked.length === 0 ? undefined : ticked.join());
    onClose();
  };
  return (
    <Dialog title={t(`filter.${name}`)} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <input
          class="search-input"
          type="search"
          value={query}
          placeholder={t("filter.search")}
          aria-label={t("filter.search")}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        {problem && <ProblemPanel problem={problem} retry={again} />}
        <fieldset class="checks choices">
          <legend class="hidden-text">{t(`filter.${name}`)}</legend>
          {CATALOGUES[name].none && q === "" && (
            <Check
              label={t("filter.without")}
              checked={ticked.includes(NONE)}
              onChecked={(on) => tick(NONE, on)}
            />
          )}
          {inOrder(name, data?.data ?? [], first).map((entry) => {
            const each = wireOf(name, entry);
            return (
              <Check
                key={entry.id}
                label={
                  <span class={entry.active ? "" : "quiet"}>
                    {titleOf(name, entry)}
                    {!entry.active && ` · ${t("partner.archived")}`}
                  </span>
                }
                checked={ticked.includes(each)}
                onChecked={(on) => tick(each, on)}
              />
            );
          })}
        </fieldset>
        {data?.data.length === 0 && <p class="quiet">{t("search.nothing")}</p>}
        {data?.next && <p class="quiet">{t("filter.more", { n: count(data.data.length) })}</p>}
        <FormActs busy={false} verb={t("filter.choose")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

interface ChipProps {
  name: CatalogueName;
  company: string | undefined;
  value: string;
  staged: boolean;
  onOpen: () => void;
  onRemove: () => void;
}

/** Names as far as they are known and few; else how many. */
function useWords(name: CatalogueName, company: string | undefined, value: string): string {
  const { data } = useCatalogue(name, company);
  const chosen = chosenIn(value);
  const names = chosen.map((each) => {
    if (each === NONE) return t("filter.without");
    const entry = data?.data.find((known) => wireOf(name, known) === each);
    return entry ? titleOf(name, entry) : null;
  });
  const [only] = names;
  if (names.length === 1) return only ?? (CATALOGUES[name].by === "code" ? value : `#${value}`);
  return names.length > 2 || names.includes(null)
    ? t("filter.chosen", { n: count(chosen.length) }, chosen.length)
    : names.join(" · ");
}

function Chip({ name, company, value, staged, onOpen, onRemove }: ChipProps) {
  const words = useWords(name, company, value);
  return (
    <span class={staged ? "filter staged" : "filter"}>
      <span>{t(`filter.${name}`)}</span>
      <button type="button" class="choose" onClick={onOpen} title={words}>
        {words}
      </button>
      <Remove title={`filter.${name}`} onRemove={onRemove} />
    </span>
  );
}

/** A filter with a control of its own, which is shown once it is in use. */
export interface Extra {
  title: Key;
  used: boolean;
  /** Puts it into use. */
  add: () => void;
  control: ComponentChildren;
}

interface Props<N extends CatalogueName> {
  names: readonly N[];
  company: string | undefined;
  values: Values<N>;
  changed: (name: N) => boolean;
  change: (part: Values<N>) => void;
  extras?: readonly Extra[];
}

/** The filters that are in use, and a way to add each of the others. */
export function MoreFilters<N extends CatalogueName>(props: Props<N>) {
  const { names, company, values, changed, change, extras = [] } = props;
  const [asking, setAsking] = useState<N | null>(null);
  const set = (name: N, value: string | undefined) => change({ [name]: value } as Values<N>);
  const unused = [
    ...extras.filter(({ used }) => !used).map(({ title, add }) => ({ title, add })),
    ...names
      .filter((name) => !values[name])
      .map((name) => ({ title: `filter.${name}` as Key, add: () => setAsking(name) })),
  ];
  return (
    <>
      {extras.map(({ title, used, control }) => used && <Fragment key={title}>{control}</Fragment>)}
      {names.map((name) => {
        const value = values[name];
        return value ? (
          <Chip
            key={name}
            name={name}
            company={company}
            value={value}
            staged={changed(name)}
            onOpen={() => setAsking(name)}
            onRemove={() => set(name, undefined)}
          />
        ) : null;
      })}
      {unused.length > 0 && (
        <select
          class="filter add"
          aria-label={t("filter.add.label")}
          value=""
          onChange={(event) => {
            const chosen = unused.find(({ title }) => title === event.currentTarget.value);
            // The control only asks; it never shows a choice of its own.
            event.currentTarget.value = "";
            chosen?.add();
          }}
        >
          <option value="">{t("filter.add")}</option>
          {unused.map(({ title }) => (
            <option key={title} value={title}>
              {t(title)}
            </option>
          ))}
        </select>
      )}
      {asking && (
        <Choose
          key={asking}
          name={asking}
          company={company}
          value={values[asking]}
          onChoose={(value) => set(asking, value)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
