//! Each URL beside a figure leads to rows whose sum is the figure.

use futures::TryStreamExt;
use jiff::civil::Date;
use reports::ageing::AgeingQuery;
use reports::collections::CollectionsQuery;
use reports::journal_items::{JournalItemsParameters, JournalItemsQuery};
use reports::open_items::{OpenItemsParameters, OpenItemsQuery};
use reports::treasury_balances::TreasuryBalancesQuery;
use reports::treasury_forecast::TreasuryForecastQuery;
use reports::{Reader, Report};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::Object;

use crate::books::TODAY;
use crate::finer::answer;
use crate::settled::SettledBooks;
use crate::world::ReportSource;

/// Sums of the rows at a URL: in the company's currency and in that of the rows.
struct Sums {
    company: Decimal,
    currency: Decimal,
}

async fn follow(client: &Object, url: &str) -> Sums {
    let (path, query) = url.split_once('?').unwrap();
    let reader = Reader::of_all(TODAY);
    let sums: Vec<(Decimal, Decimal)> = if path == "/v1/journal-items" {
        let asked: JournalItemsParameters = serde_urlencoded::from_str(query).unwrap();
        let items = JournalItemsQuery::prepare(client, &asked, &reader).await;
        let items = items.unwrap_or_else(|error| panic!("{url}: {error}"));
        let rows = items.rows(client).await.unwrap();
        let rows = rows.map_ok(|row| (row.balance, row.amount_currency));
        rows.try_collect().await.unwrap()
    } else {
        let side = match path {
            "/v1/receivables/open-items" => "receivable",
            "/v1/payables/open-items" => "payable",
            _ => panic!("{url}"),
        };
        let query = format!("side={side}&{query}");
        let asked: OpenItemsParameters = serde_urlencoded::from_str(&query).unwrap();
        let items = OpenItemsQuery::prepare(client, &asked, &reader).await;
        let items = items.unwrap_or_else(|error| panic!("{url}: {error}"));
        let rows = items.rows(client).await.unwrap();
        let rows = rows.map_ok(|row| (row.residual, row.residual_currency));
        rows.try_collect().await.unwrap()
    };
    Sums {
        company: sums.iter().map(|(company, _)| company).sum(),
        currency: sums.iter().map(|(_, currency)| currency).sum(),
    }
}

fn amount(value: &Value) -> Decimal {
    value.as_str().unwrap().parse().unwrap()
}

/// The rows at `url` add up to `figure`.
async fn leads_to(client: &Object, url: &Value, figure: &Value, what: &str) {
    let url = url.as_str().unwrap_or_else(|| panic!("{what} has no URL"));
    let sums = follow(client, url).await;
    assert_eq!(sums.company, amount(figure), "{what}: {url}");
}

/// Salespersons, document types, tags and invoice days, each with items that have none.
const DETAILS: &str = "
    insert into odoo.res_partner_category (id, name, _deleted_at, _read_at, _run)
    select id, 'tag ' || id, case id when 3 then now() end, now(), gen_random_uuid()
    from generate_series(1, 3) id;
    update odoo.res_partner set category_id = case id when 7 then '{1,2}' when 8 then '{3}' end::bigint[]
    where id in (7, 8);
    insert into odoo.l10n_latam_document_type (id, code, name, _read_at, _run)
    values (3, '01', 'Factura', now(), gen_random_uuid()),
           (4, '01', 'Factura de otro país', now(), gen_random_uuid());
    update odoo.account_move
    set invoice_user_id = case when id % 3 > 0 then 5 end,
        l10n_latam_document_type_id = case id % 4 when 0 then 3 when 1 then 4 end,
        invoice_date = date - (id % 20)::integer;
    select report.rebuild()";

async fn books(seed: u64) -> SettledBooks {
    let settled = SettledBooks::create(seed).await;
    settled.books.world.run(DETAILS).await;
    settled
}

async fn check_ageing(client: &Object, asked: &Value) -> usize {
    let page = answer::<AgeingQuery>(client, asked).await;
    let mut figures = 0;
    let totals = &page["totals"];
    for row in page["data"].as_array().unwrap().iter().chain([totals]) {
        let what = format!("{asked} {}", row["id"]);
        leads_to(client, &row["items_url"], &row["total"], &what).await;
        leads_to(
            client,
            &row["unapplied_items_url"],
            &row["unapplied"],
            &what,
        )
        .await;
        match &row["overdue"] {
            Value::Null => assert_eq!(row["overdue_items_url"], Value::Null, "{what}"),
            overdue => leads_to(client, &row["overdue_items_url"], overdue, &what).await,
        }
        let urls = row["bucket_urls"].as_array().unwrap();
        let amounts = row["amounts"].as_array().unwrap();
        assert_eq!(urls.len(), amounts.len(), "{what}");
        for (url, figure) in urls.iter().zip(amounts) {
            leads_to(client, url, figure, &what).await;
        }
        figures += 1 + urls.len();
    }
    figures
}

#[tokio::test]
async fn every_amount_of_an_ageing_leads_to_its_open_items() {
    let mut settled = books(71).await;
    let client = settled.books.world.client().await;
    let groups = [
        "partner",
        "contact",
        "salesperson",
        "account",
        "currency",
        "document_type",
        "partner_tag",
    ];
    let filters = [
        json!({}),
        json!({"currency": "USD"}),
        json!({"partner_ids": "7,none"}),
        json!({"partner_id": 7, "partner_level": "contact"}),
        json!({"salesperson_ids": "5,none", "account_ids": "12,42"}),
        json!({"document_type": "01"}),
        json!({"partner_tag_ids": "none"}),
        json!({"partner_tag_id": 1}),
        json!({"partner_q": "nandu"}),
    ];
    let mut figures = 0;
    for (number, source) in [ReportSource::Sums, ReportSource::Mirror]
        .into_iter()
        .enumerate()
    {
        settled.books.world.use_source(source).await;
        for group_by in groups {
            for filter in filters.iter().skip(number).step_by(1 + number) {
                if group_by == "partner_tag" && filter.get("partner_tag_ids").is_some() {
                    continue;
                }
                let as_of = settled.books.day();
                let side = settled.books.pick(&["receivable", "payable"]);
                let buckets = settled.books.pick(&["30,60", "months:2", "1"]);
                let aged_by = settled.books.pick(&["due_date", "invoice_date"]);
                let mut asked = json!({"side": side, "as_of": as_of, "group_by": group_by,
                                       "buckets": buckets, "aged_by": aged_by});
                for (name, value) in filter.as_object().unwrap() {
                    asked[name] = value.clone();
                }
                figures += check_ageing(&client, &asked).await;
            }
        }
    }
    assert!(figures > 700, "{figures}");
}

#[tokio::test]
async fn a_row_whose_filter_nothing_expresses_has_no_url() {
    let settled = books(72).await;
    let client = settled.books.world.client().await;
    let asked = json!({"side": "receivable", "group_by": "partner_tag",
                       "partner_tag_ids": "1,none", "partner_tag_id": 1});
    let page = answer::<AgeingQuery>(&client, &asked).await;
    let rows = page["data"].as_array().unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        assert_eq!(
            (&row["items_url"], &row["bucket_urls"]),
            (&Value::Null, &json!([]))
        );
    }
}

#[tokio::test]
async fn every_currency_of_open_items_leads_to_its_items() {
    let mut settled = books(73).await;
    let client = settled.books.world.client().await;
    for side in ["receivable", "payable"] {
        let as_of = settled.books.day();
        let asked = json!({"side": side, "as_of": as_of, "salesperson_ids": "none"});
        let page = answer::<OpenItemsQuery>(&client, &asked).await;
        for total in page["totals"]["by_currency"].as_array().unwrap() {
            let sums = follow(&client, total["items_url"].as_str().unwrap()).await;
            assert_eq!(sums.company, amount(&total["residual"]));
            assert_eq!(sums.currency, amount(&total["residual_currency"]));
        }
        for row in page["data"].as_array().unwrap() {
            let id = row["line_id"].as_i64().unwrap();
            assert_eq!(row["item_url"], format!("/v1/journal-items/{id}"));
            assert_eq!(
                row["document_url"],
                format!("/v1/documents/{}", row["move_id"])
            );
            assert_eq!(
                (&row["company_id"], &row["salesperson_id"]),
                (&json!(2), &Value::Null)
            );
        }
    }
}

#[tokio::test]
async fn every_balance_and_expected_payment_leads_to_its_items() {
    let mut settled = books(74).await;
    let client = settled.books.world.client().await;
    for by in ["day", "week", "month"] {
        let as_of = settled.books.day();
        let page = answer::<TreasuryBalancesQuery>(&client, &json!({"as_of": as_of})).await;
        let currencies = page["totals"]["by_currency"].as_array().unwrap();
        let rows = page["data"].as_array().unwrap();
        for row in rows.iter().chain(currencies).chain([&page["totals"]]) {
            leads_to(&client, &row["items_url"], &row["balance"], "balance").await;
        }
        let asked = json!({"as_of": as_of, "by": by, "periods": 5});
        let page = answer::<TreasuryForecastQuery>(&client, &asked).await;
        let totals = &page["totals"];
        for row in page["data"].as_array().unwrap() {
            leads_to(&client, &row["inflow_items_url"], &row["inflow"], by).await;
            let out = follow(&client, row["outflow_items_url"].as_str().unwrap()).await;
            assert_eq!(-out.company, amount(&row["outflow"]));
        }
        for name in ["overdue_inflow", "later_inflow"] {
            leads_to(
                &client,
                &totals[format!("{name}_items_url")],
                &totals[name],
                name,
            )
            .await;
        }
        for name in ["overdue_outflow", "later_outflow"] {
            let url = totals[format!("{name}_items_url")].as_str().unwrap();
            assert_eq!(
                -follow(&client, url).await.company,
                amount(&totals[name]),
                "{name}"
            );
        }
        let drafts = json!({"as_of": as_of, "include_drafts": true});
        let page = answer::<TreasuryForecastQuery>(&client, &drafts).await;
        assert_eq!(page["data"][0]["inflow_items_url"], Value::Null);
    }
}

#[tokio::test]
async fn every_figure_of_collections_leads_to_its_items() {
    let mut settled = books(75).await;
    let client = settled.books.world.client().await;
    for partner in [None, Some(7)] {
        let to: Date = settled.books.day();
        let from = to - jiff::Span::new().days(100);
        let asked = json!({"date_from": from, "date_to": to, "partner_id": partner});
        let page = answer::<CollectionsQuery>(&client, &asked).await;
        let totals = &page["totals"];
        for row in page["data"].as_array().unwrap().iter().chain([totals]) {
            leads_to(&client, &row["billed_url"], &row["billed"], "billed").await;
            leads_to(
                &client,
                &row["outstanding_url"],
                &row["outstanding"],
                "outstanding",
            )
            .await;
            leads_to(&client, &row["not_due_url"], &row["not_due"], "not due").await;
            leads_to(&client, &row["overdue_url"], &row["overdue"], "overdue").await;
            let paid = follow(&client, row["collected_url"].as_str().unwrap()).await;
            assert_eq!(-paid.company, amount(&row["collected"]));
        }
        for debtor in page["debtors"].as_array().unwrap() {
            leads_to(
                &client,
                &debtor["items_url"],
                &debtor["outstanding"],
                "debtor",
            )
            .await;
        }
        let vendors = &page["payables"];
        for (url, figure) in [("billed_url", "billed"), ("outstanding_url", "outstanding")] {
            let sums = follow(&client, vendors[url].as_str().unwrap()).await;
            assert_eq!(-sums.company, amount(&vendors[figure]), "{figure}");
        }
        leads_to(&client, &vendors["paid_url"], &vendors["paid"], "paid").await;
    }
}
