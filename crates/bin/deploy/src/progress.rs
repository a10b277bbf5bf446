//! Prints each step with its number, its result and its duration. A terminal that is gone does not
//! make a deploy fail.

use std::{
    io::Write,
    time::{Duration, Instant},
};

use anyhow::Result;

/// The steps of a deploy, in their order.
pub(crate) const STEPS: [&str; 10] = [
    "validate the configuration",
    "check the state",
    "fetch the package",
    "check the package",
    "back up",
    "migrate",
    "restart one by one",
    "check the health",
    "verify against Odoo",
    "notify",
];

/// Runs a step and prints its result. Numbers begin with 1.
pub(crate) async fn step(number: usize, work: impl Future<Output = Result<String>>) -> Result<()> {
    let begun = Instant::now();
    let ended = work.await;
    let said = match &ended {
        Ok(said) => said.clone(),
        Err(error) => format!("FAILED: {error:#}"),
    };
    line(number, &said, Some(begun.elapsed()));
    ended.map(drop)
}

/// A step that an interrupted deploy has done.
pub(crate) fn done_before(number: usize) {
    line(number, "done before the interruption", None);
}

pub(crate) fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

fn line(number: usize, said: &str, took: Option<Duration>) {
    let took = took.map(|took| format!(" ({}.{} s)", took.as_secs(), took.subsec_millis() / 100));
    let name = STEPS[number - 1];
    say(&format!(
        "{number:>2}/{} {name}: {said}{}",
        STEPS.len(),
        took.unwrap_or_default()
    ));
}
