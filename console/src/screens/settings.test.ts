// @vitest-environment jsdom
import { expect, test } from "vitest";
import type { SavedView, Schema } from "../api/answers";
import { draftOf, EMPTY, movementOf } from "./treasury/movement-form";
import { settingsOf } from "./views/settings";

test("a new name leaves everything else of a view as it is", () => {
  const view = {
    id: "1",
    version: 3,
    name: "Cierre",
    report: "ageing",
    parameters: { side: "receivable", account_prefix: "1213" },
    presentation: { unfolded: ["7"] },
    scope: "private",
    is_default: true,
  } as unknown as SavedView;
  expect(settingsOf(view)).toEqual({
    name: "Cierre",
    report: "ageing",
    parameters: { side: "receivable", account_prefix: "1213" },
    presentation: { unfolded: ["7"] },
    scope: "private",
    is_default: true,
  });
});

test("a change of a planned movement keeps its journal", () => {
  const movement = {
    date: "2026-12-05",
    label: "Alquiler",
    amount: "-48000.00",
    currency: "PEN",
    journal_id: 9,
    repeat: null,
  } as Schema<"PlannedMovement">;
  expect(movementOf(draftOf(movement), 1)).toMatchObject({ journal_id: 9, amount: "-48000.00" });
  expect(movementOf(EMPTY, 1).journal_id).toBeNull();
});
