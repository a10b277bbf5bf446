//! A simulated Odoo 16 to 19 over HTTP: JSON-2, JSON-RPC and XML-RPC with generated or recorded
//! books, and with faults and changes on demand. For demo, tests and benches; it never writes to a
//! real Odoo and does not know the mirror that reads it.

mod arguments;
mod books;
mod database;
mod life;
mod reading;
mod server;
mod sim;
mod tables;
mod wire;

pub use crate::arguments::Arguments;
pub use crate::books::Books;
pub use crate::books::generate::{Country, Spec};
pub use crate::books::records::LoadError;
pub use crate::books::rules::Hidden;
pub use crate::books::version::Version;
pub use crate::database::{Database, Digest};
pub use crate::life::{ChangeKind, ChangeReport, Changes};
pub use crate::server::Calls;
pub use crate::server::faults::{Fault, FaultKind};
pub use crate::server::workers::WorkerReport;
pub use crate::sim::edits::Edit;
pub use crate::sim::{Sim, UnknownDatabase};
pub use crate::tables::SqlTable;
