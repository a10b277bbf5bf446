//! The metrics that the services export, read from the functions that register them, and those of
//! other programs that rules and dashboards may use.

use std::collections::{BTreeMap, BTreeSet};

use syn::{
    Expr, ExprMethodCall, File, FnArg, ItemStruct, Lit, Local, Pat, Signature, Type,
    visit::{self, Visit},
};

use crate::{
    code,
    tree::{self, Text},
};

/// The prefix of the registry of each service.
const PREFIX: &str = "espejo_";

/// Metrics of Prometheus, `node_exporter`, `postgres_exporter`, `blackbox_exporter` and RabbitMQ.
const OF_OTHERS: &[&str] = &[
    "node_filesystem_avail_bytes",
    "node_filesystem_size_bytes",
    "node_memory_MemAvailable_bytes",
    "node_memory_MemTotal_bytes",
    "pg_database_size_bytes",
    "pg_settings_max_connections",
    "pg_stat_activity_count",
    "pg_stat_activity_max_tx_duration",
    "pg_stat_database_blks_hit",
    "pg_stat_database_blks_read",
    "pg_stat_database_deadlocks",
    "pg_stat_database_xact_commit",
    "pg_stat_database_xact_rollback",
    "pg_up",
    "probe_ssl_earliest_cert_expiry",
    "probe_success",
    "rabbitmq_channels",
    "rabbitmq_connections",
    "rabbitmq_disk_space_available_bytes",
    "rabbitmq_disk_space_available_limit_bytes",
    "rabbitmq_process_resident_memory_bytes",
    "rabbitmq_queue_messages_unacked",
    "rabbitmq_queues",
    "rabbitmq_resident_memory_limit_bytes",
];

/// How the names of other programs begin. Other words are functions and labels.
const BEGINNINGS: [&str; 6] = ["espejo_", "node_", "pg_", "probe_", "process_", "rabbitmq_"];

/// Metrics that the text names and that no program exports.
pub(crate) fn unknown_in(text: &str) -> Vec<String> {
    let exported = exported();
    named_in(text)
        .into_iter()
        .filter(|name| !exported.contains(*name) && !OF_OTHERS.contains(name))
        .map(str::to_owned)
        .collect()
}

/// The names of metrics in PromQL.
fn named_in(text: &str) -> BTreeSet<&str> {
    code::words(text)
        .map(|(_, word)| word)
        .filter(|word| BEGINNINGS.iter().any(|start| word.starts_with(start)))
        .collect()
}

/// Every name that a scrape of one of the services may have.
pub(crate) fn exported() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in tree::rust_files().iter().filter(|file| is_shipped(file)) {
        let parsed: File =
            syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
        let mut fields = Fields::default();
        fields.visit_file(&parsed);
        let mut registrations = Registrations {
            fields: &fields.types,
            path: &file.path,
            prefixes: BTreeMap::new(),
            names: &mut names,
        };
        registrations.visit_file(&parsed);
        if file.text.contains("DescriptorEncoder") {
            Collected(&mut names).visit_file(&parsed);
        }
    }
    assert!(names.len() > 30, "the metrics were not found: {names:?}");
    names
}

fn is_shipped(file: &Text) -> bool {
    let shipped = file.path.starts_with("crates/lib/") || file.path.starts_with("crates/bin/");
    shipped && file.in_src() && file.text.contains("prometheus_client")
}

/// The types of all fields of a file, by name.
#[derive(Default)]
struct Fields {
    types: BTreeMap<String, String>,
}

impl<'ast> Visit<'ast> for Fields {
    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        for field in &item.fields {
            if let Some(name) = &field.ident {
                let words = Words::of(&field.ty);
                self.types.insert(name.to_string(), words);
            }
        }
    }
}

/// The identifiers of a type.
struct Words(String);

impl Words {
    fn of(of: &Type) -> String {
        let mut words = Self(String::new());
        words.visit_type(of);
        words.0
    }
}

impl<'ast> Visit<'ast> for Words {
    fn visit_ident(&mut self, ident: &'ast proc_macro2::Ident) {
        self.0.push_str(&ident.to_string());
        self.0.push(' ');
    }
}

/// The calls of `register` and `register_with_unit`.
struct Registrations<'a> {
    fields: &'a BTreeMap<String, String>,
    path: &'a str,
    /// What stands before the names, by the variable that holds the registry.
    prefixes: BTreeMap<String, String>,
    names: &'a mut BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Registrations<'_> {
    fn visit_signature(&mut self, signature: &'ast Signature) {
        self.prefixes.clear();
        for argument in &signature.inputs {
            if let FnArg::Typed(typed) = argument
                && Words::of(&typed.ty).contains("Registry ")
                && let Pat::Ident(name) = &*typed.pat
            {
                self.prefixes
                    .insert(name.ident.to_string(), PREFIX.to_owned());
            }
        }
    }

    fn visit_local(&mut self, local: &'ast Local) {
        visit::visit_local(self, local);
        let Some(init) = &local.init else { return };
        let (Pat::Ident(name), Expr::MethodCall(call)) = (&local.pat, &*init.expr) else {
            return;
        };
        if call.method == "sub_registry_with_prefix" {
            let outer = self.prefixes.get(&variable(&call.receiver));
            let outer = outer.cloned().unwrap_or_default();
            let prefix = format!("{outer}{}_", literal(&call.args[0]));
            self.prefixes.insert(name.ident.to_string(), prefix);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        let with_unit = call.method == "register_with_unit";
        let prefix = self.prefixes.get(&variable(&call.receiver));
        let Some(prefix) = prefix.filter(|_| with_unit || call.method == "register") else {
            return;
        };
        let unit = if with_unit { unit(&call.args[2]) } else { "" };
        let name = format!("{prefix}{}{unit}", literal(&call.args[0]));
        let field = member(call.args.last().unwrap());
        let kind = self.fields.get(&field).map_or("", String::as_str);
        let endings: &[&str] = match kind {
            kind if kind.contains("Counter") => &["_total"],
            kind if kind.contains("Histogram") => &["_bucket", "_sum", "_count"],
            kind if kind.contains("Gauge") => &[""],
            _ => panic!("{}: the type of {name} (`{field}`) is unknown", self.path),
        };
        let names = endings.iter().map(|ending| format!("{name}{ending}"));
        self.names.extend(names);
    }
}

/// The names in a file that encodes its metrics itself: every word with underscores in quotes.
struct Collected<'a>(&'a mut BTreeSet<String>);

impl<'ast> Visit<'ast> for Collected<'_> {
    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        let name = literal.value();
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
        if name.contains('_') && name.bytes().all(is_name) {
            // Those of processes have no prefix.
            for name in [name.clone(), format!("{PREFIX}{name}")] {
                self.0.insert(format!("{name}_total"));
                self.0.insert(name);
            }
        }
    }
}

fn variable(expression: &Expr) -> String {
    match expression {
        Expr::Path(path) => path
            .path
            .get_ident()
            .map_or_else(String::new, ToString::to_string),
        _ => String::new(),
    }
}

fn literal(expression: &Expr) -> String {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => text.value(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

fn unit(expression: &Expr) -> &'static str {
    match expression {
        Expr::Path(path) if path.path.segments.last().unwrap().ident == "Seconds" => "_seconds",
        Expr::Path(path) if path.path.segments.last().unwrap().ident == "Bytes" => "_bytes",
        _ => panic!("a unit of a metric is unknown"),
    }
}

/// `duration` of `METRICS.duration.clone()`.
fn member(expression: &Expr) -> String {
    match expression {
        Expr::MethodCall(call) => member(&call.receiver),
        Expr::Field(field) => match &field.member {
            syn::Member::Named(name) => name.to_string(),
            syn::Member::Unnamed(_) => String::new(),
        },
        _ => String::new(),
    }
}

#[test]
fn the_names_of_counters_histograms_and_gauges_are_those_of_a_scrape() {
    let exported = exported();
    for name in [
        "espejo_bus_blocked",
        "espejo_bus_confirm_seconds_bucket",
        "espejo_db_transaction_duration_seconds_count",
        "espejo_export_size_bytes_total",
        "espejo_files_altered_total",
        "espejo_queue_depth",
        "espejo_scheduler_looks_total",
        "espejo_sync_credit_wait_seconds_sum",
    ] {
        assert!(exported.contains(name), "{name} is not in {exported:?}");
    }
    let text = "rate(espejo_bus_blocked[5m]) + espejo_wrong{node_x=\"pg_up\"} + sum_over_time(up)";
    assert_eq!(unknown_in(text), ["espejo_wrong", "node_x"]);
}
