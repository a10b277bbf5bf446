//! The result of a rule: nothing found, or a failure with the places and the remedy.

/// Fails if anything was found, with all places and the remedy.
#[track_caller]
pub(crate) fn none(found: &[String], remedy: &str) {
    assert!(
        found.is_empty(),
        "{} found:\n  {}\n{remedy}",
        found.len(),
        found.join("\n  ")
    );
}

/// Entries in a list of exceptions that are not needed any more.
pub(crate) fn stale<'a>(
    exceptions: impl IntoIterator<Item = &'a str>,
    mut needed: impl FnMut(&str) -> bool,
) -> Vec<String> {
    exceptions
        .into_iter()
        .filter(|exception| !needed(exception))
        .map(|exception| format!("{exception} needs no exception: remove it from the list"))
        .collect()
}
