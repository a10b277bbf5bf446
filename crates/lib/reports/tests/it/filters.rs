//! Filters, names beside ids, and what is wrong with a parameter.

use reports::ageing::{self, AgeingQuery};
use reports::open_items::{self, OpenItem, OpenItemsParameters, OpenItemsQuery};
use reports::{Error, Report, Side};
use serde_json::{Value, json};

use crate::world::{ReportSource, World, ageing_of, day, line, open_items_of};

async fn world() -> World {
    let world = World::with_a_company().await;
    let mut lines = json!([
        line(1, "2026-06-10", "2026-07-10", "100"),
        line(2, "2026-06-11", "2026-08-10", "200"),
        line(3, "2026-06-12", "2026-09-10", "400"),
        line(4, "2026-06-13", "2026-10-10", "-800"),
    ]);
    lines[1]["partner_id"] = json!(8);
    lines[1]["account_id"] = json!(13);
    lines[2]["currency_id"] = json!(1);
    lines[2]["ref"] = json!("OC-77");
    lines[0]["journal_id"] = json!(6);
    lines[1]["journal_id"] = json!(7);
    lines[2]["journal_id"] = json!(8);
    lines[3]["account_id"] = json!(42);
    world.insert("account_move_line", lines).await;
    world
        .insert(
            "account_move",
            json!([
                {"id": 1, "name": "F001-1", "ref": "R-1", "invoice_date": "2026-06-09",
                 "l10n_latam_document_type_id": 3},
                {"id": 3, "name": "F001-3", "invoice_user_id": 5},
            ]),
        )
        .await;
    world
        .insert(
            "l10n_latam_document_type",
            json!([{"id": 3, "code": "01", "name": "Factura"}]),
        )
        .await;
    world
}

fn parameters(changes: Value) -> OpenItemsParameters {
    let mut parameters = json!({"side": "receivable"});
    for (name, value) in changes.as_object().unwrap() {
        parameters[name] = value.clone();
    }
    serde_json::from_value(parameters).unwrap()
}

fn ids(rows: &[OpenItem]) -> Vec<i64> {
    rows.iter().map(|row| row.line_id).collect()
}

#[tokio::test]
async fn each_filter_keeps_only_matching_items() {
    let world = world().await;
    for (filter, expected) in [
        (json!({}), vec![1, 2, 3]),
        (json!({"side": "payable"}), vec![4]),
        (json!({"partner_id": 8}), vec![2]),
        (json!({"partner_id": 999}), vec![]),
        (json!({"account_prefix": "12"}), vec![1, 2, 3]),
        (json!({"account_prefix": "129"}), vec![2]),
        (json!({"account_prefix": "%"}), vec![]),
        (json!({"currency": "usd"}), vec![3]),
        (json!({"due_from": "2026-08-10"}), vec![2, 3]),
        (json!({"due_to": "2026-08-10"}), vec![1, 2]),
        (
            json!({"due_from": "2026-08-10", "due_to": "2026-08-10"}),
            vec![2],
        ),
        (json!({"salesperson_id": 5}), vec![3]),
        (json!({"salesperson_id": 5, "partner_id": 8}), vec![]),
        (json!({"document_type": "01"}), vec![1]),
        (json!({"journal_ids": "6,7"}), vec![1, 2]),
        (json!({"q": "f001-3"}), vec![3]),
        (json!({"q": "zorro"}), vec![]),
        (json!({"q": "alamo"}), vec![2]),
        (json!({"q": "20100"}), vec![1, 3]),
        (json!({"min_amount": "200"}), vec![2, 3]),
        (json!({"max_amount": "200.00"}), vec![1, 2]),
        (
            json!({"min_amount": "150", "max_amount": "399.99"}),
            vec![2],
        ),
        (json!({"side": "payable", "min_amount": "800"}), vec![4]),
        (json!({"q": "nandu", "max_amount": "100"}), vec![1]),
        (json!({"as_of": "2026-06-11"}), vec![1, 2]),
    ] {
        for source in [ReportSource::Mirror, ReportSource::Sums] {
            world.use_source(source).await;
            check_filter(&world, &filter, &expected).await;
        }
    }
}

async fn check_filter(world: &World, filter: &Value, expected: &[i64]) {
    for sort in ["due_date", "date", "partner", "residual"] {
        let mut parameters = parameters(filter.clone());
        parameters.sort = Some(serde_json::from_value(json!(sort)).unwrap());
        let rows = world.open_items(&parameters).await;
        let mut found = ids(&rows);
        found.sort_unstable();
        assert_eq!(found, expected, "{filter} by {sort}");

        let client = world.client().await;
        let query = OpenItemsQuery::prepare(
            &client,
            &parameters,
            &reports::Reader::of_all(day("2026-11-22")),
        )
        .await
        .unwrap();
        let totals = open_items::totals(&client, &query).await.unwrap();
        assert_eq!(totals.items, i64::try_from(expected.len()).unwrap());
        assert_eq!(totals.residual, rows.iter().map(|row| row.residual).sum());
    }
}

#[tokio::test]
async fn names_are_shown_with_ids_and_missing_names_are_empty() {
    let world = world().await;
    let rows = world.open_items(&open_items_of(Side::Receivable)).await;
    let (first, second, third) = (&rows[0], &rows[1], &rows[2]);

    assert_eq!(first.move_name.as_deref(), Some("F001-1"));
    assert_eq!(first.document_type_code.as_deref(), Some("01"));
    assert_eq!(first.document_type_name.as_deref(), Some("Factura"));
    assert_eq!(first.r#ref.as_deref(), Some("R-1"));
    assert_eq!(first.partner_name.as_deref(), Some("Ñandú O'Higgins"));
    assert_eq!(first.account_code.as_deref(), Some("1211"));
    assert_eq!(first.invoice_date, Some(day("2026-06-09")));
    assert_eq!(
        (first.due_date, first.days_overdue),
        (day("2026-07-10"), 135)
    );
    assert_eq!(first.salesperson_name, None);
    // The entry of the second line is not mirrored yet: its money counts all the same.
    assert_eq!(
        (second.move_id, second.move_name.as_deref()),
        (Some(2), None)
    );
    assert_eq!(third.r#ref.as_deref(), Some("OC-77"));
    assert_eq!(third.salesperson_name.as_deref(), Some("Rosa Vendedora"));
}

#[tokio::test]
async fn cells_match_their_columns() {
    let world = world().await;
    let row = world
        .open_items(&open_items_of(Side::Receivable))
        .await
        .remove(0);
    let json = serde_json::to_value(&row).unwrap();
    check_cells(&json, &row, open_items::COLUMNS);

    let client = world.client().await;
    let query = AgeingQuery::prepare(
        &client,
        &ageing_of(Side::Payable),
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await
    .unwrap();
    let row = ageing::page(&client, &query).await.unwrap().rows.remove(0);
    let json = serde_json::to_value(&row).unwrap();
    let columns = query.columns();
    check_cells(&json, &row, &columns[..6]);
    for (column, amount) in columns[6..].iter().zip(&row.amounts) {
        assert_eq!(
            (column.shown.kind, column.cell(&row)),
            (reports::Kind::Money, amount.into())
        );
    }
    check_cells(&json, &row, &columns[12..15]);
    let titles: Vec<&str> = columns[6..].iter().map(|it| it.shown.title.es).collect();
    assert_eq!(
        titles,
        [
            "Por vencer",
            "1–30 días",
            "31–60 días",
            "61–90 días",
            "91–120 días",
            "Más de 120 días",
            "Vencido",
            "% vencido",
            "% del total",
            "Última nota",
            "Nota de",
            "Nota del",
            "Prometido para",
            "Importe prometido",
            "Prometido en",
            "Nota en la API",
        ]
    );
}

#[tokio::test]
async fn a_currency_and_another_day_add_columns_with_their_cells() {
    let world = world().await;
    let client = world.client().await;
    let asked = json!({"side": "receivable", "currency": "USD", "compare_as_of": "2026-10-31",
                       "buckets": "30"});
    let query = AgeingQuery::prepare(
        &client,
        &serde_json::from_value(asked).unwrap(),
        &reports::Reader::of_all(day("2026-11-22")),
    )
    .await
    .unwrap();
    let row = ageing::page(&client, &query).await.unwrap().rows.remove(0);
    let columns = query.columns();
    let shown: Vec<(&str, String)> = columns[9..]
        .iter()
        .filter(|column| !column.shown.is_internal)
        .map(|column| (column.shown.key, format!("{:?}", column.cell(&row))))
        .collect();
    let shown: Vec<(&str, &str)> = shown.iter().map(|(key, cell)| (*key, &**cell)).collect();
    assert_eq!(
        shown,
        [
            ("overdue", "Money(400.00)"),
            ("overdue_percent", "Number(100.00)"),
            ("share_percent", "Number(100.00)"),
            ("compared_total", "Money(400.00)"),
            ("total_difference", "Money(0.00)"),
            ("compared_overdue", "Money(400.00)"),
            ("overdue_difference", "Money(0.00)"),
            ("currency", "Text(\"USD\")"),
            ("total_currency", "Money(400.00)"),
            ("overdue_currency", "Money(400.00)"),
            ("not_due_currency", "Money(0.00)"),
            ("1-30_currency", "Money(0.00)"),
            ("over-30_currency", "Money(400.00)"),
        ]
    );
}

/// A column's key names the field of the row, and its kind fits the cell.
fn check_cells<R>(json: &Value, row: &R, columns: &[reports::ColumnOf<'_, R>]) {
    use reports::{Cell, Kind};
    for source in columns {
        let column = source.shown;
        let (kinds, value) = match source.cell(row) {
            Cell::Empty => (vec![column.kind], Value::Null),
            Cell::Text(text) | Cell::Record { text, .. } => (vec![Kind::Text], json!(text)),
            Cell::Word(word) => (vec![Kind::Text], json!(word.code)),
            Cell::Int(value) => (vec![Kind::Integer, Kind::Days], json!(value)),
            Cell::Date(date) => (vec![Kind::Date], json!(date)),
            Cell::Money(amount) => (vec![Kind::Money], json!(amount)),
            Cell::Number(number) => (vec![Kind::Number], json!(number)),
            Cell::Boolean(value) => (vec![Kind::Boolean], json!(value)),
            Cell::Instant(at) => (vec![Kind::Instant], json!(at)),
        };
        assert_eq!(json[column.key], value, "{}", column.key);
        assert!(kinds.contains(&column.kind), "{}", column.key);
    }
}

#[tokio::test]
async fn a_wrong_parameter_is_named_with_a_hint() {
    let world = world().await;
    let client = world.client().await;
    for (change, name) in [
        (json!({"company_id": 99}), "company_id"),
        (json!({"currency": "XXX"}), "currency"),
        (json!({"document_type": "99"}), "document_type"),
        (json!({"partner_tag_id": 99}), "partner_tag_id"),
        (
            json!({"due_from": "2026-02-02", "due_to": "2026-02-01"}),
            "due_from",
        ),
        (json!({"q": "ab"}), "q"),
        (json!({"min_amount": "-1"}), "min_amount"),
        (json!({"min_amount": "2", "max_amount": "1"}), "min_amount"),
        (json!({"max_amount": "-0.01"}), "max_amount"),
        (json!({"limit": 0}), "limit"),
        (json!({"limit": 501}), "limit"),
        (json!({"cursor": "abc"}), "cursor"),
    ] {
        let refused = OpenItemsQuery::prepare(
            &client,
            &parameters(change),
            &reports::Reader::of_all(day("2026-11-22")),
        )
        .await;
        match refused {
            Err(Error::InvalidParameter {
                name: told, hint, ..
            }) => {
                assert_eq!(told, name);
                assert!(!hint.is_empty());
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn unknown_parameters_and_values_are_refused() {
    for wrong in [
        json!({}),
        json!({"side": "both"}),
        json!({"side": "payable", "partner": 7}),
        json!({"side": "payable", "sort": "name"}),
        json!({"side": "payable", "as_of": "22/11/2026"}),
    ] {
        assert!(
            serde_json::from_value::<OpenItemsParameters>(wrong.clone()).is_err(),
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn p18_a_shared_account_is_filtered_and_shown_by_its_code_in_the_company() {
    let world = world().await;
    world
        .run(
            "update odoo.account_account set company_id = null, company_ids = '{1,2}',
                 code = '9999', code_by_company = '{\"1\": \"9999\", \"2\": \"1299\"}'
             where id = 13",
        )
        .await;
    for (prefix, expected) in [("129", vec![2]), ("99", vec![]), ("12", vec![1, 2, 3])] {
        let rows = world
            .open_items(&parameters(json!({"account_prefix": prefix})))
            .await;
        let mut found = ids(&rows);
        found.sort_unstable();
        assert_eq!(found, expected, "{prefix}");
        for row in rows.iter().filter(|row| row.line_id == 2) {
            assert_eq!(row.account_code.as_deref(), Some("1299"));
        }
    }
}
