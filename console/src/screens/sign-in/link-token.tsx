import { useState } from "preact/hooks";
import { place } from "../../router";
import { t } from "../../text";

/**
 * The token of a mailed link. It stands after `#`, so that it is in no log and no Referer, and it
 * leaves the address bar as soon as it is read.
 */
export function useLinkToken(): string {
  const [token] = useState(() => {
    const { hash, path } = place.peek();
    if (hash !== "") history.replaceState(history.state, "", path);
    return hash.slice(1);
  });
  return token;
}

export function LinkMissing() {
  return (
    <p class="notice bad" role="alert">
      <b>{t("link.missing")}.</b> {t("link.missing.detail")}
    </p>
  );
}
