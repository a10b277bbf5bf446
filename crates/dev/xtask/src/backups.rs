//! `./run restore` and `./run drill`.

use anyhow::Result;

use crate::{
    programs::{cargo, ours},
    stop::Stop,
};

const DRILL: &str = "restores::the_whole_server_is_restored_after_it_was_destroyed";

/// The command of the product, with the variables of the caller.
pub(crate) fn restore(stop: &Stop, arguments: &[String]) -> Result<()> {
    stop.run(&mut cargo("build -p backup-worker -p core-api --bins"))?;
    stop.run(ours("backup-worker")?.arg("restore").args(arguments))
}

/// Backs up a server of its own, destroys it, restores it, compares, and prints what that took. The
/// test of it has a limit of time under nextest, and large drills take longer.
pub(crate) fn drill(stop: &Stop, items: u32) -> Result<()> {
    stop.run(&mut cargo("build -p backup-worker -p core-api --bins"))?;
    let mut drill = cargo("test -q -p backup-worker --test it -- --exact --nocapture");
    stop.run(
        drill
            .arg(DRILL)
            .env("ESPEJO_DRILL_ITEMS", items.to_string()),
    )
}
