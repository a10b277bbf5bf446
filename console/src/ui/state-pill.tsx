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

interface Props {
  tone: Tone;
  /** Another sign than that of the tone. */
  icon?: IconName;
  children: ComponentChildren;
}

/** A state in words, with a sign and a colour. */
export function StatePill({ tone, icon, children }: Props) {
  return (
    <span class={`pill ${tone}`}>
      <Icon name={icon ?? ICONS[tone]} />
      {children}
    </span>
  );
}
