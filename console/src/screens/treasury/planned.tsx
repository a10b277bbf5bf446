/** Planned movements: what is expected but not in the books. They are edited in place. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { type RowPage, useLive } from "../../api/live";
import { refreshAnswers } from "../../api/query";
import { amount, count, day } from "../../format";
import { isNegative } from "../../format/decimal";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { ProblemPanel } from "../../ui/problem-panel";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { draftOf, EMPTY, type MovementDraft, MovementForm, movementOf } from "./movement-form";

export type Movement = Schema<"PlannedMovement">;
export type MovementPage = RowPage<Movement>;

interface Change {
  id: string;
  version: number;
  draft: MovementDraft;
}

function useMovementActs(company: number, done: () => void) {
  const after = () => {
    refreshAnswers("/v1/treasury/forecast");
    done();
  };
  const make = useAct(
    (draft: MovementDraft, key: string) =>
      client.POST("/v1/treasury/planned-movements", {
        body: movementOf(draft, company),
        params: { header: { "Idempotency-Key": key } },
      }),
    after,
  );
  const change = useAct(
    ({ id, version, draft }: Change) =>
      client.PUT("/v1/treasury/planned-movements/{id}", {
        body: movementOf(draft, company),
        params: { path: { id }, header: { "If-Match": `"${version}"` } },
      }),
    after,
  );
  const remove = useAct(
    (id: string) =>
      client.DELETE("/v1/treasury/planned-movements/{id}", { params: { path: { id } } }),
    after,
  );
  return { make, change, remove };
}

function repeatText(movement: Movement): string {
  if (!movement.repeat) return t("planned.once");
  const { every, last_day } = movement.repeat;
  return t(`planned.every.${every}`, { day: day(last_day) });
}

export function PlannedMovements({ company }: { company: number }) {
  const url = `/v1/treasury/planned-movements?company_id=${company}`;
  const live = useLive<Movement>(url, (row) => row.id, 60);
  // The movement as it was when its form was opened: a change names that version.
  const [editing, setEditing] = useState<Movement | "new" | null>(null);
  const [removing, setRemoving] = useState<Movement | null>(null);
  const close = () => {
    setEditing(null);
    live.accept();
  };
  const { make, change, remove } = useMovementActs(company, close);
  const edit = (movement: Movement | "new" | null) => {
    make.clear();
    change.clear();
    setEditing(movement);
  };
  const reload = () => {
    edit(null);
    live.accept();
  };
  return (
    <section class="panel block">
      <h2>
        {t("planned.title")}
        <RoleButton needs="operator" kind="button small" onClick={() => edit("new")}>
          {t("planned.add")}
        </RoleButton>
      </h2>
      <ActProblem problem={make.problem ?? change.problem} reload={reload} />
      {editing === "new" && (
        <MovementForm
          draft={EMPTY}
          busy={make.busy}
          problem={make.problem}
          onSave={(draft) => void make.run(draft)}
          onCancel={() => edit(null)}
        />
      )}
      {live.problem && !live.rows && <ProblemPanel problem={live.problem} retry={live.again} />}
      {live.rows?.length === 0 && editing !== "new" && <p class="quiet">{t("planned.none")}</p>}
      <ul class="movements">
        {(live.rows ?? []).map((movement) =>
          editing !== null && editing !== "new" && editing.id === movement.id ? (
            <li key={movement.id}>
              <MovementForm
                draft={draftOf(editing)}
                busy={change.busy}
                problem={change.problem}
                onSave={(draft) =>
                  void change.run({ id: editing.id, version: editing.version, draft })
                }
                onCancel={() => edit(null)}
                onRemove={() => setRemoving(editing)}
              />
            </li>
          ) : (
            <li key={movement.id} class="movement">
              <span class="day">{day(movement.date)}</span>
              <span class="label">
                {movement.label} <span class="quiet">{repeatText(movement)}</span>
              </span>
              <span class={`num ${isNegative(movement.amount) ? "neg" : ""}`}>
                {amount(movement.amount, 0)} <small class="quiet">{movement.currency}</small>
              </span>
              <RoleButton needs="operator" kind="link" onClick={() => edit(movement)}>
                {t("edit")}
              </RoleButton>
            </li>
          ),
        )}
      </ul>
      {live.added > 0 && (
        <button type="button" class="link" onClick={live.refresh}>
          {t("list.added", { n: count(live.added) }, live.added)}
        </button>
      )}
      {live.hasMore && (
        <button type="button" class="link" onClick={live.moreProblem ? live.retry : live.more}>
          {live.moreProblem ? `${live.moreProblem.title} · ${t("retry")}` : t("list.more")}
        </button>
      )}
      {removing && (
        <Question
          title={t("planned.remove.title", { name: removing.label })}
          verb={t("planned.remove")}
          act={remove}
          argument={() => removing.id}
          onClose={() => setRemoving(null)}
        >
          {t(removing.repeat ? "planned.remove.all" : "planned.remove.what")}
        </Question>
      )}
    </section>
  );
}
