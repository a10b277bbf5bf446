//! Columns that may be null. PostgreSQL does not tell Cornucopia which these are, so the `.sql`
//! files mark them with `?`. A null in a column without the mark is an error at run time.
//!
//! Only columns of tables are checked. A null that a join or an expression makes is not seen.

use std::collections::{BTreeMap, BTreeSet};

use syn::{Expr, GenericArgument, ImplItem, Item, Lit, PathArguments, ReturnType, Stmt, Type};
use tokio_postgres::Client;

/// Columns without the mark that the condition of their statement, or their view, keeps from being null.
const NEVER_NULL: &[&str] = &[
    "core_api::exports::read::expired file_key",
    "core_api::runs::read::get model_names",
    "core_api::runs::read::get models_complete",
    "core_api::runs::read::get rows_changed",
    "core_api::runs::read::get rows_per_second",
    "core_api::runs::read::get rows_read",
    "core_api::runs::read::list model_names",
    "core_api::runs::read::list models_complete",
    "core_api::runs::read::list rows_changed",
    "core_api::runs::read::list rows_per_second",
    "core_api::runs::read::list rows_read",
    "core_api::statements::write::exports_of_items export_id",
    "core_api::status::read::frozen_fields because",
    "core_api::status::read::frozen_fields since",
    "core_api::status::read::progress rows_per_second",
    "core_api::status::read::progress rows_read",
    "store::sync_runs::last_server_version server_version",
];

/// Columns of tables that may be null and have no mark, as `module::statement column`.
pub(crate) async fn unmarked(client: &Client, files: &BTreeMap<String, String>) -> Vec<String> {
    let nullable = "select attname::text from pg_attribute
                    where attrelid = $1 and attnum = $2 and not attnotnull";
    let mut found = Vec::new();
    for (name, text) in files {
        let Some(module) = name.strip_prefix("queries/") else {
            continue;
        };
        let module = module.trim_end_matches(".rs").replace('/', "::");
        let module = Module::read(text, &module);
        for (statement, sql, required) in module.statements() {
            let prepared = client.prepare(sql).await.unwrap();
            for column in prepared.columns() {
                let (Some(table), Some(at)) = (column.table_oid(), column.column_id()) else {
                    continue;
                };
                let is_nullable = client.query_opt(nullable, &[&table, &at]).await.unwrap();
                let found_at = format!("{statement} {}", column.name());
                if is_nullable.is_some() && required.has(column.name()) {
                    found.push(found_at);
                }
            }
        }
    }
    for excused in NEVER_NULL {
        let at = found.iter().position(|found| found == excused);
        found.remove(at.unwrap_or_else(|| panic!("{excused} is no longer found: remove it here")));
    }
    found
}

/// What a statement promises never to be null.
enum Required {
    Fields(BTreeSet<String>),
    /// The only column.
    Value,
    Nothing,
}

impl Required {
    fn has(&self, column: &str) -> bool {
        match self {
            Self::Fields(fields) => fields.contains(column),
            Self::Value => true,
            Self::Nothing => false,
        }
    }
}

/// One generated file: how its statements are called, their SQL and the type of their rows.
struct Module {
    name: String,
    /// Name of the function, name of the type that it returns, SQL.
    functions: Vec<(String, String, String)>,
    /// The name of the row's type by the name of the statement's type.
    rows: BTreeMap<String, String>,
    /// Fields that are no `Option`, by the name of the struct.
    structs: BTreeMap<String, BTreeSet<String>>,
}

impl Module {
    fn read(text: &str, name: &str) -> Self {
        let mut module = Self {
            name: name.to_owned(),
            functions: Vec::new(),
            rows: BTreeMap::new(),
            structs: BTreeMap::new(),
        };
        for item in syn::parse_file(text).unwrap().items {
            match item {
                Item::Fn(function) => {
                    let Some(Stmt::Expr(Expr::Call(call), None)) = function.block.stmts.first()
                    else {
                        continue;
                    };
                    if let (Some(Expr::Lit(literal)), ReturnType::Type(_, returned)) =
                        (call.args.first(), &function.sig.output)
                        && let Lit::Str(sql) = &literal.lit
                    {
                        let name = function.sig.ident.to_string();
                        module.functions.push((name, last(returned), sql.value()));
                    }
                }
                Item::Impl(block) if block.trait_.is_none() => {
                    for item in &block.items {
                        if let ImplItem::Fn(bind) = item
                            && bind.sig.ident == "bind"
                            && let ReturnType::Type(_, query) = &bind.sig.output
                            && let [_client, row] = types(query).as_slice()
                        {
                            module.rows.insert(last(&block.self_ty), last(row));
                        }
                    }
                }
                Item::Struct(row) => {
                    let required = row
                        .fields
                        .iter()
                        .filter(|field| last(&field.ty) != "Option");
                    let names = required.filter_map(|field| field.ident.as_ref());
                    let names = names
                        .map(|name| name.to_string().replace("r#", ""))
                        .collect();
                    module.structs.insert(row.ident.to_string(), names);
                }
                _ => {}
            }
        }
        module
    }

    fn statements(&self) -> impl Iterator<Item = (String, &str, Required)> {
        self.functions.iter().map(|(name, statement, sql)| {
            let required = match self.rows.get(statement) {
                None => Required::Nothing,
                Some(row) if row == "Option" => Required::Nothing,
                Some(row) => match self.structs.get(row) {
                    Some(fields) => Required::Fields(fields.clone()),
                    None => Required::Value,
                },
            };
            (format!("{}::{name}", self.name), sql.as_str(), required)
        })
    }
}

/// The last name of the type's path.
fn last(of: &Type) -> String {
    match of {
        Type::Path(path) => path.path.segments.last().unwrap().ident.to_string(),
        _ => String::new(),
    }
}

/// The types among the generic arguments.
fn types(of: &Type) -> Vec<&Type> {
    let Type::Path(path) = of else {
        return Vec::new();
    };
    match &path.path.segments.last().unwrap().arguments {
        PathArguments::AngleBracketed(arguments) => arguments
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(argument) => Some(argument),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}
