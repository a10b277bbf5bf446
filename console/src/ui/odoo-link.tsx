import type { ComponentChildren } from "preact";
import { Icon } from "../look/icons";
import { t } from "../text";

interface Props {
  url: string | null;
  children: ComponentChildren;
}

/** A document's name as a link to its page in Odoo. */
export function OdooLink({ url, children }: Props) {
  // Only http: a link from the mirrored books must never run a script.
  if (url === null || !/^https?:\/\//.test(url)) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer" tabIndex={-1} title={t("open-in-odoo")}>
      {children} <Icon name="ext" small />
    </a>
  );
}
