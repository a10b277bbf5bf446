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

/// The `{link}` of the path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinkId(pub(crate) Uuid);

impl FromRequest for LinkId {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request
            .match_info()
            .get("link")
            .and_then(|id| id.parse().ok());
        ready(id.map(Self).ok_or(ApiError::NotFound("link")))
    }
}

/// The `{id}` of the path, if it is that of an API key.
#[derive(Debug, Clone)]
pub(crate) struct KeyId(pub(crate) String);

impl FromRequest for KeyId {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let is_one = |id: &&str| {
            let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            id.len() == 12 && id.bytes().all(good)
        };
        let id = request.match_info().get("id").filter(is_one);
        let id = id.map(|id| Self(id.to_owned()));
        ready(id.ok_or(ApiError::NotFound("API key")))
    }
}

/// The `{partner_id}` of the path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PartnerId(pub(crate) i64);

impl FromRequest for PartnerId {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request
            .match_info()
            .get("partner_id")
            .and_then(|id| id.parse().ok());
        ready(id.map(Self).ok_or(ApiError::NotFound("partner")))
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
