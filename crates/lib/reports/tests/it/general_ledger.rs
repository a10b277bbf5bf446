//! The general ledger against a slow and obvious computation over random books.

use futures::TryStreamExt;
use jiff::civil::Date;
use reports::Report;
use reports::general_ledger::{
    self, GeneralLedgerParameters, GeneralLedgerQuery, LedgerRow, LedgerRowKind,
};
use reports::journal_items::{self, JournalItemsParameters, JournalItemsQuery};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::Object;

use crate::books::{Account, Books, Item, TODAY, USD};
use crate::world::day;

/// Account, journal item (0 for its opening, -1 for its closing) and the balances behind the row.
type Row = (Option<i64>, i64, Decimal, Option<Decimal>);

#[tokio::test]
async fn the_general_ledger_equals_the_simple_computation() {
    for seed in [1, 2] {
        let mut books = Books::create(seed).await;
        let client = books.world.client().await;
        for round in 0..20 {
            if round == 10 {
                books.change().await;
            }
            let question = question(&mut books);
            let obvious = Obvious::compute(&books, &question);
            let limit = u32::try_from(books.number(4..60)).unwrap();
            let rows = every_page(&client, &question, limit, &obvious).await;
            assert_eq!(short(&rows), obvious.rows, "{question}");

            let parameters = parameters(&question);
            let query =
                GeneralLedgerQuery::prepare(&client, &parameters, &reports::Reader::of_all(TODAY))
                    .await
                    .unwrap();
            let streamed: Vec<LedgerRow> = query
                .rows(&client)
                .await
                .unwrap()
                .try_collect()
                .await
                .unwrap();
            assert_eq!(streamed, rows, "{question}");
            let expected = query.expected(&client).await.unwrap();
            assert_eq!(expected.rows, u64::try_from(rows.len()).unwrap());
            let control: Decimal = rows.iter().filter_map(|row| row.balance).sum();
            assert_eq!(expected.control_total, control, "{question}");
        }
    }
}

#[tokio::test]
async fn each_row_of_the_ledger_links_to_its_journal_items() {
    let mut books = Books::create(3).await;
    let client = books.world.client().await;
    let mut followed = 0;
    for _ in 0..8 {
        let mut question = question(&mut books);
        // The result of earlier years opens on an account that has none of its items.
        question["opening"] = json!("cumulative");
        let query = GeneralLedgerQuery::prepare(
            &client,
            &parameters(&question),
            &reports::Reader::of_all(TODAY),
        )
        .await
        .unwrap();
        let rows: Vec<LedgerRow> = query
            .rows(&client)
            .await
            .unwrap()
            .try_collect()
            .await
            .unwrap();
        for row in rows.iter().filter(|row| row.kind == LedgerRowKind::Line) {
            let (line, document) = (row.line_id.unwrap(), row.move_id.unwrap());
            let urls = (row.item_url.as_deref(), row.document_url.as_deref());
            let expected = (
                format!("/v1/journal-items/{line}"),
                format!("/v1/documents/{document}"),
            );
            assert_eq!(urls, (Some(&*expected.0), Some(&*expected.1)));
            assert_eq!(
                row.state.map(|state| state.to_string()).as_deref(),
                Some(books.items[&line].state)
            );
        }
        for row in rows.iter().filter(|row| row.kind != LedgerRowKind::Line) {
            let url = row.items_url.as_deref().unwrap();
            let asked = url.strip_prefix("/v1/journal-items?").unwrap();
            let asked: JournalItemsParameters = serde_urlencoded::from_str(asked).unwrap();
            let items =
                JournalItemsQuery::prepare(&client, &asked, &reports::Reader::of_all(TODAY))
                    .await
                    .unwrap();
            let totals = journal_items::totals(&client, &items).await.unwrap();
            match row.kind {
                LedgerRowKind::Opening => {
                    assert_eq!(totals.balance, row.running_balance, "{url}");
                }
                _ => assert_eq!(
                    (Some(totals.debit), Some(totals.credit)),
                    (row.debit, row.credit),
                    "{url}"
                ),
            }
            followed += 1;
        }
    }
    assert!(followed > 50, "{followed}");
}

#[tokio::test]
async fn the_running_balance_is_right_when_the_mirror_changes_between_two_pages() {
    let mut books = Books::create(4).await;
    let client = books.world.client().await;
    let question = json!({"date_from": "2024-03-10", "date_to": "2026-12-31", "limit": 7,
                          "account_ids": "12,14,70"});
    let mut parameters = parameters(&question);
    let mut pages = 0;
    loop {
        let query =
            GeneralLedgerQuery::prepare(&client, &parameters, &reports::Reader::of_all(TODAY))
                .await
                .unwrap();
        let page = general_ledger::page(&client, &query).await.unwrap();
        let obvious = Obvious::compute(&books, &question);
        for row in short(&page.rows) {
            assert!(obvious.rows.contains(&row), "{row:?}");
        }
        pages += 1;
        parameters.cursor = page.next;
        if parameters.cursor.is_none() {
            break;
        }
        books.change().await;
    }
    assert!(pages > 10, "{pages}");
}

#[tokio::test]
async fn a_fiscal_year_may_end_in_any_month() {
    let books = Books::create(5).await;
    books
        .world
        .run("update odoo.res_company set fiscalyear_last_month = '3', fiscalyear_last_day = 31")
        .await;
    let client = books.world.client().await;
    let question = json!({"date_to": "2026-03-15"});
    let query = GeneralLedgerQuery::prepare(
        &client,
        &parameters(&question),
        &reports::Reader::of_all(TODAY),
    )
    .await
    .unwrap();
    assert_eq!(query.parameters().date_from, Some(day("2025-04-01")));
    let page = general_ledger::page(&client, &query).await.unwrap();
    assert_eq!(page.totals.opening, Decimal::ZERO);
}

fn parameters(question: &Value) -> GeneralLedgerParameters {
    serde_json::from_value(question.clone()).unwrap()
}

fn question(books: &mut Books) -> Value {
    let (one, other) = (books.day(), books.day());
    let mut question = json!({"date_from": one.min(other), "date_to": one.max(other)});
    let mut set = |name: &str, value: Value| question[name] = value;
    match books.number(0..7) {
        0 => set("account_prefix", json!("12")),
        1 => set("account_ids", json!("14,59,70")),
        2 => set("account_type", json!("income")),
        3 => set("q", json!("11")),
        _ => {}
    }
    match books.number(0..6) {
        0 => set("journal_ids", json!("1,3")),
        1 => set("partner_id", json!(7)),
        2 => set("currency", json!("usd")),
        _ => {}
    }
    if books.number(0..2) == 0 {
        set("include_drafts", json!(true));
    }
    if books.number(0..2) == 0 {
        set("opening", json!("cumulative"));
    }
    question
}

async fn every_page(
    client: &Object,
    question: &Value,
    limit: u32,
    obvious: &Obvious,
) -> Vec<LedgerRow> {
    let mut parameters = parameters(question);
    parameters.limit = Some(limit);
    let mut rows = Vec::new();
    loop {
        let query =
            GeneralLedgerQuery::prepare(client, &parameters, &reports::Reader::of_all(TODAY))
                .await
                .unwrap();
        let page = general_ledger::page(client, &query).await.unwrap();
        let totals = page.totals;
        assert_eq!(
            (totals.opening, totals.debit, totals.credit, totals.closing),
            obvious.totals,
            "{question}"
        );
        rows.extend(page.rows);
        parameters.cursor = page.next;
        if parameters.cursor.is_none() {
            return rows;
        }
        assert_eq!(rows.len() % usize::try_from(limit).unwrap(), 0);
    }
}

fn short(rows: &[LedgerRow]) -> Vec<Row> {
    let row = |row: &LedgerRow| {
        let item = match row.kind {
            LedgerRowKind::Opening => 0,
            LedgerRowKind::Line => row.line_id.unwrap(),
            LedgerRowKind::Closing => -1,
        };
        (
            row.account_id,
            item,
            row.running_balance,
            row.running_balance_currency,
        )
    };
    rows.iter().map(row).collect()
}

#[derive(Default)]
struct Obvious {
    rows: Vec<Row>,
    totals: (Decimal, Decimal, Decimal, Decimal),
}

impl Obvious {
    /// Looks at every item for every account.
    fn compute(books: &Books, question: &Value) -> Self {
        let asked = parameters(question);
        let (from, to) = (asked.date_from.unwrap(), asked.date_to.unwrap());
        let year: Date = from.first_of_year();
        let cumulative = question["opening"] == "cumulative";
        let items: Vec<&Item> = books
            .items
            .values()
            .filter(|it| counts(it, question))
            .collect();
        let is_result = |account: i64| is_result(books.account(account));
        let earlier: Decimal = items
            .iter()
            .filter(|it| is_result(it.account) && it.date < year)
            .map(|it| it.balance)
            .sum();
        let mut obvious = Self::default();
        for account in books.accounts.iter().filter(|it| is_asked(it, question)) {
            let since = (is_result(account.id) && !cumulative).then_some(year);
            let opens_with = if account.kind == "equity_unaffected" && !cumulative {
                earlier
            } else {
                Decimal::ZERO
            };
            let own = if question["currency"].is_null() {
                account.currency
            } else {
                Some(USD)
            };
            let mut lines: Vec<&Item> = items.clone();
            lines.retain(|it| it.account == account.id && it.date <= to);
            lines.sort_by_key(|it| (it.date, it.id));
            let (before, lines): (Vec<&Item>, Vec<&Item>) =
                lines.into_iter().partition(|it| it.date < from);
            let before = before
                .into_iter()
                .filter(|it| since.is_none_or(|since| it.date >= since));
            obvious.add(account.id, own, opens_with, before.collect(), &lines);
        }
        obvious
    }

    fn add(
        &mut self,
        account: i64,
        own: Option<i64>,
        opens_with: Decimal,
        before: Vec<&Item>,
        lines: &[&Item],
    ) {
        let in_own = |it: &Item| {
            if own == Some(it.currency) {
                it.amount_currency
            } else {
                Decimal::ZERO
            }
        };
        let mut running = opens_with + before.iter().map(|it| it.balance).sum::<Decimal>();
        let mut currency: Decimal = before.iter().map(|it| in_own(it)).sum();
        if lines.is_empty() && running.is_zero() && currency.is_zero() {
            return;
        }
        let row = |item, running, currency| (Some(account), item, running, own.map(|_| currency));
        self.totals.0 += running;
        self.rows.push(row(0, running, currency));
        for it in lines {
            running += it.balance;
            currency += in_own(it);
            self.totals.1 += it.debit();
            self.totals.2 += it.credit();
            self.rows.push(row(it.id, running, currency));
        }
        self.rows.push(row(-1, running, currency));
        self.totals.3 += running;
    }
}

pub(crate) fn is_result(account: &Account) -> bool {
    account.kind.starts_with("income") || account.kind.starts_with("expense")
}

pub(crate) fn is_asked(account: &Account, question: &Value) -> bool {
    let ids = question["account_ids"].as_str();
    ids.is_none_or(|ids| ids.split(',').any(|id| id == account.id.to_string()))
        && account
            .code
            .starts_with(question["account_prefix"].as_str().unwrap_or_default())
        && question["account_type"]
            .as_str()
            .is_none_or(|wanted| account.kind == wanted)
        && account
            .code
            .contains(question["q"].as_str().unwrap_or_default())
}

pub(crate) fn counts(item: &Item, question: &Value) -> bool {
    let drafts = question["include_drafts"] == true;
    let journals = question["journal_ids"].as_str();
    !item.deleted
        && (item.state == "posted" || (drafts && item.state == "draft"))
        && journals.is_none_or(|ids| ids.split(',').any(|id| id == item.journal.to_string()))
        && (question["partner_id"].is_null() || question["partner_id"].as_i64() == item.partner)
        && (question["currency"].is_null() || item.currency == USD)
}
