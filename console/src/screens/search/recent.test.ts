// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { type Found, forgetRecent, matches, recent, remember } from "./recent";

const partner = (id: number): Found => ({
  kind: "partner",
  title: `Cliente ${id}`,
  detail: "",
  href: `/c/partners/${id}`,
});

beforeEach(forgetRecent);

test("accents and capitals do not matter", () => {
  expect(matches("Antigüedad de cuentas", "antiguedad CUENTAS")).toBe(true);
  expect(matches("Antigüedad de cuentas", "antiguedad mayor")).toBe(false);
});

test("the last ones come first, each once, eight at most", () => {
  for (let id = 1; id <= 10; id += 1) remember(partner(id));
  remember(partner(5));
  expect(recent().map(({ href }) => href.split("/").pop())).toEqual([
    "5",
    "10",
    "9",
    "8",
    "7",
    "6",
    "4",
    "3",
  ]);
});

test("what leads out of the console is not taken from the browser's memory", () => {
  localStorage.setItem("espejo.search", JSON.stringify([{ ...partner(1), href: "https://x" }]));
  expect(recent()).toEqual([]);
});
