import type { SyncRun } from "../../api/answers";
import type { Tone } from "../../ui/state-pill";

export const RUN_TONES: Record<SyncRun["state"], Tone> = {
  requested: "idle",
  running: "info",
  done: "",
  failed: "neg",
  cancelled: "idle",
};

/** Seconds that a run took; null while it runs. */
export function secondsOf(run: SyncRun): number | null {
  if (run.started_at === null || run.finished_at === null) return null;
  return Math.round((Date.parse(run.finished_at) - Date.parse(run.started_at)) / 1000);
}
