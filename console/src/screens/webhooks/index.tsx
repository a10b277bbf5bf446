/** Other systems that are told of events: where to, which events, and what came of each. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { useLive } from "../../api/live";
import { refreshAnswers } from "../../api/query";
import { actsColumn, textColumn } from "../../grid/kinds";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { StatePill } from "../../ui/state-pill";
import { Deliveries } from "./deliveries";
import { WebhookForm } from "./form";

type Webhook = Schema<"Webhook">;
type Asked = { kind: "edit" | "remove" | "deliveries"; webhook: Webhook } | { kind: "new" } | null;

export function WebhooksScreen() {
  const live = useLive<Webhook>("/v1/webhooks", (row) => row.id, 60);
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  const test = useAct(
    (id: string, key: string) =>
      client.POST("/v1/webhooks/{id}/test", {
        params: { path: { id }, header: { "Idempotency-Key": key } },
        body: {},
      }),
    (_, id) => {
      refreshAnswers("/v1/webhook-deliveries");
      const webhook = live.rows?.find((row) => row.id === id);
      if (webhook) setAsked({ kind: "deliveries", webhook });
    },
  );
  const remove = useAct(
    (id: string) => client.DELETE("/v1/webhooks/{id}", { params: { path: { id } } }),
    live.accept,
  );
  const columns = [
    textColumn<Webhook>("name", t("webhooks.name"), 190, (row) => row.name, {
      tone: () => "name",
      cell: (row) => (
        <button
          type="button"
          class="plain-link"
          tabIndex={-1}
          onClick={() => setAsked({ kind: "deliveries", webhook: row })}
        >
          {row.name}
        </button>
      ),
    }),
    textColumn<Webhook>("target", t("webhooks.target"), 312, (row) => row.target_url, {
      cell: (row) => <code title={row.target_url}>{row.target_url}</code>,
    }),
    textColumn<Webhook>("state", t("export.state"), 200, (row) => row.paused_because, {
      cell: (row) => (
        <>
          <StatePill tone={row.active ? "" : "warn"}>
            {t(row.active ? "webhooks.on" : "webhooks.off")}
          </StatePill>
          {row.paused_because && <span class="aside">{row.paused_because}</span>}
        </>
      ),
    }),
    textColumn<Webhook>(
      "events",
      t("webhooks.events"),
      260,
      (row) => row.events.map((event) => t(`event.${event}`)).join(", "),
      { wide: true, tone: () => "quiet" },
    ),
    actsColumn<Webhook>(t("acts"), 220, (row) => (
      <>
        <RoleButton
          needs="admin"
          kind="link"
          inGrid
          busy={test.busy}
          onClick={() => void test.run(row.id)}
        >
          {t("webhooks.test")}
        </RoleButton>
        <RoleButton
          needs="admin"
          kind="link"
          inGrid
          onClick={() => setAsked({ kind: "edit", webhook: row })}
        >
          {t("edit")}
        </RoleButton>
        <RoleButton
          needs="admin"
          kind="link danger"
          inGrid
          onClick={() => setAsked({ kind: "remove", webhook: row })}
        >
          {t("remove")}
        </RoleButton>
      </>
    )),
  ];
  return (
    <>
      <ScreenHead title={t("nav.webhooks")}>
        <RoleButton needs="admin" kind="button primary" onClick={() => setAsked({ kind: "new" })}>
          {t("webhooks.new")}
        </RoleButton>
      </ScreenHead>
      <ActProblem problem={test.problem} />
      <LiveTable
        label={t("nav.webhooks")}
        live={live}
        columns={columns}
        rowKey={(row) => row.id}
        empty={<p>{t("webhooks.none")}</p>}
      />
      {asked?.kind === "new" && (
        <WebhookForm webhook={null} onClose={close} onSaved={live.accept} />
      )}
      {asked?.kind === "edit" && (
        <WebhookForm webhook={asked.webhook} onClose={close} onSaved={live.accept} />
      )}
      {asked?.kind === "deliveries" && <Deliveries webhook={asked.webhook} onClose={close} />}
      {asked?.kind === "remove" && (
        <Question
          title={t("webhooks.remove.title", { name: asked.webhook.name })}
          verb={t("webhooks.remove")}
          act={remove}
          argument={() => asked.webhook.id}
          onClose={close}
        >
          <p>{t("webhooks.remove.what")}</p>
          <p>
            <b>{t("cannot-be-undone")}</b>
          </p>
        </Question>
      )}
    </>
  );
}
