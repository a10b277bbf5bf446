/** A customer or vendor: statement with its running balance, what is open, and how old it is. */
import type { Answer, OpenItems, Statement } from "../../api/answers";
import { useList } from "../../api/list";
import { useQuery } from "../../api/query";
import { count } from "../../format";
import { Grid } from "../../grid/grid";
import { place } from "../../router";
import { t } from "../../text";
import { Empty } from "../../ui/empty";
import { ScreenHead } from "../../ui/head";
import { ListNotice } from "../../ui/outdated";
import { phone } from "../../ui/phone";
import { ProblemPanel } from "../../ui/problem-panel";
import { ReportActions } from "../../ui/report-actions";
import { Skeleton } from "../../ui/skeleton";
import { usePastDay } from "../../ui/use-past-day";
import { Warnings } from "../../ui/warnings";
import { ageingHref } from "../ageing/view";
import { itemColumns } from "../items/columns";
import { Notes } from "../notes/notes";
import { aboutItem, useRowNote } from "../notes/row-note";
import { InOdoo, PartnerCard } from "./card";
import { AgeingTable, PendingPayments, statementColumns } from "./columns";
import { ExclusionNote } from "./exclusion";
import { PartnerFilters } from "./filters";
import { SendStatement } from "./send-statement";
import { openItemsUrl, type PartnerView, partnerCodec, partnerPage, statementUrl } from "./view";

function Tabs({ id, view, open }: { id: string; view: PartnerView; open: number | undefined }) {
  const tab = view.tab ?? "statement";
  return (
    <nav class="tabs" aria-label={t("partner.tabs")}>
      {(["statement", "open", "notes"] as const).map((name) => (
        <a
          key={name}
          href={partnerPage(id, { ...view, tab: name === "statement" ? undefined : name })}
          {...(tab === name ? { "aria-current": "page" } : {})}
        >
          {t(`partner.tab.${name}`)}
          {name === "open" && open !== undefined && <span class="quiet"> {count(open)}</span>}
        </a>
      ))}
    </nav>
  );
}

function OpenTab({ id, view }: { id: string; view: PartnerView }) {
  const list = useList<OpenItems>(openItemsUrl(id, view));
  const { pages, rows, problem, loading } = list.state.value;
  const first = pages[0];
  const note = useRowNote(list);
  if (problem) return <ProblemPanel problem={problem} retry={list.retry} />;
  if (!first?.totals) return <Skeleton />;
  if (rows.length === 0) return <Empty clearHref={undefined} />;
  const side = view.side ?? "receivable";
  const columns = itemColumns(first, first.totals, side, phone.value).filter(({ extra }) => !extra);
  return (
    <>
      <Grid
        label={t(`items.${side}`)}
        columns={columns}
        rows={rows}
        rowKey={(item) => String(item.line_id)}
        total={first.totals.items}
        odooUrl={(item) => item.odoo_url}
        onNote={(item) => note.ask(aboutItem(item))}
        onNeedMore={list.more}
        entry={place.value.entry}
        loading={loading}
        notice={<ListNotice list={list} />}
      />
      {note.dialog}
    </>
  );
}

function StatementTab({ list }: { list: ReturnType<typeof useList<Statement>> }) {
  const { pages, rows, loading } = list.state.value;
  const answer = pages[0];
  if (!answer || rows.length === 0) return <Empty clearHref={undefined} />;
  return (
    <Grid
      label={t("partner.tab.statement")}
      report
      columns={statementColumns(answer)}
      rows={rows}
      rowKey={(row) =>
        `${row.kind}/${row.currency}/${row.move_id}/${row.is_exchange_difference}/${rows.indexOf(row)}`
      }
      rowClass={(row) => (row.kind === "document" ? "" : "group l0")}
      total={rows.length}
      more={pages.at(-1)?.next != null}
      odooUrl={(row) => row.odoo_url}
      onNeedMore={list.more}
      entry={place.value.entry}
      loading={loading}
      notice={<ListNotice list={list} />}
    />
  );
}

export function PartnerScreen({ id }: { id: string }) {
  const view = partnerCodec.read(place.value.search);
  const list = useList<Statement>(statementUrl(id, view));
  const { pages, problem } = list.state.value;
  const answer = pages[0];
  const side = view.side ?? "receivable";
  const partner = useQuery<Answer<"/v1/partners/{id}">>(`/v1/partners/${id}`, 300).data?.data;
  const name = partner?.name ?? answer?.partner_name ?? null;
  const { company_id } = view;
  usePastDay(view.date_to);
  return (
    <>
      <ScreenHead
        title={name ?? t("partner.title")}
        back={{ href: ageingHref(side, { company_id }), title: t(`items.back.${side}`) }}
      >
        <InOdoo partner={partner} />
        {answer && side === "receivable" && (
          <SendStatement
            partner={Number(id)}
            name={name}
            email={partner?.email ?? null}
            parameters={answer.parameters}
          />
        )}
        {answer && (
          <ReportActions report="partner-statement" parameters={answer.parameters} list={list} />
        )}
      </ScreenHead>
      {partner && <PartnerCard partner={partner} company={Number(company_id) || null} />}
      <PartnerFilters id={id} view={view} answer={answer} />
      {problem && (
        <ProblemPanel
          problem={problem}
          retry={list.retry}
          companyHref={(company) => partnerPage(id, { ...view, company_id: String(company) })}
        />
      )}
      {!answer && !problem && <Skeleton />}
      {answer && (
        <>
          <Warnings warnings={answer.warnings} />
          <div class="partner-top">
            <section class="panel block">
              <h2>
                {t("partner.owed")}
                <ExclusionNote partner={Number(id)} name={name} />
              </h2>
              {answer.open && answer.open.ageing.length > 0 ? (
                <AgeingTable ageing={answer.open.ageing} />
              ) : (
                <p class="quiet">{t("partner.nothing-open")}</p>
              )}
              <PendingPayments payments={answer.pending_payments} />
            </section>
          </div>
          <Tabs id={id} view={view} open={answer.open?.items} />
          {view.tab === "open" && <OpenTab id={id} view={view} />}
          {view.tab === "notes" && (
            <div class="panel block">
              <Notes object={`/v1/partners/${id}`} currency={answer.company.currency} />
            </div>
          )}
          {(view.tab ?? "statement") === "statement" && <StatementTab list={list} />}
        </>
      )}
    </>
  );
}
