/** The last 24 hours of runs, one slot for each hour, also for those in which nothing ended. */
import type { Schema } from "../../api/answers";

export type Hour = Schema<"MirrorHour">;
type ModelHour = Schema<"MirrorHourModel">;

export const HOURS = 24;
const HOUR_MS = 3_600_000;

export interface Slot {
  /** When the hour begins. */
  at: string;
  hour: Hour | null;
}

/** Oldest first; the last one is the present hour. */
export function slotsOf(hours: readonly Hour[], now: Date): Slot[] {
  const known = new Map(hours.map((hour) => [Date.parse(hour.starts_at), hour]));
  const present = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  return Array.from({ length: HOURS }, (_, index) => {
    const at = present - (HOURS - 1 - index) * HOUR_MS;
    return { at: new Date(at).toISOString(), hour: known.get(at) ?? null };
  });
}

export const modelIn = (slot: Slot, model: string): ModelHour | null =>
  slot.hour?.models.find((each) => each.model === model) ?? null;

/** Rows that were new or different. */
export const changedIn = (slot: Slot): number =>
  slot.hour?.models.reduce((sum, each) => sum + each.rows_changed, 0) ?? 0;

export const runsIn = ({ hour }: Slot): number =>
  hour ? hour.runs_done + hour.runs_failed + hour.runs_cancelled : 0;

/** How a model did in an hour: something failed, something differed, it was read, or nothing. */
export function toneOf(model: ModelHour | null): "neg" | "warn" | "read" | "none" {
  if (!model) return "none";
  if (model.runs_failed > 0) return "neg";
  return model.differences_found > 0 ? "warn" : "read";
}
