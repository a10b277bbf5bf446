//! Signing in with a provider of OpenID Connect. The provider says who somebody is, and perhaps which
//! role and companies; Espejo makes the session.
//!
//! Nothing is kept in memory between the two requests of a sign-in: another process may take the
//! second one.

mod claims;
pub mod http;
mod write;
