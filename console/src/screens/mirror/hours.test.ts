import { expect, test } from "vitest";
import { changedIn, HOURS, type Hour, modelIn, runsIn, slotsOf, toneOf } from "./hours";

const NOW = new Date("2026-11-30T14:25:00Z");
const line = {
  model: "account.move.line",
  differences_found: 0,
  rows_applied: 900,
  rows_changed: 40,
  rows_repaired: 0,
  runs_cancelled: 0,
  runs_done: 12,
  runs_failed: 0,
};
const hour = (starts_at: string, model: Partial<typeof line> = {}): Hour => ({
  starts_at,
  runs_done: 12,
  runs_failed: 1,
  runs_cancelled: 0,
  models: [
    { ...line, ...model },
    { ...line, model: "res.partner", rows_changed: 2 },
  ],
});

test("each of the last 24 hours has a slot, the present one last", () => {
  const slots = slotsOf([hour("2026-11-30T14:00:00Z"), hour("2026-11-29T15:00:00.000Z")], NOW);
  expect(slots).toHaveLength(HOURS);
  expect(slots[0]?.hour).not.toBeNull();
  expect(slots.at(-1)).toMatchObject({ at: "2026-11-30T14:00:00.000Z" });
  expect(slots.at(-1)?.hour?.runs_done).toBe(12);
  expect(slots.slice(1, -1).every((slot) => slot.hour === null)).toBe(true);
});

test("an hour counts its runs and the rows that changed", () => {
  const [slot] = slotsOf([hour("2026-11-30T14:00:00Z")], NOW).slice(-1);
  if (!slot) throw new Error("no slot");
  expect(runsIn(slot)).toBe(13);
  expect(changedIn(slot)).toBe(42);
  expect(modelIn(slot, "res.partner")?.rows_changed).toBe(2);
  expect(modelIn(slot, "res.users")).toBeNull();
});

test("a failure weighs more than a difference", () => {
  expect(toneOf(null)).toBe("none");
  expect(toneOf(line)).toBe("read");
  expect(toneOf({ ...line, differences_found: 3 })).toBe("warn");
  expect(toneOf({ ...line, differences_found: 3, runs_failed: 1 })).toBe("neg");
});
