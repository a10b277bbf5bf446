/** Filters that come with a link and have no control here: the person sees them and removes them. */
import type { ComponentChild } from "preact";
import { day } from "../format";
import { Icon } from "../look/icons";
import { type Key, t, texts } from "../text";
import { PartnerName } from "./partner-name";

type NameIn<K extends string> = K extends `filter.${infer Name}` ? Name : never;
/** The filters that have a title. */
type FilterName = NameIn<Key>;

interface Props<View extends object> {
  view: View;
  /** Those of the view that have no control. */
  names: readonly FilterName[];
  href: (view: View) => string;
  /** A name that says more than Odoo's id. */
  words?: (name: string, value: string) => string | undefined;
  /** Without these the page would show other books or another day. */
  needed?: readonly string[];
}

const isText = (key: string): key is Key => key in texts;

/** A value as a person would say it. */
export function wordsOf(name: string, value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value);
  const key = `value.${name}.${value}`;
  if (isText(key)) return t(`value.${name}.${value}` as Key);
  if (value === "true" || value === "false") return t(value === "true" ? "yes" : "no");
  return value
    .replace(/\bnone\b/, t("filter.none"))
    .split(",")
    .join(" · ");
}

function Words({ name, value }: { name: string; value: string }): ComponentChild {
  const partner = (name === "partner_id" || name === "partner_ids") && /^\d+$/.test(value);
  return partner ? <PartnerName id={value} /> : wordsOf(name, value);
}

export function FixedFilters<View extends object>(props: Props<View>) {
  const { view, names, href, words, needed = [] } = props;
  const values = new Map<string, unknown>(Object.entries(view));
  return (
    <>
      {names.map((name) => {
        const value = values.get(name);
        if (typeof value !== "string") return null;
        const title = t(`filter.${name}`);
        return (
          <span key={name} class="filter fixed">
            <span>{title}</span>
            <b>{words?.(name, value) ?? <Words name={name} value={value} />}</b>
            {!needed.includes(name) && (
              <a
                class="remove"
                href={href({ ...view, [name]: undefined })}
                aria-label={t("filter.remove", { name: title })}
              >
                <Icon name="x" small />
              </a>
            )}
          </span>
        );
      })}
    </>
  );
}
