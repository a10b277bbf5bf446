/** Every text that a person reads. Spanish is the source; English stands beside it. */
import { language } from "../session/preferences";
import { accounts } from "./accounts";
import { administration } from "./administration";
import { auditActs } from "./audit-acts";
import { deliveries } from "./deliveries";
import { filters } from "./filters";
import { frame } from "./frame";
import { keyboard } from "./keyboard";
import { ledgers } from "./ledgers";
import type { Message } from "./message";
import { mirror } from "./mirror";
import { notes } from "./notes";
import { operations } from "./operations";
import { overview } from "./overview";
import { partners } from "./partners";
import { receivables } from "./receivables";
import { signIn } from "./sign-in";
import { tenant } from "./tenant";

export const texts = {
  ...frame,
  ...signIn,
  ...filters,
  ...notes,
  ...overview,
  ...receivables,
  ...partners,
  ...ledgers,
  ...deliveries,
  ...accounts,
  ...mirror,
  ...operations,
  ...administration,
  ...auditActs,
  ...keyboard,
  ...tenant,
};

export type Key = keyof typeof texts;

const plurals = { es: new Intl.PluralRules("es"), en: new Intl.PluralRules("en") };

/** The text of `key` with `{name}` replaced; `n` chooses the plural form. */
export function t(key: Key, values: Record<string, string> & { n?: string } = {}, n = 0): string {
  const known = language.value;
  const message: Message = texts[key][known === "es" ? 0 : 1];
  const text =
    typeof message === "string"
      ? message
      : message[plurals[known].select(n) === "one" ? "one" : "other"];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
