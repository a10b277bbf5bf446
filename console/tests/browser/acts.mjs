// What a person does on the screens beyond the ageing: acts, layers, the map of keys.
import assert from "node:assert/strict";

const key = (page, ...names) =>
  names.reduce((before, name) => before.then(() => page.keyboard.press(name)), Promise.resolve());

/** The page moves the focus once it has drawn what a key asks for. */
const focuses = (page, text) =>
  page.waitForFunction((wanted) => document.activeElement.textContent === wanted, text);

/** Something is new, and the API says so to every page. */
function changes(server, kind) {
  server.state.version += 1;
  server.state.emit(kind);
}

export const acts = {
  "a report without a company shows the first one, and remembers another": async (context) => {
    const { page, server } = context;
    await page.goto(`${server.url}/c/trial-balance`);
    await page.waitForURL(/trial-balance\?company_id=1$/);
    await page.waitForSelector("td.name");
    await page.goto(`${server.url}/c/trial-balance?company_id=2`);
    await page.waitForSelector("td.name");
    await page.goto(`${server.url}/c/collections`);
    await page.waitForURL(/collections\?company_id=2$/);
  },

  "a document opens over the page, leads to its counterpart, and Escape closes it": async (
    context,
  ) => {
    const { page, server } = context;
    await page.goto(`${server.url}/c/receivables?company_id=1&open=2`);
    await page.click("tr.child a");
    await page.waitForURL(/open=2&doc=7/);
    await page.waitForSelector(".amounts");
    await page.click("dialog a:has-text('PBNK1')");
    await page.waitForURL(/doc=9/);
    await page.waitForSelector(".amounts");
    await key(page, "Escape");
    await page.waitForURL(/open=2$/);
    await page.waitForSelector("dialog.drawer", { state: "detached" });
  },

  "an export keeps its key over retries, shows its progress, and can be fetched": async (
    context,
  ) => {
    const { page, server, accessible, picture } = context;
    await page.goto(`${server.url}/c/receivables?company_id=1`);
    await page.waitForSelector("button[data-export]");
    await key(page, "x");
    await page.waitForSelector("dialog.box form");
    await accessible(page, "export-dialog");
    await picture(page, "export-dialog");
    await page.selectOption("dialog.box select", "csv");
    await page.click("dialog.box button[type=submit]");
    await page.waitForSelector("dialog.box .notice.bad");
    await page.click("dialog.box button[type=submit]");
    await page.waitForSelector("dialog.box [role=progressbar][aria-valuenow='49']");
    await picture(page, "export-progress");
    server.state.exporting = false;
    changes(server, "export");
    await page.waitForSelector("dialog a[download]");
    assert.equal(server.state.keys.length, 2);
    assert.ok(server.state.keys[0]);
    assert.equal(server.state.keys[0], server.state.keys[1]);
  },

  "an act that needs a fresh confirmation asks for it, and goes on": async (context) => {
    const { page, server, accessible, picture } = context;
    await page.goto(`${server.url}/c/keys`);
    await page.click("button:has-text('Nueva llave')");
    await page.fill("dialog input[type=text]", "Power BI");
    await accessible(page, "new-key");
    await page.click("dialog.box button[type=submit]");
    await page.waitForSelector("dialog input[type=password]");
    await accessible(page, "confirmation");
    await picture(page, "confirmation");
    await page.fill("dialog input[type=password]", "correct horse battery staple");
    await page.fill("dialog input[autocomplete=one-time-code]", "123456");
    await page.click("dialog button:has-text('Confirmar')");
    await page.waitForSelector("dialog .copy-text");
    await picture(page, "new-key");
    assert.match(await page.inputValue("dialog .copy-text input"), /^espejo_/);
  },

  "a decision says what happens before it does": async (context) => {
    const { page, server, accessible, picture } = context;
    server.state.confirmed = true;
    await page.goto(`${server.url}/c/alarms`);
    await page.click("button:has-text('Confirmar los borrados')");
    await page.waitForSelector("dialog:has-text('No se puede deshacer')");
    await accessible(page, "decision");
    await picture(page, "decision");
    const before = server.state.requests.length;
    await page.click("dialog button:has-text('Cancelar')");
    assert.ok(server.state.requests.slice(before).every((line) => !line.startsWith("POST")));
  },

  "a dead letter is discarded with a reason only": async ({ page, server }) => {
    await page.goto(`${server.url}/c/dead-letters`);
    await page.click("button:has-text('Descartar')");
    await page.waitForSelector("dialog textarea");
    assert.equal(await page.isDisabled("dialog.box button[type=submit]"), true);
    await page.fill("dialog textarea", "Duplicado");
    await page.click("dialog.box button[type=submit]");
    await page.waitForSelector("dialog", { state: "hidden" });
    assert.ok(server.state.requests.some((line) => /^DELETE .*reason=Duplicado/.test(line)));
  },

  "what somebody else has changed is not overwritten": async (context) => {
    const { page, server, accessible, picture } = context;
    await page.goto(`${server.url}/c/treasury?company_id=1`);
    await page.click(".movement button");
    await page.waitForSelector(".movement-form");
    server.state.movement += 1;
    server.state.version += 1;
    const polled = page.waitForResponse((each) => each.url().includes("planned-movements"));
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await polled;
    await page.fill(".movement-form input >> nth=1", "Planilla de enero");
    await page.click(".movement-form button[type=submit]");
    await page.waitForSelector("text=Alguien cambió esto mientras tanto");
    await accessible(page, "conflict");
    await picture(page, "conflict");
    await page.click("text=Ver cómo está ahora");
    await page.click(".movement button");
    await page.fill(".movement-form input >> nth=1", "Planilla de enero");
    await page.click(".movement-form button[type=submit]");
    await page.waitForSelector(".movement-form", { state: "detached" });
  },

  "every act of a row is reached by the keyboard": async ({ page, server }) => {
    await page.goto(`${server.url}/c/views`);
    await page.waitForSelector("td.name");
    await page.click("tbody tr:nth-child(1) td:nth-child(2)");
    await key(page, "End", "Enter");
    await focuses(page, "Renombrar");
    await key(page, "ArrowRight");
    await focuses(page, "Borrar");
    await key(page, "Enter");
    await page.waitForSelector("dialog:has-text('Se borra para todos')");
    await key(page, "Escape");
    await page.waitForSelector("dialog.box", { state: "detached" });
    await focuses(page, "Borrar");
    await key(page, "Escape");
    await page.waitForFunction(() => document.activeElement.tagName === "TD");
  },

  "a form and a secret are not lost by a slip": async ({ page, server }) => {
    server.state.confirmed = true;
    await page.goto(`${server.url}/c/keys`);
    await page.click("button:has-text('Nueva llave')");
    await page.fill("dialog input[type=text]", "Power BI");
    await page.mouse.click(5, 5);
    assert.equal(await page.inputValue("dialog input[type=text]"), "Power BI");
    await page.click("dialog.box button[type=submit]");
    await page.waitForSelector("dialog .copy-text");
    await page.mouse.click(5, 5);
    await key(page, "Escape", "Escape");
    assert.match(await page.inputValue("dialog .copy-text input"), /^espejo_/);
    await page.click("dialog button:has-text('Ya lo guardé')");
    await page.waitForSelector("dialog.box", { state: "detached" });
    await focuses(page, "Nueva llave");
  },

  "a viewer sees which role a button needs": async ({ page, server }) => {
    server.state.role = "viewer";
    await page.goto(`${server.url}/c/receivables?company_id=1`);
    await page.waitForSelector("button[data-export]");
    assert.equal(await page.isDisabled("button[data-export]"), true);
    assert.match(await page.getAttribute("button[data-export]", "title"), /Operación/);
    assert.equal(await page.locator("a[href='/c/people']").count(), 0);
  },

  "the search finds partners and pages, and remembers": async (context) => {
    const { page, server, accessible, picture } = context;
    await page.goto(`${server.url}/c/mirror`);
    await page.waitForSelector("td.name");
    await key(page, "/");
    await page.waitForSelector("[role=combobox]");
    await page.keyboard.type("tesoreria");
    await page.waitForSelector("[role=option]:has-text('Tesorería')");
    await accessible(page, "search");
    await picture(page, "search");
    await page.fill("[role=combobox]", "sur");
    await page.waitForSelector("[role=option]:has-text('Consultores del Sur')");
    await key(page, "ArrowDown", "Enter");
    await page.waitForURL(/partners\/\d+/);
    await key(page, "/");
    await page.waitForFunction(() => document.querySelectorAll("[role=option]").length === 1);
  },

  "letters after g lead to screens, brackets step through months": async ({ page, server }) => {
    await page.goto(`${server.url}/c/mirror`);
    await page.waitForSelector("td.name");
    await key(page, "g", "l");
    await page.waitForURL(/\/c\/ledger/);
    await page.waitForSelector("a[data-month]");
    await key(page, "[");
    await page.waitForURL(/date_from=2026-10-01&date_to=2026-10-31/);
    await page.waitForSelector(".as-of");
    await key(page, "]");
    await page.waitForURL(/date_from=2026-11-01&date_to=2026-11-30/);
  },

  "a level is unfolded at once, everything is selected, and a formula is read": async (context) => {
    const { page, server } = context;
    await page.goto(`${server.url}/c/trial-balance?company_id=1`);
    await page.waitForSelector("td.name");
    const rows = await page.locator("tbody tr").count();
    await page.click("tbody tr:nth-child(1) td:nth-child(2)");
    await key(page, "ArrowLeft", "ArrowDown", "ArrowDown", "Shift+ArrowRight");
    await page.waitForFunction(
      (before) => document.querySelectorAll("tbody tr").length > before,
      rows,
    );
    await key(page, "Control+a");
    await page.waitForSelector("td.selected");
    await page.goto(`${server.url}/c/collections?company_id=1`);
    await page.focus(".measure button");
    await page.waitForSelector("[role=tooltip]:has-text('facturado')", { state: "visible" });
    await page.goto(`${server.url}/c/collections?company_id=1`);
    await page
      .locator("label.filter, .filter", { hasText: "Agrupar por" })
      .locator("select")
      .selectOption("salesperson");
    await key(page, "Control+Enter");
    await page.waitForURL(/group_by=salesperson/);
    await page.waitForSelector("td.name:has-text('Sin vendedor')");
  },

  "a filter is chosen from a list, under its name": async (context) => {
    const { page, server, accessible, picture } = context;
    await page.goto(`${server.url}/c/receivables?company_id=1`);
    await page.selectOption("select.add", "filter.salesperson_ids");
    await page.waitForSelector("dialog.box .check");
    await accessible(page, "catalogue");
    await picture(page, "catalogue");
    await page.fill("dialog.box input[type=search]", "rosa");
    await page.waitForFunction(() => document.querySelectorAll("dialog.box .check").length === 1);
    await page.check("dialog.box .check input");
    await page.click("dialog.box button[type=submit]");
    await page.waitForSelector(".filter.staged:has-text('Rosa Huamán')");
    await key(page, "Control+Enter");
    await page.waitForURL(/salesperson_ids=3/);
    await page.waitForSelector(".filter:not(.staged):has-text('Rosa Huamán')");
  },

  "an ageing is compared with another day, and searched": async (context) => {
    const { page, server, accessible, picture } = context;
    await page.goto(`${server.url}/c/receivables?company_id=1`);
    await page.waitForSelector("td.name");
    await page.selectOption("select.add", "filter.compare_as_of");
    await page.waitForSelector(".filter.staged:has-text('31/10/2026')");
    await page.fill(".filter:has-text('Buscar') input", "sur");
    await key(page, "Enter");
    await page.waitForURL(/q=sur&compare_as_of=2026-10-31/);
    await page.waitForSelector("thead th:has-text('Variación')");
    await accessible(page, "comparison");
    await picture(page, "comparison");
    await page.click("thead a[data-column=bucket-1]");
    await page.waitForURL(/sort=-bucket:1/);
  },

  "a statement is sent from the page of the customer": async (context) => {
    const { page, server, accessible, picture } = context;
    await page.goto(`${server.url}/c/partners/2?company_id=1`);
    await page.click("button:has-text('Enviar estado')");
    await page.waitForSelector("dialog.box form");
    assert.equal(await page.inputValue("dialog.box input >> nth=0"), "cobranzas@cliente2.pe");
    await accessible(page, "send-statement");
    await picture(page, "send-statement");
    await page.click("dialog.box button[type=submit]");
    await page.waitForSelector(".toast:has-text('1 correo en camino a Consultores del Sur')");
    await accessible(page, "toast");
    await picture(page, "toast");
    await page.click(".toast a");
    await page.waitForURL(/mails\?partner_id=2/);
    await page.waitForSelector(".toast", { state: "detached" });
  },

  "a customer is left out of one run, and taken in again": async ({ page, server, picture }) => {
    await page.goto(`${server.url}/c/statements/new?company_id=1`);
    await page.waitForSelector("td.name:has-text('Consultores del Sur')");
    await page.click("tr:has-text('Consultores del Sur') button:has-text('No enviar')");
    await page.waitForURL(/exclude_partner_ids=2$/);
    await page.waitForSelector("td.name:has-text('Consultores del Sur')", { state: "detached" });
    await page.waitForSelector(".filter:has-text('1 cliente')");
    await picture(page, "left-out");
    await page.click(".toast button:has-text('Deshacer')");
    await page.waitForSelector("td.name:has-text('Consultores del Sur')");
  },

  "a note with a promise is written, changed and deleted": async (context) => {
    const { page, server, accessible, picture } = context;
    await page.goto(`${server.url}/c/partners/2?company_id=1&tab=notes`);
    await page.waitForSelector(".notes li");
    await key(page, "n");
    await page.fill(".note-form textarea", "Promete pagar todo.");
    await page.fill(".note-form input[type=date]", "2026-12-15");
    await page.fill(".promise-fields input >> nth=1", "1180,5x");
    await page.click(".note-form button[type=submit]");
    await page.waitForSelector(".note-form .fault");
    await page.fill(".promise-fields input >> nth=1", "1,180.50");
    await accessible(page, "note");
    await picture(page, "note");
    await page.click(".note-form button[type=submit]");
    await page.waitForSelector(".notes li:has-text('PEN 1,180.50')");
    await page.click(".notes li:has-text('todo') button:has-text('Editar')");
    await page.fill(".note-form textarea", "Promete pagar la mitad.");
    await page.click(".note-form button[type=submit]");
    await page.waitForSelector(".notes li:has-text('la mitad')");
    await page.click(".notes li:has-text('Promete pagar la mitad') button:has-text('Borrar')");
    await page.click("dialog button:has-text('Borrar 1 nota')");
    await page.waitForSelector(".notes li:has-text('Promete pagar la mitad')", {
      state: "detached",
    });
    assert.equal(server.state.notes.length, 3);
  },

  "the mail to a customer is shown before a run, and a test of it is sent": async (context) => {
    const { page, server, accessible, picture } = context;
    await page.goto(`${server.url}/c/statements/new?company_id=1`);
    await page.waitForSelector("td.name");
    await page.fill(".start input", "Su saldo");
    await page.fill(".start textarea", "Gracias por su pago de octubre.");
    await page.click("button:has-text('Ver el correo')");
    await page.waitForURL(/letter=1$/);
    await page.waitForSelector(".letter-text:has-text('Gracias por su pago de octubre.')");
    await page.waitForSelector("dialog dd:has-text('Su saldo')");
    await accessible(page, "letter");
    await picture(page, "letter");
    await page.selectOption("dialog select", "3");
    await page.waitForSelector("dialog .pill:has-text('Excluido')");
    await page.waitForSelector("dialog dd:has-text('Nadie')");
    await picture(page, "letter-excluded");
    await key(page, "Escape");
    await page.waitForURL(/new\?company_id=1$/);
    assert.equal(await page.inputValue(".start input"), "Su saldo");
    await page.click("tr:has-text('Consultores del Sur') a:has-text('Correo')");
    await page.waitForURL(/letter=2$/);
    assert.equal(await page.inputValue("dialog input[type=email]"), "ana@example.com");
    await page.fill("dialog input[type=email]", "nadie");
    await page.click("dialog button:has-text('Enviar prueba')");
    await page.waitForSelector("dialog [role=alert]");
    await page.fill("dialog input[type=email]", "pruebas@andina.pe");
    await page.click("dialog button:has-text('Enviar prueba')");
    await page.waitForSelector(".toast:has-text('en camino a pruebas@andina.pe')");
    const { partner_id, recipient, statement_run } = server.state.tested;
    assert.deepEqual([partner_id, recipient], [2, "pruebas@andina.pe"]);
    assert.deepEqual([statement_run.subject, statement_run.parameters.company_id], ["Su saldo", 1]);
  },

  "the latest note is in the ageing, and one is written about a row": async (context) => {
    const { page, server, accessible, picture } = context;
    const columns = "bucket-0,bucket-1,total,latest_note,promised";
    await page.goto(`${server.url}/c/receivables?company_id=1&open=2&columns=${columns}`);
    await page.waitForSelector("tr.child a");
    const note = page.locator("tbody a[title*='Ana Quispe']").first();
    assert.match(await note.getAttribute("title"), /Promete pagar el 15\/01\/2027/);
    await accessible(page, "ageing-notes");
    await picture(page, "ageing-notes");
    await page.click("tbody tr:first-child td[data-column='4']");
    await key(page, "n");
    await page.waitForSelector("dialog h2:has-text('Nueva nota: Panadería')");
    await page.fill("dialog textarea", "Pidieron una copia.");
    await accessible(page, "row-note");
    await picture(page, "row-note");
    await page.click("dialog button[type=submit]");
    await page.waitForSelector(".toast:has-text('La nota está guardada')");
    assert.equal(server.state.notes[0].object, "/v1/partners/1");
    // The answer has a cell of the keyboard again, and Enter leads to the whole note.
    await page.click("tbody tr:nth-child(2) td[data-column='4']", { position: { x: 160, y: 8 } });
    await key(page, "Enter");
    await page.waitForURL(/partners\/2\?company_id=1&tab=notes$/);
  },

  "a schedule runs now, and shows its times while it is written": async (context) => {
    const { page, server, accessible, picture } = context;
    await page.goto(`${server.url}/c/schedules/0197a1b2-0000-7000-8000-000000000003`);
    await page.click("button:has-text('Ejecutar ahora')");
    await page.waitForSelector(".toast a:has-text('Ver')");
    await page.click("button:has-text('Pausar')");
    await page.click(".toast button:has-text('Deshacer')");
    await page.waitForSelector(".toast:has-text('La programación sigue')");
    await page.click("button:has-text('Editar')");
    await page.waitForSelector("dialog .cron li");
    await accessible(page, "cron");
    await picture(page, "cron");
    await page.fill("dialog .cron input", "0 7 *");
    await page.waitForSelector("dialog .cron .fault");
  },

  "columns that were chosen are in the link and in the saved view": async (context) => {
    const { page, server, accessible, picture } = context;
    await page.goto(`${server.url}/c/receivables?company_id=1&open=2`);
    await page.waitForSelector("td.name");
    await page.click(".status button:has-text('Columnas')");
    await accessible(page, "columns");
    await picture(page, "columns");
    await page.click("dialog.box button[aria-label='Subir Total']");
    await page.waitForURL(/columns=.*total,bucket-5/);
    await page.waitForFunction(() => document.activeElement.ariaLabel === "Subir Total");
    await key(page, "Enter");
    await page.waitForURL(/columns=.*total,bucket-4,bucket-5/);
    await page.waitForSelector("dialog [role=status]:has-text('Total: ')", { state: "attached" });
    await page.uncheck("dialog.box .check:has-text('RUC') input");
    await page.waitForURL(/columns=items,bucket-0/);
    await page.waitForSelector("thead th:has-text('RUC')", { state: "detached" });
    await key(page, "Escape");
    await page.click("button[data-view]");
    await page.fill("dialog.box form input[type=text]", "Sin RUC");
    await page.click("dialog.box form button.primary");
    await page.waitForSelector("dialog.box", { state: "detached" });
    const { presentation } = server.state.saved;
    assert.equal(presentation.columns[0].key, "items");
    assert.deepEqual(presentation.unfolded, ["2"]);
  },

  "a report without anything in its URL opens with its first view": async ({ page, server }) => {
    await page.goto(`${server.url}/c/mirror`);
    await page.waitForSelector("td.name");
    await key(page, "g", "r");
    await page.waitForURL(/receivables\?company_id=1&buckets=30,60,90&open=2/);
    await page.waitForSelector("tr.child a");
  },

  "an open second factor shows its code as a picture": async ({ page, server, picture }) => {
    server.state.confirmed = true;
    await page.goto(`${server.url}/c/me`);
    await page.click("button:has-text('Configurar')");
    await page.waitForSelector("svg.qr path");
    await picture(page, "second-factor");
  },

  "paper has every row, every filter and every name, and no navigation": async ({
    page,
    server,
    picture,
  }) => {
    server.state.rows = 1_400;
    await page.addInitScript(() => {
      // Chromium without a screen has no printer: the page must only have come so far.
      window.print = () => dispatchEvent(new Event("beforeprint"));
    });
    await page.goto(`${server.url}/c/receivables?company_id=1&salesperson_ids=3`);
    await page.waitForSelector("td.name");
    await page.click("button[aria-label=Imprimir]");
    await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1_400);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.isVisible("nav.side"), false);
    assert.equal(await page.isVisible(".filters .add"), false);
    await page.waitForSelector(".filters .choose:has-text('Rosa Huamán')");
    await page.setViewportSize({ width: 1047, height: 720 });
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll("td.name")]
        .slice(0, 100)
        .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
        .map((cell) => cell.textContent),
    );
    assert.deepEqual(cut, []);
    await picture(page, "print");
    await page.emulateMedia({ media: "screen" });
  },
};
