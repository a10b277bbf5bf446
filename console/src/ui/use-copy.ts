import { useState } from "preact/hooks";

/** Copies a text and says that it did; null if the browser does not let a page copy. */
export function useCopy(text: () => string): { copied: boolean; copy: () => void } | null {
  const [copied, setCopied] = useState(false);
  // Without a secure origin there is no clipboard.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (!clipboard) return null;
  const copy = () =>
    void clipboard
      .writeText(text())
      .then(() => setCopied(true))
      .catch(() => undefined);
  return { copied, copy };
}
