//! The general ledger: the opening balance of each account, its journal items with a running
//! balance, and its closing balance.
//!
//! A page continues where the previous one ended, and its cursor carries the running balance. If
//! the mirror has changed since then, the balance is computed again, so every page is right.

mod answer;
mod columns;
mod lines;
mod paper;
mod parameters;
mod rows;

use futures::stream::{self, BoxStream, StreamExt, TryStreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::GenericClient;

pub use answer::{GeneralLedgerAnswer, GeneralLedgerPage, LedgerTotals};
pub use parameters::GeneralLedgerParameters;
pub use rows::{LedgerRow, LedgerRowKind};

use crate::LEDGER;
use crate::accounts::Account;
use crate::balances::Sums;
use crate::chunk::Group;
use crate::column::{ColumnOf, Title};
use crate::companies;
use crate::currencies::rounded;
use crate::error::Error;
use crate::file_names::FileNames;
use crate::filter::Expected;
use crate::fiscal_year;
use crate::line_filter::{LineFilter, check_period};
use crate::openings::{Opening, Openings, Period};
use crate::paper::{Language, Paper};
use crate::prepared::{self, Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report};
use crate::url::Url;
use rows::Running;

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct GeneralLedgerQuery {
    prepared: Prepared<GeneralLedgerParameters>,
    filter: LineFilter,
    period: Period,
    opening: Opening,
    position: Option<Position>,
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

impl Report for GeneralLedgerQuery {
    const KEY: &'static str = "general-ledger";
    const TITLE: Title<'static> = Title::new("General ledger", "Libro mayor");
    const FILE_NAMES: FileNames = FileNames::new("general-ledger", "libro-mayor");
    const MODELS: &'static [&'static str] = &LEDGER;
    const URLS: &'static [Url] = &[Url {
        path: "/v1/ledger/general-ledger",
        tag: "ledger",
        operation: "list_general_ledger",
        summary: "Each account's opening balance, journal items with a running balance, and closing balance",
        sets: None,
    }];
    const ANSWERS: &'static str = "One page of rows";
    const LINKS_TO_ODOO: bool = true;
    type Parameters = GeneralLedgerParameters;
    type Row = LedgerRow;
    type Answer = GeneralLedgerAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &GeneralLedgerParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let mut paging = Paging::read(asked.limit, asked.cursor.as_deref())?;
        let today = paging.day_or(reader.today);
        let company = companies::choose_with_others(
            client,
            reader,
            asked.company_id,
            asked.companies.as_ref(),
        )
        .await?;
        let year_end = fiscal_year::year_end(client, company.id).await?;
        let to = asked.date_to.unwrap_or(today);
        let from = asked
            .date_from
            .unwrap_or_else(|| year_end.start_of_year(to));
        check_period(from, to)?;
        let filter = LineFilter::read(client, &company, asked.wanted(), today).await?;
        let opening = asked.opening.unwrap_or_default();
        let parameters = GeneralLedgerParameters {
            company_id: Some(company.id),
            partner_id: filter.partner_id(),
            date_from: Some(from),
            date_to: Some(to),
            include_drafts: Some(asked.include_drafts.unwrap_or_default()),
            opening: Some(opening),
            limit: None,
            cursor: None,
            ..asked.clone()
        };
        let prepared = Prepared::new(Self::KEY, company, parameters, paging)?;
        let assumes_year = asked.date_from.is_none() || opening == Opening::FiscalYear;
        let prepared = prepared.warn(year_end.warning().filter(|_| assumes_year));
        Ok(Self {
            position: prepared.paging.position()?,
            prepared,
            filter,
            period: Period {
                from,
                to,
                fiscal_year_start: year_end.start_of_year(from),
            },
            opening,
        })
    }

    async fn paper(
        &self,
        client: &impl GenericClient,
        language: &Language,
    ) -> Result<Option<Paper<LedgerRow>>, Error> {
        let totals = totals(client, self).await?;
        Ok(Some(paper::paper(self, totals, language)))
    }

    fn link_to_odoo(answer: &mut GeneralLedgerAnswer, page: &dyn Fn(i64) -> String) {
        for row in &mut answer.data {
            row.odoo_url = row.move_id.map(page);
        }
    }

    fn prepared(&self) -> &Prepared<GeneralLedgerParameters> {
        &self.prepared
    }

    async fn answer(
        &self,
        client: &impl GenericClient,
    ) -> Result<Answer<GeneralLedgerAnswer>, Error> {
        let GeneralLedgerPage { rows, totals, next } = page(client, self).await?;
        Ok(Answer::page(
            GeneralLedgerAnswer { data: rows, totals },
            next,
        ))
    }

    fn columns(&self) -> Vec<ColumnOf<'_, LedgerRow>> {
        columns::COLUMNS.to_vec()
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<LedgerRow, Error>>, Error> {
        let sections = sections(client, self).await?;
        let query = self.clone();
        let accounts = stream::iter(sections).then(move |section| {
            let query = query.clone();
            async move { lines::stream_account(client, query, section).await }
        });
        Ok(accounts.try_flatten().boxed())
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let totals = totals(client, self).await?;
        let rows = totals.items + 2 * totals.accounts;
        Ok(Expected::new(
            rows.unsigned_abs(),
            totals.closing - totals.opening,
        ))
    }

    fn control(&self, row: &LedgerRow) -> Decimal {
        row.balance.unwrap_or_default()
    }

    fn is_sum(&self, row: &LedgerRow) -> bool {
        row.kind != LedgerRowKind::Line
    }

    fn group<'r>(&self, row: &'r LedgerRow) -> Option<Group<'r>> {
        match row.kind {
            LedgerRowKind::Opening => None,
            LedgerRowKind::Line => Some(Group::Detail),
            LedgerRowKind::Closing => Some(Group::Closing),
        }
    }
}

/// One page in the order of account codes, and the totals of all accounts.
pub async fn page(
    client: &impl GenericClient,
    query: &GeneralLedgerQuery,
) -> Result<GeneralLedgerPage, Error> {
    let version = store::freshness::mirror_version(client).await?;
    let sections = sections(client, query).await?;
    let totals = total(query, &sections);
    let paging = &query.prepared.paging;
    let chosen = choose(query, &sections, paging.limit.into());
    let resumed = resume(client, query, chosen, version).await?;
    let lines = lines::read_page(client, query, chosen, resumed.as_ref(), paging.one_more).await?;
    let mut written = rows::write(query, chosen, resumed.as_ref(), lines);
    let next = paging.cut(&mut written, |(row, running)| {
        Ok(prepared::sort_key(&position(row, *running, version)))
    })?;
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

/// The accounts that have rows. If the result of earlier years has no account, it comes first.
async fn sections(
    client: &impl GenericClient,
    query: &GeneralLedgerQuery,
) -> Result<Vec<Section>, Error> {
    let (filter, period) = (&query.filter, &query.period);
    let openings = Openings::read(client, filter, query.opening, &[*period]).await?;
    let unallocated = openings.without_account(period).map(|opening| Section {
        account: Account::earlier_results(),
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
fn choose<'s>(query: &GeneralLedgerQuery, sections: &'s [Section], limit: usize) -> &'s [Section] {
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
    let rounded = |amount| rounded(amount, query.prepared.company.decimal_places);
    LedgerTotals {
        accounts: i64::try_from(sections.len()).unwrap_or(i64::MAX),
        items: movement.lines,
        company_currency: query.prepared.company.currency.clone(),
        opening: rounded(opening.balance),
        debit: rounded(movement.debit),
        credit: rounded(movement.credit),
        closing: rounded(opening.balance + movement.balance),
    }
}
