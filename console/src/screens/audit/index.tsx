/** Who did what, when and from where; each act with the settings before and after. */
import { useState } from "preact/hooks";
import type { Schema } from "../../api/answers";
import { useLive } from "../../api/live";
import { count, dayStart, exact, day as formatDay } from "../../format";
import { instantColumn, textColumn } from "../../grid/kinds";
import { go, place } from "../../router";
import { codec, day, text, type View } from "../../router/codec";
import { type Key, t, texts } from "../../text";
import { auditActs } from "../../text/audit-acts";
import { Dialog } from "../../ui/dialog";
import { Choice, DayInput, Filter, FilterForm, TextInput, useStaged } from "../../ui/filters";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";

type Entry = Schema<"AuditEntry">;

const isText = (key: string): key is Key => key in texts;

/** What happened in words; the API's own name if it is new. */
function actInWords(action: string): string {
  const key = `act.${action}`;
  return isText(key) ? t(`act.${action}` as Key) : action;
}

const ACTIONS = Object.keys(auditActs).map((key) => key.slice("act.".length));
const actChoices = () =>
  ACTIONS.map((action) => [action, actInWords(action)] as const).sort(([, left], [, right]) =>
    left.localeCompare(right),
  );

const fields = { actor: text, action: text, object: text, since: day, until: day };
const viewCodec = codec(fields);
type AuditView = View<typeof fields>;
const apiCodec = codec({ actor: text, action: text, object: text, since: text, until: text });

/** Whole days, in the zone of the tenant; the API's `until` is exclusive. */
function apiUrl({ since, until, ...rest }: AuditView): string {
  const start = since && dayStart(since);
  const end = until && dayStart(until, 1);
  return `/v1/audit${apiCodec.write({ ...rest, since: start, until: end })}`;
}

function Filters({ view }: { view: AuditView }) {
  const staged = useStaged(view, {}, (next) => go(`/c/audit${viewCodec.write(next)}`));
  const { values, change, changed } = staged;
  return (
    <FilterForm staged={staged}>
      <Filter title="audit.since" staged={changed("since")}>
        <DayInput
          value={values.since ?? ""}
          none={t("filter.any")}
          onValue={(since) => change({ since })}
        />
      </Filter>
      <Filter title="audit.until" staged={changed("until")}>
        <DayInput
          value={values.until ?? ""}
          none={t("filter.any")}
          onValue={(until) => change({ until })}
        />
      </Filter>
      <Filter title="audit.action" staged={changed("action")}>
        <Choice
          value={values.action ?? ""}
          choices={[["", t("filter.all")] as const, ...actChoices()]}
          onValue={(action) => change({ action })}
        />
      </Filter>
      <Filter title="audit.object" staged={changed("object")}>
        <TextInput
          width={200}
          value={values.object ?? ""}
          onValue={(object) => change({ object })}
        />
      </Filter>
      {values.actor && (
        <Filter title="audit.actor" staged={changed("actor")}>
          <TextInput width={130} value={values.actor} onValue={(actor) => change({ actor })} />
        </Filter>
      )}
    </FilterForm>
  );
}

const written = (settings: unknown) => JSON.stringify(settings, null, 2);

function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const facts: readonly (readonly [string, string | null])[] = [
    [t("audit.actor"), nameOf(entry)],
    [t("audit.at"), exact(entry.at)],
    [t("audit.object"), entry.object],
    [t("reason"), entry.reason],
    [t("audit.address"), entry.address],
    [t("audit.browser"), entry.user_agent],
    [t("trace"), entry.trace_id],
  ];
  return (
    <Dialog title={actInWords(entry.action)} shape="wide" onClose={onClose}>
      <dl class="pairs">
        {facts.map(([title, value]) =>
          value ? (
            <div key={title}>
              <dt>{title}</dt>
              <dd class="break">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <div class="before-after">
        {(["before", "after"] as const).map((side) =>
          entry[side] === null ? null : (
            <section key={side}>
              <h3>{t(`audit.${side}`)}</h3>
              <pre class="body">{written(entry[side])}</pre>
            </section>
          ),
        )}
      </div>
      <a
        class="link"
        href={`/c/audit${viewCodec.write({ actor: entry.actor.id ?? undefined })}`}
        onClick={onClose}
      >
        {t("audit.same-actor")}
      </a>
    </Dialog>
  );
}

const nameOf = ({ actor }: Entry) => actor.name ?? t(`party.${actor.kind}`);

export function AuditScreen() {
  const view = viewCodec.read(place.value.search);
  const live = useLive<Entry>(apiUrl(view), (row) => String(row.number), 60);
  const [shown, setShown] = useState<Entry | null>(null);
  const columns = [
    textColumn<Entry>("number", t("audit.number"), 86, (row) => count(row.number), {
      tone: () => "quiet",
      cell: (row) => (
        <button type="button" class="plain-link" tabIndex={-1} onClick={() => setShown(row)}>
          {count(row.number)}
        </button>
      ),
    }),
    instantColumn<Entry>("at", t("audit.at"), (row) => row.at),
    textColumn<Entry>("actor", t("audit.actor"), 160, nameOf, {
      cell: (row) => (
        <>
          {nameOf(row)}
          {row.actor.kind !== "person" && row.actor.name && (
            <span class="aside">{t(`party.${row.actor.kind}`)}</span>
          )}
        </>
      ),
    }),
    textColumn<Entry>("action", t("audit.action"), 210, (row) => actInWords(row.action), {
      tone: () => "name",
      cell: (row) => <span title={row.action}>{actInWords(row.action)}</span>,
    }),
    textColumn<Entry>("object", t("audit.object"), 300, (row) => row.object, {
      cell: (row) => <code title={row.object ?? ""}>{row.object}</code>,
    }),
    textColumn<Entry>("reason", t("reason"), 170, (row) => row.reason, { wide: true }),
    textColumn<Entry>("address", t("audit.address"), 110, (row) => row.address, {
      wide: true,
      tone: () => "quiet",
    }),
  ];
  const days = [view.since, view.until].flatMap((each) => (each ? [formatDay(each)] : []));
  return (
    <>
      <ScreenHead title={t("nav.audit")} aside={days.join(" – ")} />
      <Filters view={view} />
      <LiveTable
        key={viewCodec.write(view)}
        label={t("nav.audit")}
        live={live}
        columns={columns}
        rowKey={(row) => String(row.number)}
        empty={<p>{t("empty.title")}</p>}
      />
      {shown && <EntryDialog entry={shown} onClose={() => setShown(null)} />}
    </>
  );
}
