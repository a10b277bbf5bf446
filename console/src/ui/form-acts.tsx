import type { ComponentChildren } from "preact";
import { t } from "../text";

interface Props {
  /** Whether it may not be sent now. */
  busy: boolean;
  verb: string;
  onCancel: () => void;
  /** Other things that can be done here. */
  children?: ComponentChildren;
}

/** The end of a form: do it, or leave it. */
export function FormActs({ busy, verb, onCancel, children }: Props) {
  return (
    <div class="ways">
      <button type="submit" class="button primary" disabled={busy}>
        {verb}
      </button>
      <button type="button" class="button" onClick={onCancel}>
        {t("cancel")}
      </button>
      {children}
    </div>
  );
}
