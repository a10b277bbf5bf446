//! Answers from the mirror: one read-only snapshot for rows, totals and freshness, an `ETag` over
//! what the answer depends on, and 304 when nothing of it has changed.

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH, LINK},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{Transaction, freshness};
use tenants::Tenant;
use tracing::Instrument;
use utoipa::ToSchema;

use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    known::{Known, Question},
    page,
};

/// A statement of a report is cut off after this time.
pub(crate) const STATEMENT_TIMEOUT: Duration = Duration::from_secs(30);

/// How fresh the mirror is, and when it was last proved equal to Odoo.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Freshness {
    /// `loading`: some model was never loaded completely; `stale`: complete, but behind by more
    /// than 45 minutes; `failed`: the last run failed.
    #[schema(value_type = String, example = "live")]
    state: freshness::MirrorState,
    /// Everything that Odoo committed before this instant is in the answer.
    data_as_of: Option<Timestamp>,
    /// Whatever was deleted in Odoo before this instant is gone in the answer. Null until every model
    /// was counted or compared; it stays behind while deletions wait for a person.
    deletions_as_of: Option<Timestamp>,
    lag_seconds: Option<i64>,
    /// Rises whenever a mirrored row changes.
    mirror_version: i64,
    /// The last comparison with Odoo's own totals; null until every model has had one.
    proof: Option<Proof>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Proof {
    pub(crate) proved_at: Timestamp,
    /// No id range differed.
    pub(crate) equal: bool,
    pub(crate) ranges: i64,
    pub(crate) differing: i64,
}

impl From<freshness::Freshness> for Freshness {
    fn from(row: freshness::Freshness) -> Self {
        Self {
            state: row.state,
            data_as_of: row.data_as_of,
            deletions_as_of: row.deletions_as_of,
            lag_seconds: row.lag_seconds,
            mirror_version: row.mirror_version,
            proof: row.proof.map(Proof::from),
        }
    }
}

impl From<freshness::Proof> for Proof {
    fn from(proof: freshness::Proof) -> Self {
        Self {
            proved_at: proof.proved_at,
            equal: proof.equal,
            ranges: proof.ranges,
            differing: proof.differing,
        }
    }
}

/// Runs `work` in one read-only snapshot of the caller's tenant.
pub(crate) async fn snapshot<T, F>(
    api: &Api,
    tenant: &Tenant,
    name: &'static str,
    work: F,
) -> Result<T, ApiError>
where
    F: AsyncFnOnce(&Transaction<'_>) -> Result<T, ApiError>,
{
    let span = tracing::info_span!(
        "snapshot",
        otel.name = %format_args!("select {name}"),
        otel.kind = "client",
        db.system.name = "postgresql",
        db.namespace = tenant.database,
        db.query.summary = name,
    );
    async {
        let _asked = api.courtesy.report();
        let mut client = api
            .databases
            .pool(&tenant.name)?
            .get()
            .await
            .map_err(store::Error::from)?;
        let tx = reports::snapshot(&mut client, Some(STATEMENT_TIMEOUT)).await?;
        let answer = work(&tx).await?;
        tx.commit().await.map_err(store::Error::from)?;
        Ok(answer)
    }
    .instrument(span)
    .await
}

/// The tenant's own bounds of an ageing.
pub(crate) fn ageing_buckets(tenant: &Tenant) -> Result<reports::ageing::Bounds, ApiError> {
    match &tenant.reports.ageing_buckets {
        Some(bounds) => bounds.parse().map_err(ApiError::internal),
        None => Ok(reports::ageing::Bounds::default()),
    }
}

/// Today where the tenant keeps its books.
pub(crate) fn today(tenant: &Tenant) -> Result<Date, ApiError> {
    let now = lifecycle::clock::now()
        .in_tz(&tenant.time_zone)
        .map_err(ApiError::internal)?;
    Ok(now.date())
}

/// The tag of an answer: tenant, report, resolved question, mirror version and proof. Weak, because
/// the freshness inside goes on while nothing changes.
pub(crate) fn tag(
    caller: &Caller,
    report: &str,
    question: &impl Serialize,
    freshness: &freshness::Freshness,
) -> String {
    // A question has come out of a query string, so it always serialises; a proof does, too.
    let question = serde_json::to_vec(question).unwrap_or_default();
    let proof = serde_json::to_vec(&freshness.proof).unwrap_or_default();
    let digest = Sha256::new()
        .chain_update(&caller.tenant.name)
        .chain_update([0])
        .chain_update(report)
        .chain_update([0])
        .chain_update(question)
        .chain_update(freshness.mirror_version.to_be_bytes())
        .chain_update(proof)
        .finalize();
    format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..18]))
}

/// The answer 304 in one round trip, if the client brings the tag that this very URL was answered
/// with last, and neither the mirror nor its proof has changed since.
pub(crate) async fn unchanged(
    request: &HttpRequest,
    api: &Api,
    tenant: &Tenant,
    models: &[&str],
    today: Date,
) -> Result<Option<HttpResponse>, ApiError> {
    if !request.headers().contains_key(IF_NONE_MATCH) {
        return Ok(None);
    }
    let question = question(request, tenant, today);
    let answered = api.known.recall(&question);
    let Some(answered) = answered.filter(|it| is_known(request, &it.tag)) else {
        return Ok(None);
    };
    let client = api
        .databases
        .pool(&tenant.name)?
        .get()
        .await
        .map_err(store::Error::from)?;
    let (version, proof) = freshness::version(&client, models).await?;
    let same = answered.holds(version, proof.as_ref());
    Ok(same.then(|| not_modified(&answered.tag)))
}

/// Remembers the tag for [`unchanged`]. `freshness` is that of the tag.
pub(crate) fn remember(
    request: &HttpRequest,
    api: &Api,
    tenant: &Tenant,
    today: Date,
    tag: &str,
    freshness: &freshness::Freshness,
) {
    let question = question(request, tenant, today);
    api.known.remember(question, tag, freshness);
}

fn question(request: &HttpRequest, tenant: &Tenant, today: Date) -> Question {
    let url = request
        .uri()
        .path_and_query()
        .map_or("", |url| url.as_str());
    Known::question(&tenant.name, url, today)
}

/// Whether the client holds this very answer already.
pub(crate) fn is_known(request: &HttpRequest, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    request
        .headers()
        .get_all(IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim() == "*" || opaque(known) == opaque(tag))
}

pub(crate) fn not_modified(tag: &str) -> HttpResponse {
    HttpResponse::NotModified()
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .finish()
}

/// A whole answer that a client may keep and ask about again.
pub(crate) fn tagged(
    request: &HttpRequest,
    tag: &str,
    next: Option<&str>,
    body: &impl Serialize,
) -> Result<HttpResponse, ApiError> {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "private, no-cache"));
    if let Some(cursor) = next {
        response.insert_header((LINK, page::link_to_next(request, cursor)?));
    }
    Ok(response.json(body))
}
