//! The trial balance: opening, debits, credits and closing of each account, group or level.
//! Optionally compares with earlier periods.
//!
//! A company has at most some thousand accounts, so a page is cut from all of them.

mod answer;
mod columns;
mod group_names;
mod nesting;
mod paper;
mod parameters;
mod rows;

use futures::stream::BoxStream;
use jiff::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::GenericClient;

pub use answer::{
    TrialBalanceAnswer, TrialBalanceCheck, TrialBalancePage, TrialBalancePeriod, TrialBalanceTotals,
};
pub use parameters::{Comparison, Grouping, Results, TrialBalanceParameters};
pub use rows::{Figures, TrialBalanceRow};

use crate::LEDGER;
use crate::chunk::Group;
use crate::chunk::Totals;
use crate::column::{ColumnOf, Title};
use crate::companies;
use crate::currencies::rounded;
use crate::error::Error;
use crate::file_names::FileNames;
use crate::filter::Expected;
use crate::fiscal_year::{self, YearEnd};
use crate::line_filter::{LineFilter, check_period};
use crate::openings::{Opening, Openings, Period};
use crate::paper::{Language, Paper};
use crate::prepared::{self, Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report, in_memory};
use crate::url::Url;
use group_names::GroupNames;
use rows::{Key, Row, Rows};

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct TrialBalanceQuery {
    prepared: Prepared<TrialBalanceParameters>,
    filter: LineFilter,
    /// The requested period, then the periods for comparison.
    periods: Vec<Period>,
    period_columns: Vec<columns::PeriodColumn>,
    after: Option<Key>,
}

impl TrialBalanceQuery {
    /// The requested period, then the periods for comparison.
    pub fn periods(&self) -> Vec<TrialBalancePeriod> {
        shown(&self.periods)
    }
}

impl Report for TrialBalanceQuery {
    const KEY: &'static str = "trial-balance";
    const TITLE: Title<'static> = Title::new("Trial balance", "Balance de comprobación");
    const FILE_NAMES: FileNames = FileNames::new("trial-balance", "balance-de-comprobacion");
    const MODELS: &'static [&'static str] = &LEDGER;
    const URLS: &'static [Url] = &[Url {
        path: "/v1/ledger/trial-balance",
        tag: "ledger",
        operation: "show_trial_balance",
        summary: "Opening balance, debits, credits and closing balance by account, group or level",
        sets: None,
    }];
    const ANSWERS: &'static str = "One page of rows";
    type Parameters = TrialBalanceParameters;
    type Row = TrialBalanceRow;
    type Answer = TrialBalanceAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &TrialBalanceParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let mut paging = Paging::read(asked.limit, asked.cursor.as_deref())?;
        let today = paging.day_or(reader.today);
        let settled = asked.settled()?;
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
        let parameters = TrialBalanceParameters {
            company_id: Some(company.id),
            partner_id: filter.partner_id(),
            date_from: Some(from),
            date_to: Some(to),
            ..settled
        };
        let periods = periods(&parameters, year_end, from, to);
        let prepared = Prepared::new(Self::KEY, company, parameters, paging)?;
        let opening = asked.opening.unwrap_or_default();
        let assumes_year = asked.date_from.is_none() || opening == Opening::FiscalYear;
        let prepared = prepared.warn(year_end.warning().filter(|_| assumes_year));
        Ok(Self {
            after: prepared.paging.position()?,
            prepared,
            filter,
            period_columns: columns::name_periods(&shown(&periods)),
            periods,
        })
    }

    /// Periods for comparison stand beside each other in one table.
    async fn paper(
        &self,
        client: &impl GenericClient,
        language: &Language,
    ) -> Result<Option<Paper<TrialBalanceRow>>, Error> {
        if self.periods.len() > 1 {
            return Ok(None);
        }
        paper::paper(client, self, language).await.map(Some)
    }

    fn prepared(&self) -> &Prepared<TrialBalanceParameters> {
        &self.prepared
    }

    async fn answer(
        &self,
        client: &impl GenericClient,
    ) -> Result<Answer<TrialBalanceAnswer>, Error> {
        let TrialBalancePage { rows, totals, next } = page(client, self).await?;
        let answer = TrialBalanceAnswer {
            data: rows,
            totals,
            periods: self.periods(),
        };
        Ok(Answer::page(answer, next))
    }

    fn columns(&self) -> Vec<ColumnOf<'_, TrialBalanceRow>> {
        columns::columns(self)
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<TrialBalanceRow, Error>>, Error> {
        Ok(in_memory(all(client, self).await?))
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let rows = all(client, self).await?;
        Ok(Expected::from_rows(&rows, |row| self.control(row)))
    }

    async fn totals(&self, client: &impl GenericClient) -> Result<Totals, Error> {
        if !columns::has_levels(self) {
            return Ok(Totals::default());
        }
        let totals = totals(client, self).await?;
        Ok(columns::totals(&totals))
    }

    fn control(&self, row: &TrialBalanceRow) -> Decimal {
        if self.is_sum(row) {
            return Decimal::ZERO;
        }
        row.figures.debit
    }

    fn is_sum(&self, row: &TrialBalanceRow) -> bool {
        columns::has_levels(self) && row.level.is_some()
    }

    fn group<'r>(&self, row: &'r TrialBalanceRow) -> Option<Group<'r>> {
        columns::has_levels(self).then(|| row.nesting.group())
    }
}

/// One page in the order of codes, and the totals of all accounts.
pub async fn page(
    client: &impl GenericClient,
    query: &TrialBalanceQuery,
) -> Result<TrialBalancePage, Error> {
    let (rows, totals) = read(client, query).await?;
    let paging = &query.prepared.paging;
    let mut page: Vec<(&Key, &Row)> = rows
        .iter()
        .filter(|(key, _)| query.after.as_ref().is_none_or(|after| *key > after))
        .take(usize::from(paging.limit) + 1)
        .collect();
    let next = paging.cut(&mut page, |(key, _)| Ok(prepared::sort_key(key)))?;
    Ok(TrialBalancePage {
        rows: page
            .into_iter()
            .map(|(key, row)| row.shown(query, key))
            .collect(),
        totals,
        next,
    })
}

pub async fn totals(
    client: &impl GenericClient,
    query: &TrialBalanceQuery,
) -> Result<TrialBalanceTotals, Error> {
    Ok(read(client, query).await?.1)
}

async fn all(
    client: &impl GenericClient,
    query: &TrialBalanceQuery,
) -> Result<Vec<TrialBalanceRow>, Error> {
    let (rows, _) = read(client, query).await?;
    let mut rows: Vec<_> = rows
        .iter()
        .map(|(key, row)| row.shown(query, key))
        .collect();
    nesting::nest(&mut rows);
    Ok(rows)
}

async fn read(
    client: &impl GenericClient,
    query: &TrialBalanceQuery,
) -> Result<(Rows, TrialBalanceTotals), Error> {
    let opening = query.prepared.parameters.opening.unwrap_or_default();
    let openings = Openings::read(client, &query.filter, opening, &query.periods).await?;
    let accounts = rows::sum_accounts(query, &openings);
    let total = rows::total(accounts.values(), query.periods.len());
    let mut figures = total
        .figures(query.prepared.company.decimal_places)
        .into_iter();
    let totals = TrialBalanceTotals {
        accounts: i64::try_from(accounts.len()).unwrap_or(i64::MAX),
        company_currency: query.prepared.company.currency.clone(),
        figures: figures.next().unwrap_or_default(),
        comparison: figures.collect(),
        check: query.filter.is_everything().then(|| check(query, &total)),
    };
    let names = match query.prepared.parameters.by.unwrap_or_default() {
        Grouping::Account => GroupNames::default(),
        Grouping::Group | Grouping::Level => {
            GroupNames::read(client, &query.filter.company_ids).await?
        }
    };
    Ok((rows::grouped(query, accounts, &names), totals))
}

fn check(query: &TrialBalanceQuery, total: &Row) -> TrialBalanceCheck {
    let rounded = |amount| rounded(amount, query.prepared.company.decimal_places);
    let (opening, movement) = total.periods.first().copied().unwrap_or_default();
    let difference = rounded(movement.debit - movement.credit);
    let opening = rounded(opening.balance);
    TrialBalanceCheck {
        debit: rounded(movement.debit),
        credit: rounded(movement.credit),
        difference,
        opening,
        balanced: difference.is_zero() && opening.is_zero(),
    }
}

fn periods(
    parameters: &TrialBalanceParameters,
    year_end: YearEnd,
    from: Date,
    to: Date,
) -> Vec<Period> {
    let months = match parameters.compare {
        None => 0,
        Some(Comparison::Months) => months_in(from, to),
        Some(Comparison::Years) => 12,
    };
    let last = parameters.compare_periods.unwrap_or(0);
    (0..=last)
        .map(|back| {
            let from = months_before(from, i64::from(back) * months);
            Period {
                from,
                to: if to == to.last_of_month() {
                    months_before(to.first_of_month(), i64::from(back) * months).last_of_month()
                } else {
                    months_before(to, i64::from(back) * months)
                },
                fiscal_year_start: year_end.start_of_year(from),
            }
        })
        .collect()
}

fn shown(periods: &[Period]) -> Vec<TrialBalancePeriod> {
    let shown = |period: &Period| TrialBalancePeriod {
        date_from: period.from,
        date_to: period.to,
    };
    periods.iter().map(shown).collect()
}

/// The number of months in the period: 3 for a quarter. A part of a month counts as a month.
fn months_in(from: Date, to: Date) -> i64 {
    let until = |months: i64| {
        Span::new()
            .try_months(months)
            .and_then(|span| from.checked_add(span))
    };
    let whole = i64::from(to.year() - from.year()) * 12 + i64::from(to.month() - from.month());
    let reaches = |months: i64| until(months).is_ok_and(|end| end > to);
    if reaches(whole) { whole } else { whole + 1 }
}

/// The same day `months` months earlier, or the last day of a shorter month.
fn months_before(day: Date, months: i64) -> Date {
    Span::new()
        .try_months(months)
        .and_then(|span| day.checked_sub(span))
        .unwrap_or(Date::MIN)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::months_in;

    #[test]
    fn a_period_counts_its_months() {
        for (from, to, months) in [
            (date(2026, 1, 1), date(2026, 1, 31), 1),
            (date(2026, 1, 1), date(2026, 1, 10), 1),
            (date(2026, 7, 1), date(2026, 9, 30), 3),
            (date(2026, 7, 1), date(2026, 9, 20), 3),
            (date(2026, 3, 15), date(2026, 4, 14), 1),
            (date(2026, 3, 15), date(2026, 4, 15), 2),
            (date(2025, 11, 1), date(2026, 1, 31), 3),
            (date(2026, 1, 1), date(2026, 12, 31), 12),
        ] {
            assert_eq!(months_in(from, to), months, "{from} to {to}");
        }
    }
}
