//! URLs of the journal items and open items behind the figures.

use jiff::civil::Date;

use super::CollectionsQuery;
use super::parameters::Month;
use crate::accounts::AccountType;
use crate::filter::Side;
use crate::ids::Ids;
use crate::journal_items::JournalItemsParameters;
use crate::lists::{IdsOrNone, NONE};
use crate::open_items::OpenItemsParameters;

pub(super) struct Links<'q> {
    query: &'q CollectionsQuery,
    /// None: the items of all salespersons.
    salesperson_ids: Option<IdsOrNone>,
}

impl<'q> Links<'q> {
    pub(super) fn of(query: &'q CollectionsQuery) -> Self {
        Self {
            query,
            salesperson_ids: None,
        }
    }

    /// Open items of a salesperson, or of none.
    pub(super) fn of_salesperson(query: &'q CollectionsQuery, salesperson: Option<i64>) -> Self {
        let id = salesperson.map_or_else(|| NONE.to_owned(), |id| id.to_string());
        Self {
            query,
            salesperson_ids: id.parse().ok(),
        }
    }

    /// What these journals moved; None if there are no such journals. Journal items do not show
    /// their salesperson.
    pub(super) fn moved(&self, side: Side, month: Month, journals: &[i64]) -> Option<String> {
        if self.salesperson_ids.is_some() {
            return None;
        }
        let items = JournalItemsParameters {
            date_from: Some(month.from),
            journal_ids: Some(Ids::from_all(journals)?),
            ..self.items(side, month.to)
        };
        Some(items.url())
    }

    /// The balance at the end of the day: of a salesperson, it consists of open items.
    pub(super) fn balance(&self, side: Side, day: Date) -> String {
        if self.salesperson_ids.is_none() {
            return self.items(side, day).url();
        }
        let items = OpenItemsParameters {
            as_of: Some(day),
            ..self.open()
        };
        items.url()
    }

    fn items(&self, side: Side, to: Date) -> JournalItemsParameters {
        let asked = &self.query.prepared.parameters;
        JournalItemsParameters {
            company_id: Some(self.query.prepared.company.id),
            companies: asked.companies.clone(),
            date_to: Some(to),
            account_type: Some(match side {
                Side::Receivable => AccountType::AssetReceivable,
                Side::Payable => AccountType::LiabilityPayable,
            }),
            partner_id: asked.partner_id,
            partner_level: asked.partner_level,
            ..JournalItemsParameters::default()
        }
    }

    /// Open items of the day that fall due on it or later.
    pub(super) fn not_due(&self, day: Date) -> String {
        let items = OpenItemsParameters {
            as_of: Some(day),
            due_from: Some(day),
            ..self.open()
        };
        items.url()
    }

    /// Open items of the day that fell due before it.
    pub(super) fn overdue(&self, day: Date) -> String {
        let items = OpenItemsParameters {
            as_of: Some(day),
            due_to: day.yesterday().ok(),
            ..self.open()
        };
        items.url()
    }

    /// Open items of a partner, or of none.
    pub(super) fn of_partner(&self, partner: Option<i64>) -> String {
        let mut items = self.open();
        match partner {
            // The filter has this partner already.
            Some(_) if items.partner_id.is_some() => {}
            Some(_) => items.partner_id = partner,
            None => items.partner_ids = NONE.parse().ok(),
        }
        items.url()
    }

    fn open(&self) -> OpenItemsParameters {
        let asked = &self.query.prepared.parameters;
        OpenItemsParameters {
            side: Side::Receivable,
            company_id: Some(self.query.prepared.company.id),
            companies: asked.companies.clone(),
            as_of: Some(self.query.to),
            partner_id: asked.partner_id,
            partner_level: asked.partner_level,
            salesperson_ids: self.salesperson_ids.clone(),
            ..OpenItemsParameters::default()
        }
    }
}
