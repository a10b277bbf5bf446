import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer, Partner } from "../api/answers";
import { useQuery } from "../api/query";
import { t } from "../text";
import { ProblemPanel } from "./problem-panel";
import { useDelayed } from "./use-delayed";

/** Finds partners by name, tax id or reference. */
export function PartnerSearch({ onChoose }: { onChoose: (partner: Partner) => void }) {
  const [query, setQuery] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const q = useDelayed(query.trim(), 200);
  const url = `/v1/partners?limit=20${q === "" ? "" : `&q=${encodeURIComponent(q)}`}`;
  const { data, problem, again } = useQuery<Answer<"/v1/partners">>(url, 600);
  useEffect(() => input.current?.focus(), []);
  return (
    <div class="form">
      <input
        ref={input}
        class="search-input"
        type="search"
        value={query}
        placeholder={t("search.partner")}
        aria-label={t("search.partner")}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // The search may stand in a form, which Enter would submit.
          event.preventDefault();
          const [first] = q === query.trim() ? (data?.data ?? []) : [];
          if (first && q !== "") onChoose(first);
        }}
      />
      {problem && <ProblemPanel problem={problem} retry={again} />}
      <ul class="results">
        {(data?.data ?? []).map((partner) => (
          <li key={partner.id}>
            <button type="button" onClick={() => onChoose(partner)}>
              <b>{partner.name ?? partner.id}</b>
              <span class="quiet">{partner.vat}</span>
            </button>
          </li>
        ))}
      </ul>
      {data?.data.length === 0 && <p class="quiet">{t("search.nothing")}</p>}
    </div>
  );
}
