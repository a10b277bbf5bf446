//! Advances statement runs when an export or a mail has ended.

use super::advance;
use crate::{events::intake::Context, writing::WriteError};

/// A failure is only logged: the watchdog tries again.
pub(crate) async fn look(context: &Context<'_>) -> Result<(), WriteError> {
    advance::try_advance(context.tenant, context.pool).await;
    context.intake.relay.wake(&context.tenant.name);
    Ok(())
}
