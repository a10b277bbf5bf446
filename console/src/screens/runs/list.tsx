/** Runs that read Odoo, newest first. */
import type { SyncRun } from "../../api/answers";
import { useLive } from "../../api/live";
import { count, duration } from "../../format";
import { countColumn, instantColumn, textColumn } from "../../grid/kinds";
import { go, place } from "../../router";
import { codec, oneOf } from "../../router/codec";
import { t } from "../../text";
import "../../text/operations";
import { Choice, Filter } from "../../ui/filters";
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
  countColumn<SyncRun>("changed", t("runs.changed"), 100, (row) => row.rows_changed),
  textColumn<SyncRun>("by", t("made-by"), 190, (row) => row.created_by.name, { wide: true }),
];

const KINDS = ["incremental", "verify", "repair", "reload", "snapshot"] as const;
const STATES = ["requested", "running", "done", "failed", "cancelled"] as const;
const viewCodec = codec({ kind: oneOf(...KINDS), state: oneOf(...STATES) });

export function RunsScreen() {
  const view = viewCodec.read(place.value.search);
  const url = `/v1/sync-runs${viewCodec.write(view)}`;
  const live = useLive<SyncRun>(url, (row) => row.id, 15);
  const show = (part: object) => go(`/c/runs${viewCodec.write({ ...view, ...part })}`);
  return (
    <>
      <ScreenHead title={t("runs.title")}>
        <StartRun />
      </ScreenHead>
      <form class="filters" aria-label={t("filters")} onSubmit={(event) => event.preventDefault()}>
        <Filter title="runs.kind" staged={false}>
          <Choice
            value={view.kind ?? ""}
            choices={[
              ["", t("filter.all")] as const,
              ...KINDS.map((kind) => [kind, t(`run.${kind}`)] as const),
            ]}
            onValue={(kind) => show({ kind })}
          />
        </Filter>
        <Filter title="export.state" staged={false}>
          <Choice
            value={view.state ?? ""}
            choices={[
              ["", t("partner.all")] as const,
              ...STATES.map((state) => [state, t(`run-state.${state}`)] as const),
            ]}
            onValue={(state) => show({ state })}
          />
        </Filter>
      </form>
      <LiveTable
        key={url}
        label={t("runs.title")}
        live={live}
        columns={columns()}
        rowKey={(row) => row.id}
        empty={<p>{t("runs.none")}</p>}
      />
    </>
  );
}
