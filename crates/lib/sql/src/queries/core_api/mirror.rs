// This file was generated with `cornucopia`. Do not modify.

pub mod apply;
pub mod deletions;
pub mod derived;
pub mod fields;
pub mod history;
pub mod read;
pub mod reload;
pub mod row_counts;
pub mod stage;
