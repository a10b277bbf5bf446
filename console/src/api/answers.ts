import type { components, paths } from "./schema";

type Schemas = components["schemas"];

/** A problem of the API, or `/problems/unreachable` if nothing answered. */
export type Problem = Omit<Schemas["Problem"], "type"> & {
  type: Schemas["Problem"]["type"] | "/problems/unreachable";
  retryAfter?: number | undefined;
};
export type Session = Schemas["Session"];
export type SignIn = Schemas["SignIn"];
export type Mirror = Schemas["Mirror"];
export type MirrorModel = Schemas["MirrorModel"];
export type Freshness = Schemas["Freshness"];
export type Company = Schemas["Company"];
export type Ageing = Schemas["AgeingAnswer"];
export type AgeingRow = Schemas["AgeingRow"];
export type Bucket = Schemas["Bucket"];
export type OpenItems = Schemas["OpenItemsAnswer"];
export type OpenItem = Schemas["OpenItem"];
export type NewExport = Schemas["NewExport"];
export type Export = Schemas["Export"];
export type NewSavedView = Schemas["NewSavedView"];
export type SavedView = Schemas["SavedView"];
export type Document = Schemas["Document"];
export type Settlement = Schemas["Settlement"];
export type Statement = Schemas["PartnerStatementAnswer"];
export type Partner = Schemas["Partner"];
export type JournalItem = Schemas["JournalItem"];
export type Party = Schemas["Party"];
export type SyncRun = Schemas["SyncRun"];
export type Schema<Name extends keyof Schemas> = Schemas[Name];

/** What `GET path` answers. */
export type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Body } } } };
}
  ? Body
  : never;
