import type { ComponentChildren } from "preact";
import { pageOf } from "../router/pages";

interface Props {
  /** A URL of the API: of a document, a list, a run. */
  url: string | null | undefined;
  class?: string;
  inGrid?: boolean;
  onClick?: () => void;
  children: ComponentChildren;
}

/** Leads to the page that shows what a URL of the API stands for; text if there is none. */
export function ApiLink({ url, inGrid = true, children, ...rest }: Props) {
  const href = pageOf(url);
  if (href === undefined) return <>{children}</>;
  return (
    <a href={href} {...rest} {...(inGrid ? { tabIndex: -1 } : {})}>
      {children}
    </a>
  );
}
