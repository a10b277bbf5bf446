import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Answer, Schema } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers, useQuery } from "../../api/query";
import { go } from "../../router";
import { t } from "../../text";
import "../../text/operations";
import { ActProblem } from "../../ui/act-problem";
import { Dialog } from "../../ui/dialog";
import { FormActs } from "../../ui/form-acts";
import { Check, Select } from "../../ui/inputs";
import { ProblemPanel } from "../../ui/problem-panel";
import { RoleButton } from "../../ui/role-button";

const KINDS = ["verify", "incremental", "reload", "snapshot"] as const;
type Kind = (typeof KINDS)[number];

function Form({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState<Kind>("verify");
  const [models, setModels] = useState<readonly string[]>([]);
  const mirror = useQuery<Answer<"/v1/mirror">>("/v1/mirror", 60);
  const act = useAct(
    (body: Schema<"NewSyncRun">, key: string) =>
      client.POST("/v1/sync-runs", { body, params: { header: { "Idempotency-Key": key } } }),
    (run) => {
      refreshAnswers("/v1/mirror");
      refreshAnswers("/v1/sync-runs");
      onClose();
      go(`/c/runs/${run.id}`);
    },
  );
  const tick = (model: string, on: boolean) =>
    setModels(on ? [...models, model] : models.filter((each) => each !== model));
  const active = act.problem?.active_run;
  return (
    <Dialog title={t("runs.start")} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void act.run({ kind, ...(models.length > 0 ? { models: [...models] } : {}) });
        }}
      >
        <Select
          label={t("runs.kind")}
          value={kind}
          hint={t(`run.${kind}.what`)}
          choices={KINDS.map((each) => [each, t(`run.${each}`)] as const)}
          onValue={(value) => setKind(KINDS.find((each) => each === value) ?? "verify")}
        />
        {mirror.problem && !mirror.data && (
          <ProblemPanel problem={mirror.problem} retry={mirror.again} />
        )}
        <fieldset class="checks">
          <legend>{t("runs.models")}</legend>
          {(mirror.data?.models ?? []).map(({ model, label }) => (
            <Check
              key={model}
              label={label}
              checked={models.includes(model)}
              onChecked={(on) => tick(model, on)}
            />
          ))}
        </fieldset>
        <ActProblem problem={act.problem} />
        {active && (
          <a class="link" href={`/c/runs/${active.id}`} onClick={onClose}>
            {t("runs.active")}
          </a>
        )}
        <FormActs busy={act.busy} verb={t("runs.start")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** Starts a run of a kind, of all models or of some. */
export function StartRun() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <RoleButton needs="operator" onClick={() => setOpen(true)}>
        {t("runs.start")}
      </RoleButton>
      {open && <Form onClose={() => setOpen(false)} />}
    </>
  );
}
