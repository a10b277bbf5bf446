//! A database with tables like Odoo's, and what its log says.

use odoo_db::pgoutput::{Cell, Message, Oid};
use std::{collections::BTreeMap, path::Path};
use testkit::OwnPostgres;
use tokio_postgres::{Client, Error, error::SqlState};

/// What a customer's DBA sets, and nothing that the design could rest on by accident.
pub(crate) const LOGICAL: &str = "wal_level = logical\nmax_replication_slots = 20\n";

/// Tables as Odoo makes them: a number as the key, and what refers to it.
const TABLES: &str = "
    create table res_users (id serial primary key, login varchar, password varchar);
    create table account_move (id serial primary key, name varchar, amount_total numeric);
    create table account_move_line (
        id serial primary key, balance numeric,
        move_id int4 references account_move on delete cascade,
        user_id int4 references res_users on delete set null);
    create table res_partner_category_rel (
        partner_id int4, category_id int4, primary key (partner_id, category_id));
    create publication espejo for table res_users (id), account_move (id),
        account_move_line (id), res_partner_category_rel (partner_id, category_id);
";

/// A server of a version beside the installed one, with more settings. `None` if it cannot be had
/// here.
pub(crate) fn beside(version: u32, settings: &str) -> Option<OwnPostgres> {
    let servers = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers/node_modules");
    let programs = servers.join(format!("postgres-{version}/native/bin"));
    if programs.exists() {
        return Some(OwnPostgres::of(&programs, &format!("{LOGICAL}{settings}")));
    }
    eprintln!("PostgreSQL {version} is not tested, because it is not installed: see ./run test");
    None
}

pub(crate) struct World<'a> {
    pub(crate) server: &'a OwnPostgres,
    pub(crate) name: String,
    pub(crate) odoo: Client,
}

impl<'a> World<'a> {
    pub(crate) async fn new(server: &'a OwnPostgres, name: &str) -> Self {
        let postgres = server.client("postgres").await;
        let create = format!("create database {name}");
        postgres.batch_execute(&create).await.unwrap();
        let world = Self {
            server,
            name: name.to_owned(),
            odoo: server.client(name).await,
        };
        world.run(TABLES).await;
        world
    }

    pub(crate) async fn run(&self, sql: &str) {
        let done = self.odoo.batch_execute(sql).await;
        done.unwrap_or_else(|error| panic!("{sql}: {}", reason(&error)));
    }

    pub(crate) async fn refused(&self, sql: &str) -> SqlState {
        let refused = self.odoo.batch_execute(sql).await.unwrap_err();
        refused.code().unwrap().clone()
    }

    /// What the log says from now on.
    pub(crate) async fn follow(&self) {
        let slot = self.name.as_str();
        let sql = "select pg_create_logical_replication_slot($1, 'pgoutput')";
        self.odoo.execute(sql, &[&slot]).await.unwrap();
    }

    /// What the log says since `follow` or the last call, for example `insert account_move 1`.
    pub(crate) async fn log(&self) -> Vec<String> {
        self.read(&self.odoo, "get").await.unwrap()
    }

    /// The same, read by this client: `get` or `peek`.
    pub(crate) async fn read(&self, client: &Client, how: &str) -> Result<Vec<String>, Error> {
        let sql = format!(
            "select data from pg_logical_slot_{how}_binary_changes($1, null, null,
                'proto_version', '1', 'publication_names', 'espejo')"
        );
        let rows = client.query(&sql, &[&self.name]).await?;
        let messages = rows.iter().map(|row| row.get::<_, &[u8]>(0));
        Ok(described(messages))
    }

    pub(crate) async fn number(&self, sql: &str) -> i64 {
        self.odoo.query_one(sql, &[]).await.unwrap().get(0)
    }
}

/// What changes, one line for each, without where a transaction begins and ends.
fn described<'a>(messages: impl Iterator<Item = &'a [u8]>) -> Vec<String> {
    let mut tables = BTreeMap::new();
    let decoded = messages.map(|bytes| Message::decode(bytes).unwrap());
    decoded
        .filter_map(|message| described_one(&mut tables, message))
        .collect()
}

fn described_one(tables: &mut BTreeMap<Oid, String>, message: Message<'_>) -> Option<String> {
    match message {
        Message::Relation(relation) => {
            tables.insert(relation.table, relation.name.to_owned());
            None
        }
        Message::Insert { table, new } => Some(format!("insert {}{}", tables[&table], row(&new))),
        Message::Update { table, old, new } => {
            let old = old.map(|old| format!("{} →", row(&old)));
            let old = old.unwrap_or_default();
            Some(format!("update {}{old}{}", tables[&table], row(&new)))
        }
        Message::Delete { table, old } => Some(format!("delete {}{}", tables[&table], row(&old))),
        Message::Truncate { tables: emptied } => {
            let names: Vec<_> = emptied.iter().map(|table| &*tables[table]).collect();
            Some(format!("truncate {}", names.join(" ")))
        }
        Message::Begin { .. } | Message::Commit { .. } | Message::Other => None,
    }
}

fn row(cells: &[Cell<'_>]) -> String {
    let shown = cells.iter().map(|cell| match cell {
        Cell::Null => " null".to_owned(),
        Cell::Unchanged => " unchanged".to_owned(),
        Cell::Text(text) => format!(" {text}"),
    });
    shown.collect::<Vec<_>>().concat()
}

pub(crate) fn reason(error: &Error) -> String {
    error
        .as_db_error()
        .map_or_else(|| error.to_string(), ToString::to_string)
}
