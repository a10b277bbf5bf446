// @vitest-environment jsdom
import { expect, test } from "vitest";
import { type Entry, titleOf, wireOf } from "./catalogue";

const entry = (fields: Partial<Entry>): Entry => ({
  active: true,
  code: null,
  company_id: null,
  id: 7,
  name: null,
  ...fields,
});

test("filters take Odoo's id, and currencies their code", () => {
  expect(wireOf("account_ids", entry({ code: "121201" }))).toBe("7");
  expect(wireOf("currency", entry({ code: "PEN" }))).toBe("PEN");
});

test("a record is named by code and name, a salesperson by the name only", () => {
  const account = entry({ code: "121201", name: "Emitidas en cartera" });
  expect(titleOf("account_ids", account)).toBe("121201 Emitidas en cartera");
  const lucia = entry({ code: "lucia@andina.pe", name: "Lucía Rojas" });
  expect(titleOf("salesperson_ids", lucia)).toBe("Lucía Rojas");
  expect(titleOf("currency", entry({ code: "PEN", name: "PEN" }))).toBe("PEN");
  expect(titleOf("partner_tag_ids", entry({}))).toBe("#7");
});
