//! Where a request really came from: through a proxy that is listed, from the address that the proxy
//! names. Headers of anybody else are not believed. The tenant is never selected by them.

use std::net::IpAddr;

use actix_web::http::header::HeaderMap;
use ipnet::IpNet;

const FORWARDED_FOR: &str = "x-forwarded-for";
const FORWARDED_PROTO: &str = "x-forwarded-proto";
const FORWARDED: &str = "forwarded";

/// The networks of the proxies that tell the truth.
#[derive(Debug, Clone, Default)]
pub struct Proxies(Vec<IpNet>);

/// Who sent a request, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Client {
    pub(crate) address: Option<IpAddr>,
    /// Whether a listed proxy got it over TLS.
    pub(crate) over_tls: bool,
}

impl Proxies {
    /// Networks and addresses, separated by commas.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split(',').map(str::trim);
        let parts = parts.filter(|part| !part.is_empty());
        let nets = parts.map(|part| {
            let net = part.parse::<IpNet>().ok();
            let net = net.or_else(|| part.parse::<IpAddr>().ok().map(IpNet::from));
            net.ok_or_else(|| {
                format!("`{part}` is neither a network such as 10.0.0.0/8 nor an address")
            })
        });
        nets.collect::<Result<_, _>>().map(Self)
    }

    pub(crate) fn client(&self, peer: Option<IpAddr>, headers: &HeaderMap) -> Client {
        let peer = peer.map(|peer| peer.to_canonical());
        let Some(proxy) = peer.filter(|peer| self.has(*peer)) else {
            return Client {
                address: peer,
                over_tls: false,
            };
        };
        let listed = |name| values(headers, name);
        let mut hops: Vec<String> = listed(FORWARDED_FOR);
        let mut protocols: Vec<String> = listed(FORWARDED_PROTO);
        if hops.is_empty() && protocols.is_empty() {
            let forwarded = listed(FORWARDED);
            hops = members(&forwarded, "for");
            protocols = members(&forwarded, "proto");
        }
        Client {
            address: Some(self.nearest_stranger(proxy, &hops)),
            // The last one is of the proxy that called.
            over_tls: protocols
                .last()
                .is_some_and(|it| it.eq_ignore_ascii_case("https")),
        }
    }

    /// Each proxy adds the address of its caller at the end. What stands before the first caller
    /// that is no listed proxy was written by that caller.
    fn nearest_stranger(&self, proxy: IpAddr, hops: &[String]) -> IpAddr {
        let mut nearest = proxy;
        for hop in hops.iter().rev() {
            let Some(address) = address(hop) else { break };
            nearest = address;
            if !self.has(address) {
                break;
            }
        }
        nearest
    }

    fn has(&self, address: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&address))
    }
}

fn values(headers: &HeaderMap, name: &str) -> Vec<String> {
    let values = headers.get_all(name);
    let values = values.filter_map(|value| value.to_str().ok());
    let parts = values.flat_map(|value| value.split(','));
    let parts = parts.map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// The values of one member in each element of `Forwarded` (RFC 7239).
fn members(elements: &[String], name: &str) -> Vec<String> {
    let member = |element: &String| {
        let mut pairs = element.split(';').filter_map(|pair| pair.split_once('='));
        let found = pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim().trim_matches('"').to_owned())
    };
    elements.iter().filter_map(member).collect()
}

/// An address, perhaps with a port; IPv6 perhaps in brackets.
fn address(text: &str) -> Option<IpAddr> {
    let bare = match text.strip_prefix('[') {
        Some(rest) => rest.split(']').next()?,
        None if text.matches(':').count() == 1 => text.split(':').next()?,
        None => text,
    };
    Some(bare.parse::<IpAddr>().ok()?.to_canonical())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn client(peer: &str, headers: &[(&'static str, &'static str)]) -> (String, bool) {
        let proxies = Proxies::parse("10.0.0.0/8, 192.0.2.7, 2001:db8::/32").unwrap();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        let client = proxies.client(peer.parse().ok(), &map);
        (client.address.unwrap().to_string(), client.over_tls)
    }

    #[test]
    fn only_listed_proxies_are_believed() {
        let forged = [(FORWARDED_FOR, "203.0.113.9"), (FORWARDED_PROTO, "https")];
        assert_eq!(
            client("198.51.100.1", &forged),
            ("198.51.100.1".into(), false)
        );
        assert_eq!(client("10.1.2.3", &forged), ("203.0.113.9".into(), true));
        assert_eq!(
            client("::ffff:10.1.2.3", &forged),
            ("203.0.113.9".into(), true)
        );
        assert_eq!(client("10.1.2.3", &[]), ("10.1.2.3".into(), false));
        let none = Proxies::default().client("10.1.2.3".parse().ok(), &HeaderMap::new());
        assert_eq!(none.address, "10.1.2.3".parse().ok());
    }

    #[test]
    fn the_last_address_that_no_listed_proxy_has_is_the_client() {
        for (hops, expected) in [
            ("203.0.113.9", "203.0.113.9"),
            ("127.0.0.1, 203.0.113.9", "203.0.113.9"),
            ("1.1.1.1, 203.0.113.9, 10.9.9.9, 192.0.2.7", "203.0.113.9"),
            ("203.0.113.9:4711, 10.0.0.2", "203.0.113.9"),
            ("[2001:db9::1]:4711", "2001:db9::1"),
            ("10.0.0.2", "10.0.0.2"),
            ("1.1.1.1, unknown, 10.0.0.2", "10.0.0.2"),
            ("garbage", "10.1.2.3"),
        ] {
            assert_eq!(
                client("10.1.2.3", &[(FORWARDED_FOR, hops)]).0,
                expected,
                "{hops}"
            );
        }
        let forwarded = [(
            FORWARDED,
            "for=1.1.1.1;proto=http, for=\"[2001:db9::1]:80\";proto=https",
        )];
        assert_eq!(client("10.1.2.3", &forwarded), ("2001:db9::1".into(), true));
    }

    #[test]
    fn a_list_with_a_name_is_refused() {
        assert!(Proxies::parse("").unwrap().0.is_empty());
        assert!(Proxies::parse("10.0.0.0/8,proxy.internal").is_err());
        assert!(Proxies::parse("10.0.0.0/33").is_err());
    }
}
