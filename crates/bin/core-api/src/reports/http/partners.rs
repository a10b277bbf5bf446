//! Customers, vendors and contacts.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use reports::partners::{self, Partner, PartnerDetail, PartnersParameters};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, Ask, Prepared, fingerprint, odoo_pages_of};
use crate::http::{
    auth::Caller,
    cursor,
    error::ApiError,
    freshness::Freshness,
    path::OdooId,
    query::{NoParameters, Query},
    state::Api,
};

/// The models of the list. Besides partners, it names salespersons and tags.
const LISTED: [&str; 3] = ["res.partner", "res.users", "res.partner.category"];

/// The models of one partner with its balances.
const SHOWN: [&str; 11] = [
    "account.move.line",
    "account.partial.reconcile",
    "account.move",
    "account.account",
    "account.journal",
    "res.partner",
    "res.partner.category",
    "res.users",
    "res.country",
    "res.company",
    "res.currency",
];

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartnersAnswer {
    data: Vec<Partner>,
    freshness: Freshness,
    parameters: PartnersParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartnerAnswer {
    data: PartnerDetail,
    freshness: Freshness,
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
    Ask::new(&request, &api, &caller, "partners", &LISTED)
        .answer(
            async |_, _| {
                Ok(Prepared {
                    fingerprint: fingerprint(&parameters),
                    query: (),
                })
            },
            async |tx, (), freshness| {
                let mut page = partners::page(tx, &caller.scope, &parameters).await?;
                let odoo = odoo_pages_of("res.partner", tx, &caller).await?;
                for partner in &mut page.rows {
                    partner.odoo_url = Some(odoo(partner.id));
                }
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

/// A partner with what it owes and how it pays
#[utoipa::path(
    get, path = "/v1/partners/{id}", tag = "master data", operation_id = "show_partner",
    params(("id" = i64, Path, description = "Odoo's id of the res.partner")),
    responses((status = 200, body = PartnerAnswer, description = "The partner")),
)]
pub(crate) async fn show(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    OdooId(id): OdooId,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    Ask::new(&request, &api, &caller, "partner", &SHOWN)
        .answer(
            async |_, reader| {
                Ok(Prepared {
                    fingerprint: fingerprint(&(id, reader.today)),
                    query: (),
                })
            },
            async |tx, (), freshness| {
                let mut data = partners::show(tx, &caller.reader(), id)
                    .await?
                    .ok_or(ApiError::NotFound("partner"))?;
                let odoo = odoo_pages_of("res.partner", tx, &caller).await?;
                data.partner.odoo_url = Some(odoo(id));
                Ok(Answer::whole(PartnerAnswer { data, freshness }))
            },
        )
        .await
}
