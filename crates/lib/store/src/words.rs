//! Words of fixed sets, as they stand in text columns and in answers. Each column has a check
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

/// What a run does: all that the mirror can be asked for.
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
    /// Every record.
    Snapshot,
    /// Records written since the watermark, and deletions.
    Incremental,
    /// Compares the mirror with Odoo.
    Verify,
    /// Reads ranges that differ again.
    Repair,
    /// Every record, to take the place of what is there.
    Reload,
}

/// Where a sync run stands.
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

/// Where an export stands.
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

/// Where a mail stands.
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
    /// For its file.
    Waiting,
    /// A worker is asked, or it is tried again later.
    Requested,
    Sent,
    Failed,
    /// The report had no rows.
    Skipped,
}

/// Where a statement run stands.
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

/// Where one customer's statement stands.
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

/// What becomes of the instants of a schedule that were missed.
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
    /// The newest runs.
    #[default]
    Latest,
    /// All of them run, at most 24.
    All,
    /// None that is older than the grace period.
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
