/** The general ledger: accounts with their balances; each unfolds into its items. */
import { useMemo } from "preact/hooks";
import { useLists } from "../../api/children";
import { type List, useList } from "../../api/list";
import { Grid } from "../../grid/grid";
import { Icon } from "../../look/icons";
import { go, place } from "../../router";
import { t } from "../../text";
import { Empty } from "../../ui/empty";
import { ScreenHead } from "../../ui/head";
import { ListNotice, Outdated } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { ReportActions } from "../../ui/report-actions";
import { Skeleton } from "../../ui/skeleton";
import { usePastDay } from "../../ui/use-past-day";
import { Warnings } from "../../ui/warnings";
import { ledgerColumns } from "./columns";
import { LedgerFilterRow } from "./filters";
import { type Accounts, type Lines, ledgerRows, type Row } from "./rows";
import {
  accountsUrl,
  type LedgerFilters,
  type LedgerView,
  ledgerCodec,
  ledgerHref,
  linesUrl,
} from "./view";

interface TableProps {
  view: LedgerView;
  answer: Accounts;
  list: List<Accounts>;
}

/** Each unfolded account is a request. */
const UNFOLDED_AT_ONCE = 50;

function rowClass(row: Row): string {
  if (row.kind === "account") return row.open ? "open" : "";
  return "child";
}

function Table({ view, answer, list }: TableProps) {
  const open = useMemo(() => new Set(view.open ?? []), [view.open?.join()]);
  const urls = [...open].map((id) => linesUrl(view, Number(id)));
  const lines = useLists<Lines>(urls, answer.freshness.mirror_version);
  const linesOf = (account: number) => lines.of(linesUrl(view, account));
  const rows = ledgerRows(list.state.value.rows, open, (account) => linesOf(account).state.value);
  const children = rows.filter((row) => row.kind !== "account").length;
  const show = (keys: readonly string[]) =>
    go(ledgerHref({ ...view, open: keys.length > 0 ? keys : undefined }), "replace");
  const onUnfold = (row: Row, unfold: boolean) => {
    if (row.kind !== "account") return;
    const rest = [...open].filter((key) => key !== row.key);
    show(unfold ? [...rest, row.key] : rest);
  };
  return (
    <Grid
      label={t("ledger.title")}
      report
      columns={ledgerColumns({
        answer,
        onUnfold,
        onMore: (account) => linesOf(account).more(),
      })}
      rows={rows}
      rowKey={(row) => row.key}
      rowClass={rowClass}
      total={answer.totals.accounts + children}
      expanded={(row) =>
        row.kind === "account" && row.account.account_id !== null ? row.open : undefined
      }
      level={(row) => (row.kind === "account" ? 1 : 2)}
      onUnfold={onUnfold}
      onUnfoldAll={(folded) => {
        const keys = folded.flatMap((row) => (row.kind === "account" ? [row.key] : []));
        show([...open, ...keys.slice(0, UNFOLDED_AT_ONCE)]);
      }}
      odooUrl={(row) => (row.kind === "line" ? row.line.odoo_url : null)}
      onNeedMore={list.more}
      entry={place.value.entry}
      loading={list.state.value.loading}
      notice={lines.behind ? <Outdated refresh={list.restart} /> : <ListNotice list={list} />}
    />
  );
}

export function LedgerScreen() {
  const view = ledgerCodec.read(place.value.search);
  const list = useList<Accounts>(accountsUrl(view));
  const { pages, problem } = list.state.value;
  const answer = pages.at(-1);
  usePastDay(view.date_to);
  const { open: _, ...applied } = view;
  return (
    <>
      <ScreenHead title={t("ledger.title")}>
        {answer && (
          <ReportActions report="general-ledger" parameters={answer.parameters} list={list} />
        )}
      </ScreenHead>
      <LedgerFilterRow<LedgerFilters>
        applied={applied}
        answered={answer}
        defaults={{ include_drafts: "false", opening: "fiscal_year" }}
        href={ledgerHref}
        onApply={(filters) => go(ledgerHref(filters))}
        currency
      />
      {problem && (
        <ProblemPanel
          problem={problem}
          retry={list.retry}
          companyHref={(id) => ledgerHref({ ...view, company_id: String(id) })}
        />
      )}
      {!answer && !problem && <Skeleton />}
      {answer && <Warnings warnings={answer.warnings} />}
      {view.currency && (
        <p class="row warning">
          <Icon name="warn" />
          {t("ledger.currency", { currency: view.currency })}
        </p>
      )}
      {answer && answer.totals.accounts === 0 && (
        <Empty clearHref={ledgerHref({ company_id: view.company_id })} />
      )}
      {answer && answer.totals.accounts > 0 && (
        <Table key={accountsUrl(view)} view={view} answer={answer} list={list} />
      )}
    </>
  );
}
