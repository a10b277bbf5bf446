import { useState } from "preact/hooks";
import type { Problem, Schema } from "../../api/answers";
import { violationOf } from "../../api/problem";
import { plain, readAmount } from "../../format";
import { t } from "../../text";
import { Input, Select } from "../../ui/inputs";

export interface MovementDraft {
  date: string;
  label: string;
  /** As the person wrote it. */
  amount: string;
  currency: string;
  every: "" | "week" | "month";
  last_day: string;
  /** The bank or cash journal of the movement; the form has no control for it. */
  journal_id: number | null;
}

export const EMPTY: MovementDraft = {
  date: "",
  label: "",
  amount: "",
  currency: "",
  every: "",
  last_day: "",
  journal_id: null,
};

export function draftOf(movement: Schema<"PlannedMovement">): MovementDraft {
  return {
    date: movement.date,
    label: movement.label,
    amount: plain(movement.amount),
    currency: movement.currency,
    every: movement.repeat?.every ?? "",
    last_day: movement.repeat?.last_day ?? "",
    journal_id: movement.journal_id,
  };
}

export function movementOf(draft: MovementDraft, company: number): Schema<"NewPlannedMovement"> {
  return {
    company_id: company,
    journal_id: draft.journal_id,
    date: draft.date,
    label: draft.label.trim(),
    amount: readAmount(draft.amount) ?? draft.amount,
    ...(draft.currency === "" ? {} : { currency: draft.currency.trim().toUpperCase() }),
    ...(draft.every === "" ? {} : { repeat: { every: draft.every, last_day: draft.last_day } }),
  };
}

interface Props {
  draft: MovementDraft;
  busy: boolean;
  problem: Problem | null;
  onSave: (draft: MovementDraft) => void;
  onCancel: () => void;
  onRemove?: () => void;
}

export function MovementForm({ draft: first, busy, problem, onSave, onCancel, onRemove }: Props) {
  const [draft, setDraft] = useState(first);
  const [unreadable, setUnreadable] = useState(false);
  const change = (part: Partial<MovementDraft>) => setDraft({ ...draft, ...part });
  const submit = (event: Event) => {
    event.preventDefault();
    const bad = readAmount(draft.amount) === null;
    setUnreadable(bad);
    if (!bad) onSave(draft);
  };
  return (
    <form class="movement-form" onSubmit={submit}>
      <Input
        label={t("column.day")}
        type="date"
        value={draft.date}
        onValue={(date) => change({ date })}
        fault={violationOf(problem, "date")}
        required
      />
      <Input
        label={t("planned.label")}
        value={draft.label}
        onValue={(label) => change({ label })}
        fault={violationOf(problem, "label")}
        maxLength={200}
        required
      />
      <Input
        label={t("planned.amount")}
        hint={t("planned.amount.hint")}
        value={draft.amount}
        onValue={(text) => change({ amount: text })}
        fault={unreadable ? t("planned.amount.bad") : violationOf(problem, "amount")}
        required
      />
      <Input
        label={t("column.currency")}
        value={draft.currency}
        onValue={(currency) => change({ currency })}
        fault={violationOf(problem, "currency")}
        maxLength={3}
      />
      <Select
        label={t("planned.repeat")}
        value={draft.every}
        choices={[
          ["", t("planned.once")],
          ["week", t("planned.week")],
          ["month", t("planned.month")],
        ]}
        onValue={(every) => change({ every: every === "week" || every === "month" ? every : "" })}
      />
      {draft.every !== "" && (
        <Input
          label={t("planned.until")}
          type="date"
          value={draft.last_day}
          onValue={(last_day) => change({ last_day })}
          required
        />
      )}
      <div class="ways">
        <button type="submit" class="button primary" disabled={busy}>
          {t("save")}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {t("cancel")}
        </button>
        {onRemove && (
          <button type="button" class="link danger" disabled={busy} onClick={onRemove}>
            {t("remove")}
          </button>
        )}
      </div>
    </form>
  );
}
