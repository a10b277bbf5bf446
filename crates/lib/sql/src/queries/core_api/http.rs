// This file was generated with `cornucopia`. Do not modify.

pub mod companies;
pub mod cursor;
pub mod idempotency;
