/** One schedule: the next times, what came of the last ones, and its change. */
import { useState } from "preact/hooks";
import type { Schema } from "../../api/answers";
import { type Live, useLive } from "../../api/live";
import { violationOf } from "../../api/problem";
import { refreshAnswers, useQuery } from "../../api/query";
import { exactIn, instantIn } from "../../format";
import { instantColumn, textColumn } from "../../grid/kinds";
import { go } from "../../router";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { ApiLink } from "../../ui/api-link";
import { Dialog } from "../../ui/dialog";
import { FormActs } from "../../ui/form-acts";
import { ScreenHead } from "../../ui/head";
import { Input } from "../../ui/inputs";
import { LiveTable } from "../../ui/live-table";
import { StaleNote } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { Skeleton } from "../../ui/skeleton";
import { StatePill, type Tone } from "../../ui/state-pill";
import { useScheduleActs } from "./acts";
import { CronInput } from "./cron-input";
import { type Schedule, whatOf, whenOf } from "./what";

type Fire = Schema<"ScheduleFire">;

const TONES: Record<Fire["outcome"], Tone> = { started: "", missed: "warn", failed: "neg" };

const columns = () => [
  instantColumn<Fire>("due", t("schedule.due"), (row) => row.due_at, { tone: () => "name" }),
  textColumn<Fire>(
    "by",
    t("made-by"),
    160,
    (row) => row.created_by?.name ?? t("schedule.by-time"),
    {
      tone: () => "quiet",
    },
  ),
  textColumn<Fire>("outcome", t("schedule.outcome"), 150, (row) => t(`fire.${row.outcome}`), {
    cell: (row) => <StatePill tone={TONES[row.outcome]}>{t(`fire.${row.outcome}`)}</StatePill>,
  }),
  textColumn<Fire>("detail", t("mails.detail"), 300, (row) => row.detail),
  textColumn<Fire>("made", t("schedule.made"), 220, () => null, {
    cell: (row) => (
      <span class="row-acts">
        <ApiLink class="link" url={row.started_url}>
          {row.started_url && t("schedule.see")}
        </ApiLink>
        {row.mails_url && (
          <ApiLink class="link" url={row.mails_url}>
            {t("mails.title")}
          </ApiLink>
        )}
      </span>
    ),
  }),
];

function EditDialog({ given, onClose }: { given: Schedule; onClose: () => void }) {
  // As it was when the dialog was opened: a change names that version.
  const [schedule] = useState(given);
  const [name, setName] = useState(schedule.name);
  const [cron, setCron] = useState(schedule.cron);
  const [zone, setZone] = useState(schedule.time_zone);
  const { change } = useScheduleActs(onClose, onClose);
  const submit = (event: Event) => {
    event.preventDefault();
    void change.run({ schedule, part: { name: name.trim(), cron: cron.trim(), time_zone: zone } });
  };
  return (
    <Dialog title={t("schedule.change")} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <Input label={t("schedule.name")} value={name} onValue={setName} maxLength={100} required />
        <CronInput
          cron={cron}
          zone={zone}
          onCron={setCron}
          fault={violationOf(change.problem, "cron")}
        />
        <Input label={t("schedule.zone")} value={zone} onValue={setZone} required />
        <ActProblem
          problem={change.problem}
          reload={() => {
            refreshAnswers("/v1/schedules");
            onClose();
          }}
        />
        <FormActs busy={change.busy} verb={t("save")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function Content({ schedule, live }: { schedule: Schedule; live: Live<Fire> }) {
  return (
    <>
      <section class="panel block">
        <dl class="pairs">
          <div>
            <dt>{t("schedule.when")}</dt>
            <dd>
              {whenOf(schedule)} <code>{schedule.cron}</code> {schedule.time_zone}
            </dd>
          </div>
          <div>
            <dt>{t("schedule.what")}</dt>
            <dd>{whatOf(schedule)}</dd>
          </div>
          <div>
            <dt>{t("schedule.missed")}</dt>
            <dd>{t(`missed.${schedule.missed}`)}</dd>
          </div>
          <div>
            <dt>{t("schedule.upcoming")}</dt>
            <dd>
              {schedule.paused ? (
                <StatePill tone="idle">{t("schedule.paused")}</StatePill>
              ) : (
                <ol class="instants">
                  {schedule.upcoming.map((at) => (
                    <li key={at} title={exactIn(at, schedule.time_zone)}>
                      {instantIn(at, schedule.time_zone)}
                    </li>
                  ))}
                </ol>
              )}
            </dd>
          </div>
        </dl>
      </section>
      <LiveTable
        label={t("schedule.fires")}
        live={live}
        columns={columns()}
        rowKey={(fire) => fire.due_at}
        empty={<p>{t("schedule.fires.none")}</p>}
      />
    </>
  );
}

export function ScheduleScreen({ id }: { id: string }) {
  const query = useQuery<Schedule>(`/v1/schedules/${id}`, 60);
  const { data, problem, again } = query;
  const live = useLive<Fire>(`/v1/schedules/${id}/fires`, (fire) => fire.due_at, 60);
  const acts = useScheduleActs(
    () => undefined,
    () => go("/c/schedules"),
    live.accept,
  );
  const [asking, setAsking] = useState<"change" | "remove" | null>(null);
  return (
    <>
      <ScreenHead
        title={data?.name ?? t("schedules.title")}
        back={{ href: "/c/schedules", title: t("schedules.title") }}
      >
        {data && (
          <span class="row">
            <RoleButton
              needs="admin"
              busy={acts.pause.busy}
              onClick={() =>
                void acts.pause.run({ id, version: data.version, paused: !data.paused })
              }
            >
              {t(data.paused ? "schedule.resume" : "schedule.pause")}
            </RoleButton>
            <RoleButton
              needs="operator"
              busy={acts.runNow.busy}
              onClick={() => void acts.runNow.run(id)}
            >
              {t("schedule.run-now")}
            </RoleButton>
            <RoleButton needs="admin" onClick={() => setAsking("change")}>
              {t("edit")}
            </RoleButton>
            <RoleButton needs="admin" kind="button danger" onClick={() => setAsking("remove")}>
              {t("remove")}
            </RoleButton>
          </span>
        )}
      </ScreenHead>
      <ActProblem problem={acts.pause.problem} reload={again} />
      <ActProblem problem={acts.runNow.problem} />
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      {!problem && !data && <Skeleton />}
      <StaleNote query={query} />
      {data && <Content schedule={data} live={live} />}
      {data && asking === "change" && <EditDialog given={data} onClose={() => setAsking(null)} />}
      {data && asking === "remove" && (
        <Question
          title={t("schedule.remove.title", { name: data.name })}
          verb={t("schedule.remove")}
          act={acts.remove}
          argument={() => id}
          onClose={() => setAsking(null)}
        >
          {t("schedule.remove.what")}
        </Question>
      )}
    </>
  );
}
