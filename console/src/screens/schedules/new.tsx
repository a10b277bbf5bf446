/** A new schedule: when, and what. Reports are taken from saved views, so they look as there. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Answer, Schema } from "../../api/answers";
import { client } from "../../api/client";
import { violationOf } from "../../api/problem";
import { refreshAnswers, useQuery } from "../../api/query";
import { session } from "../../session/session";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { addressesIn } from "../../ui/addresses";
import { Dialog } from "../../ui/dialog";
import { FormActs } from "../../ui/form-acts";
import { useFormats } from "../../ui/formats";
import { Input, Select } from "../../ui/inputs";
import { ProblemPanel } from "../../ui/problem-panel";
import { CronInput, USUAL_CRON } from "./cron-input";

const KINDS = ["incremental", "verify", "snapshot"] as const;
/** How late a time may still be kept; the default of the API. */
const GRACE_SECONDS = 300;

interface Props {
  onClose: () => void;
  onMade: (id: string) => void;
}

export function NewSchedule({ onClose, onMade }: Props) {
  const [name, setName] = useState("");
  const [cron, setCron] = useState(USUAL_CRON);
  const [what, setWhat] = useState("incremental");
  const [format, setFormat] = useState<string>("xlsx");
  const [recipients, setRecipients] = useState(session.value?.person?.email ?? "");
  const views = useQuery<Answer<"/v1/saved-views">>("/v1/saved-views?limit=500", 300);
  const zone = session.value?.tenant.time_zone ?? "UTC";
  const known = views.data?.data ?? [];
  const act = useAct(
    (body: Schema<"NewSchedule">, key: string) =>
      client.POST("/v1/schedules", { body, params: { header: { "Idempotency-Key": key } } }),
    (schedule) => {
      refreshAnswers("/v1/schedules");
      onMade(schedule.id);
    },
  );
  const view = known.find(({ id }) => id === what);
  const formats = useFormats(view?.report ?? null);
  const submit = (event: Event) => {
    event.preventDefault();
    const time = {
      name: name.trim(),
      cron: cron.trim(),
      grace_seconds: GRACE_SECONDS,
      time_zone: zone,
    };
    const kind = KINDS.find((each) => each === what);
    if (kind) void act.run({ ...time, run_kind: kind });
    else if (view) {
      const report = {
        report: view.report,
        parameters: view.parameters,
        format,
        recipients: addressesIn(recipients),
      } as Schema<"Delivery">;
      void act.run({ ...time, report });
    }
  };
  return (
    <Dialog title={t("schedule.new")} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <Input
          label={t("schedule.name")}
          value={name}
          onValue={setName}
          maxLength={100}
          required
          fault={violationOf(act.problem, "name")}
        />
        <Select
          label={t("schedule.what")}
          value={what}
          hint={t("schedule.what.hint")}
          choices={[
            ...KINDS.map((kind) => [kind, t("schedule.run", { kind: t(`run.${kind}`) })] as const),
            ...known.map(
              (each) => [each.id, `${t(`report.${each.report}`)}: ${each.name}`] as const,
            ),
          ]}
          onValue={setWhat}
        />
        <CronInput
          cron={cron}
          zone={zone}
          onCron={setCron}
          fault={violationOf(act.problem, "cron")}
        />
        {views.problem && !views.data && (
          <ProblemPanel problem={views.problem} retry={views.again} />
        )}
        {view && (
          <>
            <Select
              label={t("export.format")}
              value={format}
              choices={formats}
              onValue={setFormat}
            />
            <Input
              label={t("mails.recipients")}
              hint={t("mails.recipients.hint")}
              value={recipients}
              onValue={setRecipients}
            />
          </>
        )}
        <ActProblem problem={act.problem} />
        <FormActs busy={act.busy} verb={t("schedule.make")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
