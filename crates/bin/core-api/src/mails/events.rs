//! Handles events of export-worker about mails.

use contracts::{Envelope, mail::MailFinished};
use reports::Scope;
use store::{ScopedFutureExt, transaction};

use crate::{
    events::{inbox, intake::Context},
    mails::write,
    writing::{Actor, WriteError},
};

pub(crate) async fn finished(
    context: &Context<'_>,
    event: &Envelope<MailFinished>,
) -> Result<(), WriteError> {
    let actor = Actor {
        tenant: context.tenant,
        requested_by: "",
        scope: Scope::ALL,
        traceparent: event.traceparent.clone(),
    };
    let (data, actor) = (&event.data, &actor);
    transaction::write(context.pool, "mail finished", |tx| {
        async move {
            if inbox::take(tx, context.event_id).await? {
                write::finished(tx, actor, data).await?;
            }
            Ok::<_, WriteError>(())
        }
        .scope_boxed()
    })
    .await?;
    context.intake.relay.wake(&context.tenant.name);
    Ok(())
}
