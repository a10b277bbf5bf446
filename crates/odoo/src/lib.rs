//! Odoo's dialects, and nothing else: JSON-2, JSON-RPC and XML-RPC to Odoo 16 to 19, behind one
//! [`Session`]. What the versions say differently is data in `dialect`.
//!
//! Answers are decoded by the types that `fields_get` declares, never by the shape of a value, and
//! amounts keep the digits that Odoo sent: no float is ever made of them. A page is taken whole or
//! refused whole. Only the methods of [`ReadMethod`] can be called, so this crate cannot change
//! anything in Odoo. It knows no events and no database.
//!
//! The process must have installed a rustls crypto provider before [`Session::open`].

mod answer;
mod call;
mod caller;
mod cell;
mod columns;
mod company_totals;
mod connection;
mod counts;
mod decimal;
mod dialect;
mod domain;
mod error;
mod fault;
mod fields;
mod json_2;
mod json_rpc;
mod pages;
mod reading;
mod session;
mod totals;
mod transport;
mod wire;
mod xml_rpc;

pub use call::{CallReport, Observer, ReadMethod};
pub use cell::{Cell, Record};
pub use columns::Columns;
pub use company_totals::CompanyTotals;
pub use connection::{Connection, Context, Protocol};
pub use counts::{Count, CountBy};
pub use dialect::{DIALECTS, Dialect};
pub use domain::Domain;
pub use error::{Error, Remedy};
pub use fields::{Field, FieldType, Fields};
pub use pages::{Page, Query};
pub use reading::{Aggregates, User};
pub use session::{Session, Version};
pub use totals::Totals;
