import type { ComponentChildren } from "preact";
import { Icon } from "../look/icons";
import { useTitle } from "./use-title";

interface Props {
  title: string;
  back?: { href: string; title: string };
  aside?: ComponentChildren;
  children?: ComponentChildren;
}

/** The title of a screen, the way back, and what can be done. */
export function ScreenHead({ title, back, aside, children }: Props) {
  useTitle(title);
  return (
    <div class="head">
      {back && (
        <a class="back" href={back.href}>
          <Icon name="left" small />
          {back.title}
        </a>
      )}
      <h1>{title}</h1>
      {aside && <span class="quiet">{aside}</span>}
      {children && <div class="right">{children}</div>}
    </div>
  );
}
