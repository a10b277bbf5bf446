// Answers of /v1 for the browser test: the examples of docs/openapi.json, filled with many rows.
import { readFileSync } from "node:fs";

const document = JSON.parse(
  readFileSync(new URL("../../../docs/openapi.json", import.meta.url), "utf8"),
);

/** A copy of the example that the document gives for an answer. */
export function example(path, method = "get", status = "200") {
  const { content } = document.paths[path][method].responses[status];
  return structuredClone(content["application/json"].example);
}

export function problem(type, title, status, hint) {
  return { type: `/problems/${type}`, title, status, detail: title, instance: "/v1", hint };
}

/** The ageing as the API lists it. */
export function reports() {
  const answer = example("/v1/reports");
  const formats = ["xlsx", "csv", "pdf", "parquet"];
  return { ...answer, data: answer.data.map((report) => ({ ...report, formats })) };
}

/** The instant at which all answers are given, and by which pages count their age. */
export const PRESENT = Date.parse("2026-11-30T15:30:00Z");
export const ago = (seconds) => new Date(PRESENT - seconds * 1000).toISOString();

export function freshness() {
  return {
    state: "live",
    data_as_of: ago(32),
    deletions_as_of: ago(95),
    lag_seconds: 32,
    mirror_version: 4812,
    proof: { equal: true, differing: 0, ranges: 314, proved_at: ago(640) },
  };
}

export const NAMES = [
  "Panadería El Trigal S.A.C.",
  "Consultores del Sur S.A.C.",
  "O’Connor, Peña y Asociados",
  "Distribuidora San Martín",
  "Ferretería Industrial Quispe",
  "Agroindustrias Los Álamos",
  "Transportes Rápidos Andinos",
  "Clínica Santa Rosa de Lima",
  "Inversiones Pacífico Norte",
  "Textiles Mantaro S.A.",
  "Minera Cerro Alto S.A.A.",
  "Botica La Salud Total",
];

const KEYS = [
  ["not_due", "2026-11-30", null],
  ["1-30", "2026-10-31", "2026-11-29"],
  ["31-60", "2026-10-01", "2026-10-30"],
  ["61-90", "2026-09-01", "2026-09-30"],
  ["91-120", "2026-08-02", "2026-08-31"],
  ["over-120", null, "2026-08-01"],
];

export const cents = (value) => {
  const digits = String(Math.abs(value)).padStart(3, "0");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** The same numbers in each run. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

function amountsOf(index, total, side) {
  const next = random(index * 7919 + 11);
  const sign = side === "receivables" ? 1 : -1;
  const base = Math.max(900, Math.round(140_000_000 * (1 - index / total) ** 3));
  const amounts = KEYS.map(() => (next() > 0.34 ? Math.round(base * next() ** 2) * sign : 0));
  if (index % 9 === 3) amounts[2] = -1_840_000 * sign;
  return amounts;
}

const sumOf = (amounts) => amounts.reduce((left, right) => left + right, 0);
const itemsIn = (index) => 3 + (index % 25);

const known = new Map();

/** The totals of so many rows; they are added up once. */
function totalsOf(rows, side) {
  const key = `${side}/${rows}`;
  if (!known.has(key)) {
    const totals = KEYS.map(() => 0);
    let items = 0;
    for (let index = 0; index < rows; index += 1) {
      amountsOf(index, rows, side).forEach((amount, bucket) => {
        totals[bucket] += amount;
      });
      items += itemsIn(index);
    }
    known.set(key, { totals, items });
  }
  return known.get(key);
}

/** Every third row has a note; some of its promises are past. */
function latestNote(index) {
  if (index % 3 !== 1) return null;
  return {
    ...example("/v1/receivables/open-items").data[0].latest_note,
    object: `/v1/partners/${index + 1}`,
    created_at: ago(86_400 * (index + 1)),
    created_by: { id: "0197a1b2c3d4", kind: "person", name: "Ana Quispe" },
    text: "Llamé a tesorería: pagan la mitad el viernes y el resto en enero.",
    promise_date: index % 2 === 1 ? "2027-01-15" : "2026-10-02",
    promise_amount: index % 2 === 1 ? "1150000.00" : null,
    promise_currency: index % 2 === 1 ? "PEN" : null,
  };
}

function group(index, total, side, query, sample) {
  const amounts = amountsOf(index, total, side);
  const sum = sumOf(amounts);
  const items = `/v1/${side}/open-items?company_id=1&as_of=2026-11-30&partner_ids=${index + 1}`;
  const turn = Math.floor(index / NAMES.length);
  return {
    ...sample,
    id: index + 1,
    name: NAMES[index % NAMES.length] + (turn === 0 ? "" : ` ${turn + 1}`),
    code: String(20100000000 + index * 104729),
    items: itemsIn(index),
    amounts: amounts.map(cents),
    total: cents(sum),
    unapplied: "0.00",
    overdue: cents(sum - amounts[0]),
    overdue_percent: "71.40",
    share_percent: "3.25",
    latest_note: latestNote(index),
    items_url: items,
    bucket_urls: KEYS.map(([key]) => `${items}&bucket=${key}&buckets=30,60,90,120`),
    ...other(query, sum),
  };
}

/** What a filter by currency and a comparison add to a row or to the totals. */
function other(query, sum) {
  const currency = query.get("currency");
  const then = Math.round(sum * 0.91);
  return {
    currency,
    amounts_currency: [],
    total_currency: currency && cents(Math.round(sum / 3.74)),
    compared: query.has("compare_as_of")
      ? {
          total: cents(then),
          total_difference: cents(sum - then),
          overdue: cents(then),
          overdue_difference: cents(sum - then),
        }
      : null,
  };
}

export function ageing(query, side, rows) {
  const limit = Number(query.get("limit") ?? 100);
  const from = Number(query.get("cursor") ?? 0);
  const shown = Math.max(0, Math.min(limit, rows - from));
  const sample = example(`/v1/${side}/ageing`).data[0];
  const { totals, items: count } = totalsOf(rows, side);
  const sum = sumOf(totals);
  const total = cents(sum);
  const items = `/v1/${side}/open-items?company_id=1&as_of=2026-11-30`;
  return {
    ...example(`/v1/${side}/ageing`),
    buckets: KEYS.map(([key, first_day, last_day]) => ({ key, first_day, last_day })),
    company: { id: 1, name: "Comercial Andina Perú 1", currency: "PEN", decimal_places: 2 },
    company_ids: [1],
    data: Array.from({ length: shown }, (_, index) =>
      group(from + index, rows, side, query, sample),
    ),
    freshness: freshness(),
    next: from + limit < rows ? String(from + limit) : null,
    parameters: {
      side: side.slice(0, -1),
      company_id: 1,
      as_of: "2026-11-30",
      compare_as_of: query.get("compare_as_of"),
    },
    tie_out: {
      report: total,
      ledger: total,
      difference: "0.00",
      differences_url: null,
      tied: true,
    },
    totals: {
      amounts: totals.map(cents),
      bucket_urls: KEYS.map(([key]) => `${items}&bucket=${key}&buckets=30,60,90,120`),
      groups: rows,
      groups_overlap: false,
      items: count,
      items_url: items,
      overdue: cents(totals.slice(1).reduce((left, right) => left + right, 0)),
      overdue_percent: "71.40",
      overdue_items_url: `${items}&due_to=2026-11-29`,
      unapplied_items_url: `${items}&unapplied_only=true`,
      ...other(query, sum),
      total,
      unapplied: side === "receivables" ? "-418206.35" : "96120.00",
    },
    warnings: [],
  };
}

const ITEMS = [
  ["2026-12-14", -14, "invoice", "PEN", 12_078_917],
  ["2026-11-12", 18, "invoice", "PEN", 26_276_065],
  ["2026-10-21", 40, "invoice", "USD", 26_276_066],
  ["2026-10-05", 56, "credit_note", "PEN", -1_840_000],
  ["2026-09-11", 80, "invoice", "PEN", 8_821_305],
  ["2026-08-27", 95, "payment", "PEN", -2_468_134],
  ["2026-06-29", 154, "debit_note", "PEN", 35_315_200],
];

export function openItems(query, side, rows = ITEMS.length) {
  const limit = Number(query.get("limit") ?? 100);
  const from = Number(query.get("cursor") ?? 0);
  const base = example(`/v1/${side}/open-items`).data[0];
  const all = Array.from({ length: rows }, (_, index) => {
    const [due, days, kind, currency, amount] = ITEMS[index % ITEMS.length];
    const number = `F001-000${18_907 + index}`;
    return {
      ...base,
      line_id: 4000 + index,
      move_name: `FFA1 ${number}`,
      document_number: number,
      due_date: due,
      invoice_date: "2026-05-30",
      days_overdue: days,
      document_kind: kind,
      currency,
      latest_note: latestNote(index),
      residual: cents(amount),
      residual_currency: cents(currency === "USD" ? Math.round(amount / 3.74) : amount),
      partner_name: NAMES[1],
    };
  });
  const total = cents(
    Array.from({ length: rows }, (_, index) => ITEMS[index % ITEMS.length][4]).reduce(
      (left, right) => left + right,
      0,
    ),
  );
  return {
    ...example(`/v1/${side}/open-items`),
    company: { id: 1, name: "Comercial Andina Perú 1", currency: "PEN", decimal_places: 2 },
    data: all.slice(from, from + limit),
    freshness: freshness(),
    next: from + limit < rows ? String(from + limit) : null,
    totals: { by_currency: [], company_currency: "PEN", items: rows, residual: total },
    tie_out: null,
    warnings: [],
  };
}

const MODELS = [
  ["account.move.line", 38204, "Apuntes contables"],
  ["account.move", 9131, "Asientos"],
  ["account.partial.reconcile", 2418, "Conciliaciones parciales"],
  ["account.payment", 1204, "Pagos"],
  ["res.partner", 612, "Clientes y proveedores"],
  ["account.bank.statement.line", 402, "Líneas de banco"],
  ["account.full.reconcile", 96, "Conciliaciones"],
  ["account.account", 41, "Cuentas"],
  ["account.journal", 9, "Diarios"],
  ["res.currency.rate", 21, "Tipos de cambio"],
  ["res.partner.category", 8, "Etiquetas"],
  ["res.company", 3, "Compañías"],
];

/** Hours of runs; some have a failure, and one has none at all. */
export function history() {
  const [hour] = example("/v1/mirror/history").data;
  const present = Math.floor(PRESENT / 3_600_000);
  const hours = Array.from({ length: 24 }, (_, back) => back).filter((back) => back !== 9);
  return {
    next: null,
    data: hours.map((back) => {
      const next = random(back * 13 + 7);
      const failed = back === 4 ? 2 : 0;
      return {
        ...hour,
        starts_at: new Date((present - back) * 3_600_000).toISOString(),
        runs_done: 12 - failed,
        runs_failed: failed,
        runs_cancelled: 0,
        models: MODELS.slice(0, 6).map(([model], index) => ({
          ...hour.models[0],
          model,
          differences_found: back === 2 && index === 0 ? 31 : 0,
          rows_applied: 900,
          rows_changed: Math.round(next() ** 3 * 900),
          runs_cancelled: 0,
          runs_done: 12,
          runs_failed: back === 4 && index === 1 ? 2 : 0,
        })),
      };
    }),
  };
}

/** What an open alarm says beside its words. */
export const OPEN_ALARM = {
  state: "open",
  cleared_at: null,
  decided_by: null,
  reason: null,
  models: [{ model: "account.move.line", rows: 38_204, rows_missing: 812 }],
  rows_missing: 812,
  missing_rows_url: "/v1/sync-runs/0197a1b2-0000-7000-8000-000000000001/missing-rows",
  decisions: [
    { key: "verify", method: "POST", role: "operator", run_kind: "verify", url: "/v1/sync-runs" },
    { key: "confirm_deletions", method: "POST", role: "admin", run_kind: null, url: "/v1/mirror" },
  ],
};

export function mirror() {
  const base = example("/v1/mirror");
  const models = MODELS.map(([model, rows, label], index) => ({
    ...base.models[0],
    model,
    label,
    rows,
    state: ["repairing", "live", "live", "stale", "live", "failed"][index] ?? "live",
    failure:
      index === 5
        ? { detail: null, failed_at: ago(300), hint: "…", reason: "timeout", run_id: "r" }
        : null,
    frozen_fields: [],
    checks: {
      ...base.models[0].checks,
      differences_found: index === 0 ? 31 : 0,
      rows_repaired: index === 0 ? 31 : 0,
    },
    lag_seconds: 32 + index,
    watermark: ago(32),
    proof:
      index === 0
        ? { equal: false, differing: 3, ranges: 120, proved_at: ago(640) }
        : { equal: true, differing: 0, ranges: 12, proved_at: ago(640) },
    next_step: {
      at: new Date(PRESENT + 120_000).toISOString(),
      detail: "",
      run_kind: "incremental",
      what: "run_starts_by_schedule",
    },
  }));
  return {
    active_run: {
      ...base.active_run,
      kind: "verify",
      state: "running",
      failure: null,
      rows_read: 31_204,
      rows_expected: 52_152,
      rows_per_second: 2_140,
      seconds_left: 10,
      started_at: ago(14),
    },
    alarms: [
      {
        ...base.alarms[0],
        ...OPEN_ALARM,
        raised_at: ago(840),
        detail:
          "La verificación no encontró 812 de 38,204 apuntes contables (2.1 %). Nada se ha borrado; los informes siguen respondiendo.",
        hint: "Confirme los borrados, o devuelva los permisos en Odoo y verifique todo.",
      },
    ],
    freshness: {
      ...freshness(),
      proof: { equal: false, differing: 3, ranges: 314, proved_at: ago(640) },
    },
    models,
  };
}

export function session(role) {
  const base = example("/v1/session");
  return {
    ...base,
    company_ids: null,
    role,
    person: { ...base.person, name: "Ana Quispe", locale: null },
    tenant: { ...base.tenant, name: "Comercial Andina" },
  };
}

export function signIn() {
  const base = example("/v1/sign-in");
  return { ...base, tenant: { ...base.tenant, name: "Comercial Andina" } };
}

export function companies() {
  return {
    ...example("/v1/companies"),
    data: [
      { id: 1, name: "Comercial Andina Perú 1", currency: "PEN", decimal_places: 2 },
      { id: 2, name: "Andina Servicios", currency: "PEN", decimal_places: 2 },
    ],
    freshness: freshness(),
    next: null,
  };
}

/** An export while it is made. */
export const runningExport = () => ({
  ...example("/v1/exports/{id}"),
  state: "running",
  file: null,
  failure: null,
  rows_expected: 263,
  rows_written: 130,
  rows_per_second: 900,
  seconds_left: 1,
});

/** Partners whose names have the text. */
export const search = (query) => {
  const [hit] = example("/v1/search").data;
  const found = NAMES.map((title, index) => ({
    ...hit,
    kind: "partner",
    id: index + 1,
    title,
    subtitle: String(20100000000 + index * 104729),
    date: null,
    amount: null,
    currency: null,
    url: `/v1/partners/${index + 1}`,
  })).filter(({ title }) => title.toLowerCase().includes(query.get("q").toLowerCase()));
  return { ...example("/v1/search"), freshness: freshness(), data: found };
};
