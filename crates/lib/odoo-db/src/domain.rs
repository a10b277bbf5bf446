//! The conditions of Odoo's API as those of a statement.

use odoo::{Domain, FieldType, Term, date_time};

use crate::{error::Error, shape::Shape, sql};

/// Which rows of the table `t` belong to the domain.
pub(crate) fn condition(shape: &Shape, domain: &Domain) -> Result<String, Error> {
    let terms = domain.terms().iter().map(|one| term(shape, one));
    let terms = terms.collect::<Result<Vec<_>, _>>()?;
    if terms.is_empty() {
        return Ok("true".to_owned());
    }
    Ok(terms.join(" and "))
}

fn term(shape: &Shape, term: &Term) -> Result<String, Error> {
    let written = |operator: &str, at| {
        let column = column(shape, "write_date")?;
        Ok(format!("{column} {operator} '{}'", date_time(at)))
    };
    Ok(match term {
        Term::IdAfter(id) => format!("t.id > {id}"),
        Term::IdFrom(id) => format!("t.id >= {id}"),
        Term::IdBelow(id) => format!("t.id < {id}"),
        Term::IdUpTo(id) => format!("t.id <= {id}"),
        Term::IdIn(ids) => format!("t.id = any({})", sql::ids(ids)),
        Term::WrittenFrom(from) => return written(">=", *from),
        Term::WrittenBefore(before) => return written("<", *before),
        Term::ChangedFrom(from) => {
            let written = written(">=", *from)?;
            format!("({} is null or {written})", column(shape, "write_date")?)
        }
        Term::Refers { field, ids } => refers(shape, field, ids)?,
    })
}

fn refers(shape: &Shape, field: &str, ids: &[i64]) -> Result<String, Error> {
    let is_many = shape
        .fields
        .get(field)
        .is_some_and(|known| known.field_type == FieldType::Many2many);
    if !is_many {
        return Ok(format!(
            "{} = any({})",
            column(shape, field)?,
            sql::ids(ids)
        ));
    }
    let relation = shape.relations.get(field);
    let relation = relation.ok_or_else(|| no_field(shape, field))?;
    Ok(relation.has_one_of(ids))
}

/// A column of the table `t`.
pub(crate) fn column(shape: &Shape, field: &str) -> Result<String, Error> {
    match shape.column(field) {
        Some(_) => Ok(format!("t.{}", sql::name(field))),
        None => Err(no_field(shape, field)),
    }
}

fn no_field(shape: &Shape, field: &str) -> Error {
    Error::NoField {
        model: shape.model.clone(),
        field: field.to_owned(),
    }
}
