//! Any mirrored model as a file, with its fields as they are in the mirror, including the fields
//! that the tenant added. The database's catalogue says which fields exist.

mod filter;
mod rows;

use std::sync::Arc;

use async_trait::async_trait;
use futures::stream::{StreamExt, TryChunksError, TryStreamExt};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;
use store::Transaction;
use store::catalog::{self, ColumnKind, Model, quoted};
use utoipa::ToSchema;

use crate::chunk::{Chunk, Chunks};
use crate::column::{Column, Kind, Title};
use crate::companies::Company;
use crate::error::Error;
use crate::file_names::FileNames;
use crate::filter::Expected;
use crate::paper::{Language, Sheet};
use crate::reader::Reader;
use crate::report::{self, CHUNK, Export};
use crate::statement::Statement;
use filter::Condition;
pub use filter::{Comparison, ModelFilter};
use rows::{ModelRow, Rows};

pub const KEY: &str = "model";
pub const TITLE: Title<'static> = Title {
    en: "Records of a model",
    es: "Registros de un modelo",
};
/// A file is named after its model.
pub const FILE_NAMES: FileNames = FileNames::new("records", "registros");

/// Maximum number of columns in a file.
const MAX_FIELDS: usize = 500;

#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelParameters {
    /// Odoo's name, such as `res.partner`.
    #[schema(example = "res.partner")]
    pub model: String,
    /// All fields if left out.
    pub fields: Option<Vec<String>>,
    /// A record must match all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub filters: Vec<ModelFilter>,
    /// Whether records that Odoo has deleted are included, with the time when this was seen.
    #[serde(default)]
    pub deleted: bool,
}

/// A field of the file, and how to select its value.
#[derive(Debug, Clone)]
struct Field {
    name: String,
    /// SQL expression.
    source: String,
    kind: Kind,
}

struct ModelQuery {
    parameters: ModelParameters,
    model: Model,
    fields: Vec<Field>,
    conditions: Vec<Condition>,
    /// The companies whose records the reader may see; None for all.
    companies: Option<Vec<i64>>,
}

pub(crate) async fn prepare(
    client: &Transaction<'_>,
    parameters: Map<String, Value>,
    reader: &Reader,
) -> Result<Arc<dyn Export>, Error> {
    let parameters: ModelParameters = report::parameters_from(parameters)?;
    let models = catalog::read(client).await.map_err(catalogue_failed)?;
    let Some(model) = models.get(&parameters.model) else {
        let known: Vec<_> = models.keys().map(String::as_str).collect();
        let problem = format!("{:?} is not mirrored", parameters.model);
        return Err(Error::parameter(
            "model",
            problem,
            format!("one of {}", known.join(", ")),
        ));
    };
    let all = known_fields(client, model).await?;
    let mut fields = match &parameters.fields {
        None => all.clone(),
        Some(names) => chosen(&all, names)?,
    };
    if parameters.deleted {
        fields.push(Field {
            name: "_deleted_at".to_owned(),
            source: "_deleted_at".to_owned(),
            kind: Kind::Instant,
        });
    }
    let conditions = parameters.filters.iter();
    let conditions = conditions.map(|filter| filter::condition(filter, &all));
    Ok(Arc::new(ModelQuery {
        conditions: conditions.collect::<Result<_, _>>()?,
        model: model.clone(),
        companies: reader.scope.companies().map(<[i64]>::to_vec),
        fields,
        parameters,
    }))
}

/// The fields with a column, then the fields in `_extra`.
async fn known_fields(client: &Transaction<'_>, model: &Model) -> Result<Vec<Field>, Error> {
    let mut fields: Vec<_> = model
        .columns
        .iter()
        .map(|column| {
            let name = quoted(&column.name);
            let (source, kind) = match column.kind {
                ColumnKind::Integer => (format!("{name}::bigint"), Kind::Integer),
                ColumnKind::Text => (name, Kind::Text),
                ColumnKind::Boolean => (name, Kind::Boolean),
                ColumnKind::Date => (name, Kind::Date),
                ColumnKind::Instant => (name, Kind::Instant),
                ColumnKind::Numeric => (name, Kind::Number),
                ColumnKind::Json => (format!("{name}::text"), Kind::Text),
                ColumnKind::Ids => (format!("array_to_string({name}, ',')"), Kind::Text),
            };
            Field {
                name: column.name.clone(),
                source,
                kind,
            }
        })
        .collect();
    let sql = "select field from ops.mirrored_field where model = $1 and in_extra order by field";
    for row in client.query(sql, &[&model.name]).await? {
        let name: String = row.try_get(0)?;
        let source = format!("_extra ->> '{}'", name.replace('\'', "''"));
        fields.push(Field {
            name,
            source,
            kind: Kind::Text,
        });
    }
    Ok(fields)
}

fn chosen(all: &[Field], names: &[String]) -> Result<Vec<Field>, Error> {
    if names.is_empty() || names.len() > MAX_FIELDS {
        let problem = format!("{} fields are too few or too many", names.len());
        let hint = format!("name 1 to {MAX_FIELDS} fields, or leave it out for all");
        return Err(Error::parameter("fields", problem, hint));
    }
    let mut fields = Vec::<Field>::with_capacity(names.len());
    for name in names {
        if fields.iter().any(|field| field.name == *name) {
            let problem = format!("{name:?} occurs twice");
            return Err(Error::parameter("fields", problem, "name each field once"));
        }
        fields.push(find(all, name, "fields")?.clone());
    }
    Ok(fields)
}

fn find<'f>(all: &'f [Field], name: &str, parameter: &'static str) -> Result<&'f Field, Error> {
    all.iter().find(|field| field.name == name).ok_or_else(|| {
        let known: Vec<_> = all.iter().map(|field| field.name.as_str()).collect();
        let problem = format!("the model has no mirrored field {name:?}");
        Error::parameter(parameter, problem, format!("one of {}", known.join(", ")))
    })
}

fn catalogue_failed(error: store::Error) -> Error {
    Error::Internal(format!("the mirrored models cannot be read: {error}"))
}

impl ModelQuery {
    fn narrow<'a>(&'a self, statement: &mut Statement<'a>) {
        statement.push(&format!("\nfrom {} record where ", self.model.qualified()));
        statement.push(if self.parameters.deleted {
            "true"
        } else {
            "_deleted_at is null"
        });
        for condition in &self.conditions {
            condition.add(statement);
        }
        if let Some(companies) = &self.companies {
            let companies = statement.bind(companies).to_string();
            if let Some(belongs) = self.model.belongs_to("record", &companies) {
                statement.push(&format!(" and {belongs}"));
            }
        }
    }
}

#[async_trait]
impl Export for ModelQuery {
    fn key(&self) -> &'static str {
        KEY
    }

    fn title(&self) -> Title<'_> {
        Title {
            en: &self.parameters.model,
            es: &self.parameters.model,
        }
    }

    fn columns(&self) -> Vec<Column<'_>> {
        self.fields
            .iter()
            .map(|field| Column {
                key: &field.name,
                title: Title {
                    en: &field.name,
                    es: &field.name,
                },
                kind: field.kind,
                width: match field.kind {
                    Kind::Text => 24,
                    Kind::Instant => 20,
                    Kind::Money | Kind::Number => 16,
                    Kind::Integer | Kind::Date | Kind::Days | Kind::Boolean => 12,
                },
                total: false,
                is_internal: false,
                optional: 0,
                subtotal: false,
                share_of: None,
                currency_in: None,
            })
            .collect()
    }

    fn company(&self) -> Option<&Company> {
        None
    }

    fn company_ids(&self) -> Option<Vec<i64>> {
        self.companies.clone()
    }

    fn models(&self) -> Vec<&str> {
        vec![&self.parameters.model]
    }

    fn parameters(&self) -> Result<Map<String, Value>, Error> {
        report::written_out(&self.parameters)
    }

    /// The control total is the sum of the ids.
    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error> {
        let mut statement = Statement::default();
        statement.push("select count(*), coalesce(sum(id), 0)");
        self.narrow(&mut statement);
        let row = statement.query_one(snapshot).await?;
        Ok(Expected::new(
            row.try_get::<_, i64>(0)?.unsigned_abs(),
            row.try_get(1)?,
        ))
    }

    async fn chunks<'t>(&self, snapshot: &'t Transaction<'t>) -> Result<Chunks<'t>, Error> {
        let mut statement = Statement::default();
        let sources: Vec<_> = self
            .fields
            .iter()
            .map(|field| field.source.as_str())
            .collect();
        statement.push(&format!("select id, {}", sources.join(", ")));
        self.narrow(&mut statement);
        statement.push("\norder by id");
        let rows = statement.stream(snapshot).await?;
        let kinds: Arc<[Kind]> = self.fields.iter().map(|field| field.kind).collect();
        let checked = Arc::clone(&kinds);
        let rows = rows.map(move |row| ModelRow::decode(row?, &checked));
        let chunks = rows.try_chunks(CHUNK).map_ok(move |rows| {
            let kinds = Arc::clone(&kinds);
            Box::new(Rows { kinds, rows }) as Box<dyn Chunk>
        });
        Ok(chunks.map_err(|TryChunksError(_, cause)| cause).boxed())
    }

    async fn on_paper<'t>(
        &self,
        snapshot: &'t Transaction<'t>,
        language: &Language,
    ) -> Result<(Sheet, Chunks<'t>), Error> {
        report::print_table(self, snapshot, language).await
    }
}
