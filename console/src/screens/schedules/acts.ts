import { type Act, useAct } from "../../api/act";
import { client } from "../../api/client";
import { refreshAnswers } from "../../api/query";
import { pageOf } from "../../router/pages";
import { t } from "../../text";
import { say } from "../../ui/toast";
import type { Schedule } from "./what";

interface Pausing {
  id: string;
  version: number;
  paused: boolean;
}

export function useScheduleActs(
  changed: () => void,
  removed: () => void,
  started: () => void = () => undefined,
) {
  const after = (then: () => void) => () => {
    refreshAnswers("/v1/schedules");
    then();
  };
  const pause: Act<Pausing> = useAct(
    ({ id, version, paused }: Pausing) =>
      client.PATCH("/v1/schedules/{id}", {
        params: { path: { id }, header: { "If-Match": `"${version}"` } },
        body: { paused },
      }),
    ({ id, version }, { paused }) => {
      after(changed)();
      say(t(paused ? "schedule.was-paused" : "schedule.was-resumed"), {
        title: t("undo"),
        act: () => void pause.run({ id, version, paused: !paused }),
      });
    },
  );
  const change = useAct(
    ({
      schedule,
      part,
    }: {
      schedule: Schedule;
      part: { name: string; cron: string; time_zone: string };
    }) =>
      client.PATCH("/v1/schedules/{id}", {
        params: { path: { id: schedule.id }, header: { "If-Match": `"${schedule.version}"` } },
        body: part,
      }),
    after(changed),
  );
  const remove = useAct(
    (id: string) => client.DELETE("/v1/schedules/{id}", { params: { path: { id } } }),
    after(removed),
  );
  const runNow = useAct(
    (id: string, key: string) =>
      client.POST("/v1/schedules/{id}/run", {
        params: { path: { id }, header: { "Idempotency-Key": key } },
        body: {},
      }),
    (fire) => {
      refreshAnswers("/v1/schedules");
      started();
      const ran = fire.outcome === "started";
      const text = ran ? t("schedule.ran") : t("schedule.ran.not", { detail: fire.detail ?? "" });
      say(text, { title: t("schedule.see"), href: pageOf(fire.started_url) });
    },
  );
  return { pause, change, remove, runNow };
}
