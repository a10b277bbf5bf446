import type { Export } from "../../api/answers";

const ENDED: readonly Export["state"][] = ["finished", "failed", "cancelled"];

export const hasEnded = (state: Export["state"]) => ENDED.includes(state);

export const EXPORT_TONES = {
  requested: "info",
  running: "info",
  finished: "",
  failed: "neg",
  cancelled: "idle",
} as const;
