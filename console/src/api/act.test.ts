// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { ActKey } from "./act";
import { selectionOf, withoutFilledDays } from "./selection";

describe("the key of an act", () => {
  test("stays over retries of the same act and changes with what is asked", () => {
    const key = new ActKey();
    const first = key.of({ kind: "verify" });
    expect(key.of({ kind: "verify" })).toBe(first);
    expect(key.of({ kind: "snapshot" })).not.toBe(first);
  });

  test("is new once the act has succeeded", () => {
    const key = new ActKey();
    const first = key.of("cancel");
    key.spent();
    expect(key.of("cancel")).not.toBe(first);
  });
});

describe("the parameters of a report", () => {
  const answered = { company_id: 1, as_of: "2026-11-30", group_by: null, limit: 500, cursor: "x" };

  test("lose pages for a file", () => {
    expect(selectionOf(answered)).toEqual({ company_id: 1, as_of: "2026-11-30" });
  });

  test("lose a day that nobody chose for a view", () => {
    const selection = selectionOf(answered);
    expect(withoutFilledDays(selection, "?company_id=1")).toEqual({ company_id: 1 });
    expect(withoutFilledDays(selection, "?as_of=2026-11-30")).toEqual(selection);
  });
});
