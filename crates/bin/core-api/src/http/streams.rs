//! Streams of server-sent events: their form, and how many of them one caller and one tenant may
//! have open in this process.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE},
    web::Bytes,
};
use futures::{Stream, StreamExt, stream};

use crate::http::{auth::Caller, error::ApiError};

/// How often a stream looks for news.
pub(crate) const LOOK: Duration = Duration::from_secs(1);
/// Without regular data, proxies close the connection.
pub(crate) const HEARTBEAT: Duration = Duration::from_secs(15);
/// A browser reconnects 2000 ms after the connection was lost.
const RETRY: &str = "retry: 2000\n\n";

/// The answer with these events.
pub(crate) fn answer(
    events: impl Stream<Item = Result<Bytes, ApiError>> + 'static,
) -> HttpResponse {
    let first = stream::iter([Ok(Bytes::from_static(RETRY.as_bytes()))]);
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_ENCODING, "identity"))
        // Otherwise nginx buffers events.
        .insert_header(("x-accel-buffering", "no"))
        .streaming(first.chain(events))
}

/// `Last-Event-ID`; any other text counts as none.
pub(crate) fn last_id(request: &HttpRequest) -> Option<i64> {
    let seen = request.headers().get("last-event-id")?;
    seen.to_str().ok()?.parse().ok()
}

/// By tenant; and by tenant and caller.
type Counts = HashMap<(String, Option<String>), u32>;

pub struct Streams {
    per_caller: u32,
    per_tenant: u32,
    open: Arc<Mutex<Counts>>,
}

/// An open stream. It counts until it is dropped.
pub(crate) struct OpenStream {
    keys: [(String, Option<String>); 2],
    open: Arc<Mutex<Counts>>,
}

impl Streams {
    pub fn new(per_caller: u32, per_tenant: u32) -> Self {
        Self {
            per_caller,
            per_tenant,
            open: Arc::default(),
        }
    }

    /// For each caller, and for the tenant.
    pub(crate) fn limits(&self) -> (u32, u32) {
        (self.per_caller, self.per_tenant)
    }

    pub(crate) fn open(&self, caller: &Caller) -> Result<OpenStream, ApiError> {
        let tenant = &caller.tenant.name;
        let keys = [
            (tenant.clone(), Some(caller.requested_by().to_owned())),
            (tenant.clone(), None),
        ];
        let limits = [self.per_caller, self.per_tenant];
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, limit) in keys.iter().zip(limits) {
            if open.get(key).is_some_and(|count| *count >= limit) {
                return Err(ApiError::TooManyStreams { limit });
            }
        }
        for key in &keys {
            *open.entry(key.clone()).or_default() += 1;
        }
        Ok(OpenStream {
            keys,
            open: self.open.clone(),
        })
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        for key in &self.keys {
            if let Some(count) = open.get_mut(key) {
                *count -= 1;
                if *count == 0 {
                    open.remove(key);
                }
            }
        }
    }
}
