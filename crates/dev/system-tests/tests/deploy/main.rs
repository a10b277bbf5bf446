//! The files in `deploy`, checked by the programs that read them. `./run test` installs these.

#![expect(
    clippy::unwrap_used,
    reason = "a check that cannot read its files fails"
)]

mod alerts;
mod compose;
mod program;
mod secrets;
mod units;
