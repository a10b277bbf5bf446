//! The rows that a caller sees: domain, companies, archived rows, order, offset and limit. Rows
//! come in id order from a binary search; other orders are collected and sorted.

use std::cmp::Ordering;

use serde_json::Value;

use crate::books::Books;
use crate::books::exception::Exception;
use crate::books::table::{Cell, Source, Table};
use crate::books::version::Version;
use crate::reading::compare;
use crate::reading::domain::{self, Condition};

/// The user and companies with which the books are read.
pub(crate) struct View<'a> {
    pub(crate) books: &'a Books,
    /// `allowed_company_ids`, or all companies of the user; `None`: no restriction.
    pub(crate) companies: Option<Vec<u32>>,
    pub(crate) active_test: bool,
}

#[derive(Default)]
pub(crate) struct Slice<'a> {
    pub(crate) order: Option<&'a str>,
    pub(crate) offset: usize,
    pub(crate) limit: Option<usize>,
}

/// The record rule on companies, as Odoo defines it for these models. Rules that people add are in
/// `rules`.
enum CompanyRule {
    Unrestricted,
    /// The row's company must be allowed or empty.
    Column(usize),
    /// The company of the row's entry must be allowed.
    OfEntry(usize),
    /// The row is a company and must be allowed.
    Itself,
    /// One of the row's companies must be allowed.
    OneOf(usize),
}

impl View<'_> {
    /// Everything: archived rows and all companies.
    pub(crate) fn of_everything(books: &Books) -> View<'_> {
        View {
            books,
            companies: None,
            active_test: false,
        }
    }

    pub(crate) fn search(
        &self,
        table: &Table,
        domain: &[Value],
        slice: &Slice<'_>,
    ) -> Result<Vec<usize>, Exception> {
        let condition = domain::parse(self.books, table, domain)?;
        let order = parse_order(table, slice.order.unwrap_or(default_order(table)))?;
        let (low, high) = condition.id_bounds();
        let candidates = table.rows_between(low, high);
        let visible = self.visibility(table, domain);
        let passes = |row: &usize| visible(*row) && condition.holds(self.books, table, *row);
        let limit = slice.limit.unwrap_or(usize::MAX);
        Ok(match order.as_slice() {
            [(Source::Id, false)] => candidates
                .filter(passes)
                .skip(slice.offset)
                .take(limit)
                .collect(),
            [(Source::Id, true)] => candidates
                .rev()
                .filter(passes)
                .skip(slice.offset)
                .take(limit)
                .collect(),
            _ => {
                let mut rows: Vec<usize> = candidates.filter(passes).collect();
                rows.sort_by(|&left, &right| self.compare(table, &order, left, right));
                rows.into_iter().skip(slice.offset).take(limit).collect()
            }
        })
    }

    pub(crate) fn count(&self, table: &Table, domain: &[Value]) -> Result<usize, Exception> {
        let condition = domain::parse(self.books, table, domain)?;
        Ok(self.matching(table, domain, &condition).count())
    }

    /// Rows in id order.
    pub(crate) fn matching<'b>(
        &'b self,
        table: &'b Table,
        domain: &'b [Value],
        condition: &'b Condition,
    ) -> impl Iterator<Item = usize> + 'b {
        let (low, high) = condition.id_bounds();
        let visible = self.visibility(table, domain);
        table
            .rows_between(low, high)
            .filter(move |&row| visible(row) && condition.holds(self.books, table, row))
    }

    /// Committed, of an allowed company, and not archived unless the domain mentions `active`.
    fn visibility<'b>(&'b self, table: &'b Table, domain: &[Value]) -> impl Fn(usize) -> bool + 'b {
        let active = table
            .column("active")
            .filter(|_| self.active_test && !domain.iter().any(|term| term[0] == "active"));
        let rule = self.rule(table);
        move |row| {
            table.is_live(row)
                && active.is_none_or(|column| table.get(row, column) == Cell::Bool(true))
                && self.permits(&rule, table, row)
                && !self.is_hidden(table, row)
        }
    }

    fn is_hidden(&self, table: &Table, row: usize) -> bool {
        self.companies.is_some() && self.books.rules.hide(self.books, table, row)
    }

    /// True if the record rules let the user read an existing row.
    pub(crate) fn may_read(&self, table: &Table, row: usize) -> bool {
        self.permits(&self.rule(table), table, row) && !self.is_hidden(table, row)
    }

    fn rule(&self, table: &Table) -> CompanyRule {
        let every = self.books.table("res.company").live_rows().count();
        if self
            .companies
            .as_ref()
            .is_none_or(|allowed| allowed.len() >= every)
        {
            return CompanyRule::Unrestricted;
        }
        if let ("account.account", Some(column)) = (&*table.model, table.column("company_ids")) {
            return CompanyRule::OneOf(column);
        }
        match (
            &*table.model,
            table.column("company_id"),
            table.column("move_id"),
        ) {
            ("res.company", ..) => CompanyRule::Itself,
            // Since 18 they have a company of their own.
            ("account.payment" | "account.bank.statement.line", _, Some(entry))
                if self.books.version < Version::V18 =>
            {
                CompanyRule::OfEntry(entry)
            }
            ("res.users", ..) | (_, None, _) => CompanyRule::Unrestricted,
            (_, Some(company), _) => CompanyRule::Column(company),
        }
    }

    fn permits(&self, rule: &CompanyRule, table: &Table, row: usize) -> bool {
        let allowed = |id: u32| self.companies.as_ref().is_none_or(|ids| ids.contains(&id));
        match rule {
            CompanyRule::Unrestricted => true,
            CompanyRule::Itself => allowed(table.id(row)),
            CompanyRule::OneOf(column) => {
                let own = self.books.ids_of(table.get(row, *column));
                own.into_iter().any(allowed)
            }
            CompanyRule::Column(column) => match table.get(row, *column) {
                Cell::Id(company) => allowed(company),
                _ => true,
            },
            CompanyRule::OfEntry(column) => {
                let Cell::Id(entry) = table.get(row, *column) else {
                    return true;
                };
                let entries = self.books.table("account.move");
                entries
                    .position(i64::from(entry))
                    .is_none_or(|row| allowed(self.books.id_in("account.move", row, "company_id")))
            }
        }
    }

    /// As PostgreSQL sorts: nulls last, or first when descending.
    fn compare(
        &self,
        table: &Table,
        order: &[(Source, bool)],
        left: usize,
        right: usize,
    ) -> Ordering {
        for &(source, descending) in order {
            let ordering = match (table.source(left, source), table.source(right, source)) {
                (Cell::None, Cell::None) => Ordering::Equal,
                (Cell::None, _) => Ordering::Greater,
                (_, Cell::None) => Ordering::Less,
                (Cell::Text(left), Cell::Text(right)) => {
                    self.books.pool.text(left).cmp(&self.books.pool.text(right))
                }
                (left, right) => compare::order(left, right).unwrap_or(Ordering::Equal),
            };
            let ordering = if descending {
                ordering.reverse()
            } else {
                ordering
            };
            if ordering.is_ne() {
                return ordering;
            }
        }
        Ordering::Equal
    }
}

fn default_order(table: &Table) -> &'static str {
    match &*table.model {
        "account.move.line" => "date desc, move_name desc, id",
        "account.move" => "date desc, name desc, invoice_date desc, id desc",
        "account.payment" => "date desc, id desc",
        "account.account" if table.field("company_id").is_none() => "code, id",
        "account.account" => "code, company_id, id",
        "res.partner" => "name, id desc",
        "res.currency.rate" => "name desc, id",
        "res.country" | "res.company" | "res.partner.category" => "name, id",
        _ => "id",
    }
}

fn parse_order(table: &Table, order: &str) -> Result<Vec<(Source, bool)>, Exception> {
    order
        .split(',')
        .map(|part| {
            let mut words = part.split_whitespace();
            let name = words.next().unwrap_or_default();
            let descending = words
                .next()
                .is_some_and(|word| word.eq_ignore_ascii_case("desc"));
            let (_, source) = table
                .field(name)
                .ok_or_else(|| Exception::invalid_field(name, &table.model))?;
            Ok((source, descending))
        })
        .collect()
}
