//! `odoo-sim`: serves generated books of one or more databases until it gets a signal.

use std::net::TcpListener;

use anyhow::Context;
use clap::Parser;
use odoo_sim::{Arguments, Sim};

#[expect(
    clippy::print_stdout,
    reason = "the address is this program's only output"
)]
fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let listener = TcpListener::bind(arguments.bind)
        .with_context(|| format!("cannot listen on {}", arguments.bind))?;
    let databases = arguments.databases()?;
    let names: Vec<String> = databases
        .iter()
        .map(|database| database.name().to_owned())
        .collect();
    let sim = Sim::start_process(databases, listener)?;
    sim.set_workers(arguments.workers);
    println!(
        "{}",
        serde_json::json!({"url": sim.url(), "databases": names})
    );
    sim.wait()?;
    Ok(())
}
