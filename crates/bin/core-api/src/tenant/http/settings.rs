//! The settings of a tenant's file, without its secrets.

use std::collections::BTreeMap;

use reports::Percent;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::{
    odoo::{OdooProtocol, ReadFrom},
    state::Api,
};

/// What the tenant's file and this installation set.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TenantSettings {
    /// How Odoo is read.
    source: TenantSource,
    /// Schedules that a new tenant begins with: cron lines in its time zone.
    default_schedules: TenantSchedules,
    /// How the mirror is compared with Odoo.
    proving: TenantProving,
    export_limits: TenantExportLimits,
    mail_policy: TenantMailPolicy,
    /// Days for which changes of the mirror are kept.
    history_keep_days: u32,
    request_limits: TenantRequestLimits,
    /// Pages of these origins may call the API with a key.
    #[schema(example = json!(["https://console.example.com"]))]
    browser_origins: Vec<String>,
    /// Webhooks may call these origins beyond HTTPS of public hosts.
    #[schema(example = json!(["https://hooks.andina.internal"]))]
    webhook_origins: Vec<String>,
}

/// How Odoo is read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TenantSource {
    /// Where Espejo reads Odoo.
    #[schema(example = "https://odoo.andina.example")]
    source_url: String,
    /// The name of Odoo's database.
    #[schema(example = "andina")]
    source_database: String,
    /// The login of the Odoo user.
    #[schema(example = "espejo@andina.example")]
    source_user: String,
    read_from: ReadFrom,
    protocol: OdooProtocol,
    /// The companies to mirror; empty for all that the user may see.
    mirrored_company_ids: Vec<i64>,
    /// Language of translated fields, as Odoo writes it.
    #[schema(example = "es_PE")]
    language: String,
    /// Largest number of records in a page.
    page_rows: u32,
    /// Largest number of pages that are requested at the same time.
    connections: u32,
    /// Largest number of calls in a minute; 0 for no limit.
    calls_per_minute: u32,
    /// Longest wait for one answer.
    timeout_seconds: u32,
    /// How far the end of a window stays behind Odoo's clock.
    safety_lag_seconds: u32,
    /// A larger answer is refused.
    max_answer_bytes: u64,
    /// Fields beyond the standard ones, by model.
    #[schema(example = json!({"res.partner": ["x_zone"]}))]
    added_fields: BTreeMap<String, Vec<String>>,
    /// Models beyond the standard ones.
    #[schema(example = json!(["x_contract"]))]
    added_models: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TenantSchedules {
    #[schema(example = "*/15 * * * *")]
    incremental: String,
    #[schema(example = "30 2 * * *")]
    verify: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TenantProving {
    /// A verify pauses after each call, for this percentage of the time that it took.
    #[schema(value_type = Percent)]
    pause_percent: Decimal,
    /// A verify reads one of this many id ranges of each model completely; 0 for none.
    content_share: u32,
    /// If a run misses more than this percentage of a model's rows, and more than
    /// `max_deleted_rows`, a person must confirm.
    #[schema(value_type = Percent)]
    max_deleted_percent: Decimal,
    max_deleted_rows: u32,
    /// The longest that a transaction in Odoo may be open.
    longest_transaction_hours: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TenantExportLimits {
    /// Largest number of exports that wait or run at the same time.
    max_active: u32,
    /// Largest number of one requester's exports among them.
    max_active_each: u32,
    /// Days for which a file is kept.
    keep_days: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TenantMailPolicy {
    /// Sender of mails; null for the sender of the installation.
    #[schema(example = "Cobranzas <cobranzas@andina.example>")]
    sender: Option<String>,
    /// Where answers go; null for the sender.
    #[schema(example = "cobranzas@andina.example")]
    reply_to: Option<String>,
    /// The mail server; null if core-api has no ESPEJO_SMTP_URL.
    #[schema(example = "mail.example.com")]
    smtp_host: Option<String>,
    #[schema(example = 465)]
    smtp_port: Option<u16>,
    /// A larger file is sent as a link.
    attach_max_bytes: u64,
    /// Days for which such a link works.
    link_days: u32,
    /// Whether links with which people sign in are mailed.
    mails_sign_in_links: bool,
}

/// Limits of each process of the API.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TenantRequestLimits {
    /// Requests of one caller in a second.
    requests_per_second: u32,
    /// Event streams of one caller.
    streams_per_caller: u32,
    /// Event streams of the tenant.
    streams_per_tenant: u32,
}

impl TenantSettings {
    pub(super) fn of(tenant: &tenants::Tenant, api: &Api) -> Self {
        let (per_caller, per_tenant) = api.streams.limits();
        Self {
            source: TenantSource::of(&tenant.odoo),
            default_schedules: TenantSchedules {
                incremental: tenant.schedules.incremental.clone(),
                verify: tenant.schedules.verify.clone(),
            },
            proving: TenantProving {
                pause_percent: tenant.proving.pause_percent.into(),
                content_share: tenant.proving.content_share,
                max_deleted_percent: tenant.proving.max_deleted_percent.into(),
                max_deleted_rows: tenant.proving.max_deleted_rows,
                longest_transaction_hours: tenant.proving.longest_transaction_hours,
            },
            export_limits: TenantExportLimits {
                max_active: tenant.exports.max_active,
                max_active_each: tenant.exports.max_active_each,
                keep_days: tenant.exports.keep_days,
            },
            mail_policy: TenantMailPolicy {
                sender: tenant.mail.from.clone(),
                reply_to: tenant.mail.reply_to.clone(),
                smtp_host: api.mail_server.as_ref().map(|server| server.host.clone()),
                smtp_port: api.mail_server.as_ref().map(|server| server.port),
                attach_max_bytes: tenant.mail.attach_max_bytes,
                link_days: tenant.mail.link_days,
                mails_sign_in_links: api.mails_links,
            },
            history_keep_days: tenant.history.keep_days,
            request_limits: TenantRequestLimits {
                requests_per_second: api.limiter.per_second(),
                streams_per_caller: per_caller,
                streams_per_tenant: per_tenant,
            },
            browser_origins: tenant.origins.clone(),
            webhook_origins: tenant.webhook_origins.clone(),
        }
    }
}

impl TenantSource {
    fn of(odoo: &tenants::OdooSource) -> Self {
        Self {
            source_url: odoo.url.clone(),
            source_database: odoo.database.clone(),
            source_user: odoo.user.clone(),
            read_from: odoo.into(),
            protocol: odoo.protocol.into(),
            mirrored_company_ids: odoo.company_ids.clone(),
            language: odoo.language.clone(),
            page_rows: odoo.page_rows,
            connections: odoo.connections,
            calls_per_minute: odoo.calls_per_minute,
            timeout_seconds: odoo.timeout_seconds,
            safety_lag_seconds: odoo.safety_lag_seconds,
            max_answer_bytes: odoo.max_answer_bytes,
            added_fields: odoo.additions.fields.clone(),
            added_models: odoo.additions.models.keys().cloned().collect(),
        }
    }
}
