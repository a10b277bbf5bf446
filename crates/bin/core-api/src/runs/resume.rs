//! How far an interrupted part has got: the longest prefix without gaps of one attempt's batches.

use sql::queries::core_api::runs::resume as statements;
use store::Transaction;

use crate::{attempt::Part, mirror::reload, writing::WriteError};

/// Moves the part's resume points forward and returns true if any moved. A model is complete if the
/// prefix has a batch of a later model. Verify and repair start again: their ranges are short.
pub async fn advance(tx: &Transaction<'_>, part: Part) -> Result<bool, WriteError> {
    let Part { run, part: number } = part;
    let reached = statements::reached().bind(tx, &run, &number).all().await?;
    let Some(last) = reached.iter().max_by_key(|reached| reached.position) else {
        return Ok(false);
    };
    reload::keep_prefix(tx, part, last.attempt, &reached).await?;
    let mut moved = 0;
    for of_model in &reached {
        let up_to_id = of_model.up_to_id;
        moved += statements::move_on()
            .bind(tx, &up_to_id, &run, &of_model.model)
            .await?;
    }
    statements::close_earlier_models()
        .bind(tx, &run, &number, &last.position)
        .await?;
    Ok(moved > 0)
}
