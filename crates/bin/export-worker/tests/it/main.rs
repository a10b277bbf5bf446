//! The export worker against real servers; its files are read back by another library.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set up its scene fails"
)]

mod doctor;
mod files;
mod formats;
mod lanes;
mod letters;
mod mails;
mod notices;
mod outages;
mod process;
mod webhooks;
mod workbook;
mod world;
