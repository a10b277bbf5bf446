/** What holds for the whole organisation: its settings are read from files and only shown here. */
import type { ComponentChildren } from "preact";
import type { Answer, Schema } from "../../api/answers";
import { useQuery } from "../../api/query";
import { bytes, count, duration, measure } from "../../format";
import { may } from "../../session/rights";
import { type Key, t } from "../../text";
import "../../text/tenant";
import { useCompanyNames } from "../../ui/company-checks";
import { Fact } from "../../ui/fact";
import { ScreenHead } from "../../ui/head";
import { webUrl } from "../../ui/odoo-link";
import { StaleNote } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { Skeleton } from "../../ui/skeleton";

type Tenant = Answer<"/v1/tenant">;
type Settings = Schema<"TenantSettings">;
type Value = ComponentChildren;

/** A block of settings; those without a value say so. */
function Block({ title, facts }: { title: Key; facts: readonly (readonly [Key, Value])[] }) {
  return (
    <section class="panel block">
      <h2>{t(title)}</h2>
      <dl class="pairs">
        {facts.map(([name, value]) => (
          <Fact key={name} title={t(name)}>
            {value == null || value === "" ? "–" : value}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function WebAddress({ url }: { url: string }) {
  const href = webUrl(url);
  if (href === null) return <>{url}</>;
  return (
    <a class="link" href={href} target="_blank" rel="noopener noreferrer">
      {url}
    </a>
  );
}

const limit = (value: number) => (value === 0 ? t("tenant.no-limit") : count(value));
const days = (value: number) => t("tenant.days", { n: count(value) }, value);
const percent = (text: string) => `${measure(text)} %`;

function About({ tenant }: { tenant: Tenant }) {
  return (
    <Block
      title="tenant.about"
      facts={[
        ["tenant.name", tenant.display_name],
        ["tenant.host", tenant.host],
        ["tenant.public-url", <WebAddress key="url" url={tenant.public_url} />],
        ["tenant.zone", tenant.time_zone],
        ["tenant.locale", tenant.locale],
        ["tenant.buckets", tenant.ageing_buckets?.split(",").join(" · ")],
        ["tenant.odoo", <WebAddress key="odoo" url={tenant.odoo_url} />],
        ["tenant.odoo-version", tenant.odoo_version],
        ["tenant.version", tenant.espejo_version],
      ]}
    />
  );
}

function Source({ source }: { source: Settings["source"] }) {
  const namesOf = useCompanyNames();
  const ids = source.mirrored_company_ids;
  const added = Object.entries(source.added_fields).map(
    ([model, fields]) => `${model}: ${fields.join(", ")}`,
  );
  return (
    <Block
      title="tenant.source"
      facts={[
        ["tenant.source-url", <WebAddress key="url" url={source.source_url} />],
        ["tenant.database", source.source_database],
        ["tenant.user", source.source_user],
        ["tenant.protocol", source.protocol],
        ["tenant.companies", ids.length === 0 ? t("companies.all") : namesOf(ids)],
        ["tenant.language", source.language],
        ["tenant.page-rows", count(source.page_rows)],
        ["tenant.connections", count(source.connections)],
        ["tenant.calls", limit(source.calls_per_minute)],
        ["tenant.timeout", duration(source.timeout_seconds)],
        ["tenant.lag", duration(source.safety_lag_seconds)],
        ["tenant.max-answer", bytes(source.max_answer_bytes)],
        ["tenant.added-fields", added.join("; ")],
        ["tenant.added-models", source.added_models.join(", ")],
      ]}
    />
  );
}

function Rest({ settings }: { settings: Settings }) {
  const { default_schedules: schedules, proving, export_limits: exports } = settings;
  const { mail_policy: mail, request_limits: requests } = settings;
  return (
    <>
      <Block
        title="tenant.proving"
        facts={[
          ["tenant.incremental", <code key="i">{schedules.incremental}</code>],
          ["tenant.verify", <code key="v">{schedules.verify}</code>],
          ["tenant.max-deleted-percent", percent(proving.max_deleted_percent)],
          ["tenant.max-deleted-rows", count(proving.max_deleted_rows)],
          ["tenant.pause", percent(proving.pause_percent)],
          ["tenant.content-share", count(proving.content_share)],
          ["tenant.transaction", duration(proving.longest_transaction_hours * 3600)],
          ["tenant.history", days(settings.history_keep_days)],
        ]}
      />
      <Block
        title="tenant.deliveries"
        facts={[
          ["tenant.sender", mail.sender ?? t("tenant.installation")],
          ["tenant.reply-to", mail.reply_to ?? t("tenant.as-sender")],
          ["tenant.attach", bytes(mail.attach_max_bytes)],
          ["tenant.link-days", days(mail.link_days)],
          ["tenant.sign-in-links", t(mail.mails_sign_in_links ? "yes" : "no")],
          ["tenant.exports-active", count(exports.max_active)],
          ["tenant.exports-each", count(exports.max_active_each)],
          ["tenant.keep-files", days(exports.keep_days)],
        ]}
      />
      <Block
        title="tenant.access"
        facts={[
          ["tenant.requests", count(requests.requests_per_second)],
          ["tenant.streams-each", count(requests.streams_per_caller)],
          ["tenant.streams", count(requests.streams_per_tenant)],
          ["tenant.browser-origins", settings.browser_origins.join(", ")],
          ["tenant.webhook-origins", settings.webhook_origins.join(", ")],
        ]}
      />
    </>
  );
}

export function TenantScreen() {
  const query = useQuery<Tenant>("/v1/tenant", 300);
  const { data, problem, again } = query;
  return (
    <>
      <ScreenHead title={t("tenant.title")} aside={t("tenant.aside")} />
      <StaleNote query={query} />
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      {!problem && !data && <Skeleton />}
      {data && (
        <div class="settings">
          <About tenant={data} />
          {data.settings && <Source source={data.settings.source} />}
          {data.settings && <Rest settings={data.settings} />}
        </div>
      )}
      {data && !data.settings && (
        <p class="quiet">{t(may("admin") ? "tenant.all-companies" : "tenant.admins")}</p>
      )}
    </>
  );
}
