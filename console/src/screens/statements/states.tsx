import type { Schema } from "../../api/answers";
import { count } from "../../format";
import { useCompanies } from "../../session/companies";
import { t } from "../../text";
import type { Tone } from "../../ui/state-pill";

export type StatementRun = Schema<"StatementRun">;
export type ItemState = Schema<"StatementItem">["state"];

export const RUN_TONES: Record<StatementRun["state"], Tone> = {
  running: "info",
  cancelling: "warn",
  finished: "",
  cancelled: "idle",
};

export const ITEM_TONES: Record<ItemState, Tone> = {
  failed: "neg",
  waiting: "idle",
  exporting: "info",
  mailing: "info",
  sent: "",
  skipped: "warn",
  cancelled: "idle",
};

/** Failed ones first: they need somebody. */
export const ITEM_STATES = [
  "failed",
  "waiting",
  "exporting",
  "mailing",
  "sent",
  "skipped",
  "cancelled",
] as const;

/** The currency of a run's amounts: that of its company, or of the only one. */
export function useCurrency(): (company: number | null | undefined) => string | null {
  const { companies } = useCompanies();
  return (company) => {
    const known = companies ?? [];
    const found =
      company == null && known.length === 1 ? known[0] : known.find(({ id }) => id === company);
    return found?.currency ?? null;
  };
}

/** How many customers are in each state, as a bar with its numbers. */
export function RunSpread({ run }: { run: StatementRun }) {
  const parts = ITEM_STATES.filter((state) => run.states[state] > 0);
  return (
    <div class="run-progress">
      <div class="spread" aria-hidden="true">
        {parts.map((state) => (
          <i key={state} class={`state-${state}`} style={{ flexGrow: run.states[state] }} />
        ))}
      </div>
      <div class="facts">
        {parts.map((state) => (
          <span key={state}>
            <i class={`swatch state-${state}`} />
            {t(`item.${state}`)} <b>{count(run.states[state])}</b>
          </span>
        ))}
      </div>
    </div>
  );
}

/** What happens to a customer in a run. */
export const OUTLOOK_TONES: Record<Schema<"Outlook">, Tone> = {
  send: "",
  excluded: "idle",
  no_address: "warn",
  payment_pending: "info",
};
