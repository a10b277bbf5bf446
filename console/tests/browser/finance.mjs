// Answers of ledgers, treasury, collections, partners and documents for the browser test.
import { ago, cents, example, freshness, NAMES, openItems, random } from "./fixtures.mjs";

const COMPANY = { id: 1, name: "Comercial Andina Perú 1", currency: "PEN", decimal_places: 2 };
const base = (path) => ({
  ...example(path),
  company: COMPANY,
  company_ids: [1],
  freshness: freshness(),
  next: null,
  warnings: [],
});

const CHART = [
  [null, "1", "Activo disponible y exigible", 1],
  [null, "10", "Efectivo y equivalentes", 2],
  [null, "104", "Cuentas corrientes", 3],
  [101, "104101", "BCP cuenta corriente soles"],
  [102, "104102", "BBVA cuenta corriente dólares"],
  [null, "12", "Cuentas por cobrar comerciales", 2],
  [null, "121", "Facturas por cobrar", 3],
  [103, "121201", "Emitidas en cartera"],
  [104, "121301", "En cobranza judicial"],
  [null, "4", "Pasivo", 1],
  [null, "42", "Cuentas por pagar comerciales", 2],
  [null, "421", "Facturas por pagar", 3],
  [105, "421201", "Emitidas por proveedores"],
  [null, "7", "Ingresos", 1],
  [null, "70", "Ventas", 2],
  [null, "701", "Mercaderías", 3],
  [106, "701111", "Ventas a terceros en el país"],
];

function trialRow([account_id, code, name, level = null], index, compared) {
  const next = random(index * 31 + 5);
  const opening =
    Math.round(next() * 7e9) * (code.startsWith("4") || code.startsWith("7") ? -1 : 1);
  const [debit, credit] = [Math.round(next() * 1.2e9), Math.round(next() * 1.1e9)];
  const closing = cents(opening + debit - credit);
  return {
    account_id,
    code,
    name,
    level,
    opening: cents(opening),
    debit: cents(debit),
    credit: cents(credit),
    closing,
    comparison: compared
      ? [{ opening: cents(opening), debit: "0.00", credit: "0.00", closing: cents(opening) }]
      : [],
    items_url: `/v1/journal-items?company_id=1&account_ids=${account_id ?? ""}`,
  };
}

function trialBalance(query) {
  const compared = query.get("compare") !== null;
  const flat = query.get("by") !== "level";
  const chart = flat ? CHART.filter(([id]) => id !== null) : CHART;
  const figures = { opening: "70112004.10", debit: "12400118.02", credit: "10824807.55" };
  return {
    ...base("/v1/ledger/trial-balance"),
    data: chart.map((row, index) => trialRow(row, index, compared)),
    parameters: { company_id: 1, date_from: "2026-01-01", date_to: "2026-11-30" },
    periods: [
      { date_from: "2026-01-01", date_to: "2026-11-30" },
      ...(compared ? [{ date_from: "2026-01-01", date_to: "2026-10-31" }] : []),
    ],
    totals: {
      ...figures,
      closing: "71687314.57",
      accounts: 6,
      company_currency: "PEN",
      check: {
        balanced: true,
        debit: "12400118.02",
        credit: "12400118.02",
        difference: "0.00",
        opening: "0.00",
      },
      comparison: compared ? [{ ...figures, closing: "70112004.10" }] : [],
    },
  };
}

function generalLedger() {
  const line = example("/v1/ledger/general-ledger").data[0];
  let balance = 7_011_200_410;
  const lines = Array.from({ length: 9 }, (_, index) => {
    const amount = Math.round(random(index + 3)() * 9e7) * (index % 3 === 2 ? -1 : 1);
    balance += amount;
    return {
      ...line,
      kind: "line",
      line_id: 900 + index,
      date: `2026-11-0${index + 1}`,
      move_id: 70 + index,
      move_name: index % 3 === 2 ? `PBNK1/2026/0009${index}` : `FFA1 F001-000112${index}`,
      partner_name: NAMES[index],
      label: "Factura por mercadería",
      debit: amount > 0 ? cents(amount) : "0.00",
      credit: amount > 0 ? "0.00" : cents(-amount),
      balance: cents(amount),
      running_balance: cents(balance),
    };
  });
  return { ...base("/v1/ledger/general-ledger"), data: lines };
}

function journalItems() {
  const item = example("/v1/journal-items").data[0];
  const data = Array.from({ length: 24 }, (_, index) => ({
    ...item,
    id: 300 + index,
    move_name: `FFA1 F001-000189${index + 10}`,
    partner_name: NAMES[index % NAMES.length],
    currency: index % 5 === 0 ? "USD" : "PEN",
    debit: index % 4 === 0 ? "0.00" : cents(1_204_411 * (index + 1)),
    credit: index % 4 === 0 ? cents(904_411 * (index + 1)) : "0.00",
    amount_currency: cents(1_204_411 * (index + 1) * (index % 4 === 0 ? -1 : 1)),
  }));
  return {
    ...base("/v1/journal-items"),
    data,
    totals: {
      balance: "1204.11",
      company_currency: "PEN",
      credit: "840118.02",
      debit: "3400118.02",
      items: 24,
    },
  };
}

const BANKS = [
  ["BCP Cuenta corriente", "104101", "PEN", 412_338_110],
  ["BBVA Dólares", "104102", "USD", 298_114_004],
  ["Interbank Recaudación", "104103", "PEN", 128_004_211],
  ["Caja Lima", "101101", "PEN", 2_778_110],
  ["Tarjeta corporativa", "469901", "PEN", -4_411_203],
];

function balances() {
  const row = example("/v1/treasury/balances").data[0];
  return {
    ...base("/v1/treasury/balances"),
    data: BANKS.map(([journal_name, account_code, currency, balance], index) => ({
      ...row,
      account_id: index + 1,
      journal_id: index + 1,
      journal_name,
      account_code,
      currency,
      balance: cents(balance),
      balance_currency: cents(currency === "USD" ? Math.round(balance / 3.74) : balance),
    })),
    totals: {
      balance: "8368232.32",
      by_currency: [
        { currency: "PEN", balance: "5387092.28", balance_currency: "5387092.28", items_url: null },
        { currency: "USD", balance: "2981140.04", balance_currency: "797096.27", items_url: null },
      ],
      company_currency: "PEN",
      items_url: null,
      rows: 5,
    },
  };
}

function forecast() {
  const row = example("/v1/treasury/forecast").data[0];
  const start = Date.UTC(2026, 10, 30);
  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  let balance = 836_823_232;
  const data = Array.from({ length: 13 }, (_, week) => {
    const next = random(week * 17 + 3);
    const [inflow, outflow] = [Math.round(next() * 2.4e8), Math.round(next() * 2.6e8)];
    const planned = week % 4 === 0 ? 61_000_000 : 0;
    const opening = balance;
    balance += inflow - outflow - planned;
    return {
      ...row,
      date_from: iso(start + week * 604_800_000),
      date_to: iso(start + week * 604_800_000 + 518_400_000),
      opening: cents(opening),
      inflow: cents(inflow),
      outflow: cents(outflow),
      planned_inflow: "0.00",
      planned_outflow: cents(planned),
      net: cents(inflow - outflow - planned),
      closing: cents(balance),
      inflow_items_url: "/v1/receivables/open-items?company_id=1&due_to=2026-12-06",
      outflow_items_url: "/v1/payables/open-items?company_id=1&due_to=2026-12-06",
    };
  });
  const totals = example("/v1/treasury/forecast").totals;
  return {
    ...base("/v1/treasury/forecast"),
    data,
    totals: {
      ...totals,
      opening: "8368232.32",
      inflow: "15400118.10",
      outflow: "16022118.44",
      planned_inflow: "0.00",
      planned_outflow: "2440000.00",
      net: "-3062000.34",
      closing: cents(balance),
    },
  };
}

function history() {
  const answer = base("/v1/treasury/history");
  const start = Date.UTC(2026, 8, 7);
  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  let balance = 702_000_000;
  const data = Array.from({ length: 13 }, (_, week) => {
    const change = Math.round((random(week * 23 + 5)() - 0.42) * 1.4e8);
    balance += change;
    return {
      ...answer.data[0],
      date_from: iso(start + week * 604_800_000),
      date_to: iso(start + week * 604_800_000 + 518_400_000),
      balance: cents(balance),
      balance_difference: cents(change),
    };
  });
  return { ...answer, data };
}

const PLANNED = [
  ["Planilla de diciembre", "-612400.00", "2026-12-28", { every: "month", last_day: "2027-12-31" }],
  ["Alquiler del almacén", "-48000.00", "2026-12-05", { every: "month", last_day: "2027-06-30" }],
  ["Préstamo del BCP", "1500000.00", "2027-01-15", null],
];

function planned() {
  const movement = example("/v1/treasury/planned-movements").data[0];
  return {
    next: null,
    data: PLANNED.map(([label, amount, date, repeat], index) => ({
      ...movement,
      id: `0197a1b2-0000-7000-8000-00000000000${index}`,
      label,
      amount,
      date,
      repeat,
      currency: "PEN",
    })),
  };
}

function collections(query) {
  const answer = base("/v1/sales/collections");
  const group_by = query?.get("group_by") ?? "month";
  let outstanding = 6_011_200_410;
  const data = Array.from({ length: 12 }, (_, month) => {
    const next = random(month * 7 + 1);
    const opening = outstanding;
    const [billed, collected] = [Math.round(next() * 3e8) + 9e8, Math.round(next() * 4e8) + 7e8];
    outstanding += billed - collected;
    const date = new Date(Date.UTC(2025, 11 + month, 1)).toISOString().slice(0, 10);
    return {
      ...answer.data[0],
      date_from: date,
      date_to: date,
      opening: cents(opening),
      invoiced: cents(billed + 2_400_000),
      credited: "24000.00",
      billed: cents(billed),
      collected: cents(collected),
      other: month % 5 === 2 ? "-1840.22" : "0.00",
      days_sales_outstanding: (58 + next() * 9).toFixed(1),
      collection_effectiveness_percent: (64 + next() * 20).toFixed(1),
      outstanding: cents(outstanding),
      outstanding_url: "/v1/receivables/open-items?company_id=1&as_of=2026-11-30",
    };
  });
  const bySalesperson = [...SALESPERSONS, null].map((salesperson_name, index) => ({
    ...data[index],
    date_from: "2025-12-01",
    date_to: "2026-11-30",
    salesperson_id: salesperson_name && index + 3,
    salesperson_name,
    billed_url: null,
    collected_url: null,
  }));
  return {
    ...answer,
    data: group_by === "month" ? data : bySalesperson,
    parameters: { company_id: 1, date_from: "2025-12-01", date_to: "2026-11-30", group_by },
    debtors: NAMES.slice(0, 10).map((partner_name, index) => ({
      ...answer.debtors[0],
      partner_id: index + 1,
      partner_name,
      outstanding: cents(144_097_819 - index * 9_114_207),
      overdue: cents(index % 3 === 0 ? 0 : 90_097_819 - index * 7_114_207),
      share_percent: (8.1 - index * 0.4).toFixed(1),
    })),
    indicators: {
      days: 365,
      days_sales_outstanding: "61.4",
      best_possible_days_sales_outstanding: "12.8",
      average_days_delinquent: "48.6",
      days_payable_outstanding: "39.2",
      collection_effectiveness_percent: "71.3",
      overdue_percent: "82.6",
      concentration_percent: "63.0",
    },
    payables: {
      ...answer.payables,
      billed: "9812004.10",
      paid: "9204118.00",
      outstanding: "1104981.33",
    },
    totals: {
      ...answer.totals,
      opening: "60112004.10",
      invoiced: "128400118.02",
      credited: "288000.00",
      billed: "128112118.02",
      collected: "116536807.55",
      other: "-5520.66",
      outstanding: "71687314.57",
      not_due: "12470118.02",
      overdue: "59217196.55",
    },
  };
}

function statement() {
  const answer = base("/v1/partners/{id}/statement");
  const row = { ...answer.data[0], currency: "PEN", document_type_name: null };
  let balance = 81_200_410;
  const documents = Array.from({ length: 12 }, (_, index) => {
    const amount = Math.round(random(index + 11)() * 4e7) * (index % 3 === 2 ? -1 : 1);
    balance += amount;
    return {
      ...row,
      kind: "document",
      document_kind: index % 3 === 2 ? "payment" : "invoice",
      move_id: 40 + index,
      move_name: index % 3 === 2 ? `PBNK1/2026/0009${index}` : `FFA1 F001-000112${index + 10}`,
      date: `2026-${String((index % 11) + 1).padStart(2, "0")}-12`,
      due_date: `2026-${String((index % 11) + 1).padStart(2, "0")}-28`,
      amount: cents(amount),
      amount_currency: cents(amount),
      running_balance: cents(balance),
      running_balance_currency: cents(balance),
    };
  });
  const edge = {
    ...row,
    move_id: null,
    move_name: null,
    document_kind: null,
    amount: null,
    ref: null,
    due_date: null,
  };
  return {
    ...answer,
    partner_name: NAMES[1],
    parameters: { partner_id: 2, company_id: 1, date_from: "2026-01-01", date_to: "2026-11-30" },
    data: [
      { ...edge, kind: "opening", date: "2026-01-01", running_balance: "812004.10" },
      ...documents,
      { ...edge, kind: "closing", date: "2026-11-30", running_balance: cents(balance) },
    ],
    open: {
      ...answer.open,
      items: 7,
      ageing: [
        {
          currency: "PEN",
          not_due: "120789.17",
          days_1_30: "262760.65",
          days_31_60: "-18400.00",
          days_61_90: "88213.05",
          days_91_120: "0.00",
          older: "353152.00",
          total: "806514.87",
          items: 6,
        },
        {
          currency: "USD",
          not_due: "0.00",
          days_1_30: "0.00",
          days_31_60: "70256.86",
          days_61_90: "0.00",
          days_91_120: "0.00",
          older: "0.00",
          total: "70256.86",
          items: 1,
        },
      ],
      open_items: openItems(new URLSearchParams(), "receivables").data,
    },
    pending_payments: [
      {
        amount: "18400.00",
        currency: "PEN",
        date: "2026-11-28",
        memo: "Transferencia",
        name: "PAY/0042",
      },
    ],
  };
}

function document(_query, path) {
  const answer = example("/v1/documents/{id}");
  const line = answer.data.journal_items[0];
  return {
    freshness: freshness(),
    data: {
      ...answer.data,
      id: Number(path?.split("/").pop() ?? 7),
      name: "FFA1 F001-00018907",
      move_type: "out_invoice",
      state: "posted",
      payment_state: "partial",
      document_type_name: "Factura",
      partner_name: NAMES[1],
      currency: "PEN",
      amount_untaxed: "222678.52",
      amount_tax: "40082.13",
      amount_total: "262760.65",
      amount_residual: "112760.65",
      reversed_document_id: null,
      items: 3,
      journal_items: [
        {
          ...line,
          id: 1,
          account_code: "121201",
          label: "FFA1 F001-00018907",
          debit: "262760.65",
          credit: "0.00",
          balance: "262760.65",
          amount_currency: "262760.65",
          currency: "PEN",
        },
        {
          ...line,
          id: 2,
          account_code: "701111",
          label: "Mercadería surtida, 40 cajas",
          debit: "0.00",
          credit: "222678.52",
          balance: "-222678.52",
          amount_currency: "-222678.52",
          currency: "PEN",
        },
        {
          ...line,
          id: 3,
          account_code: "401111",
          label: "IGV 18 %",
          debit: "0.00",
          credit: "40082.13",
          balance: "-40082.13",
          amount_currency: "-40082.13",
          currency: "PEN",
        },
      ],
      settlements: [
        {
          ...answer.data.settlements[0],
          amount: "150000.00",
          amount_currency: "150000.00",
          exchange_document_id: null,
        },
      ],
    },
  };
}

function partners() {
  const partner = example("/v1/partners").data[0];
  return {
    ...example("/v1/partners"),
    freshness: freshness(),
    next: null,
    data: NAMES.map((name, index) => ({
      ...partner,
      id: index + 1,
      name,
      vat: String(20100000000 + index * 104729),
      email: `cobranzas@cliente${index + 1}.pe`,
      city: index % 3 === 0 ? "Arequipa" : "Lima",
      active: index % 7 !== 6,
    })),
  };
}

function overview() {
  const answer = base("/v1/overview");
  const months = collections();
  const side = (figures) => ({ ...answer.receivables, ...figures });
  return {
    ...answer,
    alarms: [],
    parameters: { company_id: 1, as_of: "2026-11-30" },
    cash: {
      ...answer.cash,
      balance: "8368232.32",
      balance_difference: "-112480.10",
      forecast_balance: "9580118.44",
      forecast_day: "2026-12-30",
    },
    receivables: side({
      items: 3867,
      total: "71687314.57",
      total_difference: "204118.20",
      overdue: "59217196.55",
      overdue_percent: "82.60",
      overdue_difference: "98204.11",
    }),
    payables: side({
      items: 612,
      total: "-22104981.33",
      total_difference: "0.00",
      overdue: "-1104981.33",
      overdue_percent: "5.00",
      overdue_difference: "0.00",
    }),
    debtors: months.debtors,
    months_of_collection: months.data.map((month) => ({
      date_from: month.date_from,
      date_to: month.date_to,
      days_sales_outstanding: month.days_sales_outstanding,
      collection_effectiveness_percent: month.collection_effectiveness_percent,
    })),
    exports: ["finished", "running", "failed"].map((state, index) => ({
      ...answer.exports[0],
      id: `0197a1b2-0000-7000-8000-00000000000${index + 1}`,
      report: ["ageing", "open-items", "general-ledger"][index],
      state,
      created_at: ago(700 * (index + 1)),
      file: state === "finished" ? answer.exports[0].file : null,
      failure: state === "failed" ? answer.exports[0].failure : null,
    })),
  };
}

function partnerLedger() {
  const answer = base("/v1/ledger/partner-ledger");
  const [row] = answer.data;
  const data = NAMES.slice(0, 5).flatMap((partner_name, at) => {
    const own = { ...row, partner_id: at + 1, partner_name, currency: "PEN" };
    const edge = {
      ...own,
      partner_tax_id: String(20100000000 + at * 104729),
      ...{ line_id: null, move_id: null, move_name: null, document_url: null, label: null },
      ...{ account_code: null, journal_code: null, due_date: null, ref: null, odoo_url: null },
      ...{ debit: null, credit: null, balance: null, amount_currency: null },
    };
    let balance = 81_200_410 - at * 9_000_000;
    const opening = cents(balance);
    const lines = Array.from({ length: 4 }, (_, index) => {
      const amount = Math.round(random(at * 7 + index)() * 4e7) * (index % 3 === 2 ? -1 : 1);
      balance += amount;
      const bank = index % 3 === 2;
      return {
        ...own,
        kind: "line",
        line_id: at * 10 + index,
        move_id: 70 + index,
        document_url: `/v1/documents/${70 + index}`,
        move_name: bank ? `PBNK1/2026/0009${index}` : `FFA1 F001-000112${at}${index}`,
        journal_code: bank ? "PBNK1" : "FFA1",
        account_code: "121201",
        label: bank ? "Cobro" : "Factura por mercadería",
        date: `2026-1${index % 2}-1${index}`,
        due_date: `2026-1${index % 2}-2${index}`,
        debit: amount > 0 ? cents(amount) : "0.00",
        credit: amount > 0 ? "0.00" : cents(-amount),
        balance: cents(amount),
        running_balance: cents(balance),
      };
    });
    return [
      { ...edge, kind: "opening", date: "2026-01-01", running_balance: opening },
      ...lines,
      { ...edge, kind: "closing", date: "2026-11-30", running_balance: cents(balance) },
    ];
  });
  return {
    ...answer,
    data,
    parameters: { company_id: 1, date_from: "2026-01-01", date_to: "2026-11-30" },
    totals: {
      ...answer.totals,
      opening: "3160020.50",
      debit: "4811204.33",
      credit: "1204118.02",
      closing: "6767106.81",
      items: 20,
    },
  };
}

function partner(_query, path) {
  const id = Number(path.split("/").pop());
  const { data } = example("/v1/partners/{id}");
  const name = NAMES[(id - 1) % NAMES.length];
  return {
    freshness: freshness(),
    data: {
      ...data,
      ...partners().data.find((row) => row.id === id),
      parent_id: null,
      payments: [{ ...data.payments[0], average_delay_days: 23, last_payment_amount: "150000.00" }],
      tags: [
        { id: 7, name: "Mayorista" },
        { id: 9, name: "Lima" },
      ],
      name,
    },
  };
}

/** Records that a filter may name. */
function catalogue(rows) {
  return (query) => {
    const q = (query.get("q") ?? "").toLowerCase();
    const [record] = example("/v1/accounts").data;
    const data = rows
      .map(([id, code, name], index) => ({ ...record, id, code, name, active: index < 5 }))
      .filter(({ code, name }) => `${code} ${name}`.toLowerCase().includes(q));
    return { data, freshness: freshness(), next: null };
  };
}

const SALESPERSONS = ["Lucía Rojas", "Marco Tello", "Rosa Huamán"];
const TYPES = ["Factura", "Boleta", "Nota de crédito", "Nota de débito"];

const catalogues = {
  "/v1/accounts": catalogue(CHART.filter(([id]) => id !== null)),
  "/v1/journals": catalogue([
    [1, "FFA1", "Facturas de cliente"],
    [2, "PBNK1", "BCP soles"],
  ]),
  "/v1/currencies": catalogue([
    [1, "PEN", "Sol"],
    [2, "USD", "Dólar"],
  ]),
  "/v1/salespersons": catalogue(SALESPERSONS.map((name, index) => [index + 1, `v${index}`, name])),
  "/v1/partner-tags": catalogue(
    ["Mayorista", "Lima"].map((name, index) => [index + 1, null, name]),
  ),
  "/v1/document-types": catalogue(TYPES.map((name, index) => [index + 1, `0${index + 1}`, name])),
};

const tieOut = () => ({
  ...base("/v1/receivables/tie-out"),
  tie_out: {
    ...example("/v1/receivables/tie-out").tie_out,
    report: "71687314.57",
    ledger: "71688494.57",
    difference: "-1180.00",
    tied: false,
  },
  totals: { difference: "-1180.00", rows: 1 },
});

function tenant() {
  const answer = example("/v1/tenant");
  const { settings } = answer;
  return {
    ...answer,
    settings: {
      ...settings,
      source: { ...settings.source, mirrored_company_ids: [1], max_answer_bytes: 64_000_000 },
      mail_policy: { ...settings.mail_policy, attach_max_bytes: 8_000_000 },
    },
  };
}

export const finance = {
  "/v1/tenant": tenant,
  "/v1/overview": overview,
  "/v1/ledger/partner-ledger": partnerLedger,
  "/v1/ledger/trial-balance": trialBalance,
  "/v1/ledger/general-ledger": generalLedger,
  "/v1/journal-items": journalItems,
  "/v1/treasury/balances": balances,
  "/v1/treasury/forecast": forecast,
  "/v1/treasury/history": history,
  "/v1/treasury/planned-movements": planned,
  "/v1/sales/collections": collections,
  ...catalogues,
  "/v1/partners": partners,
  "/v1/partners/*": partner,
  "/v1/partners/*/statement": statement,
  "/v1/documents/*": document,
  "/v1/receivables/tie-out": tieOut,
  "/v1/payables/tie-out": tieOut,
};
