/** Finds partners, saved views and pages from anywhere; the last ones chosen come first. */
import "./search.css";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer, Problem, Schema } from "../../api/answers";
import { useQuery } from "../../api/query";
import { amount, day } from "../../format";
import { go } from "../../router";
import { pageOf } from "../../router/pages";
import { company } from "../../session/preferences";
import { navigation } from "../../shell/navigation";
import { searchOpen } from "../../shell/shortcuts";
import { t } from "../../text";
import { Dialog } from "../../ui/dialog";
import { useDelayed } from "../../ui/use-delayed";
import { viewHref } from "../../ui/view-href";
import { type Found, matches, recent, remember } from "./recent";

/** The API finds nothing for a single letter. */
function searchUrl(q: string): string | null {
  if (q.length < 2) return null;
  const books = company.value === null ? "" : `&company_id=${company.value}`;
  return `/v1/search?q=${encodeURIComponent(q.slice(0, 100))}&limit=8${books}`;
}

function detailOf(hit: Schema<"SearchHit">): string {
  const money =
    hit.amount === null ? null : `${amount(hit.amount, 0)} ${hit.currency ?? ""}`.trim();
  return [hit.subtitle, hit.date && day(hit.date), money].filter(Boolean).join(" · ");
}

function useFound(query: string): { found: Found[]; problem: Problem | null } {
  const q = useDelayed(query, 180);
  const hits = useQuery<Answer<"/v1/search">>(searchUrl(q), 600);
  const views = useQuery<Answer<"/v1/saved-views">>("/v1/saved-views?limit=500", 600);
  if (query === "") return { found: recent(), problem: null };
  const pages = navigation().map(
    (entry): Found => ({ kind: "page", title: t(entry.title), detail: "", href: entry.path }),
  );
  const saved = (views.data?.data ?? []).flatMap((view): Found[] => {
    const href = viewHref(view);
    return href
      ? [{ kind: "view", title: view.name, detail: t(`report.${view.report}`), href }]
      : [];
  });
  const records = (hits.data?.data ?? []).flatMap((hit): Found[] => {
    const href = pageOf(hit.url);
    return href ? [{ kind: hit.kind, title: hit.title, detail: detailOf(hit), href }] : [];
  });
  const named = [...pages, ...saved].filter((found) => matches(found.title, query));
  const found = [...(q === query ? records : []), ...named].slice(0, 30);
  return { found, problem: hits.problem };
}

export function SearchDialog() {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const { found, problem: hits } = useFound(text.trim());
  const active = Math.min(chosen, Math.max(0, found.length - 1));
  useEffect(() => input.current?.focus(), []);
  const close = () => {
    searchOpen.value = false;
  };
  const open = (target: Found | undefined) => {
    if (!target) return;
    remember(target);
    close();
    go(target.href);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setChosen(Math.min(found.length - 1, active + 1));
    else if (event.key === "ArrowUp") setChosen(Math.max(0, active - 1));
    else if (event.key === "Enter") open(found[active]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t("search")} onClose={close}>
      <div class="search">
        <input
          ref={input}
          class="search-input"
          type="search"
          // biome-ignore lint/a11y/noRedundantRoles: without a list of its own it is a search box
          role="combobox"
          list={undefined}
          aria-expanded={found.length > 0}
          aria-controls="search-results"
          aria-activedescendant={found.length > 0 ? `search-${active}` : undefined}
          aria-label={t("search.what")}
          placeholder={t("search.what")}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKey}
        />
        <div id="search-results" role="listbox" aria-label={t("search.results")} class="results">
          {found.map((each, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input takes the keys
            <div
              key={`${each.kind} ${each.href} ${each.title}`}
              id={`search-${index}`}
              role="option"
              aria-selected={index === active}
              onClick={() => open(each)}
            >
              <b>{each.title}</b>
              <span class="quiet">{each.detail}</span>
              <span class="kind quiet">{t(`found.${each.kind}`)}</span>
            </div>
          ))}
        </div>
        {hits && (
          <p class="notice bad" role="alert">
            <b>{hits.title}.</b> {hits.hint}
          </p>
        )}
        {found.length === 0 && !hits && (
          <p class="quiet">{t(text.trim() === "" ? "search.hint" : "search.nothing")}</p>
        )}
      </div>
    </Dialog>
  );
}
