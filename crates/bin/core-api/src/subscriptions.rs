//! Every event that this service consumes, with its handler. One line per event.

use contracts::{
    Envelope, Opened,
    sync::{SyncFailed, SyncProgressed, SyncStarted},
};
use futures::{FutureExt, TryFutureExt, future::BoxFuture};

use crate::{
    events::intake::{Context, Subscriptions},
    exports, following, mails, runs, schedules, statements, webhooks,
    writing::WriteError,
};

#[rustfmt::skip]
pub fn all() -> Subscriptions {
    Subscriptions::default()
        .on_checked(of_attempt, |context, event| started(context, event).boxed())
        .on_checked(of_attempt, |context, event| runs::events::batches::batch(context, event).boxed())
        .on_checked(of_attempt, |context, event| following::events::step(context, event).boxed())
        .on_checked(of_attempt, |context, event| runs::events::batches::digest(context, event).boxed())
        .on_checked(of_attempt, |context, event| runs::events::batches::counted(context, event).boxed())
        .on_checked(of_attempt, |context, event| runs::events::batches::listed(context, event).boxed())
        .on_checked(of_attempt, |context, event| progressed(context, event).boxed())
        .on_checked(of_attempt, |context, event| runs::events::ends::finished(context, event).boxed())
        .on_checked(of_attempt, |context, event| failed(context, event).boxed())
        .on(|context, event| schedules::events::due(context, event).boxed())
        .on(|context, event| exports::events::progressed(context, event).boxed())
        .on(|context, event| exports::events::finished(context, event).and_then(|()| statements::events::look(context)).boxed())
        .on(|context, event| exports::events::failed(context, event).and_then(|()| statements::events::look(context)).boxed())
        .on(|context, event| webhooks::events::finished(context, event).boxed())
        .on(|context, event| mails::events::finished(context, event).and_then(|()| statements::events::look(context)).boxed())
}

async fn started(context: &Context<'_>, event: &Envelope<SyncStarted>) -> Result<(), WriteError> {
    if following::is_followed(context, event.data.run).await? {
        following::events::started(context, event).await
    } else {
        runs::events::life::started(context, event).await
    }
}

async fn progressed(
    context: &Context<'_>,
    event: &Envelope<SyncProgressed>,
) -> Result<(), WriteError> {
    if following::is_followed(context, event.data.run).await? {
        following::events::progressed(context, event).await
    } else {
        runs::events::life::progressed(context, event).await
    }
}

async fn failed(context: &Context<'_>, event: &Envelope<SyncFailed>) -> Result<(), WriteError> {
    if following::is_followed(context, event.data.run).await? {
        following::events::failed(context, event).await
    } else {
        runs::events::ends::failed(context, event).await
    }
}

/// Events about an attempt must be signed with the key of its request.
fn of_attempt<'a>(
    context: &'a Context<'a>,
    opened: &'a Opened,
) -> BoxFuture<'a, Result<(), WriteError>> {
    runs::signatures::check(context, opened).boxed()
}
