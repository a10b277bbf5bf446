// Measures the console in Chromium over a running system: the figures are printed as JSON.
import { person } from "./stories/person.mjs";

const CLICKS = 21;
const FILTER = "company_id=1";
const SCREENS = [
  {
    name: "ageing",
    page: "/c/receivables",
    answer: "/v1/receivables/ageing",
    days: (day) => `as_of=${day}`,
  },
  {
    name: "open items",
    page: "/c/receivables/items",
    answer: "/v1/receivables/open-items",
    days: (day) => `as_of=${day}`,
  },
  {
    name: "general ledger",
    page: "/c/ledger",
    answer: "/v1/ledger/general-ledger",
    days: (day) => `date_from=2026-01-01&date_to=${day}`,
  },
];
const ROWS = [10_000, 100_000];

/** Another day each time, so that neither the page nor the browser knows the answer. */
const dayOf = (click) => new Date(Date.UTC(2026, 10, 21 - click)).toISOString().slice(0, 10);

/** Milliseconds from a click on a link until the rows are painted. */
function clickTime(page, href) {
  return page.evaluate((target) => {
    const link = document.createElement("a");
    link.href = target;
    document.body.append(link);
    const begun = performance.now();
    link.click();
    link.remove();
    return new Promise((resolve) => {
      const look = () => {
        const there = location.pathname === new URL(target, location.origin).pathname;
        if (!there || !document.querySelector(".grid tbody td[data-row]")) {
          requestAnimationFrame(look);
        } else {
          // The frame after the one that has the rows begins when they are painted.
          requestAnimationFrame(() => resolve(performance.now() - begun));
        }
      };
      look();
    });
  }, href);
}

/** Milliseconds that the page waits for the bare answer. */
function fetchTime(page, url) {
  return page.evaluate(async (target) => {
    const begun = performance.now();
    const answer = await fetch(target, { cache: "no-store" });
    await answer.json();
    if (!answer.ok) throw new Error(`${answer.status} ${target}`);
    return performance.now() - begun;
  }, url);
}

async function clicks(page, host, screen) {
  const [clicked, fetched] = [[], []];
  for (let click = 0; click < CLICKS; click += 1) {
    const [one, other] = [dayOf(2 * click), dayOf(2 * click + 1)];
    await page.goto(`${host}/c/me`);
    await page.waitForSelector("nav");
    clicked.push(await clickTime(page, `${screen.page}?${FILTER}&${screen.days(one)}`));
    fetched.push(
      await fetchTime(page, `${screen.answer}?${FILTER}&${screen.days(other)}&limit=500`),
    );
  }
  return { name: screen.name, clicked, fetched };
}

async function mainThread(client) {
  await client.send("HeapProfiler.collectGarbage");
  const { metrics } = await client.send("Performance.getMetrics");
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  return { milliseconds: value("TaskDuration") * 1000, heap: value("JSHeapUsedSize") };
}

/** Scrolls until so many rows are loaded; answers how many are there, or all if there are fewer. */
async function scrollTo(page, wanted) {
  const scroller = page.locator(".grid .scroller");
  return scroller.evaluate((element, rows) => {
    const height = document.querySelector(".grid tbody tr:not(.space)").offsetHeight;
    const loaded = () => Math.floor((element.scrollHeight - 68) / height);
    let seen = { rows: loaded(), at: performance.now() };
    return new Promise((resolve) => {
      const step = () => {
        if (loaded() !== seen.rows) seen = { rows: loaded(), at: performance.now() };
        const ended = performance.now() - seen.at > 10_000;
        if (seen.rows >= rows || ended) resolve(seen.rows);
        else {
          element.scrollTop = element.scrollHeight;
          requestAnimationFrame(step);
        }
      };
      step();
    });
  }, wanted);
}

async function scrolls(page, host, context) {
  const client = await context.newCDPSession(page);
  await client.send("Performance.enable");
  const figures = [];
  for (const rows of ROWS) {
    await page.goto(`${host}/c/journal-items?${FILTER}&date_from=2020-01-01&date_to=2026-11-22`);
    await page.waitForSelector(".grid tbody td[data-row]");
    const before = await mainThread(client);
    const loaded = await scrollTo(page, rows);
    const after = await mainThread(client);
    const inDocument = await page.locator("tbody tr").count();
    figures.push({
      rows: loaded,
      milliseconds: after.milliseconds - before.milliseconds,
      heap: after.heap,
      inDocument,
    });
  }
  return figures;
}

await person(async ({ page, host, context }) => {
  const figures = { clicks: [], scrolls: [] };
  for (const screen of SCREENS) figures.clicks.push(await clicks(page, host, screen));
  figures.scrolls = await scrolls(page, host, context);
  console.log(JSON.stringify(figures));
});
