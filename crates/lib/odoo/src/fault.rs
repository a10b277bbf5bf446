//! Odoo's faults. They are classified by the exception's name if the protocol has it, otherwise by
//! the fault code, and by the message only if there is nothing else.

use crate::{call::Call, error::Error};

/// Maximum length of a message.
const MAX_MESSAGE_CHARS: usize = 500;

#[derive(Debug, PartialEq)]
pub(crate) struct Fault {
    code: i64,
    /// Name of the Python exception, such as `odoo.exceptions.AccessError`; empty if not known.
    name: String,
    message: String,
    /// True if the traceback says that the model does not exist, in any language of the user.
    no_such_object: bool,
}

impl Fault {
    /// From the error object of a JSON protocol.
    pub(crate) fn new(code: i64, name: &str, message: &str, traceback: &str) -> Self {
        Self {
            code,
            name: name.to_owned(),
            message: shortened(message),
            no_such_object: traceback.contains("\"Object %s doesn't exist\""),
        }
    }

    /// From an XML-RPC fault: a traceback with code 1, only the message with another code.
    pub(crate) fn from_text(code: i64, text: &str) -> Self {
        let (name, message) = match code {
            2 => ("odoo.exceptions.UserError", text),
            3 => ("odoo.exceptions.AccessDenied", text),
            4 => ("odoo.exceptions.AccessError", text),
            _ => exception_of(text).unwrap_or(("", text)),
        };
        Self::new(code, name, message.trim(), text)
    }

    pub(crate) fn into_error(self, call: &Call<'_>, user: &str, database: &str) -> Error {
        let Self {
            code,
            name,
            message,
            no_such_object,
        } = self;
        let model = || call.model.unwrap_or_default().to_owned();
        let class = name.rsplit('.').next().unwrap_or_default();
        let says = |words: &str| message.contains(words);
        let is_object_missing = no_such_object
            || (class == "UserError" && says("doesn't exist") && says(&model()))
            || (class == "KeyError" && call.model.is_some_and(says))
            || (class == "NotFound" && says("the model") && says(&model()));
        let call = call.to_string();
        match class {
            "AccessDenied" => Error::AccessDenied {
                user: user.to_owned(),
                database: database.to_owned(),
            },
            "AccessError" => Error::AccessRights { call, message },
            _ if is_object_missing => Error::UnknownModel { model: model() },
            "MissingError" => Error::MissingRecord { call, message },
            "UserError" if says("does not exist or has been deleted") => {
                Error::MissingRecord { call, message }
            }
            "SessionExpiredException" => Error::SessionExpired { call },
            // From 18 on without the words "on the model".
            "AttributeError" if says("The method ") && says("does not exist") => {
                Error::UnknownMethod { call }
            }
            "NotFound" if says("method") => Error::UnknownMethod { call },
            "NotFound" => Error::UnknownDatabase {
                database: database.to_owned(),
            },
            _ if says("Invalid field") => Error::UnknownField {
                field: field_in(&message, &model()),
                model: model(),
            },
            "OperationalError" if says(database) && says("does not exist") => {
                Error::UnknownDatabase {
                    database: database.to_owned(),
                }
            }
            "OverflowError" if says("XML-RPC") => Error::IntegerLimit { call },
            "MemoryError" | "QueryCanceled" => Error::TooMuchWork { call, message },
            _ if says("time limit exceeded") => Error::TooMuchWork { call, message },
            _ if name.starts_with("psycopg2.") => Error::DatabaseTrouble { call, message },
            "ConcurrencyError" | "LockError" => Error::DatabaseTrouble { call, message },
            "UserError" | "ValidationError" | "RedirectWarning" | "UnprocessableEntity" => {
                Error::Refused { call, message }
            }
            _ if code == 100 => Error::SessionExpired { call },
            _ => Error::Failed {
                call,
                name,
                message,
            },
        }
    }
}

/// Name and message of the exception at the end of a Python traceback: the first line after the
/// last frame that is not indented. A message may have several lines.
fn exception_of(traceback: &str) -> Option<(&str, &str)> {
    let last_frame = traceback.rfind("\n  File \"")? + 1;
    let mut offset = last_frame;
    for line in traceback[last_frame..].split_inclusive('\n') {
        if !line.starts_with(' ') {
            let exception = &traceback[offset..];
            let (name, message) = exception.split_once(':').unwrap_or((exception, ""));
            return Some((name.trim(), message));
        }
        offset += line.len();
    }
    None
}

/// The field that a message such as `Invalid field 'x' on model 'm'` or
/// `Invalid field m.x in leaf (…)` names; empty if it names none.
fn field_in(message: &str, model: &str) -> String {
    let after = message
        .split_once("Invalid field")
        .map_or("", |(_, rest)| rest)
        .trim_start();
    let word = after
        .split([' ', ','])
        .next()
        .unwrap_or_default()
        .trim_matches(['\'', '"', ':']);
    word.strip_prefix(model)
        .and_then(|rest| rest.strip_prefix('.'))
        .unwrap_or(word)
        .to_owned()
}

fn shortened(message: &str) -> String {
    match message.char_indices().nth(MAX_MESSAGE_CHARS) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::ReadMethod;

    fn kind(fault: Fault) -> &'static str {
        let call = Call::read(ReadMethod::SearchRead, "account.move");
        fault.into_error(&call, "bot", "books").kind()
    }

    /// Exception, message, kind of error.
    const CASES: &[(&str, &str, &str)] = &[
        (
            "odoo.exceptions.AccessDenied",
            "Access Denied",
            "access_denied",
        ),
        (
            "odoo.exceptions.AccessError",
            "You are not allowed",
            "access_rights",
        ),
        (
            "odoo.exceptions.MissingError",
            "Record does not exist",
            "missing_record",
        ),
        (
            "odoo.exceptions.UserError",
            "Object account.move doesn't exist",
            "unknown_model",
        ),
        (
            "odoo.exceptions.UserError",
            "Invalid language code: xx",
            "refused",
        ),
        ("builtins.KeyError", "'account.move'", "unknown_model"),
        (
            "builtins.ValueError",
            "Invalid field 'x' on model 'account.move'",
            "unknown_field",
        ),
        (
            "builtins.AttributeError",
            "The method 'x' does not exist on the model 'y'",
            "unknown_method",
        ),
        (
            "builtins.AttributeError",
            "The method 'account.move.x' does not exist",
            "unknown_method",
        ),
        (
            "builtins.AttributeError",
            "'NoneType' object has no attribute 'id'",
            "failed",
        ),
        ("builtins.MemoryError", "", "too_much_work"),
        (
            "builtins.Exception",
            "CPU time limit exceeded.",
            "too_much_work",
        ),
        (
            "builtins.OverflowError",
            "int exceeds XML-RPC limits",
            "integer_limit",
        ),
        (
            "odoo.http.SessionExpiredException",
            "Session expired",
            "session_expired",
        ),
        (
            "psycopg2.OperationalError",
            "FATAL:  database \"books\" does not exist\n",
            "unknown_database",
        ),
        (
            "psycopg2.OperationalError",
            "FATAL:  sorry, too many clients already",
            "database_trouble",
        ),
        (
            "psycopg2.errors.SerializationFailure",
            "could not serialize access",
            "database_trouble",
        ),
        (
            "odoo.exceptions.LockError",
            "Cannot lock the record",
            "database_trouble",
        ),
        (
            "psycopg2.errors.QueryCanceled",
            "canceling statement",
            "too_much_work",
        ),
    ];

    #[test]
    fn each_exception_maps_to_its_error() {
        for (name, message, expected) in CASES.iter().copied() {
            assert_eq!(
                kind(Fault::new(200, name, message, "")),
                expected,
                "{name}: {message}"
            );
            if !message.is_empty() {
                let text = format!(
                    "Traceback (most recent call last):\n  File \"x.py\", line 1\n    y()\n{name}: {message}"
                );
                assert_eq!(
                    kind(Fault::from_text(1, &text)),
                    expected,
                    "{name}: {message}"
                );
            }
        }
    }

    #[test]
    fn xml_rpc_codes_map_to_exceptions() {
        assert_eq!(kind(Fault::from_text(3, "Access Denied")), "access_denied");
        assert_eq!(kind(Fault::from_text(4, "No access")), "access_rights");
        assert_eq!(
            kind(Fault::from_text(2, "Object account.move doesn't exist")),
            "unknown_model"
        );
        assert_eq!(
            kind(Fault::from_text(
                2,
                "Record does not exist or has been deleted.\n(Record: x)"
            )),
            "missing_record"
        );
    }

    #[test]
    fn a_missing_model_is_recognized_by_the_traceback_in_any_language() {
        let traceback = "    raise UserError(_(\"Object %s doesn't exist\", obj))\n";
        let fault = Fault::new(
            200,
            "odoo.exceptions.UserError",
            "El objeto no existe",
            traceback,
        );
        assert_eq!(kind(fault), "unknown_model");
    }

    #[test]
    fn a_message_of_several_lines_is_kept_completely() {
        let text = "Traceback (most recent call last):\n  File \"a.py\", line 1, in b\n    c()\npsycopg2.OperationalError: connection failed: FATAL\n  indented detail\n";
        assert_eq!(
            exception_of(text),
            Some((
                "psycopg2.OperationalError",
                " connection failed: FATAL\n  indented detail\n"
            ))
        );
    }

    #[test]
    fn the_error_names_the_invalid_field() {
        assert_eq!(field_in("Invalid field 'x' on model 'm'", "m"), "x");
        assert_eq!(
            field_in("Invalid field a.b.x_y in leaf ('x_y', '=', 1)", "a.b"),
            "x_y"
        );
        assert_eq!(field_in("Invalid field", "m"), "");
    }

    #[test]
    fn long_messages_are_cut_at_a_character_boundary() {
        assert_eq!(
            shortened(&"é".repeat(600)).chars().count(),
            MAX_MESSAGE_CHARS + 1
        );
    }
}
