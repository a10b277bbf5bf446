import { expect, test } from "vitest";
import { heightOf, largest } from "./scale";

test("the largest amount counts without its sign", () => {
  expect(largest(["100.00", "-2500.50", "0.00", "999.99"])).toBe("2500.50");
  expect(largest([])).toBe("0");
});

test("amounts are drawn in proportion, downwards if they are negative", () => {
  expect(heightOf("50.00", "100.00", 200)).toBe(100);
  expect(heightOf("-25.00", "100.00", 200)).toBe(-50);
  expect(heightOf("10.00", "0", 200)).toBe(0);
});
