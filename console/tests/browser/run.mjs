// Opens every screen in Chromium: axe, CSP, keyboard, and a picture of each in screenshots/.
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { checks } from "./checks.mjs";
import { start } from "./server.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = new URL("../../screenshots/", import.meta.url);
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const SCREENS = [
  { name: "sign-in", path: "/c/sign-in", wait: "form", open: true },
  { name: "forgotten", path: "/c/forgotten-password", wait: "form", open: true },
  { name: "invitation", path: "/c/invitation#token", wait: "form", open: true },
  { name: "password-reset", path: "/c/password-reset#token", wait: "form", open: true },
  { name: "receivables", path: "/c/receivables?company_id=1&open=2", wait: "tr.child a" },
  { name: "payables", path: "/c/payables?company_id=1&as_of=2026-10-31", wait: "td.name" },
  {
    name: "items",
    path: "/c/receivables/items?company_id=1&partner_ids=2&bucket=1-30&buckets=30,60",
    wait: "td.name",
  },
  { name: "mirror", path: "/c/mirror", wait: "td.name" },
  { name: "not-found", path: "/c/nothing", wait: "h1" },
];

const server = await start();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
await mkdir(pictures, { recursive: true });
const failures = [];

/** A page whose CSP violations, errors and console errors are failures. */
async function open({ locale, theme, width = 1440, height = 900 }) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme: theme,
    reducedMotion: "reduce",
    timezoneId: "America/Lima",
  });
  await context.addInitScript((chosen) => {
    localStorage.setItem("espejo.locale", chosen);
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
    });
  }, locale);
  const page = await context.newPage();
  page.on("pageerror", (error) => failures.push(`${page.url()}: ${error}`));
  page.on("console", (message) => {
    const expected = /status of 4\d\d|ERR_EMPTY_RESPONSE|ERR_CONNECTION/.test(message.text());
    if (message.type() === "error" && !expected) failures.push(`${page.url()}: ${message.text()}`);
  });
  return { page, close: () => context.close() };
}

async function accessible(page, name) {
  // The DevTools protocol evaluates outside of the page's policy, so axe needs no exception.
  await page.evaluate(axe);
  const found = await page.evaluate((values) => {
    return globalThis.axe.run(document, { runOnly: { type: "tag", values } });
  }, TAGS);
  for (const violation of found.violations) {
    const where = violation.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3);
    failures.push(`axe, ${name}: ${violation.id}: ${violation.help}: ${where.join(" | ")}`);
  }
}

async function picture(page, name) {
  await page.screenshot({ path: new URL(`${name}.png`, pictures).pathname });
}

async function visit(screen, { locale, theme, width, height, suffix = "" }) {
  server.state.signedIn = !screen.open;
  const { page, close } = await open({ locale, theme, width, height });
  await page.goto(server.url + screen.path);
  await page.waitForSelector(screen.wait);
  await page.evaluate(() => document.fonts.ready);
  const name = `${screen.name}.${locale.slice(0, 2)}.${theme}${suffix}`;
  await accessible(page, name);
  await picture(page, name);
  await close();
}

for (const screen of SCREENS) {
  for (const locale of ["es-PE", "en"]) {
    for (const theme of ["light", "dark"]) await visit(screen, { locale, theme });
  }
  await visit(screen, {
    locale: "es-PE",
    theme: "light",
    width: 390,
    height: 844,
    suffix: ".phone",
  });
}

for (const [name, check] of Object.entries(checks)) {
  server.state.signedIn = true;
  server.state.down = false;
  const { page, close } = await open({ locale: "es-PE", theme: "light" });
  try {
    await check({ page, server, accessible, picture });
    console.log(`ok: ${name}`);
  } catch (error) {
    failures.push(`${name}: ${error.message}`);
    await picture(page, "failure");
  }
  await close();
}

await browser.close();
server.stop();
for (const failure of failures) console.error(failure);
console.log(failures.length === 0 ? "no finding" : `${failures.length} findings`);
process.exitCode = failures.length === 0 ? 0 : 1;
