//! How much of the ledger a report reads.

use reports::ageing::{self, AgeingQuery};
use reports::open_items::{self, OpenItemsQuery};
use reports::partner_ledger::{self, PartnerLedgerQuery};
use reports::{Error, Report, Side, exported, imported, snapshot};
use serde_json::json;
use store::Transaction;

use crate::world::{ReportSource, World, ageing_of, day, open_items_of};

/// 40,000 settled lines, 20,000 of an account that is never settled, and 300 open ones.
const LEDGER: &str = "
    insert into odoo.account_move_line
        (id, move_id, parent_state, date, date_maturity, account_id, partner_id, company_id,
         currency_id, balance, amount_currency, amount_residual, amount_residual_currency,
         reconciled, _read_at, _run)
    select n, n, 'posted', date '2026-01-01' + n % 300, date '2026-01-01' + n % 330,
           case when n <= 40000 or n > 60000 then 12 else 70 end, 7 + n % 2, 2, 156,
           amount, amount,
           case when n > 60000 then amount else 0 end, case when n > 60000 then amount else 0 end,
           n <= 40000, now(), gen_random_uuid()
    from (select n, case when n % 2 = 1 then 10 else -10 end as amount
          from generate_series(1, 60300) n) made;
    insert into odoo.account_partial_reconcile
        (id, debit_move_id, credit_move_id, max_date, amount, debit_amount_currency,
         credit_amount_currency, _read_at, _run)
    select n, n * 2 - 1, n * 2, date '2026-01-02' + (n * 2 - 1) % 300, 10, 10, 10,
           now(), gen_random_uuid()
    from generate_series(1, 20000) n;
    analyze";

#[tokio::test]
async fn settled_items_are_not_read_for_the_report_of_today() {
    let world = World::with_a_company().await;
    world.run(LEDGER).await;
    world.use_source(ReportSource::Sums).await;
    world.run("analyze").await;
    let mut client = world.client().await;
    let transaction = snapshot(&mut client, None).await.unwrap();
    let today = day("2026-11-22");
    for sort in ["\"due_date\"", "\"-date\"", "\"partner\"", "\"residual\""] {
        let mut parameters = open_items_of(Side::Receivable);
        parameters.sort = Some(serde_json::from_str(sort).unwrap());
        let query =
            OpenItemsQuery::prepare(&transaction, &parameters, &reports::Reader::of_all(today))
                .await
                .unwrap();
        assert_eq!(
            open_items::page(&transaction, &query)
                .await
                .unwrap()
                .rows
                .len(),
            100
        );
        assert_eq!(
            open_items::totals(&transaction, &query)
                .await
                .unwrap()
                .items,
            300
        );
    }
    let query = AgeingQuery::prepare(
        &transaction,
        &ageing_of(Side::Receivable),
        &reports::Reader::of_all(today),
    )
    .await
    .unwrap();
    assert_eq!(
        ageing::page(&transaction, &query)
            .await
            .unwrap()
            .totals
            .items,
        300
    );

    check_choices(&transaction).await;

    let read = rows_read(&transaction).await;
    // Twelve reports over 300 open lines, one of them of two days.
    assert!((500..7_000).contains(&read), "{read} rows were read");
}

/// Ageings that need amounts of each partner.
async fn check_choices(transaction: &Transaction<'_>) {
    let today = day("2026-11-22");
    for more in [
        json!({"sort": "-overdue"}),
        json!({"compare_as_of": "2026-11-20", "min_total": "1"}),
        json!({"partner_q": "alamo", "overdue_only": true}),
    ] {
        let mut asked = json!({"side": "receivable"});
        for (name, value) in more.as_object().unwrap() {
            asked[name] = value.clone();
        }
        let asked = serde_json::from_value(asked).unwrap();
        let reader = reports::Reader::of_all(today);
        let query = AgeingQuery::prepare(transaction, &asked, &reader);
        let page = ageing::page(transaction, &query.await.unwrap())
            .await
            .unwrap();
        assert!(!page.rows.is_empty(), "{more}");
    }
}

/// Rows of the ledger that the transaction has read.
async fn rows_read(transaction: &Transaction<'_>) -> i64 {
    let read = "select coalesce(sum(seq_tup_read + idx_tup_fetch), 0)::bigint
                from pg_stat_xact_user_tables
                where relname in ('account_move_line', 'account_partial_reconcile', 'subledger_line')";
    transaction.query_one(read, &[]).await.unwrap().get(0)
}

/// 2,000 partners with 30 lines each, and as many partners without any.
const PARTNERS: &str = "
    insert into odoo.res_partner (id, name, commercial_partner_id, _read_at, _run)
    select n, 'Partner ' || n, n, now(), gen_random_uuid() from generate_series(1001, 5000) n;
    insert into odoo.account_move_line
        (id, move_id, parent_state, date, account_id, partner_id, company_id, currency_id,
         balance, debit, amount_currency, _read_at, _run)
    select n, n, 'posted', date '2026-01-01' + n % 300, 12, 1001 + 2 * (n % 2000), 2, 156,
           10, 10, 10, now(), gen_random_uuid()
    from generate_series(1, 60000) n;
    insert into odoo.account_move_line
        (id, move_id, parent_state, date, account_id, company_id, currency_id, balance, debit,
         amount_currency, _read_at, _run)
    select n, n, 'posted', date '2026-01-01' + n % 300, 70, 2, 156, 10, 10, 10, now(),
           gen_random_uuid()
    from generate_series(60001, 80000) n;
    select report.rebuild();
    analyze";

#[tokio::test]
async fn a_page_of_the_partner_ledger_reads_the_items_of_its_partners() {
    let world = World::with_a_company().await;
    world.run(PARTNERS).await;
    let mut client = world.client().await;
    let transaction = snapshot(&mut client, None).await.unwrap();
    let reader = reports::Reader::of_all(day("2026-11-22"));
    let mut asked = json!({"date_from": "2026-05-01"});
    for pages in 1..=3 {
        let parameters = serde_json::from_value(asked.clone()).unwrap();
        let query = PartnerLedgerQuery::prepare(&transaction, &parameters, &reader);
        let query = query.await.unwrap();
        let page = partner_ledger::page(&transaction, &query).await.unwrap();
        assert_eq!(page.rows.len(), 100);
        asked["cursor"] = json!(page.next.unwrap());
        let read = rows_read(&transaction).await;
        // The sums of 53 partners, and the lines of some of them.
        assert!(
            read < pages * 5_000,
            "{read} rows were read for {pages} pages"
        );
    }
}

#[tokio::test]
async fn a_second_connection_sees_the_same_snapshot() {
    let world = World::with_a_company().await;
    let (mut first, mut second) = (world.client().await, world.client().await);
    let name = "select name from odoo.res_company order by id limit 1";
    let seen = snapshot(&mut first, None).await.unwrap();
    let id = exported(&seen).await.unwrap();
    world
        .run("update odoo.res_company set name = 'Renamed'")
        .await;
    {
        let same = imported(&mut second, &id).await.unwrap();
        let names = tokio::try_join!(seen.query_one(name, &[]), same.query_one(name, &[]));
        let (first, second): (String, String) = names.map(|(a, b)| (a.get(0), b.get(0))).unwrap();
        assert_eq!(first, second);
        assert_ne!(first, "Renamed");
    }
    let refused = imported(&mut second, "'; drop table x; --").await;
    assert!(matches!(refused.err(), Some(Error::Internal(_))));
}
