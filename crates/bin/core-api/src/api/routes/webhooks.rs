//! Webhooks and their messages. They tell about the tenant as a whole.

use actix_web::web;

use super::needs::{ALL_ADMIN, CONFIRMED};
use crate::{
    http::endpoint::{Endpoint, delete, get, patch, post},
    webhooks::http::{self, deliveries, keys},
};

pub(super) fn all() -> Vec<Endpoint> {
    vec![
        get("/v1/webhooks", ALL_ADMIN, web::to(http::list)),
        post("/v1/webhooks", CONFIRMED, web::to(http::create)),
        get("/v1/webhooks/{id}", ALL_ADMIN, web::to(http::show)),
        patch("/v1/webhooks/{id}", CONFIRMED, web::to(http::change)),
        delete("/v1/webhooks/{id}", CONFIRMED, web::to(http::delete)),
        post("/v1/webhooks/{id}/keys", CONFIRMED, web::to(keys::renew)),
        post(
            "/v1/webhooks/{id}/test",
            ALL_ADMIN,
            web::to(deliveries::test),
        ),
        get(
            "/v1/webhook-deliveries",
            ALL_ADMIN,
            web::to(deliveries::list),
        ),
        get(
            "/v1/webhook-deliveries/{id}",
            ALL_ADMIN,
            web::to(deliveries::show),
        ),
        post(
            "/v1/webhook-deliveries/{id}/retry",
            ALL_ADMIN,
            web::to(deliveries::retry),
        ),
    ]
}
