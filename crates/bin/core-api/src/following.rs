//! Following the log of Odoo's own database: one worker reads it and sends steps, and each step is
//! applied in one transaction. So after the first load the mirror shows what Odoo showed.
//!
//! The follower is requested like a part of a run, with an epoch, a key and a lease, but it never
//! ends: it is requested again when its lease is over, for example because its worker died.

pub(crate) mod events;
mod steps;
pub(crate) mod write;

use sql::queries::core_api::following::write as statements;
use uuid::Uuid;

use crate::{events::intake::Context, writing::WriteError};

/// Whether the event is about the follower, and not about a run.
pub(crate) async fn is_followed(context: &Context<'_>, run: Uuid) -> Result<bool, WriteError> {
    let client = context.pool.get().await?;
    Ok(statements::is_followed().bind(&*client, &run).one().await?)
}
