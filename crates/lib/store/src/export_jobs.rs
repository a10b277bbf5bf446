//! Export jobs.

pub use sql::queries::store::export_jobs::{ExportJob, get, list};

/// The name under which the file is saved: `receivable-ageing-2026-11-22.xlsx`. It contains no text
/// of users.
pub fn file_name(job: &ExportJob) -> String {
    let word = |name: &str| {
        job.parameters
            .get(name)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
    };
    let parts = [word("side"), &job.report, word("model"), word("as_of")];
    let name: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let safe = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_');
    format!("{}.{}", name.join("-"), job.format)
        .chars()
        .filter(safe)
        .collect()
}
