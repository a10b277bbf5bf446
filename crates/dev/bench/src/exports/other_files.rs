//! The other export formats, and Python's Excel files of the same rows for comparison.

use anyhow::{Result, ensure};
use system_tests::Stack;
use tokio::task::spawn_blocking;

use crate::{
    exports::{Made, export, shown},
    figures::{Row, Table, share},
    ledger::Ledger,
    machine::ServerProcesses,
    python,
};

/// The columns of the report of open items by plain joins, as in a simple script.
const SAME_ROWS: &str = "
    select partner.name as partner, kind.code as type, kind.name as document_type,
           line.move_name as document, line.ref as reference, line.date, line.invoice_date,
           line.date_maturity as due, date '2026-11-22' - line.date_maturity as days_overdue,
           account.code as account, account.name as account_name, currency.name as currency,
           line.amount_currency, line.amount_residual_currency as residual_currency,
           own.name as company_currency, line.balance, line.amount_residual as residual,
           salesperson.login as salesperson, journal.code as journal, null as partner_tags, line.id,
           line.move_id
    from odoo.account_move_line line
    join odoo.account_account account on account.id = line.account_id
    join odoo.account_move move on move.id = line.move_id
    join odoo.account_journal journal on journal.id = line.journal_id
    join odoo.res_company company on company.id = line.company_id
    join odoo.res_currency own on own.id = company.currency_id
    left join odoo.res_partner partner on partner.id = line.partner_id
    left join odoo.res_currency currency on currency.id = line.currency_id
    left join odoo.l10n_latam_document_type kind on kind.id = move.l10n_latam_document_type_id
    left join odoo.res_users salesperson on salesperson.id = move.invoice_user_id
    where account.account_type = 'asset_receivable' and not line.reconciled
      and line.parent_state = 'posted' and line._deleted_at is null
    order by line.date_maturity, line.id";

pub(crate) async fn measure(
    table: &mut Table,
    stack: &mut Stack,
    ledger: &Ledger,
    servers: ServerProcesses,
    ours: &Made,
) -> Result<()> {
    let rows = ours.rows;
    table.row(Row::new(format!("xlsx, {rows} rows"), ours.shown(), "–"));
    for format in ["csv", "parquet", "pdf"] {
        let made = export(stack, ledger, servers, format).await?;
        table.row(Row::new(
            format!("{format}, {} rows", made.rows),
            made.shown(),
            "–",
        ));
    }
    for (library, least) in [("xlsxwriter", Some(12.0)), ("openpyxl", None)] {
        let work = format!("xlsx, {rows} rows, against {library} over a psycopg2 cursor, wall");
        let Some(python) = python::interpreter(&format!("psycopg2, {library}")) else {
            let absent = format!("not run: python3 lacks psycopg2 or {library}");
            table.row(Row::new(work, ours.shown(), absent));
            continue;
        };
        let database = stack.tenant(ledger.tenant).database.url();
        let file = stack.files().join("python.xlsx");
        let ran = spawn_blocking(move || {
            python::spreadsheet(&python, library, &database, SAME_ROWS, &file)
        })
        .await??;
        ensure!(ran.records == rows, "{library} wrote {} rows", ran.records);
        let theirs = shown(ran.wall, ran.cpu, ran.memory, ran.bytes);
        let row = Row::new(work, ours.shown(), theirs);
        let ratio = share(ran.wall, ours.spent.wall);
        table.row(match least {
            Some(least) => row.at_least(ratio, least),
            None => row.ratio(ratio),
        });
    }
    Ok(())
}
