//! Where each list of master data is read from: id, code, name, company_id, active, kind, sort_value.

use tokio_postgres::types::ToSql;

use super::MasterData;
use crate::statement::Statement;

/// Adds the query of the list. `companies` is an array, or null if the records of all of them count.
pub(super) fn push<'a>(
    statement: &mut Statement<'a>,
    list: MasterData,
    companies: &'a (dyn ToSql + Sync),
) {
    let source: fn(&str) -> String = match list {
        MasterData::Currencies => return statement.push(CURRENCIES),
        MasterData::PartnerTags => return statement.push(TAGS),
        MasterData::Accounts => accounts,
        MasterData::Journals => journals,
        MasterData::Salespersons => salespersons,
        MasterData::DocumentTypes => document_types,
    };
    let companies = format!("{}::bigint[]", statement.bind(companies));
    statement.push(&source(&companies));
}

/// A branch uses the chart of its parents. An account of several companies has a code in each.
fn accounts(companies: &str) -> String {
    format!(
        r"
    select account.id, own.code, account.name, account.company_id,
           not coalesce(account.deprecated, false) as active, account.account_type as kind,
           coalesce(own.code, '') as sort_value
    from odoo.account_account account
    cross join lateral (
        select coalesce((select account.code_by_company ->> company.id::text
                         from unnest({companies}) with ordinality company (id, number)
                         where account.code_by_company ? company.id::text
                         order by number limit 1), account.code) as code
    ) own
    where account._deleted_at is null
      and ({companies} is null
           or account.company_id in (select report.with_parents({companies}))
           or account.company_ids && array(select report.with_parents({companies})))
"
    )
}

fn journals(companies: &str) -> String {
    format!(
        "
    select journal.id, journal.code, journal.name, journal.company_id,
           coalesce(journal.active, true) as active,
           case when journal.type in ('sale', 'purchase', 'cash', 'bank', 'credit', 'general',
                                      'situation')
                then journal.type else 'other' end as kind,
           coalesce(journal.code, '') as sort_value
    from odoo.account_journal journal
    where journal._deleted_at is null
      and ({companies} is null
           or journal.company_id in (select report.with_parents({companies})))
"
    )
}

/// Users who are the salesperson of a document. Other users are no choice of a filter.
fn salespersons(companies: &str) -> String {
    format!(
        "
    select seller.id, seller.login as code, coalesce(contact.name, seller.login) as name,
           null::bigint as company_id, coalesce(seller.active, true) as active,
           null::text as kind,
           report.folded(coalesce(contact.name, seller.login, '')) as sort_value
    from odoo.res_users seller
    left join odoo.res_partner contact on contact.id = seller.partner_id
    where exists (
        select from odoo.account_move document
        where document.invoice_user_id = seller.id and document._deleted_at is null
          and ({companies} is null or document.company_id = any({companies})))
"
    )
}

/// Of the countries of the companies, as far as these are known.
fn document_types(companies: &str) -> String {
    format!(
        "
    select kind.id, kind.code, kind.name, null::bigint as company_id,
           coalesce(kind.active, true) as active, null::text as kind,
           coalesce(kind.code, '') as sort_value
    from odoo.l10n_latam_document_type kind
    where kind._deleted_at is null
      and coalesce(kind.country_id = any(nullif(array(
              select home.country_id
              from odoo.res_company company
              join odoo.res_partner home on home.id = company.partner_id
              where company.id = any({companies}) and home.country_id is not null), '{{}}')), true)
"
    )
}

const CURRENCIES: &str = "
    select id, name as code, name, null::bigint as company_id, coalesce(active, true) as active,
           null::text as kind, coalesce(name, '') as sort_value
    from odoo.res_currency
    where _deleted_at is null
";

const TAGS: &str = "
    select id, null::text as code, name, null::bigint as company_id,
           coalesce(active, true) as active, null::text as kind,
           report.folded(coalesce(name, '')) as sort_value
    from odoo.res_partner_category
    where _deleted_at is null
";
