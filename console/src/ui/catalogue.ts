/** What filters may name: the API lists it, so that nobody writes an id of Odoo. */
import type { Answer } from "../api/answers";
import { useQuery } from "../api/query";
import { queryOf } from "../router/codec";

export type Catalogue = Answer<"/v1/accounts">;
export type Entry = Catalogue["data"][number];

interface Source {
  path: string;
  /** What the filter takes: Odoo's id, or the code. */
  by: "id" | "code";
  /** Whether the filter takes `none` for what has no such thing. */
  none: boolean;
}

export const CATALOGUES = {
  account_ids: { path: "/v1/accounts", by: "id", none: false },
  journal_ids: { path: "/v1/journals", by: "id", none: false },
  currencies: { path: "/v1/currencies", by: "code", none: false },
  currency: { path: "/v1/currencies", by: "code", none: false },
  salesperson_ids: { path: "/v1/salespersons", by: "id", none: true },
  document_type_ids: { path: "/v1/document-types", by: "id", none: true },
  partner_tag_ids: { path: "/v1/partner-tags", by: "id", none: true },
} as const satisfies Record<string, Source>;

export type CatalogueName = keyof typeof CATALOGUES;

/** The filters that take one value only. */
export const SINGLE: readonly CatalogueName[] = ["currency"];

export const NONE = "none";

const MOST = 500;

export function wireOf(name: CatalogueName, entry: Entry): string {
  return CATALOGUES[name].by === "id" ? String(entry.id) : (entry.code ?? String(entry.id));
}

/** `121201 Emitidas en cartera`; a login says nothing beside a name. */
export function titleOf(name: CatalogueName, entry: Entry): string {
  const code = name === "salesperson_ids" ? null : entry.code;
  return (
    [code, entry.name === code ? null : entry.name].filter(Boolean).join(" ") || `#${entry.id}`
  );
}

/** Records with `q` in their code or name, of the company that is shown. */
export function useCatalogue(name: CatalogueName | null, company: string | undefined, q = "") {
  const parts: [string, string][] = [["limit", String(MOST)]];
  // Archived ones stay: earlier documents name them.
  if (company) parts.push(["company_id", company]);
  if (q !== "") parts.push(["q", q]);
  const url = name === null ? null : CATALOGUES[name].path + queryOf(parts);
  return useQuery<Catalogue>(url, 600);
}
