// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import type { Codec } from "../router/codec";
import { ageingCodec, ageingHref, ageingUrl } from "./ageing/view";
import { collectionsCodec } from "./collections/view";
import { itemsCodec } from "./items/view";
import { itemsCodec as journalItemsCodec } from "./journal-items/view";
import { ledgerCodec } from "./ledger/view";
import { partnerCodec } from "./partners/view";
import { previewCodec } from "./statements/view";
import { tieCodec } from "./tie-out/view";
import { treasuryCodec } from "./treasury/view";
import { trialCodec } from "./trial-balance/view";

interface Parameter {
  in: string;
  name: string;
  schema: { type: string; format?: string; enum?: string[]; minimum?: number; maximum?: number };
}

const [text = "{}"] = Object.values(
  import.meta.glob<string>("../../../docs/openapi.json", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);
const document: { paths: Record<string, { get: { parameters: Parameter[] } }> } = JSON.parse(text);

const PAGING = ["limit", "cursor"];

/** Values that the API takes for a parameter: each of a choice, both ends of a range. */
function valuesOf({ schema }: Parameter): string[] {
  if (schema.enum) return schema.enum;
  if (schema.type === "boolean") return ["true", "false"];
  if (schema.format === "date") return ["2026-10-31"];
  if (schema.maximum !== undefined) return [String(schema.minimum ?? 0), String(schema.maximum)];
  return ["12"];
}

// biome-ignore lint/suspicious/noExplicitAny: codecs of different views
const CODECS: readonly (readonly [string, Codec<any>])[] = [
  ["/v1/receivables/ageing", ageingCodec],
  ["/v1/payables/ageing", ageingCodec],
  ["/v1/receivables/open-items", itemsCodec],
  ["/v1/payables/open-items", itemsCodec],
  ["/v1/receivables/tie-out", tieCodec],
  ["/v1/payables/tie-out", tieCodec],
  ["/v1/ledger/trial-balance", trialCodec],
  ["/v1/ledger/general-ledger", ledgerCodec],
  ["/v1/journal-items", journalItemsCodec],
  ["/v1/treasury/forecast", treasuryCodec],
  ["/v1/treasury/balances", treasuryCodec],
  ["/v1/sales/collections", collectionsCodec],
  ["/v1/partners/{id}/statement", partnerCodec],
  ["/v1/statement-runs/preview", previewCodec],
];

describe.each(CODECS)("the page of %s", (path, codec) => {
  const parameters = document.paths[path]?.get.parameters ?? [];
  const filters = parameters.filter((each) => each.in === "query" && !PAGING.includes(each.name));

  test("keeps every filter that a link to it may carry", () => {
    expect(filters.length).toBeGreaterThan(2);
    const lost = filters.flatMap((parameter) =>
      valuesOf(parameter).filter((value) => {
        const search = `?${parameter.name}=${value}`;
        return codec.write(codec.read(search)) !== search;
      }),
    );
    expect(lost).toEqual([]);
  });
});

test("a saved view of some accounts asks for these accounts only", () => {
  const view = ageingCodec.read("?account_prefix=1213");
  expect(ageingUrl("receivable", view)).toBe("/v1/receivables/ageing?account_prefix=1213");
  expect(ageingHref("receivable", view)).toBe("/c/receivables?account_prefix=1213");
});
