import type { OpenItems } from "../../api/answers";
import { day } from "../../format";
import { Icon } from "../../look/icons";
import { t } from "../../text";
import { bucketTitle } from "../ageing/bucket";
import { canBeRemoved, FILTER_NAMES, type FilterName, type ItemsView } from "./view";

const DAYS: readonly FilterName[] = ["as_of", "due_from", "due_to", "invoiced_from", "invoiced_to"];
/** They only say how `bucket` is meant. */
const SILENT: readonly FilterName[] = ["buckets", "aged_by", "partner_level"];

interface Props {
  view: ItemsView;
  answer: OpenItems | undefined;
  href: (view: ItemsView) => string;
}

/** A name says more than Odoo's id; the rows of the answer know it. */
function wordsOf(name: FilterName, value: string, answer: OpenItems | undefined): string {
  const row = answer?.data[0];
  if (DAYS.includes(name)) return day(value);
  if (name === "bucket") return bucketTitle(value);
  if (name === "company_id") return answer?.company.name ?? value;
  const one = !value.includes(",") && value !== "none";
  if (one && name.startsWith("partner_id")) return row?.partner_name ?? value;
  if (one && name.startsWith("salesperson_id")) return row?.salesperson_name ?? value;
  if (one && name === "document_type_ids") return row?.document_type_name ?? value;
  if (one && name === "account_ids") return row?.account_code ?? value;
  return value.replace("none", t("filter.none")).split(",").join(" · ");
}

export function ItemsFilters({ view, answer, href }: Props) {
  return (
    <ul class="filters" aria-label={t("filters")}>
      {FILTER_NAMES.map((name) => {
        const value = view[name];
        if (value === undefined || SILENT.includes(name)) return null;
        const title = t(`filter.${name}`);
        return (
          <li key={name} class="filter fixed">
            <span>{title}</span>
            <b>{wordsOf(name, value, answer)}</b>
            {canBeRemoved(name) && (
              <a
                class="remove"
                href={href({ ...view, [name]: undefined })}
                aria-label={t("filter.remove", { name: title })}
              >
                <Icon name="x" small />
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
