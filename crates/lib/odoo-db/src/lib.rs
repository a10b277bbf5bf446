//! Odoo's own database as a source: which rows have changed, from PostgreSQL's log.
//!
//! Odoo's database publishes the ids of rows and nothing else. The log names the rows, and a select
//! reads them. So the log has no password, no type to decode and no value that could be out of date.

pub mod pgoutput;
