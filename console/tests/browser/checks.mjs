// What a person does, with mouse and keyboard.
import assert from "node:assert/strict";

const AGEING = "/c/receivables?company_id=1";

async function openAgeing(page, server, search = "") {
  await page.goto(server.url + AGEING + search);
  await page.waitForSelector("td.name");
}

/** The page moves the focus once it has drawn what a key asks for. */
const focuses = (page, row, column) =>
  page.waitForFunction(
    ([row, column]) => {
      const { dataset } = document.activeElement;
      return dataset.row === row && dataset.column === column;
    },
    [String(row), String(column)],
  );

/** Waits until the focus is on a row of at least this number. */
const focusesFrom = (page, least) =>
  page.waitForFunction((row) => Number(document.activeElement.dataset.row) >= row, least);

/** Goes to the end until that is a row of at least this number: each time more rows are loaded. */
async function endFrom(page, least) {
  const there = () => page.evaluate(() => Number(document.activeElement.dataset.row));
  const started = Date.now();
  while ((await there()) < least) {
    assert.ok(Date.now() - started < 150_000, `row ${await there()} of ${least}`);
    await page.keyboard.press("Control+End");
  }
}

/** Waits for something that the server of the test knows. */
async function until(holds, what) {
  for (let tries = 0; tries < 100 && !holds(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.ok(holds(), what);
}

/** The first rows as a person reads them. */
const rowsOf = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("tbody tr")].slice(0, 10).map((row) => row.textContent),
  );

export const checks = {
  "a link opened without a session returns to itself after sign-in": async ({ page, server }) => {
    server.state.signedIn = false;
    await page.goto(`${server.url}${AGEING}&group_by=salesperson`);
    await page.waitForSelector("form");
    await page.fill("input[type=email]", "ana@example.com");
    await page.fill("input[type=password]", "wrong");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".notice.bad");
    await page.fill("input[type=password]", "correct horse battery staple");
    await page.keyboard.press("Enter");
    await page.fill("input[autocomplete=one-time-code]", "123456");
    await page.keyboard.press("Enter");
    await page.waitForSelector("td.name");
    await page.waitForURL(`${server.url}${AGEING}&group_by=salesperson`);
  },

  "an invitation signs in, and its token leaves the address bar": async ({ page, server }) => {
    server.state.signedIn = false;
    await page.goto(`${server.url}/c/invitation#secret`);
    await page.waitForSelector("form");
    await page.waitForURL(`${server.url}/c/invitation`);
    await page.fill("input[type=password]", "correct horse battery staple");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".overview");
    assert.ok(server.state.requests.every((line) => !line.includes("secret")));
  },

  "a spent link for a new password says so": async ({ page, server }) => {
    await page.goto(`${server.url}/c/password-reset#secret`);
    await page.fill("input[type=password]", "correct horse battery staple");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".notice.bad");
    await page.waitForSelector("button[type=submit]:disabled");
  },

  "the keyboard reaches every cell, unfolds, copies and opens": async (context) => {
    const { page, server, accessible, picture } = context;
    await openAgeing(page, server);
    await page.click("tbody tr:nth-child(1) td:nth-child(2)");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowDown");
    await focuses(page, 1, 0);
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector("tr.child a");
    await page.waitForURL(/open=2/);
    await page.keyboard.press("End");
    await focuses(page, 1, 10);
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    await page.waitForSelector("tr.child", { state: "detached" });
    await page.waitForURL((url) => !url.searchParams.has("open"));

    await page.keyboard.press("End");
    for (let press = 0; press < 6; press += 1) await page.keyboard.press("ArrowLeft");
    for (const key of ["Shift+ArrowRight", "Shift+ArrowDown"]) await page.keyboard.press(key);
    await page.waitForSelector("td.selected");
    await picture(page, "selection");
    const copied = await page.evaluate(() => {
      const event = new ClipboardEvent("copy", {
        clipboardData: new DataTransfer(),
        bubbles: true,
      });
      document.activeElement.dispatchEvent(event);
      return event.clipboardData.getData("text/plain");
    });
    assert.match(copied, /^-?\d+\.\d\d\t-?\d+\.\d\d\n-?\d+\.\d\d\t-?\d+\.\d\d$/);

    await page.keyboard.press("Control+End");
    await focusesFrom(page, 199);
    await page.keyboard.press("Control+Home");
    await focuses(page, 0, 0);
    await page.keyboard.press("PageDown");
    await focusesFrom(page, 6);

    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await page.waitForURL(/receivables\/items\?/);
    await page.waitForSelector("td.name");
    await page.goBack();
    await page.waitForSelector("td.name");
    await page.waitForFunction(() => document.querySelector("td.active")?.dataset.row !== "0");

    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open]");
    await accessible(page, "help");
    await picture(page, "help");
  },

  "filters are staged until they are applied, and 'back' undoes them": async ({ page, server }) => {
    await openAgeing(page, server);
    const before = page.url();
    await page.keyboard.press("f");
    await page.selectOption(".filter:nth-child(3) select", "salesperson");
    assert.equal(page.url(), before);
    await page.waitForSelector(".filter.staged");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/group_by=salesperson/);
    await page.waitForSelector(".filter.staged", { state: "detached" });
    await page.goBack();
    await page.waitForURL(before);
    const group = ".filter:nth-child(3) select";
    await page.waitForFunction((css) => document.querySelector(css).value === "partner", group);
  },

  "10,000 rows are scrolled to the last one": async ({ page, server }) => {
    server.state.rows = 10_000;
    await openAgeing(page, server);
    await page.click("tbody tr:nth-child(1) td:nth-child(2)");
    await endFrom(page, 9_999);
    assert.ok(
      (await page.locator("tbody tr").count()) < 60,
      "only visible rows are in the document",
    );
    assert.equal(await page.getAttribute("table", "aria-rowcount"), "10002");
    await page.keyboard.press("Control+Home");
    await focuses(page, 0, 0);
    await page.keyboard.press("PageDown");
    await focusesFrom(page, 6);
  },

  "the focus stays in the table when it is scrolled or sorted": async ({ page, server }) => {
    await openAgeing(page, server);
    await page.click("tbody tr:nth-child(3) td:nth-child(2)");
    await page.evaluate(() => document.querySelector(".scroller").scrollTo(0, 3_000));
    await page.waitForFunction(() => document.querySelector("td[data-row='100']"));
    await focuses(page, 2, 1);
    await page.keyboard.press("ArrowDown");
    await focuses(page, 3, 1);
    await page.click("thead a[data-column=name]");
    await page.waitForURL(/sort=name/);
    await page.waitForFunction(() => document.activeElement?.dataset.column === "name");
  },

  "new data never moves rows; the person asks for it": async ({ page, server }) => {
    await openAgeing(page, server);
    const rows = await rowsOf(page);
    const before = server.state.unchanged;
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.click("a[href='/c/mirror'] >> nth=0");
    await page.waitForSelector(".card");
    await until(() => server.state.unchanged > before, "the mirror is asked for with its ETag");
    server.state.version += 1;
    server.state.rows = 40;
    await page.goBack();
    await page.waitForSelector("text=Los datos cambiaron");
    assert.deepEqual(await rowsOf(page), rows);
    await page.click("text=Actualizar");
    await page.waitForSelector("text=Los datos cambiaron", { state: "detached" });
    const after = await rowsOf(page);
    assert.notDeepEqual(after, rows);
    assert.equal(after.length, rows.length);
  },

  "a session that ended elsewhere leads to sign-in and back": async (context) => {
    const { page, server, accessible, picture } = context;
    await openAgeing(page, server);
    server.state.signedIn = false;
    await page.click("a[href^='/c/payables']");
    await page.waitForURL(/sign-in\?return_to=%2Fc%2Fpayables.*&ended=true/);
    await page.waitForSelector(".notice:has-text('Su sesión terminó')");
    await accessible(page, "ended");
    await picture(page, "ended");
  },

  "an API that is down leaves the last answers, without acts, and is found again": async (
    context,
  ) => {
    const { page, server, accessible, picture } = context;
    await openAgeing(page, server);
    const rows = await rowsOf(page);
    server.state.down = true;
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.waitForSelector(".stamp:has-text('Sin conexión')");
    await page.waitForSelector(".status:has-text('la última respuesta es de hace')");
    await page.waitForSelector("button[data-export]:disabled");
    assert.deepEqual(await rowsOf(page), rows);
    await accessible(page, "offline");
    await picture(page, "offline");
    await page.click("a[href^='/c/payables']");
    await page.waitForSelector(".problem button:has-text('Probar otra vez')");
    await accessible(page, "problem");
    await picture(page, "problem");
    server.state.down = false;
    await page.waitForSelector("td.name");
    await page.waitForSelector("button[data-export]:enabled");
    await page.waitForSelector(".stamp:has-text('Sin conexión')", { state: "detached" });
  },

  "the menu changes theme and language, and signs out": async (context) => {
    const { page, server, accessible, picture } = context;
    await openAgeing(page, server);
    await page.click(".person summary");
    await page.selectOption(".menu select >> nth=0", "dark");
    await page.selectOption(".menu select >> nth=1", "es-AR");
    await page.waitForSelector("html[data-theme=dark][lang=es-AR]");
    await page.waitForFunction(() =>
      /\d\.\d{3},\d\d/.test(document.querySelector("tfoot").textContent),
    );
    await accessible(page, "menu");
    await picture(page, "menu");
    await page.click(".menu button");
    await page.waitForURL(/sign-in$/);
    assert.equal(server.state.signedIn, false);
  },
};
