//! The partner ledger: the opening balance of each customer and vendor on the receivable and payable
//! accounts, its journal items with a running balance, and its closing balance.
//!
//! A page continues where the previous one ended, and its cursor carries the running balance. If
//! the mirror has changed since then, the balance is computed again, so every page is right.

mod answer;
mod columns;
mod lines;
mod paging;
mod parameters;
mod rows;
mod sections;

use futures::stream::{self, BoxStream, StreamExt, TryStreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::GenericClient;

pub use answer::{
    PartnerLedgerAnswer, PartnerLedgerPage, PartnerLedgerRow, PartnerLedgerRowKind,
    PartnerLedgerTotals,
};
pub use parameters::PartnerLedgerParameters;

pub use paging::page;

use self::lines::Members;
use self::paging::Position;
use self::rows::Writer;
use self::sections::Section;
use crate::LEDGER;
use crate::accounts::Choice;
use crate::balances::{self, after};
use crate::chunk::Group;
use crate::column::{ColumnOf, Title};
use crate::companies;
use crate::currencies::rounded;
use crate::error::Error;
use crate::file_names::FileNames;
use crate::filter::{Expected, Side};
use crate::fiscal_year;
use crate::ids::Ids;
use crate::journal_items;
use crate::line_filter::{LineFilter, WantedLines, check_period};
use crate::lists::IdsOrNone;
use crate::pattern;
use crate::prepared::{Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report};
use crate::statement::Statement;
use crate::url::Url;

/// Validated parameters with every default filled in. In lists of ids, 0 stands for none.
#[derive(Debug, Clone)]
pub struct PartnerLedgerQuery {
    prepared: Prepared<PartnerLedgerParameters>,
    /// The accounts and journals.
    filter: LineFilter,
    from: Date,
    to: Date,
    partners: Option<Vec<i64>>,
    /// A pattern for `like`.
    text: Option<String>,
    tags: Option<Vec<i64>>,
    salespersons: Option<Vec<i64>>,
    /// Whether items without a partner count.
    has_last: bool,
    position: Option<Position>,
}

impl PartnerLedgerQuery {
    /// Conditions on `line` for the items up to the last day, whoever the partner is. Each begins
    /// with `and`.
    fn items<'a>(&'a self, statement: &mut Statement<'a>) {
        statement.push_with(
            "\n      and line.account_id = any(?)",
            &self.filter.account_ids,
        );
        statement.push_with("\n      and line.date <= ?", &self.to);
        self.filter.conditions(statement);
        if let Some(salespersons) = &self.salespersons {
            statement.push_with(
                "\n      and coalesce((select document.invoice_user_id from odoo.account_move document
                            where document.id = line.move_id), 0) = any(?)",
                salespersons,
            );
        }
    }

    /// Whether the sums by account have the totals.
    fn is_of_all_partners(&self) -> bool {
        self.partners.is_none()
            && self.text.is_none()
            && self.tags.is_none()
            && self.salespersons.is_none()
    }
}

impl Report for PartnerLedgerQuery {
    const KEY: &'static str = "partner-ledger";
    const TITLE: Title<'static> = Title::new("Partner ledger", "Mayor por cliente y proveedor");
    const FILE_NAMES: FileNames = FileNames::new("partner-ledger", "mayor-por-tercero");
    const MODELS: &'static [&'static str] = &LEDGER;
    const URLS: &'static [Url] = &[Url {
        path: "/v1/ledger/partner-ledger",
        tag: "ledger",
        operation: "list_partner_ledger",
        summary: "Each customer's and vendor's opening balance, journal items with a running balance, and closing balance",
        sets: None,
    }];
    const ANSWERS: &'static str = "One page of rows";
    const LINKS_TO_ODOO: bool = true;
    type Parameters = PartnerLedgerParameters;
    type Row = PartnerLedgerRow;
    type Answer = PartnerLedgerAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &PartnerLedgerParameters,
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
        let filter = LineFilter::read(client, &company, wanted(asked), today).await?;
        let parameters = PartnerLedgerParameters {
            company_id: Some(company.id),
            date_from: Some(from),
            date_to: Some(to),
            limit: None,
            cursor: None,
            ..asked.clone()
        };
        let prepared = Prepared::new(Self::KEY, company, parameters, paging)?;
        let assumes_year = asked.date_from.is_none();
        let prepared = prepared.warn(year_end.warning().filter(|_| assumes_year));
        let ids = |list: &Option<IdsOrNone>| list.as_ref().map(|ids| ids.as_slice().to_vec());
        let has_none =
            |list: Option<&IdsOrNone>| list.is_none_or(|ids| ids.as_slice().contains(&0));
        Ok(Self {
            position: prepared.paging.position()?,
            prepared,
            filter: of_sides(filter, asked.side),
            from,
            to,
            partners: ids(&asked.partner_ids),
            text: asked.partner_q.as_deref().map(pattern::containing),
            tags: ids(&asked.partner_tag_ids),
            salespersons: ids(&asked.salesperson_ids),
            has_last: asked.partner_q.is_none()
                && has_none(asked.partner_ids.as_ref())
                && has_none(asked.partner_tag_ids.as_ref()),
        })
    }

    fn link_to_odoo(answer: &mut PartnerLedgerAnswer, page: &dyn Fn(i64) -> String) {
        for row in &mut answer.data {
            row.odoo_url = row.move_id.map(page);
        }
    }

    fn prepared(&self) -> &Prepared<PartnerLedgerParameters> {
        &self.prepared
    }

    async fn answer(
        &self,
        client: &impl GenericClient,
    ) -> Result<Answer<PartnerLedgerAnswer>, Error> {
        let PartnerLedgerPage { rows, totals, next } = page(client, self).await?;
        let answer = PartnerLedgerAnswer { data: rows, totals };
        Ok(Answer::page(answer, next))
    }

    fn columns(&self) -> Vec<ColumnOf<'_, PartnerLedgerRow>> {
        columns::COLUMNS.to_vec()
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<PartnerLedgerRow, Error>>, Error> {
        let named = sections::named(client, self, None, None).await?;
        let last = sections::last(client, self).await?;
        let first = of_sections(client, self, named).await?;
        let query = self.clone();
        // The second statement begins when the first one has ended.
        let second = stream::iter(last).then(move |section| {
            let query = query.clone();
            async move { of_sections(client, &query, vec![section]).await }
        });
        Ok(first.chain(second.try_flatten()).boxed())
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let sections = every_section(client, self).await?;
        let rows: i64 = sections.iter().map(|section| section.lines + 2).sum();
        let moved = sections
            .iter()
            .map(|section| section.debit - section.credit);
        Ok(Expected::new(
            rows.unsigned_abs(),
            rounded(moved.sum(), self.company().decimal_places),
        ))
    }

    fn control(&self, row: &PartnerLedgerRow) -> Decimal {
        row.balance.unwrap_or_default()
    }

    fn is_sum(&self, row: &PartnerLedgerRow) -> bool {
        row.kind != PartnerLedgerRowKind::Line
    }

    fn group<'r>(&self, row: &'r PartnerLedgerRow) -> Option<Group<'r>> {
        match row.kind {
            PartnerLedgerRowKind::Opening => None,
            PartnerLedgerRowKind::Line => Some(Group::Detail),
            PartnerLedgerRowKind::Closing => Some(Group::Closing),
        }
    }
}

fn wanted(asked: &PartnerLedgerParameters) -> WantedLines<'_> {
    WantedLines {
        accounts: Choice {
            account_type: asked.side.map(Side::account_type),
            ids: asked.account_ids.as_ref().map(Ids::as_slice),
            reconciled: true,
            ..Choice::default()
        },
        journal_ids: asked.journal_ids.as_ref(),
        ..WantedLines::default()
    }
}

/// The receivable and payable accounts of the filter.
fn of_sides(filter: LineFilter, side: Option<Side>) -> LineFilter {
    let sides = [Side::Receivable, Side::Payable].into_iter();
    let kinds: Vec<&str> = sides
        .filter(|one| side.is_none_or(|side| side == *one))
        .map(|side| side.account_type().as_str())
        .collect();
    let accounts = filter.accounts.iter();
    let accounts = accounts.filter(|account| kinds.contains(&account.kind.as_str()));
    filter.narrow_to(accounts.cloned().collect())
}

async fn every_section(
    client: &impl GenericClient,
    query: &PartnerLedgerQuery,
) -> Result<Vec<Section>, Error> {
    let mut sections = sections::named(client, query, None, None).await?;
    sections.extend(sections::last(client, query).await?);
    Ok(sections)
}

pub async fn totals(
    client: &impl GenericClient,
    query: &PartnerLedgerQuery,
) -> Result<PartnerLedgerTotals, Error> {
    let mut whole = Section::default();
    if query.is_of_all_partners() {
        let until = after(query.to);
        let balances = balances::read(client, &query.filter, [query.from, until]).await?;
        for account in &query.filter.account_ids {
            let movement = balances.between(*account, Some(query.from), until);
            whole.opening += balances.between(*account, None, query.from).balance;
            whole.lines += movement.lines;
            whole.debit += movement.debit;
            whole.credit += movement.credit;
        }
    } else {
        for section in every_section(client, query).await? {
            whole.opening += section.opening;
            whole.lines += section.lines;
            whole.debit += section.debit;
            whole.credit += section.credit;
        }
    }
    let company = &query.prepared.company;
    let rounded = |amount| rounded(amount, company.decimal_places);
    Ok(PartnerLedgerTotals {
        items: whole.lines,
        company_currency: company.currency.clone(),
        opening: rounded(whole.opening),
        debit: rounded(whole.debit),
        credit: rounded(whole.credit),
        closing: rounded(whole.closing()),
    })
}

/// Every row of sections that are all named, or of the last section alone.
async fn of_sections<'c>(
    client: &'c impl GenericClient,
    query: &PartnerLedgerQuery,
    sections: Vec<Section>,
) -> Result<BoxStream<'c, Result<PartnerLedgerRow, Error>>, Error> {
    let items = match sections.as_slice() {
        [last] if last.partner_id.is_none() => {
            let statement = lines::of_last_section(query, last, None, None);
            statement.stream(client).await?
        }
        named => {
            let members = Members::of(named);
            lines::of_all_named(query, &members).stream(client).await?
        }
    };
    let places = query.prepared.company.decimal_places;
    let mut writer = Writer::new(query, sections, None);
    let items = items.map(move |row| journal_items::item(&row?, places));
    let end = stream::once(async { Ok(None) });
    let rows = items.map_ok(Some).chain(end).map_ok(move |item| {
        let mut written = Vec::new();
        match item {
            Some(item) => writer.item(item, &mut written),
            None => writer.end(&mut written),
        }
        stream::iter(written.into_iter().map(|(row, _)| Ok(row)))
    });
    Ok(rows.try_flatten().boxed())
}
