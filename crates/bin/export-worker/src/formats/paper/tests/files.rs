//! What the file of a paper holds.

use reports::Expected;
use reports::paper::{Block, Sheet, Weight};
use rust_decimal::Decimal;

use super::{group, row, sheet};
use crate::facts::tests::facts;
use crate::formats::paper::{Paper, font, text::Shaper};
use crate::formats::{Rendering, Summary};

fn pdf(sheet: &Sheet, blocks: &[Block]) -> Vec<u8> {
    let facts = facts("es-PE", None);
    let mut file = Vec::new();
    let folder = std::env::temp_dir();
    let mut paper = Box::new(Paper::begin(&facts, sheet, &folder, &mut file).unwrap());
    paper.blocks(blocks).unwrap();
    let expected = Expected::new(0, Decimal::ZERO);
    paper.finish(Summary { rows: 0, expected }).unwrap();
    file
}

/// The texts of a page.
fn text(pdf: &lopdf::Document, page: u32) -> String {
    let text = pdf.extract_text(&[page]).unwrap();
    text.replace('\n', " ")
}

#[test]
fn a_short_paper_has_its_header_rows_and_page_number_as_text() {
    let blocks = [
        Block::Table(0),
        row(1, "Ñandú y Cía. – cobro", Weight::Plain),
    ];
    let file = pdf(&sheet(), &blocks);
    let pdf = lopdf::Document::load_mem(&file).unwrap();
    let text = text(&pdf, 1);
    for part in [
        "Andina Comercial S.A.C.",
        "RUC 20512345678",
        "Expresado en soles (PEN)",
        "Libro mayor",
        "Al 31 de octubre de 2026",
        "Ñandú y Cía. – cobro",
        "Página 1 de 1",
        "Sin comprobar.",
        "Datos al 01/04/2026 00:30 (Lima)",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_paper_has_tags_for_its_title_and_the_cells_of_its_tables() {
    let blocks = [
        Block::Section("Movimientos".to_owned()),
        Block::Table(0),
        group("1041 Banco"),
        row(1, "cobro", Weight::Plain),
        row(2, "pago", Weight::Plain),
    ];
    let file = pdf(&sheet(), &blocks);
    let pdf = lopdf::Document::load_mem(&file).unwrap();
    let tags = pdf.objects.values().filter_map(|object| {
        let kind = object.as_dict().ok()?.get(b"S").ok()?.as_name().ok()?;
        Some(String::from_utf8_lossy(kind).into_owned())
    });
    let tags: Vec<String> = tags.collect();
    let count = |tag: &str| tags.iter().filter(|found| *found == tag).count();
    assert_eq!((count("H1"), count("H2"), count("Table")), (1, 1, 1));
    // The headings, the group and two rows; a row has no tag for an empty cell.
    assert_eq!((count("TR"), count("TH")), (4, 4));
    assert_eq!(count("TD"), 1 + 4 + 4);
    assert!(pdf.catalog().unwrap().has(b"StructTreeRoot"));
}

#[test]
fn the_same_paper_is_the_same_file() {
    let blocks = [Block::Table(0), row(1, "cobro", Weight::Plain)];
    assert_eq!(pdf(&sheet(), &blocks), pdf(&sheet(), &blocks));
}

#[test]
fn a_long_paper_is_joined_from_parts_and_every_row_is_there_once() {
    let mut blocks = vec![Block::Table(0), group("1041 Banco")];
    blocks.extend((1..=6_000).map(|number| row(number, &format!("n{number}."), Weight::Plain)));
    let file = pdf(&sheet(), &blocks);
    let pdf = lopdf::Document::load_mem(&file).unwrap();
    let pages = u32::try_from(pdf.get_pages().len()).unwrap();
    assert!(pages > 100, "{pages}");
    let mut found = Vec::new();
    for page in 1..=pages {
        let text = text(&pdf, page);
        assert!(
            text.contains(&format!("Página {page} de {pages}")),
            "{page}: {text}"
        );
        let numbers = text
            .split(['n', ' '])
            .filter_map(|word| word.strip_suffix('.')?.parse().ok());
        found.extend(numbers.filter(|number: &u32| *number > 0));
    }
    assert!(
        found.windows(2).all(|pair| pair[1] == pair[0] + 1),
        "{found:?}"
    );
    assert_eq!((found[0], found.len()), (1, 6_000));
    let info = pdf.trailer.get(b"Info").unwrap().as_reference().unwrap();
    assert!(pdf.get_object(info).is_ok());
    let language = pdf.catalog().unwrap().get(b"Lang").unwrap();
    assert_eq!(language.as_str().unwrap(), b"es-PE");
}

#[test]
fn a_paper_without_rows_has_one_page() {
    let file = pdf(&sheet(), &[]);
    assert_eq!(
        lopdf::Document::load_mem(&file).unwrap().get_pages().len(),
        1
    );
    let file = pdf(&Sheet::default(), &[Block::Note("nada".to_owned())]);
    assert_eq!(
        lopdf::Document::load_mem(&file).unwrap().get_pages().len(),
        1
    );
}

#[test]
fn every_script_has_a_font_of_the_machine_and_letters_are_joined_and_ordered() {
    let mut shaper = Shaper::new().unwrap();
    for name in [
        "شركة الأنديز للتجارة",
        "株式会社ミラフローレス",
        "한국 무역",
        "Bodega 🥖🇵🇪 👩‍👩‍👧",
        "บริษัท แอนดีส จำกัด",
        "एंडीज व्यापार",
        "חברת האנדים",
        "Ανδεις ΑΕ",
        "Տնտեսություն",
    ] {
        let width = shaper.width(name, font::Weight::Regular);
        assert!(width > 1.0, "{name}");
        assert_eq!(shaper.unknown, 0, "{name}");
    }
    // Joined letters are narrower than the same letters apart.
    let weight = font::Weight::Regular;
    let joined = shaper.width("ببب", weight);
    let apart = shaper.width("ب ب ب", weight) - 2.0 * shaper.width(" ", weight);
    assert!(joined < apart, "{joined} {apart}");
    // A family is one picture, not three.
    let family = shaper.width("👩‍👩‍👧", weight);
    assert!(family < 2.0 * shaper.width("👩", weight), "{family}");
}
