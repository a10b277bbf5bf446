// An admin opens every screen of a running system, in both languages and both themes.
import assert from "node:assert/strict";
import { misfits, violations } from "../inspect.mjs";
import { screensOf } from "../screens.mjs";
import { person } from "./person.mjs";

// Colours do not depend on the language, so two looks have both languages and both themes.
const LOOKS = [
  { locale: "es-PE", theme: "light" },
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

/** The screens that wait, in one look and in a page of its own. */
async function draw(context, host, look, waiting) {
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: look.theme, reducedMotion: "reduce" });
  await page.addInitScript((chosen) => localStorage.setItem("espejo.locale", chosen), look.locale);
  const found = [];
  for (let screen = waiting.shift(); screen; screen = waiting.shift()) {
    const faulty = await faults(page, host, screen, look);
    for (const fault of faulty) console.error(fault);
    found.push(...faulty);
  }
  await page.close();
  return found;
}

await person(async ({ host, context }) => {
  for (const look of LOOKS) {
    const waiting = screensOf(OBJECTS);
    // The two cores draw two screens at a time.
    const both = [draw(context, host, look, waiting), draw(context, host, look, waiting)];
    assert.deepEqual((await Promise.all(both)).flat(), []);
  }
});
