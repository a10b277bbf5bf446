//! Compares Odoo's control totals with the mirror's, by range and by company. The mirror's totals
//! of a digest come from one statement, so they are one snapshot.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use contracts::sync::{CompanyTotals, RangeTotals, SyncDigest};
use jiff::Timestamp;
use rust_decimal::Decimal;
use sql::{client::Params, queries::core_api::runs::digests as statements};
use store::{
    Transaction,
    catalog::{ColumnKind, Model, quoted},
};
use tokio_postgres::{Row, types::Json};

use crate::{
    mirror::fields,
    runs::range_totals::{NO_COMPANY, Side, Totals},
    writing::{WriteError, stored},
};

const COMPANY: &str = "company_id";

/// Identifies a verdict: the digest, where its range begins, and the end of the run's window.
type Place<'a> = (&'a SyncDigest, i64, Option<Timestamp>);

/// Compares each range and stores the verdict.
pub async fn compare(
    tx: &Transaction<'_>,
    model: &Model,
    digest: &SyncDigest,
) -> Result<(), WriteError> {
    let until = statements::window_until()
        .bind(tx, &digest.run)
        .one()
        .await?;
    let sums: Vec<String> = digest
        .ranges
        .first()
        .map(|range| range.sums.keys().cloned().collect())
        .unwrap_or_default();
    let by_company = is_by_company(tx, model).await?;
    let mut mirror = total_mirror(tx, model, digest, &sums, by_company).await?;
    for range in &digest.ranges {
        let mut odoo = read_range(range)?;
        if !by_company {
            odoo.companies.clear();
        }
        let mirror = mirror.remove(&range.after_id).unwrap_or_else(|| Side {
            whole: Totals::of_nothing(&sums),
            companies: BTreeMap::new(),
        });
        keep(tx, digest, range, &Verdict::new(&odoo, &mirror, until)).await?;
        keep_companies(tx, (digest, range.after_id, until), &odoo, &mirror).await?;
    }
    Ok(())
}

/// True if the mirror knows the company of each row. If the column has another type or is not
/// loaded yet, the comparison by company would report missing rows.
pub(crate) async fn is_by_company(tx: &Transaction<'_>, model: &Model) -> Result<bool, WriteError> {
    Ok(model.kind_of(COMPANY) == Some(ColumnKind::Integer)
        && fields::is_loaded()
            .bind(tx, &model.name, &COMPANY)
            .one()
            .await?)
}

fn read_range(range: &RangeTotals) -> Result<Side, WriteError> {
    let mut whole = totals(
        range.count,
        Some(&range.id_sum),
        &range.sums,
        range.last_write_date,
    )?;
    let companies = range.companies.iter().map(|part: &CompanyTotals| {
        let id_sum = part.id_sum.as_ref();
        let totals = totals(part.count, id_sum, &part.sums, part.last_write_date)?;
        Ok((part.company_id.unwrap_or(NO_COMPANY), totals))
    });
    let companies = companies.collect::<Result<BTreeMap<_, _>, WriteError>>()?;
    if !companies.is_empty() {
        // The whole is the sum of the companies' rounded totals.
        whole.slack.clear();
        for (field, slack) in companies.values().flat_map(|part| &part.slack) {
            *whole.slack.entry(field.clone()).or_default() += slack;
        }
    }
    Ok(Side { whole, companies })
}

fn totals(
    count: u64,
    id_sum: Option<&String>,
    sums: &BTreeMap<String, String>,
    last_write: Option<Timestamp>,
) -> Result<Totals, WriteError> {
    let decimal = |text: &String| {
        text.parse::<Decimal>()
            .map_err(|e| WriteError::Invalid(format!("total {text}: {e}")))
    };
    Ok(Totals {
        count: stored(count),
        id_sum: id_sum.map(decimal).transpose()?,
        sums: sums
            .iter()
            .map(|(field, text)| Ok((field.clone(), decimal(text)?)))
            .collect::<Result<_, WriteError>>()?,
        last_write,
        slack: BTreeMap::new(),
    }
    .sent())
}

/// The mirror's side of every range of the digest that has rows, by the `after_id` of the range.
async fn total_mirror(
    tx: &Transaction<'_>,
    model: &Model,
    digest: &SyncDigest,
    sums: &[String],
    by_company: bool,
) -> Result<BTreeMap<i64, Side>, WriteError> {
    let numeric = model.numeric_fields();
    let floats = &digest.float_sums;
    let mut asked = sums.iter().chain(floats);
    if let Some(unknown) = asked.find(|field| !numeric.contains(field)) {
        return Err(WriteError::Invalid(format!(
            "{} has no sum of {unknown}",
            model.name
        )));
    }
    let bounds =
        |bound: fn(&RangeTotals) -> i64| -> Vec<i64> { digest.ranges.iter().map(bound).collect() };
    let starts = bounds(|range| range.after_id);
    let ends = bounds(|range| range.up_to_id);
    let rows = tx
        .query(
            &mirror_sql(model, (sums, floats), by_company),
            &[&starts, &ends],
        )
        .await?;
    let mut sides: BTreeMap<i64, Side> = BTreeMap::new();
    for row in &rows {
        let part = read_part(row, sums, floats);
        let side = sides.entry(row.get(0)).or_insert_with(|| Side {
            whole: Totals::of_nothing(sums),
            companies: BTreeMap::new(),
        });
        side.whole.add(&part);
        if by_company {
            side.companies.insert(row.get(1), part);
        }
    }
    Ok(sides)
}

fn mirror_sql(model: &Model, (sums, floats): (&[String], &[String]), by_company: bool) -> String {
    let company = if by_company {
        "coalesce(m.company_id, 0)"
    } else {
        "0::bigint"
    };
    let last_write = if model.has("write_date") {
        "max(m.write_date)"
    } else {
        "null::timestamptz"
    };
    let mut columns = String::new();
    for field in sums {
        let _ = write!(columns, ", coalesce(sum(m.{}), 0)", quoted(field));
    }
    for field in floats {
        let _ = write!(columns, ", coalesce(sum(abs(m.{})), 0)", quoted(field));
    }
    format!(
        "select range.after_id, part.*
         from unnest($1::bigint[], $2::bigint[]) range (after_id, up_to_id),
              lateral (select {company}, count(*), sum(m.id), {last_write}{columns}
                       from odoo.{} m
                       where m.id > range.after_id and m.id <= range.up_to_id
                         and m._deleted_at is null
                       group by 1) part",
        model.table
    )
}

fn read_part(row: &Row, sums: &[String], floats: &[String]) -> Totals {
    // A sum has more digits than a decimal can hold only if a mirrored amount has.
    let places = sums.iter().zip(5..);
    let mut part = Totals {
        count: row.get(2),
        id_sum: row.get(3),
        last_write: row.get(4),
        sums: places
            .map(|(field, place)| (field.clone(), row.get(place)))
            .collect(),
        slack: BTreeMap::new(),
    };
    for (field, place) in floats.iter().zip(5 + sums.len()..) {
        part.loosen(field, row.get(place));
    }
    part
}

/// Both sides of a range and the result of their comparison.
struct Verdict<'a> {
    odoo: &'a Totals,
    mirror: &'a Totals,
    equal: bool,
    in_flight: bool,
}

impl<'a> Verdict<'a> {
    fn new(odoo: &'a Side, mirror: &'a Side, until: Option<Timestamp>) -> Self {
        Self {
            odoo: &odoo.whole,
            mirror: &mirror.whole,
            equal: odoo.agrees(mirror, until),
            in_flight: odoo.whole.is_in_flight(until),
        }
    }
}

async fn keep(
    tx: &Transaction<'_>,
    digest: &SyncDigest,
    range: &RangeTotals,
    verdict: &Verdict<'_>,
) -> Result<(), WriteError> {
    let Verdict { odoo, mirror, .. } = verdict;
    let kept = statements::KeepParams {
        run: digest.run,
        attempt: digest.attempt,
        model: digest.model.as_str(),
        after_id: range.after_id,
        up_to_id: range.up_to_id,
        odoo_count: odoo.count,
        mirror_count: mirror.count,
        odoo_id_sum: odoo.id_sum.unwrap_or_default(),
        mirror_id_sum: mirror.id_sum.unwrap_or_default(),
        odoo_sums: Json(&odoo.sums),
        mirror_sums: Json(&mirror.sums),
        odoo_last_write: odoo.last_write,
        mirror_last_write: mirror.last_write,
        equal: verdict.equal,
        in_flight: verdict.in_flight,
    };
    statements::keep().params(tx, &kept).opt().await?;
    Ok(())
}

/// Stores nothing if Odoo's totals are not by company.
async fn keep_companies(
    tx: &Transaction<'_>,
    place: Place<'_>,
    odoo: &Side,
    mirror: &Side,
) -> Result<(), WriteError> {
    if odoo.companies.is_empty() {
        return Ok(());
    }
    let all: BTreeSet<_> = odoo
        .companies
        .keys()
        .chain(mirror.companies.keys())
        .collect();
    let nothing = Totals::of_nothing(&[]);
    for company in all {
        let [odoo, mirror] =
            [odoo, mirror].map(|side| side.companies.get(company).unwrap_or(&nothing));
        keep_company(tx, place, *company, odoo, mirror).await?;
    }
    Ok(())
}

async fn keep_company(
    tx: &Transaction<'_>,
    (digest, after_id, until): Place<'_>,
    company: i64,
    odoo: &Totals,
    mirror: &Totals,
) -> Result<(), WriteError> {
    let kept = statements::KeepCompanyParams {
        run: digest.run,
        attempt: digest.attempt,
        model: digest.model.as_str(),
        after_id,
        company,
        odoo_count: odoo.count,
        mirror_count: mirror.count,
        odoo_id_sum: odoo.id_sum,
        mirror_id_sum: mirror.id_sum.unwrap_or_default(),
        odoo_sums: Json(&odoo.sums),
        mirror_sums: Json(&mirror.sums),
        odoo_last_write: odoo.last_write,
        mirror_last_write: mirror.last_write,
        equal: odoo.agrees(mirror, until),
    };
    statements::keep_company().params(tx, &kept).opt().await?;
    Ok(())
}
