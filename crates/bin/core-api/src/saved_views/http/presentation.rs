//! How a saved view looks. Only clients use it; the report does not depend on it.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;
use utoipa::ToSchema;

use crate::http::{error::ApiError, problem::Violation};

/// Maximum number of columns, and of unfolded rows.
const MANY: usize = 200;
/// Maximum length of a key in characters.
const KEY: usize = 100;
/// Maximum width of a column in pixels.
const WIDTH: u32 = 2000;

/// How the view looks.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Presentation {
    /// The columns that are shown, in their order; all of them if left out.
    #[schema(max_items = 200)]
    columns: Option<Vec<PresentedColumn>>,
    density: Option<Density>,
    /// Keys of the rows that are unfolded.
    #[schema(max_items = 200, example = json!(["7", "12"]))]
    unfolded: Option<Vec<String>>,
}

#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PresentedColumn {
    #[schema(example = "total")]
    key: String,
    /// In pixels; chosen by the client if left out.
    #[schema(maximum = 2000)]
    width: Option<u32>,
}

/// How close the rows are.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Density {
    Compact,
    Normal,
    Comfortable,
}

/// The presentation as it is stored.
pub(super) fn checked(presentation: Option<&Presentation>) -> Result<Option<Value>, ApiError> {
    let Some(presentation) = presentation else {
        return Ok(None);
    };
    let columns = presentation.columns.iter().flatten();
    let keys = columns.clone().map(|column| column.key.as_str());
    let unfolded = presentation.unfolded.iter().flatten().map(String::as_str);
    check_keys(keys, "/presentation/columns", "/key")?;
    check_keys(unfolded, "/presentation/unfolded", "")?;
    for (at, column) in columns.enumerate() {
        if let Some(width) = column.width.filter(|width| *width > WIDTH) {
            let place = format!("/presentation/columns/{at}/width");
            let violation = Violation::in_body(place, format!("{width} is out of range"));
            return Err(ApiError::invalid(
                violation.hinting(format!("0 to {WIDTH}")),
            ));
        }
    }
    serde_json::to_value(presentation)
        .map(Some)
        .map_err(ApiError::internal)
}

fn check_keys<'k>(
    keys: impl Iterator<Item = &'k str>,
    place: &str,
    member: &str,
) -> Result<(), ApiError> {
    for (at, key) in keys.enumerate() {
        if at == MANY {
            let violation = Violation::in_body(place, "there are too many");
            return Err(ApiError::invalid(
                violation.hinting(format!("at most {MANY}")),
            ));
        }
        if !(1..=KEY).contains(&key.chars().count()) {
            let place = format!("{place}/{at}{member}");
            let violation = Violation::in_body(place, "it is empty or too long");
            return Err(ApiError::invalid(
                violation.hinting(format!("1 to {KEY} characters")),
            ));
        }
    }
    Ok(())
}
