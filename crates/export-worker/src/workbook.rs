//! The workbook: a cover that says what the file is and proves itself, then the rows.
//!
//! Rows go to disk as they come, so memory does not grow with them. Nothing is cut or left out in
//! silence: what Excel cannot hold goes on a further sheet or is noted on the cover.

mod book;
mod cover;
mod numbers;
mod page_setup;
mod styles;
#[cfg(test)]
mod tests;
mod text;
mod widths;

pub(crate) use book::Book;
pub(crate) use text::looks_like_formula;
