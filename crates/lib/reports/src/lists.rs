//! Lists of values in one parameter, of which a row must have one: `7,12,none`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Stands for rows without a value.
pub(crate) const NONE: &str = "none";
/// Maximum number of values in one parameter.
const MOST: usize = 500;

/// Odoo's ids, and `none` for rows without one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "7,12,none", pattern = r"^([0-9]+|none)(,([0-9]+|none))*$")]
pub struct IdsOrNone(Vec<i64>);

/// Codes, and `none` for rows without one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "PEN,USD", pattern = r"^[^,]+(,[^,]+)*$")]
pub struct CodesOrNone(Vec<String>);

impl IdsOrNone {
    /// The ids; 0 stands for none, as in schema `report`.
    pub(crate) fn as_slice(&self) -> &[i64] {
        &self.0
    }
}

impl CodesOrNone {
    pub(crate) fn as_slice(&self) -> &[String] {
        &self.0
    }
}

impl FromStr for IdsOrNone {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let id = |id: &str| match id {
            NONE => Ok(0),
            id => id
                .parse::<i64>()
                .ok()
                .filter(|id| *id > 0)
                .ok_or_else(|| format!("{id:?} is neither an id nor none")),
        };
        values(text, id).map(Self)
    }
}

impl FromStr for CodesOrNone {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let code = |code: &str| match code {
            "" => Err("a code is empty".to_owned()),
            code => Ok(code.to_owned()),
        };
        values(text, code).map(Self)
    }
}

fn values<T>(text: &str, value: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, String> {
    let all: Vec<T> = text
        .split(',')
        .map(|one| value(one.trim()))
        .collect::<Result<_, _>>()
        .map_err(|problem| format!("{problem}; separate values by commas: 7,12,none"))?;
    if all.len() > MOST {
        return Err(format!("{} values are too many: at most {MOST}", all.len()));
    }
    Ok(all)
}

impl fmt::Display for IdsOrNone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids = self.0.iter().map(|id| match id {
            0 => NONE.to_owned(),
            id => id.to_string(),
        });
        formatter.write_str(&ids.collect::<Vec<_>>().join(","))
    }
}

impl fmt::Display for CodesOrNone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.join(","))
    }
}

impl TryFrom<String> for IdsOrNone {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl TryFrom<String> for CodesOrNone {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<IdsOrNone> for String {
    fn from(ids: IdsOrNone) -> Self {
        ids.to_string()
    }
}

impl From<CodesOrNone> for String {
    fn from(codes: CodesOrNone) -> Self {
        codes.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{CodesOrNone, IdsOrNone};

    #[test]
    fn lists_round_trip_and_other_texts_are_refused() {
        let ids: IdsOrNone = "7, none,12".parse().unwrap();
        assert_eq!(ids.as_slice(), [7, 0, 12]);
        assert_eq!(ids.to_string(), "7,none,12");
        for bad in ["", "0", "-1", "7,", "a", "7;8"] {
            assert!(bad.parse::<IdsOrNone>().is_err(), "{bad:?}");
        }
        let codes: CodesOrNone = "PEN,none".parse().unwrap();
        assert_eq!(codes.to_string(), "PEN,none");
        assert!("PEN,".parse::<CodesOrNone>().is_err());
        assert!(vec!["1"; 501].join(",").parse::<IdsOrNone>().is_err());
    }
}
