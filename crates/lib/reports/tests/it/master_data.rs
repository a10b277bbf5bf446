//! Lists of what filters may name, and single partners.

use std::collections::BTreeMap;

use jiff::Span;
use reports::master_data::MasterData::{
    Accounts, Currencies, DocumentTypes, Journals, PartnerTags, Salespersons,
};
use reports::master_data::{
    self, AccountsParameters, JournalsParameters, MasterData, MasterDataParameters, Wanted,
};
use reports::partners::{self, PartnerDetail};
use reports::{Reader, Scope};
use rust_decimal::Decimal;
use serde_json::json;

use crate::books::TODAY;
use crate::settled::{BANK, PAYABLE, Partial, RECEIVABLE, SettledBooks, nearest};
use crate::world::{ReportSource, World, day};

async fn ids(world: &World, scope: Scope, list: MasterData, wanted: Wanted<'_>) -> Vec<i64> {
    let reader = Reader::new(day("2026-11-22"), scope);
    let page = master_data::page(&world.client().await, &reader, list, wanted).await;
    page.unwrap().rows.iter().map(|row| row.id).collect()
}

/// Company 3 is another one, company 4 a branch of company 2. Company 2 is in Peru.
async fn companies() -> World {
    let world = World::with_a_company().await;
    world
        .insert(
            "res_company",
            json!([
                {"id": 3, "name": "Pampa", "currency_id": 1},
                {"id": 4, "name": "Andina Sur", "currency_id": 156, "parent_id": 2},
            ]),
        )
        .await;
    world
        .insert(
            "res_partner",
            json!([{"id": 30, "name": "Andina", "country_id": 173}]),
        )
        .await;
    world
        .run("update odoo.res_company set partner_id = 30 where id = 2")
        .await;
    world.insert("account_account", json!([
        {"id": 80, "code": "4010", "name": "IVA", "account_type": "liability_current", "company_id": 3},
        {"id": 81, "code": "9999", "name": "Compartida", "account_type": "expense", "deprecated": true,
         "company_ids": [2, 3], "code_by_company": {"3": "0999"}},
    ])).await;
    world.insert("account_journal", json!([
        {"id": 1, "code": "VEN", "name": "Ventas", "type": "sale", "company_id": 2},
        {"id": 2, "code": "BCO", "name": "Banco", "type": "bank", "company_id": 3, "active": false},
        {"id": 3, "code": "POS", "name": "Punto de venta", "type": "pos", "company_id": 2},
    ])).await;
    world
        .insert(
            "l10n_latam_document_type",
            json!([
                {"id": 5, "code": "01", "name": "Factura", "country_id": 173},
                {"id": 6, "code": "1", "name": "Factura A", "country_id": 10},
                {"id": 7, "code": "00", "name": "Otros"},
            ]),
        )
        .await;
    people(&world).await;
    world
}

async fn people(world: &World) {
    world
        .insert(
            "res_partner_category",
            json!([
                {"id": 4, "name": "mayorista"}, {"id": 5, "name": "Árbol"},
                {"id": 6, "name": "Z", "_deleted_at": "2026-01-01 00:00:00+00"},
            ]),
        )
        .await;
    world
        .insert("res_users", json!([{"id": 6, "login": "portal"}]))
        .await;
    world
        .insert(
            "account_move",
            json!([
                {"id": 1, "invoice_user_id": 5, "company_id": 2}, {"id": 2, "company_id": 3},
            ]),
        )
        .await;
}

#[tokio::test]
async fn master_data_is_what_a_company_may_use() {
    let world = companies().await;
    for (list, company_id, expected) in [
        (Accounts, None, vec![12, 13, 80, 42, 70, 81]),
        (Accounts, Some(2), vec![12, 13, 42, 70, 81]),
        (Accounts, Some(3), vec![81, 80]),
        // A branch uses the chart and the journals of its parent.
        (Accounts, Some(4), vec![12, 13, 42, 70, 81]),
        (Journals, None, vec![2, 3, 1]),
        (Journals, Some(4), vec![3, 1]),
        (Currencies, Some(3), vec![156, 1]),
        (Salespersons, None, vec![5]),
        (Salespersons, Some(3), vec![]),
        (PartnerTags, None, vec![5, 4]),
        (DocumentTypes, None, vec![7, 5, 6]),
        (DocumentTypes, Some(2), vec![7, 5]),
        (DocumentTypes, Some(3), vec![7, 5, 6]),
    ] {
        let asked = MasterDataParameters {
            company_id,
            ..MasterDataParameters::default()
        };
        let rows = ids(&world, Scope::ALL, list, Wanted::from(&asked)).await;
        assert_eq!(rows, expected, "{list:?} of {company_id:?}");
    }
    let own = Scope::new(Some(vec![3]));
    let all = MasterDataParameters::default();
    for (list, expected) in [
        (Accounts, vec![81, 80]),
        (Journals, vec![2]),
        (Salespersons, vec![]),
    ] {
        assert_eq!(
            ids(&world, own.clone(), list, Wanted::from(&all)).await,
            expected,
            "{list:?}"
        );
    }
}

#[tokio::test]
async fn master_data_is_found_by_code_name_type_and_state() {
    let world = companies().await;
    for (asked, expected) in [
        (json!({"q": "cobrar"}), vec![12]),
        (json!({"q": "12"}), vec![12, 13, 42]),
        (json!({"q": "0999", "company_id": 3}), vec![81]),
        (json!({"q": "0999"}), vec![]),
        (json!({"account_type": "income"}), vec![70]),
        (json!({"active": false}), vec![81]),
        (json!({"active": true, "company_id": 3}), vec![80]),
    ] {
        let parameters: AccountsParameters = serde_json::from_value(asked.clone()).unwrap();
        let wanted = Wanted::from(&parameters);
        let rows = ids(&world, Scope::ALL, Accounts, wanted).await;
        assert_eq!(rows, expected, "{asked}");
    }
    for (asked, expected) in [
        (json!({"journal_type": "bank"}), vec![2]),
        // What an extension of Odoo adds.
        (json!({"journal_type": "other"}), vec![3]),
    ] {
        let parameters: JournalsParameters = serde_json::from_value(asked.clone()).unwrap();
        let wanted = Wanted::from(&parameters);
        let rows = ids(&world, Scope::ALL, Journals, wanted).await;
        assert_eq!(rows, expected, "{asked}");
    }
}

async fn shown(world: &World, scope: Scope, id: i64) -> Option<PartnerDetail> {
    let reader = Reader::new(TODAY, scope);
    partners::show(&world.client().await, &reader, id)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_partner_owes_and_pays_what_its_items_and_settlements_say() {
    let settled = SettledBooks::create(11).await;
    let world = &settled.books.world;
    for source in [ReportSource::Mirror, ReportSource::Sums] {
        world.use_source(source).await;
        for partner in [7, 8] {
            let detail = shown(world, Scope::ALL, partner).await.unwrap();
            check_balances(&settled, &detail, partner);
            check_payments(&settled, &detail, partner);
        }
        assert!(
            shown(world, Scope::ALL, 9)
                .await
                .unwrap()
                .balances
                .is_empty()
        );
    }
}

/// Against a sum over the items in memory.
fn check_balances(settled: &SettledBooks, detail: &PartnerDetail, partner: i64) {
    let mut expected: BTreeMap<(&str, i64), (i64, Decimal, Decimal)> = BTreeMap::new();
    for (side, account) in [("receivable", RECEIVABLE), ("payable", PAYABLE)] {
        for item in settled.posted(account, TODAY) {
            let residual = settled.residual(item, TODAY);
            // These books settle the same number in both currencies.
            let residual_currency = residual - item.balance + item.amount_currency;
            let is_open = !residual.is_zero() || !residual_currency.is_zero();
            if item.partner != Some(partner) || !is_open {
                continue;
            }
            let sums = expected.entry((side, item.currency)).or_default();
            sums.0 += 1;
            sums.1 += residual;
            if settled.due[&item.id] < TODAY {
                sums.2 += residual;
            }
        }
    }
    assert!(expected.len() > 2, "{expected:?}");
    let shown: BTreeMap<(&str, i64), (i64, Decimal, Decimal)> = detail
        .balances
        .iter()
        .map(|it| {
            let side = match it.side {
                reports::Side::Receivable => "receivable",
                reports::Side::Payable => "payable",
            };
            let currency = if it.currency == "USD" { 1 } else { 156 };
            ((side, currency), (it.items, it.residual, it.overdue))
        })
        .collect();
    assert_eq!(shown, expected, "{partner}");
}

fn check_payments(settled: &SettledBooks, detail: &PartnerDetail, partner: i64) {
    let items = &settled.books.items;
    let is_posted = |id: i64| items[&id].state == "posted";
    let paid: Vec<_> = settled
        .partials
        .iter()
        .filter(|part| {
            let (item, payment) = (&items[&part.debit], &items[&part.credit]);
            item.account == RECEIVABLE
                && item.partner == Some(partner)
                && payment.account == RECEIVABLE
                && payment.journal == BANK
                && is_posted(part.debit)
                && is_posted(part.credit)
                && part.day <= TODAY
        })
        .collect();
    let [payments] = detail.payments.as_slice() else {
        panic!("{:?}", detail.payments);
    };
    let last = paid.iter().map(|part| part.day).max().unwrap();
    let amount: Decimal = paid
        .iter()
        .filter(|part| part.day == last)
        .map(|part| part.amount)
        .sum();
    assert_eq!(
        (payments.last_payment_date, payments.last_payment_amount),
        (last, amount)
    );
    let year = TODAY - Span::new().days(365);
    let lately: Vec<_> = paid.iter().filter(|part| part.day > year).collect();
    let total: Decimal = lately.iter().map(|part| part.amount).sum();
    let late = |part: &Partial| {
        let days = (part.day - settled.due[&part.debit]).get_days();
        part.amount * Decimal::from(days)
    };
    let weighted: Decimal = lately.iter().map(|part| late(part)).sum();
    let average = nearest(weighted / total, 0).to_string();
    assert_eq!(payments.average_delay_days, average.parse().ok());
}

#[tokio::test]
async fn a_partner_has_its_address_salesperson_and_tags() {
    let world = companies().await;
    world
        .insert(
            "res_country",
            json!([{"id": 173, "name": "Perú", "code": "PE"}]),
        )
        .await;
    world.insert("res_partner", json!([
        {"id": 31, "name": "Con todo", "user_id": 5, "category_id": [4, 5, 6], "street": "Calle 1",
         "zip": "15046", "country_id": 173, "lang": "es_PE", "company_id": 2},
    ])).await;
    let it = shown(&world, Scope::ALL, 31).await.unwrap();
    let tags: Vec<&str> = it
        .partner
        .tags
        .iter()
        .map(|tag| tag.name.as_str())
        .collect();
    // A deleted tag does not count.
    assert_eq!(tags, ["Árbol", "mayorista"]);
    assert_eq!(
        it.partner.salesperson_name.as_deref(),
        Some("Rosa Vendedora")
    );
    assert_eq!(
        (
            it.country_code.as_deref(),
            it.language.as_deref(),
            it.zip.as_deref()
        ),
        (Some("PE"), Some("es_PE"), Some("15046"))
    );
    assert!(shown(&world, Scope::new(Some(vec![3])), 31).await.is_none());
    assert!(shown(&world, Scope::ALL, 99).await.is_none());
}
