// This file was generated with `cornucopia`. Do not modify.

pub mod feed;
pub mod inbox;
pub mod outbox;
