// Finance finds who owes most and follows the debt to its document.
import assert from "node:assert/strict";
import { person } from "./person.mjs";

await person(async ({ page, host }) => {
  await page.goto(`${host}/c/receivables?company_id=1`);
  await page.waitForSelector("td.name");
  await page.click("tbody tr:nth-child(1) td:nth-child(2)");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await page.waitForSelector("tr.child a");
  assert.match(page.url(), /open=\d+/);
  await page.locator("header", { hasText: "igual a Odoo" }).waitFor();
});
