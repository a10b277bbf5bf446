//! The reports that can be exported, by key. A new report is one line here.

use std::sync::Arc;

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use serde_json::{Map, Value};
use store::Transaction;

use crate::ageing::AgeingQuery;
use crate::collections::CollectionsQuery;
use crate::column::Title;
use crate::error::Error;
use crate::general_ledger::GeneralLedgerQuery;
use crate::journal_items::JournalItemsQuery;
use crate::model;
use crate::open_items::OpenItemsQuery;
use crate::partner_statement::PartnerStatementQuery;
use crate::report::{self, Export, Report};
use crate::treasury_balances::TreasuryBalancesQuery;
use crate::treasury_forecast::TreasuryForecastQuery;
use crate::trial_balance::TrialBalanceQuery;

static CATALOGUE: [Entry; 10] = [
    entry::<OpenItemsQuery>(),
    entry::<AgeingQuery>(),
    entry::<GeneralLedgerQuery>(),
    entry::<TrialBalanceQuery>(),
    entry::<JournalItemsQuery>(),
    entry::<PartnerStatementQuery>(),
    entry::<CollectionsQuery>(),
    entry::<TreasuryBalancesQuery>(),
    entry::<TreasuryForecastQuery>(),
    Entry {
        key: model::KEY,
        title: model::TITLE,
        prepare: |client, parameters, _| model::prepare(client, parameters).boxed(),
    },
];

pub struct Entry {
    /// Its name in an export request.
    pub key: &'static str,
    pub title: Title<'static>,
    prepare: Prepare,
}

type Prepare = for<'c> fn(
    &'c Transaction<'c>,
    Map<String, Value>,
    Date,
) -> BoxFuture<'c, Result<Arc<dyn Export>, Error>>;

pub fn catalogue() -> &'static [Entry] {
    &CATALOGUE
}

pub fn find(key: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.key == key)
}

/// Checks the parameters. `today` is the day in the tenant's zone, the default of parameters for a
/// day.
pub async fn prepare(
    client: &Transaction<'_>,
    key: &str,
    parameters: Map<String, Value>,
    today: Date,
) -> Result<Arc<dyn Export>, Error> {
    let entry = find(key).ok_or_else(|| Error::UnknownReport(key.to_owned()))?;
    (entry.prepare)(client, parameters, today).await
}

const fn entry<R: Report>() -> Entry {
    Entry {
        key: R::KEY,
        title: R::TITLE,
        prepare: |client, parameters, today| {
            report::prepare::<R>(client, parameters, today).boxed()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_there_once_and_fits_the_contract() {
        let mut keys: Vec<_> = catalogue().iter().map(|entry| entry.key).collect();
        for key in &keys {
            assert_eq!(find(key).map(|entry| entry.key), Some(*key));
            let good = |letter: u8| letter.is_ascii_lowercase() || letter == b'-';
            assert!(key.bytes().all(good), "{key}");
        }
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), catalogue().len());
    }
}
