//! What each report takes and has: titles, parameters with their choices and defaults, columns of
//! its files. Everything is read from the types and from a checked question, so that it is what an
//! answer and a file are made from.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;
use store::Transaction;
use utoipa::{IntoParams, ToSchema};

pub use crate::report_parameters::{ParameterType, ReportParameter};

use crate::catalogue::{Entry, catalogue};
use crate::column::{Column, Kind, Title};
use crate::companies;
use crate::error::Error;
use crate::reader::Reader;
use crate::url::InPath;

pub const KEY: &str = "reports";
/// Companies and partners that the questions are about.
pub const MODELS: [&str; 3] = ["res.company", "res.currency", "res.partner"];

#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DescriptionParameters {
    /// The company whose defaults are shown; default: the first one that the caller may see.
    pub company_id: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReportDescription {
    /// Its name in exports, schedules and saved views.
    #[schema(example = "ageing")]
    pub key: &'static str,
    pub titles: Titles,
    /// Where it is answered; empty if it only has files.
    #[schema(value_type = Vec<String>, example = json!(["/v1/receivables/ageing"]))]
    pub paths: Vec<&'static str>,
    /// Without `limit` and `cursor`, which files do not have.
    pub parameters: Vec<ReportParameter>,
    /// The columns of a file with the defaults. Parameters may add columns, and the fields of a
    /// model are the columns of its file.
    pub columns: Vec<ReportColumn>,
}

/// A text in both languages of files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Titles {
    #[schema(example = "Ageing")]
    pub en: String,
    #[schema(example = "Antigüedad de saldos")]
    pub es: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReportColumn {
    /// The name of the field in answers.
    #[schema(example = "total")]
    pub key: String,
    pub titles: Titles,
    pub r#type: Kind,
}

impl From<Title<'_>> for Titles {
    fn from(title: Title<'_>) -> Self {
        Self {
            en: title.en.to_owned(),
            es: title.es.to_owned(),
        }
    }
}

impl From<&Column<'_>> for ReportColumn {
    fn from(column: &Column<'_>) -> Self {
        Self {
            key: column.key.to_owned(),
            titles: column.title.into(),
            r#type: column.kind,
        }
    }
}

/// Every report, in the order of the catalogue. `filled_in` adds the defaults of the tenant's file
/// to the parameters of a report.
pub async fn read(
    tx: &Transaction<'_>,
    asked: &DescriptionParameters,
    reader: &Reader,
    filled_in: impl Fn(&str, Map<String, Value>) -> Result<Map<String, Value>, Error>,
) -> Result<Vec<ReportDescription>, Error> {
    let company = match asked.company_id {
        Some(id) => Some(companies::choose(tx, reader, Some(id)).await?),
        None => companies::in_scope(tx, &reader.scope)
            .await?
            .into_iter()
            .next(),
    };
    let partner = tx.query_opt(PARTNER, &[&reader.scope.companies()]).await?;
    let partner: Option<i64> = partner.map(|row| row.get(0));
    let mut descriptions = Vec::new();
    for entry in catalogue() {
        let mut description = ReportDescription {
            key: entry.key,
            titles: entry.title.into(),
            paths: entry.urls.iter().map(|url| url.path).collect(),
            parameters: (entry.parameters)(),
            columns: Vec::new(),
        };
        let question = question(entry, company.as_ref().map(|it| it.id), partner);
        if let Some(question) = question {
            let asked: Vec<String> = question.keys().cloned().collect();
            let export = entry
                .prepare(tx, filled_in(entry.key, question)?, reader)
                .await?;
            let columns = export.columns();
            description.columns = columns.iter().map(ReportColumn::from).collect();
            add_defaults(&mut description.parameters, &export.parameters()?, &asked);
        }
        descriptions.push(description);
    }
    Ok(descriptions)
}

/// The least that the report must be asked; None if there is no such company or partner, and for
/// models, which have no columns of their own.
fn question(
    entry: &Entry,
    company: Option<i64>,
    partner: Option<i64>,
) -> Option<Map<String, Value>> {
    let mut question = Map::from_iter([("company_id".to_owned(), company?.into())]);
    match entry.urls.first()?.sets {
        None => {}
        Some(InPath::Value(name, value)) => {
            question.insert(name.to_owned(), value.into());
        }
        Some(InPath::Id(name, _)) => {
            question.insert(name.to_owned(), partner?.into());
        }
    }
    Some(question)
}

/// What the checked parameters have besides those that were asked.
fn add_defaults(
    parameters: &mut [ReportParameter],
    checked: &Map<String, Value>,
    asked: &[String],
) {
    for parameter in parameters {
        let value = checked
            .get(&parameter.name)
            .filter(|_| !asked.contains(&parameter.name));
        parameter.default = value.map(|value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        });
    }
}

const PARTNER: &str = "
    select id from odoo.res_partner
    where _deleted_at is null
      and (company_id is null or $1::bigint[] is null or company_id = any($1))
    order by id limit 1";
