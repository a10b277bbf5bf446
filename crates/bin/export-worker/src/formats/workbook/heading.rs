//! The block of the company above the titles and in the header of printed pages.

use reports::paper::Language;
use reports::{Column, Kind, Title, named_currency};
use serde_json::Value;

use crate::{facts::Facts, words::Words};

/// Maximum characters of the lines in a printed header. Excel allows 255 with all codes.
const LONGEST: [usize; 5] = [50, 22, 50, 30, 46];
const BOLD: &str = "&\"-,Bold\"";
const REGULAR: &str = "&\"-,Regular\"";

/// The lines of the block; an empty one has nothing to say.
pub(crate) struct Heading {
    pub(crate) company: String,
    pub(crate) tax_id: String,
    pub(crate) title: String,
    pub(crate) period: String,
    pub(crate) currency: String,
}

impl Heading {
    pub(crate) fn new(facts: &Facts, words: &Words, columns: &[Column<'_>]) -> Self {
        let tax_id = facts.letterhead.named_tax_id(&facts.locale);
        Self {
            company: facts.owner().to_owned(),
            tax_id: tax_id.unwrap_or_default(),
            title: facts.heading(),
            period: period(facts),
            currency: currency(facts, words, columns),
        }
    }

    pub(crate) fn lines(&self) -> [&str; 5] {
        [
            &self.company,
            &self.tax_id,
            &self.title,
            &self.period,
            &self.currency,
        ]
    }

    /// The header of printed pages.
    pub(crate) fn printed(&self) -> String {
        let lines = self.lines();
        let [company, tax_id, title, period, currency] =
            std::array::from_fn(|line| printed(lines[line], LONGEST[line]));
        let left = [format!("{BOLD}{company}{REGULAR}"), tax_id, currency];
        let right = [format!("{BOLD}{title}{REGULAR}"), period];
        format!("&L{}&R{}", together(&left), together(&right))
    }
}

/// The lines that say something.
fn together(lines: &[String]) -> String {
    let lines = lines.iter().filter(|line| !line.is_empty());
    let lines: Vec<_> = lines.map(String::as_str).collect();
    lines.join("\n")
}

/// An ampersand begins a code in a header, so it is doubled.
fn printed(text: &str, longest: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut room = longest;
    let fits = |letter: &char| {
        room = room.saturating_sub(1 + usize::from(*letter == '&'));
        room > 0
    };
    let short: String = text.chars().take_while(fits).collect();
    let ellipsis = if short.len() < text.len() { "…" } else { "" };
    format!("{}{ellipsis}", short.replace('&', "&&"))
}

fn period(facts: &Facts) -> String {
    let language = Language::new(&facts.locale);
    let day = |key: &str| {
        let day = facts.parameters.get(key).and_then(Value::as_str)?;
        Some(language.day(day.parse().ok()?))
    };
    let in_locale = |en, es| Title::new(en, es).in_locale(&facts.locale);
    if let Some(day) = day("as_of") {
        return format!("{} {day}", in_locale("As of", "Al"));
    }
    match (day("date_from"), day("date_to")) {
        (Some(from), Some(to)) => {
            let [begin, end] = [in_locale("From", "Del"), in_locale("to", "al")];
            format!("{begin} {from} {end} {to}")
        }
        (Some(from), None) => format!("{} {from}", in_locale("From", "Desde el")),
        (None, Some(to)) => format!("{} {to}", in_locale("Until", "Hasta el")),
        (None, None) => String::new(),
    }
}

/// The currency of the amounts, unless all are in the currencies of their rows.
fn currency(facts: &Facts, words: &Words, columns: &[Column<'_>]) -> String {
    let is_in_it = |column: &Column<'_>| column.kind == Kind::Money && column.currency_in.is_none();
    let Some(company) = &facts.company else {
        return String::new();
    };
    if !columns.iter().any(is_in_it) {
        return String::new();
    }
    let named = named_currency(&company.currency, &facts.locale);
    format!("{} {named}", words.in_currency)
}

#[cfg(test)]
mod tests {
    use reports::Letterhead;

    use super::*;
    use crate::facts::tests::{COLUMNS, facts};

    #[test]
    fn a_printed_page_says_whose_figures_it_has() {
        let mut facts = facts("es-PE", None);
        facts.letterhead = Letterhead {
            name: "Comercial Ñandú & Cía. S.A.C.".to_owned(),
            tax_id: Some("20512345678".to_owned()),
            country: Some("PE".to_owned()),
            ..Letterhead::default()
        };
        let heading = Heading::new(&facts, Words::for_locale("es-PE"), &COLUMNS);
        assert_eq!(
            heading.lines(),
            [
                "Comercial Ñandú & Cía. S.A.C.",
                "RUC 20512345678",
                "Partidas abiertas",
                "Al 31/03/2026",
                "Expresado en soles (PEN)",
            ]
        );
        assert_eq!(
            heading.printed(),
            "&L&\"-,Bold\"Comercial Ñandú && Cía. S.A.C.&\"-,Regular\"\nRUC 20512345678\n\
             Expresado en soles (PEN)&R&\"-,Bold\"Partidas abiertas&\"-,Regular\"\nAl 31/03/2026"
        );
    }

    #[test]
    fn a_header_never_exceeds_the_limit_of_a_spreadsheet() {
        let mut facts = facts("es", None);
        facts.letterhead.name = "W".repeat(500);
        facts.title = "W".repeat(500);
        let heading = Heading::new(&facts, Words::for_locale("es"), &COLUMNS);
        assert!(heading.printed().chars().count() <= 255);
        facts.letterhead.name = "&".repeat(500);
        let heading = Heading::new(&facts, Words::for_locale("es"), &COLUMNS);
        assert!(heading.printed().chars().count() <= 255);
    }

    #[test]
    fn a_period_has_the_days_that_are_known() {
        let mut facts = facts("en", None);
        for (parameters, expected) in [
            (
                serde_json::json!({"date_from": "2026-01-01", "date_to": "2026-03-31"}),
                "From 1 Jan 2026 to 31 Mar 2026",
            ),
            (
                serde_json::json!({"date_to": "2026-03-31"}),
                "Until 31 Mar 2026",
            ),
            (serde_json::json!({}), ""),
        ] {
            facts.parameters = parameters.as_object().unwrap().clone();
            assert_eq!(period(&facts), expected);
        }
    }
}
