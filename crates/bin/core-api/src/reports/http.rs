//! Answers reports: from one snapshot, with freshness and `ETag`, or with 304 if nothing that the
//! answer depends on has changed.

pub mod catalogue;
pub mod companies;
pub mod descriptions;
pub mod documents;
pub mod master_data;
pub mod partners;
pub mod search;
pub mod tie_out;

use actix_web::{HttpRequest, HttpResponse};
use reports::Reader;
use serde::Serialize;
use store::{Transaction, freshness, sync_runs};

use crate::http::{
    auth::Caller, cache, error::ApiError, freshness::Freshness, snapshot, state::Api,
};

/// A request for a report.
pub(crate) struct Ask<'a> {
    request: &'a HttpRequest,
    api: &'a Api,
    caller: &'a Caller,
    /// The key of the report; part of the ETag.
    key: &'static str,
    /// Models whose freshness the answer shows.
    models: &'a [&'a str],
    shows_notes: bool,
    /// The answer depends only on URL, day, mirror and notes, not on other tables.
    has_version: bool,
}

/// A checked request: the query of the report, and everything that the answer depends on besides
/// the mirror.
pub(crate) struct Prepared<Q> {
    pub(crate) query: Q,
    pub(crate) fingerprint: Vec<u8>,
}

/// Everything that the answer depends on besides the mirror.
pub(crate) fn fingerprint(question: &impl Serialize) -> Vec<u8> {
    // Parameters come from a query string, so they always serialise.
    serde_json::to_vec(question).unwrap_or_default()
}

pub(crate) struct Answer<B> {
    body: B,
    /// The cursor of the next page.
    next: Option<String>,
}

/// What makes the URL of a document's page in Odoo from its id.
async fn odoo_pages(
    tx: &Transaction<'_>,
    caller: &Caller,
) -> Result<impl Fn(i64) -> String + use<>, ApiError> {
    odoo_pages_of("account.move", tx, caller).await
}

/// What makes the URL of a record's page in Odoo from its id.
async fn odoo_pages_of(
    model: &'static str,
    tx: &Transaction<'_>,
    caller: &Caller,
) -> Result<impl Fn(i64) -> String + use<>, ApiError> {
    let version = sync_runs::last_server_version().bind(tx).opt().await?;
    let tenant = caller.tenant.clone();
    Ok(move |id| {
        let odoo = &tenant.odoo;
        odoo.record_url(model, id, version.as_deref())
    })
}

impl<B> Answer<B> {
    pub(crate) fn whole(body: B) -> Self {
        Self { body, next: None }
    }
}

impl<'a> Ask<'a> {
    pub(crate) fn new(
        request: &'a HttpRequest,
        api: &'a Api,
        caller: &'a Caller,
        key: &'static str,
        models: &'a [&'a str],
    ) -> Self {
        Self {
            request,
            api,
            caller,
            key,
            models,
            shows_notes: false,
            has_version: true,
        }
    }

    /// The answer also depends on notes.
    pub(crate) fn with_notes(mut self) -> Self {
        self.shows_notes = true;
        self
    }

    /// The answer also depends on tables that are not mirrored.
    pub(crate) fn with_other_tables(mut self) -> Self {
        self.has_version = false;
        self
    }
}

impl Ask<'_> {
    /// `prepare` checks the request, `make` makes the answer. Neither is called if the client has
    /// the answer of this URL and one round trip to the database shows that neither the
    /// mirror nor the notes have changed.
    pub(crate) async fn answer<Q, B: Serialize>(
        self,
        prepare: impl AsyncFnOnce(&Transaction<'_>, &Reader) -> Result<Prepared<Q>, ApiError>,
        make: impl AsyncFnOnce(&Transaction<'_>, Q, Freshness) -> Result<Answer<B>, ApiError>,
    ) -> Result<HttpResponse, ApiError> {
        let Self {
            request,
            api,
            caller,
            key,
            models,
            shows_notes,
            has_version,
        } = self;
        if has_version
            && let Some(answer) =
                cache::unchanged(request, api, caller, (models, shows_notes)).await?
        {
            return Ok(answer);
        }
        let _under_way = api.throttle.report();
        let reader = caller.reader();
        snapshot::read_report(api, &caller.tenant, key, async |tx| {
            let prepared = prepare(tx, &reader).await?;
            let freshness = freshness::read(tx, models).await?;
            let version = freshness.version(shows_notes);
            let tag = cache::tag(caller, key, &prepared.fingerprint, &version);
            cache::remember(request, api, caller, &tag, version);
            if cache::is_known(request, &tag) {
                return Ok(cache::not_modified(&tag));
            }
            let Answer { body, next } = make(tx, prepared.query, freshness.into()).await?;
            cache::tagged(request, &tag, next.as_deref(), &body)
        })
        .await
    }
}
