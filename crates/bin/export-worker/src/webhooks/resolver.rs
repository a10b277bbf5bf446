//! Resolves names to public addresses only. It is asked at each connection, so that a name cannot
//! change its address between check and call.

use std::{io, net::SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;

/// Fails if any address of a name is not public.
pub(super) struct PublicOnly;

#[derive(Debug, thiserror::Error)]
pub(super) enum LookupError {
    #[error("the name cannot be resolved: {0}")]
    Failed(#[from] io::Error),
    #[error("the name has an address that is not on the public internet")]
    Private,
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = lookup_host((name.as_str(), 0)).await;
            let addresses: Vec<SocketAddr> = found.map_err(LookupError::Failed)?.collect();
            if addresses.iter().all(|it| webhooks::is_public(it.ip())) {
                return Ok::<Addrs, _>(Box::new(addresses.into_iter()));
            }
            Err(LookupError::Private.into())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_with_a_private_address_is_refused() {
        let found = PublicOnly.resolve("localhost".parse().unwrap()).await;
        let error = found.err().unwrap();
        assert!(matches!(error.downcast_ref(), Some(LookupError::Private)));
    }
}
