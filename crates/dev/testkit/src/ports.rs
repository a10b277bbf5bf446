//! Local TCP ports that nobody else uses.

use std::fs::File;
use std::net::TcpListener;
use std::path::Path;

/// Ports outside the ephemeral range, which begins at 32,768 (Linux) or higher.
const PORTS: std::ops::Range<u16> = 20_000..32_000;

/// A free local TCP port that no other process gets from here while this one lives. A locked file
/// per port reserves it before anything listens there.
pub fn free_port() -> u16 {
    // A folder for each user, because one user may not lock the files of another.
    let user = rustix::process::geteuid().as_raw();
    let folder = std::env::temp_dir().join(format!("espejo-ports-{user}"));
    std::fs::create_dir_all(&folder)
        .unwrap_or_else(|error| panic!("cannot make {}: {error}", folder.display()));
    // Each process begins at another port, so that two rarely try the same one.
    let first = (std::process::id() as usize).wrapping_mul(97) % PORTS.len();
    PORTS
        .skip(first)
        .chain(PORTS.take(first))
        .find(|port| is_ours(&folder.join(port.to_string())) && is_free(*port))
        .unwrap_or_else(|| panic!("no free port in {PORTS:?}"))
}

/// True if nothing listens on this local port.
pub fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

fn is_ours(mark: &Path) -> bool {
    let Ok(file) = File::create(mark) else {
        return false;
    };
    let ours = file.try_lock().is_ok();
    if ours {
        // The lock is held until this process ends.
        std::mem::forget(file);
    }
    ours
}
