//! Customers, vendors and contacts, by name.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use store::GenericClient;
use tokio_postgres::Row;
use utoipa::{IntoParams, ToSchema};

use crate::cursor::{After, SortValue};
use crate::error::Error;
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
    let pattern = question.q.as_deref().map(pattern);
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
        "select id, name, vat, ref, email, phone, city, coalesce(is_company, false) as is_company,
           coalesce(active, true) as active, commercial_partner_id,
           coalesce(lower(name), '') as sort_name
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
        "\n    order by coalesce(lower(name), ''), id limit ?",
        limit,
    );
    statement
}

/// A pattern for `like` that finds the literal text anywhere.
fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for character in text.trim().chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

fn partner(row: &Row) -> Result<Partner, Error> {
    Ok(Partner {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        vat: row.try_get("vat")?,
        r#ref: row.try_get("ref")?,
        email: row.try_get("email")?,
        phone: row.try_get("phone")?,
        city: row.try_get("city")?,
        is_company: row.try_get("is_company")?,
        active: row.try_get("active")?,
        commercial_partner_id: row.try_get("commercial_partner_id")?,
    })
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn search_text_is_matched_literally() {
        assert_eq!(pattern(" 50%_off\\ "), "%50\\%\\_off\\\\%");
    }
}
