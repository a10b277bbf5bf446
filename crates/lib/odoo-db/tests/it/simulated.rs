//! The tables and the API of one simulated Odoo give the same records, in each version and also
//! after a day of work.

use std::time::Duration;

use jiff::civil::date;
use odoo::{Connection, Context, Domain, Query, Record, Session};
use odoo_db::{Projection, Reading, shape};
use odoo_sim::{Books, Changes, Database, Sim, Spec, Version};
use testkit::TestDatabase;
use tokio_postgres::Client;

use crate::values::{dialect, read};

const NAME: &str = "odoo";

/// Every model that the simulated Odoo has.
const MODELS: [&str; 27] = [
    "account.account",
    "account.analytic.account",
    "account.analytic.line",
    "account.analytic.plan",
    "account.bank.statement.line",
    "account.full.reconcile",
    "account.group",
    "account.journal",
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
    "account.payment",
    "account.payment.term",
    "account.tax",
    "crm.team",
    "l10n_latam.document.type",
    "product.product",
    "product.template",
    "res.bank",
    "res.company",
    "res.country",
    "res.currency",
    "res.currency.rate",
    "res.partner",
    "res.partner.bank",
    "res.partner.category",
    "res.users",
];

/// More than any model has.
const LIMIT: u32 = 100_000;

async fn session(sim: &Sim) -> Session {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let connection = Connection {
        url: sim.url(),
        database: NAME.to_owned(),
        user: "bot".to_owned(),
        password: "secret".to_owned().into(),
        protocol: None,
        timeout: Duration::from_mins(1),
        max_answer_bytes: 256 * 1024 * 1024,
        authorities: None,
    };
    Session::open(connection).await.unwrap()
}

/// Odoo's own database, with what the simulated Odoo has now.
async fn tables(sim: &Sim) -> (TestDatabase, Client) {
    let database = TestDatabase::empty().await;
    for table in sim.sql_tables(NAME).unwrap() {
        let odoo_sim::SqlTable { create, copy, rows } = table;
        database.load(&create, &copy, rows).await;
    }
    let client = database.client().await;
    (database, client)
}

async fn from_api(session: &Session, context: &Context, model: &str) -> (Vec<String>, Vec<Record>) {
    let fields = session.fields_get(model, context).await.unwrap();
    let mut asked: Vec<String> = fields
        .iter()
        .filter(|(_, field)| field.stored)
        .map(|(name, _)| name.clone())
        .collect();
    if model == "account.account" {
        asked.extend(
            [
                "code",
                "code_by_company",
                "company_id",
                "company_ids",
                "deprecated",
            ]
            .map(str::to_owned),
        );
    }
    let columns = session.columns(model, &asked, &fields);
    let query = Query {
        model,
        fields: &fields,
        names: &columns.names,
        domain: &Domain::all().id_after(0),
        limit: LIMIT,
        context,
    };
    let page = session.search_columns(&query, &columns).await.unwrap();
    (columns.names, page.records)
}

/// Returns how many records are the same.
async fn compare(sim: &Sim, major: u32, context: &Context) -> usize {
    let session = session(sim).await;
    let (_database, client) = tables(sim).await;
    let companies = shape::companies(&client, major).await.unwrap();
    let reading = Reading::new(dialect(major), context, &companies);
    let mut same = 0;
    for model in MODELS {
        let (names, sent) = from_api(&session, context, model).await;
        let shape = shape::read(&client, major, model).await.unwrap().unwrap();
        let projection = Projection::new(&shape, &names, &reading);
        assert_eq!(projection.names, names, "{model} of {major}");
        let rows = read(&client, &projection, &projection.range(0, i64::MAX)).await;
        assert_eq!(rows.len(), sent.len(), "{model} of {major}");
        for (row, sent) in rows.iter().zip(&sent) {
            assert_eq!(row, sent, "{model} of {major}: {names:?}");
        }
        same += rows.len();
    }
    same
}

async fn both_are_the_same(version: Version) {
    let books = Books::generate(&Spec::new(5, 150, date(2026, 11, 22)));
    let database = Database::new(NAME, "bot", "secret", books.of_version(version));
    let sim = Sim::start_local(vec![database]).unwrap();
    let major = version.major();
    let of = |company_ids: &[i64]| Context {
        language: "en_US".to_owned(),
        company_ids: company_ids.to_vec(),
    };
    let all = compare(&sim, major, &of(&[1, 2])).await;
    assert!(all > 2_000, "only {all} records");
    let one = compare(&sim, major, &of(&[1])).await;
    assert!(one < all, "{one} of {all} records belong to one company");
    sim.change(NAME, &Changes::of_a_day(3)).unwrap();
    compare(&sim, major, &of(&[2, 1])).await;
}

#[tokio::test]
async fn an_account_of_sixty_companies_has_a_code_in_each() {
    let spec = Spec {
        companies: 60,
        ..Spec::new(5, 60, date(2026, 11, 22))
    };
    let books = Books::generate(&spec).of_version(Version::V18);
    let sim = Sim::start_local(vec![Database::new(NAME, "bot", "secret", books)]).unwrap();
    let context = Context {
        language: "en_US".to_owned(),
        company_ids: (1..=60).collect(),
    };
    assert!(compare(&sim, 18, &context).await > 2_000);
}

#[tokio::test]
async fn p33_the_tables_and_the_api_of_16_give_the_same_records() {
    both_are_the_same(Version::V16).await;
}

#[tokio::test]
async fn p33_the_tables_and_the_api_of_17_give_the_same_records() {
    both_are_the_same(Version::V17).await;
}

#[tokio::test]
async fn p33_the_tables_and_the_api_of_18_give_the_same_records() {
    both_are_the_same(Version::V18).await;
}

#[tokio::test]
async fn p33_the_tables_and_the_api_of_19_give_the_same_records() {
    both_are_the_same(Version::V19).await;
}
