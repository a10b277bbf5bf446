/** What Espejo does not decide by itself: open alarms as questions, and who decided earlier ones. */
import type { Answer, Schema } from "../../api/answers";
import { useLive } from "../../api/live";
import { useQuery } from "../../api/query";
import { count } from "../../format";
import { countColumn, instantColumn, textColumn } from "../../grid/kinds";
import { Icon } from "../../look/icons";
import { t } from "../../text";
import "../../text/operations";
import { ApiLink } from "../../ui/api-link";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { StaleNote } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { Skeleton } from "../../ui/skeleton";
import { AlarmPanel } from "./decision";

type Alarm = Schema<"Alarm">;

const columns = () => [
  textColumn<Alarm>("kind", t("alarms.kind"), 300, (row) => t(`alarm.${row.kind}.was`), {
    tone: () => "name",
    cell: (row) => (
      <ApiLink url={`/v1/sync-runs/${row.run_id}`}>{t(`alarm.${row.kind}.was`)}</ApiLink>
    ),
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
  const query = useQuery<Answer<"/v1/alarms">>("/v1/alarms?state=open&limit=100", 15);
  // An alarm that is decided leaves at once, and a new one must be seen at once.
  const open = query.data?.data ?? null;
  const cleared = useLive<Alarm>("/v1/alarms?state=cleared", (row) => row.id, 15);
  return (
    <>
      <ScreenHead title={t("alarms.title")} aside={open && open.length > 0 && count(open.length)} />
      {query.problem && !open && <ProblemPanel problem={query.problem} retry={query.again} />}
      <StaleNote query={query} />
      {!query.problem && !open && <Skeleton />}
      {open?.map((alarm) => (
        <AlarmPanel key={alarm.id} alarm={alarm} />
      ))}
      {open?.length === 0 && (
        <section class="panel block">
          <p class="row ok">
            <Icon name="check" />
            {t("alarms.none")}
          </p>
          <p class="quiet">{t("alarms.what")}</p>
        </section>
      )}
      {cleared.problem && !cleared.rows && (
        <ProblemPanel problem={cleared.problem} retry={cleared.again} />
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
