//! Every event that this service consumes, with its handler. One line per event.

use futures::{FutureExt, TryFutureExt};

use crate::{events::intake::Subscriptions, exports, mails, runs, schedules, statements};

#[rustfmt::skip]
pub fn all() -> Subscriptions {
    Subscriptions::default()
        .on(|context, event| runs::events::life::started(context, event).boxed())
        .on(|context, event| runs::events::batches::batch(context, event).boxed())
        .on(|context, event| runs::events::batches::digest(context, event).boxed())
        .on(|context, event| runs::events::batches::counted(context, event).boxed())
        .on(|context, event| runs::events::batches::listed(context, event).boxed())
        .on(|context, event| runs::events::life::progressed(context, event).boxed())
        .on(|context, event| runs::events::ends::finished(context, event).boxed())
        .on(|context, event| runs::events::ends::failed(context, event).boxed())
        .on(|context, event| schedules::events::due(context, event).boxed())
        .on(|context, event| exports::events::progressed(context, event).boxed())
        .on(|context, event| exports::events::finished(context, event).and_then(|()| statements::events::look(context)).boxed())
        .on(|context, event| exports::events::failed(context, event).and_then(|()| statements::events::look(context)).boxed())
        .on(|context, event| mails::events::finished(context, event).and_then(|()| statements::events::look(context)).boxed())
}
