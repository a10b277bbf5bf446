//! Where the binaries of the workspace are.

use std::path::{Path, PathBuf};

/// Path of a binary of the workspace in the profile of the running test or program.
pub fn binary(name: &str) -> PathBuf {
    let running = std::env::current_exe()
        .unwrap_or_else(|error| panic!("cannot find the running binary: {error}"));
    let folder = running.parent().unwrap_or(Path::new("."));
    // Test binaries are in `deps`, programs are in the folder of the wanted binary.
    let profile = match folder.file_name() {
        Some(name) if name == "deps" => folder.parent().unwrap_or(folder),
        _ => folder,
    };
    let binary = profile.join(name);
    assert!(
        binary.is_file(),
        "{} is not built; run `cargo build --workspace --bins` first",
        binary.display()
    );
    binary
}
