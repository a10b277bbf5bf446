import { expect, test } from "vitest";
import { addressesIn } from "./addresses";

test("addresses may be apart by commas, semicolons, spaces and lines", () => {
  expect(addressesIn(" ana@x.pe, luis@x.pe;\nrosa@x.pe ")).toEqual([
    "ana@x.pe",
    "luis@x.pe",
    "rosa@x.pe",
  ]);
  expect(addressesIn(" ,; ")).toEqual([]);
});
