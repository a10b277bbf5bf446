//! A statement run as it is asked for, by a request or by a schedule at each of its instants:
//! checked when it is told, settled for a day when it begins.

use contracts::export::Format;
use futures::TryStreamExt;
use jiff::civil::Date;
use reports::statement_candidates::{self, StatementCandidate, StatementCandidatesQuery};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::{Transaction, statement_exclusions};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    addressing::{self, Addressed, Outlook},
    deliveries,
    error::ApiError,
    problem::Violation,
    reading,
    routes::exports::{self, OpenApiFormat},
    writes::{
        Actor, WriteError, statement_items,
        statement_runs::{self, NewStatementItem, NewStatementRun},
    },
};

/// The most customers of one run.
const MAX_CUSTOMERS: usize = 20_000;

/// Statements to all customers with something due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatementOrder {
    /// As the preview takes them, without limit and cursor. A day may be told as for a report on
    /// schedule, such as `end of last month`.
    #[serde(default)]
    #[schema(value_type = Object, example = json!({"company_id": 1, "as_of": "end of last month", "min_days_overdue": 1}))]
    pub(crate) parameters: Map<String, Value>,
    /// Of the statements: `pdf` if left out.
    #[serde(default = "pdf")]
    #[schema(value_type = Option<OpenApiFormat>)]
    pub(crate) format: Format,
    /// Language and country of letters to customers whose own language is neither Spanish nor
    /// English; the tenant's if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "es-PE")]
    pub(crate) locale: Option<String>,
    /// In place of the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub(crate) subject: Option<String>,
    /// What stands above the figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000)]
    pub(crate) note: Option<String>,
}

fn pdf() -> Format {
    Format::Pdf
}

impl StatementOrder {
    /// Tries it for `today`, so that a mistake shows when it is made and not at the first instant.
    /// `prefix` is where it stands in the body.
    pub(crate) async fn check(
        &self,
        tx: &Transaction<'_>,
        today: Date,
        prefix: &str,
    ) -> Result<(), ApiError> {
        deliveries::check_text(self.subject.as_deref(), 200, &format!("{prefix}/subject"))?;
        deliveries::check_text(self.note.as_deref(), 2000, &format!("{prefix}/note"))?;
        if let Some(locale) = &self.locale {
            exports::check_locale(locale, &format!("{prefix}/locale"))?;
        }
        exports::check_whole(&self.parameters, prefix)?;
        let parameters = deliveries::on_day(&self.parameters, today);
        let parameters = parameters.map_err(|(name, problem)| {
            let place = format!("{prefix}/parameters/{name}");
            ApiError::invalid(Violation::in_body(place, problem))
        })?;
        let query = statement_candidates::prepare_json(tx, parameters, today).await;
        query
            .map(drop)
            .map_err(|error| exports::in_body(error, prefix))
    }

    /// Writes the run down with all of its items and begins the first. `day` is what relative days
    /// are told from.
    pub(crate) async fn start(
        &self,
        tx: &Transaction<'_>,
        actor: &Actor<'_>,
        schedule: Option<Uuid>,
        day: Date,
    ) -> Result<Uuid, WriteError> {
        let invalid = |error: ApiError| WriteError::Invalid(error.to_string());
        let today = reading::today(actor.tenant).map_err(invalid)?;
        let parameters = deliveries::on_day(&self.parameters, day)
            .map_err(|(name, problem)| WriteError::Invalid(format!("{name}: {problem}")))?;
        let query = statement_candidates::prepare_json(tx, parameters, day).await?;
        let locale = addressing::default_locale(self.locale.as_deref(), actor.tenant);
        let new = NewStatementRun {
            parameters: query.parameters_json()?,
            format: self.format,
            locale: &locale,
            subject: self.subject.as_deref(),
            note: self.note.as_deref(),
            schedule,
            items: items(tx, &query, &locale, today).await?,
        };
        let run = statement_runs::create(tx, actor, &new).await?;
        statement_items::advance(tx, actor.tenant, run, today).await?;
        Ok(run)
    }
}

/// Every customer, those that are left out as well.
async fn items(
    tx: &Transaction<'_>,
    query: &StatementCandidatesQuery,
    locale: &str,
    today: Date,
) -> Result<Vec<NewStatementItem>, WriteError> {
    let exclusions = statement_exclusions::in_force(tx, today).await?;
    let mut items = Vec::new();
    let mut candidates = std::pin::pin!(statement_candidates::stream(tx, query).await?);
    while let Some(candidate) = candidates.try_next().await? {
        if items.len() == MAX_CUSTOMERS {
            return Err(WriteError::Conflict(format!(
                "the run has more than {MAX_CUSTOMERS} customers; make several of it, by \
                 salesperson_id or min_overdue"
            )));
        }
        let addressed = addressing::address(&candidate, &exclusions, locale);
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
