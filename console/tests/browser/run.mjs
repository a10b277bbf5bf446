// Opens every screen in Chromium: axe, CSP, keyboard, and a picture of each in screenshots/.
import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";
import { misfits, violations } from "../inspect.mjs";
import { DOORS, screensOf } from "../screens.mjs";
import { acts } from "./acts.mjs";
import { checks } from "./checks.mjs";
import { events } from "./events.mjs";
import { PRESENT } from "./fixtures.mjs";
import { firstNotes } from "./notes.mjs";
import { reports } from "./reports.mjs";
import { start } from "./server.mjs";
import { sensitivity, snapshots } from "./snapshots.mjs";

const pictures = new URL("../../screenshots/", import.meta.url);

const ID = "0197a1b2-0000-7000-8000-000000000001";
const OBJECTS = {
  customer: 2,
  items: "partner_ids=2&bucket=1-30&buckets=30,60",
  document: 7,
  account: 103,
  accountGroup: "g121",
  exportJob: ID,
  schedule: ID,
  statementRun: ID,
  run: ID,
};
const SCREENS = [...DOORS, ...screensOf(OBJECTS)];

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
  await context.clock.setFixedTime(PRESENT);
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
  failures.push(...(await violations(page, name)));
}

async function picture(page, name) {
  await page.screenshot({ path: new URL(`${name}.png`, pictures).pathname });
}

// SCREEN=name,name draws only these; CHECK=text runs only checks whose names have it.
const only = process.env.SCREEN;

async function visit(page, screen, name, server) {
  await page.goto(server.url + screen.path);
  await page.waitForSelector(screen.wait, { timeout: 8000 }).catch(async () => {
    failures.push(`${name}: no ${screen.wait}`);
  });
  await page.evaluate(() => document.fonts.ready);
  await accessible(page, name);
  failures.push(...(await misfits(page, name)));
  await picture(page, name);
}

const PHONE = { width: 390, height: 844, suffix: ".phone" };

// A system test opens every screen in both languages and themes over the real services. LOOKS=all
// draws them here, too, for a person to look at.
const ALL = [
  { locale: "es-PE", theme: "light" },
  { locale: "es-PE", theme: "dark", ...PHONE },
  { locale: "es-PE", theme: "light", ...PHONE },
  { locale: "es-PE", theme: "dark" },
  { locale: "en", theme: "light" },
  { locale: "en", theme: "dark" },
];
const LOOKS = process.env.LOOKS === "all" ? ALL : ALL.slice(0, 2);

const CHOSEN = only ? SCREENS.filter(({ name }) => only.split(",").includes(name)) : SCREENS;

async function visitAll(look, server) {
  const { page, close } = await open(look);
  for (const screen of CHOSEN) {
    const name = `${screen.name}.${look.locale.slice(0, 2)}.${look.theme}${look.suffix ?? ""}`;
    await visit(page, screen, name, server);
  }
  await close();
}

async function run(name, check, server) {
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

const FRESH = {
  signedIn: true,
  down: false,
  confirmed: false,
  role: "admin",
  keys: [],
  rows: 263,
  movement: 12,
  decided: false,
  exporting: false,
  refuses: false,
  resumed: null,
  requests: [],
};

const asked = ([name]) => !only && (!process.env.CHECK || name.includes(process.env.CHECK));
/** The main screens must look as they did, and a difference must be seen. */
async function compare(server) {
  failures.push(...(await snapshots(CHOSEN, server)));
  if (only) return;
  const seen = await sensitivity(SCREENS, server).catch((error) => error.message);
  if (typeof seen === "string") failures.push(`snapshots: ${seen}`);
}

const LOOKING = [compare, ...LOOKS.map((look) => (server) => visitAll(look, server))];
const jobs = [
  ...(process.env.CHECK ? [] : LOOKING),
  ...Object.entries({ ...checks, ...reports, ...acts, ...events })
    .filter(asked)
    .map(
      ([name, check]) =>
        (server) =>
          run(name, check, server),
    ),
];

/** Does one job after the other with a server of its own: one worker for each of two cores. */
async function work() {
  const server = await start();
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    Object.assign(server.state, structuredClone(FRESH), { notes: firstNotes() });
    await job(server);
  }
  server.stop();
  for (const fault of new Set(server.state.refused)) failures.push(`refused: ${fault}`);
}

await Promise.all([work(), work()]);
await browser.close();
for (const failure of failures) console.error(failure);
console.log(failures.length === 0 ? "no finding" : `${failures.length} findings`);
process.exitCode = failures.length === 0 ? 0 : 1;
