//! The outcome of a posted document: paid in full, in part, in two payments or too much, reversed
//! by a credit note, left open, or a payment of the partner that is not reconciled.

use crate::books::generate::case::{Case, Entry, Line, LineKind, LineRef, Payment, State};
use crate::books::generate::chart::Company;
use crate::books::generate::documents::Maker;
use crate::books::generate::{money, settlement};

impl Maker {
    pub(crate) fn outcome(&mut self, company: &Company, case: &mut Case) {
        let total = open_amount(case);
        let later = |maker: &mut Maker, after: i32| {
            let latest = maker.period.today.min(after + 75);
            maker.rng.days(after.min(latest), latest)
        };
        let first = later(self, case.entries[0].date);
        match self.rng.below(100) {
            0..45 => self.pay(company, case, total, first),
            45..55 => {
                let part = money::scale(total, self.rng.between(10, 90), 100).max(1);
                self.pay(company, case, part, first);
            }
            55..60 => {
                self.pay(company, case, (total / 2).max(1), first);
                let second = later(self, first);
                let rest = open_amount(case);
                self.pay(company, case, rest, second);
            }
            // More than the amount due: the rest of the payment stays open.
            60..62 => self.pay(company, case, total + 10_000, first),
            62..65 => self.reverse(company, case, first),
            65..68 => self.payment_on_account(company, case, first),
            _ => {}
        }
    }

    /// Pays `amount` in the document's currency and reconciles it, oldest instalment first.
    fn pay(&mut self, company: &Company, case: &mut Case, amount: i64, date: i32) {
        let (entry, payment) = self.payment(company, case, amount, date);
        let place = self.add_entry(case, entry);
        case.payments.push(Payment {
            entry: place,
            ..payment
        });
        settlement::settle(
            self,
            case,
            company,
            0,
            LineRef {
                entry: place,
                line: 1,
            },
        );
    }

    fn payment_on_account(&mut self, company: &Company, case: &mut Case, date: i32) {
        let amount = self.rng.between(10_000, 500_000);
        let (entry, payment) = self.payment(company, case, amount, date);
        let place = self.add_entry(case, entry);
        case.payments.push(Payment {
            entry: place,
            ..payment
        });
    }

    fn payment(
        &mut self,
        company: &Company,
        case: &Case,
        amount: i64,
        date: i32,
    ) -> (Entry, Payment) {
        let invoice = case.entries[0].clone();
        let customer = invoice.kind.is_sale();
        let sign = if customer { 1 } else { -1 };
        self.numbers.payment += 1;
        self.numbers.bank += 1;
        let mut entry = self.blank(company, invoice.currency, date);
        entry.created = entry.created.max(invoice.created);
        entry.written = entry.created;
        entry.name = self.numbered("PBNK1", date, self.numbers.bank);
        entry.reference = invoice.name;
        (entry.partner, entry.commercial) = (invoice.commercial, invoice.commercial);
        entry.journal = company.journals.bank;
        entry.payment = self.numbers.payment;
        let (waiting, owed) = if customer {
            (company.accounts.outstanding_in, company.accounts.receivable)
        } else {
            (company.accounts.outstanding_out, company.accounts.payable)
        };
        let balance = company.in_own_currency(entry.currency, entry.date, sign * amount);
        let label = self.text(if customer {
            "Pago de cliente"
        } else {
            "Pago a proveedor"
        });
        let maturity = Some(date);
        let first = Line::open(LineKind::Product, waiting, balance, sign * amount);
        let second = Line::open(LineKind::Product, owed, -balance, -sign * amount);
        entry.lines = [first, second]
            .map(|line| Line {
                name: label,
                maturity,
                quantity: 1,
                ..line
            })
            .into();
        let payment = Payment {
            id: self.numbers.payment,
            entry: 0,
            inbound: customer,
            customer,
            amount,
        };
        (entry, payment)
    }

    /// A credit note for the whole document, reconciled with it.
    fn reverse(&mut self, company: &Company, case: &mut Case, date: i32) {
        let mut note = case.entries[0].clone();
        note.kind = note.kind.reversal();
        note.date = date;
        note.invoice_date = Some(date);
        note.due = Some(date);
        note.reversed = note.id;
        note.created = self.stamp(date).max(note.created);
        note.written = note.created;
        note.document_type = company.documents.refund;
        note.name = self.document_name(note.kind, State::Posted);
        note.reference = self.text("Reversión");
        let rate_day = note.date;
        let mut rest = 0;
        note.lines.retain(|line| line.kind != LineKind::Term);
        for line in &mut note.lines {
            line.amount_currency = -line.amount_currency;
            line.balance = company.in_own_currency(note.currency, rate_day, line.amount_currency);
            rest -= line.balance;
        }
        let owed = -note
            .lines
            .iter()
            .map(|line| line.amount_currency)
            .sum::<i64>();
        let account = if note.kind.is_sale() {
            company.accounts.receivable
        } else {
            company.accounts.payable
        };
        let line = Line::open(LineKind::Term, account, rest, owed);
        note.lines.push(Line {
            name: note.name,
            maturity: Some(date),
            ..line
        });
        let last = note.lines.len() - 1;
        let place = self.add_entry(case, note);
        settlement::settle(
            self,
            case,
            company,
            0,
            LineRef {
                entry: place,
                line: last,
            },
        );
        case.entries[0].reversed_by = true;
    }
}

/// The residual of the first entry, in its currency.
fn open_amount(case: &Case) -> i64 {
    let lines = case.entries[0].lines.iter();
    lines
        .map(|line| {
            if line.kind == LineKind::Term {
                line.residual_currency.abs()
            } else {
                0
            }
        })
        .sum()
}
