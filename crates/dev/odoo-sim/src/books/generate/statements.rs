//! Bank statement lines, each with its entry in the bank journal: fees that are booked at once, and
//! deposits that stay on the suspense account until somebody identifies them.

use crate::books::calendar;
use crate::books::generate::Period;
use crate::books::generate::chart::Company;
use crate::books::generate::documents::Maker;
use crate::books::generate::world::insert;
use crate::books::number::Number;
use crate::books::table::Cell;

/// The bank's data for one line.
struct Seen {
    day: i32,
    label: &'static str,
    amount: i64,
    /// The amount in foreign currency, if the bank states one.
    foreign: Option<i64>,
    identified: bool,
}

/// The lines of all entries from the statements of one company.
pub(crate) fn lines(period: Period) -> usize {
    days(period).count() * 4
}

fn days(period: Period) -> impl Iterator<Item = i32> {
    (period.start..period.today).step_by(30)
}

impl Maker {
    /// A fee and a deposit in each month of the period.
    pub(crate) fn statements(&mut self, company: &Company) {
        for (month, day) in days(self.period).enumerate() {
            let month = i64::try_from(month).unwrap_or(0);
            self.statement_line(
                company,
                &Seen {
                    day,
                    label: "Comisión de mantenimiento, \"ITF\"",
                    amount: -(1_550 + 5 * month),
                    foreign: None,
                    identified: true,
                },
            );
            let foreign = (month % 3 == 1).then_some(40_000 + 1_234 * month);
            let amount = foreign.map_or(123_400 + 10_001 * month, |amount| {
                company.in_own_currency(company.foreign, day, amount)
            });
            self.statement_line(
                company,
                &Seen {
                    day,
                    label: "ABONO TERCEROS\t000123 <sin identificar>",
                    amount,
                    foreign,
                    identified: false,
                },
            );
        }
    }

    fn statement_line(&mut self, company: &Company, seen: &Seen) {
        self.numbers.statement += 1;
        let number = self.numbers.statement;
        let mut entry = self.blank(company, company.currency, seen.day);
        entry.journal = company.journals.bank;
        entry.name = self.numbered("BNK1", seen.day, number);
        let (bank, other) = (company.accounts.bank, company.accounts.suspense);
        let accounts = if seen.identified {
            (company.accounts.expense[1], bank)
        } else {
            (bank, other)
        };
        let created = entry.created;
        let entry = self.two_lines(company, entry, accounts, seen.amount.abs(), seen.label);
        let row = self.row(company, seen, (entry, number));
        let model = "account.bank.statement.line";
        insert(&mut self.books, model, created, &row);
    }

    fn row(
        &mut self,
        company: &Company,
        seen: &Seen,
        (entry, number): (u32, u32),
    ) -> [(&'static str, Cell); 13] {
        let (year, month, day) = calendar::civil(seen.day);
        // As Odoo builds it: the day, the inverted sequence, the id.
        let index = format!("{year}{month:02}{day:02}2147483646{number:010}");
        let residual = if seen.identified { 0 } else { -seen.amount };
        let is_foreign = seen.foreign.is_some();
        [
            ("move_id", Cell::Id(entry)),
            ("internal_index", self.cell(&index)),
            ("payment_ref", self.cell(seen.label)),
            ("partner_name", self.name_at_the_bank(number)),
            ("transaction_type", self.cell("TRF")),
            ("amount", Cell::Cents(seen.amount)),
            ("currency_id", Cell::Id(company.currency)),
            ("amount_currency", Cell::Cents(seen.foreign.unwrap_or(0))),
            (
                "foreign_currency_id",
                Cell::link(if is_foreign { company.foreign } else { 0 }),
            ),
            (
                "amount_residual",
                Cell::Number(Number::hundredths(residual)),
            ),
            ("is_reconciled", Cell::Bool(seen.identified)),
            ("journal_id", Cell::Id(company.journals.bank)),
            ("company_id", Cell::Id(company.id)),
        ]
    }

    fn cell(&mut self, text: &str) -> Cell {
        Cell::Text(self.text(text))
    }

    fn name_at_the_bank(&mut self, number: u32) -> Cell {
        if number.is_multiple_of(4) {
            self.cell("O'CONNOR PE\u{d1}A Y ASOC")
        } else {
            Cell::None
        }
    }
}
