//! The recorded calls, made through this crate, and their good answers compared with the recorded
//! ones, which are read here by another parser.

use std::collections::BTreeMap;

use jiff::Timestamp;
use odoo::{Aggregates, Context, Domain, Error, FieldType, Query, Record, Session, Totals};
use serde_json::{Value, value::RawValue};

use crate::{
    records::check_record,
    scripted::{fields, names},
};

pub(crate) const LINES: &str = "account.move.line";

const OF_LINES: [(&str, FieldType); 11] = [
    ("move_id", FieldType::Many2one),
    ("partner_id", FieldType::Many2one),
    ("name", FieldType::Char),
    ("date_maturity", FieldType::Date),
    ("balance", FieldType::Monetary),
    ("amount_currency", FieldType::Monetary),
    ("reconciled", FieldType::Boolean),
    ("matching_number", FieldType::Char),
    ("full_reconcile_id", FieldType::Many2one),
    ("analytic_distribution", FieldType::Json),
    ("write_date", FieldType::Datetime),
];
const OF_MOVES: [(&str, FieldType); 6] = [
    ("name", FieldType::Char),
    ("state", FieldType::Selection),
    ("move_type", FieldType::Selection),
    ("partner_id", FieldType::Many2one),
    ("amount_total", FieldType::Monetary),
    ("write_date", FieldType::Datetime),
];
const OF_ACCOUNTS: [(&str, FieldType); 3] = [
    ("code", FieldType::Char),
    ("name", FieldType::Char),
    ("account_type", FieldType::Selection),
];
const NAME: [(&str, FieldType); 1] = [("name", FieldType::Char)];
const UNKNOWN: [(&str, FieldType); 1] = [("no_such_field", FieldType::Char)];

/// Who asks, and what was answered if the answer is good.
pub(crate) struct Asking<'a> {
    pub(crate) session: &'a Session,
    pub(crate) context: Context,
    /// From when the recorded window of changes is.
    pub(crate) since: Timestamp,
    /// As JSON, whatever the protocol.
    pub(crate) truth: String,
}

type Types<'t> = &'t [(&'t str, FieldType)];

impl Asking<'_> {
    /// Makes the call of this name and checks a good answer.
    pub(crate) async fn ask(&self, name: &str) -> Result<(), Error> {
        let from_0 = Domain::all().id_from(0);
        match name {
            "search-ids" => self.ids(&from_0.id_below(200), None).await,
            "incremental-lines-ids" => {
                let domain = Domain::all().written_from(self.since);
                self.ids(&domain, Some(50)).await
            }
            "search-count" => self.count(LINES, &from_0.id_below(1000)).await,
            "access-denied-company" | "execute-wrong-password" => {
                self.count("res.partner", &Domain::all()).await
            }
            "access-denied-search-count" => self.count("account.payment", &Domain::all()).await,
            "read-group-digest" | "formatted-read-group-digest" => {
                self.totals(&from_0.id_below(1000)).await
            }
            "read-group-by-company" | "formatted-read-group-by-company" => self.companies().await,
            "fields-get" => self.fields().await,
            _ => self.ask_for_records(name).await,
        }
    }

    async fn ask_for_records(&self, name: &str) -> Result<(), Error> {
        let after_0 = Domain::all().id_after(0);
        match name {
            "search-read-lines-by-id" => self.page(LINES, &OF_LINES, &after_0, 5).await,
            // Lines of 16 are never asked for with names, nor by `write_date` before `id`.
            "search-read-lines-classic-load" if self.session.dialect().major > 16 => {
                self.page(LINES, &OF_LINES, &after_0, 5).await
            }
            "search-read-lines-classic-load" | "incremental-lines" => {
                let ids: Vec<i64> = self.rows().iter().map(id_of).collect();
                self.read(LINES, &OF_LINES, &ids).await
            }
            "search-read-moves-by-id" => self.page("account.move", &OF_MOVES, &after_0, 5).await,
            "account-codes" => {
                let all = Domain::all();
                self.page("account.account", &OF_ACCOUNTS, &all, 5).await
            }
            "read-lines-by-id" => self.read(LINES, &OF_LINES, &[1, 2, 3, 4, 5]).await,
            "read-missing-record" | "missing-argument" => {
                self.read(LINES, &NAME, &[1, 999_999_999]).await
            }
            "access-denied-model" => self.page(LINES, &NAME, &Domain::all(), 1).await,
            "access-denied-read" => self.read("account.move", &NAME, &[1]).await,
            "unknown-model" => self.page("no.such.model", &NAME, &Domain::all(), 1).await,
            "unknown-field" | "unknown-field-in-domain" => {
                self.page(LINES, &UNKNOWN, &Domain::all(), 1).await
            }
            _ => self.count(LINES, &Domain::all()).await,
        }
    }

    async fn page(
        &self,
        model: &str,
        types: Types<'_>,
        domain: &Domain,
        limit: u32,
    ) -> Result<(), Error> {
        let query = Query {
            model,
            fields: &fields(types),
            names: &names_of(types),
            domain,
            limit,
            context: &self.context,
        };
        let page = self.session.search_read(&query).await?;
        self.check(&page.records, types);
        assert!(page.is_full, "as many as asked for");
        assert_eq!(page.last_id, page.records.last().map(|record| record.id));
        Ok(())
    }

    async fn read(&self, model: &str, types: Types<'_>, ids: &[i64]) -> Result<(), Error> {
        let (fields, names) = (fields(types), names_of(types));
        let read = self
            .session
            .read(model, &fields, &names, ids, &self.context);
        self.check(&read.await?, types);
        Ok(())
    }

    fn check(&self, records: &[Record], types: Types<'_>) {
        let rows = self.rows();
        assert_eq!(records.len(), rows.len());
        for (record, row) in records.iter().zip(&rows) {
            check_record(record, row, &names_of(types), &fields(types));
        }
    }

    async fn ids(&self, domain: &Domain, limit: Option<u32>) -> Result<(), Error> {
        let (session, context) = (self.session, &self.context);
        let ids = session.search_ids(LINES, domain, limit, context).await?;
        let truth: Vec<i64> = serde_json::from_str(&self.truth).unwrap();
        assert_eq!(ids, truth);
        assert!(ids.len() > 20);
        Ok(())
    }

    async fn count(&self, model: &str, domain: &Domain) -> Result<(), Error> {
        let count = self.session.search_count(model, domain, &self.context);
        assert_eq!(count.await?.to_string(), self.truth);
        Ok(())
    }

    async fn totals(&self, domain: &Domain) -> Result<(), Error> {
        let aggregates = Aggregates {
            sums: &["balance", "amount_residual"],
            last_write: true,
            dated: false,
        };
        let (session, context) = (self.session, &self.context);
        let totals = session.read_group_totals(LINES, domain, aggregates, context);
        let truth: Vec<Value> = serde_json::from_str(&self.truth).unwrap();
        assert_eq!(totals.await?, totals_of(&truth[0], aggregates.sums));
        Ok(())
    }

    async fn companies(&self) -> Result<(), Error> {
        let aggregates = Aggregates {
            sums: &["balance", "debit", "credit", "amount_residual"],
            last_write: false,
            dated: false,
        };
        let (session, context) = (self.session, &self.context);
        let all = Domain::all();
        let companies = session.read_group_company_totals(LINES, &all, aggregates, context);
        let (_, companies) = companies.await?;
        let truth: Vec<Value> = serde_json::from_str(&self.truth).unwrap();
        assert_eq!(companies.len(), truth.len());
        for (company, row) in companies.iter().zip(&truth) {
            assert_eq!(company.company_id, row["company_id"][0].as_i64());
            assert_eq!(company.totals, totals_of(row, aggregates.sums));
        }
        Ok(())
    }

    async fn fields(&self) -> Result<(), Error> {
        let model = "account.full.reconcile";
        let fields = self.session.fields_get(model, &self.context).await?;
        let truth: BTreeMap<String, Value> = serde_json::from_str(&self.truth).unwrap();
        assert_eq!(fields.len(), truth.len());
        for (name, attributes) in truth {
            let field = fields.get(&name).unwrap();
            let field_type = FieldType::from_name(attributes["type"].as_str().unwrap());
            assert_eq!(field.field_type, field_type, "{name}");
            assert_eq!(field.stored, attributes["store"] == true, "{name}");
        }
        Ok(())
    }

    fn rows(&self) -> Vec<BTreeMap<&str, &RawValue>> {
        serde_json::from_str(&self.truth).unwrap()
    }
}

fn names_of(types: Types<'_>) -> Vec<String> {
    let all: Vec<&str> = types.iter().map(|(name, _)| *name).collect();
    names(&all)
}

fn id_of(row: &BTreeMap<&str, &RawValue>) -> i64 {
    row["id"].get().parse().unwrap()
}

/// A row of `read_group`, or of `formatted_read_group`, which names a total as it was asked for.
fn totals_of(row: &Value, sums: &[&str]) -> Totals {
    let total = |field: &str, function: &str| {
        let formatted = row.get(format!("{field}:{function}"));
        formatted.or_else(|| row.get(field)).cloned()
    };
    let sums = sums.iter().map(|field| total(field, "sum").unwrap());
    let last_write = total("write_date", "max");
    Totals {
        count: row["__count"].as_u64().unwrap(),
        id_sum: total("id", "sum").map_or(0, |sum| sum.as_i64().unwrap()),
        sums: sums.map(|sum| sum.to_string()).collect(),
        max_write_date: last_write.map(|date| date.as_str().unwrap().to_owned()),
        dated: None,
    }
}
