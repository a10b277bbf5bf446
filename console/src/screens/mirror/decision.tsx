/** An alarm as a question with its two ways out. Nothing happens until somebody decides. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers } from "../../api/query";
import { count, exact, relative } from "../../format";
import { Icon } from "../../look/icons";
import type { Role } from "../../session/rights";
import { t } from "../../text";
import "../../text/operations";
import { ActProblem } from "../../ui/act-problem";
import { ApiLink } from "../../ui/api-link";
import { useModelLabels } from "../../ui/model-label";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";

type Alarm = Schema<"Alarm">;
type NewRunKind = Schema<"NewRunKind">;

const RUN_KINDS: readonly NewRunKind[] = ["verify", "incremental", "reload", "snapshot"];

/** The run by which an alarm ends without that anything is accepted. */
function wayBack(alarm: Alarm): { kind: NewRunKind; role: Role } {
  const decision = alarm.decisions.find(({ key }) => key === "verify" || key === "read_again");
  const kind = RUN_KINDS.find((each) => each === decision?.run_kind) ?? "verify";
  return { kind, role: decision?.role ?? "operator" };
}

function useDecision(alarm: Alarm) {
  const refresh = () => {
    refreshAnswers("/v1/mirror");
    refreshAnswers("/v1/alarms");
    refreshAnswers("/v1/sync-runs");
  };
  const accept = useAct((reason: string, key: string) => {
    const body = { reason };
    const header = { "Idempotency-Key": key };
    return alarm.kind === "restored"
      ? client.POST("/v1/mirror/accept-restore", { params: { header }, body })
      : client.POST("/v1/sync-runs/{id}/confirm-deletions", {
          params: { path: { id: alarm.run_id }, header },
          body,
        });
  }, refresh);
  const start = useAct(
    (kind: NewRunKind, key: string) =>
      client.POST("/v1/sync-runs", {
        params: { header: { "Idempotency-Key": key } },
        body: { kind },
      }),
    refresh,
  );
  return { accept, start };
}

/** What is missing of each model, and the way to the rows. */
function Missing({ alarm }: { alarm: Alarm }) {
  const labelOf = useModelLabels();
  if (!alarm.models || alarm.models.length === 0) return null;
  return (
    <p class="missing">
      {alarm.models.map(({ model, rows, rows_missing }) => (
        <span key={model}>
          {labelOf(model)}{" "}
          <b>{t("alarm.missing", { missing: count(rows_missing), rows: count(rows) })}</b>
        </span>
      ))}
      <ApiLink class="link" url={alarm.missing_rows_url} inGrid={false}>
        {alarm.missing_rows_url && t("alarm.rows")}
      </ApiLink>
    </p>
  );
}

export function AlarmPanel({ alarm }: { alarm: Alarm }) {
  const [asking, setAsking] = useState(false);
  const { accept, start } = useDecision(alarm);
  const back = wayBack(alarm);
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
      <Missing alarm={alarm} />
      <div class="two-ways">
        <div>
          <b>{t(`alarm.${alarm.kind}.no`)}</b>
          <span class="quiet">{t(`alarm.${alarm.kind}.no.what`)}</span>
          <RoleButton needs={back.role} busy={start.busy} onClick={() => void start.run(back.kind)}>
            {t(back.kind === "verify" ? "alarm.verify" : "alarm.read-again")}
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
      <ActProblem problem={start.problem} />
      {asking && (
        <Question
          title={t(`alarm.${alarm.kind}.accept`)}
          verb={t(`alarm.${alarm.kind}.accept`)}
          act={accept}
          argument={(reason) => reason}
          asksReason
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
