//! URLs of pages in Odoo's web client.

use crate::OdooSource;

/// Since this version, the URL of a page has a path.
const PATHS_SINCE: u32 = 18;

impl OdooSource {
    /// Where people open Odoo.
    pub fn people_url(&self) -> &str {
        self.public_url.as_deref().unwrap_or(&self.url)
    }

    /// The URL of a record's form. `version` is what the server reports. Without a version this is
    /// the older URL, which later versions rewrite into their own.
    ///
    /// Both forms are in Odoo's `addons/web/static/src/core/browser/router.js`: since version 18,
    /// `stateToUrl` makes `/odoo/<model>/<id>` for a model without an action, and `urlToState`
    /// accepts `/web#id=…` for compatibility.
    pub fn record_url(&self, model: &str, id: i64, version: Option<&str>) -> String {
        let url = self.people_url();
        if version
            .and_then(major)
            .is_some_and(|major| major >= PATHS_SINCE)
        {
            format!("{url}/odoo/{model}/{id}")
        } else {
            format!("{url}/web#id={id}&model={model}&view_type=form")
        }
    }
}

/// `17.0` → 17, `saas~18.2+e` → 18.
fn major(version: &str) -> Option<u32> {
    let digits: String = version
        .chars()
        .skip_while(|letter| !letter.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_the_first_number() {
        for (version, expected) in [
            ("17.0", Some(17)),
            ("18.0+e", Some(18)),
            ("saas~18.2", Some(18)),
            ("19.0-20260101", Some(19)),
            ("master", None),
        ] {
            assert_eq!(major(version), expected, "{version}");
        }
    }
}
