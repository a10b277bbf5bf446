/** The open items behind a figure: the page that every amount of an ageing leads to. */

import type { OpenItems } from "../../api/answers";
import { useList } from "../../api/list";
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
import { ageingHref, type Side } from "../ageing/view";
import { aboutItem, useRowNote } from "../notes/row-note";
import { itemColumns } from "./columns";
import { ItemsFilters } from "./filters";
import { type ItemsView, itemsCodec, parameterCodec } from "./view";

const PATHS = {
  receivable: { page: "/c/receivables/items", api: "/v1/receivables/open-items" },
  payable: { page: "/c/payables/items", api: "/v1/payables/open-items" },
} as const;

/** The ageing for the same company and day. */
function backHref(side: Side, view: ItemsView): string {
  const { company_id, as_of, buckets, aged_by } = view;
  return ageingHref(side, { company_id, as_of, buckets, aged_by });
}

export function ItemsScreen({ side }: { side: Side }) {
  const view = itemsCodec.read(place.value.search);
  const href = (next: ItemsView) => PATHS[side].page + itemsCodec.write(next);
  const list = useList<OpenItems>(PATHS[side].api + parameterCodec.write(view));
  const { pages, rows, problem, loading } = list.state.value;
  const note = useRowNote(list);
  const [first] = pages;
  // Only the first page has totals, and it always does.
  const totals = first?.totals;
  usePastDay(view.as_of);
  return (
    <>
      <ScreenHead
        title={t(`items.${side}`)}
        back={{ href: backHref(side, view), title: t(`items.back.${side}`) }}
      >
        {first && (
          <ReportActions
            report="open-items"
            parameters={first.parameters}
            rows={totals?.items}
            list={list}
          />
        )}
      </ScreenHead>
      <ItemsFilters view={view} answer={first} href={href} />
      {problem && (
        <ProblemPanel
          problem={problem}
          retry={list.retry}
          companyHref={(id) => href({ ...view, company_id: String(id) })}
        />
      )}
      {!first && !problem && <Skeleton />}
      {first && <Warnings warnings={first.warnings} />}
      {first && rows.length === 0 && <Empty clearHref={backHref(side, view)} />}
      {first && totals && rows.length > 0 && (
        <Grid
          key={parameterCodec.write(view)}
          label={t(`items.${side}`)}
          report
          columns={itemColumns(first, totals, side, phone.value)}
          rows={rows}
          rowKey={(item) => String(item.line_id)}
          total={totals.items}
          odooUrl={(item) => item.odoo_url}
          onNote={(item) => note.ask(aboutItem(item))}
          sort={view.sort ?? "due_date"}
          sortHref={(sort) => href({ ...view, sort: itemsCodec.read(`sort=${sort}`).sort })}
          onNeedMore={list.more}
          entry={place.value.entry}
          loading={loading}
          notice={<ListNotice list={list} />}
        />
      )}
      {note.dialog}
    </>
  );
}
