//! The document itself: partner, lines, tax and instalments of an invoice, bill or credit note.

use crate::books::generate::case::{Entry, Kind, Line, LineKind, State};
use crate::books::generate::chart::Company;
use crate::books::generate::documents::Maker;
use crate::books::generate::money;
use crate::books::generate::people::Partner;
use crate::books::pool::Symbol;

impl Maker {
    fn partner(&mut self, company: &Company) -> (u32, u32) {
        let fits = |partner: &Partner| partner.company == 0 || partner.company == company.id;
        let count = self.people.partners.len();
        // Low ids are more frequent: a few partners have very long accounts.
        let limit = self.rng.below(count) + 1;
        let mut place = self.rng.below(limit);
        while !fits(&self.people.partners[place]) {
            place = (place + 1) % count;
        }
        let partner = &self.people.partners[place];
        (partner.id, partner.commercial)
    }

    pub(crate) fn invoice(
        &mut self,
        company: &Company,
        kind: Kind,
        state: State,
        date: i32,
    ) -> Entry {
        let foreign = self.rng.chance(20);
        let currency = if foreign {
            company.foreign
        } else {
            company.currency
        };
        let mut entry = self.blank(company, currency, date);
        (entry.partner, entry.commercial) = self.partner(company);
        entry.kind = kind;
        entry.state = state;
        entry.invoice_date = Some(date);
        entry.journal = if kind.is_sale() {
            company.journals.sale
        } else {
            company.journals.purchase
        };
        let refund = matches!(kind, Kind::OutRefund | Kind::InRefund);
        entry.document_type = if refund {
            company.documents.refund
        } else {
            company.documents.invoice
        };
        entry.name = self.document_name(kind, state);
        if kind.is_sale() {
            entry.user = self.rng.pick(&self.people.salespeople);
            if self.rng.chance(30) {
                entry.origin = self.text(&format!("S{:05}", self.numbers.entry));
            }
        } else {
            entry.reference = self.text(&format!("FV-{:06}", self.numbers.bill));
        }
        let untaxed = self.product_lines(company, &mut entry);
        self.tax_line(company, &mut entry, untaxed);
        self.term_lines(company, &mut entry);
        entry
    }

    pub(crate) fn document_name(&mut self, kind: Kind, state: State) -> Symbol {
        if state == State::Draft {
            return self.text("/");
        }
        let (prefix, counter) = match kind {
            Kind::OutInvoice => ("F F001", &mut self.numbers.sale),
            Kind::OutRefund => ("F FC01", &mut self.numbers.refund),
            _ => ("F F123", &mut self.numbers.bill),
        };
        *counter += 1;
        let name = format!("{prefix}-{counter:08}");
        self.text(&name)
    }

    /// Adds the product lines and returns the sum of their subtotals in the entry's currency.
    fn product_lines(&mut self, company: &Company, entry: &mut Entry) -> i64 {
        let accounts = if entry.kind.is_sale() {
            &company.accounts.income
        } else {
            &company.accounts.expense
        };
        let mut untaxed = 0;
        for _ in 0..self.rng.between(1, 5) {
            let product = self.rng.below(self.products.len());
            let quantity = self.rng.between(1, 20);
            let price_cents = self.rng.between(500, 400_000);
            let discount = if self.rng.chance(10) { 10 } else { 0 };
            let subtotal = money::scale(quantity * price_cents, 100 - discount, 100);
            let amount_currency = entry.kind.sign() * subtotal;
            let balance = company.in_own_currency(entry.currency, entry.date, amount_currency);
            let line = Line::plain(
                LineKind::Product,
                self.rng.pick(accounts),
                balance,
                amount_currency,
            );
            let analytic = if self.rng.chance(10) {
                self.rng.pick(&self.analytics)
            } else {
                Symbol::NONE
            };
            entry.lines.push(Line {
                name: self.products[product],
                product: u32::try_from(product + 1).unwrap_or(1),
                quantity,
                price_cents,
                discount,
                subtotal,
                total: subtotal,
                analytic,
                ..line
            });
            untaxed += subtotal;
        }
        untaxed
    }

    /// Nine of ten documents are taxed; the tax is rounded line by line.
    fn tax_line(&mut self, company: &Company, entry: &mut Entry, untaxed: i64) {
        if untaxed == 0 || self.rng.chance(10) {
            return;
        }
        let mut tax = 0;
        for line in &mut entry.lines {
            let of_line = money::scale(line.subtotal, company.taxes.percent, 100);
            line.total = line.subtotal + of_line;
            tax += of_line;
        }
        let amount_currency = entry.kind.sign() * tax;
        let balance = company.in_own_currency(entry.currency, entry.date, amount_currency);
        let label = self.text(&format!("{}%", company.taxes.percent));
        let line = Line::plain(
            LineKind::Tax,
            company.accounts.tax,
            balance,
            amount_currency,
        );
        let used = if entry.kind.is_sale() {
            company.taxes.sale
        } else {
            company.taxes.purchase
        };
        entry.lines.push(Line {
            name: label,
            tax: used,
            ..line
        });
    }

    /// Receivable or payable lines, one per instalment; they take the company currency's rounding.
    fn term_lines(&mut self, company: &Company, entry: &mut Entry) {
        let place = self.rng.below(company.terms.0.len());
        let (term, instalments) = &company.terms.0[place];
        entry.term = *term;
        let sale = entry.kind.is_sale();
        let account = if sale {
            company.accounts.receivable
        } else {
            company.accounts.payable
        };
        let mut amount = -entry
            .lines
            .iter()
            .map(|line| line.amount_currency)
            .sum::<i64>();
        let mut balance = -entry.lines.iter().map(|line| line.balance).sum::<i64>();
        let blank = self.text("");
        let name = if sale && entry.state != State::Draft {
            entry.name
        } else {
            blank
        };
        for (index, days) in instalments.iter().enumerate() {
            let left = i64::try_from(instalments.len() - index).unwrap_or(1);
            let (this_balance, this_amount) = (
                money::scale(balance, 1, left),
                money::scale(amount, 1, left),
            );
            balance -= this_balance;
            amount -= this_amount;
            let line = Line::open(LineKind::Term, account, this_balance, this_amount);
            entry.due = Some(entry.date + days);
            entry.lines.push(Line {
                name,
                maturity: entry.due,
                ..line
            });
        }
    }
}
