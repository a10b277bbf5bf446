/** Money: what is in banks and cash, and what the books expect to come and go. */
import "./treasury.css";
import type { Answer } from "../../api/answers";
import { useQuery } from "../../api/query";
import { Grid } from "../../grid/grid";
import { go, place } from "../../router";
import { t } from "../../text";
import {
  Choice,
  CompanyFilter,
  DayInput,
  Filter,
  FilterForm,
  SwitchFilter,
  useStaged,
} from "../../ui/filters";
import { FixedFilters } from "../../ui/fixed-filters";
import { ScreenHead } from "../../ui/head";
import { StaleNote } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { ReportActions } from "../../ui/report-actions";
import { Skeleton } from "../../ui/skeleton";
import { usePastDay } from "../../ui/use-past-day";
import { Warnings } from "../../ui/warnings";
import { BalancesPanel } from "./balances";
import { ForecastChart } from "./chart";
import { forecastColumns } from "./columns";
import { HistoryPanel } from "./history";
import { PlannedMovements } from "./planned";
import {
  balancesUrl,
  DEFAULTS,
  forecastUrl,
  historyUrl,
  type TreasuryView,
  treasuryCodec,
  treasuryHref,
} from "./view";

type Forecast = Answer<"/v1/treasury/forecast">;
type History = Answer<"/v1/treasury/history">;
type Balances = Answer<"/v1/treasury/balances">;

const SWITCHES = ["include_drafts", "customer_delay", "include_planned"] as const;

function Filters({ view }: { view: TreasuryView }) {
  const staged = useStaged(view, DEFAULTS, (next) => go(treasuryHref(next)));
  const { values, change, changed } = staged;
  return (
    <FilterForm staged={staged}>
      <CompanyFilter
        staged={changed("company_id")}
        value={values.company_id ?? ""}
        onValue={(value) => change({ company_id: value })}
      />
      <Filter title="filter.as_of" staged={changed("as_of")}>
        <DayInput value={values.as_of ?? ""} onValue={(value) => change({ as_of: value })} />
      </Filter>
      <Filter title="filter.by" staged={changed("by")}>
        <Choice
          value={values.by ?? "week"}
          choices={[
            ["day", t("treasury.by.day")],
            ["week", t("treasury.by.week")],
            ["month", t("treasury.by.month")],
          ]}
          onValue={(value) => change({ by: treasuryCodec.read(`by=${value}`).by })}
        />
      </Filter>
      {SWITCHES.map((name) => (
        <SwitchFilter
          key={name}
          title={`filter.${name}`}
          what={t(`treasury.${name}.what`)}
          staged={changed(name)}
          value={values[name] ?? DEFAULTS[name]}
          onValue={(value) => change({ [name]: value })}
        />
      ))}
      <FixedFilters view={view} names={["companies", "periods"]} href={treasuryHref} />
    </FilterForm>
  );
}

export function TreasuryScreen() {
  const view = treasuryCodec.read(place.value.search);
  const forecast = useQuery<Forecast>(forecastUrl(view));
  const balances = useQuery<Balances>(balancesUrl(view));
  const history = useQuery<History>(historyUrl(view));
  const { data, problem } = forecast;
  usePastDay(view.as_of);
  return (
    <>
      <ScreenHead title={t("treasury.title")}>
        {data && (
          <ReportActions
            report="treasury-forecast"
            parameters={data.parameters}
            rows={data.data.length}
          />
        )}
      </ScreenHead>
      <Filters view={view} />
      {problem && !data && (
        <ProblemPanel
          problem={problem}
          retry={forecast.again}
          companyHref={(id) => treasuryHref({ ...view, company_id: String(id) })}
        />
      )}
      {!data && !problem && <Skeleton />}
      {data && (
        <>
          <StaleNote query={forecast} />
          <Warnings warnings={data.warnings} />
          <div class="treasury">
            <div>
              <StaleNote query={balances} />
              {balances.problem && !balances.data && (
                <ProblemPanel problem={balances.problem} retry={balances.again} />
              )}
              {balances.data && <BalancesPanel answer={balances.data} />}
              {history.data && <HistoryPanel answer={history.data} />}
            </div>
            <section class="panel block">
              <h2>{t("treasury.forecast", { currency: data.totals.company_currency })}</h2>
              <ForecastChart rows={data.data} />
            </section>
          </div>
          <Grid
            label={t("treasury.title")}
            columns={forecastColumns(data)}
            rows={data.data}
            rowKey={(row) => row.date_from}
            total={data.data.length}
            entry={place.value.entry}
            loading={forecast.loading}
          />
          <PlannedMovements company={data.company.id} />
        </>
      )}
    </>
  );
}
