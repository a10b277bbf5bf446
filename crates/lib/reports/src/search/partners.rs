//! Partners by name, tax id or reference.

use store::GenericClient;

use super::{MOST_FOUND, Question, SearchHit, SearchKind};
use crate::error::Error;
use crate::pattern;

/// The whole tax id, reference or name first, then names that begin with the text.
pub(super) async fn find(
    client: &impl GenericClient,
    question: &Question,
) -> Result<Vec<SearchHit>, Error> {
    let pattern = pattern::containing(&question.text);
    let statement = client.prepare_cached(FIND).await?;
    let rows = client
        .query(
            &statement,
            &[
                &question.companies,
                &pattern,
                &question.text,
                &MOST_FOUND,
                &question.limit,
            ],
        )
        .await?;
    let hits = rows.iter().map(|row| {
        let id: i64 = row.try_get("id")?;
        Ok(SearchHit {
            kind: SearchKind::Partner,
            id,
            title: row.try_get("title")?,
            subtitle: row.try_get("subtitle")?,
            amount: None,
            currency: None,
            date: None,
            url: format!("/v1/partners/{id}"),
        })
    });
    hits.collect()
}

// A table expression is planned for all its rows, so that the limit does not make the planner prefer
// to read the table.
const FIND: &str = "
    with found as materialized (
        select id from odoo.res_partner
        where _deleted_at is null
          and report.searched(name, vat, ref) like report.folded($2)
          and ($1::bigint[] is null or company_id is null or company_id = any($1))
    ), hit as (
        select partner.*, report.folded(partner.name) as folded_name, report.folded($3) as wanted
        from (select id from found limit $4) few
        join odoo.res_partner partner using (id)
    )
    select hit.id, coalesce(hit.name, entity.name, '') as title,
           coalesce(nullif(trim(hit.vat), ''), nullif(entity.name, hit.name), hit.city) as subtitle
    from hit
    left join odoo.res_partner entity on entity.id = hit.commercial_partner_id
    order by case when hit.wanted in (hit.folded_name, report.folded(hit.vat),
                                      report.folded(hit.ref)) then 0
                  when starts_with(hit.folded_name, hit.wanted) then 1
                  else 2 end,
             not coalesce(hit.active, true), hit.folded_name, hit.id
    limit $5";
