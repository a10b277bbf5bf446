//! API keys and sessions, as a request presents them: whom they stand for, and what they allow.

pub mod cache;
pub mod read;
pub mod write;

use jiff::Timestamp;
use reports::Scope;
use states::Role;
use uuid::Uuid;

use crate::acts::Principal;

/// Whom a request comes from, and what it may do.
#[derive(Debug, Clone)]
pub struct Credential {
    pub principal: Principal,
    pub role: Role,
    /// The companies whose books it may see.
    pub scope: Scope,
    /// None for API keys.
    pub session: Option<Session>,
}

/// A person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: Uuid,
    pub person: Uuid,
    pub confirmed_at: Timestamp,
    pub expires_at: Timestamp,
}
