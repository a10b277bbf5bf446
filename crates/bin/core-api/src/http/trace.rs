//! The trace that led to something.

/// The trace id of a `traceparent` (W3C): the second part.
pub(crate) fn id_of(traceparent: &str) -> Option<String> {
    let id = traceparent.split('-').nth(1)?;
    let is_hex = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::id_of;

    #[test]
    fn the_trace_id_is_the_second_part() {
        let id = "4bf92f3577b34da6a3ce929d0e0e4736";
        let traceparent = format!("00-{id}-00f067aa0ba902b7-01");
        assert_eq!(id_of(&traceparent).as_deref(), Some(id));
        for text in ["", "00", "00-xyz-1-01", "not a trace"] {
            assert_eq!(id_of(text), None, "{text}");
        }
    }
}
