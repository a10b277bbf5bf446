//! The mirror and its alarms, sync runs, dead letters.

use actix_web::web;

use super::needs::{ALL_OPERATOR, ALL_VIEWER, ANY_OPERATOR, ANYBODY, CONFIRMED, VIEWER};
use crate::{
    dead_letters,
    http::endpoint::{Endpoint, delete, get, post},
    mirror, runs, status,
};

pub(super) fn mirror() -> Vec<Endpoint> {
    vec![
        get("/v1/mirror", ANYBODY, web::to(status::http::show)),
        get(
            "/v1/mirror/history",
            ANYBODY,
            web::to(status::http::history::list),
        ),
        get("/v1/alarms", ANYBODY, web::to(runs::http::alarms::list)),
        get("/v1/changes", VIEWER, web::to(mirror::http::list)),
        post(
            "/v1/mirror/accept-restore",
            CONFIRMED,
            web::to(runs::http::decisions::accept_restore),
        ),
    ]
}

pub(super) fn sync_runs() -> Vec<Endpoint> {
    vec![
        get("/v1/sync-runs", ANYBODY, web::to(runs::http::list)),
        post("/v1/sync-runs", ANY_OPERATOR, web::to(runs::http::create)),
        get("/v1/sync-runs/{id}", ANYBODY, web::to(runs::http::show)),
        get(
            "/v1/sync-runs/{id}/missing-rows",
            ALL_VIEWER,
            web::to(runs::http::missing::list),
        ),
        post(
            "/v1/sync-runs/{id}/cancel",
            ALL_OPERATOR,
            web::to(runs::http::cancel),
        ),
        post(
            "/v1/sync-runs/{id}/confirm-deletions",
            CONFIRMED,
            web::to(runs::http::decisions::confirm_deletions),
        ),
    ]
}

pub(super) fn dead_letters() -> Vec<Endpoint> {
    vec![
        get(
            "/v1/dead-letters",
            ALL_VIEWER,
            web::to(dead_letters::http::list),
        ),
        post(
            "/v1/dead-letters/replays",
            ALL_OPERATOR,
            web::to(dead_letters::http::replays::create),
        ),
        get(
            "/v1/dead-letter-actions",
            ALL_VIEWER,
            web::to(dead_letters::http::actions::list),
        ),
        post(
            "/v1/dead-letters/{id}/replay",
            ALL_OPERATOR,
            web::to(dead_letters::http::replay),
        ),
        get(
            "/v1/dead-letters/{id}",
            ALL_VIEWER,
            web::to(dead_letters::http::show),
        ),
        delete(
            "/v1/dead-letters/{id}",
            CONFIRMED,
            web::to(dead_letters::http::discard),
        ),
    ]
}
