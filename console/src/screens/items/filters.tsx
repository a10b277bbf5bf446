import type { OpenItems } from "../../api/answers";
import { t } from "../../text";
import { FixedFilters } from "../../ui/fixed-filters";
import { bucketTitle } from "../ageing/bucket";
import { FILTER_NAMES, type FilterName, type ItemsView, NEEDED } from "./view";

/** They only say how `bucket` is meant. */
const SILENT: readonly FilterName[] = ["buckets", "aged_by"];
const SHOWN = FILTER_NAMES.filter((name) => !SILENT.includes(name));

interface Props {
  view: ItemsView;
  answer: OpenItems | undefined;
  href: (view: ItemsView) => string;
}

/** A name says more than Odoo's id; the rows of the answer know it. */
function namesOf(answer: OpenItems | undefined) {
  const row = answer?.data[0];
  return (name: string, value: string): string | undefined => {
    if (name === "bucket") return bucketTitle(value);
    if (name === "company_id") return answer?.company.name;
    if (value.includes(",") || value === "none") return undefined;
    if (name.startsWith("salesperson_id")) return row?.salesperson_name ?? undefined;
    if (name === "document_type_ids") return row?.document_type_name ?? undefined;
    if (name === "account_ids") return row?.account_code ?? undefined;
    return undefined;
  };
}

export function ItemsFilters({ view, answer, href }: Props) {
  return (
    <section class="filters" aria-label={t("filters")}>
      <FixedFilters view={view} names={SHOWN} href={href} words={namesOf(answer)} needed={NEEDED} />
    </section>
  );
}
