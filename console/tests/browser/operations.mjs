// Answers of deliveries, operation and administration for the browser test, and what acts do.
import {
  ago,
  cents,
  example,
  freshness,
  mirror,
  NAMES,
  problem,
  runningExport,
} from "./fixtures.mjs";

const id = (index) => `0197a1b2-0000-7000-8000-${String(index).padStart(12, "0")}`;
const page = (data) => ({ data, next: null });
const ANA = { id: "0197a1b2c3d4", kind: "person", name: "Ana Quispe" };

function exports() {
  const order = example("/v1/exports/{id}");
  const file = {
    ...order.file,
    name: "antiguedad.xlsx",
    size_bytes: 48_120,
    control_total: "71687314.57",
  };
  const rows = [
    {
      report: "ageing",
      state: "running",
      rows_written: 31_204,
      rows_expected: 52_152,
      rows_per_second: 2140,
      seconds_left: 10,
      file: null,
    },
    { report: "open-items", state: "finished", rows_written: 1433, file },
    {
      report: "general-ledger",
      state: "failed",
      format: "pdf",
      file: null,
      failure: { reason: "too_many_rows", detail: "" },
    },
    { report: "trial-balance", state: "cancelled", file: null },
    { report: "collections", state: "requested", format: "csv", file: null },
  ];
  return page(
    rows.map((row, index) => ({
      ...order,
      failure: null,
      parameters: { side: "receivable", as_of: "2026-11-30", company_id: 1 },
      created_at: ago(300 * (index + 1)),
      created_by: ANA,
      ...row,
      id: id(index + 1),
    })),
  );
}

function mails() {
  const mail = example("/v1/mails").data[0];
  const states = ["sent", "failed", "waiting", "skipped"];
  return page(
    states.map((state, index) => ({
      ...mail,
      id: id(index + 1),
      state,
      recipient: `cobranzas@cliente${index + 1}.pe`,
      detail: state === "failed" ? "mailbox unavailable" : null,
      reply_code: state === "failed" ? 550 : null,
    })),
  );
}

const SCHEDULES = [
  ["Incremental", "*/5 * * * *", { run_kind: "incremental" }],
  ["Verificación nocturna", "30 3 * * *", { run_kind: "verify" }],
  ["Antigüedad para gerencia", "0 7 * * 1-5", "report"],
  ["Estados de cuenta", "0 8 1 * *", "statement"],
];

function schedule([name, cron, what], index) {
  const base = example("/v1/schedules").data[0];
  const report = { ...base.report, report: "ageing" };
  return {
    ...base,
    report: what === "report" ? report : null,
    statement_run: what === "statement" ? base.statement_run : null,
    run_kind: typeof what === "string" ? null : what.run_kind,
    id: id(index + 1),
    name,
    cron,
    paused: index === 3,
    upcoming: [1, 2, 3, 4, 5].map((step) => ago(-3600 * step)),
  };
}

const schedulePreview = () => ({
  ...example("/v1/schedules/preview", "post"),
  upcoming: [1, 2, 3, 4, 5].map((step) => ago(-86_400 * step)),
});

function fires() {
  const fire = example("/v1/schedules/{id}/fires").data[0];
  const outcomes = ["started", "started", "missed", "failed"];
  return page(
    outcomes.map((outcome, index) => ({
      ...fire,
      outcome,
      due_at: ago(86_400 * (index + 1)),
      detail: outcome === "failed" ? "El informe ya no existe" : null,
      created_by: index === 0 ? ANA : null,
      started_url: outcome === "started" ? `/v1/exports/${id(2)}` : null,
    })),
  );
}

function statementRun(index) {
  const run = example("/v1/statement-runs").data[0];
  return {
    ...run,
    id: id(index + 1),
    state: index === 0 ? "running" : "finished",
    created_at: ago(3600 * (index + 1)),
    created_by: ANA,
    customers: 128,
    amount_due: "1440978.19",
    parameters: { company_id: 1, as_of: "2026-11-30" },
    states: {
      waiting: 30,
      exporting: 4,
      mailing: 6,
      sent: 80,
      failed: 3,
      skipped: 5,
      cancelled: 0,
    },
  };
}

function statementItems() {
  const item = example("/v1/statement-runs/{id}/items").data[0];
  const states = ["failed", "waiting", "sent", "skipped", "mailing"];
  return page(
    NAMES.map((partner_name, index) => ({
      ...item,
      position: index + 1,
      partner_id: index + 1,
      partner_name,
      state: states[index % states.length],
      detail: states[index % states.length] === "failed" ? "550 mailbox unavailable" : null,
      amount_due: cents(12_078_917 * (index + 1)),
      amount_overdue: cents(8_078_917 * (index + 1)),
    })),
  );
}

const LETTER = `Comercial Andina Perú 1

Estado de cuenta al 30 de noviembre de 2026
===========================================

Estimados señores de Consultores del Sur S.A.C.:

Según nuestros libros, tienen pendientes de pago estos importes:

  Moneda   Pendiente  Del cual, vencido  Vencido desde
  PEN     241,578.34         161,578.34     20/05/2026
  USD      20,175.25          15,905.25     03/07/2026

Su estado de cuenta (PDF, … KB) está adjunto.

Indique en la transferencia el número de cada factura. Si ya pagó,
responda con la constancia: los pagos posteriores al 30/11/2026 09:30
(Lima) no figuran aquí.

Rosa Quispe, Cobranzas
+51 1 555 0142 · cobranzas@andina.example
`;

function letter(query, url) {
  const partner_id = Number(url.split("/")[4]);
  const sample = example("/v1/statement-runs/preview/{partner_id}/letter");
  const left = partner_id === 3;
  return {
    ...sample,
    partner_id,
    partner_name: NAMES[partner_id - 1],
    detail: left ? "Excluido: en litigio" : null,
    outlook: left ? "excluded" : "send",
    recipients: left ? [] : ["cobranzas@cliente2.pe", "caja@cliente2.pe"],
    subject: query.get("subject") ?? "Estado de cuenta al 30/11/2026 – Comercial Andina Perú 1",
    plain_text: [query.get("note"), LETTER].filter(Boolean).join("\n\n"),
  };
}

function preview(query) {
  const left = (query.get("exclude_partner_ids") ?? "").split(",");
  const answer = example("/v1/statement-runs/preview");
  const outlooks = ["send", "send", "excluded", "no_address", "payment_pending"];
  return {
    ...answer,
    company: { id: 1, name: "Comercial Andina Perú 1", currency: "PEN", decimal_places: 2 },
    freshness: freshness(),
    next: null,
    data: NAMES.map((partner_name, index) => ({
      ...answer.data[0],
      partner_id: index + 1,
      partner_name,
      outlook: outlooks[index % outlooks.length],
      amount_due: cents(12_078_917 * (index + 1)),
      amount_overdue: cents(8_078_917 * (index + 1)),
    })).filter((row) => !left.includes(String(row.partner_id))),
    totals: {
      ...answer.totals,
      customers: 12,
      to_send: 128,
      mails: 131,
      excluded: 4,
      without_address: 7,
      payment_pending: 2,
      amount_due: "9440978.19",
      amount_due_to_send: "8440978.19",
      amount_overdue: "7440978.19",
    },
  };
}

function views() {
  const view = example("/v1/saved-views").data[0];
  const rows = [
    ["Cierre mensual", "ageing", "/v1/receivables/ageing?company_id=1&buckets=30,60,90"],
    ["Vencidos en dólares", "open-items", "/v1/receivables/open-items?company_id=1&currency=USD"],
    ["Comprobación trimestral", "trial-balance", "/v1/ledger/trial-balance?company_id=1"],
  ];
  return page(
    rows.map(([name, report, report_url], index) => ({
      ...view,
      id: id(index + 1),
      name,
      report,
      report_url,
      is_default: index === 0,
      presentation: index === 0 ? { unfolded: ["2"] } : null,
      created_by: ANA,
    })),
  );
}

function runs() {
  const run = example("/v1/sync-runs").data[0];
  const rows = [
    ["verify", "running", null],
    ["incremental", "done", null],
    ["incremental", "failed", { reason: "timeout", detail: "", hint: "" }],
    ["snapshot", "done", null],
    ["repair", "cancelled", null],
  ];
  return page(
    rows.map(([kind, state, failure], index) => ({
      ...run,
      id: id(index + 1),
      kind,
      state,
      failure,
      rows_read: 31_204 * (index + 1),
      created_by: { kind: "schedule", id: "1", name: "Verificación nocturna" },
      created_at: ago(900 * (index + 1)),
      started_at: ago(890 * (index + 1)),
      finished_at: state === "running" ? null : ago(800 * (index + 1)),
    })),
  );
}

function run() {
  const detail = example("/v1/sync-runs/{id}");
  const models = ["account.move.line", "account.move", "res.partner", "account.payment"];
  return {
    ...detail,
    ...runs().data[0],
    parent_run_id: null,
    odoo_version: "17.0",
    models: models.map((model, index) => ({
      ...detail.models[0],
      model,
      part: index + 1,
      absent: false,
      complete: index < 2,
      missing_fields: index === 1 ? ["payment_reference"] : [],
      problems: [],
      rows_applied: 38_204 - index * 9000,
      rows_changed: 210 - index * 40,
    })),
  };
}

function alarms(query, state) {
  const [open] = mirror().alarms;
  if (query.get("state") === "open") return page(state.decided ? [] : [open]);
  const earlier = example("/v1/alarms").data[0];
  return page([
    {
      ...earlier,
      id: id(8),
      kind: "restored",
      state: "cleared",
      raised_at: ago(90_000),
      cleared_at: ago(80_000),
      decided_by: ANA,
      rows_missing: null,
    },
    {
      ...earlier,
      id: id(9),
      state: "cleared",
      raised_at: ago(190_000),
      cleared_at: ago(180_000),
      decided_by: null,
      reason: null,
    },
  ]);
}

function missingRows() {
  const row = example("/v1/sync-runs/{id}/missing-rows").data[0];
  return page(
    NAMES.map((_, index) => ({
      ...row,
      record_id: 8000 + index,
      record_name: `FFA1 F001-000189${index + 10}`,
      odoo_url: "https://odoo.example/odoo/account.move/7",
    })),
  );
}

function letters() {
  const letter = example("/v1/dead-letters").data[0];
  return page(
    ["rejected", "attempts", "data"].map((reason, index) => ({
      ...letter,
      id: id(index + 1),
      reason,
      died_at: ago(4000 * (index + 1)),
    })),
  );
}

function letterActions() {
  const action = example("/v1/dead-letter-actions").data[0];
  return page(
    ["replay", "discard", "replay"].map((what, index) => ({
      ...action,
      id: id(index + 1),
      action: what,
      created_by: ANA,
      created_at: ago(5000 * (index + 1)),
      done_at: index === 2 ? null : ago(4999 * (index + 1)),
      reason: what === "discard" ? "Duplicado" : null,
    })),
  );
}

function people() {
  const person = example("/v1/people").data[0];
  const rows = [
    ["Ana Quispe", "admin", "active", null],
    ["Luis Rojas", "operator", "active", [1]],
    ["María Fernández", "viewer", "invited", [1, 2]],
    ["Jorge Paz", "viewer", "disabled", null],
  ];
  return page(
    rows.map(([name, role, state, company_ids], index) => ({
      ...person,
      id: index === 0 ? example("/v1/session").person.id : id(index + 1),
      name,
      role,
      state,
      company_ids,
      email: `${name.split(" ")[0].toLowerCase()}@andina.pe`,
      has_second_factor: index < 2,
      last_seen_at: ago(3600 * (index + 1)),
    })),
  );
}

function keys() {
  const key = example("/v1/api-keys").data[0];
  return page([
    {
      ...key,
      id: "k3v9x2m8q1zt",
      name: "Power BI",
      revoked_at: null,
      active: true,
      company_ids: null,
    },
    {
      ...key,
      id: "k8v9x2m8q1zz",
      name: "Robot de cobranza",
      revoked_at: null,
      active: false,
      company_ids: [1],
    },
    { ...key, id: "k1v9x2m8q1aa", name: "Prueba", active: false, company_ids: [2] },
  ]);
}

function audit() {
  const entry = example("/v1/audit").data[0];
  const acts = [
    "replace saved view",
    "create export",
    "sign in",
    "revoke api key",
    "change person",
  ];
  return page(
    acts.map((action, index) => ({
      ...entry,
      number: 4812 - index,
      action,
      at: ago(700 * (index + 1)),
      before: index === 0 ? { name: "Cierre" } : null,
      after: index === 0 ? { name: "Cierre mensual" } : null,
    })),
  );
}

function webhooks() {
  const hook = example("/v1/webhooks").data[0];
  return page([
    {
      ...hook,
      id: id(1),
      name: "Avisos a Slack",
      active: true,
      paused_because: null,
      events: ["alarm.raised", "run.failed"],
    },
    { ...hook, id: id(2), name: "ERP de la matriz", active: false, events: ["export.finished"] },
  ]);
}

const list = (path, fields) => page([{ ...example(path).data[0], ...fields }]);

export const operations = (state) => ({
  "/v1/exports": exports,
  "/v1/exports/*": () => (state.exporting ? runningExport() : exports().data[1]),
  "/v1/exports/*/links": () => list("/v1/exports/{id}/links", { created_by: ANA }),
  "/v1/mails": mails,
  "/v1/schedules": () => page(SCHEDULES.map(schedule)),
  "/v1/schedules/*": () => schedule(SCHEDULES[2], 2),
  "/v1/schedules/*/fires": fires,
  "/v1/statement-runs": () => page([statementRun(0), statementRun(1)]),
  "/v1/statement-runs/preview": preview,
  "/v1/statement-runs/preview/*/letter": letter,
  "/v1/statement-runs/*": () => statementRun(1),
  "/v1/statement-runs/*/items": statementItems,
  "/v1/saved-views": views,
  "/v1/me": () => ({
    ...example("/v1/me"),
    name: "Ana Quispe",
    role: "admin",
    has_second_factor: false,
  }),
  "/v1/me/passkeys": () => list("/v1/me/passkeys", { name: "Laptop de la oficina" }),
  "/v1/me/sessions": () =>
    page([
      {
        ...example("/v1/me/sessions").data[0],
        current: true,
        user_agent: "Mozilla/5.0 (Windows NT 10.0) Chrome/156",
      },
      {
        ...example("/v1/me/sessions").data[0],
        id: id(2),
        current: false,
        user_agent: "Mozilla/5.0 (iPhone) Safari/17",
      },
    ]),
  "/v1/alarms": (query) => alarms(query, state),
  "/v1/sync-runs/*/missing-rows": missingRows,
  "/v1/dead-letters/*": () => example("/v1/dead-letters/{id}"),
  "/v1/sync-runs": runs,
  "/v1/sync-runs/*": run,
  "/v1/dead-letters": letters,
  "/v1/dead-letter-actions": letterActions,
  "/v1/people": people,
  "/v1/api-keys": keys,
  "/v1/audit": audit,
  "/v1/webhooks": webhooks,
  "/v1/webhook-deliveries": () =>
    list("/v1/webhook-deliveries", { state: "failed", status_code: 503 }),
});

/** Acts that need a fresh confirmation ask for it once. */
function confirmed(state, act) {
  return (body, request) => {
    if (state.confirmed) return act(body, request);
    return [403, problem("confirmation-required", "Confirme quién es", 403, "Confirme y repita.")];
  };
}

export const operationActs = (state) => ({
  "POST /v1/session/confirm": () => {
    state.confirmed = true;
    return [204];
  },
  "POST /v1/session/tokens": (body) => [
    201,
    { expires_at: ago(-120), url: `${body.path}?access_token=t` },
  ],
  "POST /v1/exports": (body, request) => {
    state.keys.push(request.headers["idempotency-key"]);
    if (state.keys.length === 1) {
      return [503, problem("busy", "Hay mucho trabajo", 503, "Pruebe en unos segundos.")];
    }
    state.exporting = true;
    const order = example("/v1/exports/{id}");
    return [
      202,
      {
        ...order,
        report: body.report,
        format: body.format,
        state: "requested",
        file: null,
        failure: null,
      },
    ];
  },
  "POST /v1/schedules/preview": (body) =>
    body.cron.trim().split(/\s+/).length === 5
      ? [200, schedulePreview()]
      : [422, problem("invalid", "La línea de cron no vale", 422, "Escriba cinco partes.")],
  "PATCH /v1/schedules/*": (body) => [200, { ...schedule(SCHEDULES[2], 2), ...body }],
  "POST /v1/schedules/*/run": () => [202, fires().data[0]],
  "POST /v1/statement-runs/test": (body) => {
    if (!body.recipient.includes("@")) {
      return [422, problem("invalid", "La dirección no vale", 422, "Escriba una dirección.")];
    }
    state.tested = body;
    return [202, { ...mails().data[0], occasion: "statement_test", recipient: body.recipient }];
  },
  "POST /v1/partners/*/statement-mails": () => [202, { data: mails().data.slice(0, 1) }],
  "POST /v1/dead-letters/*/replay": () => [200, letterActions().data[0]],
  "POST /v1/sync-runs/*/confirm-deletions": confirmed(state, () => [202, runs().data[0]]),
  "POST /v1/api-keys": confirmed(state, () => [
    201,
    { ...keys().data[0], key: "espejo_k3v9x2m8q1zt_secret" },
  ]),
  "POST /v1/me/totp": confirmed(state, () => [201, example("/v1/me/totp", "post", "201")]),
  "PUT /v1/treasury/planned-movements/*": (body, request) => {
    if (request.headers["if-match"] !== `"${state.movement}"`) {
      return [412, problem("outdated", "Cambió", 412, "Léalo otra vez.")];
    }
    state.movement += 1;
    const movement = example("/v1/treasury/planned-movements").data[0];
    return [200, { ...movement, ...body, version: state.movement }];
  },
  "POST /v1/saved-views": (body) => {
    state.saved = body;
    return [201, { ...views().data[0], ...body }];
  },
  "DELETE /v1/saved-views/*": () => [204],
  "DELETE /v1/dead-letters/*": () => [200, example("/v1/dead-letters/{id}", "delete")],
});
