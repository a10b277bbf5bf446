//! The XML-RPC dialect: `POST /xmlrpc/2/common` and `/xmlrpc/2/object`. Numbers are handled as
//! digits, never as floats, and line ends in text are unchanged, as in JSON.

pub(crate) mod decode;
pub(crate) mod encode;

pub(crate) use decode::{rows, value};
pub(crate) use encode::encode;

use crate::call::Service;

pub(crate) const CONTENT_TYPE: &str = "text/xml";

pub(crate) fn path(service: Service) -> &'static str {
    match service {
        Service::Common => "xmlrpc/2/common",
        Service::Object => "xmlrpc/2/object",
    }
}
