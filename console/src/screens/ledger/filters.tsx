import type { View } from "../../router/codec";
import type { ledger } from "../../router/parameters";
import { t } from "../../text";
import {
  CompanyFilter,
  DayInput,
  Filter,
  FilterForm,
  SwitchFilter,
  TextInput,
  useStaged,
} from "../../ui/filters";
import { FixedFilters } from "../../ui/fixed-filters";
import { MonthSteps } from "../../ui/month-steps";
import { MoreFilters } from "../../ui/more-filters";
import { PartnerFilter } from "../../ui/partner-filter";

/** What each ledger takes. */
type LedgerFilters = View<typeof ledger>;

/** They are chosen from a list of the API. */
const WITHOUT_CURRENCY = ["account_ids", "journal_ids"] as const;
const CATALOGUE = [...WITHOUT_CURRENCY, "currency"] as const;

interface Answered {
  company?: { id: number };
  parameters: { date_from?: string | null; date_to?: string | null };
}

/** They come with links, for example of a figure; the person can only remove them. */
const FIXED = [
  "companies",
  "q",
  "account_type",
  "partner_level",
  "move_id",
  "opening",
  "results",
] as const;

interface Props<F extends LedgerFilters> {
  applied: F;
  answered: Answered | undefined;
  defaults: Record<string, string>;
  href: (filters: F) => string;
  onApply: (filters: F) => void;
  /** The report can be of one currency. */
  currency?: boolean;
  /** A name that says more than Odoo's id. */
  words?: (name: string, value: string) => string | undefined;
  children?: (staged: ReturnType<typeof useStaged<F>>) => preact.ComponentChildren;
}

/** Company, period, accounts, partner and drafts; screens add their own. */
export function LedgerFilterRow<F extends LedgerFilters>(props: Props<F>) {
  const staged = useStaged(props.applied, props.defaults, props.onApply);
  const { values, change, changed } = staged;
  const part = (some: LedgerFilters) => change(some as Partial<F>);
  const last = props.applied.date_to ?? props.answered?.parameters.date_to;
  const drafts = (
    <SwitchFilter
      title="filter.include_drafts"
      staged={changed("include_drafts")}
      value={values.include_drafts ?? "false"}
      onValue={(value) => part({ include_drafts: value })}
    />
  );
  return (
    <FilterForm staged={staged}>
      <CompanyFilter
        staged={changed("company_id")}
        value={values.company_id ?? ""}
        onValue={(value) => part({ company_id: value })}
      />
      <Filter title="filter.date_from" staged={changed("date_from")}>
        <DayInput
          value={values.date_from ?? props.answered?.parameters.date_from ?? ""}
          none={t("filter.year-start")}
          onValue={(value) => part({ date_from: value })}
        />
      </Filter>
      <Filter title="filter.date_to" staged={changed("date_to")}>
        <DayInput
          value={values.date_to ?? props.answered?.parameters.date_to ?? ""}
          onValue={(value) => part({ date_to: value })}
        />
      </Filter>
      {last && (
        <MonthSteps
          last={last}
          href={(date_from, date_to) => props.href({ ...props.applied, date_from, date_to })}
        />
      )}
      {props.children?.(staged)}
      <Filter title="filter.account_prefix" staged={changed("account_prefix")}>
        <TextInput
          value={values.account_prefix ?? ""}
          width={64}
          onValue={(value) => part({ account_prefix: value.trim() })}
        />
      </Filter>
      <FixedFilters
        view={props.applied}
        names={FIXED}
        href={props.href}
        {...(props.words ? { words: props.words } : {})}
      />
      <PartnerFilter
        value={values.partner_id}
        staged={changed("partner_id")}
        onValue={(value) => part({ partner_id: value })}
      />
      <MoreFilters
        names={props.currency ? CATALOGUE : WITHOUT_CURRENCY}
        company={values.company_id}
        values={values}
        changed={(name) => changed(name as keyof F)}
        change={part}
        extras={[
          {
            title: "filter.include_drafts",
            used: values.include_drafts === "true" || changed("include_drafts"),
            add: () => part({ include_drafts: "true" }),
            control: drafts,
          },
        ]}
      />
    </FilterForm>
  );
}
