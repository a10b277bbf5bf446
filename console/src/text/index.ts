/** Every text that a person reads. Spanish is the source; English must have the same keys. */
import { language } from "../session/preferences";
import { en } from "./en";
import { es } from "./es";

export type Key = keyof typeof es;
/** A text, or one for each plural form that Spanish and English have. */
export type Message = string | { one: string; other: string };
export type Dictionary = Record<Key, Message>;

const dictionaries: Record<"es" | "en", Dictionary> = { es, en };
const plurals = { es: new Intl.PluralRules("es"), en: new Intl.PluralRules("en") };

/** The text of `key` with `{name}` replaced; `n` chooses the plural form. */
export function t(key: Key, values: Record<string, string> & { n?: string } = {}, n = 0): string {
  const message = dictionaries[language.value][key];
  const text =
    typeof message === "string"
      ? message
      : message[plurals[language.value].select(n) === "one" ? "one" : "other"];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
