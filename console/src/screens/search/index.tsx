/** Finds partners, saved views and pages from anywhere; the last ones chosen come first. */
import "./search.css";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "../../api/answers";
import { useQuery } from "../../api/query";
import { go } from "../../router";
import { company } from "../../session/preferences";
import { navigation } from "../../shell/navigation";
import { searchOpen } from "../../shell/shortcuts";
import { t } from "../../text";
import { Dialog } from "../../ui/dialog";
import { partnerHref } from "../../ui/partner-link";
import { useDelayed } from "../../ui/use-delayed";
import { viewHref } from "../../ui/view-href";
import { type Found, matches, recent, remember } from "./recent";

function useFound(query: string): Found[] {
  const q = useDelayed(query, 180);
  const partners = useQuery<Answer<"/v1/partners">>(
    `/v1/partners?limit=12${q === "" ? "" : `&q=${encodeURIComponent(q)}`}`,
    600,
  );
  const views = useQuery<Answer<"/v1/saved-views">>("/v1/saved-views?limit=500", 600);
  if (query === "") return recent();
  const books = company.value === null ? null : Number(company.value);
  const pages = navigation().map(
    (entry): Found => ({ kind: "page", title: t(entry.title), detail: "", href: entry.href }),
  );
  const saved = (views.data?.data ?? []).flatMap((view): Found[] => {
    const href = viewHref(view);
    return href
      ? [{ kind: "view", title: view.name, detail: t(`report.${view.report}`), href }]
      : [];
  });
  const people = (partners.data?.data ?? []).map(
    (partner): Found => ({
      kind: "partner",
      title: partner.name ?? String(partner.id),
      detail: partner.vat ?? "",
      href: partnerHref(partner.id, books),
    }),
  );
  const named = [...pages, ...saved].filter((found) => matches(found.title, query));
  return [...(q === query ? people : []), ...named].slice(0, 24);
}

export function SearchDialog() {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const found = useFound(text.trim());
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
              key={each.href}
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
        {found.length === 0 && (
          <p class="quiet">{t(text.trim() === "" ? "search.hint" : "search.nothing")}</p>
        )}
      </div>
    </Dialog>
  );
}
