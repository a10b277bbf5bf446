//! Words of fixed sets are the same in code and in the check constraints of their columns.

use std::collections::BTreeSet;

use store::words::{
    AlarmKind, ChangeKind, ExportState, MailState, MissedPolicy, RunKind, RunState,
    StatementItemState, StatementRunState,
};
use strum::VariantNames;
use tokio_postgres::Client;

use crate::reading::migrated;

/// The words that a column may have.
async fn allowed(client: &Client, table: &str, column: &str) -> BTreeSet<String> {
    let sql = "select pg_get_constraintdef(c.oid)
               from pg_constraint c
               join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
               where c.conrelid = $1::text::regclass and c.contype = 'c' and a.attname = $2";
    let row = client.query_one(sql, &[&table, &column]).await.unwrap();
    let definition: &str = row.get(0);
    let quoted = definition.split('\'').skip(1).step_by(2);
    quoted.map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn code_and_check_constraints_have_the_same_words() {
    let (database, _) = migrated().await;
    let client = database.client().await;
    let columns = [
        ("ops.sync_run", "kind", RunKind::VARIANTS),
        ("ops.sync_run", "state", RunState::VARIANTS),
        ("ops.export_job", "state", ExportState::VARIANTS),
        ("ops.mail", "state", MailState::VARIANTS),
        ("ops.statement_run", "state", StatementRunState::VARIANTS),
        ("ops.statement_item", "state", StatementItemState::VARIANTS),
        ("ops.schedule", "missed", MissedPolicy::VARIANTS),
        ("ops.alarm", "kind", AlarmKind::VARIANTS),
        ("ops.change", "kind", ChangeKind::VARIANTS),
    ];
    for (table, column, words) in columns {
        let known: BTreeSet<String> = words.iter().map(|&word| word.to_owned()).collect();
        let allowed = allowed(&client, table, column).await;
        assert_eq!(known, allowed, "{table}.{column}");
    }
}
