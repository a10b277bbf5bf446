/** What was done with dead letters: who replayed or discarded which, and why. */
import type { Schema } from "../../api/answers";
import { useLive } from "../../api/live";
import { instantColumn, textColumn } from "../../grid/kinds";
import { t } from "../../text";
import "../../text/operations";
import { LiveTable } from "../../ui/live-table";
import { StatePill } from "../../ui/state-pill";

type Action = Schema<"DeadLetterActionEntry">;

const columns = () => [
  textColumn<Action>("event", t("dead.event"), 220, (row) => row.event ?? row.dead_letter_id, {
    tone: () => "name",
  }),
  textColumn<Action>("action", t("dead.action"), 150, (row) => t(`dead.did.${row.action}`), {
    cell: (row) => (
      <span class="row">
        <StatePill tone={row.action === "replay" ? "" : "idle"}>
          {t(`dead.did.${row.action}`)}
        </StatePill>
        {row.done_at === null && <span class="warn">{t("dead.unsure")}</span>}
      </span>
    ),
  }),
  textColumn<Action>("by", t("made-by"), 150, (row) => row.created_by.name),
  instantColumn<Action>("at", t("dead.when"), (row) => row.created_at),
  textColumn<Action>("why", t("reason"), 230, (row) => row.reason),
  textColumn<Action>(
    "died",
    t("dead.died-of"),
    260,
    (row) =>
      [row.dead_reason && t(`dead.${row.dead_reason}`), row.dead_detail].filter(Boolean).join(": "),
    { wide: true, tone: () => "quiet" },
  ),
];

export function Actions() {
  const live = useLive<Action>("/v1/dead-letter-actions", (row) => row.id, 60);
  return (
    <LiveTable
      label={t("dead.actions")}
      live={live}
      columns={columns()}
      rowKey={(row) => row.id}
      empty={<p>{t("dead.actions.none")}</p>}
    />
  );
}
