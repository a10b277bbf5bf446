/** The page that opens first: what there is, what is owed, what has changed, and what to decide. */
import "./overview.css";
import type { Answer } from "../../api/answers";
import { useQuery } from "../../api/query";
import { go, place } from "../../router";
import { t } from "../../text";
import { CompanyFilter, DayInput, Filter, FilterForm, useStaged } from "../../ui/filters";
import { FixedFilters } from "../../ui/fixed-filters";
import { ScreenHead } from "../../ui/head";
import { StaleNote } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { Skeleton } from "../../ui/skeleton";
import { usePastDay } from "../../ui/use-past-day";
import { Warnings } from "../../ui/warnings";
import { Debtors } from "../collections/debtors";
import { AlarmPanel } from "../mirror/decision";
import { Figures } from "./figures";
import { LastExports } from "./last-exports";
import { Months } from "./months";
import { overviewHref as href, type OverviewView, overviewCodec, overviewUrl } from "./view";

type Overview = Answer<"/v1/overview">;

function Filters({ view, answer }: { view: OverviewView; answer: Overview | null }) {
  const staged = useStaged(view, {}, (next) => go(href(next)));
  const { values, change, changed } = staged;
  return (
    <FilterForm staged={staged}>
      <CompanyFilter
        staged={changed("company_id")}
        value={values.company_id ?? ""}
        onValue={(value) => change({ company_id: value })}
      />
      <Filter title="filter.as_of" staged={changed("as_of")}>
        <DayInput
          value={values.as_of ?? answer?.parameters.as_of ?? ""}
          onValue={(value) => change({ as_of: value })}
        />
      </Filter>
      <FixedFilters view={view} names={["companies"]} href={href} />
    </FilterForm>
  );
}

export function OverviewScreen() {
  const view = overviewCodec.read(place.value.search);
  const query = useQuery<Overview>(overviewUrl(view));
  const { data, problem } = query;
  usePastDay(view.as_of);
  return (
    <>
      <ScreenHead title={t("overview.title")} />
      <Filters view={view} answer={data} />
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
          {data.alarms.map((alarm) => (
            <AlarmPanel key={alarm.id} alarm={alarm} />
          ))}
          <Warnings warnings={data.warnings} />
          <Figures answer={data} />
          <div class="overview">
            <Months months={data.months_of_collection} />
            <Debtors company={data.company} debtors={data.debtors} />
            <LastExports exports={data.exports} />
          </div>
        </>
      )}
    </>
  );
}
