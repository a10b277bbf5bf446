//! The statement that reads a model as the mirror wants it: each column gives what Odoo's API gives
//! for the field.
//!
//! Sources: `odoo/fields.py` and `odoo/models.py` of Odoo 16 to 19, and the tables of real databases
//! compared with what the API of the same Odoo gave.

use odoo::{Context, Dialect, Domain, FieldType, Source};

use crate::{
    domain,
    error::Error,
    secret::is_secret,
    shape::{Company, Relation, Shape},
    sql,
};

/// What is read of a model, and how.
#[derive(Clone, Debug)]
pub struct Projection {
    pub(crate) shape: Shape,
    /// The names of the mirror, `id` first. A record has its cells in this order.
    pub names: Vec<String>,
    /// What this database does not have, what may not be read, and what only Odoo's code can make.
    pub missing: Vec<String>,
    /// How the text of each column becomes a cell.
    pub(crate) types: Vec<FieldType>,
    expressions: Vec<String>,
    /// Those that are a field of Odoo with the same name, read unchanged.
    unchanged: Vec<String>,
    /// Which records belong to the companies.
    condition: String,
}

/// Whose records are read, and in which language.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    pub dialect: &'a Dialect,
    pub language: &'a str,
    /// All companies of the database.
    all: &'a [Company],
    /// Those that are read, in the order of the context.
    chosen: Vec<&'a Company>,
}

/// What Odoo writes if a text has no translation.
const SOURCE_LANGUAGE: &str = "en_US";

impl<'a> Reading<'a> {
    /// As a context of Odoo's API says. Without companies it means all of them.
    pub fn new(dialect: &'a Dialect, context: &'a Context, all: &'a [Company]) -> Self {
        let chosen = if context.company_ids.is_empty() {
            all.iter().collect()
        } else {
            let of = |id: &i64| all.iter().find(|company| company.id == *id);
            context.company_ids.iter().filter_map(of).collect()
        };
        Self {
            dialect,
            language: &context.language,
            all,
            chosen,
        }
    }

    fn reads_all(&self) -> bool {
        let is_chosen = |company: &Company| self.chosen.iter().any(|it| it.id == company.id);
        self.all.iter().all(is_chosen)
    }

    fn companies(&self) -> Vec<i64> {
        self.chosen.iter().map(|company| company.id).collect()
    }

    /// The companies and those above them, whose master data their branches use.
    fn companies_and_parents(&self) -> Vec<i64> {
        let mut ids = self.companies();
        ids.extend(self.chosen.iter().flat_map(|company| &company.path));
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

impl Projection {
    /// Of the fields that the mirror asks for, those that this database has.
    pub fn new(shape: &Shape, asked: &[String], reading: &Reading<'_>) -> Self {
        let mut projection = Self {
            names: vec!["id".to_owned()],
            missing: Vec::new(),
            types: vec![FieldType::Integer],
            expressions: vec!["t.id".to_owned()],
            unchanged: Vec::new(),
            condition: condition(shape, reading),
            shape: shape.clone(),
        };
        for name in asked.iter().filter(|name| *name != "id") {
            if projection.names.contains(name) || projection.missing.contains(name) {
                continue;
            }
            match column(shape, name, reading) {
                Some((field_type, expression)) => {
                    if reading.dialect.source(&shape.model, name).is_none() {
                        projection.unchanged.push(name.clone());
                    }
                    projection.names.push(name.clone());
                    projection.types.push(field_type);
                    projection.expressions.push(expression);
                }
                None => projection.missing.push(name.clone()),
            }
        }
        projection
    }

    /// Every record with `after_id < id <= up_to_id`, by id.
    pub fn range(&self, after_id: i64, up_to_id: i64) -> String {
        self.copy(&format!("t.id > {after_id} and t.id <= {up_to_id}"))
    }

    /// The records with these ids that are there, by id.
    pub fn ids(&self, ids: &[i64]) -> String {
        self.copy(&format!("t.id = any({})", sql::ids(ids)))
    }

    /// The first records of the domain, by id.
    pub(crate) fn page(&self, domain: &Domain, limit: u32) -> Result<String, Error> {
        let which = domain::condition(&self.shape, domain)?;
        Ok(format!(
            "copy (select {} {} order by t.id limit {limit}) to stdout",
            self.expressions.join(", "),
            self.from(&which)
        ))
    }

    /// True if it is a stored field of Odoo with the same name, read unchanged.
    pub fn takes(&self, name: &str) -> bool {
        self.unchanged.iter().any(|known| known == name)
    }

    fn copy(&self, which: &str) -> String {
        format!(
            "copy (select {} {} order by t.id) to stdout",
            self.expressions.join(", "),
            self.from(which)
        )
    }

    /// The rows of the companies for which the condition is true.
    pub(crate) fn from(&self, which: &str) -> String {
        let (table, condition) = (sql::name(&self.shape.table), &self.condition);
        format!("from {table} t where {which} and {condition}")
    }
}

/// The type and the expression of a column of the mirror.
fn column(shape: &Shape, name: &str, reading: &Reading<'_>) -> Option<(FieldType, String)> {
    match reading.dialect.source(&shape.model, name) {
        None => field(shape, name, reading),
        Some(Source::Inverse(of)) => {
            let (field_type, value) = field(shape, of, reading)?;
            Some((field_type, format!("not ({value})")))
        }
        Some(Source::Only(of)) => {
            let (_, ids) = field(shape, of, reading)?;
            // A subquery, so that the ids are read once.
            let only = format!(
                "(select case when cardinality(ids) = 1 then ids[1] end from (select {ids}) as of(ids))"
            );
            Some((FieldType::Many2one, only))
        }
        Some(Source::FirstOfCompanies(of)) => {
            let values = of_companies(shape, of, reading)?;
            let values: Vec<_> = values.into_iter().map(|(_, value)| value).collect();
            Some((FieldType::Char, coalesce(&values)))
        }
        Some(Source::OfEachCompany(of)) => {
            let (companies, values): (Vec<_>, Vec<_>) = of_companies(shape, of, reading)?
                .into_iter()
                .map(|(company, value)| (format!("'{company}'"), value))
                .unzip();
            // A function takes a hundred arguments at most, and there may be more companies.
            let object = format!(
                "jsonb_strip_nulls(jsonb_object(array[{}]::text[], array[{}]::text[]))",
                companies.join(", "),
                values.join(", ")
            );
            Some((FieldType::Json, format!("nullif({object}, '{{}}')")))
        }
        Some(Source::Elsewhere) => Some((FieldType::Char, "null".to_owned())),
    }
}

fn coalesce(values: &[String]) -> String {
    match values {
        [] => "null".to_owned(),
        values => format!("coalesce({})", values.join(", ")),
    }
}

/// A value that each company has of its own: the column of that name with `_store`, by root company.
fn of_companies(shape: &Shape, of: &str, reading: &Reading<'_>) -> Option<Vec<(i64, String)>> {
    let store = format!("{of}_store");
    shape.column(&store).filter(|kind| *kind == "jsonb")?;
    let store = sql::name(&store);
    let value = |company: &&Company| (company.id, format!("t.{store}->>'{}'", company.root()));
    Some(reading.chosen.iter().map(value).collect())
}

/// A field of Odoo that this database stores.
fn field(shape: &Shape, name: &str, reading: &Reading<'_>) -> Option<(FieldType, String)> {
    let field = shape.fields.get(name).filter(|field| field.stored)?;
    if is_secret(&shape.model, name) {
        return None;
    }
    let kind = &field.field_type;
    let expression = match kind {
        // Odoo's code makes them from definitions and files, not from a column alone.
        FieldType::Properties | FieldType::Binary | FieldType::One2many => return None,
        FieldType::Many2many => linked(shape.relations.get(name)?),
        _ if field.company_dependent => of_company(shape, name, kind, reading)?,
        _ => plain(
            kind,
            &format!("t.{}", sql::name(name)),
            shape.column(name)?,
            reading,
        ),
    };
    Some((kind.clone(), expression))
}

/// The ids of the other side.
fn linked(relation: &Relation) -> String {
    let (table, own, other) = (
        sql::name(&relation.table),
        sql::name(&relation.own),
        sql::name(&relation.other),
    );
    format!("array(select r.{other} from {table} r where r.{own} = t.id order by 1)")
}

/// A value as Odoo's API gives it: no number and no boolean is null.
fn plain(kind: &FieldType, column: &str, column_type: &str, reading: &Reading<'_>) -> String {
    match kind {
        FieldType::Boolean => format!("coalesce({column}, false)"),
        FieldType::Integer => format!("coalesce({column}, 0)"),
        // Odoo reads every number with a fraction as a binary float of 64 bits.
        FieldType::Float | FieldType::Monetary => format!("coalesce({column}, 0)::float8"),
        FieldType::Char | FieldType::Text | FieldType::Html if column_type == "jsonb" => {
            translated(column, reading.language)
        }
        _ => column.to_owned(),
    }
}

fn translated(column: &str, language: &str) -> String {
    let source = format!("{column}->>'{SOURCE_LANGUAGE}'");
    if language == SOURCE_LANGUAGE {
        return source;
    }
    format!("coalesce({column}->>{}, {source})", sql::text(language))
}

/// The value of the first company, or what Odoo's defaults say.
fn of_company(
    shape: &Shape,
    name: &str,
    kind: &FieldType,
    reading: &Reading<'_>,
) -> Option<String> {
    shape.column(name).filter(|kind| *kind == "jsonb")?;
    let number = shape.numbers.get(name)?;
    let company = reading.chosen.first()?.id;
    let column = format!("t.{}", sql::name(name));
    let fallback = format!(
        "(select d.json_value::jsonb from ir_default d
           where d.field_id = {number} and d.user_id is null and d.condition is null
             and (d.company_id is null or d.company_id = {company})
           order by d.company_id nulls last, d.id limit 1)"
    );
    let value = format!("(coalesce({column}->'{company}', {fallback})#>>'{{}}')");
    Some(match kind {
        FieldType::Boolean => format!("coalesce({value}::bool, false)"),
        FieldType::Integer => format!("coalesce({value}::int8, 0)"),
        FieldType::Float | FieldType::Monetary => format!("coalesce({value}, '0')::float8"),
        // An empty value is `false` in JSON.
        _ => format!("nullif({value}, 'false')"),
    })
}

/// Models whose records are seen by the companies themselves; others are seen by their branches too.
const OF_ONE_COMPANY: &[&str] = &[
    "account.bank.statement.line",
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
    "account.payment",
];

/// Which records Odoo's record rules show to a user of the companies.
fn condition(shape: &Shape, reading: &Reading<'_>) -> String {
    if reading.reads_all() {
        return "true".to_owned();
    }
    let (own, with_parents) = (reading.companies(), reading.companies_and_parents());
    if shape.model == "res.company" {
        return format!("t.id = any({})", sql::ids(&own));
    }
    let companies = if OF_ONE_COMPANY.contains(&shape.model.as_str()) {
        own
    } else {
        with_parents
    };
    let ids = sql::ids(&companies);
    let of_company = format!("(t.company_id is null or t.company_id = any({ids}))");
    if shape.model == "res.partner" && shape.column("partner_share").is_some() {
        return format!("(t.partner_share is not true or {of_company})");
    }
    if shape.column("company_id").is_some() {
        return of_company;
    }
    if let Some(relation) = shape
        .relations
        .get("company_ids")
        .filter(|_| shape.model != "res.users")
    {
        return relation.has_one_of(&companies);
    }
    // Until Odoo 17, a payment and a statement line have the company of their entry.
    if shape.column("move_id").is_some() && OF_ONE_COMPANY.contains(&shape.model.as_str()) {
        return format!(
            "exists (select from account_move m where m.id = t.move_id
               and (m.company_id is null or m.company_id = any({ids})))"
        );
    }
    "true".to_owned()
}
