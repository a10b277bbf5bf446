//! A list of Odoo's ids in one parameter: `12,13`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// Maximum number of ids in one parameter.
const MAX_IDS: usize = 500;

#[derive(Debug, Clone, Default, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, example = "12,13", pattern = r"^\d+(,\d+)*$")]
pub struct Ids(Vec<i64>);

impl Ids {
    pub fn single(id: i64) -> Self {
        Self(vec![id])
    }

    /// None if the list is empty or longer than a parameter may be.
    pub(crate) fn from_all(ids: &[i64]) -> Option<Self> {
        (1..=MAX_IDS)
            .contains(&ids.len())
            .then(|| Self(ids.to_vec()))
    }

    pub fn as_slice(&self) -> &[i64] {
        &self.0
    }
}

impl FromStr for Ids {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let ids: Vec<i64> = text
            .split(',')
            .map(|id| {
                let id = id.trim();
                id.parse()
                    .map_err(|_| format!("{id:?} is not an id; separate ids by commas: 12,13"))
            })
            .collect::<Result<_, _>>()?;
        if ids.len() > MAX_IDS {
            return Err(format!("{} ids are too many: at most {MAX_IDS}", ids.len()));
        }
        Ok(Self(ids))
    }
}

impl fmt::Display for Ids {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, id) in self.0.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            write!(formatter, "{comma}{id}")?;
        }
        Ok(())
    }
}

impl Serialize for Ids {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ids {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_are_parsed_and_formatted_with_commas() {
        let ids: Ids = "12, 13".parse().unwrap();
        assert_eq!(ids.as_slice(), [12, 13]);
        assert_eq!(ids.to_string(), "12,13");
        assert_eq!(serde_json::to_string(&ids).unwrap(), "\"12,13\"");
        for bad in ["", "12,", "a", "1;2"] {
            assert!(bad.parse::<Ids>().is_err(), "{bad:?}");
        }
        let many = vec!["1"; 501].join(",");
        assert!(many.parse::<Ids>().unwrap_err().contains("501"));
    }
}
