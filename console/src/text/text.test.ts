// @vitest-environment jsdom
import { expect, test } from "vitest";
import { chooseLocale } from "../session/preferences";
import { t, texts } from ".";

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
  for (const [key, [es, en]] of Object.entries(texts)) {
    expect(names(en), key).toEqual(names(es));
  }
});

const sources = Object.entries(
  import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }),
)
  .filter(([path]) => !path.startsWith("./") && !path.includes("schema.d.ts"))
  .map(([, source]) => source)
  .join("\n");

test("no text is left that nothing shows", () => {
  const escaped = (text: string) => text.replace(/[.]/g, "\\.");
  const templates = [...sources.matchAll(/\bt\(\s*`([^`]+)`/g)].map((match) => {
    const fixed = (match[1] ?? "").split(/\$\{[^}]*\}/).map(escaped);
    return new RegExp(`^${fixed.join(".+")}$`);
  });
  const title = [...sources.matchAll(/title=\{`([a-z]+\.)\$\{/g)].map((match) => match[1] ?? "?");
  const shown = (key: string) =>
    sources.includes(`"${key}"`) ||
    templates.some((template) => template.test(key)) ||
    title.some((prefix) => key.startsWith(prefix));
  expect(Object.keys(texts).filter((key) => !shown(key))).toEqual([]);
});
