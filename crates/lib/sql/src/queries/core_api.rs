// This file was generated with `cornucopia`. Do not modify.

pub mod events;
pub mod exports;
pub mod mirror;
pub mod runs;
pub mod status;
