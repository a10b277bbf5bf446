//! Search over partners, documents, amounts and accounts.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::search::{self, SearchHit, SearchParameters};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{auth::Caller, error::ApiError, freshness::Freshness, query::Query, state::Api};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchAnswer {
    /// The best hits of each kind: partners, documents, amounts, accounts.
    data: Vec<SearchHit>,
    freshness: Freshness,
    /// The parameters that were used.
    parameters: SearchParameters,
}

/// Partners, documents, amounts and accounts by a text
#[utoipa::path(
    get, path = "/v1/search", tag = "master data", operation_id = "search",
    params(SearchParameters),
    responses((status = 200, body = SearchAnswer, description = "The best hits of each kind")),
)]
pub(crate) async fn find(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(parameters): Query<SearchParameters>,
) -> Result<HttpResponse, ApiError> {
    Ask::new(&request, &api, &caller, "search", &search::MODELS)
        .with_other_tables()
        .answer(
            async |tx, _| {
                let finds_open_amounts = search::finds_open_amounts(tx).await?;
                Ok(Prepared {
                    fingerprint: fingerprint(&(&parameters, finds_open_amounts)),
                    query: (),
                })
            },
            async |tx, (), freshness| {
                let data = search::find(tx, &caller.reader(), &parameters).await?;
                Ok(Answer::whole(SearchAnswer {
                    data,
                    freshness,
                    parameters: parameters.clone(),
                }))
            },
        )
        .await
}
