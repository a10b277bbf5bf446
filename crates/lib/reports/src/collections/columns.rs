//! Billing and collections as a table: one row per month or salesperson.

use rust_decimal::Decimal;

use super::{CollectionsGroupBy, CollectionsRow};
use crate::column::{Cell, ColumnOf};
use crate::columns;

pub(super) fn of(group_by: CollectionsGroupBy) -> Vec<ColumnOf<'static, CollectionsRow>> {
    let group = match group_by {
        CollectionsGroupBy::Month => &[],
        CollectionsGroupBy::Salesperson => SALESPERSON,
    };
    [group, COLUMNS].concat()
}

const SALESPERSON: &[ColumnOf<CollectionsRow>] = &columns![CollectionsRow;
    salesperson_id: Integer(12), "Salesperson id", "Id de vendedor";
    salesperson_name: Text(30), "Salesperson", "Vendedor";
];

const COLUMNS: &[ColumnOf<CollectionsRow>] = &columns![CollectionsRow;
    date_from: Date(12), "From", "Desde";
    date_to: Date(12), "To", "Hasta";
    opening: Money(18), "Opening balance", "Saldo inicial" => |row| (&row.figures.opening).into();
    invoiced: Money(18), "Invoiced", "Facturado", total => |row| (&row.figures.invoiced).into();
    credited: Money(18), "Credit notes", "Notas de crédito", total
        => |row| (&row.figures.credited).into();
    billed: Money(18), "Billed, net", "Facturado neto", total => |row| (&row.figures.billed).into();
    collected: Money(18), "Collected", "Cobrado", total => |row| (&row.figures.collected).into();
    other: Money(18), "Other entries", "Otros asientos", total => |row| (&row.figures.other).into();
    outstanding: Money(18), "Outstanding", "Por cobrar" => |row| (&row.figures.outstanding).into();
    not_due: Money(18), "Not due", "Por vencer";
    overdue: Money(18), "Overdue", "Vencido";
    days_sales_outstanding: Number(10), "DSO, days", "Días de cobro (DSO)"
        => |row| number(row.days_sales_outstanding);
    collection_effectiveness_percent: Number(10), "Collected of collectable, %",
        "Efectividad de cobro (CEI), %" => |row| number(row.collection_effectiveness_percent);
];

fn number<'a>(number: Option<Decimal>) -> Cell<'a> {
    number.map_or(Cell::Empty, Cell::Number)
}
