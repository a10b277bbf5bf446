//! The report of a schedule and its recipients: checked when the schedule is saved; relative days
//! are resolved when it is due.

pub mod http;

use contracts::export::{CsvOptions, ExportFormat};
use jiff::civil::Date;
use reports::Reader;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;
use states::MailOccasion;
use store::Transaction;
use timetable::relative;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    exports::{self, format::OpenApiCsv, write::NewExport},
    mails::{self, write::NewMails},
    reports::defaults,
    writing::{Actor, WriteError},
};

/// A report that is made on schedule and mailed.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Delivery {
    /// The same as for an export.
    #[schema(example = "ageing")]
    pub(crate) report: String,
    /// The same as for an export. A day may be relative to the day on which the schedule is due:
    /// `today`, `yesterday`, `today-30`, or `start of` or `end of` `this`, `last` or `next` `week`,
    /// `month`, `quarter` or `year`.
    #[schema(value_type = Object, example = json!({"side": "receivable", "as_of": "end of last month"}))]
    pub(crate) parameters: Map<String, Value>,
    pub(crate) format: ExportFormat,
    /// Language and country of file and mail, such as `es-PE`; the tenant's if left out.
    #[schema(example = "es-PE")]
    pub(crate) locale: Option<String>,
    /// Only with format csv. Options that are left out follow the locale.
    #[schema(value_type = Option<OpenApiCsv>)]
    pub(crate) csv: Option<CsvOptions>,
    /// Addresses; each gets a separate mail. Without recipients, only the file is made.
    #[serde(default)]
    #[schema(example = json!(["ana@example.com"]), max_items = 50)]
    pub(crate) recipients: Vec<String>,
    /// Replaces the default subject. A long one is folded in the mail.
    pub(crate) subject: Option<String>,
    /// Text above the figures in the mail.
    #[schema(max_length = 2000)]
    pub(crate) note: Option<String>,
    /// Send no mail if the report has no rows.
    #[serde(default)]
    pub(crate) skip_if_empty: bool,
}

impl Delivery {
    /// Requests the file and stores the mails that wait for it. Relative days are resolved from
    /// `today`, the due day in the schedule's time zone.
    pub(crate) async fn start(
        &self,
        tx: &Transaction<'_>,
        actor: &Actor<'_>,
        schedule: Uuid,
        today: Date,
    ) -> Result<Uuid, WriteError> {
        let parameters = on_day(&self.parameters, today)
            .map_err(|(name, problem)| WriteError::Invalid(format!("{name}: {problem}")))?;
        let parameters = defaults::filled_in(&self.report, &parameters, actor.tenant)?;
        let reader = Reader::new(today, actor.scope.clone());
        let question = reports::prepare(tx, &self.report, parameters, &reader).await?;
        let locale = self.locale.as_ref().unwrap_or(&actor.tenant.locale);
        let new = NewExport {
            report: self.report.clone(),
            parameters: question.parameters()?,
            format: self.format,
            locale: locale.clone(),
            csv: self.csv,
            company_ids: question.company_ids(),
        };
        let export = exports::write::request(tx, actor, new).await?;
        let mails = NewMails {
            export,
            schedule: Some(schedule),
            occasion: MailOccasion::Report,
            recipients: &self.recipients,
            locale,
            subject: self.subject.as_deref(),
            note: self.note.as_deref(),
            skip_if_empty: self.skip_if_empty,
        };
        mails::write::add(tx, actor, &mails).await?;
        Ok(export)
    }
}

/// Resolves relative days. An error has the parameter and the problem.
pub(crate) fn on_day(
    parameters: &Map<String, Value>,
    today: Date,
) -> Result<Map<String, Value>, (String, String)> {
    let mut parameters = parameters.clone();
    for (name, value) in &mut parameters {
        let Value::String(text) = value else { continue };
        if is_day(name) {
            let day = relative::day(text, today);
            *text = day.map_err(|e| (name.clone(), e.to_string()))?.to_string();
        }
    }
    Ok(parameters)
}

/// Whether a parameter of this name is a day.
pub(crate) fn is_day(name: &str) -> bool {
    name.ends_with("as_of") || name.ends_with("_from") || name.ends_with("_to")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    #[test]
    fn relative_days_resolve_from_the_instant_and_other_parameters_stay() {
        let delivery: Delivery = serde_json::from_value(json!({
            "report": "ageing", "format": "xlsx",
            "parameters": { "as_of": "end of last month", "due_from": "2026-01-01", "q": "today",
                            "compare_as_of": "start of this month" },
        }))
        .unwrap();
        let settled = on_day(&delivery.parameters, date(2026, 11, 25)).unwrap();
        let expected = json!({ "as_of": "2026-10-31", "due_from": "2026-01-01", "q": "today",
                              "compare_as_of": "2026-11-01" });
        assert_eq!(Value::Object(settled), expected);
    }
}
