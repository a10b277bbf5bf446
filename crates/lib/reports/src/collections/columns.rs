//! Billing and collections as a table: one row per month.

use super::CollectionsMonth;
use crate::column::ColumnOf;
use crate::columns;

pub(super) const COLUMNS: &[ColumnOf<CollectionsMonth>] = &columns![CollectionsMonth;
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
];
