/** The trial balance as a tree of groups, with earlier periods beside it. */
import "./trial-balance.css";
import { useMemo } from "preact/hooks";
import type { Answer } from "../../api/answers";
import { type RowOf, useList } from "../../api/list";
import { amount } from "../../format";
import { Grid } from "../../grid/grid";
import { Icon } from "../../look/icons";
import { go, place } from "../../router";
import { t } from "../../text";
import { Empty } from "../../ui/empty";
import { Choice, Filter, SwitchFilter } from "../../ui/filters";
import { ScreenHead } from "../../ui/head";
import { ListNotice } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { ReportActions } from "../../ui/report-actions";
import { Skeleton } from "../../ui/skeleton";
import { usePastDay } from "../../ui/use-past-day";
import { Warnings } from "../../ui/warnings";
import { LedgerFilterRow } from "../ledger/filters";
import { ledgerHref } from "../ledger/view";
import { trialColumns } from "./columns";
import { type Node, treeOf } from "./tree";
import {
  asked,
  DEFAULTS,
  type TrialFilters,
  type TrialView,
  trialCodec,
  trialHref,
  trialUrl,
} from "./view";

type TrialBalance = Answer<"/v1/ledger/trial-balance">;

function Check({ answer }: { answer: TrialBalance }) {
  const { check } = answer.totals;
  if (!check) return null;
  if (check.balanced) {
    return (
      <span class="row ok">
        <Icon name="check" small />
        {t("trial.balanced")}
      </span>
    );
  }
  const places = answer.company.decimal_places;
  return (
    <span class="row warn">
      <Icon name="warn" small />
      {t("trial.unbalanced", { amount: amount(check.difference, places) })}
    </span>
  );
}

const LEVELS = ["1", "2", "3", "4", "5"] as const;

const levelOf = ({ by, digits }: TrialFilters) =>
  by === "account" || by === "group" ? by : (digits ?? "3");

function Filters({ view, answer }: { view: TrialView; answer: TrialBalance | undefined }) {
  const { open: _, ...applied } = view;
  return (
    <LedgerFilterRow<TrialFilters>
      applied={applied}
      answered={answer}
      defaults={DEFAULTS}
      href={trialHref}
      onApply={(filters) => go(trialHref(filters))}
    >
      {({ values, change, changed }) => (
        <>
          <Filter title="filter.level" staged={changed("by") || changed("digits")}>
            <Choice
              value={levelOf(values)}
              choices={[
                ...LEVELS.map((level) => [level, t("trial.level", { n: level })] as const),
                ["group", t("trial.groups")] as const,
                ["account", t("trial.accounts")] as const,
              ]}
              onValue={(value) =>
                value === "account" || value === "group"
                  ? change({ by: value, digits: undefined })
                  : change({ by: "level", digits: value })
              }
            />
          </Filter>
          <Filter title="filter.compare" staged={changed("compare")}>
            <Choice
              value={values.compare ?? ""}
              choices={[
                ["", t("trial.compare.none")],
                ["months", t("trial.compare.months")],
                ["years", t("trial.compare.years")],
              ]}
              onValue={(value) =>
                change({ compare: value === "months" || value === "years" ? value : undefined })
              }
            />
          </Filter>
          {values.compare && (
            <Filter title="filter.compare_periods" staged={changed("compare_periods")}>
              <Choice
                value={values.compare_periods ?? "1"}
                choices={(["1", "2", "3", "6", "12"] as const).map((n) => [n, n] as const)}
                onValue={(compare_periods) => change({ compare_periods })}
              />
            </Filter>
          )}
          <SwitchFilter
            title="filter.hide_zero"
            staged={changed("hide_zero")}
            value={values.hide_zero ?? "false"}
            onValue={(value) => change({ hide_zero: value })}
          />
        </>
      )}
    </LedgerFilterRow>
  );
}

interface TableProps {
  view: TrialView;
  answer: TrialBalance;
  rows: readonly RowOf<TrialBalance>[];
}

function Table({ view, answer, rows }: TableProps) {
  const turned = useMemo(() => new Set(view.open ?? []), [view.open?.join()]);
  // Without a number of digits every group is open.
  const digits = Number(asked(view).digits ?? 99);
  const nodes = treeOf(rows, digits, turned);
  const turn = (changed: readonly Node[]) => {
    const keys = new Set(turned);
    for (const { key } of changed) if (!keys.delete(key)) keys.add(key);
    go(trialHref({ ...view, open: keys.size > 0 ? [...keys] : undefined }), "replace");
  };
  const onUnfold = (node: Node) => {
    turn([node]);
  };
  const {
    open: _,
    columns: _columns,
    by: _by,
    digits: _digits,
    compare: _compare,
    ...period
  } = view;
  return (
    <Grid
      label={t("trial.title")}
      report
      columns={trialColumns({
        answer: { ...answer, data: [...rows] },
        onUnfold,
        ledgerHref: (account) =>
          ledgerHref({
            ...period,
            account_prefix: undefined,
            account_type: undefined,
            q: undefined,
            account_ids: String(account),
            open: [String(account)],
          }),
      })}
      rows={nodes}
      rowKey={(node) => node.key}
      rowClass={(node) => (node.row.account_id === null ? `group l${node.depth}` : "")}
      total={nodes.length}
      expanded={(node) => node.open}
      level={(node) => node.depth + 1}
      onUnfold={onUnfold}
      onUnfoldAll={turn}
      entry={place.value.entry}
    />
  );
}

export function TrialBalanceScreen() {
  const view = trialCodec.read(place.value.search);
  const list = useList<TrialBalance>(trialUrl(view));
  const { pages, rows, problem } = list.state.value;
  const answer = pages.at(-1);
  usePastDay(view.date_to);
  // A tree needs all its rows: charts of accounts have a few pages at most.
  if (answer?.next) queueMicrotask(list.more);
  return (
    <>
      <ScreenHead title={t("trial.title")}>
        {answer && <Check answer={pages[0] ?? answer} />}
        <ListNotice list={list} />
        {answer && (
          <ReportActions
            report="trial-balance"
            parameters={answer.parameters}
            rows={answer.totals.accounts}
            list={list}
          />
        )}
      </ScreenHead>
      <Filters view={view} answer={answer} />
      {problem && (
        <ProblemPanel
          problem={problem}
          retry={list.retry}
          companyHref={(id) => trialHref({ ...view, company_id: String(id) })}
        />
      )}
      {!answer && !problem && <Skeleton />}
      {answer && <Warnings warnings={answer.warnings} />}
      {answer && answer.totals.accounts === 0 && (
        <Empty clearHref={trialHref({ company_id: view.company_id })} />
      )}
      {answer && answer.totals.accounts > 0 && (
        <Table key={trialUrl(view)} view={view} answer={answer} rows={rows} />
      )}
    </>
  );
}
