/** Whether the customer gets statements by mail, and why not. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers, useQuery } from "../../api/query";
import { day, instant } from "../../format";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { Dialog } from "../../ui/dialog";
import { Input, TextArea } from "../../ui/inputs";
import { ProblemPanel } from "../../ui/problem-panel";
import { RoleButton } from "../../ui/role-button";

type Exclusion = Schema<"StatementExclusion">;

interface Wish {
  reason: string;
  last_day: string;
  version: number | null;
}

interface DialogProps {
  partner: number;
  name: string | null;
  present: Exclusion | null;
  onClose: () => void;
}

export function ExclusionDialog({ partner, name, onClose, ...given }: DialogProps) {
  // As it was when the dialog was opened: a change names that version.
  const [present] = useState(given.present);
  const [reason, setReason] = useState(present?.reason ?? "");
  const [last, setLast] = useState(present?.last_day ?? "");
  const refresh = () => {
    refreshAnswers(`/v1/partners/${partner}/statement-exclusion`);
    refreshAnswers("/v1/statement-runs/preview");
    refreshAnswers("/v1/statement-exclusions");
  };
  const act = useAct(
    (wish: Wish) => {
      const header =
        wish.version === null
          ? { "If-None-Match": "*", "If-Match": undefined as unknown as string }
          : { "If-Match": `"${wish.version}"` };
      return client.PUT("/v1/partners/{id}/statement-exclusion", {
        params: { path: { id: partner }, header },
        body: {
          reason: wish.reason,
          ...(wish.last_day === "" ? {} : { last_day: wish.last_day }),
        },
      });
    },
    () => {
      refresh();
      onClose();
    },
  );
  const save = () =>
    void act.run({ reason: reason.trim(), last_day: last, version: present?.version ?? null });
  const submit = (event: Event) => {
    event.preventDefault();
    if (reason.trim() !== "") save();
  };
  return (
    <Dialog title={t("exclusion.title", { name: name ?? String(partner) })} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <p class="quiet">{t("exclusion.what")}</p>
        <TextArea label={t("reason")} value={reason} onValue={setReason} maxLength={500} required />
        <Input
          label={t("exclusion.last-day")}
          hint={t("exclusion.last-day.hint")}
          type="date"
          value={last}
          onValue={setLast}
        />
        <ActProblem
          problem={act.problem}
          reload={() => {
            refresh();
            onClose();
          }}
        />
        <div class="ways">
          <RoleButton
            needs="operator"
            kind="button primary"
            busy={act.busy}
            disabled={reason.trim() === ""}
            onClick={save}
          >
            {t("exclusion.save")}
          </RoleButton>
          <button type="button" class="button" onClick={onClose}>
            {t("cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export function ExclusionNote({ partner, name }: { partner: number; name: string | null }) {
  const url = `/v1/partners/${partner}/statement-exclusion`;
  const { data, problem, again } = useQuery<Exclusion>(url, 300);
  const [asking, setAsking] = useState(false);
  const end = useAct(
    (id: number) =>
      client.DELETE("/v1/partners/{id}/statement-exclusion", { params: { path: { id } } }),
    () => refreshAnswers(url),
  );
  const none = problem?.status === 404;
  const present = none ? null : data;
  if (problem && !none && !data) return <ProblemPanel problem={problem} retry={again} />;
  if (present?.in_force) {
    return (
      <div class="notice bad exclusion">
        <span>
          <b>{t("exclusion.excluded")}</b> {present.reason}{" "}
          <span class="quiet">
            {t("exclusion.by", {
              name: present.created_by.name ?? "–",
              at: instant(present.created_at),
            })}
            {present.last_day && ` · ${t("exclusion.until", { day: day(present.last_day) })}`}
          </span>
        </span>
        <RoleButton
          needs="operator"
          kind="button small"
          busy={end.busy}
          onClick={() => void end.run(partner)}
        >
          {t("exclusion.end")}
        </RoleButton>
        <ActProblem problem={end.problem} />
      </div>
    );
  }
  return (
    <>
      <RoleButton needs="operator" onClick={() => setAsking(true)}>
        {t("exclusion.ask")}
      </RoleButton>
      {asking && (
        <ExclusionDialog
          partner={partner}
          name={name}
          present={present}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
