import { t } from "../text";
import { useCopy } from "./use-copy";

interface Props {
  text: string;
  label: string;
  /** It is shown only now, so a dialog with it does not close by a slip. */
  once?: boolean;
}

/** A text to pass on, such as a link or a secret, with a button that copies it. */
export function CopyText({ text, label, once }: Props) {
  const copying = useCopy(() => text);
  return (
    <div class="copy-text" {...(once ? { "data-once": true } : {})}>
      <input
        type="text"
        readonly
        value={text}
        aria-label={label}
        onFocus={(event) => event.currentTarget.select()}
      />
      {copying && (
        <button type="button" class="button" onClick={copying.copy}>
          {copying.copied ? t("copied") : t("copy")}
        </button>
      )}
    </div>
  );
}
