//! The order of a statement run, from a request or a schedule: checked when it is saved; relative
//! days are resolved when the run starts.

use contracts::export::{CsvOptions, ExportFormat};
use futures::TryStreamExt;
use jiff::civil::Date;
use lifecycle::clock;
use reports::{
    Reader,
    statement_candidates::{self, StatementCandidate, StatementCandidatesQuery},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;
use store::Transaction;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    deliveries,
    exports::format::OpenApiCsv,
    statements::{
        self,
        addressing::{self, Addressed, Languages, Outlook},
        write::{self, NewStatementItem, NewStatementRun},
    },
    writing::{Actor, WriteError},
};

/// Maximum number of customers of one run.
const MAX_CUSTOMERS: usize = 20_000;

/// Statements to all customers with an amount due.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatementOrder {
    /// The parameters of the preview, without `limit` and `cursor`. A day may be relative, as for a
    /// report on schedule: for example `end of last month`.
    #[serde(default)]
    #[schema(value_type = Object, example = json!({"company_id": 1, "as_of": "end of last month", "min_days_overdue": 1}))]
    pub(crate) parameters: Map<String, Value>,
    /// Format of the statements: `pdf` if left out.
    #[serde(default = "pdf")]
    pub(crate) format: ExportFormat,
    /// Language and country of mails to customers whose own language is neither Spanish nor English nor
    /// a language of the tenant's templates; the tenant's if left out.
    #[schema(example = "es-PE")]
    pub(crate) locale: Option<String>,
    /// Only with format csv. Options that are left out follow the locale.
    #[schema(value_type = Option<OpenApiCsv>)]
    pub(crate) csv: Option<CsvOptions>,
    /// Replaces the default subject. A long one is folded in the mail.
    pub(crate) subject: Option<String>,
    /// Text above the figures in the mail.
    #[schema(max_length = 2000)]
    pub(crate) note: Option<String>,
}

fn pdf() -> ExportFormat {
    ExportFormat::Pdf
}

impl StatementOrder {
    /// Stores the run with all its items and starts the first ones. Relative days are resolved from
    /// `day`.
    pub(crate) async fn start(
        &self,
        tx: &Transaction<'_>,
        actor: &Actor<'_>,
        schedule: Option<Uuid>,
        day: Date,
    ) -> Result<Uuid, WriteError> {
        let today = actor.tenant.day_of(clock::now());
        let parameters = deliveries::on_day(&self.parameters, day)
            .map_err(|(name, problem)| WriteError::Invalid(format!("{name}: {problem}")))?;
        let reader = Reader::new(day, actor.scope.clone());
        let query = statement_candidates::prepare_json(tx, parameters, &reader).await?;
        let languages = Languages::of(actor.tenant, self.locale.as_deref());
        let new = NewStatementRun {
            parameters: query.parameters_json()?,
            format: self.format,
            csv: self.csv,
            locale: &languages.otherwise,
            subject: self.subject.as_deref(),
            note: self.note.as_deref(),
            schedule,
            company_ids: query.company().ids.clone(),
            items: items(tx, &query, &languages, today).await?,
        };
        let run = write::create(tx, actor, &new).await?;
        statements::write::items::advance(tx, actor.tenant, run, today).await?;
        Ok(run)
    }
}

/// All customers, including those that are left out.
async fn items(
    tx: &Transaction<'_>,
    query: &StatementCandidatesQuery,
    languages: &Languages<'_>,
    today: Date,
) -> Result<Vec<NewStatementItem>, WriteError> {
    let exclusions = addressing::exclusions(tx, today).await?;
    let mut items = Vec::new();
    let mut candidates = std::pin::pin!(statement_candidates::stream(tx, query).await?);
    while let Some(candidate) = candidates.try_next().await? {
        if items.len() == MAX_CUSTOMERS {
            return Err(WriteError::Conflict(format!(
                "the run has more than {MAX_CUSTOMERS} customers; split it by \
                 salesperson_id or min_overdue"
            )));
        }
        let addressed = addressing::address(&candidate, &exclusions, languages);
        items.push(item(candidate, addressed));
    }
    Ok(items)
}

fn item(candidate: StatementCandidate, addressed: Addressed) -> NewStatementItem {
    NewStatementItem {
        partner_id: candidate.partner_id,
        partner_name: candidate.name,
        locale: addressed.locale,
        amount_due: candidate.amount_due,
        amount_overdue: candidate.amount_overdue,
        oldest_due: candidate.oldest_due,
        recipients: addressed.recipients,
        skipped: addressed.outlook != Outlook::Send,
        detail: addressed.reason,
    }
}
