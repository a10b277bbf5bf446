//! How many event streams one caller and one tenant may have open in this process.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::http::{auth::Caller, error::ApiError};

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
