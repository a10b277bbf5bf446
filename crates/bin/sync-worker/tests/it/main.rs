//! The worker between a real broker, a simulated Odoo, and the test in the place of core-api.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "functions of tests, which clippy does not take for tests"
)]

mod credit;
mod direct;
mod doctor;
mod faults;
mod process;
mod reading;
mod slots;
mod stage;
mod tenant_file;
mod versions;
