//! The broker's URL: `amqp://user:password@a:5672,b:5672,c:5672/vhost`. All nodes of a cluster share
//! the scheme, the login and the virtual host. lapin knows URLs of one host.

use std::{fmt, net::Ipv6Addr};

use lapin::uri::{AMQPScheme, AMQPUri};

/// No Debug: it holds the password.
#[derive(Clone)]
pub(crate) struct Address {
    /// Without a meaning for its host and port.
    pub(crate) common: AMQPUri,
    /// At least one.
    pub(crate) nodes: Vec<Node>,
}

/// A host of the URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// The name of its certificate. An IPv6 address is without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port } = self;
        if host.contains(':') {
            write!(f, "[{host}]:{port}")
        } else {
            write!(f, "{host}:{port}")
        }
    }
}

impl Address {
    /// The error quotes nothing: a password with a `/` would look like a host.
    pub(crate) fn parse(url: &str) -> Result<Self, String> {
        let (scheme, rest) = url.split_once("://").ok_or("it has no scheme")?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(end);
        let (login, hosts) = match authority.rsplit_once('@') {
            Some((login, hosts)) => (format!("{login}@"), hosts),
            None => (String::new(), authority),
        };
        let common: AMQPUri = format!("{scheme}://{login}localhost{tail}").parse()?;
        let nodes = hosts.split(',').enumerate().map(|(at, host)| {
            node(host, &common.scheme).map_err(|reason| format!("host {}: {reason}", at + 1))
        });
        let nodes = nodes.collect::<Result<_, _>>()?;
        Ok(Self { common, nodes })
    }
}

/// `host`, `host:port` or `[IPv6 address]:port`.
fn node(text: &str, scheme: &AMQPScheme) -> Result<Node, String> {
    if text.is_empty() || text.starts_with(':') {
        return Err("it has no name".to_owned());
    }
    let uri: AMQPUri = format!("{scheme}://{text}/").parse()?;
    let host = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        None => uri.authority.host,
        // lapin would replace it by localhost.
        Some((address, _)) => {
            let address: Ipv6Addr = address.parse().map_err(|_| "it is no IPv6 address")?;
            address.to_string()
        }
    };
    let port = uri.authority.port;
    Ok(Node { host, port })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nodes(url: &str) -> Vec<String> {
        let address = Address::parse(url).unwrap();
        address.nodes.iter().map(Node::to_string).collect()
    }

    #[test]
    fn one_host_and_several_hosts_share_login_and_virtual_host() {
        let url = "amqp://espejo_core:a%2Fb,c@one:5673,two,10.0.0.3:5674/espejo?channel_max=9";
        let address = Address::parse(url).unwrap();
        assert_eq!(nodes(url), ["one:5673", "two:5672", "10.0.0.3:5674"]);
        assert_eq!(address.common.authority.userinfo.username, "espejo_core");
        assert_eq!(address.common.authority.userinfo.password, "a/b,c");
        assert_eq!(address.common.vhost, "espejo");
        assert_eq!(address.common.query.channel_max, Some(9));
        assert_eq!(nodes("amqp://localhost"), ["localhost:5672"]);
        assert_eq!(nodes("amqps://u:p@a,b:1/v"), ["a:5671", "b:1"]);
    }

    #[test]
    fn addresses_of_version_6_stand_in_brackets() {
        let url = "amqps://u:p@[::1],[2001:db8::7]:5673/v";
        assert_eq!(nodes(url), ["[::1]:5671", "[2001:db8::7]:5673"]);
        assert_eq!(Address::parse(url).unwrap().nodes[0].host, "::1");
    }

    #[test]
    fn a_malformed_host_is_refused_by_its_number_without_quoting_anything() {
        for (hosts, number) in [
            ("a:5672,", "host 2: "),
            ("a,,b", "host 2: "),
            (":5672", "host 1: "),
            ("a,c,b:hidden", "host 3: "),
            ("hid den", "host 1: "),
            ("[::1", "host 1: "),
            ("a,[hidden]:5672", "host 2: "),
        ] {
            let refused = Address::parse(&format!("amqp://user:hidden@{hosts}/v"));
            let reason = refused.err().unwrap();
            assert!(reason.starts_with(number), "{hosts}: {reason}");
            assert!(!reason.contains("hid"), "{reason}");
        }
        for url in [
            "amqp://user:hidden/word@a/v",
            "localhost:5672",
            "http://u:hidden@a/v",
        ] {
            let reason = Address::parse(url).err().unwrap();
            assert!(!reason.contains("hidden"), "{url}: {reason}");
        }
    }
}
