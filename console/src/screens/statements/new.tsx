/** A new run: who is owed what, who gets a statement and why others do not, and its start. */
import type { Answer, Schema } from "../../api/answers";
import { useList } from "../../api/list";
import { count, day, readAmount } from "../../format";
import type { Sort } from "../../grid/column";
import { Grid } from "../../grid/grid";
import { actsColumn, countColumn, dayColumn, moneyColumn, textColumn } from "../../grid/kinds";
import { Icon } from "../../look/icons";
import { go, place } from "../../router";
import { t } from "../../text";
import "../../text/letters";
import { Empty } from "../../ui/empty";
import {
  Choice,
  CompanyFilter,
  DayInput,
  Filter,
  FilterForm,
  SwitchFilter,
  TextInput,
  useStaged,
} from "../../ui/filters";
import { FixedFilters } from "../../ui/fixed-filters";
import { ScreenHead } from "../../ui/head";
import { ListNotice } from "../../ui/outdated";
import { PartnerLink } from "../../ui/partner-link";
import { ProblemPanel } from "../../ui/problem-panel";
import { RoleButton } from "../../ui/role-button";
import { Skeleton } from "../../ui/skeleton";
import { StatePill } from "../../ui/state-pill";
import { say } from "../../ui/toast";
import { letterHref, Start } from "./start";
import { OUTLOOK_TONES } from "./states";
import { FIXED, previewHref as href, type PreviewView, previewCodec } from "./view";

type Preview = Answer<"/v1/statement-runs/preview">;
type Row = Schema<"StatementPreviewRow">;

function Filters({ view }: { view: PreviewView }) {
  const staged = useStaged(view, { ignore_pending: "false" }, (next) => go(href(next)));
  const { values, change, changed } = staged;
  return (
    <FilterForm staged={staged}>
      <CompanyFilter
        staged={changed("company_id")}
        value={values.company_id ?? ""}
        onValue={(value) => change({ company_id: value })}
      />
      <Filter title="filter.as_of" staged={changed("as_of")}>
        <DayInput value={values.as_of ?? ""} onValue={(value) => change({ as_of: value })} />
      </Filter>
      <Filter title="filter.min_overdue" staged={changed("min_overdue")}>
        <TextInput
          value={values.min_overdue ?? ""}
          onValue={(value) => change({ min_overdue: readAmount(value) ?? value })}
        />
      </Filter>
      <Filter title="filter.min_days_overdue" staged={changed("min_days_overdue")}>
        <Choice
          value={values.min_days_overdue ?? ""}
          choices={[
            ["", t("filter.any")] as const,
            ...(["1", "8", "15", "30", "60", "90"] as const).map((n) => [n, n] as const),
          ]}
          onValue={(min_days_overdue) => change({ min_days_overdue })}
        />
      </Filter>
      <SwitchFilter
        title="filter.ignore_pending"
        staged={changed("ignore_pending")}
        value={values.ignore_pending ?? "false"}
        onValue={(value) => change({ ignore_pending: value })}
      />
      <LeftOut
        ids={view.exclude_partner_ids ?? []}
        href={href({ ...view, exclude_partner_ids: undefined })}
      />
      <FixedFilters view={view} names={FIXED} href={href} />
    </FilterForm>
  );
}

/** Customers who are left out of this run only; the link takes them all in again. */
function LeftOut({ ids, href: back }: { ids: readonly string[]; href: string }) {
  if (ids.length === 0) return null;
  return (
    <span class="filter fixed">
      <span>{t("statements.without")}</span>
      <b>{t("statements.without.n", { n: count(ids.length) }, ids.length)}</b>
      <a class="remove" href={back} aria-label={t("statements.take-in")}>
        <Icon name="x" small />
      </a>
    </span>
  );
}

const sorted = (key: string, first: Sort["first"]): Sort => ({
  ascending: key,
  descending: `-${key}`,
  first,
});

/** The longest of them in either language. */
const OUTLOOK_WIDTH = 196;

const outlookOf = (row: Row) => t(`outlook.${row.outlook}`);

const outlookColumn = () => ({
  ...textColumn<Row>("outlook", t("statements.outlook"), OUTLOOK_WIDTH, outlookOf, {
    cell: (row) => (
      <span title={row.detail ?? ""}>
        <StatePill tone={OUTLOOK_TONES[row.outlook]}>{outlookOf(row)}</StatePill>
      </span>
    ),
  }),
  least: OUTLOOK_WIDTH,
});

function columns(preview: Preview, exclude: (row: Row) => void) {
  const { currency, decimal_places: places } = preview.company;
  return [
    textColumn<Row>("partner", t("column.customer"), 240, (row) => row.partner_name, {
      tone: () => "name",
      sort: sorted("name", "ascending"),
      cell: (row) => (
        <PartnerLink id={row.partner_id} name={row.partner_name} company={preview.company.id} />
      ),
      foot: preview.totals ? t("total.filter", { n: count(preview.totals.customers) }) : null,
    }),
    outlookColumn(),
    textColumn<Row>(
      "to",
      t("mails.recipient"),
      220,
      (row) => row.recipients.join(", ") || row.detail,
      {
        wide: true,
        tone: () => "quiet",
      },
    ),
    countColumn<Row>("items", t("column.items"), 56, (row) => row.items, { wide: true }),
    dayColumn<Row>("oldest", t("statements.oldest"), (row) => row.oldest_due, {
      wide: true,
      sort: sorted("oldest_due", "ascending"),
    }),
    moneyColumn<Row>("overdue", t("collections.overdue"), (row) => row.amount_overdue, {
      places,
      currency,
      total: preview.totals?.amount_overdue,
      sort: sorted("amount_overdue", "descending"),
    }),
    moneyColumn<Row>("due", t("statements.due"), (row) => row.amount_due, {
      places,
      currency,
      total: preview.totals?.amount_due,
      sort: sorted("amount_due", "descending"),
    }),
    actsColumn<Row>(t("acts"), 150, (row) => (
      <>
        <a class="link" href={letterHref(row.partner_id)} tabIndex={-1}>
          {t("letter.short")}
        </a>
        {row.outlook !== "excluded" && (
          <RoleButton needs="operator" kind="link" inGrid onClick={() => exclude(row)}>
            {t("statements.untick")}
          </RoleButton>
        )}
      </>
    )),
  ];
}

export function NewStatementsScreen() {
  const view = previewCodec.read(place.value.search);
  const list = useList<Preview>(`/v1/statement-runs/preview${previewCodec.write(view)}`, {
    anew: true,
  });
  const { pages, rows, problem, loading, outdated } = list.state.value;
  const without = (ids: readonly string[]) =>
    go(href({ ...view, exclude_partner_ids: ids.length > 0 ? ids : undefined }), "replace");
  const exclude = (row: Row) => {
    const before = view.exclude_partner_ids ?? [];
    without([...before, String(row.partner_id)]);
    say(t("statements.left-out", { name: row.partner_name ?? String(row.partner_id) }), {
      title: t("undo"),
      act: () => without(before),
    });
  };
  const first = pages[0];
  const totals = first?.totals;
  return (
    <>
      <ScreenHead
        title={t("statements.new")}
        back={{ href: "/c/statements", title: t("statements.title") }}
        aside={first?.parameters.as_of && t("stamp.as-of", { day: day(first.parameters.as_of) })}
      />
      <Filters view={view} />
      {problem && (
        <ProblemPanel
          problem={problem}
          retry={list.retry}
          companyHref={(company) => href({ ...view, company_id: String(company) })}
        />
      )}
      {!first && !problem && <Skeleton />}
      {first && totals && (
        <Start preview={first} totals={totals} rows={rows} busy={loading || outdated} />
      )}
      {first && rows.length === 0 && <Empty clearHref={href({ company_id: view.company_id })} />}
      {first && rows.length > 0 && (
        <Grid
          label={t("statements.new")}
          columns={columns(first, exclude)}
          sort={view.sort ?? "name"}
          sortHref={(sort) => href({ ...view, sort: previewCodec.read(`sort=${sort}`).sort })}
          rows={rows}
          rowKey={(row) => String(row.partner_id)}
          total={totals?.customers ?? rows.length}
          onNeedMore={list.more}
          entry={place.value.entry}
          loading={loading}
          notice={<ListNotice list={list} />}
        />
      )}
    </>
  );
}
