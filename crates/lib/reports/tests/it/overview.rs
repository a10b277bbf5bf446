//! Each figure of the overview against the report that it comes from.

use jiff::civil::Date;
use reports::Reader;
use reports::ageing::AgeingQuery;
use reports::collections::CollectionsQuery;
use reports::overview::{self, OverviewParameters, OverviewQuery};
use reports::treasury_balances::TreasuryBalancesQuery;
use reports::treasury_forecast::TreasuryForecastQuery;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::Object;

use crate::books::TODAY;
use crate::finer::answer;
use crate::settled::SettledBooks;
use crate::world::ReportSource;

fn amount(value: &Value) -> Decimal {
    value.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn every_figure_of_the_overview_equals_its_report() {
    let mut settled = SettledBooks::create(91).await;
    let client = settled.books.world.client().await;
    let mut changed = 0;
    for (round, source) in [ReportSource::Mirror, ReportSource::Sums]
        .into_iter()
        .cycle()
        .take(8)
        .enumerate()
    {
        settled.books.world.use_source(source).await;
        let day: Date = settled.books.day();
        let asked = OverviewParameters {
            as_of: (round > 0).then_some(day),
            ..OverviewParameters::default()
        };
        let day = asked.as_of.unwrap_or(TODAY);
        let query = OverviewQuery::prepare(&client, &asked, &Reader::of_all(TODAY))
            .await
            .unwrap();
        assert_eq!(query.parameters().as_of, Some(day));
        let found = overview::read(&client, &query).await.unwrap();
        let found = serde_json::to_value(found).unwrap();

        changed += check_sides(&client, &found, day).await;
        check_cash(&client, &found, day).await;
        check_collections(&client, &found, day).await;
    }
    assert!(changed > 0, "nothing changed from one day to the next");
}

/// Returns how many figures have changed since the day before.
async fn check_sides(client: &Object, found: &Value, day: Date) -> i32 {
    let yesterday = day.yesterday().unwrap();
    let mut changed = 0;
    for side in ["receivable", "payable"] {
        let ageing = async |day: Date| {
            let asked = json!({"side": side, "as_of": day, "group_by": "partner"});
            answer::<AgeingQuery>(client, &asked).await["totals"].take()
        };
        let (now, before) = (ageing(day).await, ageing(yesterday).await);
        let side = &found[format!("{side}s")];
        for figure in [
            "items",
            "total",
            "overdue",
            "overdue_percent",
            "items_url",
            "overdue_items_url",
        ] {
            assert_eq!(side[figure], now[figure], "{figure} on {day}");
        }
        for figure in ["total", "overdue"] {
            let difference = amount(&now[figure]) - amount(&before[figure]);
            assert_eq!(amount(&side[format!("{figure}_difference")]), difference);
            changed += i32::from(!difference.is_zero());
        }
    }
    changed
}

async fn check_cash(client: &Object, found: &Value, day: Date) {
    let yesterday = day.yesterday().unwrap();
    let cash = async |day: Date| {
        answer::<TreasuryBalancesQuery>(client, &json!({"as_of": day})).await["totals"].take()
    };
    let (now, before) = (cash(day).await, cash(yesterday).await);
    let cash = &found["cash"];
    assert_eq!(
        (&cash["balance"], &cash["items_url"]),
        (&now["balance"], &now["items_url"])
    );
    let difference = amount(&now["balance"]) - amount(&before["balance"]);
    assert_eq!(amount(&cash["balance_difference"]), difference);
    let forecast = json!({"as_of": day, "by": "day", "periods": 31});
    let forecast = answer::<TreasuryForecastQuery>(client, &forecast).await;
    assert_eq!(cash["forecast_balance"], forecast["totals"]["closing"]);
    assert_eq!(cash["forecast_day"], forecast["data"][30]["date_to"]);
    assert_eq!(
        cash["forecast_day"],
        json!(day + jiff::Span::new().days(30))
    );
}

async fn check_collections(client: &Object, found: &Value, day: Date) {
    let collections = answer::<CollectionsQuery>(client, &json!({"date_to": day})).await;
    assert_eq!(found["debtors"], collections["debtors"]);
    let months = found["months_of_collection"].as_array().unwrap();
    let expected = collections["data"].as_array().unwrap();
    assert_eq!((months.len(), expected.len()), (12, 12));
    for (month, expected) in months.iter().zip(expected) {
        for (figure, value) in month.as_object().unwrap() {
            assert_eq!(
                *value, expected[figure],
                "{figure} of {}",
                month["date_from"]
            );
        }
    }
}
