import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { t } from "../text";

interface Props {
  label: string;
  value: string;
  onValue: (value: string) => void;
  type?: "text" | "email" | "password";
  autocomplete: AutoFill;
  hint?: string | undefined;
  fault?: string | undefined;
  focus?: boolean;
  maxLength?: number;
}

/** A labelled input; a password can be shown, pasted and filled by a password manager. */
export function Field(props: Props) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const secret = props.type === "password";
  const described = [props.hint && `${id}-hint`, props.fault && `${id}-fault`].filter(Boolean);
  const type = secret && shown ? "text" : (props.type ?? "text");
  const input: ComponentChildren = (
    <input
      id={id}
      // Preact's types want one literal; each of the three takes the attributes below.
      {...{ type: type as "text" }}
      value={props.value}
      onInput={(event) => props.onValue(event.currentTarget.value)}
      autocomplete={props.autocomplete}
      spellcheck={false}
      autocapitalize="none"
      required
      maxLength={props.maxLength ?? 320}
      aria-invalid={props.fault ? "true" : "false"}
      {...(described.length > 0 ? { "aria-describedby": described.join(" ") } : {})}
      ref={(element) => {
        if (element && props.focus && !element.dataset.focused) {
          element.dataset.focused = "once";
          element.focus();
        }
      }}
    />
  );
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {secret ? (
        <div class="with-button">
          {input}
          <button
            type="button"
            class="link"
            aria-pressed={shown}
            aria-controls={id}
            onClick={() => setShown(!shown)}
          >
            {shown ? t("password.hide") : t("password.show")}
          </button>
        </div>
      ) : (
        input
      )}
      {props.hint && (
        <div class="hint" id={`${id}-hint`}>
          {props.hint}
        </div>
      )}
      {props.fault && (
        <div class="fault" id={`${id}-fault`} role="alert">
          {props.fault}
        </div>
      )}
    </div>
  );
}
