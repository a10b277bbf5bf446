import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../look/icons";

/** The empty tone is that of success. */
export type Tone = "" | "info" | "warn" | "neg" | "idle";

const ICONS: Record<Tone, IconName> = {
  "": "check",
  info: "run",
  warn: "warn",
  neg: "warn",
  idle: "none",
};

/** A state in words, with a sign and a colour. */
export function StatePill({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class={`pill ${tone}`}>
      <Icon name={ICONS[tone]} />
      {children}
    </span>
  );
}
