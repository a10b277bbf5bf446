import { expect, test } from "vitest";

const sources = import.meta.glob<string>("../**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});

function filesWith(pattern: RegExp): string[] {
  return Object.entries(sources)
    .filter(([path, text]) => !path.endsWith(".test.ts") && pattern.test(text))
    .map(([path]) => path);
}

test("only this folder formats numbers and dates", () => {
  const formats = /toFixed|toLocale\w*String|Intl\.(Number|Date|Relative)|parseFloat/;
  expect(filesWith(formats).filter((path) => !path.startsWith("./"))).toEqual([]);
});

test("nothing writes HTML or runs text as a script, so that trusted types hold", () => {
  expect(filesWith(/innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function/)).toEqual([]);
});

test("no file is longer than 300 lines", () => {
  const long = Object.entries(sources).filter(
    ([path, text]) => !path.endsWith("schema.d.ts") && text.split("\n").length > 301,
  );
  expect(long.map(([path]) => path)).toEqual([]);
});
