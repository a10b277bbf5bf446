// What holds for reports: where figures lead, what totals say, what stays in sight, what is asked.
import assert from "node:assert/strict";

const AGEING = "/c/receivables?company_id=1";

async function open(page, server, path) {
  await page.goto(server.url + path);
  await page.waitForSelector("td.name");
}

/** The requests of the API for this path since the server of the test began. */
const askedFor = (server, path) =>
  server.state.requests.filter((line) => line.startsWith(`GET ${path}`));

const textsOf = (page, css) => page.locator(css).allTextContents();

export const reports = {
  "an ageing is read in pages, and an unfolded row asks for its own items": async (context) => {
    const { page, server } = context;
    server.state.requests.length = 0;
    await open(page, server, AGEING);
    const pages = askedFor(server, "/v1/receivables/ageing");
    assert.ok(pages.length > 0 && pages.every((line) => line.includes("limit=500")));
    await page.click("tbody tr:nth-child(2) .caret");
    await page.waitForSelector("tr.child a");
    const items = askedFor(server, "/v1/receivables/open-items");
    assert.equal(items.length, 1);
    assert.match(items[0], /partner_ids=2&/);
  },

  "the total is that of the filter, as the API gives it, and tied to the ledger": async (
    context,
  ) => {
    const { page, server } = context;
    const answered = page.waitForResponse((each) => each.url().includes("receivables/ageing"));
    await open(page, server, AGEING);
    const { totals } = await (await answered).json();
    const [name] = await textsOf(page, "tfoot td >> nth=0");
    assert.equal(name, `Total del filtro · ${totals.groups}`);
    const [total] = await textsOf(page, "tfoot td >> nth=9");
    assert.equal(total.replaceAll(",", ""), totals.total);
    const [shown] = await textsOf(page, ".figures .value a >> nth=0");
    assert.equal(shown, total);
    await page.waitForSelector(".figures:has-text('Sin aplicar')");
    await page.click(".figures a:has-text('Igual al mayor')");
    await page.waitForURL(/receivables\/tie-out\?company_id=1/);
  },

  "every amount of an ageing leads to its items, with the whole filter": async (context) => {
    const { page, server } = context;
    await open(page, server, `${AGEING}&salesperson_ids=3&as_of=2026-10-31`);
    const dead = await page.evaluate(() =>
      [...document.querySelectorAll("tbody td.num")]
        .filter((cell) => Number(cell.dataset.column) > 2 && /\d/.test(cell.textContent))
        .filter((cell) => !cell.querySelector("a"))
        .map((cell) => cell.textContent),
    );
    assert.deepEqual(dead, []);
    await page.click("tbody tr:nth-child(1) td:nth-child(5) a");
    await page.waitForURL(/receivables\/items\?.*partner_ids=1&.*bucket=1-30/);
  },

  "a past day is said beside the state of the mirror": async ({ page, server }) => {
    await open(page, server, `${AGEING}&as_of=2026-10-31`);
    await page.waitForSelector(".stamp .as-of:has-text('Al 31/10/2026')");
    await open(page, server, AGEING);
    await page.waitForSelector(".stamp .as-of", { state: "detached" });
  },

  "header, first column and total stay in sight": async ({ page, server }) => {
    await open(page, server, AGEING);
    const places = () =>
      page.evaluate(() => {
        const top = (css) => Math.round(document.querySelector(css).getBoundingClientRect().top);
        return [top("thead th"), top("tfoot td")];
      });
    const before = await places();
    await page.evaluate(() => document.querySelector(".scroller").scrollTo(0, 2_000));
    await page.waitForSelector("td[data-row='70']");
    assert.deepEqual(await places(), before);
    await page.setViewportSize({ width: 700, height: 800 });
    await open(page, server, "/c/ledger?company_id=1&open=103");
    const left = () =>
      page.evaluate(() => document.querySelector("tbody td.name").getBoundingClientRect().left);
    const start = await left();
    const moved = await page.evaluate(() => {
      const scroller = document.querySelector(".scroller");
      scroller.scrollTo(300, 0);
      return scroller.scrollLeft;
    });
    assert.ok(moved > 0, "the table is wider than the window");
    assert.equal(await left(), start);
  },

  "a table has one cell in the order of the keyboard, and says where each row stands": async (
    context,
  ) => {
    const { page, server } = context;
    await open(page, server, AGEING);
    assert.equal(await page.locator("tbody [tabindex='0']").count(), 1);
    const table = page.locator(".grid table");
    assert.match(await table.getAttribute("role"), /grid/);
    assert.equal(await table.getAttribute("aria-rowcount"), "265");
    assert.equal(await page.getAttribute("tbody tr:nth-child(1)", "aria-rowindex"), "2");
    assert.ok((await page.locator("thead th[scope=col], thead th[role=columnheader]").count()) > 5);
  },

  "a file has what the page shows, whatever is unfolded or loaded": async ({ page, server }) => {
    await open(page, server, `${AGEING}&q=sur&open=2`);
    const ordered = page.waitForRequest((each) => each.method() === "POST");
    await page.keyboard.press("x");
    await page.waitForSelector("dialog.box:has-text('263')");
    await page.click("dialog.box button[type=submit]");
    const { report, parameters } = (await ordered).postDataJSON();
    assert.equal(report, "ageing");
    for (const name of ["open", "limit", "cursor", "columns"]) assert.ok(!(name in parameters));
  },

  "looking at a dead letter changes nothing, and it goes back to its queue": async (context) => {
    const { page, server } = context;
    await open(page, server, "/c/dead-letters");
    const acts = () => server.state.requests.filter((line) => !line.startsWith("GET"));
    const before = acts().length;
    await page.click("td.name button");
    await page.waitForSelector("dialog[open]");
    assert.equal(acts().length, before);
    await page.keyboard.press("Escape");
    await page.click("button:has-text('Repetir') >> nth=0");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  },

  "a model with trouble stands first": async ({ page, server }) => {
    await open(page, server, "/c/mirror");
    const states = await textsOf(page, "tbody tr td:nth-child(3)");
    assert.match(states[0], /Falló/);
    assert.match(states[1], /Reparando/);
    assert.match(states.at(-1), /Al día/);
  },
};
