/** What Espejo does not decide by itself: open alarms as questions, and who decided earlier ones. */
import type { Schema } from "../../api/answers";
import { useLive } from "../../api/live";
import { count } from "../../format";
import { countColumn, instantColumn, textColumn } from "../../grid/kinds";
import { Icon } from "../../look/icons";
import { t } from "../../text";
import { ApiLink } from "../../ui/api-link";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { ProblemPanel } from "../../ui/problem-panel";
import { Skeleton } from "../../ui/skeleton";
import { AlarmPanel } from "./decision";

type Alarm = Schema<"Alarm">;

const columns = () => [
  textColumn<Alarm>("kind", t("alarms.kind"), 300, (row) => t(`alarm.${row.kind}`), {
    tone: () => "name",
    cell: (row) => <ApiLink url={`/v1/sync-runs/${row.run_id}`}>{t(`alarm.${row.kind}`)}</ApiLink>,
  }),
  instantColumn<Alarm>("raised", t("alarms.raised"), (row) => row.raised_at),
  instantColumn<Alarm>("cleared", t("alarms.cleared"), (row) => row.cleared_at),
  textColumn<Alarm>("by", t("alarms.decided-by"), 180, (row) => row.decided_by?.name, {
    cell: (row) => row.decided_by?.name ?? <span class="quiet">{t("alarms.by-itself")}</span>,
  }),
  textColumn<Alarm>("reason", t("reason"), 280, (row) => row.reason),
  countColumn<Alarm>("missing", t("alarms.missing"), 110, (row) => row.rows_missing),
];

export function AlarmsScreen() {
  const open = useLive<Alarm>("/v1/alarms?state=open", (row) => row.id, 15);
  const cleared = useLive<Alarm>("/v1/alarms?state=cleared", (row) => row.id, 60);
  return (
    <>
      <ScreenHead
        title={t("alarms.title")}
        aside={open.rows && open.rows.length > 0 && count(open.rows.length)}
      />
      {open.problem && !open.rows && <ProblemPanel problem={open.problem} retry={open.again} />}
      {!open.problem && !open.rows && <Skeleton />}
      {open.rows?.map((alarm) => (
        <AlarmPanel key={alarm.id} alarm={alarm} />
      ))}
      {open.rows?.length === 0 && (
        <section class="panel block">
          <p class="row ok">
            <Icon name="check" />
            {t("alarms.none")}
          </p>
          <p class="quiet">{t("alarms.what")}</p>
        </section>
      )}
      {cleared.rows && cleared.rows.length > 0 && (
        <LiveTable
          label={t("alarms.earlier")}
          live={cleared}
          columns={columns()}
          rowKey={(row) => row.id}
          empty={null}
        />
      )}
    </>
  );
}
