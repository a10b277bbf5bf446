// @vitest-environment jsdom
import { expect, test } from "vitest";
import { chooseLocale } from "../session/preferences";
import { t, texts } from ".";
import { accounts } from "./accounts";
import { auditActs } from "./audit-acts";
import { letters } from "./letters";
import { operations } from "./operations";
import { tenant } from "./tenant";

/** By their file. */
const subjects = { accounts, "audit-acts": auditActs, letters, operations, tenant };

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

const files = Object.entries(
  import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }),
).filter(([path]) => !path.startsWith("./") && !path.includes("schema.d.ts"));
const sources = files.map(([, source]) => source).join("\n");

/** Keys that are put together, such as `group.${group}`; `hole` is what may stand for a value. */
function templatesIn(source: string, hole: string): RegExp[] {
  const escaped = (text: string) => text.replace(/[.]/g, "\\.");
  return [...source.matchAll(/\bt\(\s*`([^`]+)`/g)].map((match) => {
    const fixed = (match[1] ?? "").split(/\$\{[^}]*\}/).map(escaped);
    return new RegExp(`^${fixed.join(hole)}$`);
  });
}

test("files that show texts of a later screen load them", () => {
  const missing = files.flatMap(([path, source]) => {
    // Other texts of the same beginning, such as `run.verify.what`, are no values of `run.${kind}`.
    const templates = templatesIn(source, "[^.]+");
    const shows = (key: string) =>
      source.includes(`"${key}"`) || templates.some((template) => template.test(key));
    return Object.entries(subjects)
      .filter(([name]) => !source.includes(`/text/${name}"`))
      .flatMap(([name, subject]) =>
        Object.keys(subject)
          .filter(shows)
          .map((key) => `${path}: ${key} of ${name}`),
      );
  });
  expect(missing).toEqual([]);
});

test("no text is left that nothing shows", () => {
  const templates = templatesIn(sources, ".+");
  const title = [...sources.matchAll(/title=\{`([a-z]+\.)\$\{/g)].map((match) => match[1] ?? "?");
  const shown = (key: string) =>
    sources.includes(`"${key}"`) ||
    templates.some((template) => template.test(key)) ||
    title.some((prefix) => key.startsWith(prefix));
  expect(Object.keys(texts).filter((key) => !shown(key))).toEqual([]);
});
