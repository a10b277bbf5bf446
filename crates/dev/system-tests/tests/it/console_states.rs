//! A page of the console while the system around it changes: first load, outages, long reports.

use std::time::Duration;

use odoo_sim::{Fault, FaultKind};
use system_tests::Stack;
use tokio::time::sleep;

use crate::{
    console::{built, tell_while},
    sync::books,
};

const PATIENCE: Duration = Duration::from_mins(3);
const INVOICES: usize = 300;
/// Milliseconds of each call while the story watches the first load.
const SLOW: u64 = 400;

fn fault(stack: &Stack, kind: FaultKind, value: u64) {
    let mut fault = Fault::always(kind);
    fault.value = value;
    stack.sim.fault(fault);
}

/// As if Odoo had not answered since before the limit.
async fn odoo_away(stack: &Stack) {
    fault(stack, FaultKind::DropConnection, 0);
    let client = stack.tenant("andina").database.client().await;
    let away = "update ops.cursor set watermark = watermark - interval '46 minutes'";
    client.execute(away, &[]).await.unwrap();
}

/// A run ends because Odoo does not let the user in.
async fn odoo_refuses(stack: &Stack) {
    stack.sim.clear_faults();
    fault(stack, FaultKind::AccessDenied, 0);
    let api = stack.api("andina");
    let run = api.start_run("incremental").await;
    let path = format!("/v1/sync-runs/{run}");
    while api.get(&path).await["state"] != "failed" {
        sleep(Duration::from_millis(100)).await;
    }
}

async fn odoo_back(stack: &Stack) {
    stack.sim.clear_faults();
    stack.api("andina").run("incremental", PATIENCE).await;
}

/// Reading 100,000 items from Odoo takes minutes in a debug build. So the mirror gets copies of
/// those that it has read; every second copy is reversed, so that the books stay balanced.
async fn many_items(stack: &Stack) {
    let client = stack.tenant("andina").database.client().await;
    let copied = client.execute(COPIES, &[]).await.unwrap();
    assert!(copied > 100_000, "{copied} copies");
}

const COPIES: &str = "
    insert into odoo.account_move_line
    select copied.*
    from (select line, count(*) over () as lines from odoo.account_move_line line
          join odoo.account_account account on account.id = line.account_id
          where line.company_id = 1 and line.parent_state = 'posted'
              and account.account_type not like '%able') known
    cross join lateral generate_series(1, 2 * (1 + 50000 / lines)) copy
    cross join lateral jsonb_populate_record(line,
        jsonb_build_object('id', (line).id + copy * 1000000) ||
        case when copy % 2 = 0 then '{}' else jsonb_build_object('debit', (line).credit,
            'credit', (line).debit, 'balance', -(line).balance) end) copied";

async fn stop_api(stack: &mut Stack) {
    let process = stack.service("core-api");
    process.terminate();
    process.wait_exit(PATIENCE).await;
}

async fn start_api(stack: &mut Stack) {
    stack.launch("core-api");
    stack.ready("core-api").await;
}

/// The worker works for a moment and stops again, so that the page can show how far the file is.
async fn write_a_part(stack: &mut Stack) {
    let worker = stack.service("export-worker");
    worker.resume();
    sleep(Duration::from_millis(100)).await;
    worker.pause();
    sleep(Duration::from_millis(400)).await;
}

async fn act(stack: &mut Stack, what: &str) {
    match what {
        "load slowly" => {
            fault(stack, FaultKind::SlowMsPerCall, SLOW);
            stack.api("andina").start_run("snapshot").await;
        }
        "load at full speed" => stack.sim.clear_faults(),
        "Odoo away" => odoo_away(stack).await,
        "Odoo refuses" => odoo_refuses(stack).await,
        "Odoo back" => odoo_back(stack).await,
        "make 100,000 items" => many_items(stack).await,
        "hold the file" => stack.service("export-worker").pause(),
        "write a part of the file" => write_a_part(stack).await,
        "let the file go on" => stack.service("export-worker").resume(),
        "stop the API" => stop_api(stack).await,
        "start the API" => start_api(stack).await,
        other => panic!("the story asks for {other}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_goes_on_through_first_load_outages_long_reports_and_an_ended_session() {
    let console = built();
    let extra = [("ESPEJO_CONSOLE_DIR", console.to_str().unwrap())];
    let mut stack = Stack::start_with(vec![("andina", books(47, INVOICES))], &extra).await;
    tell_while(&mut stack, "states", "admin", act).await;
}
