import { expect, test } from "vitest";
import { letterUrl } from "./view";

test("the letter is asked for with what the run would be ordered with", () => {
  const parameters = {
    company_id: 1,
    as_of: "2026-11-30",
    ignore_pending: true,
    partner_level: "contact" as const,
    exclude_partner_ids: "2,3",
    min_overdue: "100.00",
    sort: "name" as const,
  };
  const url = letterUrl(7, { parameters, subject: "Saldo & vencido", note: "Hola:\nadjuntamos" });
  const asked = new URL(url, "https://espejo.example");
  expect(asked.pathname).toBe("/v1/statement-runs/preview/7/letter");
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    company_id: "1",
    as_of: "2026-11-30",
    ignore_pending: "true",
    partner_level: "contact",
    subject: "Saldo & vencido",
    note: "Hola:\nadjuntamos",
  });
});

test("without subject and note the letter has the usual ones", () => {
  const url = letterUrl(7, { parameters: { companies: "with_branches", company_id: null } });
  expect(url).toBe("/v1/statement-runs/preview/7/letter?companies=with_branches");
});
