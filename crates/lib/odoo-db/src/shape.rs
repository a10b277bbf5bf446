//! The shape of a model in Odoo's database: the fields that Odoo's registry names, and the columns
//! that the table has. They differ while an upgrade of Odoo is half done.

use std::collections::BTreeMap;

use odoo::{Field, FieldType, Fields, Version};
use tokio_postgres::GenericClient;

use crate::{changes::Watched, error::Error, sql};

/// `company_dependent` is a column of the registry since Odoo 18. Before, such a field has no column.
const COMPANY_DEPENDENT_SINCE: u32 = 18;
/// Companies have branches since Odoo 17.
const BRANCHES_SINCE: u32 = 17;

/// A mirrored model.
#[derive(Clone, Debug)]
pub struct Shape {
    pub model: String,
    pub table: String,
    pub fields: Fields,
    /// By field: the id of the field in the registry.
    pub(crate) numbers: BTreeMap<String, i32>,
    /// By name: the type of each column that may be read, such as `jsonb`.
    pub(crate) columns: BTreeMap<String, String>,
    /// By field: the table of a many-to-many field.
    pub(crate) relations: BTreeMap<String, Relation>,
}

/// The table of a many-to-many field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub table: String,
    /// The column with the id of the record that has the field.
    pub own: String,
    /// The column with the id of the other record.
    pub other: String,
}

/// The tables whose changes concern these models: each model's own, and those of its many-to-many
/// fields.
pub fn watched(shapes: &[Shape]) -> BTreeMap<String, Watched> {
    let mut watched: BTreeMap<String, Watched> = shapes
        .iter()
        .map(|shape| (shape.table.clone(), Watched::Model(shape.model.clone())))
        .collect();
    for shape in shapes {
        for relation in shape.relations.values() {
            let link = (shape.model.clone(), relation.own.clone());
            let of_table = watched.entry(relation.table.clone());
            match of_table.or_insert_with(|| Watched::Links(Vec::new())) {
                Watched::Links(links) if !links.contains(&link) => links.push(link),
                _ => {}
            }
        }
    }
    watched
}

impl Relation {
    /// Whether the row of the table `t` is linked with one of these.
    pub(crate) fn has_one_of(&self, ids: &[i64]) -> String {
        let (table, own, other) = (
            sql::name(&self.table),
            sql::name(&self.own),
            sql::name(&self.other),
        );
        let ids = sql::ids(ids);
        format!("exists (select from {table} r where r.{own} = t.id and r.{other} = any({ids}))")
    }
}

/// A company and where it is in the tree of companies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    pub id: i64,
    /// From the root to the company itself.
    pub path: Vec<i64>,
}

impl Company {
    /// The company that has the chart of accounts.
    pub(crate) fn root(&self) -> i64 {
        self.path.first().copied().unwrap_or(self.id)
    }
}

/// The version of Odoo that made the database: that of its module `base`, such as `17.0.1.3`.
pub async fn version(client: &impl GenericClient) -> Result<Version, Error> {
    let sql = "select latest_version from ir_module_module where name = 'base'";
    let row = client.query_opt(sql, &[]).await?;
    let full: Option<String> = row.and_then(|row| row.get(0));
    let full = full.ok_or(Error::NoVersion)?;
    let series = full.split('.').take(2).collect::<Vec<_>>().join(".");
    let major = full.split('.').next().and_then(|part| part.parse().ok());
    Ok(Version {
        full,
        series,
        major,
    })
}

/// Every company of the database.
pub async fn companies(client: &impl GenericClient, major: u32) -> Result<Vec<Company>, Error> {
    let path = if major < BRANCHES_SINCE {
        "null::text"
    } else {
        "parent_path"
    };
    let sql = format!("select id, {path} from res_company order by id");
    let rows = client.query(&sql, &[]).await?;
    let company = |row: &tokio_postgres::Row| {
        let id = i64::from(row.get::<_, i32>(0));
        let path: Option<&str> = row.get(1);
        let ids = path.unwrap_or_default().split('/');
        Company {
            id,
            path: ids.filter_map(|part| part.parse().ok()).collect(),
        }
    };
    Ok(rows.iter().map(company).collect())
}

/// The shape of a model. `None` if the database has no such model.
pub async fn read(
    client: &impl GenericClient,
    major: u32,
    model: &str,
) -> Result<Option<Shape>, Error> {
    let company_dependent = if major < COMPANY_DEPENDENT_SINCE {
        "false"
    } else {
        "coalesce(f.company_dependent, false)"
    };
    // The table of a many-to-many field counts if both of its columns may be read.
    let registry = format!(
        "select f.id, f.name, f.ttype, coalesce(f.store, false), {company_dependent}, f.relation,
                f.relation_table, f.column1, f.column2,
                2 = (select count(*) from pg_attribute a
                     where a.attrelid = to_regclass(quote_ident(f.relation_table))
                       and a.attname in (f.column1, f.column2)
                       and has_column_privilege(a.attrelid, a.attnum, 'select'))
         from ir_model_fields f where f.model = $1"
    );
    let fields = client.query(&registry, &[&model]).await?;
    if fields.is_empty() {
        return Ok(None);
    }
    let table = model.replace('.', "_");
    let mut shape = Shape {
        model: model.to_owned(),
        columns: columns(client, &table).await?,
        table,
        fields: Fields::default(),
        numbers: BTreeMap::new(),
        relations: BTreeMap::new(),
    };
    if shape.columns.is_empty() {
        return refused(client, &shape.table).await;
    }
    for row in &fields {
        shape.numbers.insert(row.get(1), row.get(0));
        if row.get(9) {
            let (table, own, other) = (row.get(6), row.get(7), row.get(8));
            let relation = Relation { table, own, other };
            shape.relations.insert(row.get(1), relation);
        }
    }
    shape.fields = fields
        .iter()
        .map(|row| (row.get(1), shape.field(row)))
        .collect();
    Ok(Some(shape))
}

/// A table without a column that may be read. `None` if there is no table.
async fn refused(client: &impl GenericClient, table: &str) -> Result<Option<Shape>, Error> {
    let sql = "select to_regclass(quote_ident($1)) is not null";
    let is_there: bool = client.query_one(sql, &[&table]).await?.get(0);
    if is_there {
        return Err(Error::NotGranted(table.to_owned()));
    }
    Ok(None)
}

async fn columns(
    client: &impl GenericClient,
    table: &str,
) -> Result<BTreeMap<String, String>, Error> {
    let sql = "select attname::text, format_type(atttypid, null)
        from pg_attribute
        where attrelid = to_regclass(quote_ident($1)) and attnum > 0 and not attisdropped
          and has_column_privilege(attrelid, attnum, 'select')";
    let rows = client.query(sql, &[&table]).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

impl Shape {
    pub(crate) fn column(&self, name: &str) -> Option<&str> {
        self.columns.get(name).map(String::as_str)
    }

    /// A field is stored only if its column is there, too, and may be read.
    fn field(&self, row: &tokio_postgres::Row) -> Field {
        let name: &str = row.get(1);
        let field_type = FieldType::from_name(row.get(2));
        let is_there = match field_type {
            FieldType::Many2many => self.relations.contains_key(name),
            _ => self.columns.contains_key(name),
        };
        Field {
            field_type,
            stored: row.get::<_, bool>(3) && is_there,
            company_dependent: row.get(4),
            relation: row.get(5),
        }
    }
}
