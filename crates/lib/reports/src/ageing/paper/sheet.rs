//! What the paper of an ageing says around its rows.

use crate::ageing::{AgedBy, AgeingQuery, Bounds, GroupBy};
use crate::column::Title;
use crate::filter::Side;
use crate::letterhead::tax_id_heading;
use crate::paper::{Column, Language, Table};

/// `Por fecha de vencimiento, tramos de 30 días`.
pub(super) fn made(query: &AgeingQuery, language: &Language) -> String {
    let day = match query.aged_by {
        AgedBy::DueDate => language.say("By due date", "Por fecha de vencimiento"),
        AgedBy::InvoiceDate => language.say("By invoice date", "Por fecha de emisión"),
    };
    let bounds = query
        .prepared
        .parameters
        .buckets
        .clone()
        .unwrap_or_default();
    let buckets = match bounds {
        Bounds::Months(_) => language.say("calendar months", "por meses").to_owned(),
        Bounds::Days(days) => {
            let first = days.first().copied().unwrap_or_default();
            let mut multiples = days.iter().zip(1..);
            if multiples.all(|(day, number)| u32::from(*day) == number * u32::from(first)) {
                let of = language.say("buckets of", "tramos de");
                format!("{of} {first} {}", language.say("days", "días"))
            } else {
                let list: Vec<String> = days.iter().map(u16::to_string).collect();
                let until = language.say("buckets until", "tramos hasta");
                format!(
                    "{until} {} {}",
                    list.join(", "),
                    language.say("days", "días")
                )
            }
        }
    };
    format!("{day}, {buckets}")
}

/// `country` is the company's, which names tax ids.
pub(super) fn table(query: &AgeingQuery, language: &Language, country: Option<&str>) -> Table {
    let say = |en, es| language.say(en, es);
    let side = query.prepared.parameters.side;
    let tax_id = tax_id_heading(country, &language.locale);
    let (name, code) = match (query.group_by, side) {
        (GroupBy::Partner, Side::Receivable) => (say("Customer", "Cliente"), &*tax_id),
        (GroupBy::Partner, Side::Payable) => (say("Vendor", "Proveedor"), &*tax_id),
        (GroupBy::PartnerTag, _) => (say("Tag", "Etiqueta"), ""),
        (other, _) => (
            other.title().in_locale(&language.locale),
            other.title_of_code().in_locale(&language.locale),
        ),
    };
    let count = query.buckets.list.len();
    let buckets = query.titles.iter().enumerate().map(|(nth, title)| Column {
        age: Some((nth, count)),
        ..Column::amount(title.on_paper(language), 1)
    });
    let first = [
        Column::text(name),
        Column::word(code).optional(1),
        Column::number(say("Doc.", "Doc.")),
    ];
    let last = [
        Column {
            is_strong: true,
            ..Column::number(say("Total", "Total"))
        },
        Column::number(say("of which\nunapplied", "de los cuales\nsin aplicar")),
    ];
    Table {
        columns: first.into_iter().chain(buckets).chain(last).collect(),
        ..Table::default()
    }
}

pub(super) fn notes(query: &AgeingQuery, language: &Language) -> Vec<&'static str> {
    let from = match query.aged_by {
        AgedBy::DueDate => Title::new(
            "Buckets count days from the due date.",
            "Los tramos cuentan días desde el vencimiento.",
        ),
        AgedBy::InvoiceDate => Title::new(
            "Buckets count days from the invoice date.",
            "Los tramos cuentan días desde la emisión.",
        ),
    };
    let unapplied = Title::new(
        "Payments and credit notes that are not applied are in their bucket with a minus sign; documents in other currencies, at the rate at which they were recorded.",
        "Pagos y notas de crédito sin aplicar están en su tramo con signo menos; los documentos en otras monedas, al tipo de cambio con que se registraron.",
    );
    let overlap = Title::new(
        "A document counts in each tag of its partner, and once in the totals.",
        "Un documento cuenta en cada etiqueta de su cliente o proveedor, y una vez en los totales.",
    );
    let overlap = query.group_by.overlaps().then_some(overlap);
    [Some(from), Some(unapplied), overlap]
        .into_iter()
        .flatten()
        .map(|note| note.in_locale(&language.locale))
        .collect()
}
