/** Every text that a person reads. Spanish is the source; English stands beside it. */
import { language } from "../session/preferences";
import type { accounts } from "./accounts";
import { administration } from "./administration";
import type { auditActs } from "./audit-acts";
import { deliveries } from "./deliveries";
import { filters } from "./filters";
import { frame } from "./frame";
import { keyboard } from "./keyboard";
import { ledgers } from "./ledgers";
import type { letters } from "./letters";
import type { Texts } from "./message";
import { mirror } from "./mirror";
import { notes } from "./notes";
import type { operations } from "./operations";
import { overview } from "./overview";
import { partners } from "./partners";
import { receivables } from "./receivables";
import { signIn } from "./sign-in";
import type { tenant } from "./tenant";

const first = {
  ...frame,
  ...signIn,
  ...filters,
  ...notes,
  ...overview,
  ...receivables,
  ...partners,
  ...ledgers,
  ...deliveries,
  ...mirror,
  ...administration,
  ...keyboard,
};

/** Subjects of screens that are loaded later; every file that shows one of their texts imports it. */
type Later = typeof accounts &
  typeof auditActs &
  typeof letters &
  typeof operations &
  typeof tenant;

export type Key = keyof (typeof first & Later);

/** What is loaded so far. */
export const texts: Texts = { ...first };

export function addTexts(subject: Texts): void {
  Object.assign(texts, subject);
}

const plurals = { es: new Intl.PluralRules("es"), en: new Intl.PluralRules("en") };

/** The text of `key` with `{name}` replaced; `n` chooses the plural form. */
export function t(key: Key, values: Record<string, string> & { n?: string } = {}, n = 0): string {
  const known = language.value;
  const message = texts[key]?.[known === "es" ? 0 : 1] ?? key;
  const text =
    typeof message === "string"
      ? message
      : message[plurals[known].select(n) === "one" ? "one" : "other"];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
