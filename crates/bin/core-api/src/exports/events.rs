//! Handles events of export-worker about jobs.

use contracts::{
    Envelope,
    export::{ExportFailed, ExportFinished, ExportProgressed},
};
use reports::Scope;
use store::{ScopedFutureExt, transaction};

use crate::{
    events::{inbox, intake::Context},
    exports::write,
    mails,
    writing::{Actor, WriteError},
};

pub(crate) async fn progressed(
    context: &Context<'_>,
    event: &Envelope<ExportProgressed>,
) -> Result<(), WriteError> {
    let lease = context.intake.leases.export;
    let data = &event.data;
    transaction::write(context.pool, "export progressed", |tx| {
        async move { write::progressed(tx, data, lease).await }.scope_boxed()
    })
    .await
}

pub(crate) async fn finished(
    context: &Context<'_>,
    event: &Envelope<ExportFinished>,
) -> Result<(), WriteError> {
    let actor = Actor {
        tenant: context.tenant,
        requested_by: "",
        scope: Scope::ALL,
        traceparent: event.traceparent.clone(),
    };
    let keep_days = context.tenant.exports.keep_days;
    let (data, actor) = (&event.data, &actor);
    transaction::write(context.pool, "export finished", |tx| {
        async move {
            if inbox::take(tx, context.event_id).await? {
                let won = write::finished(tx, actor, data, keep_days).await?;
                if won {
                    mails::write::file_is_there(tx, actor, data.job).await?;
                }
                tracing::info!(export.id = %data.job, won, rows = data.rows, "export finished");
            }
            Ok::<_, WriteError>(())
        }
        .scope_boxed()
    })
    .await?;
    context.intake.relay.wake(&context.tenant.name);
    Ok(())
}

pub(crate) async fn failed(
    context: &Context<'_>,
    event: &Envelope<ExportFailed>,
) -> Result<(), WriteError> {
    let actor = Actor {
        tenant: context.tenant,
        requested_by: "",
        scope: Scope::ALL,
        traceparent: event.traceparent.clone(),
    };
    let (data, actor) = (&event.data, &actor);
    transaction::write(context.pool, "export failed", |tx| {
        async move {
            if inbox::take(tx, context.event_id).await? {
                write::failed(tx, actor, data).await?;
            }
            Ok::<_, WriteError>(())
        }
        .scope_boxed()
    })
    .await?;
    context.intake.relay.wake(&context.tenant.name);
    Ok(())
}
