/** How fast customers pay: billed, collected and outstanding by month or salesperson, with the usual measures. */
import "./collections.css";
import type { Answer, Schema } from "../../api/answers";
import { useQuery } from "../../api/query";
import { amount, measure, month } from "../../format";
import { isNegative } from "../../format/decimal";
import type { Column } from "../../grid/column";
import { Grid } from "../../grid/grid";
import { moneyColumn } from "../../grid/kinds";
import { go, place } from "../../router";
import { t } from "../../text";
import { Choice, CompanyFilter, DayInput, Filter, FilterForm, useStaged } from "../../ui/filters";
import { FixedFilters } from "../../ui/fixed-filters";
import { ScreenHead } from "../../ui/head";
import { StaleNote } from "../../ui/outdated";
import { PartnerFilter } from "../../ui/partner-filter";
import { ProblemPanel } from "../../ui/problem-panel";
import { ReportActions } from "../../ui/report-actions";
import { Skeleton } from "../../ui/skeleton";
import { usePastDay } from "../../ui/use-past-day";
import { Warnings } from "../../ui/warnings";
import { Debtors } from "./debtors";
import { Measures } from "./measures";
import { Totals } from "./totals";
import {
  type CollectionsView,
  collectionsCodec,
  collectionsUrl,
  GROUPS,
  collectionsHref as href,
} from "./view";

type Collections = Answer<"/v1/sales/collections">;
type Row = Schema<"CollectionsRow">;

function Filters({ view, answer }: { view: CollectionsView; answer: Collections | undefined }) {
  const staged = useStaged(view, { group_by: "month", top: "10" }, (next) => go(href(next)));
  const { values, change, changed } = staged;
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
          none={t("collections.year")}
          onValue={(value) => change({ date_from: value })}
        />
      </Filter>
      <Filter title="filter.date_to" staged={changed("date_to")}>
        <DayInput
          value={values.date_to ?? answer?.parameters.date_to ?? ""}
          onValue={(value) => change({ date_to: value })}
        />
      </Filter>
      <PartnerFilter
        value={values.partner_id}
        staged={changed("partner_id")}
        onValue={(value) => change({ partner_id: value })}
      />
      <Filter title="filter.group_by" staged={changed("group_by")}>
        <Choice
          value={values.group_by ?? "month"}
          choices={GROUPS.map((group) => [group, t(`collections.${group}`)] as const)}
          onValue={(value) => change({ group_by: GROUPS.find((group) => group === value) })}
        />
      </Filter>
      <Filter title="filter.top" staged={changed("top")}>
        <Choice
          value={values.top ?? "10"}
          choices={(["5", "10", "20", "50"] as const).map((n) => [n, n] as const)}
          onValue={(top) => change({ top })}
        />
      </Filter>
      <FixedFilters view={view} names={["companies", "partner_level"]} href={href} />
    </FilterForm>
  );
}

const FIGURES = ["opening", "invoiced", "credited", "billed", "collected", "other"] as const;

/** Days or per cent of a row; they are no amounts, so they have no total. */
function measureColumn(key: string, title: string, of: (row: Row) => string | null): Column<Row> {
  return {
    key,
    title,
    width: 70,
    numeric: true,
    tone: () => "quiet",
    cell: (row) => {
      const text = of(row);
      return text === null ? "–" : measure(text);
    },
    value: (row) => {
      const text = of(row);
      return text === null ? null : { kind: "amount", text, currency: null };
    },
  };
}

/** The month or the salesperson of a row. */
function groupColumn(group: (typeof GROUPS)[number]): Column<Row> {
  const ofMonth = group === "month";
  return {
    key: group,
    title: t(`collections.${group}`),
    width: ofMonth ? 120 : 180,
    tone: () => "name",
    cell: (row) =>
      ofMonth
        ? month(row.date_from.slice(0, 7))
        : (row.salesperson_name ?? t("without.salesperson")),
    value: (row) =>
      ofMonth
        ? { kind: "day", text: row.date_from }
        : { kind: "text", text: row.salesperson_name ?? "" },
    foot: t("column.total"),
  };
}

function columns({ company, data, parameters, totals }: Collections): Column<Row>[] {
  const { currency, decimal_places: places } = company;
  return [
    groupColumn(parameters.group_by ?? "month"),
    ...FIGURES.map((name) =>
      moneyColumn<Row>(name, t(`collections.${name}`), (row) => row[name], {
        places,
        currency,
        rows: data,
        total: totals[name],
        totalUrl: name === "billed" || name === "collected" ? totals[`${name}_url`] : null,
        url: (row) => (name === "billed" || name === "collected" ? row[`${name}_url`] : null),
        wide: name === "invoiced" || name === "credited" || name === "other",
        tone: (row) => (isNegative(row[name]) ? "neg" : ""),
      }),
    ),
    moneyColumn<Row>("outstanding", t("collections.outstanding"), (row) => row.outstanding, {
      places,
      currency,
      rows: data,
      total: totals.outstanding,
      totalUrl: totals.outstanding_url,
      url: (row) => row.outstanding_url,
      tone: () => "strong",
    }),
    moneyColumn<Row>("overdue", t("collections.overdue"), (row) => row.overdue, {
      places,
      currency,
      rows: data,
      total: totals.overdue,
      totalUrl: totals.overdue_url,
      url: (row) => row.overdue_url,
      extra: true,
    }),
    measureColumn("dso", "DSO", (row) => row.days_sales_outstanding),
    measureColumn("cei", "CEI %", (row) => row.collection_effectiveness_percent),
  ];
}

export function CollectionsScreen() {
  const view = collectionsCodec.read(place.value.search);
  const query = useQuery<Collections>(collectionsUrl(view));
  const { data, problem } = query;
  usePastDay(view.date_to);
  return (
    <>
      <ScreenHead title={t("collections.title")}>
        {data && (
          <ReportActions
            report="collections"
            parameters={data.parameters}
            rows={data.data.length}
          />
        )}
      </ScreenHead>
      <Filters view={view} answer={data ?? undefined} />
      {problem && !data && (
        <ProblemPanel
          problem={problem}
          retry={query.again}
          companyHref={(company) => href({ ...view, company_id: String(company) })}
        />
      )}
      {!data && !problem && <Skeleton />}
      {data && (
        <>
          <StaleNote query={query} />
          <Warnings warnings={data.warnings} />
          <Totals answer={data} />
          <Measures answer={data} />
          <div class="collections">
            <Grid
              label={t("collections.title")}
              report
              columns={columns(data)}
              rows={data.data}
              rowKey={(row) => `${row.date_from} ${row.salesperson_id ?? ""}`}
              total={data.data.length}
              entry={place.value.entry}
              loading={query.loading}
            />
            <Debtors company={data.company} debtors={data.debtors} />
          </div>
          <p class="quiet overlap">
            {t("collections.payables", {
              billed: amount(data.payables.billed, data.company.decimal_places),
              paid: amount(data.payables.paid, data.company.decimal_places),
              outstanding: amount(data.payables.outstanding, data.company.decimal_places),
            })}{" "}
            {data.indicators.days_payable_outstanding !== null &&
              t("collections.payables.days", {
                days: measure(data.indicators.days_payable_outstanding),
              })}
          </p>
        </>
      )}
    </>
  );
}
