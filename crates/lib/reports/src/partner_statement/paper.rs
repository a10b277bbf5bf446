//! A statement on paper, as the customer gets it: the amounts due, movements by currency, open
//! documents with their age, and how to pay. It has no word of what is only of use to us.

mod tables;

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use self::tables::{MOVEMENTS, OPEN};
use super::{
    PartnerStatementQuery, PendingPayment, StatementAgeing, StatementOpen, StatementRow,
    StatementRowKind,
};
use crate::currencies::minor_units;
use crate::currency_words::named_currency;
use crate::document_kind::{self, DocumentKind};
use crate::filter::Side;
use crate::letterhead::Letterhead;
use crate::open_items::OpenItem;
use crate::paper::{
    Ageing, Block, Days, Due, DueAmount, Form, Language, Paper, Row, Sheet, Value, Weight,
};

/// What the statement shows beside its rows.
pub(super) struct Facts {
    pub(super) partner: Letterhead,
    pub(super) open: StatementOpen,
    pub(super) pending: Vec<PendingPayment>,
}

struct StatementForm {
    language: Language,
    side: Side,
    company_currency: String,
    facts: Facts,
    /// Charges and credits of the currency so far.
    charged: Decimal,
    credited: Decimal,
}

pub(super) fn paper(
    query: &PartnerStatementQuery,
    facts: Facts,
    language: &Language,
) -> Paper<StatementRow> {
    let parameters = &query.prepared.parameters;
    Paper {
        sheet: Sheet {
            title: language
                .say("Statement of account", "Estado de cuenta")
                .to_owned(),
            days: Days::Since(query.to, query.from),
            subject: Some(facts.partner.name.clone()),
            tables: vec![
                tables::movements(language),
                tables::open_documents(language),
            ],
            is_for_customers: true,
            ..Sheet::default()
        },
        form: Box::new(StatementForm {
            language: language.clone(),
            side: parameters.side.unwrap_or(Side::Receivable),
            company_currency: query.prepared.company.currency.clone(),
            facts,
            charged: Decimal::ZERO,
            credited: Decimal::ZERO,
        }),
    }
}

impl StatementForm {
    fn due(&self) -> Due {
        let partner = &self.facts.partner;
        let tax_id = partner.named_tax_id(&self.language.locale);
        let mut amounts: Vec<DueAmount> = self
            .facts
            .open
            .ageing
            .iter()
            .map(|ageing| self.amount_due(ageing))
            .collect();
        if amounts.is_empty() {
            amounts.push(DueAmount {
                currency: self.company_currency.clone(),
                places: minor_units(&self.company_currency),
                due: Decimal::ZERO,
                overdue: Decimal::ZERO,
                since: None,
            });
        }
        let label = match self.side {
            Side::Receivable => self.language.say("Customer", "Cliente"),
            Side::Payable => self.language.say("Vendor", "Proveedor"),
        };
        Due {
            label: label.to_owned(),
            tells_how_to_pay: self.side == Side::Receivable,
            name: partner.name.clone(),
            lines: tax_id
                .into_iter()
                .chain(partner.address.iter().cloned())
                .collect(),
            amounts,
        }
    }

    fn amount_due(&self, ageing: &StatementAgeing) -> DueAmount {
        let items = &self.facts.open.open_items;
        let of_currency = items.iter().filter(|item| item.currency == ageing.currency);
        let overdue = of_currency
            .filter_map(|item| Some((item.due_date, self.side.owed(item.overdue_currency()?))));
        let overdue: Vec<(Date, Decimal)> = overdue.collect();
        // Unapplied payments may exceed what is overdue; then nothing is.
        let sum: Decimal = overdue.iter().map(|(_, amount)| amount).sum();
        let unpaid = overdue.iter().filter(|(_, amount)| *amount > Decimal::ZERO);
        DueAmount {
            currency: ageing.currency.clone(),
            places: minor_units(&ageing.currency),
            due: self.side.owed(ageing.total),
            overdue: sum.max(Decimal::ZERO),
            since: (unpaid.map(|(day, _)| *day).min()).filter(|_| sum > Decimal::ZERO),
        }
    }

    fn kind(&self, kind: Option<DocumentKind>) -> Value {
        kind.map_or(Value::Empty, |kind| {
            Value::text(kind.title().in_locale(&self.language.locale))
        })
    }

    fn carried(&self, balance: Decimal, places: u32) -> Vec<Value> {
        let mut cells = vec![Value::Empty; 4];
        let sums = [self.charged, self.credited, balance];
        cells.extend(sums.map(|amount| Value::figure(amount, places)));
        cells
    }

    fn edge(&self, day: Option<Date>, balance: Decimal, places: u32) -> Row {
        let label = self.language.say("Opening balance", "Saldo inicial");
        let mut cells = vec![Value::of_day(day), Value::text(label)];
        cells.extend(vec![Value::Empty; 4]);
        cells.push(Value::figure(balance, places));
        Row::new(MOVEMENTS, Weight::Edge, cells).carrying(self.carried(balance, places))
    }

    fn movement(&mut self, row: &StatementRow, places: u32) -> Row {
        let amount = self.side.owed(row.amount_currency.unwrap_or_default());
        let (charge, credit) = (amount.max(Decimal::ZERO), (-amount).max(Decimal::ZERO));
        self.charged += charge;
        self.credited += credit;
        let balance = self.side.owed(row.running_balance_currency);
        let due = if charge.is_zero() { None } else { row.due_date };
        let cells = vec![
            Value::of_day(row.date),
            self.kind(row.document_kind),
            Value::of_text(known_as(row).as_ref()),
            Value::of_day(due),
            Value::side(charge, places),
            Value::side(credit, places),
            Value::figure(balance, places),
        ];
        Row::new(MOVEMENTS, Weight::Plain, cells).carrying(self.carried(balance, places))
    }

    fn closing(&self, row: &StatementRow, places: u32) -> Row {
        let label = self.language.say("Closing balance", "Saldo final");
        let mut cells = vec![
            Value::of_day(row.date),
            Value::text(label),
            Value::Empty,
            Value::Empty,
        ];
        let balance = self.side.owed(row.running_balance_currency);
        let sums = [self.charged, self.credited, balance];
        cells.extend(sums.map(|amount| Value::figure(amount, places)));
        Row::new(MOVEMENTS, Weight::Total, cells)
    }

    fn open(&self, ageing: &StatementAgeing, out: &mut Vec<Block>) {
        let say = |en, es| self.language.say(en, es);
        let named = named_currency(&ageing.currency, &self.language.locale);
        let places = minor_units(&ageing.currency);
        let heading = say("Open documents in", "Documentos pendientes en");
        out.push(Block::Section(format!("{heading} {named}")));
        out.push(Block::Table(OPEN));
        let of_currency = |item: &&OpenItem| item.currency == ageing.currency;
        let items: Vec<&OpenItem> = self
            .facts
            .open
            .open_items
            .iter()
            .filter(of_currency)
            .collect();
        let rows = items
            .iter()
            .map(|item| Block::Row(self.document(item, places)));
        out.extend(rows);
        let mut cells = vec![Value::text(say("Total open", "Total pendiente"))];
        cells.extend(vec![Value::Empty; 5]);
        cells.push(Value::figure(self.side.owed(ageing.total), places));
        out.push(Block::Row(Row::new(OPEN, Weight::Total, cells)));
        self.pending(&ageing.currency, out);
        let unapplied = items
            .iter()
            .map(|item| self.side.owed(item.residual_currency));
        let unapplied: Decimal = unapplied.filter(Decimal::is_sign_negative).sum();
        out.push(Block::Ageing(self.strip(ageing, places, unapplied)));
    }

    fn document(&self, item: &OpenItem, places: u32) -> Row {
        let is_debt = self.side.owed(item.residual_currency) >= Decimal::ZERO;
        let kind = Some(item.document_kind);
        let (due, days) = if is_debt {
            (
                Value::Day(item.due_date),
                Value::DaysOverdue(item.days_overdue),
            )
        } else {
            (Value::Empty, Value::Empty)
        };
        let cells = vec![
            self.kind(kind),
            Value::of_text(item.known_as().as_ref()),
            Value::Day(item.invoice_date.unwrap_or(item.date)),
            due,
            days,
            Value::figure(self.side.owed(item.amount_currency), places),
            Value::figure(self.side.owed(item.residual_currency), places),
        ];
        let mut row = Row::new(OPEN, Weight::Plain, cells);
        row.note = self.note(item, places);
        row
    }

    fn note(&self, item: &OpenItem, places: u32) -> Option<String> {
        if let Some(pending) = item.pending_currency.filter(|amount| !amount.is_zero()) {
            let amount = format!(
                "{} {}",
                item.currency,
                self.language.amount(pending.abs(), places)
            );
            return Some(if self.language.is_spanish() {
                format!("Pago de {amount} en proceso de registro")
            } else {
                format!("Payment of {amount}, being recorded")
            });
        }
        let is_unapplied = item.document_kind == DocumentKind::Payment
            && self.side.owed(item.residual_currency).is_sign_negative();
        let text = self.language.say(
            "Payment not yet matched to an invoice: please tell us which one.",
            "Pago que aún no hemos aplicado a una factura: indíquenos a cuál corresponde.",
        );
        is_unapplied.then(|| text.to_owned())
    }

    /// Payments that are registered and have no journal entry yet.
    fn pending(&self, currency: &str, out: &mut Vec<Block>) {
        for payment in self
            .facts
            .pending
            .iter()
            .filter(|it| it.currency == currency)
        {
            let amount = self.language.amount(payment.amount, minor_units(currency));
            let day = self.language.day(payment.date);
            out.push(Block::Note(if self.language.is_spanish() {
                format!("Pago de {currency} {amount} informado el {day}, en proceso de registro.")
            } else {
                format!("Payment of {currency} {amount} reported on {day}, being recorded.")
            }));
        }
    }

    fn strip(&self, ageing: &StatementAgeing, places: u32, unapplied: Decimal) -> Ageing {
        let say = |en, es| self.language.say(en, es);
        let named = named_currency(&ageing.currency, &self.language.locale);
        let buckets = [
            (say("Not due", "No vencido"), ageing.not_due),
            (say("1–30 days", "1 a 30 días"), ageing.days_1_30),
            (say("31–60", "31 a 60"), ageing.days_31_60),
            (say("61–90", "61 a 90"), ageing.days_61_90),
            (say("91–120", "91 a 120"), ageing.days_91_120),
            (say("Over 120", "Más de 120"), ageing.older),
        ];
        let buckets = buckets.map(|(title, amount)| (title.to_owned(), self.side.owed(amount)));
        let paid = self.language.amount(-unapplied, places);
        let note = if self.language.is_spanish() {
            format!(
                "Los tramos incluyen {} {paid} pagados y aún sin aplicar.",
                ageing.currency
            )
        } else {
            format!(
                "The figures include {} {paid} paid and not yet matched.",
                ageing.currency
            )
        };
        Ageing {
            title: format!("{} {named}", say("Ageing in", "Antigüedad en")),
            places,
            buckets: buckets.to_vec(),
            total: self.side.owed(ageing.total),
            note: (!unapplied.is_zero()).then_some(note),
        }
    }
}

fn known_as(row: &StatementRow) -> Option<String> {
    let (number, text) = (row.document_number.as_deref(), row.r#ref.as_deref());
    document_kind::known_as(row.document_kind?, number, text)
}

impl Form<StatementRow> for StatementForm {
    fn begin(&mut self, out: &mut Vec<Block>) {
        out.push(Block::Due(self.due()));
    }

    fn row(&mut self, row: &StatementRow, out: &mut Vec<Block>) {
        let places = minor_units(&row.currency);
        match row.kind {
            StatementRowKind::Opening => {
                (self.charged, self.credited) = (Decimal::ZERO, Decimal::ZERO);
                let named = named_currency(&row.currency, &self.language.locale);
                let heading = self.language.say("Movements in", "Movimientos en");
                out.push(Block::Section(format!("{heading} {named}")));
                out.push(Block::Table(MOVEMENTS));
                let balance = self.side.owed(row.running_balance_currency);
                out.push(Block::Row(self.edge(row.date, balance, places)));
            }
            StatementRowKind::Document => out.push(Block::Row(self.movement(row, places))),
            StatementRowKind::Closing => out.push(Block::Row(self.closing(row, places))),
        }
    }

    fn end(&mut self, out: &mut Vec<Block>) {
        for ageing in &self.facts.open.ageing {
            self.open(ageing, out);
        }
        let open = &self.facts.open.ageing;
        let is_open = |currency: &str| open.iter().any(|it| it.currency == currency);
        let others = self
            .facts
            .pending
            .iter()
            .map(|payment| payment.currency.as_str());
        let others: BTreeSet<&str> = others.filter(|currency| !is_open(currency)).collect();
        for currency in others {
            self.pending(currency, out);
        }
        if self.side == Side::Receivable {
            out.push(Block::HowToPay);
        }
    }
}
