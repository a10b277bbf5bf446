//! The companies whose books are mirrored.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{
    auth::Caller,
    error::ApiError,
    freshness::Freshness,
    query::{NoParameters, Query},
    state::Api,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CompaniesAnswer {
    data: Vec<reports::Company>,
    freshness: Freshness,
}

/// The companies that the caller may see
#[utoipa::path(
    get, path = "/v1/companies", tag = "master data", operation_id = "list_companies",
    responses((status = 200, body = CompaniesAnswer, description = "The companies, by id")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    Ask::new(
        &request,
        &api,
        &caller,
        "companies",
        &["res.company", "res.currency"],
    )
    .answer(
        async |_, _| {
            Ok(Prepared {
                fingerprint: fingerprint(&()),
                query: (),
            })
        },
        async |tx, (), freshness| {
            Ok(Answer::whole(CompaniesAnswer {
                data: reports::companies::in_scope(tx, &caller.scope).await?,
                freshness,
            }))
        },
    )
    .await
}
