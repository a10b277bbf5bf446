//! Generates documents and plain entries, one case at a time in date order. A complete case is
//! written as rows immediately, so memory holds only one.

use crate::books::Books;
use crate::books::calendar::{self, DAY_MICROS};
use crate::books::generate::Period;
use crate::books::generate::case::{Case, Entry, Kind, Line, LineKind, State};
use crate::books::generate::chart::Company;
use crate::books::generate::master::PRODUCTS;
use crate::books::generate::people::People;
use crate::books::generate::rng::Rng;
use crate::books::generate::{analytic, rows, settlement};
use crate::books::pool::Symbol;

pub(crate) struct Maker {
    pub(crate) books: Books,
    pub(crate) rng: Rng,
    pub(crate) period: Period,
    pub(crate) people: People,
    pub(crate) products: Vec<Symbol>,
    pub(crate) analytics: Vec<Symbol>,
    pub(crate) numbers: Numbers,
}

/// The next id of each model and the next number of each sequence.
#[derive(Default)]
pub(crate) struct Numbers {
    pub(crate) line: u32,
    pub(crate) payment: u32,
    pub(crate) entry: u32,
    pub(crate) partial: u32,
    pub(crate) full: u32,
    pub(crate) sale: u32,
    pub(crate) refund: u32,
    pub(crate) bill: u32,
    pub(crate) bank: u32,
    pub(crate) general: u32,
    pub(crate) exchange: u32,
    pub(crate) statement: u32,
}

impl Maker {
    pub(crate) fn new(mut books: Books, rng: Rng, period: Period, people: People) -> Maker {
        let products = PRODUCTS
            .iter()
            .map(|name| books.pool.intern(name))
            .collect();
        let analytics = analytic::DISTRIBUTIONS
            .iter()
            .map(|(_, text)| books.pool.intern(text))
            .collect();
        Maker {
            books,
            rng,
            period,
            people,
            products,
            analytics,
            numbers: Numbers::default(),
        }
    }

    pub(crate) fn into_books(self) -> Books {
        self.books
    }

    pub(crate) fn lines(&self) -> usize {
        self.numbers.line as usize
    }

    pub(crate) fn text(&mut self, text: &str) -> Symbol {
        self.books.pool.intern(text)
    }

    /// The id of the next entry.
    pub(crate) fn upcoming_entry(&self) -> u32 {
        self.numbers.entry + 1
    }

    pub(crate) fn next_partial(&mut self) -> u32 {
        self.numbers.partial += 1;
        self.numbers.partial
    }

    pub(crate) fn next_full(&mut self) -> u32 {
        self.numbers.full += 1;
        self.numbers.full
    }

    /// Assigns ids and stamps to the entry and its lines.
    pub(crate) fn add_entry(&mut self, case: &mut Case, mut entry: Entry) -> usize {
        self.numbers.entry += 1;
        entry.id = self.numbers.entry;
        for line in &mut entry.lines {
            self.numbers.line += 1;
            line.id = self.numbers.line;
            line.written = entry.written;
        }
        case.entries.push(entry);
        case.entries.len() - 1
    }

    pub(crate) fn numbered(&mut self, prefix: &str, date: i32, number: u32) -> Symbol {
        let (year, month, _) = calendar::civil(date);
        self.text(&format!("{prefix}/{year}/{month:02}/{number:05}"))
    }

    pub(crate) fn exchange_name(&mut self, date: i32) -> Symbol {
        self.numbers.exchange += 1;
        self.numbered("EXCH", date, self.numbers.exchange)
    }

    /// A random time on that day; one in 20 is a nightly batch with the same stamp for all rows.
    pub(crate) fn stamp(&mut self, day: i32) -> i64 {
        let midnight = i64::from(day) * DAY_MICROS;
        if self.rng.chance(5) {
            return midnight - 3 * 3_600_000_000 + 123_456;
        }
        let moment = midnight + self.rng.between(8 * 3600, 20 * 3600) * 1_000_000;
        let moment = moment + self.rng.between(0, 999_999);
        let end = i64::from(self.period.today) * DAY_MICROS;
        if moment < end {
            moment
        } else {
            end - self.rng.between(1, 6 * 3_600_000_000)
        }
    }

    /// The opening entry of the company and its monthly entries.
    pub(crate) fn openings(&mut self, company: &Company) {
        let start = self.period.start;
        self.plain_entry(
            company,
            start,
            (company.accounts.bank, company.accounts.equity),
            250_000_000,
            "Apertura",
        );
        for day in (start..self.period.today).step_by(30) {
            let amount = self.rng.between(1_000_000, 6_000_000);
            self.plain_entry(
                company,
                day,
                (company.accounts.expense[1], company.accounts.bank),
                amount,
                "Planilla",
            );
        }
    }

    fn plain_entry(
        &mut self,
        company: &Company,
        date: i32,
        (debit, credit): (u32, u32),
        amount: i64,
        label: &str,
    ) {
        self.numbers.general += 1;
        let name = self.numbered("MISC", date, self.numbers.general);
        let mut entry = self.blank(company, company.currency, date);
        entry.journal = company.journals.general;
        entry.name = name;
        self.two_lines(company, entry, (debit, credit), amount, label);
    }

    /// Completes an entry with a debit and a credit, and returns its id.
    pub(crate) fn two_lines(
        &mut self,
        company: &Company,
        mut entry: Entry,
        (debit, credit): (u32, u32),
        amount: i64,
        label: &str,
    ) -> u32 {
        let label = self.text(label);
        // Cash and bank accounts show a residual although their items are not reconciled.
        let line = |account: u32, balance: i64| {
            let residual = if account == company.accounts.bank {
                balance
            } else {
                0
            };
            let line = Line::plain(LineKind::Product, account, balance, balance);
            Line {
                name: label,
                residual,
                residual_currency: residual,
                ..line
            }
        };
        entry.lines = vec![line(debit, amount), line(credit, -amount)];
        let mut case = Case::default();
        self.add_entry(&mut case, entry);
        rows::push(&mut self.books, &case);
        self.numbers.entry
    }

    pub(crate) fn blank(&mut self, company: &Company, currency: u32, date: i32) -> Entry {
        let created = self.stamp(date);
        Entry {
            id: 0,
            kind: Kind::Entry,
            state: State::Posted,
            name: Symbol::NONE,
            reference: Symbol::NONE,
            origin: Symbol::NONE,
            date,
            invoice_date: None,
            due: None,
            partner: 0,
            commercial: 0,
            journal: 0,
            company: company.id,
            currency,
            user: 0,
            term: 0,
            reversed: 0,
            reversed_by: false,
            document_type: 0,
            payment: 0,
            created,
            written: created,
            lines: Vec::new(),
        }
    }

    /// One document and its payments, dated `done` / `of` into the period.
    pub(crate) fn document(&mut self, company: &Company, done: usize, of: usize) {
        let span = self.period.today - self.period.start;
        let days =
            i64::from(span) * i64::try_from(done).unwrap_or(0) / i64::try_from(of).unwrap_or(1);
        let date = self.period.start + i32::try_from(days).unwrap_or(0).min(span);
        let kind = match self.rng.below(100) {
            0..64 => Kind::OutInvoice,
            64..90 => Kind::InInvoice,
            90..97 => Kind::OutRefund,
            _ => Kind::InRefund,
        };
        let state = match self.rng.below(100) {
            0..5 => State::Draft,
            5..7 => State::Cancelled,
            _ => State::Posted,
        };
        let mut case = Case::default();
        let invoice = self.invoice(company, kind, state, date);
        self.add_entry(&mut case, invoice);
        if state == State::Posted && matches!(kind, Kind::OutInvoice | Kind::InInvoice) {
            self.outcome(company, &mut case);
        }
        settlement::mark_matching(self, &mut case);
        rows::push(&mut self.books, &case);
    }
}
