//! Writes `contracts/asyncapi.yaml` and `docs/events.md`.

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    fs::write(root.join("contracts/asyncapi.yaml"), bus::asyncapi())?;
    fs::write(root.join("docs/events.md"), bus::events_page())
}
