//! How a rule ends: with nothing found, or with the places and the remedy.

/// Fails with all that was found and with what to do about it.
#[track_caller]
pub(crate) fn none(found: &[String], remedy: &str) {
    assert!(
        found.is_empty(),
        "{} found:\n  {}\n{remedy}",
        found.len(),
        found.join("\n  ")
    );
}

/// Entries of a list of exceptions that excuse nothing any more.
pub(crate) fn stale<'a>(
    exceptions: impl IntoIterator<Item = &'a str>,
    mut needed: impl FnMut(&str) -> bool,
) -> Vec<String> {
    exceptions
        .into_iter()
        .filter(|exception| !needed(exception))
        .map(|exception| format!("{exception} is on the list of exceptions and needs none"))
        .collect()
}
