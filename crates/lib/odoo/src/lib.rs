//! A client for Odoo 16 to 19 over JSON-2, JSON-RPC and XML-RPC, behind one [`Session`]. How the
//! versions differ is data in `dialect`.
//!
//! Answers are decoded by the types that `fields_get` declares, never by the shape of a value.
//! Amounts keep the digits that Odoo sent and are never converted to floats. A page is accepted or
//! refused as a whole. Only the methods of [`ReadMethod`] can be called, so this crate cannot
//! change anything in Odoo. It uses no events and no database.
//!
//! The process must have installed a rustls crypto provider before [`Session::open`].

mod call;
mod caller;
mod cell;
mod certificate;
mod connection;
mod decimal;
mod dialect;
mod domain;
mod error;
mod fault;
mod fields;
mod protocol;
mod session;
mod transport;
mod version;

pub use crate::call::{CallReport, Observer, ReadMethod};
pub use crate::cell::{Cell, Record};
pub use crate::connection::{Connection, Context, Protocol};
pub use crate::dialect::{DIALECTS, Dialect, Source};
pub use crate::domain::{Domain, Term, date_time};
pub use crate::error::{Error, Remedy};
pub use crate::fields::{Field, FieldType, Fields};
pub use crate::protocol::{answer::Problem, wire::Wire};
pub use crate::session::Session;
pub use crate::session::columns::Columns;
pub use crate::session::company_totals::CompanyTotals;
pub use crate::session::counts::{Count, CountBy};
pub use crate::session::pages::{Page, Query};
pub use crate::session::reading::{Aggregates, User};
pub use crate::session::totals::Totals;
pub use crate::version::Version;
