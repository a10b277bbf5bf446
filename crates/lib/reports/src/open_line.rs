//! Journal items that are open at the end of a day: the basis of open items and ageing.
//!
//! Residual at a date = balance − partial reconciliations with the line as debit + those with the
//! line as credit, with `max_date` up to the date; in company and in document currency. Schema
//! `report` stores what is open now, since when and until when (decision 0028). So only items of
//! the answer are read, and partial reconciliations only of items that were partly settled both
//! before and after the day.

use crate::customers::PartnerLevel;
use crate::filter::{Amounts, Filter, Source};
use crate::statement::{OneOf, Param, Statement};

/// The first lines of a page: at most `limit` per account, ordered by this expression.
pub(crate) struct Seek<'a> {
    /// A column of `line` for which an index on open lines exists.
    pub(crate) expression: &'static str,
    pub(crate) descending: bool,
    pub(crate) after: Option<&'a crate::cursor::After>,
    pub(crate) limit: &'a i64,
}

/// Placeholders that every statement on open lines begins with.
#[derive(Clone, Copy)]
pub(crate) struct Params {
    pub(crate) accounts: Param,
    pub(crate) as_of: Param,
    pub(crate) own_company: OneOf,
}

pub(crate) fn params<'a>(statement: &mut Statement<'a>, filter: &'a Filter) -> Params {
    Params {
        accounts: statement.bind(&filter.accounts),
        as_of: statement.bind(&filter.as_of),
        own_company: statement.one_of(&filter.company_ids),
    }
}

/// Begins a statement with the table expression `open_line`: the columns of `subledger_line` in
/// [`COLUMNS`], and residual and residual_currency as they were on the day.
pub(crate) fn begin<'a>(
    statement: &mut Statement<'a>,
    filter: &'a Filter,
    seek: Option<&Seek<'a>>,
) -> Params {
    let params = params(statement, filter);
    let name = if filter.is_of_any_residual() {
        "open_line"
    } else {
        "any_amount"
    };
    statement.push(&format!("with {name} as (\n"));
    match filter.source {
        Source::Mirror => mirror(statement, filter, params),
        Source::Now { is_behind } => {
            now(statement, filter, params, is_behind, seek);
            if is_behind {
                statement.push("\nunion all\n");
                changed_since(statement, filter, params);
            }
        }
        Source::Then => then(statement, filter, params),
        Source::OtherAccounts => push_other_accounts(statement, filter, params),
    }
    statement.push("\n)");
    of_amounts(statement, filter);
    params
}

/// Adds `open_line` with the lines whose residual on the day is one of the wanted ones.
fn of_amounts<'a>(statement: &mut Statement<'a>, filter: &'a Filter) {
    let Amounts { least, most } = &filter.amounts;
    if filter.is_of_any_residual() {
        return;
    }
    statement.push(", open_line as (select * from any_amount where true");
    if filter.unapplied_only {
        statement.push(" and report.unapplied(side, residual) <> 0");
    }
    if let Some(least) = least {
        statement.push_with(" and abs(residual) >= ?", least);
    }
    if let Some(most) = most {
        statement.push_with(" and abs(residual) <= ?", most);
    }
    statement.push(")");
}

const COLUMNS: &str = "line.line_id, line.move_id, line.side, line.account_id, line.partner_id,
           line.contact_id, line.currency_id, line.salesperson_id, line.document_type_id, line.date,
           line.invoice_date, line.due, line.balance, line.amount_currency";

/// Items that are open now and have not changed since the day.
fn now<'a>(
    statement: &mut Statement<'a>,
    filter: &'a Filter,
    params: Params,
    is_behind: bool,
    seek: Option<&Seek<'a>>,
) {
    let Params {
        accounts, as_of, ..
    } = params;
    let mut of_account = format!("line.account_id = any({accounts})");
    if seek.is_some() {
        // Reads account by account, so that each index scan is in order and stops early.
        statement.push(&format!(
            "select line.* from unnest({accounts}::bigint[]) account (id) cross join lateral (\n"
        ));
        "line.account_id = account.id".clone_into(&mut of_account);
    }
    statement.push(&format!(
        "select {COLUMNS}, line.residual, line.residual_currency
    from report.subledger_line line
    where {of_account} and line.lifetime = 16 and line.date <= {as_of}"
    ));
    conditions(statement, filter, params);
    if is_behind {
        statement.push(&format!(" and line.changed_on <= {as_of}"));
    }
    if let Some(seek) = seek {
        end_of_seek(statement, seek);
    }
}

fn end_of_seek<'a>(statement: &mut Statement<'a>, seek: &Seek<'a>) {
    let (comparison, direction) = if seek.descending {
        ("<", "desc")
    } else {
        (">", "asc")
    };
    let expression = seek.expression;
    if let Some(after) = seek.after {
        let value = statement.bind(after.value());
        let id = statement.bind(&after.id);
        statement.push(&format!(
            "\n      and ({expression}, line.line_id) {comparison} ({value}, {id})"
        ));
    }
    let limit = statement.bind(seek.limit);
    statement.push(&format!(
        "\n    order by {expression} {direction}, line.line_id {direction} limit {limit}) line"
    ));
}

/// Items that were open on the day and have changed since.
pub(crate) fn changed_since<'a>(statement: &mut Statement<'a>, filter: &'a Filter, params: Params) {
    let Params {
        accounts, as_of, ..
    } = params;
    statement.push(&format!(
        "select {COLUMNS}, that_day.residual, that_day.residual_currency
    from report.subledger_line line
    {that_day}
    where line.account_id = any({accounts}) and line.lifetime > 0 and line.changed_on > {as_of}
      and line.closed_on > {as_of} and line.date <= {as_of}
      and (that_day.residual <> 0 or that_day.residual_currency <> 0)",
        that_day = on_the_day(params)
    ));
    conditions(statement, filter, params);
}

/// Items that were open on the day. Of each lifetime class, only recent enough lines are read.
fn then<'a>(statement: &mut Statement<'a>, filter: &'a Filter, params: Params) {
    let Params {
        accounts, as_of, ..
    } = params;
    // `offset 0` keeps the planner from scanning the whole table once for all lifetimes.
    statement.push(&format!(
        "select line.* from generate_series(1, 16) class (lifetime)
    cross join lateral (
        select {COLUMNS},
               case when line.settled_from > {as_of} then line.balance else line.residual end
                   as residual,
               case when line.settled_from > {as_of} then line.amount_currency
                    else line.residual_currency end as residual_currency
        from report.subledger_line line
        where line.account_id = any({accounts})
          and line.lifetime > 0 and line.lifetime = class.lifetime::smallint
          and line.date <= {as_of} and line.closed_on > {as_of}
          and line.date > case when class.lifetime < 15
                               then {as_of}::date - (1 << class.lifetime) else '-infinity' end
          and (line.settled_from > {as_of} or line.settled_to <= {as_of})"
    ));
    conditions(statement, filter, params);
    statement.push(&format!(
        "
        offset 0
    ) line
    where line.residual <> 0 or line.residual_currency <> 0
    union all
    select {COLUMNS}, that_day.residual, that_day.residual_currency
    from report.subledger_line line
    {that_day}
    where line.account_id = any({accounts})
      and line.settled_from < line.settled_to
      and line.settled_from <= {as_of} and line.settled_to > {as_of} and line.date <= {as_of}
      and (that_day.residual <> 0 or that_day.residual_currency <> 0)",
        that_day = on_the_day(params)
    ));
    conditions(statement, filter, params);
}

fn mirror<'a>(statement: &mut Statement<'a>, filter: &'a Filter, params: Params) {
    let Params {
        accounts, as_of, ..
    } = params;
    statement.push(&format!(
        "select {COLUMNS}, that_day.residual, that_day.residual_currency
    from report.subledger_of_mirror line
    {that_day}
    where line.account_id = any({accounts})
      and line.date <= {as_of} and line.closed_on > {as_of}
      and (that_day.residual <> 0 or that_day.residual_currency <> 0)",
        that_day = on_the_day(params)
    ));
    conditions(statement, filter, params);
}

/// Accounts that are not precomputed: from their journal items and partial reconciliations.
fn push_other_accounts<'a>(statement: &mut Statement<'a>, filter: &'a Filter, params: Params) {
    let Params {
        accounts, as_of, ..
    } = params;
    let side = statement.bind(&filter.side);
    statement.push(&format!(
        "select {COLUMNS}, that_day.residual, that_day.residual_currency
    from (
        select item.id as line_id, item.move_id, item.company_id, {side}::text as side,
               item.account_id,
               coalesce(contact.commercial_partner_id, item.partner_id, 0) as partner_id,
               coalesce(item.partner_id, 0) as contact_id,
               coalesce(item.currency_id, 0) as currency_id,
               coalesce(move.invoice_user_id, 0) as salesperson_id,
               coalesce(move.l10n_latam_document_type_id, 0) as document_type_id, item.date,
               coalesce(item.invoice_date, move.invoice_date, item.date) as invoice_date,
               coalesce(item.date_maturity, item.date) as due,
               item.balance, item.amount_currency,
               null::numeric as residual, null::numeric as residual_currency,
               '-infinity'::date as settled_from, 'infinity'::date as settled_to
        from report.journal_item item
        left join odoo.account_move move on move.id = item.move_id
        left join odoo.res_partner contact on contact.id = item.partner_id
        where item.account_id = any({accounts}) and item.date <= {as_of}
          and item.parent_state = 'posted' and item._deleted_at is null
    ) line
    {that_day}
    where (that_day.residual <> 0 or that_day.residual_currency <> 0)",
        that_day = on_the_day(params)
    ));
    conditions(statement, filter, params);
}

/// `that_day`: the residuals of `line` on the day.
fn on_the_day(Params { as_of, .. }: Params) -> String {
    format!(
        "cross join lateral (
        select line.balance, line.amount_currency where line.settled_from > {as_of}
        union all
        select line.residual, line.residual_currency
        where line.settled_from <= {as_of} and line.settled_to <= {as_of}
        union all
        select line.balance + coalesce(sum(part.settled), 0),
               line.amount_currency + coalesce(sum(part.settled_currency), 0)
        from report.parts_of(line.line_id, line.balance, line.amount_currency) part
        where part.max_date <= {as_of}
        having line.settled_from <= {as_of} and line.settled_to > {as_of}
    ) that_day (residual, residual_currency)"
    )
}

/// Conditions on `line`: the company and all other filters.
pub(crate) fn conditions<'a>(statement: &mut Statement<'a>, filter: &'a Filter, params: Params) {
    statement.push(&format!(
        "\n      and line.company_id {}",
        params.own_company
    ));
    of_partners(statement, filter);
    of_documents(statement, filter);
    due_conditions(statement, filter);
}

fn of_partners<'a>(statement: &mut Statement<'a>, filter: &'a Filter) {
    if let Some(partner) = &filter.partner {
        let column = match partner.level {
            PartnerLevel::Commercial => "partner_id",
            PartnerLevel::Contact => "contact_id",
        };
        statement.push_with(&format!("\n      and line.{column} = ?"), &partner.id);
    }
    if let Some(text) = &filter.partner_text {
        statement.push_with(
            "\n      and line.partner_id in (
                     select named.id from odoo.res_partner named
                     where named._deleted_at is null
                       and report.searched(named.name, named.vat, named.ref)
                           like report.folded(?))",
            text,
        );
    }
    match &filter.partners {
        Some((PartnerLevel::Contact, ids)) => {
            statement.push_with("\n      and line.contact_id = any(?)", ids);
        }
        // A contact stands for its commercial entity.
        Some((PartnerLevel::Commercial, ids)) => statement.push_with(
            "\n      and line.partner_id in (
                     select coalesce(known.commercial_partner_id, wanted.id)
                     from unnest(?::bigint[]) wanted (id)
                     left join odoo.res_partner known on known.id = wanted.id)",
            ids,
        ),
        None => {}
    }
    if let Some(tag) = &filter.partner_tag_id {
        statement.push_with(
            "\n      and line.partner_id in (select tagged.id from odoo.res_partner tagged
                              where tagged.category_id @> array[?]::bigint[])",
            tag,
        );
    }
    if let Some(tags) = &filter.partner_tags {
        // Deleted tags do not count, as in an ageing by tag.
        statement.push_with(
            "\n      and (line.partner_id in (select tagged.id from odoo.res_partner tagged
                              where tagged.category_id && ?::bigint[])
           or 0 = any(?) and not exists (
                select from odoo.res_partner tagged
                cross join unnest(tagged.category_id) tag (id)
                left join odoo.res_partner_category known on known.id = tag.id
                where tagged.id = line.partner_id and known._deleted_at is null))",
            tags,
        );
    }
}

fn of_documents<'a>(statement: &mut Statement<'a>, filter: &'a Filter) {
    if let Some(salespersons) = &filter.salespersons {
        let one_of = statement.one_of(salespersons);
        statement.push(&format!("\n      and line.salesperson_id {one_of}"));
    }
    if let Some(types) = &filter.document_types {
        statement.push_with("\n      and line.document_type_id = any(?)", types);
    }
    if let Some(journals) = &filter.journals {
        statement.push_with(
            "\n      and exists (select from odoo.account_move_line own
                       where own.id = line.line_id and own.journal_id = any(?))",
            journals,
        );
    }
    if let Some(text) = &filter.text {
        statement.push_with(
            "\n      and (exists (
                     select from odoo.account_move document
                     where document.id = line.move_id and document._deleted_at is null
                       and report.searched(document.name, document.ref, null)
                           like report.folded(?))
           or exists (
                     select from odoo.res_partner named
                     where named.id = line.partner_id and named._deleted_at is null
                       and report.searched(named.name, named.vat, named.ref)
                           like report.folded(?)))",
            text,
        );
    }
    if let Some(from) = &filter.invoiced.from {
        statement.push_with("\n      and line.invoice_date >= ?", from);
    }
    if let Some(to) = &filter.invoiced.to {
        statement.push_with("\n      and line.invoice_date <= ?", to);
    }
}

/// The conditions that the sums by account, currency and due date support too.
pub(crate) fn due_conditions<'a>(statement: &mut Statement<'a>, filter: &'a Filter) {
    if let Some(currencies) = &filter.currencies {
        let one_of = statement.one_of(currencies);
        statement.push(&format!("\n      and line.currency_id {one_of}"));
    }
    if let Some(from) = &filter.due.from {
        statement.push_with("\n      and line.due >= ?", from);
    }
    if let Some(to) = &filter.due.to {
        statement.push_with("\n      and line.due <= ?", to);
    }
}
