// What happens by itself: the stream of events, one for all tabs, and what is done without it.
import assert from "node:assert/strict";

/** Waits for something that the server of the test knows. */
async function until(holds, what) {
  for (let tries = 0; tries < 250 && !holds(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.ok(holds(), what);
}

const opened = (server, count = 1) =>
  until(() => server.state.streams.size === count, `${count} open streams of events`);

/** An alarm is decided elsewhere. */
function decide(server) {
  server.state.decided = true;
  server.state.version += 1;
}

async function openAlarms(page, server) {
  await page.goto(`${server.url}/c/alarms`);
  await page.waitForSelector(".alarm");
}

const gone = (page) => page.waitForSelector(".alarm", { state: "detached" });

export const events = {
  "a decided alarm leaves by itself": async ({ page, server }) => {
    await openAlarms(page, server);
    await opened(server);
    decide(server);
    server.state.emit("alarm");
    await gone(page);
    await page.waitForSelector("text=No hay ninguna alarma");
  },

  "one tab reads the events for all, and another takes its place": async ({ page, server }) => {
    await openAlarms(page, server);
    await opened(server);
    const second = await page.context().newPage();
    await openAlarms(second, server);
    await opened(server);
    decide(server);
    server.state.emit("alarm");
    await gone(second);
    await page.close();
    await until(() => server.state.requests.filter((line) => /v1\/events/.test(line)).length === 2);
    await opened(server);
    // What happened between the two streams is not lost.
    server.state.decided = false;
    server.state.version += 1;
    server.state.emit("alarm");
    await second.waitForSelector(".alarm");
    await second.close();
  },

  "an interrupted stream goes on from the last event": async ({ page, server }) => {
    await openAlarms(page, server);
    await opened(server);
    server.state.emit("run");
    for (const stream of server.state.streams) stream.end();
    await until(() => server.state.resumed !== null, "the browser names the last event");
    decide(server);
    server.state.emit("alarm");
    await gone(page);
  },

  "without events the page asks by itself": async ({ page, server }) => {
    server.state.refuses = true;
    server.state.keys = ["first"];
    await page.goto(`${server.url}/c/receivables?company_id=1`);
    await page.click("button[data-export]");
    await page.click("dialog.box button[type=submit]");
    await page.waitForSelector("dialog.box [role=progressbar]");
    server.state.exporting = false;
    server.state.version += 1;
    await page.waitForSelector("dialog a[download]");
  },

  "new books are told at once, and no row moves": async ({ page, server }) => {
    await page.goto(`${server.url}/c/receivables?company_id=1`);
    await page.waitForSelector("td.name");
    await opened(server);
    const before = await page.textContent("tbody");
    server.state.rows = 40;
    server.state.version += 1;
    server.state.emit("mirror");
    await page.waitForSelector("text=Los datos cambiaron");
    assert.equal(await page.textContent("tbody"), before);
  },
};
