//! Finds the Spanish sentence for an English one. `{}` in a phrase stands for a value, which stays as
//! it is.
//!
//! An unknown sentence stays in English: `type`, title and hint of a problem always are in the
//! language that was asked for.

/// The sentence in Spanish, if it is known, with the sentences in it.
pub(crate) fn translated(english: &str) -> Option<String> {
    let nested = |value: &str| translated(value).unwrap_or_else(|| value.to_owned());
    find(all(), english, nested)
}

/// What was written about an event of the past: one sentence or several, each maybe after what it is
/// about. What is not known stays as it is, such as the answer of a mail server.
pub(crate) fn told(english: &str) -> String {
    // A sentence that begins with a value fits too many texts, unless nothing else does.
    let sure = all().filter(|(pattern, _)| !pattern.starts_with("{}"));
    if let Some(known) = find(of_events().chain(sure), english, told) {
        return known;
    }
    if let Some((first, rest)) = english.split_once("; ") {
        return format!("{}; {}", told(first), told(rest));
    }
    if let Some((about, rest)) = english.split_once(": ") {
        return format!("{about}: {}", told(rest));
    }
    translated(english).unwrap_or_else(|| english.to_owned())
}

/// The first phrase that fits.
fn find(
    mut phrases: impl Iterator<Item = &'static Phrase>,
    english: &str,
    nested: impl Fn(&str) -> String,
) -> Option<String> {
    phrases.find_map(|(pattern, spanish)| {
        let values = values(pattern, english)?;
        let mut text = String::with_capacity(english.len() + 16);
        for (at, part) in spanish.split("{}").enumerate() {
            if at > 0 {
                // A sentence may stand in another one.
                text.push_str(&nested(values.get(at - 1)?));
            }
            text.push_str(part);
        }
        Some(text)
    })
}

/// What stands for each `{}`, if the text has this form.
fn values<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = pattern.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut values = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let end = if parts.peek().is_none() {
            rest.strip_suffix(part)?.len()
        } else {
            rest.find(part)?
        };
        values.push(&rest[..end]);
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then_some(values)
}

/// In English and in Spanish.
type Phrase = (&'static str, &'static str);

pub(super) fn all() -> impl Iterator<Item = &'static Phrase> {
    // The first that fits counts, so the longer ones come before the shorter ones here.
    super::operations::PHRASES
        .iter()
        .chain(of_events())
        .chain(&super::phrases::PHRASES)
        .chain(&super::notes::PHRASES)
        .chain(&super::webhooks::PHRASES)
}

/// What is written when something happens, and shown later.
fn of_events() -> impl Iterator<Item = &'static Phrase> {
    super::runs::PHRASES
        .iter()
        .chain(&super::files::PHRASES)
        .chain(&super::alarms::PHRASES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_as_they_are() {
        for (english, spanish) in [
            ("there is no company 7", "no hay una compañía 7"),
            (
                "unknown field `x`, expected one of `a`, `b`",
                "campo desconocido `x`; se esperaba uno de `a`, `b`",
            ),
            ("the key is revoked already", "la clave ya está revocada"),
            ("it is required", "es obligatorio"),
        ] {
            assert_eq!(translated(english).as_deref(), Some(spanish));
        }
        assert_eq!(translated("it is required here"), None);
        assert_eq!(translated(""), None);
    }

    #[test]
    fn no_phrase_hides_behind_an_earlier_one() {
        for (english, spanish) in all() {
            let filled = |text: &str| text.replace("{}", "7");
            assert_eq!(translated(&filled(english)), Some(filled(spanish)));
        }
    }

    #[test]
    fn a_report_of_events_keeps_what_third_parties_say() {
        for (english, spanish) in [
            (
                "ana@example.com: permanent error (550): 5.1.1 is invalid: x; bob@example.com: \
                 there is no file to send: the report has no rows",
                "ana@example.com: error permanente (550): 5.1.1 is invalid: x; bob@example.com: \
                 no hay archivo que enviar: el reporte no tiene filas",
            ),
            (
                "as_of: -1 is negative; use an amount of 0 or more",
                "as_of: -1 es negativo; use un importe de 0 o más",
            ),
            ("2.0.0 Ok: queued as 7", "2.0.0 Ok: queued as 7"),
        ] {
            assert_eq!(told(english), spanish);
        }
    }

    #[test]
    fn every_phrase_has_as_many_values_in_both_languages() {
        for (english, spanish) in all() {
            let count = |text: &str| text.matches("{}").count();
            assert_eq!(count(english), count(spanish), "{english}");
        }
    }

    /// What an error says by itself, in the source of the errors.
    #[test]
    fn every_error_has_a_spanish_sentence() {
        let source = include_str!("../../error.rs");
        let mut checked = 0;
        for part in source.split("#[error(\"").skip(1) {
            let english = part.split("\")]").next().unwrap_or_default();
            let english = english.split("\", ").next().unwrap_or_default();
            let mut sentence = String::new();
            let mut inside = false;
            for letter in english.chars() {
                match letter {
                    '{' => sentence.push('7'),
                    '}' => {}
                    _ if inside => {}
                    letter => sentence.push(letter),
                }
                inside = letter == '{' || inside && letter != '}';
            }
            if sentence != "7" {
                assert!(translated(&sentence).is_some(), "{sentence}");
                checked += 1;
            }
        }
        assert!(checked > 25, "{checked}");
    }
}
