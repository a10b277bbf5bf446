/** Receivables or payables against the ledger, and each cause of a difference. */
import type { Answer, Schema } from "../../api/answers";
import { useList } from "../../api/list";
import { amount, count } from "../../format";
import { Grid } from "../../grid/grid";
import { dayColumn, moneyColumn, textColumn } from "../../grid/kinds";
import { Icon } from "../../look/icons";
import { go, place } from "../../router";
import { t } from "../../text";
import { CompanyFilter, DayInput, Filter, FilterForm, useStaged } from "../../ui/filters";
import { FixedFilters } from "../../ui/fixed-filters";
import { ScreenHead } from "../../ui/head";
import { ListNotice } from "../../ui/outdated";
import { PartnerLink } from "../../ui/partner-link";
import { PartnerName } from "../../ui/partner-name";
import { ProblemPanel } from "../../ui/problem-panel";
import { Skeleton } from "../../ui/skeleton";
import { usePastDay } from "../../ui/use-past-day";
import { PATHS, type Side } from "../ageing/view";
import { FIXED, type TieView, tieCodec } from "./view";

type TieOut = Answer<"/v1/receivables/tie-out">;
type Unmatched = Schema<"Unmatched">;

const TIE_OUT = {
  receivable: "/v1/receivables/tie-out",
  payable: "/v1/payables/tie-out",
} as const;

/** The code of an account of which only Odoo's id is known: rows of one account name it. */
function accountIn(rows: readonly Unmatched[], value: string): string | undefined {
  return value.includes(",") ? undefined : (rows[0]?.account_code ?? undefined);
}

interface FilterProps {
  view: TieView;
  side: Side;
  rows: readonly Unmatched[];
}

function Filters({ view, side, rows }: FilterProps) {
  const page = `${PATHS[side].page}/tie-out`;
  const staged = useStaged(view, {}, (next) => go(page + tieCodec.write(next)));
  return (
    <FilterForm staged={staged}>
      <CompanyFilter
        staged={staged.changed("company_id")}
        value={staged.values.company_id ?? ""}
        onValue={(value) => staged.change({ company_id: value })}
      />
      <Filter title="filter.as_of" staged={staged.changed("as_of")}>
        <DayInput
          value={staged.values.as_of ?? ""}
          onValue={(value) => staged.change({ as_of: value })}
        />
      </Filter>
      <FixedFilters
        view={view}
        names={FIXED}
        href={(next) => page + tieCodec.write(next)}
        words={(name, value) => (name === "account_ids" ? accountIn(rows, value) : undefined)}
      />
    </FilterForm>
  );
}

function Comparison({ answer, side }: { answer: TieOut; side: Side }) {
  const { tie_out: tie, company } = answer;
  const figures = [
    [t(`ageing.${side}`), tie.report],
    [t("tie.ledger"), tie.ledger],
    [t("tie.difference"), tie.difference],
  ] as const;
  return (
    <section class="panel figures three">
      {figures.map(([title, text]) => (
        <div key={title}>
          <div class="title">{title}</div>
          <div class="value">
            <small>{company.currency}</small>
            {amount(text, company.decimal_places)}
          </div>
        </div>
      ))}
      <div>
        <div class={`title tie ${tie.tied ? "ok" : "warn"}`}>
          <Icon name={tie.tied ? "check" : "warn"} small />
          {tie.tied ? t("tie.tied") : t("tie.untied")}
        </div>
        <div class="what">{t(tie.tied ? "tie.tied.what" : "tie.untied.what")}</div>
      </div>
    </section>
  );
}

function columns(answer: TieOut, side: Side) {
  const { company, totals } = answer;
  return [
    textColumn<Unmatched>("move", t("column.document"), 220, (row) => row.move_name, {
      code: true,
      tone: () => "name",
      cell: (row) => row.move_name ?? row.line_id,
      foot: t("total.filter", { n: count(totals.rows) }),
    }),
    dayColumn<Unmatched>("date", t("column.day"), (row) => row.date),
    textColumn<Unmatched>("account", t("column.account"), 110, (row) => row.account_code, {
      code: true,
      wide: true,
    }),
    textColumn<Unmatched>(
      "partner",
      t(side === "receivable" ? "column.customer" : "column.vendor"),
      180,
      (row) => (row.partner_id === null ? null : String(row.partner_id)),
      {
        wide: true,
        cell: (row) => (
          <PartnerLink
            id={row.partner_id}
            name={row.partner_id === null ? null : `#${row.partner_id}`}
            company={company.id}
          >
            {row.partner_id !== null && <PartnerName id={row.partner_id} />}
          </PartnerLink>
        ),
      },
    ),
    textColumn<Unmatched>("reason", t("tie.reason"), 290, (row) => t(`unmatched.${row.reason}`)),
    moneyColumn<Unmatched>("difference", t("tie.difference"), (row) => row.difference, {
      places: company.decimal_places,
      currency: company.currency,
      total: totals.difference,
    }),
  ];
}

function TieOutScreen({ side }: { side: Side }) {
  const view = tieCodec.read(place.value.search);
  const list = useList<TieOut>(`${TIE_OUT[side]}${tieCodec.write(view)}`);
  const { pages, rows, problem, loading } = list.state.value;
  const answer = pages[0];
  usePastDay(view.as_of);
  const back =
    PATHS[side].page +
    tieCodec.write({
      company_id: view.company_id,
      companies: view.companies,
      as_of: view.as_of,
    });
  return (
    <>
      <ScreenHead title={t(`tie.${side}`)} back={{ href: back, title: t(`items.back.${side}`) }} />
      <Filters view={view} side={side} rows={rows} />
      {problem && (
        <ProblemPanel
          problem={problem}
          retry={list.retry}
          companyHref={(company) =>
            `${PATHS[side].page}/tie-out${tieCodec.write({ ...view, company_id: String(company) })}`
          }
        />
      )}
      {!answer && !problem && <Skeleton />}
      {answer && (
        <>
          <Comparison answer={answer} side={side} />
          {rows.length > 0 && (
            <Grid
              label={t(`tie.${side}`)}
              columns={columns(answer, side)}
              rows={rows}
              rowKey={(row) => `${row.line_id}/${row.partial_id}`}
              total={answer.totals.rows}
              onNeedMore={list.more}
              entry={place.value.entry}
              loading={loading}
              notice={<ListNotice list={list} />}
            />
          )}
        </>
      )}
    </>
  );
}

export const Receivables = () => <TieOutScreen side="receivable" />;
export const Payables = () => <TieOutScreen side="payable" />;
