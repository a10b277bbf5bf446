//! Each report over HTTP, by one client and by many, compared with its queries on one connection.

use anyhow::Result;

use crate::{
    bare::{Asked, Question},
    figures::{Row, Table},
    ledger::{Ledger, TODAY},
    reports_http::{Bench, CROWD, against_bare, both},
};

type Asking = (&'static str, Question);

fn of_year(asked: Asked) -> Question {
    Question::new(asked)
        .with("date_from", "2026-01-01")
        .with("date_to", TODAY)
}

fn on(asked: Asked, day: &str) -> Question {
    Question::new(asked).with("as_of", day)
}

fn of_receivables() -> Vec<Asking> {
    let ageing = |day: &str| on(Asked::Ageing, day).with("limit", 50);
    let statement = Question::of_record(Asked::PartnerStatement, 77)
        .with("date_from", "2025-11-23")
        .with("date_to", TODAY);
    vec![
        (
            "open items, first 100 and totals",
            on(Asked::OpenItems, TODAY).with("limit", 100),
        ),
        ("ageing, first 50 partners", ageing(TODAY)),
        (
            "ageing by salesperson",
            ageing(TODAY).with("group_by", "salesperson"),
        ),
        (
            "ageing by account",
            ageing(TODAY).with("group_by", "account"),
        ),
        ("ageing yesterday", ageing("2026-11-21")),
        ("ageing a month ago", ageing("2026-10-22")),
        ("ageing six months ago", ageing("2026-05-22")),
        ("ageing a year ago", ageing("2025-11-22")),
        ("partner statement of a year", statement),
        ("tie-out of receivables", on(Asked::TieOut, TODAY)),
        (
            "tie-out of receivables six months ago",
            on(Asked::TieOut, "2026-05-22"),
        ),
    ]
}

fn of_the_ledger() -> Vec<Asking> {
    let compared = of_year(Asked::TrialBalance)
        .with("date_from", "2026-11-01")
        .with("compare", "months")
        .with("compare_periods", 3);
    vec![
        (
            "general ledger of the receivable account, first page",
            of_year(Asked::GeneralLedger).with("account_prefix", "12"),
        ),
        (
            "general ledger of every account, first page",
            of_year(Asked::GeneralLedger),
        ),
        ("trial balance of a year", of_year(Asked::TrialBalance)),
        ("trial balance of a month against three before", compared),
        (
            "journal items of an account, newest first, and totals",
            of_year(Asked::JournalItems).with("account_prefix", "12"),
        ),
        (
            "a document with its reconciliations",
            Question::of_record(Asked::Document, 99),
        ),
    ]
}

fn of_cash() -> Vec<Asking> {
    let collections = Question::new(Asked::Collections)
        .with("date_from", "2025-12-01")
        .with("date_to", TODAY);
    let forecast = on(Asked::TreasuryForecast, TODAY).with("by", "week");
    vec![
        ("sales and collections of twelve months", collections),
        ("treasury balances", on(Asked::TreasuryBalances, TODAY)),
        ("treasury forecast by week", forecast.clone()),
        (
            "treasury forecast with customers' delays",
            forecast.with("customer_delay", true),
        ),
    ]
}

pub(crate) async fn measure(bench: &mut Bench, ledger: &Ledger) -> Result<()> {
    let mut one = Table::new(format!(
        "Every report: {} move lines, {} open items, one client against the selects bare, p50 / p99",
        ledger.lines, ledger.open_items
    ));
    let mut many = Table::new(format!(
        "The same: {CROWD} clients at once against one, p50 / p99"
    ));
    let questions = [of_receivables(), of_the_ledger(), of_cash()];
    for (work, question) in questions.concat() {
        let times = bench.compare(&question).await?;
        one.row(against_bare(work, &times));
        let path = question.path();
        let (crowd, busy) = bench.front.crowd(&path, CROWD).await?;
        let shown = match busy {
            0 => both(&crowd),
            _ => format!("{}; {busy} refused", both(&crowd)),
        };
        many.row(Row::new(work, shown, both(&times.http)));
    }
    one.print();
    many.print();
    Ok(())
}
