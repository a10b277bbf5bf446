//! To which companies a mirrored record belongs. A record without a company is shared by all.

use crate::catalog::{ColumnKind, Model, quoted};

impl Model {
    /// SQL that holds for the records in `row` that belong to one of `companies`, a SQL array, or to
    /// no company. None if no record of the model belongs to a company.
    pub fn belongs_to(&self, row: &str, companies: &str) -> Option<String> {
        if self.name == "res.company" {
            return Some(format!("{row}.id = any({companies})"));
        }
        let mut conditions = Vec::new();
        if let Some(company) = self.company_in(row) {
            conditions.push(format!("coalesce({company} = any({companies}), true)"));
        }
        if self.kind_of("company_ids") == Some(ColumnKind::Ids) {
            conditions.push(format!(
                "(coalesce(cardinality({row}.company_ids), 0) = 0
                 or {row}.company_ids && {companies})"
            ));
        }
        (!conditions.is_empty()).then(|| conditions.join(" and "))
    }

    /// SQL for the one company of a record. Odoo 16 and 17 store none in payments and in lines of
    /// bank statements, but their journal entry has it.
    fn company_in(&self, row: &str) -> Option<String> {
        let has = |field| self.kind_of(field) == Some(ColumnKind::Integer);
        let own = format!("{row}.company_id");
        let of_entry = format!(
            "(select entry.company_id from odoo.account_move entry where entry.id = {row}.move_id)"
        );
        match (has("company_id"), has("move_id")) {
            (true, true) => Some(format!("coalesce({own}, {of_entry})")),
            (true, false) => Some(own),
            (false, true) => Some(of_entry),
            (false, false) => None,
        }
    }

    /// The table with its schema.
    pub fn qualified(&self) -> String {
        format!("odoo.{}", quoted(&self.table))
    }
}
