//! Remote calls of every protocol: the request, the caller, and the body of the answer.

use serde_json::{Map, Value, json};

use crate::books::exception::Exception;
use crate::books::version::Version;
use crate::database::Database;
use crate::server::call::{self, ModelCall};
use crate::server::faults::Target;
use crate::server::json_2;
use crate::wire::{Json, Wire, Xml};

/// `common` or `object`, method and positional arguments: the same in both protocols.
pub(crate) struct Request {
    pub(crate) service: String,
    pub(crate) method: String,
    pub(crate) arguments: Vec<Value>,
}

#[derive(Clone)]
pub(crate) enum Protocol {
    /// With the id of the request.
    Json(Value),
    Json2,
    Xml,
}

/// A status, a body and how many records it holds.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) records: usize,
}

impl Answer {
    fn good(body: String, records: usize) -> Answer {
        Answer {
            status: 200,
            body,
            records,
        }
    }
}

impl Request {
    /// A JSON-RPC message.
    pub(crate) fn from_json(message: &Value) -> Option<Request> {
        let parameters = message.get("params")?;
        let text = |name: &str| parameters.get(name)?.as_str().map(str::to_owned);
        Some(Request {
            service: text("service")?,
            method: text("method")?,
            arguments: parameters.get("args")?.as_array()?.clone(),
        })
    }

    fn text(&self, place: usize) -> Option<&str> {
        self.arguments.get(place).and_then(Value::as_str)
    }

    pub(crate) fn database(&self) -> Option<&str> {
        self.text(0)
    }

    fn is_model_call(&self) -> bool {
        self.service == "object" && (self.method == "execute_kw" || self.method == "execute")
    }

    pub(crate) fn target(&self) -> Target<'_> {
        let (model, method) = if self.is_model_call() {
            (self.text(3), self.text(4).unwrap_or_default())
        } else {
            (None, self.method.as_str())
        };
        Target {
            database: self.database(),
            model,
            method,
        }
    }
}

/// The effect of a fault on the content of an answer.
#[derive(Clone, Copy, Default)]
pub(crate) struct Damage {
    pub(crate) spoiled: bool,
    pub(crate) denied: bool,
    pub(crate) broken: bool,
}

/// A request to a server of a version. `database` is the one that the request names, if it exists.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) request: &'a Request,
    pub(crate) database: Option<&'a Database>,
    pub(crate) version: Version,
    pub(crate) damage: Damage,
}

pub(crate) fn answer(asked: Asked<'_>, protocol: &Protocol) -> Answer {
    match protocol {
        Protocol::Json2 => json_2(asked),
        Protocol::Json(id) => json_rpc(asked, id),
        Protocol::Xml => xml_rpc(asked),
    }
}

fn json_2(asked: Asked<'_>) -> Answer {
    let mut wire = Json::with_capacity(4096);
    let method = asked.request.text(4).unwrap_or_default();
    let named = asked.request.arguments.get(6).and_then(Value::as_object);
    let served = match named.and_then(|named| json_2::unexpected(method, named)) {
        Some(name) => Err(Exception::unexpected_argument(method, name)),
        None => serve(&mut wire, asked),
    };
    match served {
        Ok(records) => Answer::good(wire.out, records),
        Err(exception) => {
            let (status, body) = exception.to_json_2();
            Answer {
                status,
                ..Answer::good(body.to_string(), 0)
            }
        }
    }
}

fn json_rpc(asked: Asked<'_>, id: &Value) -> Answer {
    let mut wire = Json::with_capacity(4096);
    wire.out.push_str("{\"jsonrpc\": \"2.0\", \"id\": ");
    wire.out.push_str(&id.to_string());
    wire.out.push_str(", \"result\": ");
    match serve(&mut wire, asked) {
        Ok(records) => {
            wire.out.push('}');
            Answer::good(wire.out, records)
        }
        Err(exception) => {
            let error = exception.to_json(asked.version);
            let body = json!({"jsonrpc": "2.0", "id": id, "error": error}).to_string();
            Answer::good(body, 0)
        }
    }
}

fn xml_rpc(asked: Asked<'_>) -> Answer {
    let mut wire = Xml::default();
    wire.out
        .push_str("<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n");
    let served = match serve(&mut wire, asked) {
        Ok(_) if wire.overflow => Err(Exception {
            class: "builtins.OverflowError",
            message: "int exceeds XML-RPC limits".to_owned(),
        }),
        other => other,
    };
    match served {
        Ok(records) => {
            wire.out
                .push_str("</param>\n</params>\n</methodResponse>\n");
            Answer::good(wire.out, records)
        }
        Err(exception) => Answer::good(exception.to_xml(), 0),
    }
}

fn serve(wire: &mut impl Wire, asked: Asked<'_>) -> Result<usize, Exception> {
    let served = served(wire, asked);
    served.map_err(|exception| exception.said_by(asked.version))
}

fn served(wire: &mut impl Wire, asked: Asked<'_>) -> Result<usize, Exception> {
    let Asked {
        request,
        database,
        version,
        damage,
    } = asked;
    if request.service == "common" && request.method == "version" {
        write_version(wire, version);
        return Ok(0);
    }
    let name = request.database().unwrap_or_default();
    let database = database.ok_or_else(|| Exception::unknown_database(name))?;
    match (&*request.service, &*request.method) {
        ("common", "login" | "authenticate") => {
            let known = request.text(1) == Some(&database.login)
                && request.text(2) == Some(&database.password);
            if known && !damage.denied {
                wire.int(i64::from(database.uid));
            } else {
                wire.boolean(false);
            }
            Ok(0)
        }
        ("object", "execute_kw" | "execute") => execute(wire, request, database, damage),
        (service, method) => Err(Exception {
            class: "builtins.Exception",
            message: format!("Method not found: {service}.{method}"),
        }),
    }
}

fn write_version(wire: &mut impl Wire, version: Version) {
    wire.begin_record();
    wire.key("server_version");
    wire.text(&version.to_string());
    wire.key("server_version_info");
    wire.value(&json!([version.major(), 0, 0, "final", 0, ""]));
    wire.key("server_serie");
    wire.text(&version.to_string());
    wire.key("protocol_version");
    wire.int(1);
    wire.end_record();
}

fn execute(
    wire: &mut impl Wire,
    request: &Request,
    database: &Database,
    damage: Damage,
) -> Result<usize, Exception> {
    let uid = request.arguments.get(1).and_then(Value::as_u64);
    let may = uid == Some(u64::from(database.uid)) && request.text(2) == Some(&database.password);
    if !may || damage.denied {
        return Err(Exception::access_denied());
    }
    if damage.broken {
        return Err(Exception::type_error(
            "'NoneType' object is not subscriptable",
        ));
    }
    let (Some(model), Some(method)) = (request.text(3), request.text(4)) else {
        return Err(Exception::type_error(
            "execute_kw() needs a model and a method",
        ));
    };
    let none = Map::new();
    let (positional, named) = if request.method == "execute" {
        (request.arguments.get(5..).unwrap_or_default(), &none)
    } else {
        let positional = request.arguments.get(5).and_then(Value::as_array);
        let named = request.arguments.get(6).and_then(Value::as_object);
        (
            positional.map_or(&[][..], Vec::as_slice),
            named.unwrap_or(&none),
        )
    };
    let call = ModelCall {
        model,
        method,
        positional,
        named,
        uid: database.uid,
        spoiled: damage.spoiled,
    };
    call::execute(wire, &database.books, &call)
}
