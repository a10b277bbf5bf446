import { count, exact, instant } from "../../format";
import { t } from "../../text";
import { changedIn, modelIn, runsIn, type Slot, toneOf } from "./hours";

const share = (part: number, most: number) => (most === 0 ? 0 : Math.round((100 * part) / most));

function wordsOf(slot: Slot): string {
  const runs = runsIn(slot);
  const failed = slot.hour?.runs_failed ?? 0;
  return [
    instant(slot.at),
    t("history.runs", { n: count(runs) }, runs),
    failed > 0 ? t("history.failed", { n: count(failed) }, failed) : null,
    t("history.changed", { n: count(changedIn(slot)) }, changedIn(slot)),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Runs by hour: how many rows they changed, and where one failed. */
export function HistoryCard({ slots }: { slots: readonly Slot[] }) {
  const most = Math.max(0, ...slots.map(changedIn));
  const total = (of: (slot: Slot) => number) => slots.reduce((sum, slot) => sum + of(slot), 0);
  const failed = total((slot) => slot.hour?.runs_failed ?? 0);
  const [runs, changed] = [total(runsIn), total(changedIn)];
  return (
    <section class="panel card">
      <h2>{t("history.title")}</h2>
      <ol class="hours">
        {slots.map((slot) => (
          <li key={slot.at} title={wordsOf(slot)}>
            <i
              class={slot.hour?.runs_failed ? "neg" : slot.hour ? "" : "none"}
              style={{ height: `${Math.max(8, share(changedIn(slot), most))}%` }}
            />
            <span class="hidden-text">{wordsOf(slot)}</span>
          </li>
        ))}
      </ol>
      <div class="facts">
        <span>
          {t("history.all-runs")} <b>{count(runs)}</b>
        </span>
        <span class={failed > 0 ? "warn" : ""}>
          {t("history.all-failed")} <b>{count(failed)}</b>
        </span>
        <span>
          {t("history.all-changed")} <b>{count(changed)}</b>
        </span>
      </div>
    </section>
  );
}

/** The hours of one model in a cell: when it was read, differed, or failed. */
export function ModelStrip({ slots, model }: { slots: readonly Slot[]; model: string }) {
  return (
    <span class="strip" aria-hidden="true">
      {slots.map((slot) => {
        const hour = modelIn(slot, model);
        const read = hour
          ? t("history.changed", { n: count(hour.rows_changed) }, hour.rows_changed)
          : "";
        return <i key={slot.at} class={toneOf(hour)} title={`${exact(slot.at)} ${read}`} />;
      })}
    </span>
  );
}
