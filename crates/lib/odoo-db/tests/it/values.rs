//! Values that real databases seldom have, in tables that are made here: what is read of them is what
//! Odoo's API gives.

use futures::TryStreamExt;
use odoo::{Cell, Context, Dialect, Record};
use odoo_db::{Projection, Reading, Shape, shape};
use serde_json::json;
use testkit::TestDatabase;
use tokio_postgres::{Client, CopyOutStream};

/// What every database of Odoo has, as far as it is read here, and one model with each type.
pub(crate) const TABLES: &str = r#"
    create table ir_module_module (name varchar, latest_version varchar);
    insert into ir_module_module values ('base', '18.0.1.3');
    create table ir_model_fields (
        id serial primary key, model varchar, name varchar, ttype varchar, store bool,
        company_dependent bool, relation varchar, relation_table varchar, column1 varchar,
        column2 varchar);
    create table ir_default (
        id serial primary key, field_id int4, user_id int4, company_id int4, condition varchar,
        json_value varchar);
    create table res_company (id serial primary key, parent_path varchar);
    insert into res_company values (1, '1/'), (2, '2/'), (3, '1/3/');
    create table x_tag_rel (thing_id int4, tag_id int4, primary key (thing_id, tag_id));
    create table x_thing (
        id serial primary key, company_id int4, name varchar, "order" text, title jsonb, flag bool,
        count int4, ratio float8, amount numeric, day date, at timestamp, parent_id int4,
        res_id int4, data jsonb, settings jsonb, file bytea, api_token varchar, price jsonb,
        kind jsonb, gone_id int4);
    insert into ir_model_fields (model, name, ttype, store, company_dependent) values
        ('x.thing', 'id', 'integer', true, false),
        ('x.thing', 'company_id', 'many2one', true, false),
        ('x.thing', 'name', 'char', true, false),
        ('x.thing', 'order', 'text', true, false),
        ('x.thing', 'title', 'char', true, false),
        ('x.thing', 'flag', 'boolean', true, false),
        ('x.thing', 'count', 'integer', true, false),
        ('x.thing', 'ratio', 'float', true, false),
        ('x.thing', 'amount', 'monetary', true, false),
        ('x.thing', 'day', 'date', true, false),
        ('x.thing', 'at', 'datetime', true, false),
        ('x.thing', 'parent_id', 'many2one', true, false),
        ('x.thing', 'res_id', 'many2one_reference', true, false),
        ('x.thing', 'data', 'json', true, false),
        ('x.thing', 'settings', 'properties', true, false),
        ('x.thing', 'file', 'binary', true, false),
        ('x.thing', 'api_token', 'char', true, false),
        ('x.thing', 'price', 'float', true, true),
        ('x.thing', 'kind', 'selection', true, true),
        ('x.thing', 'no_column', 'char', true, false),
        ('x.thing', 'computed', 'char', false, false);
    insert into ir_model_fields
        (model, name, ttype, store, relation, relation_table, column1, column2) values
        ('x.thing', 'tag_ids', 'many2many', true, 'x.tag', 'x_tag_rel', 'thing_id', 'tag_id');
"#;

struct World {
    client: Client,
    database: TestDatabase,
}

impl World {
    async fn new(rows: &str) -> Self {
        let database = TestDatabase::empty().await;
        let client = database.client().await;
        client.batch_execute(TABLES).await.unwrap();
        client.batch_execute(rows).await.unwrap();
        Self { client, database }
    }

    async fn projection(&self, names: &[&str], context: &Context) -> Projection {
        let companies = shape::companies(&self.client, 18).await.unwrap();
        let reading = Reading::new(dialect(18), context, &companies);
        let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
        Projection::new(&self.shape().await, &names, &reading)
    }

    async fn shape(&self) -> Shape {
        shape::read(&self.client, 18, "x.thing")
            .await
            .unwrap()
            .unwrap()
    }

    /// Every record, in Spanish, of these companies.
    async fn records(&self, names: &[&str], companies: &[i64]) -> Vec<Vec<Cell>> {
        let projection = self.projection(names, &spanish(companies)).await;
        assert_eq!(projection.missing, [""; 0]);
        let rows = read(&self.client, &projection, &projection.range(0, 1_000)).await;
        rows.into_iter().map(|row| row.cells).collect()
    }

    async fn column(&self, name: &str) -> Vec<Cell> {
        let rows = self.records(&[name], &[]).await;
        rows.into_iter().map(|mut cells| cells.remove(1)).collect()
    }
}

pub(crate) fn dialect(major: u32) -> &'static Dialect {
    odoo::DIALECTS
        .iter()
        .find(|row| row.major == major)
        .unwrap()
}

pub(crate) async fn read(client: &Client, projection: &Projection, statement: &str) -> Vec<Record> {
    records(projection, client.copy_out(statement).await.unwrap()).await
}

pub(crate) async fn records(projection: &Projection, copied: CopyOutStream) -> Vec<Record> {
    let chunks: Vec<_> = copied.try_collect().await.unwrap();
    let text = String::from_utf8(chunks.concat()).unwrap();
    let lines = text.split_terminator('\n');
    lines.map(|line| projection.record(line).unwrap()).collect()
}

fn spanish(companies: &[i64]) -> Context {
    Context {
        language: "es_PE".to_owned(),
        company_ids: companies.to_vec(),
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn decimal(digits: &str) -> Cell {
    Cell::Decimal(digits.to_owned())
}

#[tokio::test]
async fn an_empty_value_is_what_the_api_gives_for_it() {
    let world = World::new("insert into x_thing (id) values (7)").await;
    let names = [
        "name",
        "title",
        "flag",
        "count",
        "ratio",
        "amount",
        "day",
        "at",
        "parent_id",
        "res_id",
        "data",
        "tag_ids",
    ];
    let rows = world.records(&names, &[]).await;
    let expected = [
        Cell::Int(7),
        Cell::Null,
        Cell::Null,
        Cell::Bool(false),
        Cell::Int(0),
        decimal("0.0"),
        decimal("0.0"),
        Cell::Null,
        Cell::Null,
        Cell::Null,
        Cell::Null,
        Cell::Null,
        Cell::Ids(vec![]),
    ];
    assert_eq!(rows, [expected]);
}

#[tokio::test]
async fn texts_keep_every_character_and_the_empty_text_is_not_null() {
    let world = World::new(
        r#"insert into x_thing (name, title) values
            ('', '{"en_US": ""}'),
            (E'tab\there\nline\\N \\t', '{"en_US": "Invoice", "es_PE": "Factura"}'),
            (E'\\N', '{"en_US": "Tax"}'),
            ('año 😀', '{"es_PE": "IGV"}')"#,
    )
    .await;
    let names = world.column("name").await;
    assert_eq!(
        names,
        [
            text(""),
            text("tab\there\nline\\N \\t"),
            text("\\N"),
            text("año 😀")
        ]
    );
    // A language that has no text has that of `en_US`.
    let titles = world.column("title").await;
    assert_eq!(
        titles,
        [text(""), text("Factura"), text("Tax"), text("IGV")]
    );
}

#[tokio::test]
async fn amounts_are_the_floats_that_odoo_makes_of_them() {
    let world = World::new(
        "insert into x_thing (amount, ratio) values
            (2500.00, 2500), (-0.0, '-0'), (0.2422701432032430604, 1e-7),
            (1000000000000000, 1e15), (12345678901234567890, 1e16), (0.1, 0.1::float8 + 0.2::float8)",
    )
    .await;
    let amounts = world.column("amount").await;
    let expected = [
        "2500.0",
        "0.0",
        "0.24227014320324305",
        "1000000000000000.0",
        "12345678901234567000",
        "0.1",
    ];
    assert_eq!(amounts, expected.map(decimal));
    let ratios = world.column("ratio").await;
    let expected = [
        "2500.0",
        "0.0",
        "0.0000001",
        "1000000000000000.0",
        "10000000000000000",
        "0.30000000000000004",
    ];
    assert_eq!(ratios, expected.map(decimal));
}

#[tokio::test]
async fn json_lists_and_references_are_as_the_api_gives_them() {
    let world = World::new(
        r#"insert into x_thing (id, data, res_id, at) values
            (1, '{"7": 100.00, "b": [1, 2.5]}', 0, '2026-11-29 13:53:04.944331'),
            (2, 'null', 12, '2026-11-29 13:53:04'),
            (3, 'false', 12, null);
        insert into x_tag_rel values (1, 9), (1, 4), (2, 4)"#,
    )
    .await;
    let rows = world
        .records(&["data", "res_id", "at", "tag_ids"], &[])
        .await;
    let at = Cell::Datetime("2026-11-29 13:53:04".to_owned());
    let data = Cell::Json(json!({"7": 100.0, "b": [1, 2.5]}));
    assert_eq!(
        rows[0][1..],
        [data, Cell::Null, at.clone(), Cell::Ids(vec![4, 9])]
    );
    assert_eq!(
        rows[1][1..],
        [Cell::Null, Cell::Int(12), at, Cell::Ids(vec![4])]
    );
    assert_eq!(
        rows[2][1..],
        [Cell::Null, Cell::Int(12), Cell::Null, Cell::Ids(vec![])]
    );
}

#[tokio::test]
async fn a_value_of_each_company_is_that_of_the_first_one_or_the_default() {
    let world = World::new(
        r#"insert into x_thing (id, price, kind) values
            (1, '{"1": 8.5, "2": 9}', '{"2": "own"}'), (2, null, null);
        insert into ir_default (field_id, company_id, json_value)
            select id, null, '"normal"' from ir_model_fields where name = 'kind';
        insert into ir_default (field_id, company_id, json_value)
            select id, 2, '"often"' from ir_model_fields where name = 'kind'"#,
    )
    .await;
    let one = world.records(&["price", "kind"], &[1, 2]).await;
    let two = world.records(&["price", "kind"], &[2, 1]).await;
    assert_eq!(one[0][1..], [decimal("8.5"), text("normal")]);
    assert_eq!(one[1][1..], [decimal("0.0"), text("normal")]);
    assert_eq!(two[0][1..], [decimal("9.0"), text("own")]);
    assert_eq!(two[1][1..], [decimal("0.0"), text("often")]);
}

#[tokio::test]
async fn only_records_of_the_companies_are_read_and_a_branch_sees_those_above_it() {
    let world = World::new(
        "insert into x_thing (id, company_id) values (10, null), (11, 1), (12, 2), (13, 3)",
    )
    .await;
    let ids = |companies: &'static [i64]| {
        let rows = world.records(&[], companies);
        async { rows.await.concat() }
    };
    let numbers = |ids: &[i64]| ids.iter().copied().map(Cell::Int).collect::<Vec<_>>();
    assert_eq!(ids(&[]).await, numbers(&[10, 11, 12, 13]));
    assert_eq!(ids(&[2]).await, numbers(&[10, 12]));
    assert_eq!(ids(&[3]).await, numbers(&[10, 11, 13]));
}

#[tokio::test]
async fn secrets_and_what_has_no_column_are_missing() {
    let world = World::new("").await;
    let asked = [
        "api_token",
        "file",
        "settings",
        "no_column",
        "computed",
        "unknown",
        "name",
        "name",
    ];
    let projection = world.projection(&asked, &spanish(&[])).await;
    assert_eq!(projection.names, ["id", "name"]);
    assert_eq!(projection.missing, asked[..6]);
    assert!(!projection.ids(&[1]).contains("api_token"));
}

#[tokio::test]
async fn a_column_that_may_not_be_read_is_missing() {
    let world = World::new("").await;
    // It is dropped with the database.
    let role = format!("{}_core", world.database.name());
    let grants = format!(
        "create role {role};
         grant select (id, name) on x_thing to {role};
         grant select on ir_model_fields, res_company to {role};
         set role {role}"
    );
    world.client.batch_execute(&grants).await.unwrap();
    let projection = world
        .projection(&["name", "amount", "tag_ids"], &spanish(&[]))
        .await;
    assert_eq!(projection.names, ["id", "name"]);
    assert_eq!(projection.missing, ["amount", "tag_ids"]);
    let rows = read(&world.client, &projection, &projection.ids(&[1])).await;
    assert_eq!(rows, []);
}

#[tokio::test]
async fn a_translated_field_whose_column_is_not_converted_yet_is_read_as_it_is() {
    let world = World::new(
        "alter table x_thing alter title type varchar using 'Factura';
         insert into x_thing (title) values ('Factura')",
    )
    .await;
    assert_eq!(world.column("title").await, [text("Factura")]);
}

#[tokio::test]
async fn rows_are_read_by_id_and_those_that_are_gone_are_left_out() {
    let world = World::new("insert into x_thing (id) select generate_series(1, 9)").await;
    let projection = world.projection(&[], &spanish(&[])).await;
    let ids = |statement: String| {
        let projection = &projection;
        let client = &world.client;
        async move {
            let rows = read(client, projection, &statement).await;
            rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
        }
    };
    assert_eq!(ids(projection.ids(&[8, 3, 77])).await, [3, 8]);
    assert_eq!(ids(projection.range(3, 6)).await, [4, 5, 6]);
    assert_eq!(ids(projection.ids(&[])).await, [0; 0]);
}

#[tokio::test]
async fn a_model_that_the_database_lacks_is_absent() {
    let world = World::new("").await;
    let absent = shape::read(&world.client, 18, "x.other").await.unwrap();
    assert!(absent.is_none());
    // The registry still knows a model whose table is dropped.
    world
        .client
        .batch_execute("drop table x_thing")
        .await
        .unwrap();
    let dropped = shape::read(&world.client, 18, "x.thing").await.unwrap();
    assert!(dropped.is_none());
}
