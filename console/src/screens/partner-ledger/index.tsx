/** The ledger by partner: opening balance, every journal item, and closing balance of each. */
import { useList } from "../../api/list";
import { Grid } from "../../grid/grid";
import { place } from "../../router";
import { t } from "../../text";
import { Empty } from "../../ui/empty";
import { ScreenHead } from "../../ui/head";
import { ListNotice } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { ReportActions } from "../../ui/report-actions";
import { Skeleton } from "../../ui/skeleton";
import { usePastDay } from "../../ui/use-past-day";
import { Warnings } from "../../ui/warnings";
import { type PartnerLedger, partnerLedgerColumns, type Row } from "./columns";
import { PartnerLedgerFilters } from "./filters";
import { partnerLedgerHref as href, partnerLedgerCodec, partnerLedgerUrl } from "./view";

const keyOf = (row: Row) => `${row.partner_id}/${row.kind}/${row.line_id}`;

export function PartnerLedgerScreen() {
  const view = partnerLedgerCodec.read(place.value.search);
  const list = useList<PartnerLedger>(partnerLedgerUrl(view));
  const { pages, rows, problem, loading } = list.state.value;
  const first = pages[0];
  usePastDay(view.date_to);
  return (
    <>
      <ScreenHead title={t("partner-ledger.title")}>
        {first && (
          <ReportActions report="partner-ledger" parameters={first.parameters} list={list} />
        )}
      </ScreenHead>
      <PartnerLedgerFilters view={view} answer={first} />
      {problem && (
        <ProblemPanel
          problem={problem}
          retry={list.retry}
          companyHref={(company) => href({ ...view, company_id: String(company) })}
        />
      )}
      {!first && !problem && <Skeleton />}
      {first && <Warnings warnings={first.warnings} />}
      {first && rows.length === 0 && <Empty clearHref={href({ company_id: view.company_id })} />}
      {first && rows.length > 0 && (
        <Grid
          key={partnerLedgerUrl(view)}
          label={t("partner-ledger.title")}
          report
          columns={partnerLedgerColumns(first)}
          rows={rows}
          rowKey={keyOf}
          rowClass={(row) => (row.kind === "line" ? "" : `group ${row.kind}`)}
          total={rows.length}
          more={pages.at(-1)?.next != null}
          odooUrl={(row) => row.odoo_url}
          onNeedMore={list.more}
          entry={place.value.entry}
          loading={loading}
          notice={<ListNotice list={list} />}
        />
      )}
    </>
  );
}
