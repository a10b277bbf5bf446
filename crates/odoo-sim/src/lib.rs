//! A simulated Odoo 16 to 19 over HTTP: JSON-2, JSON-RPC and XML-RPC over books made from a seed or recorded,
//! with faults and changes on demand. For demo, tests and benches; it never writes to a real Odoo
//! and knows nothing of the mirror that reads it.

mod aggregate;
mod answer;
mod arguments;
mod books;
mod calendar;
mod call;
mod catalogue;
mod changes;
mod compare;
mod control;
mod custom;
mod database;
mod day;
mod domain;
mod edits;
mod exception;
mod faults;
mod generate;
mod incidents;
mod json_2;
mod life;
mod matching;
mod number;
mod paying;
mod pool;
mod query;
mod records;
mod rpc;
mod rules;
mod server;
mod sim;
mod table;
mod version;
mod wire;
mod workers;
mod xml;

pub use arguments::Arguments;
pub use books::Books;
pub use database::{Database, Digest};
pub use edits::Edit;
pub use faults::{Fault, FaultKind};
pub use generate::{Country, Spec};
pub use life::{ChangeKind, ChangeReport, Changes};
pub use records::LoadError;
pub use rules::Hidden;
pub use server::Calls;
pub use sim::{Sim, UnknownDatabase};
pub use version::Version;
pub use workers::WorkerReport;
