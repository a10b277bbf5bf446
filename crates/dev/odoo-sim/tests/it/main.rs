//! The simulator through its front door, and its books by what must hold of any books.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "what tests share fails as they do, by panicking, and says what is skipped"
)]

mod client;
mod day;
mod faults;
mod ledger;
mod life;
mod more_books;
mod process;
mod reading;
mod replay;
mod rules;
mod versions;
mod workers;
