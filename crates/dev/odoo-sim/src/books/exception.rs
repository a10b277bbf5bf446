//! The Python exceptions that a caller sees, in the shape of each protocol.

use serde_json::{Value, json};

use crate::books::version::Version;

const UNPROCESSABLE: &str = "werkzeug.exceptions.UnprocessableEntity";

/// An exception raised while a call was served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Exception {
    /// Full Python name: `builtins.ValueError`, `odoo.exceptions.AccessDenied`.
    pub(crate) class: &'static str,
    pub(crate) message: String,
}

impl Exception {
    pub(crate) fn value_error(message: impl Into<String>) -> Exception {
        Exception {
            class: "builtins.ValueError",
            message: message.into(),
        }
    }

    pub(crate) fn type_error(message: impl Into<String>) -> Exception {
        Exception {
            class: "builtins.TypeError",
            message: message.into(),
        }
    }

    /// A named argument that a method does not take, over JSON-2. `search_read` passes unknown
    /// arguments on, so the method that it calls fails.
    pub(crate) fn unexpected_argument(method: &str, name: &str) -> Exception {
        let says = format!("got an unexpected keyword argument '{name}'");
        if method == "search_read" {
            return Exception::type_error(format!("BaseModel._read_format() {says}"));
        }
        Exception {
            class: UNPROCESSABLE,
            message: says,
        }
    }

    /// A method whose name begins with an underscore.
    pub(crate) fn private_method(method: &str, model: &str) -> Exception {
        Exception::access_error(format!(
            "Private methods (such as '{model}.{method}') cannot be called remotely."
        ))
    }

    pub(crate) fn user_error(message: impl Into<String>) -> Exception {
        Exception {
            class: "odoo.exceptions.UserError",
            message: message.into(),
        }
    }

    pub(crate) fn invalid_field(field: &str, model: &str) -> Exception {
        Exception::value_error(format!("Invalid field '{field}' on model '{model}'"))
    }

    pub(crate) fn access_denied() -> Exception {
        Exception {
            class: "odoo.exceptions.AccessDenied",
            message: "Access Denied".to_owned(),
        }
    }

    pub(crate) fn access_error(message: impl Into<String>) -> Exception {
        Exception {
            class: "odoo.exceptions.AccessError",
            message: message.into(),
        }
    }

    pub(crate) fn unknown_database(name: &str) -> Exception {
        Exception {
            class: "psycopg2.OperationalError",
            message: format!(
                "connection to server on socket \"/var/run/postgresql/.s.PGSQL.5432\" failed: \
                 FATAL:  database \"{name}\" does not exist\n"
            ),
        }
    }

    pub(crate) fn unknown_model(model: &str) -> Exception {
        Exception {
            class: "odoo.exceptions.UserError",
            message: format!("Object {model} doesn't exist"),
        }
    }

    pub(crate) fn unknown_method(method: &str, model: &str, version: Version) -> Exception {
        let message = if version < Version::V18 {
            format!("The method '{method}' does not exist on the model '{model}'")
        } else {
            format!("The method '{model}.{method}' does not exist")
        };
        Exception {
            class: "builtins.AttributeError",
            message,
        }
    }

    pub(crate) fn traceback(&self) -> String {
        let class = self.class.strip_prefix("builtins.").unwrap_or(self.class);
        format!(
            "Traceback (most recent call last):\n  \
             File \"/opt/odoo/odoo/http.py\", line 388, in dispatch_rpc\n    \
             return dispatch(method, params)\n{class}: {}\n",
            self.message
        )
    }

    /// Uses the text of the version.
    pub(crate) fn said_by(mut self, version: Version) -> Exception {
        if version >= Version::V19 && self.message.starts_with("Invalid field ") {
            let message = self.message.replace(" on model '", " on '");
            self.message = message.replace(" in leaf (", " in condition (");
        }
        self
    }

    /// The JSON-RPC error object.
    pub(crate) fn to_json(&self, version: Version) -> Value {
        json!({
            "code": if version < Version::V19 { 200 } else { 0 },
            "message": "Odoo Server Error",
            "data": {
                "name": self.class,
                "debug": self.traceback(),
                "message": self.message,
                "arguments": [self.message],
                "context": {},
            },
        })
    }

    /// Status and body of a JSON-2 answer.
    pub(crate) fn to_json_2(&self) -> (u16, Value) {
        const NOT_FOUND: &str = "werkzeug.exceptions.NotFound";
        let missing = self.message.strip_prefix("Object ");
        let missing = missing.and_then(|rest| rest.strip_suffix(" doesn't exist"));
        let (status, name, message) = match (self.class, missing) {
            ("odoo.exceptions.AccessDenied", _) => (
                401,
                "werkzeug.exceptions.Unauthorized",
                "Invalid apikey".to_owned(),
            ),
            ("odoo.exceptions.AccessError", _) => (403, self.class, self.message.clone()),
            ("odoo.exceptions.UserError", Some(model)) => (
                404,
                NOT_FOUND,
                format!("the model '{model}' does not exist"),
            ),
            ("odoo.exceptions.UserError", None) => (422, self.class, self.message.clone()),
            ("builtins.AttributeError", _) => (404, NOT_FOUND, self.message.clone()),
            (UNPROCESSABLE, _) => (422, UNPROCESSABLE, self.message.clone()),
            _ => (500, self.class, self.message.clone()),
        };
        let body = json!({
            "name": name, "message": message, "arguments": [message], "context": {},
            "debug": self.traceback(),
        });
        (status, body)
    }
}
