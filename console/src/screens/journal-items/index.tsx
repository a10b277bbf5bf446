/** Journal items behind a figure of a ledger, a balance or a month. */
import type { Answer, JournalItem } from "../../api/answers";
import { useList } from "../../api/list";
import { count } from "../../format";
import { Grid } from "../../grid/grid";
import { dayColumn, moneyColumn, textColumn } from "../../grid/kinds";
import { go, place } from "../../router";
import { documentHref } from "../../router/pages";
import { t } from "../../text";
import { Empty } from "../../ui/empty";
import { ScreenHead } from "../../ui/head";
import { ListNotice } from "../../ui/outdated";
import { PartnerLink } from "../../ui/partner-link";
import { ProblemPanel } from "../../ui/problem-panel";
import { ReportActions } from "../../ui/report-actions";
import { Skeleton } from "../../ui/skeleton";
import { usePastDay } from "../../ui/use-past-day";
import { LedgerFilterRow } from "../ledger/filters";
import { itemsHref as href, type ItemsView, itemsCodec, parameterCodec } from "./view";

type JournalItems = Answer<"/v1/journal-items">;

const documentUrl = (row: JournalItem) =>
  row.move_id === null ? null : `/v1/documents/${row.move_id}`;

/** The number of the document that the filter knows by Odoo's id. */
const namesIn = (row: JournalItem | undefined) => (name: string) =>
  name === "move_id" ? (row?.move_name ?? undefined) : undefined;

function columns(answer: JournalItems) {
  const { company, totals } = answer;
  const places = company.decimal_places;
  return [
    textColumn<JournalItem>("move", t("column.document"), 160, (row) => row.move_name, {
      code: true,
      tone: () => "name",
      cell: (row) =>
        row.move_id === null ? (
          row.move_name
        ) : (
          <a href={documentHref(row.move_id)} tabIndex={-1}>
            {row.move_name ?? row.move_id}
          </a>
        ),
      ...(totals ? { foot: t("total.filter", { n: count(totals.items) }) } : {}),
    }),
    dayColumn<JournalItem>("date", t("column.day"), (row) => row.date, {
      sort: { ascending: "date", descending: "-date", first: "descending" },
    }),
    textColumn<JournalItem>(
      "account",
      t("column.account"),
      170,
      (row) => `${row.account_code ?? ""} ${row.account_name ?? ""}`.trim(),
      { wide: true },
    ),
    textColumn<JournalItem>("partner", t("document.partner"), 190, (row) => row.partner_name, {
      cell: (row) => (
        <PartnerLink id={row.partner_id} name={row.partner_name} company={company.id} />
      ),
    }),
    textColumn<JournalItem>("label", t("column.label"), 160, (row) => row.label, {
      wide: true,
      tone: () => "quiet",
    }),
    textColumn<JournalItem>("currency", t("column.currency"), 76, (row) => row.currency, {
      wide: true,
      tone: () => "quiet",
    }),
    moneyColumn<JournalItem>(
      "amount_currency",
      t("column.amount_currency"),
      (row) => row.amount_currency,
      { places: 0, currency: (row) => row.currency, wide: true, rows: answer.data },
    ),
    moneyColumn<JournalItem>("debit", t("column.debit"), (row) => row.debit, {
      places,
      currency: company.currency,
      url: documentUrl,
      total: totals?.debit,
    }),
    moneyColumn<JournalItem>("credit", t("column.credit"), (row) => row.credit, {
      places,
      currency: company.currency,
      url: documentUrl,
      total: totals?.credit,
    }),
  ];
}

export function JournalItemsScreen() {
  const view = itemsCodec.read(place.value.search);
  const list = useList<JournalItems>(`/v1/journal-items${parameterCodec.write(view)}`);
  const { pages, rows, problem, loading } = list.state.value;
  const first = pages[0];
  usePastDay(view.date_to);
  return (
    <>
      <ScreenHead title={t("journal-items.title")}>
        {first && (
          <ReportActions
            report="journal-items"
            parameters={first.parameters}
            rows={first.totals?.items}
            list={list}
          />
        )}
      </ScreenHead>
      <LedgerFilterRow<ItemsView>
        applied={view}
        answered={first}
        defaults={{ include_drafts: "false" }}
        href={href}
        onApply={(filters) => go(href(filters))}
        words={namesIn(first?.data[0])}
        currency
      />
      {problem && (
        <ProblemPanel
          problem={problem}
          retry={list.retry}
          companyHref={(company) => href({ ...view, company_id: String(company) })}
        />
      )}
      {!first && !problem && <Skeleton />}
      {first && rows.length === 0 && <Empty clearHref={href({ company_id: view.company_id })} />}
      {first && rows.length > 0 && (
        <Grid
          key={parameterCodec.write(view)}
          label={t("journal-items.title")}
          report
          columns={columns(first)}
          rows={rows}
          rowKey={(item) => String(item.id)}
          total={first.totals?.items ?? rows.length}
          odooUrl={(item) => item.odoo_url}
          sort={view.sort ?? "date"}
          sortHref={(sort) => href({ ...view, sort: itemsCodec.read(`sort=${sort}`).sort })}
          onNeedMore={list.more}
          entry={place.value.entry}
          loading={loading}
          notice={<ListNotice list={list} />}
        />
      )}
    </>
  );
}
