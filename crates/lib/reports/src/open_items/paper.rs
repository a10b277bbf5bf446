//! Open items on paper: grouped by customer or vendor, with subtotals by currency.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::columns::{NO_CUSTOMER, NO_VENDOR};
use super::{OpenItem, OpenItemsQuery, OpenItemsSort};
use crate::column::Title;
use crate::currencies::minor_units;
use crate::document_kind::{DocumentKind, reference};
use crate::filter::Side;
use crate::paper::{
    Align, Block, Column, Days, Form, Language, Paper, Row, Sheet, Table, Value, Weight, Width,
    tidy,
};
use crate::report::Report as _;

/// Items and residuals of a currency: in it, and in the company's currency.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    items: i64,
    residual_currency: Decimal,
    residual: Decimal,
}

/// By currency of the documents.
type Sums = BTreeMap<String, Sum>;

struct ItemForm {
    language: Language,
    side: Side,
    places: u32,
    /// Whether partners are groups; otherwise each item names its partner.
    is_grouped: bool,
    /// The partner of the last row, once there is one; 0 without a partner.
    partner: Option<i64>,
    of_partner: Sums,
    all: Sums,
}

pub(super) fn paper(query: &OpenItemsQuery, language: &Language) -> Paper<OpenItem> {
    let asked = &query.prepared.parameters;
    let is_grouped = matches!(
        query.sort,
        OpenItemsSort::Partner | OpenItemsSort::PartnerDescending
    );
    let made = match (is_grouped, asked.side) {
        (false, _) => "",
        (true, Side::Receivable) => language.say("By customer", "Agrupadas por cliente"),
        (true, Side::Payable) => language.say("By vendor", "Agrupadas por proveedor"),
    };
    let company = &query.prepared.company;
    Paper {
        sheet: Sheet {
            title: query.title().in_locale(&language.locale).to_owned(),
            is_wide: true,
            days: Days::AsOf(query.filter.as_of),
            made: made.to_owned(),
            tables: vec![table(language, asked.side, is_grouped, &company.currency)],
            ..Sheet::default()
        },
        form: Box::new(ItemForm {
            language: language.clone(),
            side: asked.side,
            places: company.places(),
            is_grouped,
            partner: None,
            of_partner: Sums::new(),
            all: Sums::new(),
        }),
    }
}

fn table(language: &Language, side: Side, is_grouped: bool, currency: &str) -> Table {
    let say = |en, es| language.say(en, es);
    let residual = format!("{} {currency}", say("Open in", "Pendiente en"));
    let partner = (!is_grouped).then(|| Column::text(partner_title(language, side)));
    let own = [
        Column::word(say("Document", "Documento")),
        Column::word(say("Number", "Número")),
        Column::text(say("Reference", "Referencia")).optional(2),
        Column::word(say("Issued", "Emisión")),
        Column::word(say("Due", "Vence")),
        Column::number(say("Days overdue", "Días de atraso")),
        Column::new(say("Currency", "Moneda"), Align::Centre, Width::Content),
        Column::amount(say("Amount", "Importe"), 1).optional(1),
        Column::amount(say("Open", "Pendiente"), 1),
        Column::amount(residual, 1),
    ];
    Table {
        columns: partner.into_iter().chain(own).collect(),
        ..Table::default()
    }
}

fn partner_title(language: &Language, side: Side) -> &'static str {
    let title = match side {
        Side::Receivable => Title::new("Customer", "Cliente"),
        Side::Payable => Title::new("Vendor", "Proveedor"),
    };
    title.in_locale(&language.locale)
}

impl ItemForm {
    fn add(&mut self, item: &OpenItem) {
        for sums in [&mut self.of_partner, &mut self.all] {
            let sum = sums.entry(item.currency.clone()).or_default();
            sum.items += 1;
            sum.residual_currency += item.residual_currency;
            sum.residual += item.residual;
        }
    }

    fn heading(&self, item: &OpenItem) -> Block {
        let nobody = match self.side {
            Side::Receivable => NO_CUSTOMER,
            Side::Payable => NO_VENDOR,
        };
        let nobody = nobody.title.in_locale(&self.language.locale);
        let name = item
            .partner_name
            .as_deref()
            .map(|name| tidy(name).replace('\n', " "));
        let name = name.filter(|name| !name.is_empty() && item.partner_id.is_some());
        Block::Group {
            level: 1,
            text: name.unwrap_or_else(|| nobody.to_owned()),
            detail: item.partner_tax_id.clone().unwrap_or_default(),
        }
    }

    /// A subtotal for each currency, and a total if there are several.
    fn close_partner(&mut self, out: &mut Vec<Block>) {
        let sums = std::mem::take(&mut self.of_partner);
        if sums.is_empty() || !self.is_grouped {
            return;
        }
        let say = |en, es| self.language.say(en, es);
        let total = match self.side {
            Side::Receivable => say("Customer total", "Total del cliente"),
            Side::Payable => say("Vendor total", "Total del proveedor"),
        };
        self.subtotals(
            &sums,
            (say("Subtotal", "Subtotal"), total),
            Weight::Subtotal,
            out,
        );
        out.push(Block::Gap);
    }

    fn subtotals(
        &self,
        sums: &Sums,
        (subtotal, total): (&str, &str),
        weight: Weight,
        out: &mut Vec<Block>,
    ) {
        let alone = sums.len() == 1;
        for (currency, sum) in sums {
            let label = if alone { total } else { subtotal };
            let open = self.side.owed(sum.residual_currency);
            let open = Value::figure(open, minor_units(currency));
            let weight = if alone { weight } else { Weight::Subtotal };
            out.push(self.sum(label, weight, (Value::text(currency), open, sum.residual)));
        }
        if !alone {
            let residual = sums.values().map(|sum| sum.residual).sum();
            out.push(self.sum(total, weight, (Value::Empty, Value::Empty, residual)));
        }
    }

    fn sum(
        &self,
        label: &str,
        weight: Weight,
        (currency, open, residual): (Value, Value, Decimal),
    ) -> Block {
        let before = if self.is_grouped { 5 } else { 6 };
        let mut cells = vec![Value::text(label)];
        cells.extend(vec![Value::Empty; before]);
        let residual = Value::figure(self.side.owed(residual), self.places);
        cells.extend([currency, Value::Empty, open, residual]);
        Block::Row(Row::new(0, weight, cells))
    }

    fn item(&self, item: &OpenItem) -> Row {
        let places = minor_units(&item.currency);
        let owed = |amount| self.side.owed(amount);
        let is_debt = owed(item.residual) >= Decimal::ZERO;
        let (due, days) = if is_debt {
            (
                Value::Day(item.due_date),
                Value::DaysOverdue(item.days_overdue),
            )
        } else {
            (Value::Empty, Value::Empty)
        };
        let kind = item.document_kind.title().in_locale(&self.language.locale);
        let own = [
            Value::text(kind),
            number(item),
            reference_of(item),
            Value::Day(item.invoice_date.unwrap_or(item.date)),
            due,
            days,
            Value::text(item.currency.as_str()),
            Value::figure(owed(item.amount_currency), places),
            Value::figure(owed(item.residual_currency), places),
            Value::figure(owed(item.residual), self.places),
        ];
        let partner = (!self.is_grouped).then(|| Value::of_text(item.partner_name.as_ref()));
        let mut row = Row::new(0, Weight::Plain, partner.into_iter().chain(own).collect());
        row.note = self.pending(item);
        row
    }

    fn pending(&self, item: &OpenItem) -> Option<String> {
        item.pending_currency.filter(|amount| !amount.is_zero())?;
        let text = self.language.say(
            "A payment is registered that has no journal entry yet",
            "Hay un pago registrado que aún no tiene asiento",
        );
        Some(text.to_owned())
    }
}

/// A payment is known by the number of the bank's operation.
fn number(item: &OpenItem) -> Value {
    match (item.document_kind, &item.r#ref) {
        (DocumentKind::Payment, Some(text)) if !text.trim().is_empty() => {
            Value::text(reference(text))
        }
        _ => Value::of_text(item.document_number.as_ref()),
    }
}

fn reference_of(item: &OpenItem) -> Value {
    match &item.r#ref {
        Some(text)
            if item.document_kind != DocumentKind::Payment
                && item.r#ref != item.document_number =>
        {
            Value::text(reference(text))
        }
        _ => Value::Empty,
    }
}

impl Form<OpenItem> for ItemForm {
    fn begin(&mut self, out: &mut Vec<Block>) {
        out.push(Block::Table(0));
    }

    fn row(&mut self, row: &OpenItem, out: &mut Vec<Block>) {
        let partner = Some(row.partner_id.unwrap_or_default());
        if self.is_grouped && self.partner != partner {
            self.close_partner(out);
            out.push(self.heading(row));
            self.partner = partner;
        }
        self.add(row);
        out.push(Block::Row(self.item(row)));
    }

    fn end(&mut self, out: &mut Vec<Block>) {
        self.close_partner(out);
        let sums = std::mem::take(&mut self.all);
        let items: i64 = sums.values().map(|sum| sum.items).sum();
        let say = |en, es| self.language.say(en, es);
        let total = match self.side {
            Side::Receivable => say("Total receivable", "Total por cobrar"),
            Side::Payable => say("Total payable", "Total por pagar"),
        };
        let documents = if items == 1 {
            say("document", "documento")
        } else {
            say("documents", "documentos")
        };
        let total = format!("{total} · {items} {documents}");
        let subtotal = say("Subtotal", "Subtotal");
        self.subtotals(&sums, (subtotal, &total), Weight::Grand, out);
    }
}
