import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Answer, Schema } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers, useQuery } from "../../api/query";
import { instant } from "../../format";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { CopyText } from "../../ui/copy-text";
import { Dialog } from "../../ui/dialog";
import { ProblemPanel } from "../../ui/problem-panel";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { StatePill, type Tone } from "../../ui/state-pill";

type Delivery = Schema<"WebhookDelivery">;

const TONES: Record<Delivery["state"], Tone> = {
  waiting: "idle",
  requested: "info",
  delivered: "",
  failed: "neg",
};

interface Props {
  webhook: Schema<"Webhook">;
  onClose: () => void;
}

/** The last deliveries of a webhook, and a new key for it. */
export function Deliveries({ webhook, onClose }: Props) {
  const [key, setKey] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const url = `/v1/webhook-deliveries?webhook_id=${webhook.id}&limit=50`;
  const known = useQuery<Answer<"/v1/webhook-deliveries">>(url, 5);
  const { data } = known;
  const retry = useAct(
    (id: string, idempotency: string) =>
      client.POST("/v1/webhook-deliveries/{id}/retry", {
        params: { path: { id }, header: { "Idempotency-Key": idempotency } },
        body: {},
      }),
    () => refreshAnswers("/v1/webhook-deliveries"),
  );
  const renew = useAct(
    (_: "renew") =>
      client.POST("/v1/webhooks/{id}/keys", { params: { path: { id: webhook.id } }, body: {} }),
    (made) => setKey(made.key),
  );
  return (
    <Dialog title={webhook.name} shape="drawer" onClose={onClose}>
      <div class="form">
        <code class="break">{webhook.target_url}</code>
        {key === null ? (
          <div class="ways">
            <RoleButton needs="admin" onClick={() => setAsking(true)}>
              {t("webhooks.key.new")}
            </RoleButton>
          </div>
        ) : (
          <>
            <p class="notice good" role="status">
              {t("webhooks.key.once")}
            </p>
            <CopyText text={key} label={t("webhooks.key")} once />
          </>
        )}
        <ActProblem problem={retry.problem} />
      </div>
      <h3>{t("webhooks.deliveries")}</h3>
      {known.problem && !data && <ProblemPanel problem={known.problem} retry={known.again} />}
      {data?.data.length === 0 && <p class="quiet">{t("webhooks.deliveries.none")}</p>}
      <ul class="plain-list">
        {(data?.data ?? []).map((delivery) => (
          <li key={delivery.id}>
            <span>
              {t(`event.${delivery.event}`)}{" "}
              <span class="quiet">
                {instant(delivery.created_at)} {delivery.status_code} {delivery.detail}
              </span>
            </span>
            <span class="row">
              <StatePill tone={TONES[delivery.state]}>{t(`delivery.${delivery.state}`)}</StatePill>
              {delivery.state === "failed" && (
                <RoleButton needs="admin" kind="link" onClick={() => void retry.run(delivery.id)}>
                  {t("retry")}
                </RoleButton>
              )}
            </span>
          </li>
        ))}
      </ul>
      {asking && (
        <Question
          title={t("webhooks.key.title")}
          verb={t("webhooks.key.new")}
          act={renew}
          argument={() => "renew" as const}
          onClose={() => setAsking(false)}
        >
          {t("webhooks.key.what")}
        </Question>
      )}
    </Dialog>
  );
}
