//! Customers, vendors and contacts.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::partners::{self, Partner, PartnersParameters};
use serde::Serialize;
use store::freshness;
use utoipa::ToSchema;

use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    query::Query,
    reading::{self, Freshness},
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartnersAnswer {
    data: Vec<Partner>,
    freshness: Freshness,
    parameters: PartnersParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// Partners by name
#[utoipa::path(
    get, path = "/v1/partners", tag = "master data", operation_id = "list_partners",
    params(PartnersParameters),
    responses((status = 200, body = PartnersAnswer, description = "One page of partners")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(parameters): Query<PartnersParameters>,
) -> Result<HttpResponse, ApiError> {
    reading::snapshot(&api, &caller.tenant, "partners", async |tx| {
        let freshness = freshness::read(tx, &["res.partner"]).await?;
        let tag = reading::tag(&caller, "partners", &parameters, &freshness);
        if reading::is_known(&request, &tag) {
            return Ok(reading::not_modified(&tag));
        }
        let page = partners::page(tx, &parameters).await?;
        let next = page.next.clone();
        let body = PartnersAnswer {
            data: page.rows,
            freshness: freshness.into(),
            parameters,
            next: page.next,
        };
        reading::tagged(&request, &tag, next.as_deref(), &body)
    })
    .await
}
