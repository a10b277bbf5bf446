//! The general ledger: the opening balance of each account, its journal items with a running
//! balance, and its closing balance.
//!
//! A page continues where the previous one ended, and its cursor carries the running balance. If
//! the mirror has changed since then, the balance is computed again, so every page is right.

mod columns;
mod lines;
mod parameters;
mod rows;

use futures::stream::{self, Stream, StreamExt, TryStreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::GenericClient;
use utoipa::ToSchema;

pub use parameters::GeneralLedgerParameters;
pub use rows::{LedgerRow, LedgerRowKind};

use crate::accounts::Account;
use crate::balances::Sums;
use crate::column::Title;
use crate::companies::{self, Company};
use crate::currencies::rounded;
use crate::cursor::{self, Cursor, check_limit, fingerprint};
use crate::error::Error;
use crate::filter::Expected;
use crate::fiscal_year;
use crate::line_filter::{LineFilter, check_period};
use crate::openings::{Opening, Openings, Period};
use rows::Running;

pub const KEY: &str = "general-ledger";
pub const TITLE: Title<'static> = Title {
    en: "General ledger",
    es: "Libro mayor",
};

/// Totals over the whole filter, not of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LedgerTotals {
    /// Number of accounts with an opening balance or journal items.
    pub accounts: i64,
    /// Number of journal items.
    pub items: i64,
    /// ISO 4217 code of the company's currency.
    pub company_currency: String,
    pub opening: Decimal,
    pub debit: Decimal,
    pub credit: Decimal,
    pub closing: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GeneralLedgerPage {
    pub rows: Vec<LedgerRow>,
    pub totals: LedgerTotals,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct GeneralLedgerQuery {
    company: Company,
    parameters: GeneralLedgerParameters,
    filter: LineFilter,
    period: Period,
    opening: Opening,
    limit: u32,
    position: Option<Position>,
    fingerprint: String,
}

impl GeneralLedgerQuery {
    pub fn company(&self) -> &Company {
        &self.company
    }

    /// The parameters with every default filled in, without limit and cursor.
    pub fn parameters(&self) -> &GeneralLedgerParameters {
        &self.parameters
    }
}

/// The last row of a page, and the balance after it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Position {
    code: String,
    account_id: i64,
    last: LastRow,
    running: Running,
    /// The mirror version that the balance comes from.
    version: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum LastRow {
    Opening,
    Line(Date, i64),
    Closing,
}

/// An account that has rows.
#[derive(Debug, Clone)]
struct Section {
    account: Account,
    opening: Sums,
    movement: Sums,
}

/// Checks the parameters. `today` is the day in the tenant's zone.
pub async fn prepare(
    client: &impl GenericClient,
    parameters: &GeneralLedgerParameters,
    today: Date,
) -> Result<GeneralLedgerQuery, Error> {
    let limit = check_limit(parameters.limit)?;
    let cursor = parameters
        .cursor
        .as_deref()
        .map(Cursor::decode)
        .transpose()?;
    let day_of_cursor = cursor.as_ref().and_then(|cursor| cursor.as_of);
    let company = companies::choose(client, parameters.company_id).await?;
    let year_end = fiscal_year::year_end(client, company.id).await?;
    let to = parameters.date_to.or(day_of_cursor).unwrap_or(today);
    let from = parameters
        .date_from
        .unwrap_or_else(|| year_end.start_of_year(to));
    check_period(from, to)?;
    let filter = LineFilter::read(client, &company, parameters.wanted(), today).await?;
    let parameters = GeneralLedgerParameters {
        company_id: Some(company.id),
        date_from: Some(from),
        date_to: Some(to),
        include_drafts: Some(parameters.include_drafts.unwrap_or_default()),
        opening: Some(parameters.opening.unwrap_or_default()),
        limit: None,
        cursor: None,
        ..parameters.clone()
    };
    let fingerprint = fingerprint(KEY, &parameters);
    let position = cursor
        .map(|cursor| cursor::place(&cursor, &fingerprint))
        .transpose()?;
    Ok(GeneralLedgerQuery {
        company,
        opening: parameters.opening.unwrap_or_default(),
        parameters,
        filter,
        period: Period {
            from,
            to,
            fiscal_year_start: year_end.start_of_year(from),
        },
        limit,
        position,
        fingerprint,
    })
}

/// One page in the order of account codes, and the totals of all accounts.
pub async fn page(
    client: &impl GenericClient,
    query: &GeneralLedgerQuery,
) -> Result<GeneralLedgerPage, Error> {
    let version = store::freshness::mirror_version(client).await?;
    let sections = sections(client, query).await?;
    let totals = total(query, &sections);
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let chosen = of_page(query, &sections, limit);
    let resumed = resume(client, query, chosen, version).await?;
    // The extra row shows whether there is a next page.
    let one_more = i64::from(query.limit) + 1;
    let lines = lines::of_page(client, query, chosen, resumed.as_ref(), one_more).await?;
    let mut written = rows::write(query, chosen, resumed.as_ref(), lines);
    let next = if written.len() > limit {
        written.truncate(limit);
        written.last().map(|(row, running)| {
            let position = position(row, *running, version);
            let day = Some(query.period.to);
            cursor::of_place(&query.fingerprint, &position, day).encode()
        })
    } else {
        None
    };
    Ok(GeneralLedgerPage {
        rows: written.into_iter().map(|(row, _)| row).collect(),
        totals,
        next,
    })
}

pub async fn totals(
    client: &impl GenericClient,
    query: &GeneralLedgerQuery,
) -> Result<LedgerTotals, Error> {
    Ok(total(query, &sections(client, query).await?))
}

/// Row count and control total of [`stream()`] in the same [`crate::snapshot`].
pub async fn expected(
    client: &impl GenericClient,
    query: &GeneralLedgerQuery,
) -> Result<Expected, Error> {
    let totals = totals(client, query).await?;
    let rows = totals.items + 2 * totals.accounts;
    Ok(Expected {
        rows: rows.unsigned_abs(),
        control_total: totals.closing - totals.opening,
    })
}

/// Every row of the filter, account by account, in constant memory. Ignores limit and cursor.
pub async fn stream<'c, C: GenericClient>(
    client: &'c C,
    query: &GeneralLedgerQuery,
) -> Result<impl Stream<Item = Result<LedgerRow, Error>> + Send + use<'c, C>, Error> {
    let sections = sections(client, query).await?;
    let query = query.clone();
    let accounts = stream::iter(sections).then(move |section| {
        let query = query.clone();
        async move { lines::of_account(client, query, section).await }
    });
    Ok(accounts.try_flatten())
}

/// The accounts that have rows. If the result of earlier years has no account, it comes first.
async fn sections(
    client: &impl GenericClient,
    query: &GeneralLedgerQuery,
) -> Result<Vec<Section>, Error> {
    let (filter, period) = (&query.filter, &query.period);
    let openings = Openings::read(client, filter, query.opening, &[*period]).await?;
    let unallocated = openings.without_account(period).map(|opening| Section {
        account: Account::of_earlier_results(),
        opening,
        movement: Sums::default(),
    });
    let accounts = filter.accounts.iter().map(|account| Section {
        account: account.clone(),
        opening: openings.opening_of(account, period),
        movement: openings.movement(account.id, period),
    });
    Ok(unallocated
        .into_iter()
        .chain(accounts)
        .filter(Section::has_rows)
        .collect())
}

impl Section {
    fn has_rows(&self) -> bool {
        let opens = !self.opening.balance.is_zero() || !self.opening.balance_currency.is_zero();
        opens || self.movement.lines > 0
    }

    fn is_behind(&self, position: &Position) -> bool {
        let own = (self.account.code.as_str(), self.account.id);
        let last = (position.code.as_str(), position.account_id);
        own > last || (own == last && position.last != LastRow::Closing)
    }
}

/// The sections that a page with `limit` rows may need.
fn of_page<'s>(query: &GeneralLedgerQuery, sections: &'s [Section], limit: usize) -> &'s [Section] {
    let position = query.position.as_ref();
    let start = sections
        .iter()
        .position(|section| position.is_none_or(|position| section.is_behind(position)))
        .unwrap_or(sections.len());
    let resumed =
        |section: &Section| position.is_some_and(|it| it.account_id == section.account.id);
    let mut rows = 0_usize;
    let mut end = start;
    for section in &sections[start..] {
        if rows > limit {
            break;
        }
        end += 1;
        // The number of remaining lines of the resumed account is unknown.
        if !resumed(section) {
            rows = rows.saturating_add(usize::try_from(section.movement.lines).unwrap_or(0) + 2);
        }
    }
    &sections[start..end]
}

/// The position in the first section, with a balance that is correct now.
async fn resume(
    client: &impl GenericClient,
    query: &GeneralLedgerQuery,
    chosen: &[Section],
    version: i64,
) -> Result<Option<Position>, Error> {
    let (Some(position), Some(first)) = (&query.position, chosen.first()) else {
        return Ok(None);
    };
    if first.account.id != position.account_id {
        return Ok(None);
    }
    let mut position = position.clone();
    if position.version != version {
        position.running = Running::from(first.opening);
        if let LastRow::Line(date, id) = position.last {
            position.running += lines::until(client, query, &first.account, date, id).await?;
        }
    }
    Ok(Some(position))
}

fn position(row: &LedgerRow, running: Running, version: i64) -> Position {
    let last = match (row.kind, row.date, row.line_id) {
        (LedgerRowKind::Opening, ..) => LastRow::Opening,
        (LedgerRowKind::Line, Some(date), Some(id)) => LastRow::Line(date, id),
        _ => LastRow::Closing,
    };
    Position {
        code: row.account_code.clone().unwrap_or_default(),
        account_id: row.account_id.unwrap_or_default(),
        last,
        running,
        version,
    }
}

fn total(query: &GeneralLedgerQuery, sections: &[Section]) -> LedgerTotals {
    let (mut opening, mut movement) = (Sums::default(), Sums::default());
    for section in sections {
        opening += section.opening;
        movement += section.movement;
    }
    let rounded = |amount| rounded(amount, query.company.decimal_places);
    LedgerTotals {
        accounts: i64::try_from(sections.len()).unwrap_or(i64::MAX),
        items: movement.lines,
        company_currency: query.company.currency.clone(),
        opening: rounded(opening.balance),
        debit: rounded(movement.debit),
        credit: rounded(movement.credit),
        closing: rounded(opening.balance + movement.balance),
    }
}
