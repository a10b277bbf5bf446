//! Generates books of any size from a seed: a chart of accounts, partners with unusual names,
//! documents, payments and reconciliations that balance to the cent. Uses only integers.

pub(crate) mod analytic;
pub(crate) mod case;
pub(crate) mod chart;
pub(crate) mod documents;
pub(crate) mod invoices;
pub(crate) mod master;
pub(crate) mod money;
pub(crate) mod payments;
pub(crate) mod people;
pub(crate) mod rng;
pub(crate) mod rows;
pub(crate) mod settlement;
pub(crate) mod statements;
pub(crate) mod world;

use jiff::civil::Date;

use crate::books::Books;
use crate::books::calendar;
use chart::Company;
use documents::Maker;
use rng::Rng;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    Peru,
    Argentina,
}

/// Which books to generate. The same value always gives the same books.
#[derive(Clone, Debug)]
pub struct Spec {
    pub seed: u64,
    /// Customer invoices, vendor bills and credit notes together; payments are additional.
    pub invoices: usize,
    /// Instead of `invoices`: stop as soon as there are this many move lines.
    pub lines: Option<usize>,
    pub country: Country,
    /// Odd companies keep their books in the country's currency, even ones in US dollars.
    pub companies: u32,
    /// The documents are dated within this many days before `today`.
    pub days: u32,
    pub today: Date,
}

impl Spec {
    /// Peru, two companies, 400 days.
    pub fn new(seed: u64, invoices: usize, today: Date) -> Spec {
        Spec {
            seed,
            invoices,
            lines: None,
            country: Country::Peru,
            companies: 2,
            days: 400,
            today,
        }
    }
}

/// The first and last day with documents.
#[derive(Clone, Copy)]
pub(crate) struct Period {
    pub(crate) start: i32,
    pub(crate) today: i32,
}

pub(crate) fn books(spec: &Spec) -> Books {
    let mut books = Books::empty();
    let mut rng = Rng::new(spec.seed);
    let today = calendar::day_of(spec.today);
    let days = i32::try_from(spec.days.clamp(1, 20_000)).unwrap_or(400);
    let period = Period {
        start: today - days,
        today,
    };
    let companies = chart::fill(&mut books, &mut rng, spec, period);
    let documents = spec.lines.map_or(spec.invoices, |lines| lines / 6);
    let people = people::fill(&mut books, &mut rng, &companies, period, documents);
    let mut maker = Maker::new(books, rng, period, people);
    for company in &companies {
        maker.openings(company);
    }
    make_documents(&mut maker, spec, &companies);
    for company in &companies {
        maker.statements(company);
    }
    maker.into_books()
}

fn make_documents(maker: &mut Maker, spec: &Spec, companies: &[Company]) {
    let mut made = 0;
    let to_come = statements::lines(maker.period) * companies.len();
    loop {
        let (done, of) = match spec.lines {
            Some(lines) => (maker.lines(), lines.saturating_sub(to_come)),
            None => (made, spec.invoices),
        };
        if done >= of {
            return;
        }
        let company = pick_company(maker, companies);
        maker.document(company, done, of.max(1));
        made += 1;
    }
}

/// Seven of ten documents belong to the first company.
fn pick_company<'c>(maker: &mut Maker, companies: &'c [Company]) -> &'c Company {
    let others = companies.len() - 1;
    if others == 0 || maker.rng.chance(70) {
        &companies[0]
    } else {
        &companies[1 + maker.rng.below(others)]
    }
}
