//! Ids in paths. An invalid id answers 404, like any other unknown id.

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures::future::{Ready, ready};
use uuid::Uuid;

use crate::http::error::ApiError;

/// The `{id}` of the path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Id(pub(crate) Uuid);

impl FromRequest for Id {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request
            .match_info()
            .get("id")
            .and_then(|id| id.parse().ok());
        ready(id.map(Self).ok_or(ApiError::NotFound("resource")))
    }
}

/// The `{id}` of the path, if it is an id of Odoo.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OdooId(pub(crate) i64);

impl FromRequest for OdooId {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request
            .match_info()
            .get("id")
            .and_then(|id| id.parse().ok());
        ready(id.map(Self).ok_or(ApiError::NotFound("record of Odoo")))
    }
}
