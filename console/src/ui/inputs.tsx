/** Labelled controls of forms. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { day } from "../format";

interface Labelled {
  label: string;
  hint?: string | undefined;
  fault?: string | undefined;
}

function Frame({
  id,
  label,
  hint,
  fault,
  children,
}: Labelled & { id: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {fault && (
        <div class="fault" id={`${id}-fault`} role="alert">
          {fault}
        </div>
      )}
    </div>
  );
}

function described(id: string, { hint, fault }: Labelled) {
  const ids = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return {
    "aria-invalid": fault ? ("true" as const) : ("false" as const),
    ...(ids === "" ? {} : { "aria-describedby": ids }),
  };
}

interface TextProps extends Labelled {
  value: string;
  onValue: (value: string) => void;
  type?: "text" | "email" | "url" | "date";
  required?: boolean;
  maxLength?: number;
  placeholder?: string;
  list?: readonly string[];
}

export function Input(props: TextProps) {
  const id = useId();
  const type = props.type ?? "text";
  const input = (
    <input
      id={id}
      {...{ type: type as "text" }}
      value={props.value}
      onInput={(event) => props.onValue(event.currentTarget.value)}
      autocomplete="off"
      required={props.required ?? false}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      {...(props.list ? { list: `${id}-list` } : {})}
      {...described(id, props)}
    />
  );
  return (
    <Frame id={id} {...props}>
      {type === "date" ? (
        <span class="day">
          <b aria-hidden="true">{props.value === "" ? "–" : day(props.value)}</b>
          {input}
        </span>
      ) : (
        input
      )}
      {props.list && (
        <datalist id={`${id}-list`}>
          {props.list.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </Frame>
  );
}

interface AreaProps extends Labelled {
  value: string;
  onValue: (value: string) => void;
  required?: boolean;
  maxLength?: number;
  rows?: number;
}

export function TextArea(props: AreaProps) {
  const id = useId();
  return (
    <Frame id={id} {...props}>
      <textarea
        id={id}
        rows={props.rows ?? 3}
        value={props.value}
        required={props.required ?? false}
        maxLength={props.maxLength ?? 2000}
        onInput={(event) => props.onValue(event.currentTarget.value)}
        {...described(id, props)}
      />
    </Frame>
  );
}

interface SelectProps extends Labelled {
  value: string;
  choices: readonly (readonly [string, string])[];
  onValue: (value: string) => void;
}

export function Select(props: SelectProps) {
  const id = useId();
  return (
    <Frame id={id} {...props}>
      <select
        id={id}
        value={props.value}
        onChange={(event) => props.onValue(event.currentTarget.value)}
        {...described(id, props)}
      >
        {props.choices.map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </Frame>
  );
}

interface CheckProps {
  label: ComponentChildren;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  disabled?: boolean;
}

export function Check({ label, checked, onChecked, disabled }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled ?? false}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
