//! Parameters of the search.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_with::{DeserializeFromStr, SerializeDisplay, skip_serializing_none};
use utoipa::{IntoParams, ToSchema};

use crate::error::Error;

/// Most hits of each kind, by default and at most.
const DEFAULT_LIMIT: u32 = 8;
const MAX_LIMIT: u32 = 50;
/// Characters of what is looked for.
const SHORTEST: usize = 2;
const LONGEST: usize = 100;

#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchParameters {
    /// What to look for, 2 to 100 characters: part of the name, tax id or reference of a partner; part
    /// of the number or reference of a document; an amount, exactly; part of the code or name of an
    /// account. Partners and documents need three letters or digits in a row.
    #[param(min_length = 2, max_length = 100, example = "F001-00000123")]
    #[schema(example = "F001-00000123")]
    pub q: String,
    /// Kinds to look for, separated by commas; default all.
    #[param(value_type = Option<String>, example = "partner,document")]
    #[schema(value_type = Option<String>)]
    pub kinds: Option<SearchKinds>,
    /// Only records of this company; default: all companies that you may see.
    pub company_id: Option<i64>,
    /// Most hits of each kind: 1 to 50, default 8.
    #[param(minimum = 1, maximum = 50)]
    pub limit: Option<u32>,
}

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SearchKind {
    /// A customer, vendor or contact.
    Partner,
    /// A document, by its number or reference.
    Document,
    /// A document, by its total or by what is open of it.
    Amount,
    Account,
}

/// Kinds in one parameter: `partner,document`.
#[derive(Debug, Clone, PartialEq, Eq, SerializeDisplay, DeserializeFromStr)]
pub struct SearchKinds(Vec<SearchKind>);

impl SearchKind {
    const ALL: [Self; 4] = [Self::Partner, Self::Document, Self::Amount, Self::Account];

    fn as_str(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Document => "document",
            Self::Amount => "amount",
            Self::Account => "account",
        }
    }
}

impl FromStr for SearchKinds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let kind = |word: &str| {
            let found = SearchKind::ALL
                .into_iter()
                .find(|kind| kind.as_str() == word);
            found
                .ok_or_else(|| format!("{word:?} is none of partner, document, amount and account"))
        };
        let kinds = text.split(',').map(|word| kind(word.trim()));
        kinds.collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for SearchKinds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.0.iter().map(|kind| kind.as_str()).collect();
        formatter.write_str(&words.join(","))
    }
}

impl SearchParameters {
    pub(super) fn text(&self) -> Result<String, Error> {
        let text = self.q.trim();
        let length = text.chars().count();
        if (SHORTEST..=LONGEST).contains(&length) {
            return Ok(text.to_owned());
        }
        Err(Error::parameter(
            "q",
            format!("it has {length} characters"),
            format!("{SHORTEST} to {LONGEST} characters, without the spaces around them"),
        ))
    }

    /// In the order of the answer, each once.
    pub(super) fn kinds(&self) -> impl Iterator<Item = SearchKind> + use<'_> {
        let asked = self.kinds.as_ref();
        let is_asked = move |kind: &SearchKind| asked.is_none_or(|asked| asked.0.contains(kind));
        SearchKind::ALL.into_iter().filter(is_asked)
    }

    pub(super) fn limit(&self) -> Result<i64, Error> {
        let limit = self.limit.unwrap_or(DEFAULT_LIMIT);
        if (1..=MAX_LIMIT).contains(&limit) {
            return Ok(limit.into());
        }
        Err(Error::parameter(
            "limit",
            format!("{limit} is out of range"),
            format!("1 to {MAX_LIMIT}"),
        ))
    }
}

/// The amounts that a text may mean: `1,234.50` and `1.234,50` one each; `1.234` is one and a
/// fraction, or more than a thousand. Without sign, and never zero.
pub(super) fn amounts(text: &str) -> Vec<Decimal> {
    let text = text.trim_start_matches(['-', '−', '+']);
    let is_number = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
    let grouped: String = text
        .chars()
        .filter(|character| !matches!(character, ' ' | '\u{a0}' | '\u{202f}' | '\''))
        .collect();
    if !grouped.chars().all(is_number) {
        return Vec::new();
    }
    let whole: String = grouped.chars().filter(char::is_ascii_digit).collect();
    let mut readings = Vec::new();
    match grouped.rfind(['.', ',']) {
        None => readings.push(whole),
        Some(mark) => {
            let sign = &grouped[mark..=mark];
            let decimals = grouped.len() - mark - 1;
            let others: Vec<&str> = grouped.matches(['.', ',']).collect();
            let is_last_of_its_kind = others.iter().filter(|other| **other == sign).count() == 1;
            if is_last_of_its_kind {
                let units = whole.len() - decimals;
                readings.push(format!("{}.{}", &whole[..units], &whole[units..]));
            }
            // Groups of three digits, all with one sign.
            if decimals == 3 && others.iter().all(|other| *other == sign) {
                readings.push(whole);
            }
        }
    }
    let amounts = readings.iter().filter_map(|text| text.parse().ok());
    amounts
        .filter(|amount: &Decimal| !amount.is_zero())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{SearchKinds, amounts};

    #[test]
    fn an_amount_is_read_with_both_decimal_marks() {
        for (text, expected) in [
            ("1234.5", vec!["1234.5"]),
            ("1234,50", vec!["1234.50"]),
            ("1,234.50", vec!["1234.50"]),
            ("1.234,50", vec!["1234.50"]),
            ("1 234 567,89", vec!["1234567.89"]),
            ("-1,234,567.8", vec!["1234567.8"]),
            ("1.234", vec!["1.234", "1234"]),
            ("1.234.567", vec!["1234567"]),
            ("250", vec!["250"]),
            (".5", vec![".5"]),
            ("0.00", vec![]),
            ("F001-123", vec![]),
            ("1.2.3", vec![]),
            (".", vec![]),
            ("99999999999999999999999999999999999", vec![]),
        ] {
            let expected: Vec<rust_decimal::Decimal> =
                expected.iter().map(|text| text.parse().unwrap()).collect();
            assert_eq!(amounts(text), expected, "{text}");
        }
    }

    #[test]
    fn kinds_round_trip_and_other_words_are_refused() {
        let kinds: SearchKinds = "document, partner".parse().unwrap();
        assert_eq!(kinds.to_string(), "document,partner");
        assert!("moon".parse::<SearchKinds>().is_err());
        assert!("".parse::<SearchKinds>().is_err());
    }
}
