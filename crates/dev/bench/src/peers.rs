//! The baselines of a sync: fetch the same pages and discard them, and load the same rows into
//! empty tables by `COPY` alone or by `COPY` and an upsert.

use std::{pin::pin, time::Duration};

use anyhow::{Context as _, Result};
use bytes::Bytes;
use futures::{SinkExt, StreamExt};
use odoo::{Connection, Context, Domain, Protocol, Query, Session};
use store::{Object, catalog::Model};

/// Rows per page and per batch, as in the configuration of the stack.
pub(crate) const BATCH: u16 = 1000;

/// The rows of one table, each in the text form of `COPY` with its line end.
pub(crate) struct Rows {
    pub(crate) table: String,
    pub(crate) columns: Vec<String>,
    pub(crate) lines: Vec<Bytes>,
}

/// How a batch is loaded into the table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// `COPY`, a transaction per batch.
    Copy,
    /// `COPY`, one transaction for all.
    CopyAtOnce,
    /// `COPY` into a temporary table and an upsert that leaves equal rows alone, a transaction per
    /// batch.
    Upsert,
}

pub(crate) fn connection(url: &str) -> Connection {
    Connection {
        url: url.to_owned(),
        database: "andina".to_owned(),
        user: "bot".to_owned(),
        password: "secret".to_owned().into(),
        protocol: Some(Protocol::JsonRpc),
        timeout: Duration::from_secs(30),
        max_answer_bytes: 64 << 20,
        authorities: None,
    }
}

/// Reads every model as a snapshot does and discards it. Returns the number of records.
pub(crate) async fn fetch(url: &str, models: &[Model]) -> Result<u64> {
    let session = Session::open(connection(url)).await?;
    let context = Context {
        language: "en_US".to_owned(),
        company_ids: session.user().await?.companies,
    };
    let mut count = 0;
    for model in models {
        let fields = session.fields_get(&model.name, &context).await?;
        let is_stored = |name: &String| fields.get(name).is_some_and(|field| field.stored);
        let names: Vec<String> = model.fields().into_iter().filter(is_stored).collect();
        let max_id = session
            .max_id(&model.name, &Domain::all(), &context)
            .await?;
        let Some(max_id) = max_id else { continue };
        let mut after = 0;
        while after < max_id {
            let domain = Domain::all().id_after(after).id_up_to(max_id);
            let query = Query {
                model: &model.name,
                fields: &fields,
                names: &names,
                domain: &domain,
                limit: BATCH.into(),
                context: &context,
            };
            let page = session.search_read(&query).await?;
            let Some(last_id) = page.last_id else { break };
            after = last_id;
            count += page.records.len() as u64;
        }
    }
    Ok(count)
}

/// The mirror's rows of a model, in id order.
pub(crate) async fn rows(client: &Object, model: &Model) -> Result<Rows> {
    let mut columns = model.fields();
    columns.extend(["_read_at".to_owned(), "_run".to_owned()]);
    let sql = format!(
        "copy (select {} from odoo.{} order by id) to stdout",
        columns.join(", "),
        model.table
    );
    let stream = client.copy_out(&sql).await?;
    let mut stream = pin!(stream);
    let mut lines = Vec::new();
    // The server sends each row in its own message.
    while let Some(line) = stream.next().await {
        lines.push(line?);
    }
    Ok(Rows {
        table: model.table.clone(),
        columns,
        lines,
    })
}

/// Empties the mirrored tables of a database.
pub(crate) async fn empty(client: &Object, models: &[Model]) -> Result<()> {
    let tables: Vec<_> = models
        .iter()
        .map(|model| format!("odoo.{}", model.table))
        .collect();
    client
        .batch_execute(&format!(
            // As before an initial load: no report tables and no row history are kept.
            "truncate {}, report.account_month, ops.change, ops.change_set;
             delete from ops.cursor; delete from ops.history; select report.forget()",
            tables.join(", ")
        ))
        .await?;
    Ok(())
}

/// Loads all rows into the empty tables.
pub(crate) async fn load(client: &mut Object, tables: &[Rows], way: Way) -> Result<()> {
    if way == Way::CopyAtOnce {
        client.batch_execute("begin").await?;
    }
    for rows in tables {
        for batch in rows.lines.chunks(BATCH.into()) {
            match way {
                Way::CopyAtOnce => copy(client, &rows.table_name(), rows, batch).await?,
                Way::Copy => {
                    client.batch_execute("begin").await?;
                    copy(client, &rows.table_name(), rows, batch).await?;
                    client.batch_execute("commit").await?;
                }
                Way::Upsert => upsert(client, rows, batch).await?,
            }
        }
    }
    if way == Way::CopyAtOnce {
        client.batch_execute("commit").await?;
    }
    Ok(())
}

impl Rows {
    fn table_name(&self) -> String {
        format!("odoo.{}", self.table)
    }

    fn upsert(&self) -> String {
        let list = |prefix: &str, columns: &[String]| {
            let columns: Vec<_> = columns
                .iter()
                .map(|name| format!("{prefix}{name}"))
                .collect();
            columns.join(", ")
        };
        // All columns but the id; the guard also omits the mirror's own two columns.
        let values = &self.columns[1..];
        let guarded = &values[..values.len() - 2];
        let assignments: Vec<_> = values
            .iter()
            .map(|name| format!("{name} = excluded.{name}"))
            .collect();
        format!(
            "insert into odoo.{table} as kept ({all})
             select {all} from stage_{table} order by id
             on conflict (id) do update set {assignments}
             where row({kept}) is distinct from row({new})",
            table = self.table,
            all = list("", &self.columns),
            assignments = assignments.join(", "),
            kept = list("kept.", guarded),
            new = list("excluded.", guarded),
        )
    }
}

async fn copy(client: &Object, table: &str, rows: &Rows, batch: &[Bytes]) -> Result<()> {
    let sql = format!("copy {table} ({}) from stdin", rows.columns.join(", "));
    let sink = client.copy_in::<_, Bytes>(&sql).await?;
    let mut sink = pin!(sink);
    sink.send(batch.concat().into()).await?;
    let copied = sink.finish().await?;
    anyhow::ensure!(copied == batch.len() as u64, "{copied} rows were copied");
    Ok(())
}

async fn upsert(client: &mut Object, rows: &Rows, batch: &[Bytes]) -> Result<()> {
    let table = &rows.table;
    client.batch_execute("begin").await?;
    client
        .batch_execute(&format!(
            "create temporary table if not exists stage_{table} on commit delete rows
             as select * from odoo.{table} with no data"
        ))
        .await?;
    copy(client, &format!("stage_{table}"), rows, batch).await?;
    let statement = client
        .prepare_cached(&rows.upsert())
        .await
        .context("the upsert")?;
    client.execute(&statement, &[]).await?;
    client.batch_execute("commit").await?;
    Ok(())
}
