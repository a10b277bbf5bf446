//! Cacheable answers: an `ETag` over everything that the answer depends on, and 304 if nothing has
//! changed, found in one round trip to the database (decision 0029).

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::civil::Date;
use quick_cache::sync::Cache;
use reports::Scope;
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::freshness::{self, Version};
use tenants::Tenant;

use super::{auth::Caller, error::ApiError, page, state::Api};

/// The ETag of an answer: tenant, companies of the caller, report, resolved parameters, and what the
/// answer depends on. Weak, because the freshness in the body changes even if nothing else does.
pub(crate) fn tag(
    caller: &Caller,
    report: &str,
    question: &impl Serialize,
    version: &Version,
) -> String {
    // Parameters come from a query string, so they always serialise. So does a proof.
    let question = serde_json::to_vec(question).unwrap_or_default();
    let proof = serde_json::to_vec(&version.proof).unwrap_or_default();
    let scope = serde_json::to_vec(&caller.scope).unwrap_or_default();
    let digest = Sha256::new()
        .chain_update(&caller.tenant.name)
        .chain_update([0])
        .chain_update(&caller.tenant.database.name)
        .chain_update([0])
        .chain_update(report)
        .chain_update([0])
        .chain_update(scope)
        .chain_update(question)
        .chain_update(version.mirror.to_be_bytes())
        .chain_update(version.notes.unwrap_or_default().to_be_bytes())
        .chain_update(proof)
        .finalize();
    format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..18]))
}

/// A 304 after one round trip, if the client sends the ETag of the last answer of this URL, and
/// nothing that the answer depends on has changed since.
pub(crate) async fn unchanged(
    request: &HttpRequest,
    api: &Api,
    caller: &Caller,
    (models, shows_notes): (&[&str], bool),
) -> Result<Option<HttpResponse>, ApiError> {
    if !request.headers().contains_key(IF_NONE_MATCH) {
        return Ok(None);
    }
    let question = question(request, caller);
    let answered = api.answers.recall(&question);
    let Some(answered) = answered.filter(|it| is_known(request, &it.tag)) else {
        return Ok(None);
    };
    let client = api.databases.pool(&caller.tenant.name)?.get().await?;
    let now = freshness::version(&*client, models, shows_notes).await?;
    let is_same = answered.version == now;
    Ok(is_same.then(|| not_modified(&answered.tag)))
}

/// Remembers the ETag for [`unchanged`]. `version` is the one in the ETag.
pub(crate) fn remember(
    request: &HttpRequest,
    api: &Api,
    caller: &Caller,
    tag: &str,
    version: Version,
) {
    let question = question(request, caller);
    api.answers.remember(question, tag, version);
}

/// The answer depends on the day and on what the caller may see, besides the URL.
fn question(request: &HttpRequest, caller: &Caller) -> Question {
    let url = request
        .uri()
        .path_and_query()
        .map_or("", |url| url.as_str());
    AnswerCache::question(&caller.tenant, url, caller.today(), &caller.scope)
}

/// Whether the client already has this answer.
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

/// A complete answer with ETag and link to the next page.
pub(crate) fn tagged(
    request: &HttpRequest,
    tag: &str,
    next: Option<&str>,
    body: &impl Serialize,
) -> Result<HttpResponse, ApiError> {
    Ok(page::linked(request, next)?
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .json(body))
}

/// Maximum number of remembered answers.
const MOST: usize = 10_000;

/// Hash of tenant, URL, day and the companies of the caller. Also of what the tenant's file says about
/// answers, because the file may change.
pub(crate) type Question = [u8; 32];

pub struct AnswerCache(Cache<Question, Answered>);

impl Default for AnswerCache {
    fn default() -> Self {
        Self(Cache::new(MOST))
    }
}

#[derive(Clone)]
pub(crate) struct Answered {
    pub(crate) tag: String,
    version: Version,
}

impl AnswerCache {
    pub(crate) fn question(tenant: &Tenant, url: &str, today: Date, scope: &Scope) -> Question {
        let buckets = tenant.reports.ageing_buckets.as_deref();
        Sha256::new()
            .chain_update(&tenant.name)
            .chain_update([0])
            .chain_update(&tenant.database.name)
            .chain_update([0])
            .chain_update(buckets.unwrap_or_default())
            .chain_update([0])
            .chain_update(url)
            .chain_update([0])
            .chain_update(today.to_string())
            .chain_update(serde_json::to_vec(scope).unwrap_or_default())
            .finalize()
            .into()
    }

    pub(crate) fn recall(&self, question: &Question) -> Option<Answered> {
        self.0.get(question)
    }

    pub(crate) fn remember(&self, question: Question, tag: &str, version: Version) {
        let tag = tag.to_owned();
        self.0.insert(question, Answered { tag, version });
    }
}
