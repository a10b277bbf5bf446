import { useState } from "preact/hooks";
import { count, readAmount } from "../../format";
import { monthStep } from "../../format/month-step";
import { t } from "../../text";
import {
  Choice,
  CompanyFilter,
  DayInput,
  Filter,
  FilterForm,
  Remove,
  type Staged,
  SwitchFilter,
  TextInput,
  useStaged,
} from "../../ui/filters";
import { FixedFilters } from "../../ui/fixed-filters";
import { type Extra, MoreFilters } from "../../ui/more-filters";
import { AGED_BY, type AgeingView, BUCKETS, CATALOGUE, DEFAULTS, FIXED, GROUPS } from "./view";

function bucketsTitle(buckets: string): string {
  const months = /^months:(\d+)$/.exec(buckets)?.[1];
  if (months) return t("buckets.months", { n: count(Number(months)) });
  return buckets.split(",").join(" · ");
}

interface Props {
  applied: AgeingView;
  /** The company and day of the answer, for what the URL leaves out. */
  answered: { company_id: string | undefined; as_of: string | undefined };
  href: (view: AgeingView) => string;
  onApply: (view: AgeingView) => void;
}

/** Filters that few people use; each appears once it is added. */
function useExtras(staged: Staged<AgeingView>, day: string | undefined): Extra[] {
  const { values, change, changed } = staged;
  const [asksLeast, setAsksLeast] = useState(false);
  return [
    {
      title: "filter.compare_as_of",
      used: values.compare_as_of !== undefined,
      add: () => change({ compare_as_of: day && monthStep(day, -1).last }),
      control: (
        <Filter title="filter.compare_as_of" staged={changed("compare_as_of")}>
          <DayInput
            value={values.compare_as_of ?? ""}
            none={t("filter.no-day")}
            onValue={(value) => change({ compare_as_of: value })}
          />
          <Remove
            title="filter.compare_as_of"
            onRemove={() => change({ compare_as_of: undefined })}
          />
        </Filter>
      ),
    },
    {
      title: "filter.overdue_only",
      used: values.overdue_only === "true",
      add: () => change({ overdue_only: "true" }),
      control: (
        <SwitchFilter
          title="filter.overdue_only"
          staged={changed("overdue_only")}
          value={values.overdue_only ?? "false"}
          onValue={(value) => change({ overdue_only: value })}
        />
      ),
    },
    {
      title: "filter.min_total",
      used: asksLeast || values.min_total !== undefined,
      add: () => setAsksLeast(true),
      control: (
        <Filter title="filter.min_total" staged={changed("min_total")}>
          <TextInput
            value={values.min_total ?? ""}
            onValue={(value) => change({ min_total: readAmount(value) ?? value })}
          />
        </Filter>
      ),
    },
    {
      title: "filter.aged_by",
      used: (values.aged_by ?? DEFAULTS.aged_by) !== DEFAULTS.aged_by || changed("aged_by"),
      add: () => change({ aged_by: "invoice_date" }),
      control: (
        <Filter title="filter.aged_by" staged={changed("aged_by")}>
          <Choice
            value={values.aged_by ?? "due_date"}
            choices={AGED_BY.map((date) => [date, t(`aged.${date}`)] as const)}
            onValue={(value) => change({ aged_by: AGED_BY.find((date) => date === value) })}
          />
        </Filter>
      ),
    },
  ];
}

export function AgeingFilters({ applied, answered, href, onApply }: Props) {
  const staged = useStaged(applied, DEFAULTS, onApply);
  const { values, change, changed } = staged;
  return (
    <FilterForm staged={staged}>
      <CompanyFilter
        staged={changed("company_id")}
        value={values.company_id ?? answered.company_id ?? ""}
        onValue={(value) => change({ company_id: value })}
      />
      <Filter title="filter.as_of" staged={changed("as_of")}>
        <DayInput
          value={values.as_of ?? answered.as_of ?? ""}
          onValue={(value) => change({ as_of: value })}
        />
      </Filter>
      <Filter title="filter.group_by" staged={changed("group_by")}>
        <Choice
          value={values.group_by ?? "partner"}
          choices={GROUPS.map((group) => [group, t(`group.${group}`)] as const)}
          onValue={(value) => change({ group_by: GROUPS.find((group) => group === value) })}
        />
      </Filter>
      <Filter title="filter.buckets" staged={changed("buckets")}>
        <Choice
          value={values.buckets ?? ""}
          choices={[
            ["", t("filter.default")] as const,
            ...BUCKETS.map((buckets) => [buckets, bucketsTitle(buckets)] as const),
          ]}
          onValue={(value) => change({ buckets: value })}
        />
      </Filter>
      <Filter title="filter.search_partner" staged={changed("partner_q")}>
        <TextInput
          value={values.partner_q ?? ""}
          width={110}
          onValue={(value) => change({ partner_q: value })}
        />
      </Filter>
      <MoreFilters
        names={CATALOGUE}
        company={values.company_id ?? answered.company_id}
        values={values}
        changed={changed}
        change={change}
        extras={useExtras(staged, answered.as_of)}
      />
      <FixedFilters view={applied} names={FIXED} href={href} />
    </FilterForm>
  );
}
