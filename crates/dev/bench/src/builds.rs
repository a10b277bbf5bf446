//! Build times. A clean build takes minutes, so the bench only prints how to measure it.

use std::{
    fs::File,
    path::Path,
    process::{Command, Stdio},
    time::{Instant, SystemTime},
};

use anyhow::{Result, ensure};

use crate::figures::{Row, Table, seconds};

const HOW: &str = "
## Builds and tests

Not measured here, since each takes minutes and wants the machine for itself:

    time CARGO_TARGET_DIR=$(mktemp -d) cargo build --workspace --bins    # clean
    ./run bench build                                                    # after a change
    time ./run test                                                      # a second time, all built
";

/// Prints how to measure builds; measures incremental builds on request.
pub(crate) fn show(incremental: bool) -> Result<()> {
    println!("{HOW}");
    if !incremental {
        return Ok(());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    build(&root)?;
    let mut table = Table::new("Builds after a change (debug)");
    for changed in [
        "crates/bin/core-api/src/main.rs",
        "crates/lib/contracts/src/lib.rs",
    ] {
        File::options()
            .append(true)
            .open(root.join(changed))?
            .set_modified(SystemTime::now())?;
        let begun = Instant::now();
        build(&root)?;
        let time = seconds(begun.elapsed());
        table.row(Row::new(format!("after touching {changed}"), time, "–"));
    }
    table.print();
    Ok(())
}

fn build(root: &Path) -> Result<()> {
    let status = Command::new("cargo")
        .args(["build", "--workspace", "--bins"])
        .current_dir(root)
        .stderr(Stdio::null())
        .status()?;
    ensure!(status.success(), "the build failed");
    Ok(())
}
