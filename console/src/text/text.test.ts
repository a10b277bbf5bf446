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

const sources = Object.entries(
  import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }),
)
  .filter(([path]) => !path.startsWith("./") && !path.includes("schema.d.ts"))
  .map(([, source]) => source)
  .join("\n");

test("no text is left that nothing shows", () => {
  const prefixes = [...sources.matchAll(/`([a-z.-]+\.)\$\{/g)].map((match) => match[1] ?? "");
  const shown = (key: string) =>
    sources.includes(`"${key}"`) ||
    prefixes.some((prefix) => key.startsWith(prefix) && !key.slice(prefix.length).includes("."));
  expect(Object.keys(es).filter((key) => !shown(key))).toEqual([]);
});
