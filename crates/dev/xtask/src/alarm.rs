//! For a test: the private broker behaves as when it runs out of memory or disk.

use std::{
    io::{self, Write},
    thread,
    time::Duration,
};

use anyhow::Result;
use clap::ValueEnum;

use crate::{rabbitmq, state::State, stop::Stop};

/// What runs out.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Limit {
    Memory,
    Disk,
}

/// Raises the alarm, says so, and ends it when nobody holds the other end of the input any more.
pub(crate) fn until_the_input_ends(state: &State, stop: &Stop, of: Limit) -> Result<()> {
    let (limit, too_low, usual): (&[&str], _, _) = match of {
        Limit::Memory => (
            &["set_vm_memory_high_watermark", "absolute"],
            "1",
            "1536MiB",
        ),
        Limit::Disk => (&["set_disk_free_limit"], "1000000GB", "200MB"),
    };
    let set = |value| rabbitmq::ctl(state, &[limit, &[value]].concat());
    let raised = set(too_low).and_then(|()| wait(stop));
    let cleared = set(usual);
    raised.and(cleared)
}

fn wait(stop: &Stop) -> Result<()> {
    writeln!(io::stdout(), "raised")?;
    // In a thread, because a signal does not end the reading.
    let input = thread::spawn(|| io::copy(&mut io::stdin(), &mut io::sink()));
    while !input.is_finished() {
        stop.sleep(Duration::from_millis(50))?;
    }
    Ok(())
}
