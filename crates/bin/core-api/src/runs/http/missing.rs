//! The rows that a run did not find in Odoo: what a person looks at before confirming deletions.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::{Deserialize, Serialize};
use sql::{client::Params, queries::core_api::runs::read::MissingParams};
use store::{
    Transaction,
    catalog::{self, ColumnKind, Model},
};
use utoipa::{IntoParams, ToSchema};

use crate::{
    http::{
        auth::Caller,
        error::ApiError,
        models::check_model,
        page::{self, Listing, Page},
        path::Id,
        query::Query,
        snapshot,
        state::Api,
    },
    runs::read,
};

/// Columns that say what a record is, the best one first.
const NAMES: [&str; 3] = ["move_name", "name", "code"];

/// Which rows are listed, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MissingRowListing {
    /// Only rows of this model of Odoo.
    #[param(example = "account.move.line")]
    model: Option<String>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

/// A row of the mirror that Odoo did not show.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MissingRow {
    #[schema(example = "account.move.line")]
    model: String,
    /// Odoo's id of the record.
    record_id: i64,
    /// What the mirror has as its name or number; null if the model has neither.
    #[schema(example = "F001-00018907")]
    record_name: Option<String>,
    /// Null for records that belong to no company.
    company_id: Option<i64>,
    /// Where the record is in Odoo, if it is only hidden.
    odoo_url: String,
}

/// What the mirror knows of a record.
#[derive(Default)]
struct Known {
    name: Option<String>,
    company: Option<i64>,
}

/// Rows that a run did not find in Odoo
///
/// By model and id. They are kept for a day after the run, and longer while an alarm is open. The
/// totals of a verify can show that rows are missing before a repair finds which ones.
#[utoipa::path(
    get, path = "/v1/sync-runs/{id}/missing-rows", tag = "sync",
    operation_id = "list_missing_rows",
    params(("id" = uuid::Uuid, Path, description = "The run"), MissingRowListing),
    responses((status = 200, body = Page<MissingRow>, description = "One page of rows")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Id(run): Id,
    Query(listing): Query<MissingRowListing>,
) -> Result<HttpResponse, ApiError> {
    let range = Listing::new(listing.limit, listing.cursor).range::<(String, i64)>()?;
    let (after_model, after_id) = range.after.clone().unzip();
    let wanted = MissingParams {
        run,
        model: listing.model.as_deref(),
        after_model: after_model.as_deref(),
        after_id,
        limit: range.rows_to_read(),
    };
    let page = snapshot::read(&api, &caller.tenant, "missing rows", async |tx| {
        let version = super::find(tx, run).await?.server_version;
        let mirrored = catalog::read(tx).await?;
        check_model(&mirrored, wanted.model)?;
        let rows = read::missing().params(tx, &wanted).all().await?;
        let mut known = look_up(tx, &mirrored, &rows).await?;
        let key = |row: &read::Missing| (row.model.clone(), row.id);
        Ok(range.page_of(rows, key, |row| {
            let odoo = &caller.tenant.odoo;
            let odoo_url = odoo.record_url(&row.model, row.id, version.as_deref());
            let key = (row.model.clone(), row.id);
            let Known { name, company } = known.remove(&key).unwrap_or_default();
            MissingRow {
                model: row.model,
                record_id: row.id,
                record_name: name,
                company_id: company,
                odoo_url,
            }
        }))
    });
    let page: Page<MissingRow> = page.await?;
    page::answer(&request, &page)
}

/// Names and companies of the rows, with one statement for each model.
async fn look_up(
    tx: &Transaction<'_>,
    mirrored: &BTreeMap<String, Model>,
    rows: &[read::Missing],
) -> Result<BTreeMap<(String, i64), Known>, ApiError> {
    let mut ids: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for row in rows {
        ids.entry(&row.model).or_default().push(row.id);
    }
    let mut known = BTreeMap::new();
    for (name, ids) in ids {
        let Some(model) = mirrored.get(name) else {
            continue;
        };
        for row in tx.query(&statement(model), &[&ids]).await? {
            let record = Known {
                name: row.get("name"),
                company: row.get("company"),
            };
            known.insert((name.to_owned(), row.get("id")), record);
        }
    }
    Ok(known)
}

/// The columns' names are those of `NAMES`, and the table's name comes from the catalogue.
fn statement(model: &Model) -> String {
    let texts = NAMES
        .iter()
        .filter(|name| model.kind_of(name) == Some(ColumnKind::Text));
    let mut names: Vec<String> = texts.map(|name| format!("nullif({name}, '')")).collect();
    names.push("null::text".to_owned());
    let names = names.join(", ");
    let company = match model.kind_of("company_id") {
        Some(ColumnKind::Integer) => "company_id::bigint",
        _ => "null::bigint",
    };
    let table = catalog::quoted(&model.table);
    format!(
        "select id, coalesce({names}) as name, {company} as company from odoo.{table}
         where id = any($1)"
    )
}
