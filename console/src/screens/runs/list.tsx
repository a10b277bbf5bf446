/** Runs that read Odoo, newest first. */
import type { SyncRun } from "../../api/answers";
import { useLive } from "../../api/live";
import { count, duration } from "../../format";
import { countColumn, instantColumn, textColumn } from "../../grid/kinds";
import { t } from "../../text";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { StatePill } from "../../ui/state-pill";
import { StartRun } from "./start";
import { RUN_TONES, secondsOf } from "./states";

const columns = () => [
  textColumn<SyncRun>("kind", t("runs.kind"), 170, (row) => t(`run.${row.kind}`), {
    tone: () => "name",
    cell: (row) => (
      <a class="first-letter" href={`/c/runs/${row.id}`} tabIndex={-1}>
        {t(`run.${row.kind}`)}
      </a>
    ),
  }),
  textColumn<SyncRun>("state", t("export.state"), 280, (row) => t(`run-state.${row.state}`), {
    cell: (row) => (
      <>
        <StatePill tone={RUN_TONES[row.state]}>{t(`run-state.${row.state}`)}</StatePill>
        {row.failure && (
          <span class="aside" title={row.failure.detail ?? ""}>
            {t(`failure.${row.failure.reason}`)}
          </span>
        )}
      </>
    ),
  }),
  instantColumn<SyncRun>("created", t("made-at"), (row) => row.created_at),
  textColumn<SyncRun>("took", t("runs.took"), 86, (row) => {
    const seconds = secondsOf(row);
    return seconds === null ? null : duration(seconds);
  }),
  countColumn<SyncRun>("read", t("runs.read"), 110, (row) => row.rows_read),
  textColumn<SyncRun>(
    "expected",
    t("runs.expected"),
    110,
    (row) => (row.rows_expected === null ? null : count(row.rows_expected)),
    { wide: true, tone: () => "num quiet" },
  ),
  textColumn<SyncRun>("by", t("made-by"), 210, (row) => row.created_by.name, { wide: true }),
];

export function RunsScreen() {
  const live = useLive<SyncRun>("/v1/sync-runs", (row) => row.id, 15);
  return (
    <>
      <ScreenHead title={t("runs.title")}>
        <StartRun />
      </ScreenHead>
      <LiveTable
        label={t("runs.title")}
        live={live}
        columns={columns()}
        rowKey={(row) => row.id}
        empty={<p>{t("runs.none")}</p>}
      />
    </>
  );
}
