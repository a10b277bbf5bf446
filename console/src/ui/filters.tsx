/** Filters are staged: the report runs when the person applies them, not at each change. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { day } from "../format";
import { Icon } from "../look/icons";
import { useCompanies } from "../session/companies";
import { type Key, t } from "../text";

interface FilterProps {
  title: Key;
  staged: boolean;
  /** What it means, if the title is too short to say it. */
  what?: string | undefined;
  children: ComponentChildren;
}

export function Filter({ title, staged, what, children }: FilterProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label class={staged ? "filter staged" : "filter"} {...(what ? { title: what } : {})}>
      <span>{t(title)}</span>
      {children}
    </label>
  );
}

/** Takes a filter away. */
export function Remove({ title, onRemove }: { title: Key; onRemove: () => void }) {
  return (
    <button
      type="button"
      class="remove"
      aria-label={t("filter.remove", { name: t(title) })}
      onClick={onRemove}
    >
      <Icon name="x" small />
    </button>
  );
}

interface ChoiceProps {
  value: string;
  choices: readonly (readonly [string, string])[];
  onValue: (value: string) => void;
}

export function Choice({ value, choices, onValue }: ChoiceProps) {
  const known = choices.some(([choice]) => choice === value);
  return (
    <select value={value} onChange={(event) => onValue(event.currentTarget.value)}>
      {!known && <option value={value}>{value}</option>}
      {choices.map(([choice, title]) => (
        <option key={choice} value={choice}>
          {title}
        </option>
      ))}
    </select>
  );
}

interface ControlProps {
  staged: boolean;
  value: string;
  onValue: (value: string) => void;
}

/** Which company's books a report shows. */
export function CompanyFilter({ staged, value, onValue }: ControlProps) {
  const { companies } = useCompanies();
  const choices = (companies ?? []).map(({ id, name }) => [String(id), name] as const);
  return (
    <Filter title="filter.company_id" staged={staged}>
      <Choice value={value} choices={choices} onValue={onValue} />
    </Filter>
  );
}

interface SwitchProps {
  title: Key;
  what?: string;
  staged: boolean;
  value: string;
  onValue: (value: "true" | "false") => void;
}

export function SwitchFilter({ title, what, staged, value, onValue }: SwitchProps) {
  return (
    <Filter title={title} staged={staged} what={what}>
      <Choice
        value={value}
        choices={[
          ["false", t("no")],
          ["true", t("yes")],
        ]}
        onValue={(chosen) => onValue(chosen === "true" ? "true" : "false")}
      />
    </Filter>
  );
}

interface DayProps {
  value: string;
  /** What stands there if there is no day. */
  none?: string;
  onValue: (value: string) => void;
}

/** Browsers write days as their own language does, so the input is shown only while it is used. */
export function DayInput({ value, none, onValue }: DayProps) {
  return (
    <span class="day">
      <b aria-hidden="true">{value === "" ? (none ?? t("filter.today")) : day(value)}</b>
      <input
        type="date"
        value={value}
        max="9999-12-31"
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </span>
  );
}

interface TextProps {
  value: string;
  width?: number;
  onValue: (value: string) => void;
}

export function TextInput({ value, width = 90, onValue }: TextProps) {
  return (
    <input
      type="text"
      class="text"
      value={value}
      style={{ width: `${width}px` }}
      autocomplete="off"
      spellcheck={false}
      onInput={(event) => onValue(event.currentTarget.value)}
    />
  );
}

type Values = Record<string, string | undefined>;

export interface Staged<F> {
  /** The filters as they are staged, else as they are applied. */
  values: F;
  change: (part: Partial<F>) => void;
  changed: (name: keyof F) => boolean;
  dirty: boolean;
  discard: () => void;
  apply: () => void;
}

/** Empty values and defaults are left out of links. */
export function withoutDefaults<F extends object>(filters: F, defaults: Values): F {
  const kept = Object.entries(filters).filter(
    ([name, value]) => value !== undefined && value !== "" && value !== defaults[name],
  );
  return Object.fromEntries(kept) as F;
}

const written = (filters: object) => JSON.stringify(Object.entries(filters).sort());

export function useStaged<F extends object>(
  applied: F,
  defaults: Values,
  onApply: (filters: F) => void,
): Staged<F> {
  const present = written(withoutDefaults(applied, defaults));
  const [draft, setDraft] = useState({ of: present, filters: applied });
  // A draft belongs to the filters that it changes: with others in the URL it is over.
  const values = draft.of === present ? draft.filters : applied;
  const stage = (filters: F) => setDraft({ of: present, filters });
  return {
    values,
    change: (part) => stage({ ...values, ...part }),
    changed: (name) => (values[name] ?? "") !== (applied[name] ?? ""),
    dirty: written(withoutDefaults(values, defaults)) !== present,
    discard: () => stage(applied),
    apply: () => {
      stage(applied);
      onApply(withoutDefaults(values, defaults));
    },
  };
}

/** The row of filters; its buttons appear once something is staged. */
export function FilterForm<F>({
  staged,
  children,
}: {
  staged: Staged<F>;
  children: ComponentChildren;
}) {
  return (
    <form
      class="filters"
      aria-label={t("filters")}
      onSubmit={(event) => {
        event.preventDefault();
        staged.apply();
      }}
    >
      {children}
      {staged.dirty && (
        <>
          <button type="submit" class="button primary small">
            {t("apply")}
          </button>
          <button type="button" class="button small" onClick={staged.discard}>
            {t("discard")}
          </button>
        </>
      )}
    </form>
  );
}
