//! The forecast as a table: one row per period.

use super::ForecastRow;
use crate::column::ColumnOf;
use crate::columns;

pub(super) const COLUMNS: &[ColumnOf<ForecastRow>] = &columns![ForecastRow;
    date_from: Date(12), "From", "Desde";
    date_to: Date(12), "To", "Hasta";
    opening: Money(18), "Opening balance", "Saldo inicial";
    inflow: Money(18), "Inflow", "Ingresos", total;
    outflow: Money(18), "Outflow", "Egresos", total;
    planned_inflow: Money(18), "Planned inflow", "Ingresos previstos", total;
    planned_outflow: Money(18), "Planned outflow", "Egresos previstos", total;
    net: Money(18), "Net", "Neto", total;
    closing: Money(18), "Closing balance", "Saldo final";
];
