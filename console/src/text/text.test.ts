// @vitest-environment jsdom
import { expect, test } from "vitest";
import { chooseLocale } from "../session/preferences";
import { t } from ".";
import { en } from "./en";
import { es } from "./es";

test("texts follow the language, with their plural", () => {
  chooseLocale("es-AR");
  expect(t("ageing.items", { n: "1" }, 1)).toBe("1 partida");
  expect(t("ageing.items", { n: "1.433" }, 1433)).toBe("1.433 partidas");
  chooseLocale("en");
  expect(t("ageing.items", { n: "2" }, 2)).toBe("2 items");
});

test("both languages name the same values in each text", () => {
  const names = (message: unknown) =>
    [
      ...new Set([...JSON.stringify(message).matchAll(/\{(\w+)\}/g)].map((match) => match[1])),
    ].sort();
  for (const [key, message] of Object.entries(es)) {
    expect(names(en[key as keyof typeof es]), key).toEqual(names(message));
  }
});
