// An operator decides about missing rows, verifies, and sees the proof.
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

  await page.goto(`${host}/c/runs`);
  await page.getByRole("button", { name: "Nueva ejecución" }).click();
  const isStart = (answer) =>
    answer.request().method() === "POST" && answer.url().endsWith("/v1/sync-runs");
  const start = async () => {
    const answered = page.waitForResponse(isStart);
    await page.click("dialog[open] button[type=submit]");
    return (await answered).status();
  };
  // Another run may be active. The dialog then leads to it, and can be sent again.
  while ((await start()) === 409) {
    await page.locator("dialog[open] a[href^='/c/runs/']").waitFor();
    await page.waitForTimeout(500);
  }
  await page.waitForURL(/\/c\/runs\/[0-9a-f-]+$/);
  await page.locator(".pill", { hasText: "Hecho" }).first().waitFor(LONG);
  await page.locator("header", { hasText: "igual a Odoo" }).waitFor(LONG);
});
