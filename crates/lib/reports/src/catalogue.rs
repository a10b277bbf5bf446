//! The list of all reports: their URLs, files, schedules and saved views come from it. A new report
//! is one line here.

use std::sync::{Arc, LazyLock};

use futures::future::{BoxFuture, FutureExt};
use jiff::civil::Date;
use serde_json::{Map, Value};
use store::{GenericClient, Transaction};

use crate::ageing::AgeingQuery;
use crate::collections::CollectionsQuery;
use crate::column::Title;
use crate::error::Error;
use crate::file_names::{self, FileNames};
use crate::filter::title_for;
use crate::general_ledger::GeneralLedgerQuery;
use crate::journal_items::JournalItemsQuery;
use crate::model;
use crate::open_items::OpenItemsQuery;
use crate::partner_ledger::PartnerLedgerQuery;
use crate::partner_statement::PartnerStatementQuery;
use crate::reader::Reader;
use crate::report::{self, Export, Report};
use crate::report_parameters::{self, ReportParameter};
use crate::treasury_balances::TreasuryBalancesQuery;
use crate::treasury_forecast::TreasuryForecastQuery;
use crate::treasury_history::TreasuryHistoryQuery;
use crate::trial_balance::TrialBalanceQuery;
use crate::url::{self, Url};

/// Visits the type of each report.
pub trait Visitor {
    fn visit<R: Report>(&mut self);
}

/// Visits every report that has an answer. The API takes its URLs from here.
pub fn visit_all(visitor: &mut impl Visitor) {
    visitor.visit::<OpenItemsQuery>();
    visitor.visit::<AgeingQuery>();
    visitor.visit::<GeneralLedgerQuery>();
    visitor.visit::<PartnerLedgerQuery>();
    visitor.visit::<TrialBalanceQuery>();
    visitor.visit::<JournalItemsQuery>();
    visitor.visit::<PartnerStatementQuery>();
    visitor.visit::<CollectionsQuery>();
    visitor.visit::<TreasuryBalancesQuery>();
    visitor.visit::<TreasuryForecastQuery>();
    visitor.visit::<TreasuryHistoryQuery>();
}

static CATALOGUE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut entries = Vec::new();
    visit_all(&mut entries);
    entries.push(Entry {
        key: model::KEY,
        title: model::TITLE,
        titles_by_side: None,
        file_names: model::FILE_NAMES,
        urls: &[],
        parameters: report_parameters::of_model,
        prepare: |client, parameters, reader| model::prepare(client, parameters, reader).boxed(),
    });
    entries
});

impl Visitor for Vec<Entry> {
    fn visit<R: Report>(&mut self) {
        self.push(Entry {
            key: R::KEY,
            title: R::TITLE,
            titles_by_side: R::TITLES_BY_SIDE,
            file_names: R::FILE_NAMES,
            urls: R::URLS,
            parameters: report_parameters::of_report::<R::Parameters>,
            prepare: |client, parameters, reader| {
                report::prepare::<R>(client, parameters, reader).boxed()
            },
        });
    }
}

pub struct Entry {
    /// Its name in an export request.
    pub key: &'static str,
    pub title: Title<'static>,
    titles_by_side: Option<[Title<'static>; 2]>,
    pub(crate) file_names: FileNames,
    pub(crate) urls: &'static [Url],
    pub(crate) parameters: fn() -> Vec<ReportParameter>,
    prepare: Prepare,
}

impl Entry {
    /// Checks the parameters, and that the reader may see the books of the companies.
    pub(crate) async fn prepare(
        &self,
        client: &Transaction<'_>,
        parameters: Map<String, Value>,
        reader: &Reader,
    ) -> Result<Arc<dyn Export>, Error> {
        (self.prepare)(client, parameters, reader).await
    }

    /// The title with these parameters: some reports are named by their side.
    pub fn title_with(&self, parameters: &Map<String, Value>) -> Title<'static> {
        title_for(self.title, self.titles_by_side, parameters)
    }

    /// The URL of its answer with these parameters; None if it has no URL.
    pub fn url(&self, parameters: &Map<String, Value>) -> Option<String> {
        url::with_parameters(self.urls, parameters)
    }
}

type Prepare = for<'c> fn(
    &'c Transaction<'c>,
    Map<String, Value>,
    &'c Reader,
) -> BoxFuture<'c, Result<Arc<dyn Export>, Error>>;

pub fn catalogue() -> &'static [Entry] {
    &CATALOGUE
}

pub fn find(key: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.key == key)
}

/// Checks the parameters, and that the reader may see the books of the companies.
pub async fn prepare(
    client: &Transaction<'_>,
    key: &str,
    parameters: Map<String, Value>,
    reader: &Reader,
) -> Result<Arc<dyn Export>, Error> {
    let entry = find(key).ok_or_else(|| Error::UnknownReport(key.to_owned()))?;
    entry.prepare(client, parameters, reader).await
}

/// The name of a file of the report with these parameters, which have every default filled in.
/// `today` is for reports without a day. The name has only letters, digits, `-`, `_` and `.` of
/// ASCII.
pub async fn file_name(
    client: &impl GenericClient,
    key: &str,
    parameters: &Map<String, Value>,
    (locale, extension): (&str, &str),
    today: Date,
) -> Result<String, Error> {
    let entry = find(key).ok_or_else(|| Error::UnknownReport(key.to_owned()))?;
    let names = entry.file_names;
    file_names::name(client, names, parameters, (locale, extension), today).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_key_is_unique_and_matches_the_contract() {
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

    #[test]
    fn every_report_has_file_names_of_its_own_in_both_languages() {
        let mut seen = Vec::new();
        for entry in catalogue() {
            let mut names = entry.file_names.all().to_vec();
            names.sort_unstable();
            for name in &names {
                let good = |letter: u8| letter.is_ascii_lowercase() || letter == b'-';
                assert!(!name.is_empty() && name.bytes().all(good), "{name}");
            }
            names.dedup();
            seen.extend(names);
        }
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), all, "{seen:?}");
    }
}
