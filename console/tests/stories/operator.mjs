// An operator decides about missing rows and gives a reason.
import { person } from "./person.mjs";

const LONG = { timeout: 90_000 };

await person(async ({ page, host }) => {
  await page.goto(`${host}/c/alarms`);
  const alarm = page.locator("section.alarm");
  await alarm.waitFor();
  await alarm.locator("button.danger").click();
  await page.fill("dialog[open] textarea", "Los pagos se borraron en Odoo.");
  await page.click("dialog[open] button[type=submit]");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await alarm.waitFor({ state: "detached", ...LONG });
  // Who decided, and why, stays.
  await page.locator("td", { hasText: "Los pagos se borraron en Odoo." }).waitFor(LONG);
});
