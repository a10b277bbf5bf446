//! Alarms: what a person must decide about the mirror, and what was decided.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CONTENT_LANGUAGE, VARY},
    web::Data,
};
use contracts::sync::RunKind;
use jiff::Timestamp;
use reports::Scope;
use serde::{Deserialize, Serialize};
use sql::{client::Params, queries::core_api::runs::alarms::ListParams};
use states::{AlarmKind, Role};
use store::Transaction;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        error::ApiError,
        language::Language,
        page::{self, Listing, Page},
        party::Party,
        problem::said,
        query::Query,
        snapshot,
        state::Api,
    },
    runs::alarms,
};

/// Which alarms are listed, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AlarmListing {
    /// Only alarms in this state.
    #[param(inline)]
    state: Option<AlarmState>,
    /// Only alarms of this kind.
    #[param(inline)]
    kind: Option<AlarmKind>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AlarmState {
    /// A person must decide.
    Open,
    /// A person has decided, or the cause is gone.
    Cleared,
}

/// What a person must decide, or has decided.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Alarm {
    id: Uuid,
    kind: AlarmKind,
    state: AlarmState,
    /// The run that raised it, or the latest one that found it again.
    run_id: Uuid,
    /// The models of which rows are missing, as that run found them. Null for callers who may see
    /// only some companies.
    models: Option<Vec<AlarmModel>>,
    /// The sum over the models. Null for callers who may see only some companies.
    rows_missing: Option<i64>,
    /// The rows that the run misses. Null if no row is missing, and for callers who may see only
    /// some companies.
    missing_rows_url: Option<String>,
    /// In the language of `Accept-Language`: Spanish or English. Null for callers who may see only
    /// some companies.
    detail: Option<String>,
    /// What to do about it, in the same language.
    hint: String,
    /// What a person can do; empty if the alarm is cleared.
    decisions: Vec<AlarmDecision>,
    raised_at: Timestamp,
    cleared_at: Option<Timestamp>,
    /// Null if its cause was gone before somebody decided.
    decided_by: Option<Party>,
    /// Why the person decided so. Null for callers who may see only some companies.
    reason: Option<String>,
}

/// What is missing of a model.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct AlarmModel {
    #[schema(example = "account.move.line")]
    model: String,
    rows_missing: i64,
    /// Rows of the mirror when the alarm was raised, those that are missing included.
    rows: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AlarmDecisionKey {
    /// The rows are only hidden: after the rights are restored, compare everything with Odoo.
    Verify,
    /// The rows were really deleted.
    ConfirmDeletions,
    /// Odoo is in its present state again: read what has changed since.
    ReadAgain,
    /// Odoo was really restored to an earlier state.
    AcceptRestore,
}

/// One way out of an alarm: a request that a person may send.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AlarmDecision {
    key: AlarmDecisionKey,
    method: AlarmDecisionMethod,
    #[schema(example = "/v1/sync-runs/0197a1b2-0000-7000-8000-000000000001/confirm-deletions")]
    url: String,
    /// `kind` of the run to request there. Null if the body is `{"reason": "…"}`.
    run_kind: Option<RunKind>,
    /// The lowest role that may do it.
    role: Role,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
enum AlarmDecisionMethod {
    Post,
}

/// Alarms, open and cleared ones, newest first
#[utoipa::path(
    get, path = "/v1/alarms", tag = "mirror", operation_id = "list_alarms", params(AlarmListing),
    responses((status = 200, body = Page<Alarm>, description = "One page of alarms")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<AlarmListing>,
) -> Result<HttpResponse, ApiError> {
    let range = Listing::new(listing.limit, listing.cursor).range()?;
    let (before, before_id) = range.after.unzip();
    let wanted = ListParams {
        is_open: listing.state.map(|state| state == AlarmState::Open),
        kind: listing.kind,
        before,
        before_id,
        limit: range.rows_to_read(),
    };
    let rows = snapshot::read(&api, &caller.tenant, "alarms", async |tx| {
        Ok(alarms::list().params(tx, &wanted).all().await?)
    })
    .await?;
    let language = Language::of(request.headers());
    let key = |row: &alarms::Alarm| (row.raised_at, row.id);
    let page = range.page_of(rows, key, |row| Alarm::new(row, &caller.scope, language));
    let mut answer = page::linked(&request, page.next.as_deref())?;
    answer.insert_header((CONTENT_LANGUAGE, language.tag()));
    answer.append_header((VARY, "accept-language"));
    Ok(answer.json(&page))
}

/// The alarms that wait for a person, by name.
pub(crate) async fn open(
    tx: &Transaction<'_>,
    scope: &Scope,
    language: Language,
) -> Result<Vec<Alarm>, ApiError> {
    let rows = alarms::open().bind(tx).all().await?;
    let alarms = rows.into_iter().map(|row| Alarm::new(row, scope, language));
    Ok(alarms.collect())
}

impl Alarm {
    fn new(row: alarms::Alarm, scope: &Scope, language: Language) -> Self {
        // Only `raise` writes the column.
        let models: Vec<AlarmModel> = serde_json::from_value(row.models).unwrap_or_default();
        let rows_missing: i64 = models.iter().map(|model| model.rows_missing).sum();
        let url = format!("/v1/sync-runs/{}/missing-rows", row.run_id);
        let is_open = row.cleared_at.is_none();
        let sees_all = scope.is_all();
        Self {
            id: row.id,
            kind: row.kind,
            state: if is_open {
                AlarmState::Open
            } else {
                AlarmState::Cleared
            },
            run_id: row.run_id,
            missing_rows_url: (sees_all && rows_missing > 0).then_some(url),
            models: sees_all.then_some(models),
            rows_missing: sees_all.then_some(rows_missing),
            detail: sees_all.then(|| sentences(&row.detail, language)),
            hint: said(row.hint, language),
            decisions: if is_open {
                decisions(row.kind, row.run_id)
            } else {
                Vec::new()
            },
            raised_at: row.raised_at,
            cleared_at: row.cleared_at,
            decided_by: row
                .decided_by
                .map(|by| Party::new(&by, row.decided_by_name)),
            reason: row.reason.filter(|_| sees_all),
        }
    }
}

/// What a run found, one finding after the other.
fn sentences(detail: &str, language: Language) -> String {
    let findings = detail.split("; ").map(|one| said(one.to_owned(), language));
    findings.collect::<Vec<_>>().join("; ")
}

/// The ways out of an open alarm: the cautious one first.
fn decisions(kind: AlarmKind, run: Uuid) -> Vec<AlarmDecision> {
    match kind {
        AlarmKind::RightsIncident => vec![
            run_of(AlarmDecisionKey::Verify, RunKind::Verify),
            AlarmDecision {
                key: AlarmDecisionKey::ConfirmDeletions,
                method: AlarmDecisionMethod::Post,
                url: format!("/v1/sync-runs/{run}/confirm-deletions"),
                run_kind: None,
                role: Role::Admin,
            },
        ],
        AlarmKind::Restored => vec![
            run_of(AlarmDecisionKey::ReadAgain, RunKind::Incremental),
            AlarmDecision {
                key: AlarmDecisionKey::AcceptRestore,
                method: AlarmDecisionMethod::Post,
                url: "/v1/mirror/accept-restore".to_owned(),
                run_kind: None,
                role: Role::Admin,
            },
        ],
    }
}

fn run_of(key: AlarmDecisionKey, kind: RunKind) -> AlarmDecision {
    AlarmDecision {
        key,
        method: AlarmDecisionMethod::Post,
        url: "/v1/sync-runs".to_owned(),
        run_kind: Some(kind),
        role: Role::Operator,
    }
}
