//! An HTTP server that answers version and login as the recorded Odoo did, and everything else
//! as the test says.

use std::{fs, path::PathBuf, sync::Mutex, time::Duration};

use odoo::{Connection, Context, Error, Field, FieldType, Fields, Protocol, Session};
use secrecy::SecretString;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate, matchers::any};

/// Those that Odoo 17 speaks: its recordings are in them.
pub(crate) const BOTH: [Protocol; 2] = [Protocol::JsonRpc, Protocol::XmlRpc];
pub(crate) const EVERY: [Protocol; 3] = [Protocol::Json2, Protocol::JsonRpc, Protocol::XmlRpc];
pub(crate) const PASSWORD: &str = "admin";

/// What was recorded of a real Odoo.
#[derive(Clone)]
pub(crate) struct Recordings {
    pub(crate) major: u32,
    pub(crate) folder: PathBuf,
}

impl Recordings {
    pub(crate) fn read(major: u32) -> Option<Self> {
        let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared");
        let folder = PathBuf::from(shared).join(format!("odoo{major}"));
        if folder.is_dir() {
            return Some(Self { major, folder });
        }
        println!("skipped: no recordings of Odoo {major} here");
        None
    }

    /// Of each version, as far as they are here.
    pub(crate) fn all() -> Vec<Self> {
        let versions = odoo::DIALECTS.iter().map(|dialect| dialect.major);
        versions.filter_map(Self::read).collect()
    }

    /// One half of a recorded exchange.
    pub(crate) fn text(&self, name: &str, part: &str, protocol: Protocol) -> Option<String> {
        let file = match protocol {
            Protocol::Json2 => format!("json-2-{name}.{part}.http"),
            Protocol::JsonRpc => format!("{name}.{part}.json"),
            Protocol::XmlRpc => format!("{name}.{part}.xml"),
        };
        fs::read_to_string(self.folder.join("exchanges").join(file)).ok()
    }
}

/// Of Odoo 17.
pub(crate) fn recorded(name: &str, part: &str, protocol: Protocol) -> Option<String> {
    Recordings::read(17)?.text(name, part, protocol)
}

type Next = Box<dyn FnMut(&Request) -> ResponseTemplate + Send>;

struct Script {
    next: Mutex<Next>,
}

impl Respond for Script {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let body = String::from_utf8_lossy(&request.body);
        match request.url.path() {
            "/web/version" => return ok(VERSION_19),
            "/json/2/res.users/context_get" => {
                return ok(r#"{"lang": "en_US", "tz": "UTC", "uid": 2}"#);
            }
            _ => {}
        }
        let is_xml = body.starts_with("<?xml");
        let is_version = body.contains("\"method\":\"version\"") || body.contains(">version<");
        if is_version {
            return ok(if is_xml { VERSION_XML } else { VERSION_JSON });
        }
        let is_login = body.contains("\"method\":\"login\"") || body.contains(">authenticate<");
        if is_login
            && body.contains("admin")
            && !body.contains("wrong")
            && !body.contains("no_such_db")
        {
            return ok(if is_xml { LOGIN_XML } else { LOGIN_JSON });
        }
        (self.next.lock().unwrap())(request)
    }
}

pub(crate) async fn serve(
    next: impl FnMut(&Request) -> ResponseTemplate + Send + 'static,
) -> MockServer {
    let server = MockServer::start().await;
    let script = Script {
        next: Mutex::new(Box::new(next)),
    };
    Mock::given(any()).respond_with(script).mount(&server).await;
    server
}

/// A server whose answer to every read is this text.
pub(crate) async fn serve_text(body: String) -> MockServer {
    serve(move |_| ok(&body)).await
}

pub(crate) fn ok(body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_string(body)
}

pub(crate) fn connection(url: &str, protocol: Protocol) -> Connection {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Connection {
        url: url.to_owned(),
        database: "odoo17".to_owned(),
        user: "admin".to_owned(),
        password: SecretString::from(PASSWORD),
        protocol: Some(protocol),
        timeout: Duration::from_secs(20),
        max_answer_bytes: 64 * 1024 * 1024,
        authorities: None,
    }
}

pub(crate) async fn session(server: &MockServer, protocol: Protocol) -> Session {
    open(connection(&server.uri(), protocol)).await.unwrap()
}

pub(crate) async fn open(connection: Connection) -> Result<Session, Error> {
    Session::open(connection).await
}

pub(crate) fn context() -> Context {
    Context {
        language: "en_US".to_owned(),
        company_ids: vec![2, 1],
    }
}

pub(crate) fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

pub(crate) fn fields(types: &[(&str, FieldType)]) -> Fields {
    types
        .iter()
        .map(|(name, field_type)| {
            let field = Field {
                field_type: field_type.clone(),
                stored: true,
                company_dependent: false,
                relation: None,
            };
            ((*name).to_owned(), field)
        })
        .collect()
}

const VERSION_19: &str = r#"{"version_info": [19, 0, 0, "final", 0, ""], "version": "19.0"}"#;
const VERSION_JSON: &str = r#"{"jsonrpc": "2.0", "id": 1, "result": {"server_version": "17.0", "server_version_info": [17, 0, 0, "final", 0, ""], "server_serie": "17.0", "protocol_version": 1}}"#;
const LOGIN_JSON: &str = r#"{"jsonrpc": "2.0", "id": 1, "result": 2}"#;
const VERSION_XML: &str = "<?xml version='1.0'?><methodResponse><params><param><value><struct>\
    <member><name>server_version</name><value><string>17.0</string></value></member>\
    <member><name>server_serie</name><value><string>17.0</string></value></member>\
    </struct></value></param></params></methodResponse>";
const LOGIN_XML: &str = "<?xml version='1.0'?><methodResponse><params><param>\
    <value><int>2</int></value></param></params></methodResponse>";
