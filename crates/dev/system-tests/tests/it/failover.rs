//! The primary of PostgreSQL dies, and its standby, which lacks the last commits, takes its place.

use std::time::Duration;

use system_tests::{Stack, assert_mirror_equals};
use testkit::ServerPair;

use crate::{
    outages::{HASTE, slow_snapshot},
    proof::model,
    sync::books,
};

const PATIENCE: Duration = Duration::from_mins(2);

/// The machine of the primary is gone from now on, with all that the standby has not received.
fn fail_over(stack: &mut Stack, servers: &mut ServerPair) {
    servers.kill_primary();
    servers.promote();
    for tenant in &mut stack.tenants {
        tenant.database.move_to(servers.promoted());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_primary_had_not_sent_is_read_again_after_a_failover() {
    let mut servers = ServerPair::create();
    let andina = vec![("andina", books(61, 300))];
    let mut stack = Stack::prepare_on(servers.servers(), andina, &HASTE).await;
    stack.route_databases(&servers);
    stack.start_all().await;
    let api = stack.api("andina");

    // Lost: half of a snapshot, which goes on meanwhile.
    servers.cut_stream();
    let _lost = slow_snapshot(&stack).await;
    fail_over(&mut stack, &mut servers);
    stack.sim.clear_faults();
    api.wait_answers(PATIENCE).await;
    api.run("snapshot", PATIENCE).await;
    assert_mirror_equals(&stack, "andina").await;

    api.run("verify", PATIENCE).await;
    for name in ["account.move", "account.move.line"] {
        let model = model(&api, name).await;
        assert_eq!(model["proof"]["equal"], true, "{model}");
    }
    stack.broker.assert_no_leftovers().await;
}
