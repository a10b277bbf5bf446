//! Patterns for `like` from what a person types.

use unicode_normalization::UnicodeNormalization as _;

use crate::error::Error;

const TRIGRAM: usize = 3;

/// A pattern that finds the literal text anywhere.
pub(crate) fn containing(text: &str) -> String {
    format!("%{}%", literal(text.trim()))
}

/// The same for a text that an index of trigrams finds.
pub(crate) fn searchable(name: &'static str, text: &str) -> Result<String, Error> {
    if has_trigram(text) {
        return Ok(containing(text));
    }
    Err(Error::parameter(
        name,
        format!("{text:?} is too short"),
        "three letters or digits in a row",
    ))
}

/// Whether the text has enough letters or digits in a row.
pub(crate) fn has_trigram(text: &str) -> bool {
    let runs = text.split(|character: char| !character.is_alphanumeric());
    runs.map(|run| run.chars().count()).max() >= Some(TRIGRAM)
}

/// The text with the signs escaped that `like` gives a meaning, also those that `report.folded`
/// turns into them, such as the wide `％`.
fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    for character in text.nfkc() {
        if matches!(character, '%' | '_' | '\\') {
            literal.push('\\');
        }
        literal.push(character);
    }
    literal
}

#[cfg(test)]
mod tests {
    use super::{containing, has_trigram};

    #[test]
    fn search_text_is_matched_literally() {
        assert_eq!(containing(" 50%_off\\ "), "%50\\%\\_off\\\\%");
        assert_eq!(containing("％＿＼"), "%\\%\\_\\\\%");
    }

    #[test]
    fn texts_without_three_letters_in_a_row_have_no_trigram() {
        for (text, expected) in [
            ("abc", true),
            ("S.A.", false),
            ("F001-1", true),
            ("ñá", false),
        ] {
            assert_eq!(has_trigram(text), expected, "{text}");
        }
    }
}
