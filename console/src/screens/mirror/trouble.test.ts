import { expect, test } from "vitest";
import type { MirrorModel } from "../../api/answers";
import { inOrder, worstFirst } from "./trouble";

const model = (name: string, state: MirrorModel["state"], equal = true) =>
  ({ model: name, state, proof: { equal } }) as MirrorModel;
const namesOf = (models: readonly MirrorModel[]) => models.map((each) => each.model);

test("what has failed stands first, then what differs, then what is late", () => {
  const models = [
    model("calm", "live"),
    model("late", "stale"),
    model("differs", "live", false),
    model("broken", "failed"),
    model("also calm", "live"),
  ];
  expect(namesOf(worstFirst(models))).toEqual(["broken", "differs", "late", "calm", "also calm"]);
});

test("rows stay where they were first shown, and new ones come last", () => {
  const models = [model("new", "failed"), model("a", "live"), model("b", "failed")];
  expect(namesOf(inOrder(models, ["a", "b"]))).toEqual(["a", "b", "new"]);
});
