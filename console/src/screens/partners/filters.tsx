import type { Statement } from "../../api/answers";
import { go } from "../../router";
import { t } from "../../text";
import { Choice, CompanyFilter, DayInput, Filter, FilterForm, useStaged } from "../../ui/filters";
import { FixedFilters } from "../../ui/fixed-filters";
import { type PartnerView, partnerCodec, partnerPage } from "./view";

interface Props {
  id: string;
  view: PartnerView;
  answer: Statement | undefined;
}

export function PartnerFilters({ id, view, answer }: Props) {
  const staged = useStaged(view, { side: "receivable" }, (next) => go(partnerPage(id, next)));
  const { values, change, changed } = staged;
  const currencies = [...new Set((answer?.totals ?? []).map((total) => total.currency))];
  return (
    <FilterForm staged={staged}>
      <CompanyFilter
        staged={changed("company_id")}
        value={values.company_id ?? ""}
        onValue={(value) => change({ company_id: value })}
      />
      <Filter title="filter.side" staged={changed("side")}>
        <Choice
          value={values.side ?? "receivable"}
          choices={[
            ["receivable", t("nav.receivables")],
            ["payable", t("nav.payables")],
          ]}
          onValue={(value) => change({ side: partnerCodec.read(`side=${value}`).side })}
        />
      </Filter>
      <Filter title="filter.date_from" staged={changed("date_from")}>
        <DayInput
          value={values.date_from ?? answer?.parameters.date_from ?? ""}
          none={t("filter.year-start")}
          onValue={(value) => change({ date_from: value })}
        />
      </Filter>
      <Filter title="filter.date_to" staged={changed("date_to")}>
        <DayInput
          value={values.date_to ?? answer?.parameters.date_to ?? ""}
          onValue={(value) => change({ date_to: value })}
        />
      </Filter>
      <Filter title="filter.currency" staged={changed("currency")}>
        <Choice
          value={values.currency ?? ""}
          choices={[
            ["", t("filter.all")] as const,
            ...currencies.map((currency) => [currency, currency] as const),
          ]}
          onValue={(value) => change({ currency: value })}
        />
      </Filter>
      <FixedFilters
        view={view}
        names={["companies", "partner_level"]}
        href={(next) => partnerPage(id, next)}
      />
    </FilterForm>
  );
}
