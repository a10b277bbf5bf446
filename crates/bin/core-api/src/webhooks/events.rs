//! Handles events of export-worker about calls of webhooks.

use contracts::{Envelope, webhook::WebhookFinished};
use store::{ScopedFutureExt, transaction};

use crate::{
    events::{inbox, intake::Context},
    webhooks::write::delivery,
    writing::WriteError,
};

pub(crate) async fn finished(
    context: &Context<'_>,
    event: &Envelope<WebhookFinished>,
) -> Result<(), WriteError> {
    let data = &event.data;
    transaction::write(context.pool, "webhook finished", |tx| {
        async move {
            if inbox::take(tx, context.event_id).await? {
                delivery::finished(tx, data).await?;
            }
            Ok::<_, WriteError>(())
        }
        .scope_boxed()
    })
    .await
}
