/** All files that were asked for: what runs, what is ready, what failed. */
import { useState } from "preact/hooks";
import type { Export } from "../../api/answers";
import { useLive } from "../../api/live";
import { bytes, day } from "../../format";
import { actsColumn, countColumn, instantColumn, textColumn } from "../../grid/kinds";
import { go, place } from "../../router";
import { mayFetch } from "../../session/rights";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { phone } from "../../ui/phone";
import { RoleButton } from "../../ui/role-button";
import { StatePill } from "../../ui/state-pill";
import { useExportActs } from "./acts";
import { ExportDetail } from "./detail";
import { Download } from "./download";
import { ExportProgress } from "./progress";
import { EXPORT_TONES, hasEnded } from "./states";

/** The days and the company of a report, as a person would say them. */
export function aboutOf(order: Export): string {
  const parameters: Record<string, unknown> = order.parameters;
  const text = (name: string) => {
    const value = parameters[name];
    return typeof value === "string" ? value : null;
  };
  const side = text("side");
  const days = [text("as_of"), text("date_from"), text("date_to")].flatMap((value) =>
    value === null || !/^\d{4}-\d{2}-\d{2}$/.test(value) ? [] : [day(value)],
  );
  const sideName = side === "payable" ? t("nav.payables") : side && t("nav.receivables");
  return [sideName, days.join(" – ")].filter(Boolean).join(" · ");
}

/** Only who asked for a file, and administrators, may stop it or make it again. */
function notYours(order: Export): string | undefined {
  return mayFetch(order.created_by) ? undefined : t("export.not-yours.act");
}

function State({ order }: { order: Export }) {
  if (order.state === "running") return <ExportProgress order={order} short />;
  return (
    <>
      <StatePill tone={EXPORT_TONES[order.state]}>{t(`export.${order.state}`)}</StatePill>
      {order.failure && (
        <span class="aside" title={order.failure.detail ?? ""}>
          {t(`export-failure.${order.failure.reason}`)}
        </span>
      )}
    </>
  );
}

function columns(open: (id: string) => void, acts: ReturnType<typeof useExportActs>) {
  const all = [
    textColumn<Export>("report", t("export.report"), 278, (row) => t(`report.${row.report}`), {
      tone: () => "name",
      cell: (row) => (
        <>
          <button type="button" class="plain-link" tabIndex={-1} onClick={() => open(row.id)}>
            {t(`report.${row.report}`)}
          </button>
          <span class="aside">{aboutOf(row)}</span>
        </>
      ),
    }),
    textColumn<Export>("format", t("export.format"), 72, (row) => row.format.toUpperCase()),
    textColumn<Export>("state", t("export.state"), 276, (row) => t(`export.${row.state}`), {
      cell: (row) => <State order={row} />,
    }),
    countColumn<Export>("rows", t("model.rows"), 86, (row) =>
      row.state === "finished" ? row.rows_written : null,
    ),
    textColumn<Export>("size", t("export.size"), 86, (row) =>
      row.file ? bytes(row.file.size_bytes) : null,
    ),
    textColumn<Export>("by", t("made-by"), 110, (row) => row.created_by.name, { wide: true }),
    instantColumn<Export>("at", t("made-at"), (row) => row.created_at, { wide: true, width: 104 }),
    actsColumn<Export>(t("acts"), 170, (row) => (
      <>
        <Download order={row} kind="link" />
        {!hasEnded(row.state) && (
          <RoleButton
            needs="operator"
            refused={notYours(row)}
            kind="link"
            inGrid
            busy={acts.cancel.busy}
            onClick={() => void acts.cancel.run(row.id)}
          >
            {t("export.cancel")}
          </RoleButton>
        )}
        {(row.state === "failed" || row.state === "cancelled") && (
          <RoleButton
            needs="operator"
            refused={notYours(row)}
            kind="link"
            inGrid
            busy={acts.retry.busy}
            onClick={() => void acts.retry.run(row.id)}
          >
            {t("retry")}
          </RoleButton>
        )}
      </>
    )),
  ];
  if (!phone.value) return all;
  // On a phone the file stands beside the report; the rest is reached by scrolling.
  const [report, ...others] = all;
  const fetching = others.pop();
  return report && fetching ? [report, fetching, ...others] : all;
}

export function ExportsScreen() {
  const [busy, setBusy] = useState(false);
  const live = useLive<Export>("/v1/exports", (row) => row.id, busy ? 5 : 30);
  const acts = useExportActs(live.accept);
  const chosen = new URLSearchParams(place.value.search).get("export");
  const running = live.rows?.some((row) => !hasEnded(row.state)) ?? false;
  if (running !== busy) setBusy(running);
  const open = (id: string | null) =>
    go(id === null ? "/c/exports" : `/c/exports?export=${id}`, id === null ? "replace" : "push");
  return (
    <>
      <ScreenHead title={t("exports.title")}>
        <a class="link" href="/c/mails">
          {t("mails.title")}
        </a>
      </ScreenHead>
      <ActProblem problem={acts.cancel.problem ?? acts.retry.problem} />
      <LiveTable
        label={t("exports.title")}
        live={live}
        columns={columns(open, acts)}
        rowKey={(row) => row.id}
        empty={<p>{t("exports.none")}</p>}
      />
      {chosen !== null && /^[0-9a-f-]+$/.test(chosen) && (
        <ExportDetail key={chosen} id={chosen} onClose={() => open(null)} />
      )}
    </>
  );
}
