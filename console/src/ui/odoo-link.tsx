import type { ComponentChildren } from "preact";
import { Icon } from "../look/icons";
import { t } from "../text";

/** The URL if it is one of the web: a link from the mirrored books must never run a script. */
export function webUrl(url: string | null | undefined): string | null {
  return url && /^https?:\/\//.test(url) ? url : null;
}

interface Props {
  url: string | null;
  children: ComponentChildren;
}

/** A document's name as a link to its page in Odoo. */
export function OdooLink({ url, children }: Props) {
  const href = webUrl(url);
  if (href === null) return <>{children}</>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      tabIndex={-1}
      title={t("open-in-odoo")}
    >
      {children} <Icon name="ext" small />
    </a>
  );
}
