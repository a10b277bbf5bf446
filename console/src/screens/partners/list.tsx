/** Customers and vendors, found by name, tax id or reference. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer, Partner } from "../../api/answers";
import { useList } from "../../api/list";
import { Grid } from "../../grid/grid";
import { textColumn } from "../../grid/kinds";
import { go, place } from "../../router";
import { codec, id, oneOf, text } from "../../router/codec";
import { t } from "../../text";
import { Empty } from "../../ui/empty";
import { Choice, Filter } from "../../ui/filters";
import { ScreenHead } from "../../ui/head";
import { ListNotice } from "../../ui/outdated";
import { PartnerLink } from "../../ui/partner-link";
import { ProblemPanel } from "../../ui/problem-panel";
import { Skeleton } from "../../ui/skeleton";
import { useDelayed } from "../../ui/use-delayed";

const viewCodec = codec({ company_id: id, q: text, active: oneOf("true", "false") });
const apiCodec = codec({ q: text, active: oneOf("true", "false") });

type Partners = Answer<"/v1/partners">;

function columns(company: string | undefined) {
  return [
    textColumn<Partner>("name", t("column.partner"), 280, (row) => row.name, {
      tone: () => "name",
      cell: (row) => (
        <PartnerLink id={row.id} name={row.name} company={company ? Number(company) : null} />
      ),
    }),
    textColumn<Partner>("vat", t("column.code.partner"), 130, (row) => row.vat, { code: true }),
    textColumn<Partner>("ref", t("document.ref"), 120, (row) => row.ref, {
      code: true,
      wide: true,
    }),
    textColumn<Partner>("city", t("partner.city"), 150, (row) => row.city, { wide: true }),
    textColumn<Partner>("email", t("email"), 240, (row) => row.email),
    textColumn<Partner>("phone", t("partner.phone"), 150, (row) => row.phone, { wide: true }),
    textColumn<Partner>("active", t("partner.state"), 110, (row) =>
      row.active ? null : t("partner.archived"),
    ),
  ];
}

export function PartnersScreen() {
  const view = viewCodec.read(place.value.search);
  const [query, setQuery] = useState(view.q ?? "");
  const q = useDelayed(query.trim(), 250);
  const href = (part: object) => `/c/partners${viewCodec.write({ ...view, ...part })}`;
  // The box and the URL follow each other; this is what both have said last.
  const agreed = useRef(view.q ?? "");
  useEffect(() => {
    if (q === agreed.current) return;
    agreed.current = q;
    go(href({ q }), "replace");
  }, [q]);
  const given = view.q ?? "";
  useEffect(() => {
    if (given === agreed.current) return;
    agreed.current = given;
    setQuery(given);
  }, [given]);
  const list = useList<Partners>(
    `/v1/partners${apiCodec.write({ q: view.q, active: view.active })}`,
  );
  const { pages, rows, problem, loading } = list.state.value;
  return (
    <>
      <ScreenHead title={t("partners.title")} />
      <form class="filters" aria-label={t("filters")} onSubmit={(event) => event.preventDefault()}>
        <label class="filter">
          <span>{t("search")}</span>
          <input
            type="search"
            class="text"
            value={query}
            placeholder={t("search.partner")}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
        <Filter title="partner.state" staged={false}>
          <Choice
            value={view.active ?? ""}
            choices={[
              ["", t("partner.all")],
              ["true", t("partner.active")],
              ["false", t("partner.archived")],
            ]}
            onValue={(active) => go(href({ active }), "replace")}
          />
        </Filter>
      </form>
      {problem && <ProblemPanel problem={problem} retry={list.retry} />}
      {pages.length === 0 && !problem && <Skeleton />}
      {pages.length > 0 && rows.length === 0 && (
        <Empty clearHref={`/c/partners${viewCodec.write({ company_id: view.company_id })}`} />
      )}
      {rows.length > 0 && (
        <Grid
          key={apiCodec.write(view)}
          label={t("partners.title")}
          columns={columns(view.company_id)}
          rows={rows}
          rowKey={(row) => String(row.id)}
          total={rows.length}
          more={pages.at(-1)?.next != null}
          onNeedMore={list.more}
          entry={place.value.entry}
          loading={loading}
          notice={<ListNotice list={list} />}
        />
      )}
    </>
  );
}
