//! The whole path with the newest version: JSON-2 with an API key, totals by another method,
//! accounts with several companies.

use std::time::Duration;

use odoo_sim::Version;
use system_tests::{Stack, assert_mirror_equals};

use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(2);

#[tokio::test(flavor = "multi_thread")]
async fn p25_odoo_19_is_mirrored_and_verified_over_json_2() {
    let books = books(5, 120).of_version(Version::V19);
    let mut stack = Stack::prepare(vec![("andina", books)], &[]).await;
    stack.set_protocol("auto");
    stack.start_all().await;
    let andina = stack.api("andina");
    andina.run("snapshot", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;
    andina.run("verify", PATIENCE).await;
    let mirror = andina.get("/v1/mirror").await;
    assert_eq!(mirror["freshness"]["proof"]["equal"], true, "{mirror}");
    let calls = stack.sim.calls();
    let is_called = |method| calls.iter().any(|call| call.method == method);
    assert!(is_called("formatted_read_group") && !is_called("login"));
    p18_codes_stand_by_company(&stack).await;
}

async fn p18_codes_stand_by_company(stack: &Stack) {
    let client = stack.tenant("andina").database.client().await;
    let row = client
        .query_one(
            "select count(*) filter (where company_id is null),
                    count(*) filter (where code_by_company ->> company_id::text = code),
                    count(*) from odoo.account_account",
            &[],
        )
        .await
        .unwrap();
    let (shared, own, all): (i64, i64, i64) = (row.get(0), row.get(1), row.get(2));
    assert!(shared > 0 && own > 0, "{shared} {own}");
    assert_eq!(shared + own, all);
}
