//! Amounts billed and settled on receivable or payable accounts, by kind of journal. Odoo allows
//! invoices and credit notes only in sale or purchase journals, and payments only in bank and cash
//! journals. So the sums by month are enough, and of the documents only credit notes are read.

use jiff::civil::Date;
use rust_decimal::Decimal;
use store::GenericClient;

use super::parameters::Month;
use crate::balances::{self, Balances, DocumentKind, Sums, after};
use crate::currencies::rounded;
use crate::error::Error;
use crate::filter::Side;
use crate::line_filter::LineFilter;

/// Journals that the company's items may use, by kind.
#[derive(Debug, Default)]
pub(super) struct Journals {
    pub(super) sale: Vec<i64>,
    pub(super) purchase: Vec<i64>,
    pub(super) cash: Vec<i64>,
}

impl Journals {
    pub(super) async fn read(
        client: &impl GenericClient,
        company_ids: &[i64],
    ) -> Result<Self, Error> {
        let statement = client.prepare_cached(JOURNALS).await?;
        let mut journals = Self::default();
        for row in client.query(&statement, &[&company_ids]).await? {
            let id = row.try_get("id")?;
            match row.try_get::<_, &str>("type")? {
                "sale" => journals.sale.push(id),
                "purchase" => journals.purchase.push(id),
                _ => journals.cash.push(id),
            }
        }
        Ok(journals)
    }

    fn billing(&self, side: Side) -> &[i64] {
        match side {
            Side::Receivable => &self.sale,
            Side::Payable => &self.purchase,
        }
    }
}

/// Movements between two days from the view of the side: owed amounts are positive. Opening +
/// billed − settled + other = closing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Flow {
    pub(super) opening: Decimal,
    pub(super) invoiced: Decimal,
    pub(super) credited: Decimal,
    pub(super) billed: Decimal,
    pub(super) settled: Decimal,
    pub(super) other: Decimal,
    pub(super) closing: Decimal,
}

pub(super) struct Flows {
    side: Side,
    decimals: i32,
    accounts: Vec<i64>,
    billing: Balances,
    credit_notes: Balances,
    cash: Balances,
    all: Balances,
}

impl Flows {
    pub(super) async fn read(
        client: &impl GenericClient,
        side: Side,
        filter: &LineFilter,
        journals: &Journals,
        months: &[Month],
        decimals: i32,
    ) -> Result<Self, Error> {
        let dates = || {
            months
                .iter()
                .flat_map(|month| [month.from, after(month.to)])
        };
        let billing = filter.of_journals(journals.billing(side));
        let cash = filter.of_journals(&journals.cash);
        let kind = match side {
            Side::Receivable => DocumentKind::CustomerCreditNote,
            Side::Payable => DocumentKind::VendorCreditNote,
        };
        Ok(Self {
            side,
            decimals,
            accounts: filter.account_ids.clone(),
            billing: balances::read(client, &billing, dates()).await?,
            credit_notes: balances::read_documents(client, &billing, kind, dates()).await?,
            cash: balances::read(client, &cash, dates()).await?,
            all: balances::read(client, filter, dates()).await?,
        })
    }

    /// Both days are inclusive. They must be the first and the last day of months that were read.
    pub(super) fn between(&self, from: Date, to: Date) -> Flow {
        let until = after(to);
        let billing = self.sums(&self.billing, Some(from), until);
        let cash = self.sums(&self.cash, Some(from), until);
        let opening = self.owed(self.sums(&self.all, None, from).balance);
        let closing = self.owed(self.sums(&self.all, None, until).balance);
        let credit_notes = self.sums(&self.credit_notes, Some(from), until);
        let billed = self.owed(billing.balance);
        let credited = Decimal::ZERO - self.owed(credit_notes.balance);
        let settled = Decimal::ZERO - self.owed(cash.balance);
        Flow {
            opening,
            invoiced: billed + credited,
            credited,
            billed,
            settled,
            other: closing - opening - billed + settled,
            closing,
        }
    }

    fn sums(&self, balances: &Balances, from: Option<Date>, until: Date) -> Sums {
        let mut sums = Sums::default();
        for account in &self.accounts {
            sums += balances.between(*account, from, until);
        }
        sums
    }

    fn owed(&self, balance: Decimal) -> Decimal {
        let owed = match self.side {
            Side::Receivable => balance,
            Side::Payable => Decimal::ZERO - balance,
        };
        rounded(owed, self.decimals)
    }
}

// Tombstones are included, because the items of a deleted journal remain.
const JOURNALS: &str = "
    with lineage as materialized (
        select id from report.with_parents($1) company (id)
    )
    select journal.id, journal.type
    from odoo.account_journal journal
    where journal.type in ('sale', 'purchase', 'bank', 'cash', 'credit')
      and (journal.company_id is null or journal.company_id in (select id from lineage))
    order by journal.id";
