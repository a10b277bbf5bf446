/** The screens that exist. A report opens with its first view, else with the company of last time. */
import type { IconName } from "../look/icons";
import { may, type Role } from "../session/rights";
import type { Key } from "../text";

export interface Entry {
  section: Key;
  title: Key;
  icon: IconName;
  path: string;
  /** Opens it after `g`. */
  key?: string;
}

type Row = readonly [
  title: Key,
  icon: IconName,
  path: string,
  key?: string | undefined,
  role?: Role,
];

const SECTIONS: readonly (readonly [section: Key, rows: readonly Row[]])[] = [
  [
    "nav.finance",
    [
      ["nav.overview", "home", "/c/", "h"],
      ["nav.receivables", "in", "/c/receivables", "r"],
      ["nav.payables", "out", "/c/payables", "p"],
      ["nav.items", "list", "/c/receivables/items", "i"],
      ["nav.partners", "people", "/c/partners"],
      ["nav.treasury", "bank", "/c/treasury", "t"],
      ["nav.collections", "chart", "/c/collections", "c"],
      ["nav.ledger", "book", "/c/ledger", "l"],
      ["nav.partner-ledger", "people", "/c/partner-ledger"],
      ["nav.trial-balance", "scale", "/c/trial-balance", "b"],
    ],
  ],
  [
    "nav.deliveries",
    [
      ["nav.exports", "file", "/c/exports", "e"],
      ["nav.schedules", "clock", "/c/schedules", "s"],
      ["nav.statements", "mail", "/c/statements"],
      ["nav.views", "star", "/c/views"],
    ],
  ],
  [
    "nav.operations",
    [
      ["nav.mirror", "mirror", "/c/mirror", "m"],
      ["nav.runs", "run", "/c/runs"],
      ["nav.alarms", "warn", "/c/alarms"],
      ["nav.dead-letters", "letter", "/c/dead-letters"],
    ],
  ],
  [
    "nav.administration",
    [
      ["nav.tenant", "list", "/c/tenant"],
      ["nav.people", "people", "/c/people", undefined, "admin"],
      ["nav.keys", "key", "/c/keys", undefined, "admin"],
      ["nav.webhooks", "hook", "/c/webhooks", undefined, "admin"],
      ["nav.audit", "audit", "/c/audit", undefined, "admin"],
    ],
  ],
];

export function navigation(): Entry[] {
  return SECTIONS.flatMap(([section, rows]) =>
    rows.flatMap(([title, icon, path, key, role]): Entry[] => {
      if (role && !may(role)) return [];
      return [{ section, title, icon, path, ...(key ? { key } : {}) }];
    }),
  );
}

/** The entry for `path`: the longest one that it begins with. */
export function entryOf(entries: readonly Entry[], path: string): Entry | undefined {
  return entries
    .filter((entry) => path === entry.path || path.startsWith(`${entry.path}/`))
    .reduce<Entry | undefined>(
      (best, entry) => (best && best.path.length >= entry.path.length ? best : entry),
      undefined,
    );
}
