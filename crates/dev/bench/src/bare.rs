//! The reports that the bench measures, each as a URL and as the same queries through crate
//! `reports` on one connection: company, accounts, freshness, page and totals in one snapshot.

use anyhow::{Context, Result, ensure};
use reports::{
    Report,
    ageing::{self, AgeingQuery},
    collections::{self, CollectionsQuery},
    documents,
    general_ledger::{self, GeneralLedgerQuery},
    journal_items::{self, JournalItemsQuery},
    open_items::{self, OpenItemsQuery},
    partner_statement::{self, PartnerStatementQuery},
    tie_out,
    treasury_balances::{self, TreasuryBalancesQuery},
    treasury_forecast::{self, TreasuryForecastQuery},
    trial_balance::{self, TrialBalanceQuery},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use store::{Object, Transaction, freshness};

use crate::ledger::TODAY;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    OpenItems,
    Ageing,
    GeneralLedger,
    TrialBalance,
    JournalItems,
    PartnerStatement,
    TieOut,
    Collections,
    TreasuryBalances,
    TreasuryForecast,
    Document,
}

/// A report and its query parameters.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) asked: Asked,
    parameters: Map<String, Value>,
}

impl Question {
    /// For the only company.
    pub(crate) fn new(asked: Asked) -> Self {
        Self {
            asked,
            parameters: Map::new(),
        }
        .with("company_id", 1)
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.parameters.insert(name.to_owned(), value.into());
        self
    }

    /// For one record instead of a company.
    pub(crate) fn of_record(asked: Asked, id: i64) -> Self {
        let mut question = Self::new(asked).with("id", id);
        if asked == Asked::Document {
            question.parameters.remove("company_id");
        }
        question
    }

    pub(crate) fn path(&self) -> String {
        let id = self.parameters.get("id").map(Value::to_string);
        let id = id.unwrap_or_default();
        let path = match self.asked {
            Asked::OpenItems => "/v1/receivables/open-items".to_owned(),
            Asked::Ageing => "/v1/receivables/ageing".to_owned(),
            Asked::GeneralLedger => "/v1/ledger/general-ledger".to_owned(),
            Asked::TrialBalance => "/v1/ledger/trial-balance".to_owned(),
            Asked::JournalItems => "/v1/journal-items".to_owned(),
            Asked::PartnerStatement => format!("/v1/partners/{id}/statement"),
            Asked::TieOut => "/v1/receivables/tie-out".to_owned(),
            Asked::Collections => "/v1/sales/collections".to_owned(),
            Asked::TreasuryBalances => "/v1/treasury/balances".to_owned(),
            Asked::TreasuryForecast => "/v1/treasury/forecast".to_owned(),
            Asked::Document => format!("/v1/documents/{id}"),
        };
        let of_path = ["id"];
        let query = self
            .parameters
            .iter()
            .filter(|(name, _)| !of_path.contains(&name.as_str()))
            .map(|(name, value)| match value {
                Value::String(text) => format!("{name}={text}"),
                other => format!("{name}={other}"),
            })
            .collect::<Vec<_>>()
            .join("&");
        if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        }
    }

    /// Runs the queries without HTTP.
    pub(crate) async fn ask(&self, database: &mut Object) -> Result<()> {
        let snapshot = reports::snapshot(database, None).await?;
        let rows = self.rows(&snapshot).await?;
        snapshot.commit().await?;
        ensure!(rows > 0, "{}: an empty answer", self.path());
        Ok(())
    }

    fn parameters<P: DeserializeOwned>(&self, extra: &[(&str, Value)]) -> Result<P> {
        let mut parameters = self.parameters.clone();
        parameters.remove("id");
        parameters.extend(
            extra
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone())),
        );
        Ok(serde_json::from_value(Value::Object(parameters))?)
    }

    fn id(&self) -> Result<i64> {
        self.parameters
            .get("id")
            .and_then(Value::as_i64)
            .context("no id")
    }

    fn is_first_page(&self) -> bool {
        !self.parameters.contains_key("cursor")
    }

    async fn rows(&self, tx: &Transaction<'_>) -> Result<usize> {
        match self.asked {
            Asked::OpenItems | Asked::Ageing | Asked::PartnerStatement | Asked::TieOut => {
                self.receivables(tx).await
            }
            Asked::GeneralLedger | Asked::TrialBalance | Asked::JournalItems | Asked::Document => {
                self.ledger(tx).await
            }
            Asked::Collections | Asked::TreasuryBalances | Asked::TreasuryForecast => {
                self.cash(tx).await
            }
        }
    }

    async fn receivables(&self, tx: &Transaction<'_>) -> Result<usize> {
        let today = TODAY.parse()?;
        let side = [("side", json!("receivable"))];
        let partner = [("partner_id", json!(self.id().ok()))];
        if self.asked == Asked::PartnerStatement {
            let query = PartnerStatementQuery::prepare(
                tx,
                &self.parameters(&partner)?,
                &reports::Reader::of_all(today),
            )
            .await?;
            freshness::read(tx, &reports::LEDGER).await?;
            partner_statement::open(tx, &query).await?;
            return Ok(partner_statement::page(tx, &query).await?.rows.len());
        }
        if self.asked == Asked::Ageing {
            let query = AgeingQuery::prepare(
                tx,
                &self.parameters(&side)?,
                &reports::Reader::of_all(today),
            )
            .await?;
            freshness::read(tx, &reports::LEDGER).await?;
            return Ok(ageing::page(tx, &query).await?.rows.len());
        }
        let query = OpenItemsQuery::prepare(
            tx,
            &self.parameters(&side)?,
            &reports::Reader::of_all(today),
        )
        .await?;
        freshness::read(tx, &reports::LEDGER).await?;
        if self.asked == Asked::TieOut {
            let checked = tie_out::prepare(
                tx,
                &self.parameters(&side)?,
                &reports::Reader::of_all(today),
            )
            .await?;
            let open = open_items::totals(tx, &query).await?.residual;
            let tie_out = tie_out::check(tx, &checked, open).await?;
            tie_out::differences(tx, &checked, &tie_out).await?;
            return Ok(usize::from(tie_out.tied));
        }
        if self.is_first_page() {
            open_items::totals(tx, &query).await?;
        }
        Ok(open_items::page(tx, &query).await?.rows.len())
    }

    async fn ledger(&self, tx: &Transaction<'_>) -> Result<usize> {
        let today = TODAY.parse()?;
        freshness::read(tx, &reports::LEDGER).await?;
        if self.asked == Asked::Document {
            let document = documents::document(tx, &reports::Scope::ALL, self.id()?).await?;
            return Ok(usize::from(document.is_some()));
        }
        if self.asked == Asked::GeneralLedger {
            let query = GeneralLedgerQuery::prepare(
                tx,
                &self.parameters(&[])?,
                &reports::Reader::of_all(today),
            )
            .await?;
            return Ok(general_ledger::page(tx, &query).await?.rows.len());
        }
        if self.asked == Asked::TrialBalance {
            let query = TrialBalanceQuery::prepare(
                tx,
                &self.parameters(&[])?,
                &reports::Reader::of_all(today),
            )
            .await?;
            return Ok(trial_balance::page(tx, &query).await?.rows.len());
        }
        let query =
            JournalItemsQuery::prepare(tx, &self.parameters(&[])?, &reports::Reader::of_all(today))
                .await?;
        if self.is_first_page() {
            journal_items::totals(tx, &query).await?;
        }
        Ok(journal_items::page(tx, &query).await?.rows.len())
    }

    async fn cash(&self, tx: &Transaction<'_>) -> Result<usize> {
        let today = TODAY.parse()?;
        freshness::read(tx, &reports::BOOKS).await?;
        if self.asked == Asked::Collections {
            let query = CollectionsQuery::prepare(
                tx,
                &self.parameters(&[])?,
                &reports::Reader::of_all(today),
            )
            .await?;
            return Ok(collections::read(tx, &query).await?.rows.len());
        }
        if self.asked == Asked::TreasuryBalances {
            let query = TreasuryBalancesQuery::prepare(
                tx,
                &self.parameters(&[])?,
                &reports::Reader::of_all(today),
            )
            .await?;
            return Ok(treasury_balances::read(tx, &query).await?.len());
        }
        let query = TreasuryForecastQuery::prepare(
            tx,
            &self.parameters(&[])?,
            &reports::Reader::of_all(today),
        )
        .await?;
        Ok(treasury_forecast::read(tx, &query).await?.periods.len())
    }
}
