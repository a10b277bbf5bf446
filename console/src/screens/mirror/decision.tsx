/** An alarm as a question with its two ways out. Nothing happens until somebody decides. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Mirror } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers } from "../../api/query";
import { exact, relative } from "../../format";
import { Icon } from "../../look/icons";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";

type Alarm = Mirror["alarms"][number];

function useDecision(alarm: Alarm) {
  const refresh = () => {
    refreshAnswers("/v1/mirror");
    refreshAnswers("/v1/sync-runs");
  };
  const accept = useAct(
    (_: "accept", key: string) =>
      alarm.kind === "restored"
        ? client.POST("/v1/mirror/accept-restore", {
            params: { header: { "Idempotency-Key": key } },
            body: {},
          })
        : client.POST("/v1/sync-runs/{id}/confirm-deletions", {
            params: { path: { id: alarm.run_id }, header: { "Idempotency-Key": key } },
            body: {},
          }),
    refresh,
  );
  const verify = useAct(
    (_: "verify", key: string) =>
      client.POST("/v1/sync-runs", {
        params: { header: { "Idempotency-Key": key } },
        body: { kind: "verify" },
      }),
    refresh,
  );
  return { accept, verify };
}

export function AlarmPanel({ alarm }: { alarm: Alarm }) {
  const [asking, setAsking] = useState(false);
  const { accept, verify } = useDecision(alarm);
  return (
    <section class="panel alarm" role="alert">
      <Icon name="warn" />
      <h2>
        {t(`alarm.${alarm.kind}`)}{" "}
        <span class="quiet" title={exact(alarm.raised_at)}>
          {relative(alarm.raised_at)}
        </span>
        <a class="link" href={`/c/runs/${alarm.run_id}`}>
          {t("alarm.run")}
        </a>
      </h2>
      {alarm.detail && <p>{alarm.detail}</p>}
      <div class="two-ways">
        <div>
          <b>{t(`alarm.${alarm.kind}.no`)}</b>
          <span class="quiet">{t(`alarm.${alarm.kind}.no.what`)}</span>
          <RoleButton needs="operator" busy={verify.busy} onClick={() => void verify.run("verify")}>
            {t("alarm.verify")}
          </RoleButton>
        </div>
        <div>
          <b>{t(`alarm.${alarm.kind}.yes`)}</b>
          <span class="quiet">{t(`alarm.${alarm.kind}.yes.what`)}</span>
          <RoleButton needs="admin" kind="button danger" onClick={() => setAsking(true)}>
            {t(`alarm.${alarm.kind}.accept`)}
          </RoleButton>
        </div>
      </div>
      <ActProblem problem={verify.problem} />
      {asking && (
        <Question
          title={t(`alarm.${alarm.kind}.accept`)}
          verb={t(`alarm.${alarm.kind}.accept`)}
          act={accept}
          argument={() => "accept" as const}
          onClose={() => setAsking(false)}
        >
          <p>{alarm.detail}</p>
          <p>{t(`alarm.${alarm.kind}.yes.what`)}</p>
          <p>
            <b>{t("cannot-be-undone")}</b>
          </p>
        </Question>
      )}
    </section>
  );
}
