//! Writes the rows of the sections: opening, items with the balance after each, closing.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::sections::Section;
use super::{PartnerLedgerQuery, PartnerLedgerRow, PartnerLedgerRowKind};
use crate::accounts::AccountType;
use crate::currencies::rounded;
use crate::filter::Side;
use crate::ids::Ids;
use crate::journal_items::{JournalItem, JournalItemsParameters};

/// A row, and the sort name of its partner.
pub(super) type Written = (PartnerLedgerRow, String);

/// Takes the items in the order of the sections.
pub(super) struct Writer {
    query: PartnerLedgerQuery,
    sections: std::vec::IntoIter<Section>,
    /// The section that is being written, and its balance so far.
    current: Option<(Section, Decimal)>,
}

impl Writer {
    /// `resumed` is the balance of the first section, if its opening row was written before.
    pub(super) fn new(
        query: &PartnerLedgerQuery,
        sections: Vec<Section>,
        resumed: Option<Decimal>,
    ) -> Self {
        let mut sections = sections.into_iter();
        let current = resumed.and_then(|running| Some((sections.next()?, running)));
        Self {
            query: query.clone(),
            sections,
            current,
        }
    }

    pub(super) fn item(&mut self, item: JournalItem, out: &mut Vec<Written>) {
        while !(self.current.as_ref()).is_some_and(|(section, _)| section.has(item.partner_id)) {
            if !self.next_section(out) {
                return;
            }
        }
        if let Some((section, running)) = &mut self.current {
            *running += item.balance;
            let row = line(&self.query, section, item, *running);
            out.push((row, section.sort_name.clone()));
        }
    }

    /// Writes what is left of the sections.
    pub(super) fn end(&mut self, out: &mut Vec<Written>) {
        while self.next_section(out) {}
    }

    /// Closes the section and opens the next one; false if there is none.
    fn next_section(&mut self, out: &mut Vec<Written>) -> bool {
        if let Some((section, _)) = self.current.take() {
            out.push((closing(&self.query, &section), section.sort_name));
        }
        let Some(section) = self.sections.next() else {
            return false;
        };
        out.push((opening(&self.query, &section), section.sort_name.clone()));
        let running = section.opening;
        self.current = Some((section, running));
        true
    }
}

fn opening(query: &PartnerLedgerQuery, section: &Section) -> PartnerLedgerRow {
    let before = query.from.yesterday().ok();
    PartnerLedgerRow {
        items_url: before.and_then(|before| items_url(query, section, None, before)),
        ..blank(
            query,
            PartnerLedgerRowKind::Opening,
            section,
            section.opening,
        )
    }
}

fn line(
    query: &PartnerLedgerQuery,
    section: &Section,
    item: JournalItem,
    running: Decimal,
) -> PartnerLedgerRow {
    PartnerLedgerRow {
        contact_id: item.partner_id,
        account_id: Some(item.account_id),
        account_code: item.account_code,
        account_name: item.account_name,
        line_id: Some(item.id),
        move_id: item.move_id,
        move_name: item.move_name,
        date: Some(item.date),
        due_date: item.due_date,
        journal_code: item.journal_code,
        label: item.label,
        r#ref: item.r#ref,
        currency: Some(item.currency),
        amount_currency: Some(item.amount_currency),
        debit: Some(item.debit),
        credit: Some(item.credit),
        balance: Some(item.balance),
        items_url: Some(item.url.clone()),
        item_url: Some(item.url),
        document_url: item.document_url,
        full_reconcile_id: item.full_reconcile_id,
        ..blank(query, PartnerLedgerRowKind::Line, section, running)
    }
}

fn closing(query: &PartnerLedgerQuery, section: &Section) -> PartnerLedgerRow {
    let rounded = |amount| rounded(amount, query.prepared.company.decimal_places);
    PartnerLedgerRow {
        debit: Some(rounded(section.debit)),
        credit: Some(rounded(section.credit)),
        items_url: items_url(query, section, Some(query.from), query.to),
        ..blank(
            query,
            PartnerLedgerRowKind::Closing,
            section,
            section.closing(),
        )
    }
}

fn blank(
    query: &PartnerLedgerQuery,
    kind: PartnerLedgerRowKind,
    section: &Section,
    running: Decimal,
) -> PartnerLedgerRow {
    PartnerLedgerRow {
        kind,
        partner_id: section.partner_id,
        partner_name: section.name.clone(),
        partner_tax_id: section.tax_id.clone(),
        contact_id: None,
        account_id: None,
        account_code: None,
        account_name: None,
        line_id: None,
        move_id: None,
        move_name: None,
        date: None,
        due_date: None,
        journal_code: None,
        label: None,
        r#ref: None,
        currency: None,
        amount_currency: None,
        debit: None,
        credit: None,
        balance: None,
        running_balance: rounded(running, query.prepared.company.decimal_places),
        items_url: None,
        item_url: None,
        document_url: None,
        odoo_url: None,
        full_reconcile_id: None,
    }
}

/// URL of the partner's items between two days, with the filter of the report; None for what has
/// no partner, and with salespersons, which journal items do not know.
fn items_url(
    query: &PartnerLedgerQuery,
    section: &Section,
    date_from: Option<Date>,
    date_to: Date,
) -> Option<String> {
    let asked = &query.prepared.parameters;
    if asked.salesperson_ids.is_some() {
        return None;
    }
    let items = JournalItemsParameters {
        company_id: asked.company_id,
        companies: asked.companies.clone(),
        date_from,
        date_to: Some(date_to),
        journal_ids: asked.journal_ids.clone(),
        partner_id: Some(section.partner_id?),
        ..JournalItemsParameters::default()
    };
    let items = match (asked.side, &asked.account_ids) {
        (Some(side), None) => JournalItemsParameters {
            account_type: Some(match side {
                Side::Receivable => AccountType::AssetReceivable,
                Side::Payable => AccountType::LiabilityPayable,
            }),
            ..items
        },
        _ => JournalItemsParameters {
            account_ids: Some(Ids::from_all(&query.filter.account_ids)?),
            ..items
        },
    };
    Some(items.url())
}
