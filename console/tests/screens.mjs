// Every screen of the console: where it is, and what is there when it is complete.

export const DOORS = [
  { name: "sign-in", path: "/c/sign-in", wait: "form" },
  { name: "forgotten", path: "/c/forgotten-password", wait: "form" },
  { name: "invitation", path: "/c/invitation#token", wait: "form" },
  { name: "password-reset", path: "/c/password-reset#token", wait: "form" },
];

/** The screens behind the sign-in, with the ids of these objects. */
export function screensOf(objects) {
  const { customer, items, document, account, accountGroup } = objects;
  const { exportJob, schedule, statementRun, run } = objects;
  return [
    { name: "overview", path: "/c/?company_id=1", wait: ".overview .bars li" },
    {
      name: "receivables",
      path: `/c/receivables?company_id=1&open=${customer}`,
      wait: "tr.child a",
    },
    { name: "payables", path: "/c/payables?company_id=1&as_of=2026-10-31", wait: "td.name" },
    {
      name: "items",
      path: `/c/receivables/items?company_id=1&${items}`,
      wait: "td.name",
    },
    { name: "tie-out", path: "/c/receivables/tie-out?company_id=1", wait: ".title.tie" },
    { name: "document", path: `/c/receivables?company_id=1&doc=${document}`, wait: ".amounts" },
    { name: "partners", path: "/c/partners?company_id=1", wait: "td.name" },
    { name: "partner", path: `/c/partners/${customer}?company_id=1`, wait: "td.name" },
    {
      name: "partner-notes",
      path: `/c/partners/${customer}?company_id=1&tab=notes`,
      wait: ".notes",
    },
    { name: "partner-ledger", path: "/c/partner-ledger?company_id=1", wait: "td.name" },
    { name: "ledger", path: `/c/ledger?company_id=1&open=${account}`, wait: "tr.child a" },
    {
      name: "trial-balance",
      path: `/c/trial-balance?company_id=1&compare=months&open=${accountGroup}`,
      wait: "td.name",
    },
    {
      name: "journal-items",
      path: `/c/journal-items?company_id=1&account_ids=${account}`,
      wait: "td.name",
    },
    { name: "treasury", path: "/c/treasury?company_id=1", wait: ".movement" },
    { name: "collections", path: "/c/collections?company_id=1", wait: "td.name" },
    {
      name: "collections-salespersons",
      path: "/c/collections?company_id=1&group_by=salesperson",
      wait: "td.name",
    },
    { name: "exports", path: "/c/exports", wait: "td.name" },
    { name: "export", path: `/c/exports?export=${exportJob}`, wait: ".export-detail .plain-list" },
    { name: "mails", path: "/c/mails", wait: "td.name" },
    { name: "schedules", path: "/c/schedules", wait: "td.name" },
    { name: "schedule", path: `/c/schedules/${schedule}`, wait: "td.name" },
    { name: "statements", path: "/c/statements", wait: "td.name" },
    { name: "statements-new", path: "/c/statements/new?company_id=1", wait: "td.name" },
    {
      name: "statement-letter",
      path: `/c/statements/new?company_id=1&letter=${customer}`,
      wait: ".letter-text",
    },
    { name: "statement-run", path: `/c/statements/${statementRun}`, wait: "td.name" },
    { name: "views", path: "/c/views", wait: "td.name" },
    { name: "me", path: "/c/me", wait: ".plain-list li" },
    { name: "mirror", path: "/c/mirror", wait: "td.name" },
    { name: "alarms", path: "/c/alarms", wait: "section.alarm" },
    { name: "runs", path: "/c/runs", wait: "td.name" },
    { name: "run", path: `/c/runs/${run}`, wait: "td.name" },
    { name: "missing-rows", path: `/c/runs/${run}/missing-rows`, wait: "td.name" },
    { name: "dead-letters", path: "/c/dead-letters", wait: "td.name" },
    { name: "dead-letter-actions", path: "/c/dead-letters?tab=done", wait: ".tabs" },
    { name: "people", path: "/c/people", wait: "td.name" },
    { name: "keys", path: "/c/keys", wait: "td.name" },
    { name: "audit", path: "/c/audit", wait: "td.name" },
    { name: "tenant", path: "/c/tenant", wait: ".settings .pairs" },
    { name: "webhooks", path: "/c/webhooks", wait: "td.name" },
    { name: "not-found", path: "/c/nothing", wait: "h1" },
  ];
}
