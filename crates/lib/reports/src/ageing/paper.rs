//! The ageing on paper: debts, then credit balances in a section of their own, totals with shares,
//! totals by currency, and whether it agrees with the ledger.

mod figures;
mod sheet;

use rust_decimal::Decimal;
use store::GenericClient;

use self::figures::{Figures, OfCurrency};
use super::{AgeingQuery, AgeingRow, GroupBy};
use crate::currency_words::named_currency;
use crate::error::Error;
use crate::filter::Side;
use crate::letterhead;
use crate::paper::{Block, Days, Form, Language, Paper, Row, Sheet, Value, Weight};
use crate::report::Report as _;
use crate::tie_out::{self, TieOut};

struct AgeingForm {
    language: Language,
    side: Side,
    group_by: GroupBy,
    places: u32,
    /// ISO 4217 code of the company's currency.
    currency: String,
    buckets: usize,
    /// Rows of the first section so far, and their sums.
    debts: (usize, Figures),
    /// The second section: few partners have credit balances.
    credits: Vec<AgeingRow>,
    nobody: Option<AgeingRow>,
    /// The totals, if rows overlap and cannot be summed.
    whole: Option<Figures>,
    by_currency: Vec<OfCurrency>,
    tie_out: Option<TieOut>,
    notes: Vec<&'static str>,
}

pub(super) async fn paper(
    client: &impl GenericClient,
    query: &AgeingQuery,
    language: &Language,
) -> Result<Paper<AgeingRow>, Error> {
    let totals = super::totals(client, query).await?;
    let whole = Figures {
        items: totals.items,
        amounts: totals.amounts,
        total: totals.total,
        unapplied: totals.unapplied,
    };
    let company = &query.prepared.company;
    let country = letterhead::of_company(client, company.id).await?.country;
    let side = query.prepared.parameters.side;
    // These sums cannot leave out the rows that the table leaves out.
    let by_currency = if query.prepared.parameters.leaves_rows_out() {
        Vec::new()
    } else {
        figures::by_currency(client, query).await?
    };
    let form = AgeingForm {
        language: language.clone(),
        side,
        group_by: query.group_by,
        places: company.places(),
        currency: company.currency.clone(),
        buckets: query.buckets.list.len(),
        debts: (0, Figures::zero(query.buckets.list.len())),
        credits: Vec::new(),
        nobody: None,
        by_currency,
        tie_out: tie_out::check_report(client, company, query.parameters(), whole.total).await?,
        whole: Some(whole).filter(|_| query.group_by.overlaps()),
        notes: sheet::notes(query, language),
    };
    Ok(Paper {
        sheet: Sheet {
            title: query.title().in_locale(&language.locale).to_owned(),
            is_wide: true,
            days: Days::AsOf(query.filter.as_of),
            made: sheet::made(query, language),
            tables: vec![sheet::table(query, language, country.as_deref())],
            ..Sheet::default()
        },
        form: Box::new(form),
    })
}

impl AgeingForm {
    fn cells(&self, name: Value, code: Value, figures: &Figures, places: u32) -> Vec<Value> {
        let mut cells = vec![name, code, Value::Count(figures.items)];
        let amounts = figures.amounts.iter();
        cells.extend(amounts.map(|amount| Value::dash(self.side.owed(*amount), places)));
        cells.push(Value::figure(self.side.owed(figures.total), places));
        cells.push(Value::side(self.side.owed(figures.unapplied), places));
        cells
    }

    fn group(&self, row: &AgeingRow) -> Block {
        let name = match (&row.name, row.id) {
            (Some(name), Some(_)) => Value::text(name.as_str()),
            _ => Value::text(self.without_name()),
        };
        let code = Value::of_text(row.code.as_ref());
        let cells = self.cells(name, code, &Figures::of(row), self.places);
        Block::Row(Row::new(0, Weight::Plain, cells))
    }

    fn without_name(&self) -> &'static str {
        match (self.group_by, self.side) {
            (GroupBy::Partner | GroupBy::Contact, Side::Receivable) => {
                self.language.say("(no customer)", "(sin cliente)")
            }
            (GroupBy::Partner | GroupBy::Contact, Side::Payable) => {
                self.language.say("(no vendor)", "(sin proveedor)")
            }
            _ => self.language.say("(none)", "(ninguno)"),
        }
    }

    fn sum(&self, label: &str, figures: &Figures, weight: Weight) -> Block {
        let cells = self.cells(Value::text(label), Value::Empty, figures, self.places);
        Block::Row(Row::new(0, weight, cells))
    }

    /// The partners with credit balances, and what has no partner. Returns their sums.
    fn second_section(&mut self, out: &mut Vec<Block>) -> Figures {
        let mut sums = Figures::zero(self.buckets);
        let credits = std::mem::take(&mut self.credits);
        let rows: Vec<AgeingRow> = credits.into_iter().chain(self.nobody.take()).collect();
        let say = |en, es| self.language.say(en, es);
        let (heading, subtotal) = match self.side {
            Side::Receivable => (
                say("Credit balances", "Saldos a favor del cliente"),
                say("Credit balances", "Saldos a favor"),
            ),
            Side::Payable => (
                say("Debit balances", "Saldos a nuestro favor"),
                say("Debit balances", "Saldos a nuestro favor"),
            ),
        };
        if rows.is_empty() {
            return sums;
        }
        out.push(Block::Gap);
        out.push(Block::Group {
            level: 1,
            text: heading.to_owned(),
            detail: String::new(),
        });
        for row in &rows {
            sums.add(&Figures::of(row));
            out.push(self.group(row));
        }
        let label = format!("{subtotal} · {}", rows.len());
        out.push(self.sum(&label, &sums, Weight::Subtotal));
        sums
    }

    fn totals(&self, total: &Figures, out: &mut Vec<Block>) {
        let say = |en, es| self.language.say(en, es);
        let label = match self.side {
            Side::Receivable => say("Total receivable", "Total por cobrar"),
            Side::Payable => say("Total payable", "Total por pagar"),
        };
        out.push(self.sum(label, total, Weight::Total));
        if total.total.is_zero() {
            return;
        }
        let share = |part: &Decimal| {
            if part.is_zero() {
                return Value::Empty;
            }
            Value::Share {
                part: *part,
                whole: total.total,
            }
        };
        let mut cells = vec![Value::text(say("% of total", "% del total"))];
        cells.extend([Value::Empty, Value::Empty]);
        cells.extend(total.amounts.iter().map(share));
        cells.extend([share(&total.total), Value::Empty]);
        out.push(Block::Row(Row::new(0, Weight::Pale, cells)));
    }

    /// Nothing if all documents are in the company's currency.
    fn currencies(&self, out: &mut Vec<Block>) {
        let is_own = |of: &OfCurrency| of.code == self.currency;
        if self.by_currency.iter().all(is_own) {
            return;
        }
        let say = |en, es| self.language.say(en, es);
        out.push(Block::Gap);
        out.push(Block::Group {
            level: 1,
            text: say("By currency of the document", "Por moneda del documento").to_owned(),
            detail: String::new(),
        });
        for of in &self.by_currency {
            let mut name = capital(&named_currency(&of.code, &self.language.locale));
            if !is_own(of) {
                name = format!("{name}, {} {}", say("in", "en"), self.currency);
            }
            out.push(self.sum(&name, &of.company, Weight::Plain));
            if !is_own(of) {
                let label = format!("{} {}", say("the same in", "los mismos en"), of.code);
                let mut cells = self.cells(Value::text(label), Value::Empty, &of.own, of.places);
                cells[2] = Value::Empty;
                out.push(Block::Row(Row::new(0, Weight::Pale, cells).indented(1)));
            }
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

impl Form<AgeingRow> for AgeingForm {
    fn begin(&mut self, out: &mut Vec<Block>) {
        out.push(Block::Table(0));
    }

    fn row(&mut self, row: &AgeingRow, out: &mut Vec<Block>) {
        // Paper does not compare two days. This row has items on the other day only.
        if row.items == 0 {
            return;
        }
        if self.whole.is_none() && row.id.is_none() {
            self.nobody = Some(row.clone());
        } else if self.whole.is_none()
            && self.side.owed(row.total).is_sign_negative()
            && !row.total.is_zero()
        {
            self.credits.push(row.clone());
        } else {
            self.debts.0 += 1;
            self.debts.1.add(&Figures::of(row));
            out.push(self.group(row));
        }
    }

    fn end(&mut self, out: &mut Vec<Block>) {
        let mut total = self.debts.1.clone();
        if let Some(whole) = self.whole.take() {
            total = whole;
        } else {
            // What has no partner stands last in the section of its sign.
            if self
                .nobody
                .as_ref()
                .is_some_and(|row| !self.side.owed(row.total).is_sign_negative())
                && let Some(row) = self.nobody.take()
            {
                self.debts.0 += 1;
                self.debts.1.add(&Figures::of(&row));
                out.push(self.group(&row));
                total = self.debts.1.clone();
            }
            if !self.credits.is_empty() || self.nobody.is_some() {
                let (count, sums) = &self.debts;
                let say = |en, es| self.language.say(en, es);
                let label = match self.side {
                    Side::Receivable => say("Debts", "Saldos por cobrar"),
                    Side::Payable => say("Debts", "Saldos por pagar"),
                };
                if *count > 0 {
                    out.push(self.sum(&format!("{label} · {count}"), sums, Weight::Subtotal));
                }
                total.add(&self.second_section(out));
                out.push(Block::Gap);
            }
        }
        self.totals(&total, out);
        self.currencies(out);
        if let Some(tie_out) = &self.tie_out {
            out.push(tied(
                tie_out,
                &self.language,
                &self.currency,
                self.places,
                self.side,
            ));
        }
        let notes = self
            .notes
            .iter()
            .map(|note| Block::Note((*note).to_owned()));
        out.extend(notes);
    }
}

/// Whether an amount of open items equals the ledger.
fn tied(tie_out: &TieOut, language: &Language, currency: &str, places: u32, side: Side) -> Block {
    let shown = |amount| language.amount(amount, places);
    let text = if tie_out.tied {
        format!(
            "{}: {currency} {}",
            language.say("Equals the ledger", "Igual al mayor"),
            shown(side.owed(tie_out.ledger))
        )
    } else {
        format!(
            "{} {currency} {}. {}",
            language.say(
                "Does not equal the ledger: difference",
                "No cuadra con el mayor: diferencia"
            ),
            shown(side.owed(tie_out.difference)),
            language.say(
                "The tie-out report lists the settlements that cause it.",
                "El reporte de cuadre lista las conciliaciones que la causan."
            )
        )
    };
    Block::Check {
        holds: tie_out.tied,
        text,
    }
}
