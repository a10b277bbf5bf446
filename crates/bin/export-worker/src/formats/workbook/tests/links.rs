//! Links from documents to their pages.

use crate::formats::workbook::tests::*;

/// Two documents, in a file that is made as if it had `rows` rows.
fn with_documents(rows: u64) -> Vec<u8> {
    let mut facts = facts("en", None);
    facts.odoo.url = "https://odoo.example".to_owned();
    let temporary = tempfile::tempdir().unwrap();
    let mut file = Vec::new();
    let book = crate::formats::workbook::begin(
        COLUMNS.to_vec(),
        &facts,
        rows,
        temporary.path(),
        &mut file,
    );
    let mut book = book.unwrap();
    for text in ["F 001", "=\"x\""] {
        let document = Cell::Record {
            text,
            model: "account.move",
            id: 7,
        };
        let amount = Cell::Money(money("1.5"));
        book.row(&[document, Cell::Boolean(true), Cell::Empty, amount], false)
            .unwrap();
    }
    let expected = Expected::new(2, money("3"));
    book.finish(Summary { rows: 2, expected }).unwrap();
    file
}

#[test]
fn documents_link_to_odoo_and_printed_pages_repeat_the_header() {
    let file = with_documents(2);
    let mut book = Xlsx::new(Cursor::new(&file)).unwrap();
    let data = book.worksheet_range("Data").unwrap();
    assert_eq!(data.get_value((FIRST, 0)), Some(&text("F 001")));
    assert_eq!(data.get_value((FIRST + 1, 0)), Some(&text("=\"x\"")));
    let page = "https://odoo.example/web#id=7&amp;model=account.move&amp;view_type=form";
    let (url, place) = page.split_once('#').unwrap();
    assert!(part(&file, "xl/worksheets/_rels/sheet1.xml.rels").contains(url));
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    assert_eq!(sheet.matches(place).count(), 2, "{sheet}");
    let names = book.defined_names();
    let titles = names
        .iter()
        .find(|(name, _)| name.ends_with("Print_Titles"));
    assert!(
        titles.is_some_and(|(_, rows)| rows.ends_with("$7:$7")),
        "{names:?}"
    );
}

#[test]
fn with_many_rows_documents_are_plain_text_and_the_cover_has_the_link() {
    let file = with_documents(20_001);
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<hyperlink"), "{sheet}");
    let mut book = Xlsx::new(Cursor::new(file)).unwrap();
    let page = "https://odoo.example/web#id=<document id>&model=account.move&view_type=form";
    let shown = on_cover(&mut book, "A document's page in Odoo");
    assert_eq!(shown, text(page));
}
