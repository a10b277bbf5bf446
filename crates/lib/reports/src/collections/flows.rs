//! Amounts billed and settled on receivable or payable accounts, by kind of journal. Odoo allows
//! invoices and credit notes only in sale or purchase journals, and payments only in bank and cash
//! journals. So the sums by month are enough, and no document is read.

use jiff::civil::Date;
use rust_decimal::Decimal;
use store::GenericClient;

use super::parameters::Month;
use crate::balances::{self, Balances, Sums, after};
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
    pub(super) async fn read(client: &impl GenericClient, company_id: i64) -> Result<Self, Error> {
        let statement = client.prepare_cached(JOURNALS).await?;
        let mut journals = Self::default();
        for row in client.query(&statement, &[&company_id]).await? {
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
        let of = |journals: &[i64]| LineFilter {
            journal_ids: Some(journals.to_vec()),
            ..filter.clone()
        };
        let (billing, cash) = (of(journals.billing(side)), of(&journals.cash));
        Ok(Self {
            side,
            decimals,
            accounts: filter.account_ids.clone(),
            billing: balances::read(client, &billing, dates()).await?,
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
        let (invoiced, credited) = match self.side {
            Side::Receivable => (billing.debit, billing.credit),
            Side::Payable => (billing.credit, billing.debit),
        };
        let billed = self.owed(billing.balance);
        let settled = Decimal::ZERO - self.owed(cash.balance);
        Flow {
            opening,
            invoiced: rounded(invoiced, self.decimals),
            credited: rounded(credited, self.decimals),
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
    with recursive lineage as (
        select company.id, company.parent_id from odoo.res_company company where company.id = $1
        union
        select parent.id, parent.parent_id
        from lineage
        join odoo.res_company parent on parent.id = lineage.parent_id
    )
    select journal.id, journal.type
    from odoo.account_journal journal
    where journal.type in ('sale', 'purchase', 'bank', 'cash', 'credit')
      and (journal.company_id is null or journal.company_id in (select id from lineage))
    order by journal.id";
