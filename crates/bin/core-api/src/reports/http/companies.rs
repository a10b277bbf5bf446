//! The companies whose books are mirrored.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{
    auth::Caller,
    error::ApiError,
    freshness::Freshness,
    page::{Listing, Page, Range},
    query::Query,
    state::Api,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CompaniesAnswer {
    data: Vec<reports::Company>,
    freshness: Freshness,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// The companies that the caller may see
#[utoipa::path(
    get, path = "/v1/companies", tag = "master data", operation_id = "list_companies",
    params(Listing),
    responses((status = 200, body = CompaniesAnswer, description = "One page of companies, by id")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let range: Range<i64> = listing.range()?;
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
                fingerprint: fingerprint(&listing),
                query: (),
            })
        },
        async |tx, (), freshness| {
            let mut companies = reports::companies::in_scope(tx, &caller.scope).await?;
            companies.retain(|company| range.after.is_none_or(|after| company.id > after));
            let Page { data, next } = range.page(companies, |company| company.id);
            Ok(Answer {
                next: next.clone(),
                body: CompaniesAnswer {
                    data,
                    freshness,
                    next,
                },
            })
        },
    )
    .await
}
