/** What happens by itself, in words, with the next time. */
import { useState } from "preact/hooks";
import { useLive } from "../../api/live";
import { exactIn, instantIn } from "../../format";
import { actsColumn, textColumn } from "../../grid/kinds";
import { go } from "../../router";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { RoleButton } from "../../ui/role-button";
import { StatePill } from "../../ui/state-pill";
import { useScheduleActs } from "./acts";
import { NewSchedule } from "./new";
import { type Schedule, whatOf, whenOf } from "./what";

export function SchedulesScreen() {
  const live = useLive<Schedule>("/v1/schedules", (row) => row.id, 60);
  const acts = useScheduleActs(live.accept, live.accept);
  const [making, setMaking] = useState(false);
  const columns = [
    textColumn<Schedule>("name", t("schedule.name"), 240, (row) => row.name, {
      tone: () => "name",
      cell: (row) => (
        <a href={`/c/schedules/${row.id}`} tabIndex={-1}>
          {row.name}
        </a>
      ),
    }),
    textColumn<Schedule>("when", t("schedule.when"), 260, whenOf, {
      cell: (row) => <span title={`${row.cron} · ${row.time_zone}`}>{whenOf(row)}</span>,
    }),
    textColumn<Schedule>("what", t("schedule.what"), 330, whatOf, { wide: true }),
    textColumn<Schedule>("next", t("schedule.next"), 160, (row) => row.upcoming[0] ?? null, {
      cell: (row) =>
        row.paused ? (
          <StatePill tone="idle">{t("schedule.paused")}</StatePill>
        ) : (
          row.upcoming[0] && (
            <span title={exactIn(row.upcoming[0], row.time_zone)}>
              {instantIn(row.upcoming[0], row.time_zone)}
            </span>
          )
        ),
    }),
    actsColumn<Schedule>(t("acts"), 120, (row) => (
      <RoleButton
        needs="admin"
        kind="link"
        inGrid
        busy={acts.pause.busy}
        onClick={() =>
          void acts.pause.run({ id: row.id, version: row.version, paused: !row.paused })
        }
      >
        {t(row.paused ? "schedule.resume" : "schedule.pause")}
      </RoleButton>
    )),
  ];
  return (
    <>
      <ScreenHead title={t("schedules.title")}>
        <RoleButton needs="admin" kind="button primary" onClick={() => setMaking(true)}>
          {t("schedule.new")}
        </RoleButton>
      </ScreenHead>
      <ActProblem problem={acts.pause.problem} reload={live.accept} />
      <LiveTable
        label={t("schedules.title")}
        live={live}
        columns={columns}
        rowKey={(row) => row.id}
        empty={<p>{t("schedules.none")}</p>}
      />
      {making && (
        <NewSchedule onClose={() => setMaking(false)} onMade={(id) => go(`/c/schedules/${id}`)} />
      )}
    </>
  );
}
