// This file was generated with `cornucopia`. Do not modify.

pub mod events;
pub mod exports;
pub mod mirror;
pub mod planned_movements;
pub mod runs;
pub mod saved_views;
pub mod status;
