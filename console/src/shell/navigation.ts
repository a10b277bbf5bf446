/** The screens that exist. Links keep the company that the person looked at last. */
import type { IconName } from "../look/icons";
import { company } from "../session/preferences";
import type { Key } from "../text";

export interface Entry {
  section: Key;
  title: Key;
  icon: IconName;
  path: string;
  href: string;
  /** Opens it after `g`. */
  key: string;
}

export function navigation(): Entry[] {
  const query = company.value === null ? "" : `?company_id=${company.value}`;
  const entry = (section: Key, title: Key, icon: IconName, path: string, key: string): Entry => ({
    section,
    title,
    icon,
    path,
    href: section === "nav.finance" ? path + query : path,
    key,
  });
  return [
    entry("nav.finance", "nav.receivables", "in", "/c/receivables", "r"),
    entry("nav.finance", "nav.payables", "out", "/c/payables", "p"),
    entry("nav.operations", "nav.mirror", "mirror", "/c/mirror", "s"),
  ];
}
