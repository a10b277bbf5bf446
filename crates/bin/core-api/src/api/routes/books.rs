//! Mirrored data, besides the reports of the catalogue.

use actix_web::web;

use super::needs::VIEWER;
use crate::{
    http::endpoint::{Endpoint, get},
    overview,
    reports::http::{companies, descriptions, documents, master_data, partners, search, tie_out},
};

pub(super) fn all() -> Vec<Endpoint> {
    vec![
        get("/v1/companies", VIEWER, web::to(companies::list)),
        get("/v1/partners", VIEWER, web::to(partners::list)),
        get("/v1/partners/{id}", VIEWER, web::to(partners::show)),
        get("/v1/accounts", VIEWER, web::to(master_data::accounts)),
        get("/v1/journals", VIEWER, web::to(master_data::journals)),
        get("/v1/currencies", VIEWER, web::to(master_data::currencies)),
        get(
            "/v1/salespersons",
            VIEWER,
            web::to(master_data::salespersons),
        ),
        get(
            "/v1/partner-tags",
            VIEWER,
            web::to(master_data::partner_tags),
        ),
        get(
            "/v1/document-types",
            VIEWER,
            web::to(master_data::document_types),
        ),
        get("/v1/overview", VIEWER, web::to(overview::http::show)),
        get("/v1/reports", VIEWER, web::to(descriptions::list)),
        get("/v1/search", VIEWER, web::to(search::find)),
        get(
            "/v1/receivables/tie-out",
            VIEWER,
            web::to(tie_out::receivables),
        ),
        get("/v1/payables/tie-out", VIEWER, web::to(tie_out::payables)),
        get(
            "/v1/journal-items/{id}",
            VIEWER,
            web::to(documents::show_item),
        ),
        get("/v1/documents/{id}", VIEWER, web::to(documents::show)),
    ]
}
