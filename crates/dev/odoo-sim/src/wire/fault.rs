//! Exceptions as XML-RPC faults.

use super::Xml;
use crate::books::exception::Exception;

impl Exception {
    /// The complete XML-RPC answer.
    pub(crate) fn to_xml(&self) -> String {
        let (code, text) = match self.class {
            "odoo.exceptions.UserError" => (2, self.message.clone()),
            "odoo.exceptions.AccessDenied" => (3, self.message.clone()),
            "odoo.exceptions.AccessError" => (4, self.message.clone()),
            _ => (1, self.traceback()),
        };
        let mut xml = Xml::default();
        xml.fault(code, &text);
        xml.out
    }
}
