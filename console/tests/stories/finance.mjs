// Finance finds a debtor, follows the debt to its document, and takes the report as a file.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { person } from "./person.mjs";

await person(async ({ page, host }) => {
  await page.goto(`${host}/c/receivables`);
  await page.waitForSelector("td.name");
  await page.locator("header", { hasText: "igual a Odoo" }).waitFor();

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

  await page.keyboard.press("x");
  await page.click("dialog[open] button[type=submit]");
  const link = page.locator("dialog[open] a[download]");
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  assert.match(download.suggestedFilename(), /\.xlsx$/);
  const file = await readFile(await download.path());
  // A workbook is a ZIP file.
  assert.equal(file.subarray(0, 2).toString(), "PK");
});
