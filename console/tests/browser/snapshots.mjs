// The main screens must look as they did: each is compared with a picture in tests/snapshots.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import pixelmatch from "pixelmatch";
import { chromium } from "playwright-core";
import { PNG } from "pngjs";
import { PRESENT } from "./fixtures.mjs";

const SHOWN = [
  "overview",
  "receivables",
  "partner",
  "trial-balance",
  "treasury",
  "exports",
  "mirror",
  "alarms",
];
const THEMES = ["light", "dark"];
const KEPT = new URL("../snapshots/", import.meta.url);
const FOUND = new URL("../../screenshots/snapshots/", import.meta.url);

/** `all`, or names with commas: these pictures are accepted as they are now. */
const ACCEPTED = process.env.UPDATE_SNAPSHOTS ?? "";
/** So many pixels may differ. Another machine smooths the edges of letters differently. */
const MOST_SHARE = 0.0005;
/** How different a pixel must be to count, of 1; smoothed edges do not count. */
const THRESHOLD = 0.05;
/** Colours are kept in steps of 8 of 256, and without a filter: the files are half as large. */
const STEP_MASK = 0xf8;
/** Between two pictures that must be the same, and the longest wait for the kept one, in milliseconds. */
const PAUSE = 250;
const PATIENCE = 10_000;
const VIEWPORT = { width: 1440, height: 720 };
/** Letters are drawn without the settings of the machine. */
const DRAWING = ["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text"];

const accepts = (name) => ACCEPTED === "all" || ACCEPTED.split(",").includes(name);

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: DRAWING,
  });
}

export async function openPage(browser, theme) {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    locale: "es-PE",
    colorScheme: theme,
    reducedMotion: "reduce",
    timezoneId: "America/Lima",
  });
  await context.clock.setFixedTime(PRESENT);
  return context.newPage();
}

function coarse(buffer) {
  const picture = PNG.sync.read(buffer);
  picture.data = Buffer.from(picture.data.map((value) => value & STEP_MASK));
  return picture;
}

const FILE = {
  colorType: 2,
  inputHasAlpha: true,
  deflateLevel: 9,
  deflateStrategy: 0,
  filterType: 0,
};
const write = (picture) => PNG.sync.write(picture, FILE);

/** The screen as it is, in the font that the console brings, also where the machine's is usual. */
export async function draw(page, url, wait) {
  await page.goto(url);
  await page.waitForSelector(wait);
  await page.evaluate(async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, *::before { font-family: Inter !important; caret-color: transparent }");
    document.adoptedStyleSheets = [sheet];
    await document.fonts.ready;
  });
  await page.mouse.move(0, 0);
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true], .progress-line"));
  return still(page);
}

/** The picture when nothing moves any more: answers arrive one after the other. */
async function still(page) {
  let before = coarse(await page.screenshot());
  for (;;) {
    await page.waitForTimeout(PAUSE);
    const now = coarse(await page.screenshot());
    if (now.data.equals(before.data)) return now;
    before = now;
  }
}

/** As `still`, but a page whose last answer is late may still become what it was. */
async function settled(page, name, first) {
  const until = performance.now() + PATIENCE;
  const before = await kept(name);
  let now = first;
  while (before && difference(before, now).share > MOST_SHARE && performance.now() < until) {
    now = await still(page);
  }
  return now;
}

async function kept(name) {
  const file = await readFile(new URL(`${name}.png`, KEPT)).catch(() => null);
  return file && PNG.sync.read(file);
}

/** The share of pixels that differ, and a picture of them. */
function difference(before, now) {
  const { width, height } = now;
  if (before.width !== width || before.height !== height) return { share: 1, picture: now };
  const picture = new PNG({ width, height });
  const pixels = pixelmatch(before.data, now.data, picture.data, width, height, {
    threshold: THRESHOLD,
  });
  return { share: pixels / (width * height), picture };
}

/** What is wrong with this picture; nothing if it looks as it did. */
async function fault(name, now) {
  const screen = name.split(".")[0];
  if (accepts(screen)) {
    await writeFile(new URL(`${name}.png`, KEPT), write(now));
    return [];
  }
  const before = await kept(name);
  const { share, picture } = before ? difference(before, now) : { share: 1, picture: now };
  if (share <= MOST_SHARE) return [];
  await writeFile(new URL(`${name}.actual.png`, FOUND), write(now));
  await writeFile(new URL(`${name}.difference.png`, FOUND), write(picture));
  const percent = (value) => `${(value * 100).toFixed(2)} %`;
  return [
    `${name}: ${percent(share)} of the pixels differ from tests/snapshots (at most ` +
      `${percent(MOST_SHARE)}). Look at ${name}.actual.png and ${name}.difference.png in ` +
      `screenshots/snapshots. If it is meant: UPDATE_SNAPSHOTS=${screen} npm run test:browser`,
  ];
}

/** Screens that do not look as they did. */
export async function snapshots(screens, server) {
  await mkdir(FOUND, { recursive: true });
  await mkdir(KEPT, { recursive: true });
  const browser = await launch();
  const faults = [];
  for (const theme of THEMES) {
    const page = await openPage(browser, theme);
    for (const screen of screens.filter(({ name }) => SHOWN.includes(name))) {
      const name = `${screen.name}.${theme}`;
      const first = await draw(page, server.url + screen.path, screen.wait);
      faults.push(...(await fault(name, await settled(page, name, first))));
    }
    await page.context().close();
  }
  await browser.close();
  return faults;
}

/** A comparison that sees nothing would be worth nothing. */
export async function sensitivity(screens, server) {
  const browser = await launch();
  const page = await openPage(browser, "light");
  const { path, wait } = screens.find(({ name }) => name === "receivables");
  const before = await kept("receivables.light");
  const shareOf = (now) => difference(before, now).share;
  const without = `${path}&columns=items,bucket-0,bucket-1,bucket-2,bucket-3,bucket-4,total`;
  const column = shareOf(await draw(page, server.url + without, wait));
  assert.ok(column > MOST_SHARE, `a column is gone: ${column}`);
  await page.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => {
      document.documentElement.style.setProperty("--accent", "#1d4ed8");
    });
  });
  const colour = shareOf(await draw(page, server.url + path, wait));
  assert.ok(colour > MOST_SHARE, `links are blue: ${colour}`);
  await browser.close();
  return { column, colour };
}
