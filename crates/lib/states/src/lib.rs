//! Kinds and states: the enum types of schema `ops`, and who acted, as the code and the API
//! name them. Driver and database compare the values when a statement is prepared, so that they cannot
//! differ.

mod note_object;
mod party;
mod words;

use postgres_types::{FromSql, ToSql};
use serde::{Deserialize, Serialize};
use strum::{Display, IntoStaticStr};
use utoipa::ToSchema;

pub use party::{Party, PartyKind};
pub use words::{
    DeadLetterReason, FireOutcome, FreezeReason, JournalType, MailOccasion, MirrorState, MoveState,
    MoveType, PaymentState, SignInMethod, UnmatchedReason,
};

/// Enums with the name of their type in PostgreSQL. Every value is written in snake case.
macro_rules! enums {
    ($(
        $(#[$attribute:meta])*
        $name:ident = $stored:tt { $($(#[$of_value:meta])* $value:ident,)+ }
    )+) => {$(
        $(#[$attribute])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
            Display, IntoStaticStr, FromSql, ToSql,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        #[postgres(name = $stored, rename_all = "snake_case")]
        pub enum $name {
            $($(#[$of_value])* $value,)+
        }
    )+};
}

enums! {
    /// What a person or a key may do. Each role includes the lower ones.
    Role = "role" {
        /// May read.
        Viewer,
        /// May also start sync runs and exports.
        Operator,
        /// May also change schedules, people and keys.
        Admin,
    }

    /// State of a person.
    PersonState = "person_state" {
        /// Has not used the invitation yet.
        Invited,
        Active,
        /// May not sign in.
        Disabled,
        /// Is no longer listed.
        Removed,
    }

    /// What a link that was mailed to a person does.
    SignInTokenKind = "sign_in_token_kind" {
        Invitation,
        /// Sets a new password.
        Reset,
    }

    /// What a run does.
    RunKind = "run_kind" {
        /// Reads every record.
        Snapshot,
        /// Reads records written since the watermark, and deletions.
        Incremental,
        /// Compares the mirror with Odoo.
        Verify,
        /// Reads again the ranges that differ.
        Repair,
        /// Reads every record and replaces the mirrored rows.
        Reload,
    }

    /// State of a sync run.
    RunState = "run_state" {
        Requested,
        Running,
        Done,
        Failed,
        Cancelled,
    }

    /// Why a run failed.
    RunFailureReason = "run_failure_reason" {
        AccessDenied,
        AccessRights,
        UnknownDatabase,
        UnknownModel,
        UnknownField,
        /// The certificate of Odoo is not accepted.
        Certificate,
        /// The address of Odoo redirects to another one.
        Redirected,
        Unreachable,
        Timeout,
        Throttled,
        CircuitOpen,
        Malformed,
        AnswerTooLarge,
        Configuration,
        /// Odoo was restored to an earlier state.
        Restored,
        Internal,
        /// Its workers stopped sending heartbeats.
        Lapsed,
        /// Rows are missing as if the Odoo user had lost rights.
        RightsIncident,
    }

    /// State of an export.
    ExportState = "export_state" {
        Requested,
        Running,
        Finished,
        Failed,
        Cancelled,
    }

    /// Format of an export's file.
    ExportFormat = "export_format" {
        Xlsx,
        Csv,
        Parquet,
        Pdf,
    }

    /// Why an export failed.
    ExportFailureReason = "export_failure_reason" {
        Database,
        Storage,
        Parameters,
        TooManyRows,
        Internal,
        /// Its workers stopped sending heartbeats.
        Lapsed,
    }

    /// State of a mail.
    MailState = "mail_state" {
        /// It waits for its file.
        Waiting,
        /// A worker was asked to send it, or it will be tried again.
        Requested,
        Sent,
        Failed,
        /// The report had no rows.
        Skipped,
    }

    /// State of a statement run.
    StatementRunState = "statement_run_state" {
        Running,
        Cancelling,
        Finished,
        Cancelled,
    }

    /// State of one customer's statement.
    StatementItemState = "statement_item_state" {
        Waiting,
        Exporting,
        Mailing,
        Sent,
        Failed,
        Skipped,
        Cancelled,
    }

    /// What an event of the feed is about.
    FeedKind = "feed_kind" {
        Run,
        Export,
        Mail,
        StatementRun,
        Alarm,
        Note,
    }

    /// What a note is about.
    NoteObject = "note_object" {
        Partner,
        Document,
    }

    /// How missed instants of a schedule are handled.
    #[derive(Default)]
    MissedPolicy = "missed_policy" {
        /// Only the newest instant runs.
        #[default]
        Latest,
        /// All instants run, at most 24.
        All,
        /// Instants older than the grace period do not run.
        Skip,
    }

    /// Who sees a saved view.
    SavedViewScope = "saved_view_scope" {
        /// Everybody who may see its companies.
        Shared,
        /// Only who made it.
        Private,
    }

    /// Why a person must look at the mirror.
    AlarmKind = "alarm_kind" {
        /// Rows are missing as if the Odoo user had lost rights.
        RightsIncident,
        /// Odoo went back to an earlier state.
        Restored,
    }

    /// What webhooks are told about.
    WebhookEvent = "webhook_event" {
        /// All of the mirror was compared with Odoo and is equal.
        #[serde(rename = "mirror.proved")]
        #[strum(serialize = "mirror.proved")]
        #[postgres(name = "mirror.proved")]
        MirrorProved,
        /// The mirror still differs from Odoo after a repair.
        #[serde(rename = "mirror.differs")]
        #[strum(serialize = "mirror.differs")]
        #[postgres(name = "mirror.differs")]
        MirrorDiffers,
        /// The mirror has fallen behind.
        #[serde(rename = "mirror.stale")]
        #[strum(serialize = "mirror.stale")]
        #[postgres(name = "mirror.stale")]
        MirrorStale,
        /// The mirror is complete and recent again, or for the first time.
        #[serde(rename = "mirror.live")]
        #[strum(serialize = "mirror.live")]
        #[postgres(name = "mirror.live")]
        MirrorLive,
        /// A run ended without being done.
        #[serde(rename = "run.failed")]
        #[strum(serialize = "run.failed")]
        #[postgres(name = "run.failed")]
        RunFailed,
        /// The file of an export is there.
        #[serde(rename = "export.finished")]
        #[strum(serialize = "export.finished")]
        #[postgres(name = "export.finished")]
        ExportFinished,
        /// An export will have no file.
        #[serde(rename = "export.failed")]
        #[strum(serialize = "export.failed")]
        #[postgres(name = "export.failed")]
        ExportFailed,
        /// A mail was refused, or tried too often.
        #[serde(rename = "mail.failed")]
        #[strum(serialize = "mail.failed")]
        #[postgres(name = "mail.failed")]
        MailFailed,
        /// A person must look at the mirror.
        #[serde(rename = "alarm.raised")]
        #[strum(serialize = "alarm.raised")]
        #[postgres(name = "alarm.raised")]
        AlarmRaised,
        /// An admin sent a test message.
        #[serde(rename = "webhook.test")]
        #[strum(serialize = "webhook.test")]
        #[postgres(name = "webhook.test")]
        WebhookTest,
    }

    /// State of one message to a webhook.
    WebhookDeliveryState = "webhook_delivery_state" {
        /// It waits for its next try.
        Waiting,
        /// A worker was asked to send it.
        Requested,
        /// The receiver answered with 2xx.
        Delivered,
        /// It was tried too often, or may not be sent.
        Failed,
    }

    /// What happened to a row.
    ChangeKind = "change_kind" {
        Inserted,
        Updated,
        Deleted,
    }
}
