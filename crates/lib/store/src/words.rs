//! Words of fixed sets, as stored in text columns and sent in answers. Each column has a check
//! constraint with the same words.

use std::{error::Error, fmt::Debug, str::FromStr};

use bytes::BytesMut;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantNames};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use utoipa::ToSchema;

/// A text column as one of its words: `row.get::<_, Word<RunState>>(2).0`.
#[derive(Debug, Clone, Copy)]
pub struct Word<T>(pub T);

impl<'a, T: FromStr<Err = strum::ParseError>> FromSql<'a> for Word<T> {
    fn from_sql(of: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(<&str>::from_sql(of, raw)?.parse()?))
    }

    fn accepts(of: &Type) -> bool {
        <&str as FromSql>::accepts(of)
    }
}

impl<T: Debug + Copy + Into<&'static str>> ToSql for Word<T> {
    fn to_sql(
        &self,
        of: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        let word: &'static str = self.0.into();
        word.to_sql(of, out)
    }

    fn accepts(of: &Type) -> bool {
        <&str as ToSql>::accepts(of)
    }

    to_sql_checked!();
}

/// What a run does.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    IntoStaticStr,
    EnumString,
    VariantNames,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum RunKind {
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
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    IntoStaticStr,
    EnumString,
    VariantNames,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum RunState {
    Requested,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// State of an export.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    IntoStaticStr,
    EnumString,
    VariantNames,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ExportState {
    Requested,
    Running,
    Finished,
    Failed,
    Cancelled,
}

/// State of a mail.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    IntoStaticStr,
    EnumString,
    VariantNames,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum MailState {
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
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    IntoStaticStr,
    EnumString,
    VariantNames,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum StatementRunState {
    Running,
    Cancelling,
    Finished,
    Cancelled,
}

/// State of one customer's statement.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    IntoStaticStr,
    EnumString,
    VariantNames,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum StatementItemState {
    Waiting,
    Exporting,
    Mailing,
    Sent,
    Failed,
    Skipped,
    Cancelled,
}

/// How missed instants of a schedule are handled.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    IntoStaticStr,
    EnumString,
    VariantNames,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum MissedPolicy {
    /// Only the newest instant runs.
    #[default]
    Latest,
    /// All instants run, at most 24.
    All,
    /// Instants older than the grace period do not run.
    Skip,
}

/// Why a person must look at the mirror.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    IntoStaticStr,
    EnumString,
    VariantNames,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum AlarmKind {
    /// Rows are missing as if the Odoo user had lost rights.
    RightsIncident,
    /// Odoo went back to an earlier state.
    Restored,
}

/// What happened to a row.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    IntoStaticStr,
    EnumString,
    VariantNames,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ChangeKind {
    Inserted,
    Updated,
    Deleted,
}
