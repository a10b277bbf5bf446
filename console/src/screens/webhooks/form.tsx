import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { violationOf } from "../../api/problem";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { CopyText } from "../../ui/copy-text";
import { Dialog } from "../../ui/dialog";
import { FormActs } from "../../ui/form-acts";
import { Check, Input } from "../../ui/inputs";

type Webhook = Schema<"Webhook">;
type Event = Schema<"WebhookEvent">;

/** Without `webhook.test`, which only the button sends. */
const EVENTS = [
  "mirror.proved",
  "mirror.differs",
  "mirror.stale",
  "mirror.live",
  "run.failed",
  "export.finished",
  "export.failed",
  "mail.failed",
  "alarm.raised",
] as const satisfies readonly Event[];

interface Settings {
  name: string;
  target_url: string;
  events: Event[];
  active: boolean;
}

interface Props {
  /** Null for a new one. */
  webhook: Webhook | null;
  onClose: () => void;
  onSaved: () => void;
}

function useSave(webhook: Webhook | null, onMade: (key: string) => void, onChanged: () => void) {
  const make = useAct(
    ({ active: _, ...body }: Settings) => client.POST("/v1/webhooks", { body }),
    (made) => onMade(made.key),
  );
  const change = useAct(
    (body: Settings) =>
      client.PATCH("/v1/webhooks/{id}", {
        params: {
          path: { id: webhook?.id ?? "" },
          header: { "If-Match": `"${webhook?.version ?? 0}"` },
        },
        body,
      }),
    onChanged,
  );
  return webhook ? change : make;
}

export function WebhookForm({ webhook, onClose, onSaved }: Props) {
  const [name, setName] = useState(webhook?.name ?? "");
  const [target, setTarget] = useState(webhook?.target_url ?? "https://");
  const [events, setEvents] = useState<readonly Event[]>(webhook?.events ?? ["alarm.raised"]);
  const [active, setActive] = useState(webhook?.active ?? true);
  const [key, setKey] = useState<string | null>(null);
  const saved = () => {
    onSaved();
    onClose();
  };
  const act = useSave(
    webhook,
    (made) => {
      onSaved();
      setKey(made);
    },
    saved,
  );
  const tick = (event: Event, on: boolean) =>
    setEvents(on ? [...events, event] : events.filter((each) => each !== event));
  if (key !== null) {
    return (
      <Dialog title={t("webhooks.key")} onClose={onClose}>
        <div class="form">
          <p class="notice good" role="status">
            {t("webhooks.key.once")}
          </p>
          <CopyText text={key} label={t("webhooks.key")} once />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={webhook?.name ?? t("webhooks.new")} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void act.run({
            name: name.trim(),
            target_url: target.trim(),
            events: [...events],
            active,
          });
        }}
      >
        <Input
          label={t("webhooks.name")}
          value={name}
          onValue={setName}
          maxLength={100}
          required
          fault={violationOf(act.problem, "name")}
        />
        <Input
          label={t("webhooks.target")}
          type="url"
          value={target}
          onValue={setTarget}
          maxLength={2000}
          required
          fault={violationOf(act.problem, "target_url")}
        />
        <fieldset class="checks">
          <legend>{t("webhooks.events")}</legend>
          {EVENTS.map((event) => (
            <Check
              key={event}
              label={t(`event.${event}`)}
              checked={events.includes(event)}
              onChecked={(on) => tick(event, on)}
            />
          ))}
        </fieldset>
        {webhook && <Check label={t("webhooks.active")} checked={active} onChecked={setActive} />}
        <ActProblem problem={act.problem} reload={saved} />
        <FormActs busy={act.busy || events.length === 0} verb={t("save")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
