//! The row history: what changed in the mirror since a version or an instant, oldest first.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sql::queries::core_api::mirror::read;
use states::ChangeKind;
use store::{
    Transaction,
    catalog::{self, Model},
    freshness,
};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        error::ApiError,
        freshness::Freshness,
        models::check_model,
        page::{self, Listing, Page, Range},
        problem::Violation,
        query::Query,
        snapshot,
        state::Api,
    },
    mirror::changes,
};

/// Version and record: no two changes share both.
type Position = (i64, i64);

/// Selects the changes to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Question {
    /// Odoo's name of a mirrored model. All models if left out.
    #[param(example = "account.move.line")]
    model: Option<String>,
    /// Changes after this mirror version, such as `freshness.mirror_version` of an earlier report.
    #[param(minimum = 0)]
    since_version: Option<i64>,
    /// Changes at or after this instant. Not together with `since_version`.
    since: Option<Timestamp>,
    /// Changes before this instant.
    until: Option<Timestamp>,
    /// Id of one record in Odoo.
    record_id: Option<i64>,
    /// Only changes of this kind.
    #[param(inline)]
    kind: Option<ChangeKind>,
    /// Rows of a page: 1 to 500, 100 if left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the page before.
    cursor: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangePage {
    /// Describes the snapshot that the page comes from. To continue later without a gap, pass its
    /// `mirror_version` as `since_version`.
    freshness: Freshness,
    /// True if nothing is missing: the history of every requested model reaches back to `since` or
    /// `since_version`. Always false if neither is given.
    complete: bool,
    /// From when on the changes of each requested model are kept.
    history: Vec<ModelHistory>,
    data: Vec<Change>,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ModelHistory {
    model: String,
    /// Every change after this mirror version is kept; null until the first load is complete.
    complete_from_version: Option<i64>,
    complete_from: Option<Timestamp>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Change {
    /// The mirror version in which the change appeared.
    mirror_version: i64,
    changed_at: Timestamp,
    /// The sync run that made the change.
    run_id: Uuid,
    #[schema(example = "account.move.line")]
    model: String,
    /// Odoo's id of the record.
    record_id: i64,
    kind: ChangeKind,
    /// For an update: each changed field with its `old` and `new` value. Amounts are decimal
    /// strings.
    #[schema(value_type = Option<Object>, example = json!({"amount_residual": {"old": "100.00", "new": "0.00"}}))]
    fields: Option<Value>,
}

/// List changes of the mirror
#[utoipa::path(
    get, path = "/v1/changes", tag = "mirror", operation_id = "list_changes", params(Question),
    responses((status = 200, body = ChangePage, description = "One page of changes")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(question): Query<Question>,
) -> Result<HttpResponse, ApiError> {
    let range = question.range()?;
    let page = snapshot::read(&api, &caller.tenant, "changes", async |tx| {
        let mirrored = catalog::read(tx).await?;
        let history = histories(tx, &mirrored, question.model.as_deref()).await?;
        let wanted = question.wanted(tx, &range).await?;
        let rows = changes::read(tx, &wanted, &caller.scope, mirrored.values()).await?;
        let Page { data, next } = range.page(rows, |row| (row.version, row.record_id));
        Ok(ChangePage {
            freshness: freshness::read(tx, &reports::LEDGER).await?.into(),
            complete: question.is_complete(&history),
            history,
            data,
            next,
        })
    })
    .await?;
    Ok(page::linked(&request, page.next.as_deref())?.json(page))
}

impl Question {
    fn range(&self) -> Result<Range<Position>, ApiError> {
        if let Some(version) = self.since_version.filter(|version| *version < 0) {
            let violation =
                Violation::in_parameter("since_version", format!("{version} is out of range"));
            return Err(ApiError::invalid(violation.hinting("0 or more")));
        }
        if self.since.is_some() && self.since_version.is_some() {
            let violation = Violation::in_parameter("since", "cannot be given with since_version")
                .hinting("pass one of the two");
            return Err(ApiError::invalid(violation));
        }
        Listing::new(self.limit, self.cursor.clone()).range()
    }

    async fn wanted(
        &self,
        tx: &Transaction<'_>,
        range: &Range<Position>,
    ) -> Result<changes::Wanted<'_>, ApiError> {
        let since_version = match (self.since_version, self.since) {
            (Some(version), _) => version,
            (None, Some(since)) => read::version_before().bind(tx, &since).one().await?,
            (None, None) => -1,
        };
        let up_to_version = match self.until {
            Some(until) => read::version_before().bind(tx, &until).one().await?,
            None => i64::MAX,
        };
        Ok(changes::Wanted {
            after: range.after.unwrap_or((since_version, i64::MAX)),
            since_version,
            up_to_version,
            model: self.model.as_deref(),
            record_id: self.record_id,
            kind: self.kind,
            limit: range.rows_to_read(),
        })
    }

    fn is_complete(&self, history: &[ModelHistory]) -> bool {
        history.iter().all(|history| {
            let by_version = self.since_version.zip(history.complete_from_version);
            let by_instant = self.since.zip(history.complete_from);
            by_version.is_some_and(|(since, from)| since >= from)
                || by_instant.is_some_and(|(since, from)| since >= from)
        })
    }
}

/// The history of the model, or of every mirrored model.
async fn histories(
    tx: &Transaction<'_>,
    mirrored: &BTreeMap<String, Model>,
    model: Option<&str>,
) -> Result<Vec<ModelHistory>, ApiError> {
    check_model(mirrored, model)?;
    let kept = read::histories().bind(tx).all().await?;
    let asked = mirrored
        .keys()
        .filter(|name| model.is_none_or(|model| model == name.as_str()));
    let history = asked.map(|name| {
        let kept = kept.iter().find(|history| history.model == *name);
        ModelHistory {
            complete_from_version: kept.map(|history| history.complete_from_version),
            complete_from: kept.map(|history| history.complete_from),
            model: name.clone(),
        }
    });
    Ok(history.collect())
}

impl From<changes::Change> for Change {
    fn from(row: changes::Change) -> Self {
        Self {
            mirror_version: row.version,
            changed_at: row.changed_at,
            run_id: row.run_id,
            model: row.model,
            record_id: row.record_id,
            kind: row.kind,
            fields: row.fields,
        }
    }
}
