//! The trial balance against a slow and obvious computation over random books, and against what
//! Odoo's own database gave.

use std::collections::BTreeMap;

use jiff::civil::Date;
use reports::Report;
use reports::trial_balance::{
    self, TrialBalancePage, TrialBalanceParameters, TrialBalanceQuery, TrialBalanceRow,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::Object;

use crate::books::{Books, Item, TODAY};
use crate::general_ledger::{counts, is_asked, is_result};
use crate::recorded::recording;
use crate::world::{World, day};

/// Opening, debit, credit and closing.
type Figures = [Decimal; 4];

#[tokio::test]
async fn the_trial_balance_equals_the_simple_computation() {
    for seed in [11, 12] {
        let mut books = Books::create(seed).await;
        let client = books.world.client().await;
        for round in 0..24 {
            if round % 8 == 7 {
                books.change().await;
            }
            let question = question(&mut books);
            let limit = u32::try_from(books.number(2..9)).unwrap();
            let rows = every_page(&client, &question, limit).await;
            assert_eq!(figures(&rows), obvious(&books, &question), "{question}");
        }
    }
}

#[tokio::test]
async fn complete_books_balance_and_have_a_zero_opening_balance() {
    let books = Books::create(13).await;
    let client = books.world.client().await;
    for from in ["2025-01-01", "2025-05-17", "2026-02-28"] {
        let question = json!({"date_from": from, "date_to": "2026-10-31"});
        let check = page(&client, &question).await.totals.check.unwrap();
        assert!(check.balanced, "{check:?}");
        assert_eq!(
            (check.difference, check.opening),
            (Decimal::ZERO, Decimal::ZERO)
        );
        assert!(check.debit > Decimal::ZERO);
    }
    // Part of the books need not balance, so it is not checked.
    let part = page(&client, &json!({"account_prefix": "12"})).await;
    assert_eq!(part.totals.check, None);
    // A line without its counterpart is seen.
    books
        .world
        .run(
            "update odoo.account_move_line set _deleted_at = now()
              where id = (select max(id) from odoo.account_move_line
                          where parent_state = 'posted' and balance <> 0
                            and date between '2026-01-01' and '2026-10-31')",
        )
        .await;
    let question = json!({"date_from": "2026-01-01", "date_to": "2026-10-31"});
    let check = page(&client, &question).await.totals.check.unwrap();
    assert!(!check.balanced && !check.difference.is_zero(), "{check:?}");
}

#[tokio::test]
async fn the_result_of_earlier_years_is_shown_without_an_account_for_it() {
    let books = Books::create(14).await;
    books
        .world
        .run("update odoo.account_account set account_type = 'equity' where id = 59")
        .await;
    let client = books.world.client().await;
    let question = json!({"date_from": "2026-01-01", "date_to": "2026-10-31"});
    let page = page(&client, &question).await;
    assert!(page.totals.check.unwrap().balanced);
    let unallocated = &page.rows[0];
    assert_eq!(
        (unallocated.account_id, unallocated.items_url.as_deref()),
        (None, None)
    );
    assert!(!unallocated.figures.opening.is_zero());
    let accounts: Decimal = page.rows[1..].iter().map(|row| row.figures.opening).sum();
    assert_eq!(unallocated.figures.opening, -accounts);
}

#[tokio::test]
async fn the_trial_balance_equals_odoo_to_the_cent() {
    let Some(recording) = recording().await else {
        return;
    };
    let truth = recording.truth("trial-balance-company2-2026-01-01-to-2026-11-22.json");
    let amount = |value: &Value| match value {
        Value::Null => Decimal::ZERO,
        amount => amount.to_string().parse().unwrap(),
    };
    let truth: BTreeMap<String, Figures> = truth
        .iter()
        .map(|row| {
            let figures = ["opening", "debit", "credit", "closing"].map(|key| amount(&row[key]));
            (row["code"].as_str().unwrap().to_owned(), figures)
        })
        .collect();
    let client = recording.world.client().await;
    let mut question = json!({"company_id": 2, "date_from": "2026-01-01", "date_to": "2026-11-22",
                              "opening": "cumulative", "limit": 500});
    let cumulative = page(&client, &question).await;
    let ours: BTreeMap<String, Figures> = figures(&cumulative.rows)
        .into_iter()
        .map(|((code, _), figures)| (code, figures[0]))
        .collect();
    assert_eq!(ours, truth);
    assert!(cumulative.totals.check.unwrap().balanced);

    // As Odoo shows it: the same movements, and the result of 2025 with unaffected earnings.
    question["opening"] = json!("fiscal_year");
    let fiscal_year = page(&client, &question).await;
    assert!(fiscal_year.totals.check.unwrap().balanced);
    let mut earlier = Decimal::ZERO;
    for row in &cumulative.rows {
        let code = row.code.as_deref().unwrap();
        if code.starts_with(['6', '7']) {
            earlier += row.figures.opening;
        }
    }
    let unaffected: Vec<&TrialBalanceRow> = fiscal_year
        .rows
        .iter()
        .filter(|row| row.figures.opening == earlier)
        .collect();
    assert_eq!(unaffected.len(), 1, "{earlier}");
    for row in &fiscal_year.rows {
        let code = row.code.as_deref().unwrap();
        if code.starts_with(['6', '7']) {
            assert_eq!(row.figures.opening, Decimal::ZERO, "{code}");
            assert_eq!(row.figures.debit, truth[code][1], "{code}");
        }
    }
}

#[tokio::test]
async fn comparison_periods_end_at_month_ends() {
    let books = Books::create(15).await;
    let client = books.world.client().await;
    let parameters = parameters(&json!({"date_from": "2026-03-01", "date_to": "2026-03-31",
                                        "compare": "months", "compare_periods": 2}));
    let query = TrialBalanceQuery::prepare(&client, &parameters, &reports::Reader::of_all(TODAY))
        .await
        .unwrap();
    let periods: Vec<(Date, Date)> = query
        .periods()
        .iter()
        .map(|period| (period.date_from, period.date_to))
        .collect();
    let expected = [
        ("2026-03-01", "2026-03-31"),
        ("2026-02-01", "2026-02-28"),
        ("2026-01-01", "2026-01-31"),
    ];
    assert_eq!(periods, expected.map(|(from, to)| (day(from), day(to))));
}

#[tokio::test]
async fn invalid_combinations_of_parameters_are_refused() {
    let books = Books::create(16).await;
    let client = books.world.client().await;
    for (question, name) in [
        (json!({"digits": 2}), "digits"),
        (json!({"by": "group", "digits": 0}), "digits"),
        (json!({"compare_periods": 2}), "compare_periods"),
        (
            json!({"compare": "years", "compare_periods": 13}),
            "compare_periods",
        ),
        (
            json!({"date_from": "2026-02-01", "date_to": "2026-01-01"}),
            "date_from",
        ),
    ] {
        let refused = TrialBalanceQuery::prepare(
            &client,
            &parameters(&question),
            &reports::Reader::of_all(TODAY),
        )
        .await;
        let problem = refused.unwrap_err().to_string();
        assert!(
            problem.starts_with(&format!("parameter {name}: ")),
            "{problem}"
        );
    }
}

#[tokio::test]
async fn zero_rows_can_be_left_out_and_each_row_names_the_group_that_contains_it() {
    let world = World::with_a_company().await;
    let line = |id: i64, account: i64, balance: &str| {
        json!({"id": id, "move_id": 1, "parent_state": "posted", "date": "2026-03-01",
               "account_id": account, "company_id": 2, "currency_id": 156, "balance": balance,
               "debit": balance, "credit": 0, "amount_currency": balance})
    };
    let lines = json!([line(1, 12, "10"), line(2, 70, "10"), line(3, 42, "0")]);
    world.insert("account_move_line", lines).await;
    let client = world.client().await;
    let mut question = json!({"date_from": "2026-01-01", "date_to": "2026-12-31", "by": "level"});
    for (hides, expected) in [
        (false, "1< 12<1 1211<12 4< 42<4 4212<42 7< 70<7 7011<70"),
        (true, "1< 12<1 1211<12 7< 70<7 7011<70"),
    ] {
        question["hide_zero"] = json!(hides);
        let page = page(&client, &question).await;
        let rows = page.rows.iter().map(|row| {
            let parent = row.parent_code.as_deref().unwrap_or_default();
            format!("{}<{parent}", row.code.as_deref().unwrap_or_default())
        });
        assert_eq!(rows.collect::<Vec<_>>().join(" "), expected);
        assert_eq!(page.totals.figures.debit, "20.00".parse().unwrap());
    }
    question["by"] = json!("account");
    let accounts = page(&client, &question).await.rows;
    assert!(accounts.iter().all(|row| row.parent_code.is_none()));
}

fn parameters(question: &Value) -> TrialBalanceParameters {
    serde_json::from_value(question.clone()).unwrap()
}

async fn page(client: &Object, question: &Value) -> TrialBalancePage {
    let query = TrialBalanceQuery::prepare(
        client,
        &parameters(question),
        &reports::Reader::of_all(TODAY),
    )
    .await
    .unwrap();
    trial_balance::page(client, &query).await.unwrap()
}

async fn every_page(client: &Object, question: &Value, limit: u32) -> Vec<TrialBalanceRow> {
    let mut question = question.clone();
    question["limit"] = json!(limit);
    let mut rows = Vec::new();
    loop {
        let page = page(client, &question).await;
        rows.extend(page.rows);
        match page.next {
            Some(next) => question["cursor"] = json!(next),
            None => return rows,
        }
        assert_eq!(rows.len() % usize::try_from(limit).unwrap(), 0);
    }
}

fn question(books: &mut Books) -> Value {
    let (one, other) = (books.day(), books.day());
    let mut question = json!({"date_from": one.min(other), "date_to": one.max(other)});
    let mut set = |name: &str, value: Value| question[name] = value;
    match books.number(0..6) {
        0 => set("account_prefix", json!("1")),
        1 => set("account_ids", json!("14,59,70")),
        2 => set("account_type", json!("expense")),
        3 => set("q", json!("11")),
        _ => {}
    }
    match books.number(0..5) {
        0 => set("journal_ids", json!("2")),
        1 => set("partner_id", json!(8)),
        _ => {}
    }
    match books.number(0..3) {
        0 => set("by", json!("group")),
        1 => {
            set("by", json!("level"));
            set("digits", json!(3));
        }
        _ => {}
    }
    match books.number(0..3) {
        0 => set("compare", json!("months")),
        1 => {
            set("compare", json!("years"));
            set("compare_periods", json!(2));
        }
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

fn figures(rows: &[TrialBalanceRow]) -> BTreeMap<(String, i64), Vec<Figures>> {
    let mut found = BTreeMap::new();
    for row in rows {
        let periods = std::iter::once(&row.figures).chain(&row.comparison);
        let figures = periods.map(|it| [it.opening, it.debit, it.credit, it.closing]);
        let key = (
            row.code.clone().unwrap_or_default(),
            row.account_id.unwrap_or_default(),
        );
        assert!(
            found.insert(key, figures.collect()).is_none(),
            "{row:?} is there twice"
        );
    }
    found
}

/// Looks at every item for every row and every period.
fn obvious(books: &Books, question: &Value) -> BTreeMap<(String, i64), Vec<Figures>> {
    let mut rows: BTreeMap<(String, i64), Vec<Figures>> = BTreeMap::new();
    let items: Vec<&Item> = books
        .items
        .values()
        .filter(|it| counts(it, question))
        .collect();
    let cumulative = question["opening"] == "cumulative";
    let periods = periods(question);
    for account in books.accounts.iter().filter(|it| is_asked(it, question)) {
        let mut figures = Vec::new();
        let mut is_shown = false;
        for (from, to) in &periods {
            let year = from.first_of_year();
            let mut it = Figures::default();
            for item in &items {
                let of_account = item.account == account.id;
                let carried = is_result(account) && !cumulative;
                let of_result = is_result(books.account(item.account)) && item.date < year;
                let opens = of_account && item.date < *from && (!carried || item.date >= year);
                let opens_here = account.kind == "equity_unaffected" && !cumulative && of_result;
                if opens || opens_here {
                    it[0] += item.balance;
                }
                if of_account && item.date >= *from && item.date <= *to {
                    it[1] += item.debit();
                    it[2] += item.credit();
                    is_shown = true;
                }
            }
            it[3] = it[0] + it[1] - it[2];
            is_shown |= !it[0].is_zero();
            figures.push(it);
        }
        if !is_shown {
            continue;
        }
        let keys = match question["by"].as_str() {
            Some("group") => vec![(account.code[..2].to_owned(), 0)],
            Some("level") => (1..=3)
                .map(|digits| (account.code[..digits].to_owned(), 0))
                .chain([(account.code.to_owned(), account.id)])
                .collect(),
            _ => vec![(account.code.to_owned(), account.id)],
        };
        for key in keys {
            let row = rows
                .entry(key)
                .or_insert_with(|| vec![Figures::default(); periods.len()]);
            for (sum, part) in row.iter_mut().zip(&figures) {
                for (sum, part) in sum.iter_mut().zip(part) {
                    *sum += part;
                }
            }
        }
    }
    rows
}

fn periods(question: &Value) -> Vec<(Date, Date)> {
    let of = |name: &str| day(question[name].as_str().unwrap());
    let (from, to) = (of("date_from"), of("date_to"));
    let months = match question["compare"].as_str() {
        None => return vec![(from, to)],
        Some("months") => (1..100)
            .find(|months| from + jiff::Span::new().months(*months) > to)
            .unwrap(),
        Some(_) => 12,
    };
    let last = question["compare_periods"].as_i64().unwrap_or(1);
    let back = |date: Date, times: i64| date - jiff::Span::new().months(months * times);
    (0..=last)
        .map(|times| {
            let ends_its_month = to == to.last_of_month();
            let end = back(to, times);
            (
                back(from, times),
                if ends_its_month {
                    end.last_of_month()
                } else {
                    end
                },
            )
        })
        .collect()
}
