// What a page shows while the system around it changes: the first load, an Odoo that is away, an
// API that is down, a file that is being written, a session that ends elsewhere.
import assert from "node:assert/strict";
import { ask, person, signIn } from "./person.mjs";

const LONG = { timeout: 90_000 };
const ROWS = 100_000;
const ITEMS = "/c/journal-items?company_id=1&date_from=2020-01-01&date_to=2026-11-22";

const stamp = (page, text) => page.locator("header .stamp", { hasText: text });
const offline = (page) => stamp(page, "Sin conexión");

/** The page says how far the first load has come; a report shows its rows when they are there. */
async function firstLoad(page, host, context) {
  const report = await context.newPage();
  await report.goto(`${host}/c/receivables`);
  await page.goto(`${host}/c/mirror`);
  await stamp(page, "Primera carga").waitFor();
  await ask("load slowly");
  await stamp(page, /Primera carga: \d+/).waitFor(LONG);
  const read = async () =>
    Number(await page.locator(".card .progress").getAttribute("aria-valuenow"));
  const before = await read();
  await ask("load at full speed");
  await page.waitForFunction(
    (least) => Number(document.querySelector(".card .progress")?.ariaValueNow ?? 101) > least,
    before,
    LONG,
  );
  await stamp(page, "Al día").waitFor(LONG);
  await report.locator("td.name").first().waitFor(LONG);
  await report.close();
}

/** Odoo is away for longer than the limit, and then refuses the password: every figure stays. */
async function troubledMirror(page, host) {
  await page.goto(`${host}/c/receivables?company_id=1`);
  await page.locator("td.name").first().waitFor();
  const figures = await page.locator("tbody").textContent();
  await ask("Odoo away");
  await stamp(page, "Atrasado").locator(".dot.warn").waitFor(LONG);
  await ask("Odoo refuses");
  await stamp(page, "Falló").locator(".dot.neg").waitFor(LONG);
  assert.equal(await page.locator("tbody").textContent(), figures);
  await page.goto(`${host}/c/mirror`);
  await page.locator("td", { hasText: "acceso negado" }).first().waitFor();
  await ask("Odoo back");
  await stamp(page, "Al día").waitFor(LONG);
}

async function hundredThousandRows(page, host) {
  await ask("make 100,000 items");
  await page.goto(host + ITEMS);
  await page.locator(".grid tbody td[data-row]").first().waitFor();
  const total = Number(await page.locator(".grid table").getAttribute("aria-rowcount"));
  assert.ok(total > ROWS, `${total} rows`);
  await page.click("tbody tr:nth-child(1) td:nth-child(2)");
  const row = () => page.evaluate(() => Number(document.activeElement.dataset.row));
  const started = Date.now();
  // Each time more rows are loaded.
  while ((await row()) < ROWS - 1) {
    assert.ok(Date.now() - started < 120_000, `row ${await row()} of ${ROWS}`);
    await page.keyboard.press("Control+End");
  }
  assert.ok((await page.locator("tbody tr").count()) < 60, "only visible rows are in the document");
}

/** The file is written a little at a time, until the bar shows a part of it. */
async function moves(page) {
  const started = Date.now();
  for (;;) {
    const shares = await page.evaluate(() => [...globalThis.shares]);
    if (shares.some((share) => Number(share) > 0 && Number(share) < 100)) {
      return;
    }
    assert.ok(Date.now() - started < LONG.timeout, `the bar moves: ${shares}`);
    await ask("write a part of the file");
  }
}

/** A second tab does not ask by itself: its bar moves by the events that the first one reads. */
async function fileByEvents(context, host) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const every = globalThis.setInterval;
    // A longer interval than this would fire at once.
    const LONGEST = 2 ** 31 - 1;
    globalThis.setInterval = (act, milliseconds) =>
      every(act, Math.min(milliseconds * 1_000, LONGEST));
  });
  await page.goto(host + ITEMS);
  await page.locator(".grid tbody td[data-row]").first().waitFor();
  await page.evaluate(() => {
    globalThis.shares = new Set();
    new MutationObserver(() => {
      const bar = document.querySelector("dialog [role=progressbar]");
      if (bar?.ariaValueNow) globalThis.shares.add(bar.ariaValueNow);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await ask("hold the file");
  await page.keyboard.press("x");
  await page.click("dialog[open] button[type=submit]");
  await moves(page);
  await ask("let the file go on");
  await page.locator("dialog[open] a[download]").waitFor(LONG);
  await page.close();
}

/** The last answers stay with their age, nothing can be done, and all goes on by itself. */
async function apiDown(page, host) {
  await page.goto(`${host}/c/receivables?company_id=1`);
  await page.locator("td.name").first().waitFor();
  const figures = await page.locator("tbody").textContent();
  await ask("stop the API");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await offline(page).waitFor();
  await page.locator(".status", { hasText: /la última respuesta es de hace \d/ }).waitFor();
  assert.equal(await page.locator("tbody").textContent(), figures);
  await page.locator("button[data-export]:disabled").waitFor();
  await page.click("nav.side a[href^='/c/payables']");
  await page.locator(".problem").waitFor();
  await ask("start the API");
  await page.locator("td.name").first().waitFor();
  await page.locator("button[data-export]:enabled").waitFor();
  await offline(page).waitFor({ state: "detached" });
}

/** Another browser of the same person ends the session. */
async function endedElsewhere(page, host, context) {
  await page.goto(`${host}/c/receivables?company_id=1&group_by=salesperson`);
  await page.locator("td.name").first().waitFor();
  const url = page.url();
  const other = await context.browser().newContext({ locale: "es-PE" });
  const elsewhere = await other.newPage();
  await elsewhere.goto(`${host}/c/me`);
  await signIn(elsewhere);
  await elsewhere.locator(".plain-list li", { hasText: "Chrome" }).first().waitFor();
  await elsewhere.getByRole("button", { name: "Cerrar", exact: true }).click();
  await other.close();
  await page.locator(".notice", { hasText: "Su sesión terminó" }).waitFor(LONG);
  await signIn(page);
  await page.locator("td.name").first().waitFor();
  assert.equal(page.url(), url);
}

await person(async ({ page, host, context }) => {
  await firstLoad(page, host, context);
  await troubledMirror(page, host);
  await hundredThousandRows(page, host);
  await fileByEvents(context, host);
  await apiDown(page, host);
  await endedElsewhere(page, host, context);
});
