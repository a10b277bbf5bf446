//! The URL that names what a note is about.

use crate::NoteObject;

impl NoteObject {
    const ALL: [Self; 2] = [Self::Partner, Self::Document];

    const fn list(self) -> &'static str {
        match self {
            Self::Partner => "/v1/partners/",
            Self::Document => "/v1/documents/",
        }
    }

    /// The URL of the record with this id of Odoo.
    pub fn url(self, id: i64) -> String {
        format!("{}{id}", self.list())
    }

    /// The record that a URL names.
    pub fn from_url(url: &str) -> Option<(Self, i64)> {
        let found = |kind: Self| {
            let id = url.strip_prefix(kind.list())?.parse().ok()?;
            // Each record has one URL.
            (id > 0 && kind.url(id) == url).then_some((kind, id))
        };
        Self::ALL.into_iter().find_map(found)
    }
}

#[cfg(test)]
mod tests {
    use super::NoteObject;

    #[test]
    fn a_record_has_one_url() {
        for (url, record) in [
            ("/v1/partners/7", (NoteObject::Partner, 7)),
            ("/v1/documents/130", (NoteObject::Document, 130)),
        ] {
            assert_eq!(NoteObject::from_url(url), Some(record));
            assert_eq!(record.0.url(record.1), url);
        }
        for bad in [
            "",
            "partner:7",
            "/v1/partners",
            "/v1/partners/",
            "/v1/partners/0",
            "/v1/partners/-7",
            "/v1/partners/07",
            "/v1/partners/+7",
            "/v1/Partners/7",
            "/v1/accounts/7",
            "/v1/partners/7 ",
            "/v1/partners/7/ledger",
            "/v1/partners/99999999999999999999",
        ] {
            assert_eq!(NoteObject::from_url(bad), None, "{bad:?}");
        }
    }
}
