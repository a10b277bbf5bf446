//! The letters of each kind in both languages, compared with the files in `tests/letters`.

use std::path::Path;

use export_worker::preview;
use settings::Environment;
use tenants::Tenants;

#[test]
fn the_letters_are_the_committed_ones() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tenants = Tenants::load(&root.join("../../../deploy/config")).unwrap();
    let tenant = tenants.by_name("andina").unwrap();
    let update = Environment::of_process().or("ESPEJO_UPDATE_LETTERS", false);
    for occasion in ["statement", "scheduled", "export", "invitation", "reset"] {
        for locale in ["es-PE", "en"] {
            for (part, found) in preview::parts(tenant, occasion, locale).unwrap() {
                let name = format!("tests/letters/{occasion}.{locale}.{part}");
                if update {
                    std::fs::write(root.join(&name), &found).unwrap();
                }
                let expected = std::fs::read_to_string(root.join(&name)).unwrap();
                assert_eq!(
                    found, expected,
                    "{name} differs; ESPEJO_UPDATE_LETTERS=true writes it"
                );
            }
        }
    }
}
