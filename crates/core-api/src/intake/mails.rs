//! What export workers say of mails.

use contracts::{Envelope, mail::MailFinished};
use store::{ScopedFutureExt, transaction};

use super::Context;
use crate::statement_feed;
use crate::writes::{Actor, WriteError, inbox, mails};

pub(super) async fn finished(
    context: &Context<'_>,
    event: &Envelope<MailFinished>,
) -> Result<(), WriteError> {
    let actor = Actor {
        tenant: context.tenant,
        requested_by: "",
        traceparent: event.traceparent.clone(),
    };
    let (data, actor) = (&event.data, &actor);
    transaction::write(context.pool, "mail finished", |tx| {
        async move {
            if inbox::take(tx, super::CONSUMER, context.event_id).await? {
                mails::finished(tx, actor, data).await?;
            }
            Ok::<_, WriteError>(())
        }
        .scope_boxed()
    })
    .await?;
    statement_feed::nudge(context.tenant, context.pool).await;
    context.intake.relay.wake(&context.tenant.name);
    Ok(())
}
