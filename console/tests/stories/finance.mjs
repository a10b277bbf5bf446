// Finance finds a debtor, follows the debt to its document, takes the report as a file, sends the
// customer a statement, and has the report made by itself.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { person } from "./person.mjs";

const LONG = { timeout: 90_000 };

/** The amount of the first row leads to items with the same total. */
async function compare(page) {
  const debt = page.locator("tbody tr:nth-child(1) td a[href*='/items?']").last();
  const amount = (await debt.textContent()).trim();
  await debt.click();
  await page.waitForURL(/receivables\/items\?/);
  await page.locator("tfoot td", { hasText: amount }).first().waitFor();
  await page.goBack();
  await page.waitForSelector("td.name");
}

/** The debt of the first row, down to its document, and back. */
async function follow(page, host) {
  await page.goto(`${host}/c/receivables`);
  await page.waitForSelector("td.name");
  await page.locator("header", { hasText: "igual a Odoo" }).waitFor();
  await compare(page);

  await page.click("tbody tr:nth-child(1) td:nth-child(2)");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  const document = page.locator("tr.child a").first();
  await document.waitFor();
  await page.waitForURL(/open=\d+/);
  const number = (await document.textContent()).trim();
  await document.click();
  await page.locator("dialog[open] h2", { hasText: number }).waitFor();
  await page.waitForURL(/doc=\d+/);
  await page.keyboard.press("Escape");
  // The browser takes `open` from the dialog first; the page hears of it later, and changes the URL.
  await page.waitForURL((url) => !url.searchParams.has("doc"));
  await page.locator("dialog.drawer").waitFor({ state: "detached" });
}

/** Fetches the file that the link leads to: a workbook, which is a ZIP file. */
async function fetchWorkbook(page, link) {
  await link.waitFor(LONG);
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  assert.match(download.suggestedFilename(), /\.xlsx$/);
  const file = await readFile(await download.path());
  assert.equal(file.subarray(0, 2).toString(), "PK");
}

async function exportReport(page) {
  await page.keyboard.press("x");
  await page.click("dialog[open] button[type=submit]");
  await fetchWorkbook(page, page.locator("dialog[open] a[download]"));
  await page.keyboard.press("Escape");
  await page.locator("dialog.box").waitFor({ state: "detached" });
}

/** Sends a statement to the customer of the first row, and sees that the mail is sent. */
async function sendStatement(page) {
  await page.locator("tbody tr:nth-child(1) td.name a").click();
  await page.waitForURL(/partners\/\d+/);
  await page.getByRole("button", { name: "Enviar estado…", exact: true }).click();
  await page.locator("dialog[open] input").first().fill("cobranza@cliente.example");
  await page.click("dialog[open] button[type=submit]");
  await page.locator(".toast a", { hasText: "Correos" }).click();
  await page.waitForURL(/mails\?partner_id=\d+/);
  await page.locator(".pill", { hasText: "Enviado" }).first().waitFor(LONG);
}

/** Saves the report as a view, has it made on schedule, starts that now, and fetches its file. */
async function schedule(page, host) {
  await page.goto(`${host}/c/receivables`);
  await page.locator("button[data-view]").click();
  await page.locator("dialog[open] form input[type=text]").fill("Cierre semanal");
  await page.locator("dialog[open] form .button.primary").click();
  await page.locator("dialog.box").waitFor({ state: "detached" });

  await page.goto(`${host}/c/schedules`);
  await page.getByRole("button", { name: "Nueva programación" }).click();
  const form = page.locator("dialog[open] form");
  await form.locator("input").first().fill("Antigüedad semanal");
  await form.locator("select").first().selectOption({ label: "Antigüedad: Cierre semanal" });
  await form.locator(".cron li").first().waitFor();
  await form.locator("button[type=submit]").click();
  await page.waitForURL(/schedules\/[0-9a-f-]+$/);
  await page.getByRole("button", { name: "Ejecutar ahora" }).click();
  await page.locator(".toast a", { hasText: "Ver" }).click();
  await page.waitForURL(/exports\?export=/);
  await fetchWorkbook(page, page.locator("dialog[open] a[download]"));
}

await person(async ({ page, host }) => {
  await follow(page, host);
  await exportReport(page);
  await sendStatement(page);
  await schedule(page, host);
});
