//! Customers, vendors and contacts.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::partners::{self, Partner, PartnersParameters};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{
    auth::Caller, cursor, error::ApiError, freshness::Freshness, query::Query, state::Api,
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
    Ask::new(&request, &api, &caller, "partners", &["res.partner"])
        .answer(
            async |_, _| {
                Ok(Prepared {
                    fingerprint: fingerprint(&parameters),
                    query: (),
                })
            },
            async |tx, (), freshness| {
                let page = partners::page(tx, &caller.scope, &parameters).await?;
                let next = page.next.as_deref().map(cursor::sealed);
                let mut parameters = parameters.clone();
                // Its position is not for clients.
                parameters.cursor = None;
                Ok(Answer {
                    next: next.clone(),
                    body: PartnersAnswer {
                        data: page.rows,
                        freshness,
                        parameters,
                        next,
                    },
                })
            },
        )
        .await
}
