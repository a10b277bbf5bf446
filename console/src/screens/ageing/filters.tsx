/** Filters are staged: the report runs when the person applies them, not at each change. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Answer } from "../../api/answers";
import { useQuery } from "../../api/query";
import { count, day } from "../../format";
import { type Key, t } from "../../text";
import { AGED_BY, BUCKETS, type Filters, filterCodec, GROUPS, withoutDefaults } from "./view";

function bucketsTitle(buckets: string): string {
  const months = /^months:(\d+)$/.exec(buckets)?.[1];
  if (months) return t("buckets.months", { n: count(Number(months)) });
  return buckets.split(",").join(" · ");
}

interface FilterProps {
  title: Key;
  staged: boolean;
  children: ComponentChildren;
}

function Filter({ title, staged, children }: FilterProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label class={staged ? "filter staged" : "filter"}>
      <span>{t(title)}</span>
      {children}
    </label>
  );
}

interface ChoiceProps {
  value: string;
  choices: readonly (readonly [string, string])[];
  onValue: (value: string) => void;
}

function Choice({ value, choices, onValue }: ChoiceProps) {
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

/** Browsers write days as their own language does, so the input is shown only while it is used. */
function DayInput({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  return (
    <span class="day">
      <b aria-hidden="true">{value === "" ? t("filter.today") : day(value)}</b>
      <input
        type="date"
        value={value}
        max="9999-12-31"
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </span>
  );
}

interface Props {
  applied: Filters;
  /** The company and day of the answer, for what the URL leaves out. */
  answered: { company_id: string | undefined; as_of: string | undefined };
  onApply: (filters: Filters) => void;
}

export function AgeingFilters({ applied, answered, onApply }: Props) {
  const present = filterCodec.write(applied);
  const [draft, setDraft] = useState({ of: present, filters: applied });
  // A draft belongs to the filters that it changes: with others in the URL it is over.
  const staged = draft.of === present ? draft.filters : applied;
  const companies = useQuery<Answer<"/v1/companies">>("/v1/companies?limit=500", 600);

  const stage = (filters: Filters) => setDraft({ of: present, filters });
  const change = (part: Filters) => stage({ ...staged, ...part });
  const changed = (name: keyof Filters) => staged[name] !== applied[name];
  const dirty =
    filterCodec.write(withoutDefaults(staged)) !== filterCodec.write(withoutDefaults(applied));
  const company = staged.company_id ?? answered.company_id ?? "";

  return (
    <form
      class="filters"
      aria-label={t("filters")}
      onSubmit={(event) => {
        event.preventDefault();
        stage(applied);
        onApply(withoutDefaults(staged));
      }}
    >
      <Filter title="filter.company_id" staged={changed("company_id")}>
        <Choice
          value={company}
          choices={(companies.data?.data ?? []).map(({ id, name }) => [String(id), name] as const)}
          onValue={(value) => change({ company_id: value })}
        />
      </Filter>
      <Filter title="filter.as_of" staged={changed("as_of")}>
        <DayInput
          value={staged.as_of ?? answered.as_of ?? ""}
          onValue={(value) => change({ as_of: value })}
        />
      </Filter>
      <Filter title="filter.group_by" staged={changed("group_by")}>
        <Choice
          value={staged.group_by ?? "partner"}
          choices={GROUPS.map((group) => [group, t(`group.${group}`)] as const)}
          onValue={(value) => change({ group_by: GROUPS.find((group) => group === value) })}
        />
      </Filter>
      <Filter title="filter.buckets" staged={changed("buckets")}>
        <Choice
          value={staged.buckets ?? ""}
          choices={[
            ["", t("filter.default")] as const,
            ...BUCKETS.map((buckets) => [buckets, bucketsTitle(buckets)] as const),
          ]}
          onValue={(value) => change({ buckets: value })}
        />
      </Filter>
      <Filter title="filter.aged_by" staged={changed("aged_by")}>
        <Choice
          value={staged.aged_by ?? "due_date"}
          choices={AGED_BY.map((date) => [date, t(`aged.${date}`)] as const)}
          onValue={(value) => change({ aged_by: AGED_BY.find((date) => date === value) })}
        />
      </Filter>
      {dirty && (
        <>
          <button type="submit" class="button primary small">
            {t("apply")}
          </button>
          <button type="button" class="button small" onClick={() => stage(applied)}>
            {t("discard")}
          </button>
        </>
      )}
    </form>
  );
}
