// Opens every screen in Chromium: axe, CSP, keyboard, and a picture of each in screenshots/.
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { acts } from "./acts.mjs";
import { checks } from "./checks.mjs";
import { start } from "./server.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = new URL("../../screenshots/", import.meta.url);
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const RUN = "0197a1b2-0000-7000-8000-000000000001";

const SCREENS = [
  { name: "sign-in", path: "/c/sign-in", wait: "form" },
  { name: "forgotten", path: "/c/forgotten-password", wait: "form" },
  { name: "invitation", path: "/c/invitation#token", wait: "form" },
  { name: "password-reset", path: "/c/password-reset#token", wait: "form" },
  { name: "receivables", path: "/c/receivables?company_id=1&open=2", wait: "tr.child a" },
  { name: "payables", path: "/c/payables?company_id=1&as_of=2026-10-31", wait: "td.name" },
  {
    name: "items",
    path: "/c/receivables/items?company_id=1&partner_ids=2&bucket=1-30&buckets=30,60",
    wait: "td.name",
  },
  { name: "tie-out", path: "/c/receivables/tie-out?company_id=1", wait: "td.name" },
  { name: "document", path: "/c/receivables?company_id=1&doc=7", wait: ".amounts" },
  { name: "partners", path: "/c/partners?company_id=1", wait: "td.name" },
  { name: "partner", path: "/c/partners/2?company_id=1", wait: "td.name" },
  { name: "ledger", path: "/c/ledger?company_id=1&open=103", wait: "tr.child a" },
  {
    name: "trial-balance",
    path: "/c/trial-balance?company_id=1&compare=months&open=g121",
    wait: "td.name",
  },
  { name: "journal-items", path: "/c/journal-items?company_id=1&account_ids=103", wait: "td.name" },
  { name: "treasury", path: "/c/treasury?company_id=1", wait: ".movement" },
  { name: "collections", path: "/c/collections?company_id=1", wait: "td.name" },
  { name: "exports", path: "/c/exports", wait: "td.name" },
  { name: "export", path: `/c/exports?export=${RUN}`, wait: ".export-detail .plain-list" },
  { name: "mails", path: "/c/mails", wait: "td.name" },
  { name: "schedules", path: "/c/schedules", wait: "td.name" },
  { name: "schedule", path: `/c/schedules/${RUN}`, wait: "td.name" },
  { name: "statements", path: "/c/statements", wait: "td.name" },
  { name: "statements-new", path: "/c/statements/new?company_id=1", wait: "td.name" },
  { name: "statement-run", path: `/c/statements/${RUN}`, wait: "td.name" },
  { name: "views", path: "/c/views", wait: "td.name" },
  { name: "me", path: "/c/me", wait: ".plain-list li" },
  { name: "mirror", path: "/c/mirror", wait: "td.name" },
  { name: "alarms", path: "/c/alarms", wait: "td.name" },
  { name: "runs", path: "/c/runs", wait: "td.name" },
  { name: "run", path: `/c/runs/${RUN}`, wait: "td.name" },
  { name: "missing-rows", path: `/c/runs/${RUN}/missing-rows`, wait: "td.name" },
  { name: "dead-letters", path: "/c/dead-letters", wait: "td.name" },
  { name: "people", path: "/c/people", wait: "td.name" },
  { name: "keys", path: "/c/keys", wait: "td.name" },
  { name: "audit", path: "/c/audit", wait: "td.name" },
  { name: "webhooks", path: "/c/webhooks", wait: "td.name" },
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
    const expected = /status of (4\d\d|503)|ERR_EMPTY_RESPONSE|ERR_CONNECTION/.test(message.text());
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

/** Fails on text that is cut off although nothing says so, and on a page wider than the window. */
async function fits(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) failures.push(`${name}: wider than the window`);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll(".grid td.num, .grid th.num, .list .num, .button, .pill, .value")]
      .filter((cell) => cell.scrollWidth > cell.clientWidth + 1 && cell.clientWidth > 0)
      .map((cell) => cell.textContent),
  );
  const over = await page.evaluate(() =>
    [...document.querySelectorAll(".grid .scroller")].map(
      (table) => table.scrollWidth - table.clientWidth,
    ),
  );
  if (page.viewportSize().width >= 1440 && over.some((pixels) => pixels > 0)) {
    failures.push(`${name}: a table is ${Math.max(...over)} px wider than its place`);
  }
  if (cut.length > 0) failures.push(`${name}: cut off: ${cut.slice(0, 4).join(" | ")}`);
}

// SCREEN=name,name draws only these; CHECK=text runs only checks whose names have it.
const only = process.env.SCREEN;

async function visit(page, screen, name) {
  await page.goto(server.url + screen.path);
  await page.waitForSelector(screen.wait, { timeout: 8000 }).catch(async () => {
    failures.push(`${name}: no ${screen.wait}`);
  });
  await page.evaluate(() => document.fonts.ready);
  await accessible(page, name);
  await fits(page, name);
  await picture(page, name);
}

const LOOKS = [
  { locale: "es-PE", theme: "light" },
  { locale: "es-PE", theme: "dark" },
  { locale: "en", theme: "light" },
  { locale: "en", theme: "dark" },
  { locale: "es-PE", theme: "light", width: 390, height: 844, suffix: ".phone" },
];

async function visitAll(look) {
  const { page, close } = await open(look);
  for (const screen of SCREENS) {
    if (only && !only.split(",").includes(screen.name)) continue;
    const suffix = look.suffix ?? "";
    await visit(page, screen, `${screen.name}.${look.locale.slice(0, 2)}.${look.theme}${suffix}`);
  }
  await close();
}

// The two cores draw two looks at a time.
const waiting = process.env.CHECK ? [] : [...LOOKS];
const drawer = async () => {
  for (let look = waiting.shift(); look; look = waiting.shift()) await visitAll(look);
};
server.state.signedIn = true;
await Promise.all([drawer(), drawer()]);

for (const [name, check] of Object.entries({ ...checks, ...acts })) {
  server.state.signedIn = true;
  if (only || (process.env.CHECK && !name.includes(process.env.CHECK))) continue;
  Object.assign(server.state, {
    down: false,
    confirmed: false,
    role: "admin",
    keys: [],
    rows: 263,
    movement: 12,
    decided: false,
    cut: false,
  });
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
for (const fault of new Set(server.state.refused)) failures.push(`refused: ${fault}`);
for (const failure of failures) console.error(failure);
console.log(failures.length === 0 ? "no finding" : `${failures.length} findings`);
process.exitCode = failures.length === 0 ? 0 : 1;
