import { go } from "../../router";
import {
  CompanyFilter,
  DayInput,
  Filter,
  FilterForm,
  TextInput,
  useStaged,
} from "../../ui/filters";
import { FixedFilters } from "../../ui/fixed-filters";
import { MonthSteps } from "../../ui/month-steps";
import { MoreFilters } from "../../ui/more-filters";
import type { PartnerLedger } from "./columns";
import { partnerLedgerHref as href, type PartnerLedgerView } from "./view";

const CATALOGUE = ["salesperson_ids", "partner_tag_ids", "account_ids", "journal_ids"] as const;

interface Props {
  view: PartnerLedgerView;
  answer: PartnerLedger | undefined;
}

export function PartnerLedgerFilters({ view, answer }: Props) {
  const staged = useStaged(view, {}, (next) => go(href(next)));
  const { values, change, changed } = staged;
  const last = view.date_to ?? answer?.parameters.date_to;
  return (
    <FilterForm staged={staged}>
      <CompanyFilter
        staged={changed("company_id")}
        value={values.company_id ?? ""}
        onValue={(value) => change({ company_id: value })}
      />
      <Filter title="filter.date_from" staged={changed("date_from")}>
        <DayInput
          value={values.date_from ?? answer?.parameters.date_from ?? ""}
          onValue={(value) => change({ date_from: value })}
        />
      </Filter>
      <Filter title="filter.date_to" staged={changed("date_to")}>
        <DayInput
          value={values.date_to ?? answer?.parameters.date_to ?? ""}
          onValue={(value) => change({ date_to: value })}
        />
      </Filter>
      {last && (
        <MonthSteps
          last={last}
          href={(date_from, date_to) => href({ ...view, date_from, date_to })}
        />
      )}
      <Filter title="filter.search_partner" staged={changed("partner_q")}>
        <TextInput
          value={values.partner_q ?? ""}
          width={110}
          onValue={(value) => change({ partner_q: value })}
        />
      </Filter>
      <MoreFilters
        names={CATALOGUE}
        company={values.company_id}
        values={values}
        changed={changed}
        change={change}
      />
      <FixedFilters view={view} names={["companies", "partner_ids"]} href={href} />
    </FilterForm>
  );
}
