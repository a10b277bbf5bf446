//! The mirrored rows: staging and merging of batches, the row history, tombstones, reloads, and the
//! derived tables that reports read.

pub mod apply;
pub(crate) mod changes;
mod copy_text;
pub mod deletions;
pub mod derived;
pub mod fields;
pub mod history;
pub mod http;
mod merge;
pub(crate) mod order;
pub mod reload;
pub mod row_counts;
pub mod scope;
pub mod stage;
