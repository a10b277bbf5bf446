//! Data that all companies of a database share: countries, currencies, document types, payment
//! terms and the daily dollar rate.

use crate::books::Books;
use crate::books::generate::rng::Rng;
use crate::books::generate::{Country, Period, master};
use crate::books::number::Number;
use crate::books::table::Cell;

const COUNTRIES: [(&str, &str); 12] = [
    ("Argentina", "AR"),
    ("Bolivia", "BO"),
    ("Brazil", "BR"),
    ("Chile", "CL"),
    ("Colombia", "CO"),
    ("Côte d'Ivoire", "CI"),
    ("Ecuador", "EC"),
    ("Mexico", "MX"),
    ("Peru", "PE"),
    ("Spain", "ES"),
    ("United States", "US"),
    ("Uruguay", "UY"),
];

const CURRENCIES: [(&str, &str, bool); 5] = [
    ("USD", "$", true),
    ("PEN", "S/", true),
    ("ARS", "$", true),
    ("EUR", "€", true),
    ("VEF", "Bs.F", false),
];

pub(crate) const DOLLAR: u32 = 1;

/// Payment terms by id, with the days of each instalment.
#[derive(Clone)]
pub(crate) struct Terms(pub(crate) Vec<(u32, Vec<i32>)>);

#[derive(Clone, Copy)]
pub(crate) struct DocumentTypes {
    pub(crate) invoice: u32,
    pub(crate) refund: u32,
}

pub(crate) struct World {
    pub(crate) terms: Terms,
    pub(crate) documents: DocumentTypes,
    /// Local currency for one dollar in ten-thousandths, for each day of the period.
    pub(crate) dollar_rates: Vec<i64>,
    /// The creation time of all this, in microseconds.
    pub(crate) born: i64,
}

/// The ids of the country and of its currency.
pub(crate) fn home(country: Country) -> (u32, u32) {
    match country {
        Country::Peru => (9, 2),
        Country::Argentina => (1, 3),
    }
}

/// Appends a row that was created and last written at `born`.
pub(crate) fn insert(
    books: &mut Books,
    model: &str,
    born: i64,
    values: &[(&'static str, Cell)],
) -> u32 {
    let stamp = Cell::Instant(born);
    let stamps = [("create_date", stamp), ("write_date", stamp)];
    books.insert(model, &[values, &stamps].concat())
}

pub(crate) fn fill(
    books: &mut Books,
    rng: &mut Rng,
    country: Country,
    period: Period,
    born: i64,
) -> World {
    for (name, code) in COUNTRIES {
        let values = [("name", books.text(name)), ("code", books.text(code))];
        insert(books, "res.country", born, &values);
    }
    for (name, symbol, active) in CURRENCIES {
        let values = [
            ("name", books.text(name)),
            ("symbol", books.text(symbol)),
            ("rounding", Cell::Number(Number::new(1, 2))),
            ("decimal_places", Cell::Int(2)),
            ("active", Cell::Bool(active)),
        ];
        insert(books, "res.currency", born, &values);
    }
    // As in a real database: the first currency has no creation date.
    books.set("res.currency", 0, "create_date", Cell::None);
    master::banks(books, home(country).0, born);
    master::products(books, born);
    let documents = document_types(books, country, born);
    let terms = payment_terms(books, born);
    World {
        terms,
        documents,
        dollar_rates: dollar_rates(rng, country, period),
        born,
    }
}

fn document_types(books: &mut Books, country: Country, born: i64) -> DocumentTypes {
    let kinds = match country {
        Country::Peru => [
            ("01", "Factura", "F", "invoice"),
            ("03", "Boleta de Venta", "B", "invoice"),
            ("07", "Nota de Crédito", "F", "credit_note"),
            ("08", "Nota de Débito", "F", "debit_note"),
        ],
        Country::Argentina => [
            ("1", "FACTURAS A", "FA-A", "invoice"),
            ("6", "FACTURAS B", "FA-B", "invoice"),
            ("3", "NOTAS DE CRÉDITO A", "NC-A", "credit_note"),
            ("2", "NOTAS DE DÉBITO A", "ND-A", "debit_note"),
        ],
    };
    let ids = kinds.map(|(code, name, prefix, internal_type)| {
        let values = [
            ("code", books.text(code)),
            ("name", books.text(name)),
            ("doc_code_prefix", books.text(prefix)),
            ("internal_type", books.text(internal_type)),
            ("country_id", Cell::Id(home(country).0)),
            ("active", Cell::Bool(true)),
        ];
        insert(books, "l10n_latam.document.type", born, &values)
    });
    DocumentTypes {
        invoice: ids[0],
        refund: ids[2],
    }
}

fn payment_terms(books: &mut Books, born: i64) -> Terms {
    let terms: [(&str, &[i32], bool); 6] = [
        ("Contado", &[0], true),
        ("15 días", &[15], true),
        ("30 días", &[30], true),
        ("50 % a 30 días, 50 % a 60 días", &[30, 60], true),
        ("90 días", &[90], true),
        ("120 días (ya no se ofrece)", &[120], false),
    ];
    let insert_one = |(name, days, active): (&str, &[i32], bool)| {
        let values = [("name", books.text(name)), ("active", Cell::Bool(active))];
        let id = insert(books, "account.payment.term", born, &values);
        (id, days.to_vec())
    };
    Terms(terms.into_iter().map(insert_one).collect())
}

/// A random walk in small steps that stays within a fifth of its start.
fn dollar_rates(rng: &mut Rng, country: Country, period: Period) -> Vec<i64> {
    let start = match country {
        Country::Peru => 37_500,
        Country::Argentina => 9_000_000,
    };
    let mut rate = start;
    (period.start..=period.today)
        .map(|_| {
            let step = start / 500;
            rate = (rate + rng.between(-step, step)).clamp(start * 8 / 10, start * 12 / 10);
            rate
        })
        .collect()
}
