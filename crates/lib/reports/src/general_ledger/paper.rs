//! The general ledger on paper: each account once as a heading, its items with a running balance
//! that page breaks carry on, and the totals of all accounts.

use rust_decimal::Decimal;

use super::{GeneralLedgerQuery, LedgerRow, LedgerRowKind, LedgerTotals};
use crate::accounts::EARLIER_RESULTS;
use crate::currencies::minor_units;
use crate::document_kind::reference;
use crate::paper::{
    Block, Carried, Column, Days, Form, Language, Paper, Row, Sheet, Table, Value, Weight,
};

struct LedgerForm {
    language: Language,
    places: u32,
    days: (jiff::civil::Date, jiff::civil::Date),
    totals: LedgerTotals,
    /// Debits and credits of the account so far.
    debit: Decimal,
    credit: Decimal,
}

pub(super) fn paper(
    query: &GeneralLedgerQuery,
    totals: LedgerTotals,
    language: &Language,
) -> Paper<LedgerRow> {
    let company = &query.prepared.company;
    let days = (query.period.from, query.period.to);
    Paper {
        sheet: Sheet {
            title: language.say("General ledger", "Libro mayor").to_owned(),
            days: Days::Period(days.0, days.1),
            made: made(query, language),
            tables: vec![table(language)],
            ..Sheet::default()
        },
        form: Box::new(LedgerForm {
            language: language.clone(),
            places: company.places(),
            days,
            totals,
            debit: Decimal::ZERO,
            credit: Decimal::ZERO,
        }),
    }
}

fn made(query: &GeneralLedgerQuery, language: &Language) -> String {
    let asked = &query.prepared.parameters;
    let entries = match asked.include_drafts {
        Some(true) => language.say(
            "posted entries and drafts",
            "asientos publicados y borradores",
        ),
        _ => language.say("posted entries", "asientos publicados"),
    };
    match &asked.account_prefix {
        Some(prefix) if !prefix.is_empty() => {
            format!(
                "{} {prefix}…, {entries}",
                language.say("Accounts", "Cuentas")
            )
        }
        _ => {
            let mut letters = entries.chars();
            let first: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            first + letters.as_str()
        }
    }
}

fn table(language: &Language) -> Table {
    let say = |en, es| language.say(en, es);
    Table {
        columns: vec![
            Column::word(say("Date", "Fecha")),
            Column::word(say("Entry", "Asiento")),
            Column::text(say("Description", "Glosa")),
            Column::amount(say("Debit", "Debe"), 1),
            Column::amount(say("Credit", "Haber"), 1),
            Column::amount(say("Balance", "Saldo"), 1),
        ],
        carried: Some(Carried {
            column: 2,
            carried: if language.is_spanish() {
                "Van"
            } else {
                "Carried"
            },
            brought: if language.is_spanish() {
                "Vienen"
            } else {
                "Brought forward"
            },
        }),
        ..Table::default()
    }
}

impl LedgerForm {
    fn heading(&self, row: &LedgerRow) -> Block {
        let name = match &row.account_name {
            Some(name) if *name == EARLIER_RESULTS.title.en => {
                EARLIER_RESULTS.title.in_locale(&self.language.locale)
            }
            name => name.as_deref().unwrap_or_default(),
        };
        let code = row.account_code.as_deref().unwrap_or_default();
        Block::Group {
            level: 1,
            text: format!("{code} {name}").trim().to_owned(),
            detail: row.currency.clone().unwrap_or_default(),
        }
    }

    fn carried(&self, row: &LedgerRow) -> Vec<Value> {
        vec![
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::figure(self.debit, self.places),
            Value::figure(self.credit, self.places),
            Value::figure(row.running_balance, self.places),
        ]
    }

    fn edge(&self, row: &LedgerRow) -> Row {
        let label = self.language.say("Opening balance", "Saldo inicial");
        let cells = vec![
            Value::Day(self.days.0),
            Value::Empty,
            Value::text(label),
            Value::Empty,
            Value::Empty,
            Value::figure(row.running_balance, self.places),
        ];
        Row::new(0, Weight::Edge, cells).carrying(self.carried(row))
    }

    fn item(&self, row: &LedgerRow) -> Row {
        let cells = vec![
            Value::of_day(row.date),
            Value::of_text(row.move_name.as_ref()),
            Value::text(self.description(row)),
            Value::side(row.debit.unwrap_or_default(), self.places),
            Value::side(row.credit.unwrap_or_default(), self.places),
            Value::figure(row.running_balance, self.places),
        ];
        Row::new(0, Weight::Plain, cells).carrying(self.carried(row))
    }

    /// What the item is about: label, partner and reference without repeats, and its amount if it is
    /// in another currency.
    fn description(&self, row: &LedgerRow) -> String {
        let mut parts: Vec<String> = Vec::new();
        let number = row.r#ref.as_deref().map(reference);
        for text in [&row.label, &row.partner_name, &number]
            .into_iter()
            .flatten()
        {
            let text = text.trim();
            let is_known = parts.iter().any(|part| part.contains(text));
            if !text.is_empty() && !is_known && row.move_name.as_deref() != Some(text) {
                parts.push(text.to_owned());
            }
        }
        if let (Some(currency), Some(amount)) = (&row.currency, row.amount_currency)
            && *currency != self.totals.company_currency
            && !amount.is_zero()
        {
            let amount = self.language.amount(amount, minor_units(currency));
            parts.push(format!("{currency} {amount}"));
        }
        parts.join(" · ")
    }

    fn closing(&self, row: &LedgerRow) -> Row {
        let label = self
            .language
            .say("Totals and closing balance", "Totales y saldo final");
        let cells = vec![
            Value::Day(self.days.1),
            Value::Empty,
            Value::text(label),
            Value::figure(row.debit.unwrap_or_default(), self.places),
            Value::figure(row.credit.unwrap_or_default(), self.places),
            Value::figure(row.running_balance, self.places),
        ];
        Row::new(0, Weight::Total, cells)
    }
}

impl Form<LedgerRow> for LedgerForm {
    fn begin(&mut self, out: &mut Vec<Block>) {
        out.push(Block::Table(0));
    }

    fn row(&mut self, row: &LedgerRow, out: &mut Vec<Block>) {
        match row.kind {
            LedgerRowKind::Opening => {
                (self.debit, self.credit) = (Decimal::ZERO, Decimal::ZERO);
                out.push(self.heading(row));
                out.push(Block::Row(self.edge(row)));
            }
            LedgerRowKind::Line => {
                self.debit += row.debit.unwrap_or_default();
                self.credit += row.credit.unwrap_or_default();
                out.push(Block::Row(self.item(row)));
            }
            LedgerRowKind::Closing => {
                out.push(Block::Row(self.closing(row)));
                out.push(Block::Gap);
            }
        }
    }

    fn end(&mut self, out: &mut Vec<Block>) {
        let LedgerTotals {
            accounts,
            opening,
            debit,
            credit,
            closing,
            ..
        } = self.totals.clone();
        let label = match (self.language.is_spanish(), accounts) {
            (true, 1) => "Total de 1 cuenta".to_owned(),
            (true, _) => format!("Total de {accounts} cuentas"),
            (false, 1) => "Total of 1 account".to_owned(),
            (false, _) => format!("Total of {accounts} accounts"),
        };
        let figure = |amount| Value::figure(amount, self.places);
        let mut cells = vec![Value::text(label), Value::Empty, Value::Empty];
        cells.extend([figure(debit), figure(credit), figure(closing)]);
        out.push(Block::Row(Row::new(0, Weight::Grand, cells)));
        let shown = |amount| self.language.amount(amount, self.places);
        let (opening, debit, credit, closing) =
            (shown(opening), shown(debit), shown(credit), shown(closing));
        out.push(Block::Note(if self.language.is_spanish() {
            format!(
                "Saldo inicial {opening} + debe {debit} − haber {credit} = saldo final {closing}"
            )
        } else {
            format!("Opening {opening} + debit {debit} − credit {credit} = closing {closing}")
        }));
    }
}
