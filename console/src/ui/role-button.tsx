import type { ComponentChildren } from "preact";
import { connected } from "../api/connection";
import { may, type Role } from "../session/rights";
import { t } from "../text";

interface Props {
  needs: Role;
  /** Why this person may not, although the role would do. */
  refused?: string | undefined;
  onClick: () => void;
  busy?: boolean;
  disabled?: boolean;
  /** `button`, `button primary`, `button danger` or `link`. */
  kind?: string;
  inGrid?: boolean;
  /** It is what the key `x` presses. */
  exports?: boolean;
  /** It is what the key `n` presses. */
  note?: boolean;
  children: ComponentChildren;
}

/** A button that names the role it needs if the person does not have it. */
export function RoleButton({
  needs,
  refused,
  onClick,
  busy,
  disabled,
  kind,
  inGrid,
  exports,
  note,
  children,
}: Props) {
  const refusal = !may(needs)
    ? t("needs-role", { role: t(`role.${needs}`) })
    : connected.value
      ? refused
      : t("needs-connection");
  const allowed = refusal === undefined;
  return (
    <button
      type="button"
      class={kind ?? "button"}
      disabled={!allowed || busy || disabled}
      {...(allowed ? {} : { title: refusal })}
      {...(inGrid ? { tabIndex: -1 } : {})}
      {...(exports ? { "data-export": true } : {})}
      {...(note ? { "data-note": true } : {})}
      onClick={onClick}
    >
      {children}
      {!allowed && <span class="hidden-text"> {refusal}</span>}
    </button>
  );
}
