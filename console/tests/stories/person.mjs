// A person in Chromium, in front of a running system.
import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const HOST = process.env.ESPEJO_PAGE;
const PASSWORD = "mesa puente naranja abril";

/** Asks the test for a change of the system, and waits until it is done. */
export async function ask(what) {
  const answers = createInterface({ input: process.stdin });
  console.log(what);
  const { value } = await answers[Symbol.asyncIterator]().next();
  answers.close();
  assert.equal(value, "done", what);
}

/** Signs the invited person in again, on the page that asks for it. */
export async function signIn(page) {
  await page.fill("input[type=email]", process.env.ESPEJO_EMAIL);
  await page.fill("input[type=password]", PASSWORD);
  await page.keyboard.press("Enter");
}

/** Accepts an invitation, runs the story, and fails on any error of a page. */
export async function person(story) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--no-proxy-server"],
  });
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: "es-PE",
      timezoneId: "America/Lima",
      reducedMotion: "reduce",
      acceptDownloads: true,
    });
    const errors = [];
    context.on("weberror", (error) => errors.push(String(error.error())));
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on("console", (message) => {
      // A refused request is an error to the browser; the story sees what the page makes of it.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        errors.push(message.text());
      }
    });
    await page.goto(`${HOST}/c/invitation#${process.env.ESPEJO_TOKEN}`);
    await page.fill("input[type=password]", PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForSelector("nav");
    await story({ page, host: HOST, context });
    assert.deepEqual(errors, []);
  } finally {
    await browser.close();
  }
}
