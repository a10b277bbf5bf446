//! Lists of what filters may name: accounts, journals, currencies, salespersons, partner tags and
//! document types.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::master_data::{
    self, AccountsParameters, JournalsParameters, MasterData, MasterDataParameters, MasterRecord,
    Wanted,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint};
use crate::http::{
    auth::Caller, cursor, error::ApiError, freshness::Freshness, query::Query, state::Api,
};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MasterDataAnswer {
    data: Vec<MasterRecord>,
    freshness: Freshness,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// Accounts by code
#[utoipa::path(
    get, path = "/v1/accounts", tag = "master data", operation_id = "list_accounts",
    params(AccountsParameters),
    responses((status = 200, body = MasterDataAnswer, description = "One page of accounts")),
)]
pub(crate) async fn accounts(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<AccountsParameters>,
) -> Result<HttpResponse, ApiError> {
    list(
        &request,
        &api,
        &caller,
        MasterData::Accounts,
        Wanted::from(&asked),
    )
    .await
}

/// Journals by code
#[utoipa::path(
    get, path = "/v1/journals", tag = "master data", operation_id = "list_journals",
    params(JournalsParameters),
    responses((status = 200, body = MasterDataAnswer, description = "One page of journals")),
)]
pub(crate) async fn journals(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<JournalsParameters>,
) -> Result<HttpResponse, ApiError> {
    list(
        &request,
        &api,
        &caller,
        MasterData::Journals,
        Wanted::from(&asked),
    )
    .await
}

/// Currencies by code
#[utoipa::path(
    get, path = "/v1/currencies", tag = "master data", operation_id = "list_currencies",
    params(MasterDataParameters),
    responses((status = 200, body = MasterDataAnswer, description = "One page of currencies")),
)]
pub(crate) async fn currencies(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<MasterDataParameters>,
) -> Result<HttpResponse, ApiError> {
    list(
        &request,
        &api,
        &caller,
        MasterData::Currencies,
        Wanted::from(&asked),
    )
    .await
}

/// Salespersons by name: users with a document
#[utoipa::path(
    get, path = "/v1/salespersons", tag = "master data", operation_id = "list_salespersons",
    params(MasterDataParameters),
    responses((status = 200, body = MasterDataAnswer, description = "One page of salespersons")),
)]
pub(crate) async fn salespersons(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<MasterDataParameters>,
) -> Result<HttpResponse, ApiError> {
    list(
        &request,
        &api,
        &caller,
        MasterData::Salespersons,
        Wanted::from(&asked),
    )
    .await
}

/// Tags of partners by name
#[utoipa::path(
    get, path = "/v1/partner-tags", tag = "master data", operation_id = "list_partner_tags",
    params(MasterDataParameters),
    responses((status = 200, body = MasterDataAnswer, description = "One page of tags")),
)]
pub(crate) async fn partner_tags(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<MasterDataParameters>,
) -> Result<HttpResponse, ApiError> {
    list(
        &request,
        &api,
        &caller,
        MasterData::PartnerTags,
        Wanted::from(&asked),
    )
    .await
}

/// Document types by code: those of the companies' countries
#[utoipa::path(
    get, path = "/v1/document-types", tag = "master data", operation_id = "list_document_types",
    params(MasterDataParameters),
    responses((status = 200, body = MasterDataAnswer, description = "One page of document types")),
)]
pub(crate) async fn document_types(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<MasterDataParameters>,
) -> Result<HttpResponse, ApiError> {
    list(
        &request,
        &api,
        &caller,
        MasterData::DocumentTypes,
        Wanted::from(&asked),
    )
    .await
}

async fn list(
    request: &HttpRequest,
    api: &Api,
    caller: &Caller,
    list: MasterData,
    wanted: Wanted<'_>,
) -> Result<HttpResponse, ApiError> {
    Ask::new(request, api, caller, list.key(), list.models())
        .answer(
            async |_, _| {
                Ok(Prepared {
                    fingerprint: fingerprint(&(&wanted, wanted.page())),
                    query: (),
                })
            },
            async |tx, (), freshness| {
                let page = master_data::page(tx, &caller.reader(), list, wanted).await?;
                let next = page.next.as_deref().map(cursor::sealed);
                Ok(Answer {
                    next: next.clone(),
                    body: MasterDataAnswer {
                        data: page.rows,
                        freshness,
                        next,
                    },
                })
            },
        )
        .await
}
