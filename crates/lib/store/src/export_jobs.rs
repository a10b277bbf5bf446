//! Export jobs.

pub use sql::queries::store::export_jobs::{ExportJob, ListParams, get, list};
