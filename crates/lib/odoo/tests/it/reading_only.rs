//! Nothing but reading: the list of methods is closed, and there is one way to call them.

use std::{fs, path::Path};

use odoo::ReadMethod;

#[test]
fn the_list_of_callable_methods_is_fixed() {
    assert_eq!(
        ReadMethod::ALL.map(ReadMethod::as_str),
        [
            "fields_get",
            "search_read",
            "read",
            "search",
            "search_count",
            "read_group",
            "formatted_read_group",
            "context_get"
        ]
    );
}

#[test]
fn model_methods_are_called_in_one_place_and_only_from_the_closed_list() {
    let source = source_of(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    assert_eq!(
        source.matches("execute").count(),
        1,
        "one name of the dialect's method"
    );
    assert_eq!(
        source.matches("Call::read(").count(),
        1,
        "one place that calls a model"
    );
    assert_eq!(
        source.matches("Action::Read(").count(),
        4,
        "made once, named twice, told apart once"
    );
    for written in [
        "\"create\"",
        "\"write\"",
        "\"unlink\"",
        "call_kw",
        "\"method\": method",
    ] {
        assert!(!source.contains(written), "{written}");
    }
}

/// The product's source without its unit tests.
fn source_of(folder: &Path) -> String {
    let mut source = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source.push_str(&source_of(&path));
        } else {
            let text = fs::read_to_string(path).unwrap();
            source.push_str(text.split("#[cfg(test)]").next().unwrap());
        }
    }
    source
}
