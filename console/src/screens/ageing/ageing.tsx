import { useMemo } from "preact/hooks";
import type { Ageing } from "../../api/answers";
import { type List, useList } from "../../api/list";
import { Grid } from "../../grid/grid";
import { go, place } from "../../router";
import { t } from "../../text";
import { Empty } from "../../ui/empty";
import { ScreenHead } from "../../ui/head";
import { ListNotice, Outdated } from "../../ui/outdated";
import { phone } from "../../ui/phone";
import { ProblemPanel } from "../../ui/problem-panel";
import { ReportActions } from "../../ui/report-actions";
import { Skeleton } from "../../ui/skeleton";
import { usePastDay } from "../../ui/use-past-day";
import { Warnings } from "../../ui/warnings";
import { useRowNote } from "../notes/row-note";
import { aboutRow, ageingColumns } from "./columns";
import { Figures } from "./figures";
import { AgeingFilters } from "./filters";
import { groupKey, type Row, tableRows } from "./rows";
import { useOpenItems } from "./use-open-items";
import { type AgeingView, ageingCodec, ageingHref, ageingUrl, type Side, sortOf } from "./view";

/** Each unfolded row is a request. */
const UNFOLDED_AT_ONCE = 50;

function rowClass(row: Row): string {
  if (row.kind === "group") return row.open ? "open" : "";
  return row.kind === "titles" ? "child titles" : "child";
}

interface TableProps {
  side: Side;
  view: AgeingView;
  pages: readonly Ageing[];
  answer: Ageing;
  list: List<Ageing>;
}

function Table({ side, view, pages, answer, list }: TableProps) {
  const open = useMemo(() => new Set(view.open ?? []), [view.open?.join()]);
  const { freshness } = answer;
  const groups = list.state.value.rows;
  const { itemsOf, behind } = useOpenItems(groups, open, freshness.mirror_version);
  const rows = tableRows(pages, open, itemsOf);
  const children = rows.filter((row) => row.kind !== "group").length;

  const show = (keys: readonly string[]) =>
    go(ageingHref(side, { ...view, open: keys.length > 0 ? keys : undefined }), "replace");
  const onUnfold = (row: Row, unfold: boolean) => {
    if (row.kind !== "group") return;
    const key = groupKey(row.group);
    const rest = [...open].filter((other) => other !== key);
    show(unfold ? [...rest, key] : rest);
  };

  const context = {
    answer,
    group: view.group_by ?? "partner",
    side,
    agedBy: view.aged_by ?? "due_date",
    comparedDay: answer.parameters.compare_as_of ?? undefined,
    onUnfold,
  };
  const note = useRowNote(list);
  return (
    <>
      <Grid
        label={t(`ageing.${side}`)}
        report
        columns={ageingColumns(context, phone.value)}
        rows={rows}
        rowKey={(row) => row.key}
        rowClass={rowClass}
        total={answer.totals.groups + children}
        expanded={(row) =>
          row.kind === "group" && row.group.items_url !== null ? row.open : undefined
        }
        level={(row) => (row.kind === "group" ? 1 : 2)}
        onUnfold={onUnfold}
        onUnfoldAll={(folded) => {
          const keys = folded.flatMap((row) => (row.kind === "group" ? [row.key] : []));
          show([...open, ...keys.slice(0, UNFOLDED_AT_ONCE)]);
        }}
        odooUrl={(row) => (row.kind === "item" ? row.item.odoo_url : null)}
        onNote={(row) => note.ask(aboutRow(row, context))}
        sort={sortOf(side, view)}
        sortHref={(sort) =>
          ageingHref(side, { ...view, sort: ageingCodec.read(`sort=${sort}`).sort })
        }
        onNeedMore={list.more}
        entry={place.value.entry}
        loading={list.state.value.loading}
        notice={behind ? <Outdated refresh={list.restart} /> : <ListNotice list={list} />}
      />
      {note.dialog}
    </>
  );
}

export function AgeingScreen({ side }: { side: Side }) {
  const view = ageingCodec.read(place.value.search);
  const list = useList<Ageing>(ageingUrl(side, view));
  const { pages, problem } = list.state.value;
  const answer = pages.at(-1);
  usePastDay(view.as_of);

  const folded = (next: AgeingView) => ageingHref(side, { ...next, open: undefined });
  const apply = (next: AgeingView) => {
    if (folded(next) === folded(view)) list.restart();
    else go(folded(next));
  };
  const parameters = answer?.parameters;
  const answered = {
    company_id: answer && String(answer.company.id),
    as_of: parameters?.as_of ?? undefined,
  };
  return (
    <>
      <ScreenHead title={t(`ageing.${side}`)}>
        {answer && (
          <ReportActions
            report="ageing"
            parameters={answer.parameters}
            rows={answer.totals.groups}
            list={list}
          />
        )}
      </ScreenHead>
      <AgeingFilters applied={view} answered={answered} href={folded} onApply={apply} />
      {problem && (
        <ProblemPanel
          problem={problem}
          retry={list.retry}
          companyHref={(id) => ageingHref(side, { ...view, company_id: String(id) })}
        />
      )}
      {!answer && !problem && <Skeleton />}
      {answer && (
        <>
          <Warnings warnings={answer.warnings} />
          <Figures answer={answer} side={side} />
          {answer.totals.groups === 0 ? (
            <Empty clearHref={ageingHref(side, { company_id: view.company_id })} />
          ) : (
            <Table
              key={ageingUrl(side, view)}
              side={side}
              view={view}
              pages={pages}
              answer={answer}
              list={list}
            />
          )}
          {answer.totals.groups_overlap && <p class="quiet overlap">{t("ageing.overlap")}</p>}
        </>
      )}
    </>
  );
}
