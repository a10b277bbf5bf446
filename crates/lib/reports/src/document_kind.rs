//! What a document is called, and its number as the tax authority writes it. The kind comes from
//! what Odoo says of the document, never from the sign of an amount.

use serde::Serialize;
use tokio_postgres::Row;
use utoipa::ToSchema;

use crate::column::{Cell, Title, Word, word};
use crate::error::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    Invoice,
    /// A sales receipt, such as the Peruvian "boleta de venta".
    Receipt,
    DebitNote,
    CreditNote,
    Payment,
    /// Any other journal entry.
    Entry,
}

impl DocumentKind {
    pub(crate) const fn word(self) -> Word {
        match self {
            Self::Invoice => word("invoice", "Invoice", "Factura"),
            Self::Receipt => word("receipt", "Sales receipt", "Boleta de venta"),
            Self::DebitNote => word("debit_note", "Debit note", "Nota de débito"),
            Self::CreditNote => word("credit_note", "Credit note", "Nota de crédito"),
            Self::Payment => word("payment", "Payment", "Pago"),
            Self::Entry => word("entry", "Entry", "Asiento"),
        }
    }

    pub fn title(self) -> Title<'static> {
        self.word().title
    }

    fn of(source: &Source<'_>) -> Self {
        let is = |kind: &str| source.internal_type == Some(kind);
        let is_receipt = source
            .type_name
            .is_some_and(|name| name.to_lowercase().contains("boleta"));
        match source.move_type {
            Some("out_refund" | "in_refund") => Self::CreditNote,
            Some("out_receipt" | "in_receipt") => Self::Receipt,
            Some("out_invoice" | "in_invoice") if is("credit_note") => Self::CreditNote,
            Some("out_invoice" | "in_invoice") if is("debit_note") => Self::DebitNote,
            Some("out_invoice" | "in_invoice") if is_receipt => Self::Receipt,
            Some("out_invoice" | "in_invoice") => Self::Invoice,
            _ if matches!(source.journal_type, Some("bank" | "cash" | "credit")) => Self::Payment,
            _ => Self::Entry,
        }
    }
}

impl From<&DocumentKind> for Cell<'_> {
    fn from(kind: &DocumentKind) -> Self {
        Self::Word(kind.word())
    }
}

/// What Odoo says of a document.
struct Source<'a> {
    move_type: Option<&'a str>,
    internal_type: Option<&'a str>,
    type_name: Option<&'a str>,
    journal_type: Option<&'a str>,
}

/// Columns of a query that joins `move`, `document_type` and `journal`.
pub(crate) const COLUMNS: &str = "move.move_type, document_type.internal_type,
           document_type.name as type_name, document_type.doc_code_prefix,
           journal.type as journal_type";

/// The kind of the document of a row with [`COLUMNS`].
pub(crate) fn read(row: &Row) -> Result<DocumentKind, Error> {
    Ok(DocumentKind::of(&Source {
        move_type: row.try_get("move_type")?,
        internal_type: row.try_get("internal_type")?,
        type_name: row.try_get("type_name")?,
        journal_type: row.try_get("journal_type")?,
    }))
}

/// The number of the document of a row with [`COLUMNS`]: its name in Odoo without the prefix of its
/// type. A vendor's document that has no type has the vendor's number as its reference.
pub(crate) fn read_number(
    row: &Row,
    name: Option<&str>,
    reference: Option<&str>,
) -> Result<Option<String>, Error> {
    let prefix: Option<&str> = row.try_get("doc_code_prefix")?;
    let move_type: Option<&str> = row.try_get("move_type")?;
    let is_vendors = move_type.is_some_and(|kind| kind.starts_with("in_")) && prefix.is_none();
    let own = reference.filter(|text| is_vendors && !text.trim().is_empty());
    let number = own.or_else(|| name.map(|name| number(name, prefix)));
    Ok(number.map(|number| number.trim().to_owned()))
}

/// Odoo names an invoice `F F001-00000011`; the authority calls it F001-00000011.
fn number<'n>(name: &'n str, prefix: Option<&str>) -> &'n str {
    let own = prefix.filter(|prefix| !prefix.is_empty());
    let rest = own.and_then(|prefix| name.strip_prefix(prefix)?.strip_prefix(' '));
    rest.map_or(name, str::trim).trim()
}

/// How a partner knows a document: by its number, or a payment by what the payer wrote.
pub(crate) fn known_as(
    kind: DocumentKind,
    number: Option<&str>,
    text: Option<&str>,
) -> Option<String> {
    let known = match kind {
        DocumentKind::Payment | DocumentKind::Entry => text.map(reference),
        _ => number.map(str::to_owned),
    };
    known.filter(|known| !known.is_empty())
}

/// What a payment refers to, with the numbers of documents as the authority writes them.
pub(crate) fn reference(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_prefix = |index: usize| {
        let is_code = words[index].len() <= 4
            && words[index]
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte == b'-');
        is_code && words.get(index + 1).is_some_and(|next| is_number(next))
    };
    let kept = (0..words.len()).filter(|index| !is_prefix(*index));
    kept.map(|index| words[index]).collect::<Vec<_>>().join(" ")
}

/// A series and a number, such as `F001-00000011`.
fn is_number(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', '.']);
    word.split_once('-').is_some_and(|(series, number)| {
        matches!(series.len(), 4 | 5)
            && series
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
            && (1..=8).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_comes_from_the_document_and_not_from_amounts() {
        let kind = |move_type, internal_type, type_name, journal_type| {
            DocumentKind::of(&Source {
                move_type,
                internal_type,
                type_name,
                journal_type,
            })
        };
        let (sale, bank) = (Some("sale"), Some("bank"));
        let invoice = Some("out_invoice");
        let boleta = Some("Boleta de venta");
        for (found, expected) in [
            (
                kind(invoice, Some("invoice"), Some("Factura"), sale),
                DocumentKind::Invoice,
            ),
            (
                kind(invoice, Some("invoice"), boleta, sale),
                DocumentKind::Receipt,
            ),
            (
                kind(invoice, Some("debit_note"), None, sale),
                DocumentKind::DebitNote,
            ),
            (
                kind(Some("out_refund"), None, None, sale),
                DocumentKind::CreditNote,
            ),
            (
                kind(Some("in_refund"), Some("invoice"), None, None),
                DocumentKind::CreditNote,
            ),
            (kind(Some("entry"), None, None, bank), DocumentKind::Payment),
            (
                kind(Some("entry"), None, None, Some("general")),
                DocumentKind::Entry,
            ),
            (kind(None, None, None, None), DocumentKind::Entry),
        ] {
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn references_to_documents_have_no_prefixes() {
        for (text, expected) in [
            ("F F001-00000442", "F001-00000442"),
            (
                "Pago de F F001-00000442, FA-A 00001-00000007",
                "Pago de F001-00000442, 00001-00000007",
            ),
            ("BCP op. 00418772", "BCP op. 00418772"),
            ("O/C 4500018907", "O/C 4500018907"),
            ("", ""),
        ] {
            assert_eq!(reference(text), expected);
        }
    }

    #[test]
    fn a_number_has_no_prefix_of_its_type() {
        for (name, prefix, expected) in [
            ("F F001-00000011", Some("F"), "F001-00000011"),
            ("FA-A 00001-00000042", Some("FA-A"), "00001-00000042"),
            ("F001-00000011", Some("F"), "F001-00000011"),
            ("INV/2026/00001", None, "INV/2026/00001"),
            ("F F001-1", Some(""), "F F001-1"),
        ] {
            assert_eq!(number(name, prefix), expected);
        }
    }
}
