// An admin opens every screen of a running system, in each language and theme.
import assert from "node:assert/strict";
import { misfits, violations } from "../inspect.mjs";
import { screensOf } from "../screens.mjs";
import { person } from "./person.mjs";

const LOOKS = [
  { locale: "es-PE", theme: "light" },
  { locale: "es-PE", theme: "dark" },
  { locale: "en", theme: "light" },
  { locale: "en", theme: "dark" },
];
/** Screens with faults, to look at. */
const PICTURES = new URL("../../screenshots/system/", import.meta.url);
const OBJECTS = JSON.parse(process.env.ESPEJO_OBJECTS);

/** What is wrong with a screen in this look. */
async function faults(page, host, { name, path, wait }, look) {
  const place = `${name} (${look.locale}, ${look.theme})`;
  await page.goto(host + path);
  const shown = page.locator(wait).first();
  const missing = await shown.waitFor({ timeout: 15_000 }).then(
    () => [],
    () => [`${place}: no ${wait}`],
  );
  const problems = await page.locator(".panel.problem").allTextContents();
  const found = [
    ...missing,
    ...problems.map((text) => `${place}: ${text}`),
    ...(await violations(page, place)),
    ...(await misfits(page, place)),
  ];
  const picture = new URL(`${name}.${look.locale}.${look.theme}.png`, PICTURES);
  if (found.length > 0) await page.screenshot({ path: picture.pathname });
  return found;
}

/** All screens in one look, in a page of its own. */
async function draw(context, host, look) {
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: look.theme, reducedMotion: "reduce" });
  await page.addInitScript((chosen) => localStorage.setItem("espejo.locale", chosen), look.locale);
  const found = [];
  for (const screen of screensOf(OBJECTS)) {
    const faulty = await faults(page, host, screen, look);
    for (const fault of faulty) console.error(fault);
    found.push(...faulty);
  }
  return found;
}

await person(async ({ host, context }) => {
  // The two cores draw two looks at a time. Both have the same language, which the browser keeps.
  for (const [one, other] of [LOOKS.slice(0, 2), LOOKS.slice(2)]) {
    const found = await Promise.all([draw(context, host, one), draw(context, host, other)]);
    assert.deepEqual(found.flat(), []);
  }
});
