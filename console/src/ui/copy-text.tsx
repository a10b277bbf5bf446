import { useState } from "preact/hooks";
import { t } from "../text";

/** A text to pass on, such as a link or a secret, with a button that copies it. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard
      ?.writeText(text)
      .then(() => setCopied(true))
      .catch(() => undefined);
  return (
    <div class="copy-text">
      <input
        type="text"
        readonly
        value={text}
        aria-label={label}
        onFocus={(event) => event.currentTarget.select()}
      />
      {navigator.clipboard && (
        <button type="button" class="button" onClick={copy}>
          {copied ? t("copied") : t("copy")}
        </button>
      )}
    </div>
  );
}
