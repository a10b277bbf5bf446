/** The companies of the person, and the one that a report shows if its URL names none. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Answer, Company } from "../api/answers";
import { useQuery } from "../api/query";
import { go, place } from "../router";
import { Skeleton } from "../ui/skeleton";
import { firstView, viewHref } from "../ui/view-href";
import { company } from "./preferences";

export function useCompanies() {
  const { data, problem } = useQuery<Answer<"/v1/companies">>("/v1/companies?limit=500", 600);
  return { companies: data?.data ?? null, problem };
}

/** The company of last time if it is still there, else the first. */
export function defaultCompany(
  companies: readonly Company[],
  last: string | null,
): Company | undefined {
  return companies.find(({ id }) => String(id) === last) ?? companies[0];
}

/** Puts a company into the URL of a report, so that the link shows the same to everybody. */
export function InCompany({ children }: { children: ComponentChildren }) {
  const { companies, problem } = useCompanies();
  const { path, search } = place.value;
  const query = new URLSearchParams(search);
  const chosen = query.get("company_id");
  const named = chosen !== null || query.has("companies");
  // Without anything in the URL the report opens with its first view.
  const bare = search === "";
  const fallback = defaultCompany(companies ?? [], company.value);

  useEffect(() => {
    // A link may name a company that this person may not see.
    if (companies?.some(({ id }) => String(id) === chosen)) company.value = chosen;
  }, [chosen, companies]);
  const views = useQuery<Answer<"/v1/saved-views">>(bare ? "/v1/saved-views?limit=500" : null, 300);
  const first = bare ? firstView(views.data?.data ?? [], path) : undefined;
  const undecided = bare && views.data === null && !views.problem;
  useEffect(() => {
    if (named || !fallback || undecided) return;
    const href = first && viewHref(first);
    if (href) return go(href, "replace");
    const rest = search === "" ? "" : `&${search.slice(1)}`;
    go(`${path}?company_id=${fallback.id}${rest}`, "replace");
  }, [named, fallback, undecided, first, path, search]);

  const waits = !named && !problem && (companies === null || companies.length > 0);
  return waits ? <Skeleton /> : children;
}
