//! What webhooks are told: one struct for each kind of message.

use jiff::Timestamp;
use serde::Serialize;
use states::{
    AlarmKind, ExportFailureReason, ExportFormat, RunFailureReason, RunKind, WebhookEvent,
};
use utoipa::ToSchema;
use uuid::Uuid;

/// Something that happened, with what its receivers are told.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Happening<'a> {
    MirrorProved(MirrorProved),
    MirrorDiffers(MirrorDiffers<'a>),
    MirrorStale(MirrorAge),
    MirrorLive(MirrorAge),
    RunFailed(RunFailed<'a>),
    ExportFinished(ExportFinished<'a>),
    ExportFailed(ExportFailed<'a>),
    MailFailed(MailFailed<'a>),
    AlarmRaised(AlarmRaised<'a>),
}

impl Happening<'_> {
    pub fn event(&self) -> WebhookEvent {
        match self {
            Self::MirrorProved(_) => WebhookEvent::MirrorProved,
            Self::MirrorDiffers(_) => WebhookEvent::MirrorDiffers,
            Self::MirrorStale(_) => WebhookEvent::MirrorStale,
            Self::MirrorLive(_) => WebhookEvent::MirrorLive,
            Self::RunFailed(_) => WebhookEvent::RunFailed,
            Self::ExportFinished(_) => WebhookEvent::ExportFinished,
            Self::ExportFailed(_) => WebhookEvent::ExportFailed,
            Self::MailFailed(_) => WebhookEvent::MailFailed,
            Self::AlarmRaised(_) => WebhookEvent::AlarmRaised,
        }
    }
}

/// All of the mirror was compared with Odoo and is equal.
#[derive(Debug, Serialize, ToSchema)]
pub struct MirrorProved {
    /// The verify that proved it.
    pub run_id: Uuid,
    /// When the oldest part of the proof was made.
    pub proved_at: Timestamp,
    /// Compared id ranges.
    pub ranges: i64,
    #[schema(value_type = String, example = "/v1/mirror")]
    pub url: &'static str,
}

/// The mirror still differs from Odoo after a repair. A person must look.
#[derive(Debug, Serialize, ToSchema)]
pub struct MirrorDiffers<'a> {
    /// The verify that found it.
    pub run_id: Uuid,
    /// Models with rows that differ.
    #[schema(value_type = Vec<String>, example = json!(["account.move.line"]))]
    pub models: Vec<&'a str>,
    #[schema(value_type = String, example = "/v1/mirror")]
    pub url: &'static str,
}

/// How old the mirror is.
#[derive(Debug, Serialize, ToSchema)]
pub struct MirrorAge {
    /// Everything that Odoo committed before this instant is in the mirror. Null before the first
    /// complete load.
    pub data_as_of: Option<Timestamp>,
    pub lag_seconds: Option<i64>,
    #[schema(value_type = String, example = "/v1/mirror")]
    pub url: &'static str,
}

/// A sync run ended without being done.
#[derive(Debug, Serialize, ToSchema)]
pub struct RunFailed<'a> {
    pub run_id: Uuid,
    pub kind: RunKind,
    pub reason: RunFailureReason,
    pub detail: &'a str,
    /// What to do about it.
    pub hint: &'a str,
    pub url: String,
}

/// The file of an export is there.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportFinished<'a> {
    pub export_id: Uuid,
    #[schema(example = "ageing")]
    pub report: &'a str,
    pub format: ExportFormat,
    pub rows: i64,
    pub size_bytes: i64,
    /// In hexadecimal.
    pub sha256: &'a str,
    /// The export, with the URL of its file.
    pub url: String,
}

/// An export will have no file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportFailed<'a> {
    pub export_id: Uuid,
    #[schema(example = "ageing")]
    pub report: &'a str,
    pub reason: ExportFailureReason,
    pub detail: &'a str,
    pub url: String,
}

/// A mail was refused, or tried too often, or has no file.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailFailed<'a> {
    pub mail_id: Uuid,
    pub export_id: Uuid,
    /// Last reply code of the mail server (RFC 5321, 4.2.1).
    #[schema(example = 550)]
    pub reply_code: Option<i32>,
    pub detail: Option<&'a str>,
    pub url: String,
}

/// A person must look at the mirror and decide.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlarmRaised<'a> {
    /// The run that raised it.
    pub run_id: Uuid,
    pub alarm: AlarmKind,
    pub detail: &'a str,
    /// What to do about it.
    pub hint: &'a str,
    pub url: String,
}

/// An admin sent a test message.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookTest {
    pub webhook_id: Uuid,
    pub url: String,
}

pub fn url_of_run(run: Uuid) -> String {
    format!("/v1/sync-runs/{run}")
}
