//! Accounts by a part of their code or name. A chart of accounts is small.

use std::collections::HashMap;

use store::GenericClient;

use super::{MOST_ACCOUNTS, Question, SearchHit, SearchKind};
use crate::error::Error;
use crate::master_data::{self, MasterData, MasterRecord};
use crate::reader::Reader;

/// Whole codes first, then codes that begin with the text.
pub(super) async fn find(
    client: &impl GenericClient,
    reader: &Reader,
    question: &Question,
) -> Result<Vec<SearchHit>, Error> {
    let wanted = master_data::Wanted {
        q: Some(&question.text),
        company_id: question.company_id,
        limit: Some(MOST_ACCOUNTS),
        ..master_data::Wanted::default()
    };
    let page = master_data::page(client, reader, MasterData::Accounts, wanted).await?;
    let mut accounts = page.rows;
    accounts.sort_by_key(|account| rank(account.code.as_deref(), &question.text));
    accounts.truncate(usize::try_from(question.limit).unwrap_or(usize::MAX));
    let companies = companies_of(client, question, &accounts).await?;
    let hits = accounts.into_iter().map(|account| {
        let company = companies.get(&account.id);
        hit(account, company.copied())
    });
    Ok(hits.collect())
}

fn rank(code: Option<&str>, text: &str) -> u8 {
    match code.and_then(|code| code.strip_prefix(text)) {
        Some("") => 0,
        Some(_) => 1,
        None => 2,
    }
}

/// For each account the company whose ledger the hit leads to. It is one that the reader may see:
/// a branch uses accounts of its parents, and several companies may share an account.
async fn companies_of(
    client: &impl GenericClient,
    question: &Question,
    accounts: &[MasterRecord],
) -> Result<HashMap<i64, i64>, Error> {
    let ids: Vec<i64> = accounts.iter().map(|account| account.id).collect();
    let statement = client.prepare_cached(COMPANIES).await?;
    let rows = client
        .query(&statement, &[&ids, &question.companies])
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get("account_id")?, row.try_get("company_id")?)))
        .collect()
}

const COMPANIES: &str = "
    select distinct on (account.id) account.id as account_id, company.id as company_id
    from odoo.account_account account
    join odoo.res_company company
        on exists (select from report.with_parents(array[company.id]) lineage (id)
                   where lineage.id = account.company_id
                      or lineage.id = any(account.company_ids))
    where account.id = any($1) and company._deleted_at is null
      and ($2::bigint[] is null or company.id = any($2))
    order by account.id, company.id is distinct from account.company_id, company.id";

fn hit(account: MasterRecord, company: Option<i64>) -> SearchHit {
    let company = company.map(|id| format!("company_id={id}&"));
    let url = format!(
        "/v1/ledger/general-ledger?{}account_ids={}",
        company.unwrap_or_default(),
        account.id
    );
    SearchHit {
        kind: SearchKind::Account,
        id: account.id,
        title: account.name.unwrap_or_default(),
        subtitle: account.code,
        amount: None,
        currency: None,
        date: None,
        url,
    }
}
