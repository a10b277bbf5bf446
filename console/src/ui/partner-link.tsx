import type { ComponentChildren } from "preact";

interface Props {
  id: number | null | undefined;
  name: string | null | undefined;
  company?: number | null | undefined;
  inGrid?: boolean;
  /** Shown in place of the name. */
  children?: ComponentChildren;
}

export function partnerHref(id: number, company?: number | null): string {
  return `/c/partners/${id}${company == null ? "" : `?company_id=${company}`}`;
}

/** The page of a customer or vendor. */
export function PartnerLink({ id, name, company, inGrid = true, children }: Props) {
  if (id == null) return <span title={name ?? ""}>{name}</span>;
  return (
    <a href={partnerHref(id, company)} title={name ?? ""} {...(inGrid ? { tabIndex: -1 } : {})}>
      {children || (name ?? id)}
    </a>
  );
}
