//! What this program says.

use std::{
    fmt::Display,
    io::{self, Write},
};

/// To standard error. If nobody can read it any more, the work goes on: services must be stopped
/// even when their terminal is closed.
pub(crate) fn say(message: impl Display) {
    let _ = writeln!(io::stderr(), "{message}");
}
