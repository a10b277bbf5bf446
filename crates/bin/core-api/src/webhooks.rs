//! Webhooks: other programs are told what happens. A message is a row, written in the transaction of
//! its cause. The watchdog requests it from export-worker, again and again until the receiver has it.

pub(crate) mod events;
pub(crate) mod http;
pub mod messages;
pub(crate) mod write;

use sql::queries::core_api::webhooks::read;
