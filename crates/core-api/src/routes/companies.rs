//! The companies whose books are mirrored.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::Serialize;
use store::freshness;
use utoipa::ToSchema;

use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    query::{NoParameters, Query},
    reading::{self, Freshness},
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CompaniesAnswer {
    data: Vec<reports::Company>,
    freshness: Freshness,
}

/// All companies
#[utoipa::path(
    get, path = "/v1/companies", tag = "master data", operation_id = "list_companies",
    responses((status = 200, body = CompaniesAnswer, description = "Every company, by id")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    reading::snapshot(&api, &caller.tenant, "companies", async |tx| {
        let freshness = freshness::read(tx, &["res.company", "res.currency"]).await?;
        let tag = reading::tag(&caller, "companies", &(), &freshness);
        if reading::is_known(&request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let data = reports::companies::list(tx).await?;
        let body = CompaniesAnswer {
            data,
            freshness: freshness.into(),
        };
        reading::tagged(&request, &tag, None, &body)
    })
    .await
}
