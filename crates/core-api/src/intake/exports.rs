//! What export workers say of their jobs.

use contracts::{
    Envelope,
    export::{ExportFailed, ExportFinished, ExportProgressed},
};
use store::{ScopedFutureExt, transaction};

use super::Context;
use crate::statement_feed;
use crate::writes::{Actor, WriteError, export_jobs, inbox, mails};

pub(super) async fn progressed(
    context: &Context<'_>,
    event: &Envelope<ExportProgressed>,
) -> Result<(), WriteError> {
    let lease = context.intake.leases.export;
    let data = &event.data;
    transaction::write(context.pool, "export progressed", |tx| {
        async move { export_jobs::progressed(tx, data, lease).await }.scope_boxed()
    })
    .await
}

pub(super) async fn finished(
    context: &Context<'_>,
    event: &Envelope<ExportFinished>,
) -> Result<(), WriteError> {
    let actor = Actor {
        tenant: context.tenant,
        requested_by: "",
        traceparent: event.traceparent.clone(),
    };
    let keep_days = context.tenant.exports.keep_days;
    let (data, actor) = (&event.data, &actor);
    transaction::write(context.pool, "export finished", |tx| {
        async move {
            if inbox::take(tx, super::CONSUMER, context.event_id).await? {
                let won = export_jobs::finished(tx, data, keep_days).await?;
                if won {
                    mails::file_is_there(tx, actor, data.job).await?;
                }
                tracing::info!(export.id = %data.job, won, rows = data.rows, "export finished");
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

pub(super) async fn failed(
    context: &Context<'_>,
    event: &Envelope<ExportFailed>,
) -> Result<(), WriteError> {
    let actor = Actor {
        tenant: context.tenant,
        requested_by: "",
        traceparent: event.traceparent.clone(),
    };
    let (data, actor) = (&event.data, &actor);
    transaction::write(context.pool, "export failed", |tx| {
        async move {
            if inbox::take(tx, super::CONSUMER, context.event_id).await? {
                export_jobs::failed(tx, actor, data).await?;
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
