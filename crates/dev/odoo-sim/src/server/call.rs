//! `execute_kw`: access rights, and the reading methods with positional or named arguments.

use serde_json::{Map, Value, json};

use crate::books::Books;
use crate::books::exception::Exception;
use crate::books::rules;
use crate::books::table::{Cell, Table};
use crate::reading::aggregate;
use crate::reading::query::{Slice, View};
use crate::wire::Wire;
use crate::wire::answer::{self, Layout};

/// One method call on a model.
pub(crate) struct ModelCall<'a> {
    pub(crate) model: &'a str,
    pub(crate) method: &'a str,
    pub(crate) positional: &'a [Value],
    pub(crate) named: &'a Map<String, Value>,
    pub(crate) uid: u32,
    /// The answer must have a value of a wrong type.
    pub(crate) spoiled: bool,
}

impl<'a> ModelCall<'a> {
    fn argument(&self, place: usize, name: &str) -> Option<&'a Value> {
        let value = self.positional.get(place).or_else(|| self.named.get(name));
        value.filter(|value| !matches!(value, Value::Null | Value::Bool(false)))
    }

    fn list(&self, place: usize, name: &str) -> Option<&'a [Value]> {
        self.argument(place, name)
            .and_then(Value::as_array)
            .map(Vec::as_slice)
    }

    fn size(&self, place: usize, name: &str) -> Option<usize> {
        self.argument(place, name)
            .and_then(Value::as_u64)
            .and_then(|size| size.try_into().ok())
    }

    fn domain(&self) -> &'a [Value] {
        self.list(0, "domain").unwrap_or_default()
    }

    fn slice(&self, place: usize) -> Slice<'a> {
        Slice {
            offset: self.size(place, "offset").unwrap_or(0),
            limit: self.size(place + 1, "limit"),
            order: self.argument(place + 2, "order").and_then(Value::as_str),
        }
    }

    fn layout(
        &self,
        view: &View<'_>,
        fields: Option<&'a [Value]>,
        load: Option<&'a Value>,
    ) -> Layout<'a> {
        let company = view.companies.as_ref().and_then(|ids| ids.first());
        let classic = load.is_none_or(|load| load == "_classic_read");
        Layout {
            fields,
            classic,
            company: company.copied().unwrap_or_default(),
            spoiled: self.spoiled,
        }
    }
}

/// Writes the answer and returns its number of records.
pub(crate) fn execute(
    wire: &mut impl Wire,
    books: &Books,
    call: &ModelCall<'_>,
) -> Result<usize, Exception> {
    let table = books
        .tables
        .get(call.model)
        .ok_or_else(|| Exception::unknown_model(call.model))?;
    rules::check_access(books, call.model, call.method)?;
    let view = view(books, call)?;
    match call.method {
        "search_read" => search_read(wire, &view, table, call),
        "read" => read(wire, &view, table, call),
        "search" => {
            let rows = view.search(table, call.domain(), &call.slice(1))?;
            wire.begin_list();
            for &row in &rows {
                wire.int(i64::from(table.id(row)));
            }
            wire.end_list();
            Ok(rows.len())
        }
        "search_count" => {
            let count = view.count(table, call.domain())?;
            let count = call
                .size(1, "limit")
                .map_or(count, |limit| count.min(limit));
            wire.int(i64::try_from(count).unwrap_or(i64::MAX));
            Ok(1)
        }
        "fields_get" => {
            let names = call.list(0, "allfields");
            answer::fields(wire, table, names, call.list(1, "attributes"));
            Ok(1)
        }
        "read_group" => totals(wire, &view, table, call, (1, "fields", 2)),
        "formatted_read_group" if books.version.has_formatted_read_group() => {
            totals(wire, &view, table, call, (2, "aggregates", 1))
        }
        "context_get" if call.model == "res.users" => {
            wire.value(&json!({"lang": "en_US", "tz": "UTC", "uid": call.uid}));
            Ok(1)
        }
        method if method.starts_with('_') => Err(Exception::private_method(method, call.model)),
        method => {
            let version = books.version;
            Err(Exception::unknown_method(method, call.model, version))
        }
    }
}

fn search_read(
    wire: &mut impl Wire,
    view: &View<'_>,
    table: &Table,
    call: &ModelCall<'_>,
) -> Result<usize, Exception> {
    let refuses_load = view.books.version.refuses_load(call.model);
    if refuses_load && call.named.contains_key("load") {
        return Err(Exception::type_error(
            "AccountMoveLine.search_read() got an unexpected keyword argument 'load'",
        ));
    }
    let rows = view.search(table, call.domain(), &call.slice(2))?;
    let layout = call.layout(view, call.list(1, "fields"), call.named.get("load"));
    answer::records(wire, view.books, table, &rows, &layout)?;
    Ok(rows.len())
}

/// Position and name of the aggregates, and position of the grouping.
fn totals(
    wire: &mut impl Wire,
    view: &View<'_>,
    table: &Table,
    call: &ModelCall<'_>,
    (place, name, groupby): (usize, &str, usize),
) -> Result<usize, Exception> {
    let specifications = call.list(place, name).unwrap_or_default();
    let group = match call.list(groupby, "groupby").unwrap_or_default() {
        [] => None,
        [Value::String(field)] => Some(field.as_str()),
        _ => {
            let text = "only a groupby of one many2one or none is simulated";
            return Err(Exception::value_error(text));
        }
    };
    let formatted = name == "aggregates";
    let domain = call.domain();
    aggregate::totals(wire, view, table, domain, specifications, group, formatted)
}

/// Missing ids are left out, ids of other companies are refused.
fn read(
    wire: &mut impl Wire,
    view: &View<'_>,
    table: &Table,
    call: &ModelCall<'_>,
) -> Result<usize, Exception> {
    let one;
    let ids = match call.positional.first().or_else(|| call.named.get("ids")) {
        Some(Value::Array(ids)) => ids.as_slice(),
        Some(id) => {
            one = [id.clone()];
            &one
        }
        None => return Err(Exception::type_error("read() needs ids")),
    };
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids.iter().filter_map(Value::as_i64) {
        let Some(row) = table.position(id).filter(|&row| table.is_live(row)) else {
            continue;
        };
        if !view.may_read(table, row) {
            return Err(Exception::access_error(format!(
                "You are not allowed to access '{}' records.",
                table.model
            )));
        }
        rows.push(row);
    }
    let load = call.positional.get(2).or_else(|| call.named.get("load"));
    let layout = call.layout(view, call.list(1, "fields"), load);
    answer::records(wire, view.books, table, &rows, &layout)?;
    Ok(rows.len())
}

fn view<'a>(books: &'a Books, call: &ModelCall<'_>) -> Result<View<'a>, Exception> {
    let context = call.named.get("context").and_then(Value::as_object);
    let of_user = user_companies(books, call.uid);
    let asked = context
        .and_then(|context| context.get("allowed_company_ids"))
        .and_then(Value::as_array)
        .map(|ids| ids.iter().filter_map(Value::as_i64).collect::<Vec<i64>>())
        .filter(|ids| !ids.is_empty());
    let companies = match asked {
        None => of_user,
        Some(asked) => {
            let allowed: Vec<u32> = asked
                .iter()
                .filter_map(|id| of_user.iter().copied().find(|own| i64::from(*own) == *id))
                .collect();
            if allowed.len() < asked.len() {
                return Err(Exception::access_error(
                    "Access to unauthorized or invalid companies.",
                ));
            }
            allowed
        }
    };
    let active_test = context.and_then(|context| context.get("active_test"));
    let active_test = active_test.is_none_or(|value| value != &Value::Bool(false));
    Ok(View {
        books,
        companies: Some(companies),
        active_test,
    })
}

fn user_companies(books: &Books, uid: u32) -> Vec<u32> {
    let users = books.table("res.users");
    let Some(row) = users.position(i64::from(uid)) else {
        return Vec::new();
    };
    match books.get("res.users", row, "company_ids") {
        Cell::None => Vec::new(),
        cell => books.ids_of(cell),
    }
}
