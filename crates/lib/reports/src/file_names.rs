//! What the file of a report is called: `antiguedad-por-cobrar_20512345678_2026-10-31.xlsx`.

use jiff::civil::Date;
use serde_json::{Map, Value};
use store::GenericClient;

use crate::column::Title;
use crate::error::Error;
use crate::filter::Side;
use crate::letterhead;

/// Maximum characters of a tax id or of the name of a model.
const LONGEST: usize = 64;

/// The first part of the names, in ASCII.
#[derive(Debug, Clone, Copy)]
pub struct FileNames {
    name: Title<'static>,
    /// For the side of vendors.
    payable: Title<'static>,
    is_of_partner: bool,
}

impl FileNames {
    pub const fn new(en: &'static str, es: &'static str) -> Self {
        let name = Title::new(en, es);
        Self {
            name,
            payable: name,
            is_of_partner: false,
        }
    }

    #[must_use]
    pub const fn payable(mut self, en: &'static str, es: &'static str) -> Self {
        self.payable = Title::new(en, es);
        self
    }

    /// The files are about one partner. They have its tax id instead of the company's, and the last
    /// day of the period.
    #[must_use]
    pub const fn of_partner(mut self) -> Self {
        self.is_of_partner = true;
        self
    }

    /// All first parts.
    #[cfg(test)]
    pub(crate) fn all(self) -> [&'static str; 4] {
        [self.name.en, self.name.es, self.payable.en, self.payable.es]
    }
}

/// The name of a file with these parameters, which have every default filled in. `today` is for
/// reports without a day. A name has only letters, digits, `-`, `_` and `.` of ASCII.
pub(crate) async fn name(
    client: &impl GenericClient,
    names: FileNames,
    parameters: &Map<String, Value>,
    (locale, extension): (&str, &str),
    today: Date,
) -> Result<String, Error> {
    let word = |name: &str| parameters.get(name).and_then(Value::as_str);
    let title = match word("side") {
        Some(side) if side == Side::Payable.as_str() => names.payable,
        _ => names.name,
    };
    let mut parts = vec![safe(
        word("model").unwrap_or(title.in_locale(locale)),
        "._-",
    )];
    let id = |name: &str| parameters.get(name).and_then(Value::as_i64);
    if let Some(partner) = id("partner_id").filter(|_| names.is_of_partner) {
        let tax_id = letterhead::of_partner(client, partner).await?.tax_id;
        let tax_id = tax_id.map(|tax_id| safe(&tax_id, ""));
        let tax_id = tax_id.filter(|tax_id| !tax_id.is_empty());
        parts.push(tax_id.unwrap_or_else(|| partner.to_string()));
    } else if let Some(company) = id("company_id") {
        let tax_id = letterhead::of_company(client, company).await?.tax_id;
        parts.push(safe(&tax_id.unwrap_or_default(), ""));
    }
    let days: &[&str] = if names.is_of_partner {
        &["date_to"]
    } else {
        &["as_of", "date_from", "date_to"]
    };
    let days: Vec<_> = days.iter().filter_map(|day| word(day)).collect();
    match days[..] {
        [] => parts.push(today.to_string()),
        _ => parts.extend(days.iter().map(|day| safe(day, "-"))),
    }
    parts.retain(|part| !part.is_empty());
    Ok(format!("{}.{extension}", parts.join("_")))
}

/// Its ASCII letters and digits, and these marks.
fn safe(text: &str, marks: &str) -> String {
    let is_safe = |letter: &char| letter.is_ascii_alphanumeric() || marks.contains(*letter);
    text.chars().filter(is_safe).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_name_has_only_safe_characters() {
        for (given, marks, expected) in [
            ("76.123.456-7", "", "761234567"),
            ("../../etc/passwd\r\n", "", "etcpasswd"),
            ("res.partner", "._-", "res.partner"),
            ("Ñandú", "", "and"),
        ] {
            assert_eq!(safe(given, marks), expected, "{given}");
        }
    }
}
