//! The statement of one customer, as a run makes it.

use contracts::{
    export::{CsvOptions, ExportFormat},
    mail::MailRequested,
};
use jiff::civil::Date;
use reports::{
    Reader, Report, Scope,
    partner_statement::PartnerStatementQuery,
    statement_candidates::{self, StatementCandidate, StatementCandidatesQuery},
};
use serde_json::{Map, Value, json};
use store::{Transaction, freshness};
use tenants::Tenant;

use crate::{
    exports::write::NewExport,
    mails::write::{
        due,
        letter::{self, Draft, Letter},
    },
    statements::{
        addressing::{self, Addressed, Languages},
        order::StatementOrder,
    },
    writing::WriteError,
};

/// A customer with an amount due.
pub(crate) struct Customer {
    pub(crate) candidate: StatementCandidate,
    pub(crate) addressed: Addressed,
    pub(crate) statement: CustomerStatement,
}

/// A statement that can be made. Its parameters are checked and complete.
pub(crate) struct CustomerStatement {
    pub(crate) parameters: Map<String, Value>,
    pub(crate) company_ids: Option<Vec<i64>>,
}

/// The first customer of a preview. None if there is none, or if it owes nothing.
pub(crate) async fn first(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    query: &StatementCandidatesQuery,
    locale: Option<&str>,
    today: Date,
) -> Result<Option<Customer>, WriteError> {
    let page = statement_candidates::page(tx, query).await?;
    let Some(candidate) = page.rows.into_iter().next() else {
        return Ok(None);
    };
    let exclusions = addressing::exclusions(tx, today).await?;
    let languages = Languages::of(tenant, locale);
    let addressed = addressing::address(&candidate, &exclusions, &languages);
    let run = Value::Object(query.parameters_json()?);
    let reader = Reader::new(today, Scope::new(Some(query.company().ids.clone())));
    let statement = statement(tx, &run, candidate.partner_id, &reader).await?;
    Ok(statement.map(|statement| Customer {
        candidate,
        addressed,
        statement,
    }))
}

/// `run` are the complete parameters of the run. None if the customer owes nothing.
pub(crate) async fn statement(
    tx: &Transaction<'_>,
    run: &Value,
    partner_id: i64,
    reader: &Reader,
) -> Result<Option<CustomerStatement>, WriteError> {
    let of_run = |name: &str| run[name].clone();
    let parameters = [
        ("partner_id", json!(partner_id)),
        ("partner_level", of_run("partner_level")),
        ("side", json!("receivable")),
        ("company_id", of_run("company_id")),
        ("companies", of_run("companies")),
        ("date_to", of_run("as_of")),
    ];
    let parameters: Map<String, Value> = parameters
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    if due::of_statement(tx, &parameters, reader).await?.is_none() {
        return Ok(None);
    }
    let key = PartnerStatementQuery::KEY;
    let statement = reports::prepare(tx, key, parameters, reader).await?;
    Ok(Some(CustomerStatement {
        parameters: statement.parameters()?,
        company_ids: statement.company_ids(),
    }))
}

impl Customer {
    /// The request for the letter, before there is a file.
    pub(crate) async fn letter(
        &self,
        tx: &Transaction<'_>,
        tenant: &Tenant,
        order: &StatementOrder,
        reader: &Reader,
    ) -> Result<MailRequested, WriteError> {
        let parameters = &self.statement.parameters;
        let locale = self.addressed.locale.as_str();
        let (key, kind) = (PartnerStatementQuery::KEY, (locale, order.format.into()));
        let recipient = self.addressed.recipients.first();
        let draft = Draft {
            recipient: recipient.map_or("", String::as_str),
            locale,
            subject: order.subject.as_deref(),
            note: order.note.as_deref(),
            parameters,
            file_name: reports::file_name(tx, key, parameters, kind, reader.today).await?,
            data_as_of: freshness::read(tx, PartnerStatementQuery::MODELS)
                .await?
                .data_as_of,
        };
        match letter::draft(tx, tenant, draft, reader).await? {
            Letter::Written(request) => Ok(*request),
            Letter::NothingDue => Err(WriteError::Conflict(due::NOTHING.to_owned())),
            Letter::Impossible(problem) => Err(WriteError::Conflict(problem)),
        }
    }
}

impl CustomerStatement {
    pub(crate) fn export(
        self,
        (format, csv): (ExportFormat, Option<CsvOptions>),
        locale: &str,
    ) -> NewExport {
        NewExport {
            report: PartnerStatementQuery::KEY.to_owned(),
            parameters: self.parameters,
            format,
            locale: locale.to_owned(),
            csv,
            company_ids: self.company_ids,
        }
    }
}
