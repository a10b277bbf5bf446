//! The columns of a statement.

use crate::paper::{Carried, Column, Language, Table};

pub(super) const MOVEMENTS: usize = 0;
pub(super) const OPEN: usize = 1;

pub(super) fn movements(language: &Language) -> Table {
    let say = |en, es| language.say(en, es);
    let is_spanish = language.is_spanish();
    Table {
        columns: vec![
            Column::word(say("Date", "Fecha")),
            Column::word(say("Document", "Documento")),
            Column::text(say("Number or reference", "Número o referencia")),
            Column::word(say("Due", "Vence")),
            Column::amount(say("Charge", "Cargo"), 1),
            Column::amount(say("Credit", "Abono"), 1),
            Column::amount(say("Balance", "Saldo"), 1),
        ],
        carried: Some(Carried {
            column: 1,
            carried: if is_spanish {
                "Pasa a la página siguiente"
            } else {
                "Carried forward"
            },
            brought: if is_spanish {
                "Viene de la página anterior"
            } else {
                "Brought forward"
            },
        }),
        ..Table::default()
    }
}

pub(super) fn open_documents(language: &Language) -> Table {
    let say = |en, es| language.say(en, es);
    Table {
        columns: vec![
            Column::word(say("Document", "Documento")),
            Column::text(say("Number or reference", "Número o referencia")),
            Column::word(say("Issued", "Emisión")),
            Column::word(say("Due", "Vence")),
            Column::number(say("Days overdue", "Días de atraso")),
            Column::amount(say("Amount", "Importe"), 2),
            Column::amount(say("Open", "Pendiente"), 2),
        ],
        ..Table::default()
    }
}
