import { count } from "../../format";
import { t } from "../../text";
import { CatalogueFilters } from "../../ui/catalogue-filter";
import { Choice, CompanyFilter, DayInput, Filter, FilterForm, useStaged } from "../../ui/filters";
import { FixedFilters } from "../../ui/fixed-filters";
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
      <Filter title="filter.aged_by" staged={changed("aged_by")}>
        <Choice
          value={values.aged_by ?? "due_date"}
          choices={AGED_BY.map((date) => [date, t(`aged.${date}`)] as const)}
          onValue={(value) => change({ aged_by: AGED_BY.find((date) => date === value) })}
        />
      </Filter>
      <CatalogueFilters
        names={CATALOGUE}
        company={values.company_id ?? answered.company_id}
        values={values}
        changed={changed}
        change={change}
      />
      <FixedFilters view={applied} names={FIXED} href={href} />
    </FilterForm>
  );
}
