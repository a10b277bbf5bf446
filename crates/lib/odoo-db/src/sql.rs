//! Names and values in the text of a statement. `COPY` takes no parameters.

/// A name of Odoo's database, in quotes.
pub(crate) fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text, in quotes.
pub(crate) fn text(text: &str) -> String {
    // With `E`, a backslash means the same whatever the server's settings say.
    let escaped = text.replace('\\', "\\\\").replace('\'', "''");
    format!("E'{escaped}'")
}

/// Numbers as an array.
pub(crate) fn ids(ids: &[i64]) -> String {
    let listed: Vec<_> = ids.iter().map(i64::to_string).collect();
    format!("'{{{}}}'::int8[]", listed.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_cannot_end_a_name_or_a_text() {
        assert_eq!(name(r#"x" or "y"#), r#""x"" or ""y""#);
        assert_eq!(text(r"a\' or 'b"), r"E'a\\'' or ''b'");
        assert_eq!(ids(&[1, -2]), "'{1,-2}'::int8[]");
        assert_eq!(ids(&[]), "'{}'::int8[]");
    }
}
