//! Customers, vendors and contacts: the list by name, and one of them with what it owes.

mod balances;
mod detail;

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use store::GenericClient;
use tokio_postgres::Row;
use utoipa::{IntoParams, ToSchema};

pub use balances::{PartnerBalance, PartnerPayments};
pub use detail::{PartnerDetail, show};

use crate::cursor::{After, SortValue};
use crate::error::Error;
use crate::pattern;
use crate::prepared::Paging;
use crate::reader::Scope;
use crate::statement::Statement;

#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PartnersParameters {
    /// Part of the name, tax id or reference, without regard to case and accents.
    #[param(example = "andina")]
    pub q: Option<String>,
    /// Only active or only archived partners; default both.
    pub active: Option<bool>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Partner {
    pub id: i64,
    pub name: Option<String>,
    pub vat: Option<String>,
    pub r#ref: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub city: Option<String>,
    pub is_company: bool,
    pub active: bool,
    /// The company or person that its documents are booked on.
    pub commercial_partner_id: Option<i64>,
    /// Odoo's user id of its salesperson.
    pub salesperson_id: Option<i64>,
    pub salesperson_name: Option<String>,
    /// Its tags by name.
    pub tags: Vec<PartnerTag>,
    #[schema(example = "/v1/partners/7")]
    pub url: String,
    /// Its page in Odoo.
    #[schema(example = "https://odoo.example/odoo/res.partner/7")]
    pub odoo_url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartnerTag {
    pub id: i64,
    #[schema(example = "Mayorista")]
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartnersPage {
    pub rows: Vec<Partner>,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// The name of a partner, if it is mirrored and has a name.
pub async fn name(client: &impl GenericClient, partner: i64) -> Result<Option<String>, Error> {
    let sql = "select name from odoo.res_partner where id = $1";
    let row = client.query_opt(sql, &[&partner]).await?;
    Ok(row.and_then(|row| row.get(0)))
}

/// One page, by name.
pub async fn page(
    client: &impl GenericClient,
    scope: &Scope,
    parameters: &PartnersParameters,
) -> Result<PartnersPage, Error> {
    let paging = Paging::read(parameters.limit, parameters.cursor.as_deref())?;
    let question = PartnersParameters {
        limit: None,
        cursor: None,
        ..parameters.clone()
    };
    let paging = paging.bound_to("partners", &question)?;
    let after = paging.after(SortValue::Text)?;
    let pattern = question.q.as_deref().map(pattern::containing);
    let companies = scope.companies().map(<[i64]>::to_vec);
    let statement = statement(
        companies.as_ref(),
        pattern.as_ref(),
        question.active.as_ref(),
        after.as_ref(),
        &paging.one_more,
    );
    let mut rows = statement.query(client).await?;
    let next = paging.cut(&mut rows, |last| {
        Ok((last.try_get("sort_name")?, last.try_get("id")?))
    })?;
    let rows = rows.iter().map(partner);
    Ok(PartnersPage {
        rows: rows.collect::<Result<_, _>>()?,
        next,
    })
}

fn statement<'a>(
    companies: Option<&'a Vec<i64>>,
    pattern: Option<&'a String>,
    active: Option<&'a bool>,
    after: Option<&'a After>,
    limit: &'a i64,
) -> Statement<'a> {
    let mut statement = Statement::default();
    statement.push(
        "with page as (
    select *, coalesce(lower(name), '') as sort_name
    from odoo.res_partner
    where _deleted_at is null",
    );
    if let Some(companies) = companies {
        statement.push_with(
            " and (company_id is null or company_id = any(?))",
            companies,
        );
    }
    if let Some(active) = active {
        statement.push_with(" and coalesce(active, true) = ?", active);
    }
    if let Some(pattern) = pattern {
        statement.push_with(
            " and report.searched(name, vat, ref) like report.folded(?)",
            pattern,
        );
    }
    if let Some(after) = after {
        let value = statement.bind(after.value());
        statement.push_with(
            &format!(" and (coalesce(lower(name), ''), id) > ({value}, ?)"),
            &after.id,
        );
    }
    statement.push_with(
        "\n    order by coalesce(lower(name), ''), id limit ?\n)",
        limit,
    );
    statement.push(&format!(
        "
    select {COLUMNS}, page.sort_name
    from page {JOINS}
    order by page.sort_name, page.id"
    ));
    statement
}

/// Columns of a partner that a query calls `page`, with [`JOINS`].
const COLUMNS: &str = "page.id, page.name, page.vat, page.ref, page.email, page.phone, page.city,
           coalesce(page.is_company, false) as is_company, coalesce(page.active, true) as active,
           page.commercial_partner_id, page.user_id as salesperson_id,
           coalesce(seller.name, salesperson.login) as salesperson_name,
           tagged.ids as tag_ids, tagged.names as tag_names";

const JOINS: &str = "
    left join odoo.res_users salesperson on salesperson.id = page.user_id
    left join odoo.res_partner seller on seller.id = salesperson.partner_id
    cross join lateral (
        select coalesce(array_agg(tag.id order by report.folded(tag.name), tag.id), '{}') as ids,
               coalesce(array_agg(coalesce(tag.name, '')
                                  order by report.folded(tag.name), tag.id), '{}') as names
        from odoo.res_partner_category tag
        where tag.id = any(page.category_id) and tag._deleted_at is null
    ) tagged";

fn partner(row: &Row) -> Result<Partner, Error> {
    let id: i64 = row.try_get("id")?;
    let tag_ids: Vec<i64> = row.try_get("tag_ids")?;
    let tag_names: Vec<String> = row.try_get("tag_names")?;
    let tags = tag_ids.into_iter().zip(tag_names);
    Ok(Partner {
        id,
        name: row.try_get("name")?,
        vat: row.try_get("vat")?,
        r#ref: row.try_get("ref")?,
        email: row.try_get("email")?,
        phone: row.try_get("phone")?,
        city: row.try_get("city")?,
        is_company: row.try_get("is_company")?,
        active: row.try_get("active")?,
        commercial_partner_id: row.try_get("commercial_partner_id")?,
        salesperson_id: row.try_get("salesperson_id")?,
        salesperson_name: row.try_get("salesperson_name")?,
        tags: tags.map(|(id, name)| PartnerTag { id, name }).collect(),
        url: format!("/v1/partners/{id}"),
        odoo_url: None,
    })
}
