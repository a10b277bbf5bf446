//! Writes `contracts/asyncapi.yaml`, `docs/events.md` and `deploy/rabbitmq/permissions.json`.

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    fs::write(root.join("contracts/asyncapi.yaml"), bus::asyncapi())?;
    fs::write(root.join("docs/events.md"), bus::events_page())?;
    let permissions = bus::topology::permissions();
    fs::write(root.join("deploy/rabbitmq/permissions.json"), permissions)
}
