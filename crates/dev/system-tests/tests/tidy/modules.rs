//! How the modules of a crate depend on each other, and what each may contain. `syn` parses them,
//! so that comments and strings are not taken for code.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, File, ItemMod, ItemUse, LitStr, Macro, Path, UseTree,
    visit::{self, Visit},
};

use crate::{
    manifests,
    tree::{self, Text},
    verdict,
};

/// One source file of a crate without its test modules.
struct Source {
    file: Text,
    /// Module names from the crate root to this module.
    module: Vec<String>,
    /// Absolute paths within the crate, from the root down.
    paths: Vec<Vec<String>>,
    literals: Vec<String>,
}

struct Reader<'a> {
    module: &'a [String],
    paths: Vec<Vec<String>>,
    literals: Vec<String>,
}

impl Reader<'_> {
    /// Resolves `crate`, `self` and `super`. Other paths lead to other crates or to local names.
    fn add(&mut self, segments: &[String]) {
        let mut base = self.module.to_vec();
        let mut rest = segments;
        match segments.first().map(String::as_str) {
            Some("crate") => {
                base.clear();
                rest = &rest[1..];
            }
            Some("self") => rest = &rest[1..],
            Some("super") => {
                while rest.first().is_some_and(|segment| segment == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            _ => return,
        }
        base.extend(rest.iter().cloned());
        self.paths.push(base);
    }

    fn add_tree(&mut self, prefix: &[String], tree: &UseTree) {
        let with = |name: String| [prefix, &[name]].concat();
        match tree {
            UseTree::Path(path) => self.add_tree(&with(path.ident.to_string()), &path.tree),
            UseTree::Name(name) => self.add(&with(name.ident.to_string())),
            UseTree::Rename(rename) => self.add(&with(rename.ident.to_string())),
            UseTree::Glob(_) => self.add(prefix),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_tree(prefix, tree);
                }
            }
        }
    }

    /// Paths and string literals in the tokens of a macro, which `syn` does not parse.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match &token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.add(&path);
                        path.clear();
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                _ => {
                    self.add(&path);
                    path.clear();
                    colons = 0;
                }
            }
            match token {
                TokenTree::Group(group) => self.add_tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<LitStr>(&literal.to_string()) {
                        self.literals.push(text.value());
                    }
                }
                _ => {}
            }
        }
        self.add(&path);
    }
}

fn is_of_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<Path>()
                .is_ok_and(|path| path.is_ident("test"))
    })
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_of_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.add_tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let segments: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.add(&segments);
        visit::visit_path(self, path);
    }

    fn visit_lit_str(&mut self, text: &'ast LitStr) {
        self.literals.push(text.value());
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_macro(&mut self, item: &'ast Macro) {
        self.add_tokens(item.tokens.clone());
    }
}

fn sources(crate_name: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    for file in tree::rust_files() {
        if file.crate_name() != Some(crate_name) || !file.in_src() {
            continue;
        }
        let (_, within) = file.path.split_once("/src/").unwrap();
        let within = within.trim_end_matches(".rs").trim_end_matches("/mod");
        if within == "lib" || within == "main" || within.starts_with("bin/") {
            continue;
        }
        let module: Vec<String> = within.split('/').map(str::to_owned).collect();
        let parsed: File = syn::parse_file(&file.text)
            .unwrap_or_else(|error| panic!("cannot parse {}: {error}", file.path));
        if is_of_tests(&parsed.attrs) || within.ends_with("/tests") {
            continue;
        }
        let mut reader = Reader {
            module: &module,
            paths: Vec::new(),
            literals: Vec::new(),
        };
        reader.visit_file(&parsed);
        let (paths, literals) = (reader.paths, reader.literals);
        sources.push(Source {
            file,
            module,
            paths,
            literals,
        });
    }
    sources
}

type Edges = BTreeMap<String, BTreeMap<String, String>>;

/// Which top-level module uses which other one, with one file that does so.
fn edges(sources: &[Source]) -> Edges {
    let modules: BTreeSet<&String> = sources.iter().map(|source| &source.module[0]).collect();
    let mut edges = Edges::new();
    for source in sources {
        let from = &source.module[0];
        for path in &source.paths {
            let Some(to) = path.first().filter(|to| *to != from) else {
                continue;
            };
            if modules.contains(to) {
                edges
                    .entry(from.clone())
                    .or_default()
                    .insert(to.clone(), source.file.path.clone());
            }
        }
    }
    edges
}

fn reachable(edges: &Edges, from: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(module) = open.pop() {
        for next in edges.get(&module).into_iter().flat_map(BTreeMap::keys) {
            if found.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    found
}

/// Edges that are part of a cycle.
fn circles(edges: &Edges) -> Vec<String> {
    let mut found = Vec::new();
    for (from, targets) in edges {
        for (to, file) in targets {
            if reachable(edges, to).contains(from) {
                found.push(format!(
                    "{from} uses {to} ({file}), and {to} uses {from}, directly or indirectly"
                ));
            }
        }
    }
    found
}

#[test]
fn top_level_modules_have_no_cyclic_dependencies() {
    let mut found = Vec::new();
    let mut count = 0;
    for crate_name in manifests::members().into_keys() {
        let edges = edges(&sources(&crate_name));
        count += edges.len();
        let circles = circles(&edges);
        found.extend(circles.iter().map(|edge| format!("{crate_name}: {edge}")));
    }
    assert!(count > 50, "the modules were not found: {count}");
    verdict::none(
        &found,
        "Remove the cycle: move what both modules need to a third one, or pass it in.",
    );
}

#[test]
fn a_dependency_cycle_is_found() {
    let uses = |from: &str, to: &str| {
        let target = BTreeMap::from([(to.to_owned(), format!("{from}.rs"))]);
        (from.to_owned(), target)
    };
    let line = Edges::from([uses("a", "b"), uses("b", "c")]);
    assert_eq!(circles(&line).len(), 0);
    let circle = Edges::from([uses("a", "b"), uses("b", "c"), uses("c", "a")]);
    assert_eq!(circles(&circle).len(), 3);
}

/// Modules of core-api that are not a subject: they assemble the process or serve every subject.
const NO_SUBJECTS: &[&str] = &[
    "acts",
    "api",
    "app",
    "attempt",
    "background",
    "cli",
    "credentials",
    "email",
    "events",
    "http",
    "passwords",
    "providers",
    "proxies",
    "secret",
    "settings",
    "subscriptions",
    "writing",
];
/// These modules assemble the process from the subjects.
const COMPOSED: &[&str] = &["api", "app", "cli"];

#[test]
fn only_http_files_of_a_domain_module_use_http() {
    let mut found = Vec::new();
    let mut count = 0;
    for source in sources("core-api") {
        let top = source.module[0].as_str();
        let is_http = top == "http" || source.module.get(1).is_some_and(|module| module == "http");
        if is_http || COMPOSED.contains(&top) {
            continue;
        }
        count += 1;
        let uses = source
            .paths
            .iter()
            .any(|path| path.first().is_some_and(|top| top == "http"));
        found.extend(uses.then(|| source.file.path.clone()));
    }
    assert!(
        count > 50,
        "the files of the subjects were not found: {count}"
    );
    verdict::none(
        &found,
        "Move the code that reads requests and writes answers to the http.rs of the subject, and \
         pass values on.",
    );
}

#[test]
fn the_http_module_uses_no_domain_module() {
    let mut found = Vec::new();
    let mut count = 0;
    for source in sources("core-api") {
        if source.module[0] != "http" {
            continue;
        }
        count += 1;
        let subjects: BTreeSet<&String> = source
            .paths
            .iter()
            .filter_map(|path| path.first())
            .filter(|top| !NO_SUBJECTS.contains(&top.as_str()))
            .collect();
        found.extend(
            subjects
                .iter()
                .map(|subject| format!("{} uses {subject}", source.file.path)),
        );
    }
    assert!(count > 5, "the files of http were not found: {count}");
    verdict::none(
        &found,
        "Remove the use: http serves every subject and depends on none; api/routes.rs has the routes.",
    );
}

/// Modules outside `write`, `mirror` and `runs` that may have statements that change data. They
/// make a request or an event take effect only once.
const WRITERS: &[&str] = &[
    "core-api events::inbox",
    "core-api events::outbox",
    "core-api http::idempotency",
];

/// SQL without its comments, which may speak of an update.
fn without_comments(sql: &str) -> String {
    let code = sql.lines().map(|line| line.split("--").next());
    code.flatten().collect::<Vec<_>>().join("\n")
}

fn changes_data(text: &str) -> bool {
    let text = text.to_lowercase();
    let is_of_a_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.');
    let words: Vec<&str> = text
        .split(|letter| !is_of_a_word(letter))
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(2).any(|pair| match pair {
        ["insert" | "merge", "into"] | ["delete", "from"] => true,
        ["update" | "truncate", table] => ["ops.", "odoo.", "report."]
            .iter()
            .any(|schema| table.starts_with(schema)),
        _ => false,
    })
}

#[test]
fn statements_that_change_data_are_only_in_write_modules() {
    let mut found = Vec::new();
    let mut needed = BTreeSet::new();
    let mut count = 0;
    let rust = sources("core-api").into_iter().filter(|source| {
        let writes = |text: &String| changes_data(text);
        source.literals.iter().any(writes)
    });
    let rust = rust.map(|source| ("core-api".to_owned(), source.module));
    let sql = tree::sql_files()
        .into_iter()
        .filter(|file| changes_data(&without_comments(&file.text)))
        .map(|file| {
            let path = file.path.trim_end_matches(".sql").split('/');
            let module = path.skip(4).map(str::to_owned).collect();
            (file.crate_name().unwrap_or_default().to_owned(), module)
        });
    for (of_crate, module) in rust.chain(sql) {
        count += 1;
        let module_path = format!("{of_crate} {}", module.join("::"));
        let is_allowed = matches!(module[0].as_str(), "mirror" | "runs")
            || module.get(1).is_some_and(|module| module == "write");
        if WRITERS.contains(&module_path.as_str()) {
            needed.insert(module_path);
        } else if of_crate != "core-api" || !is_allowed {
            found.push(module_path);
        }
    }
    assert!(count > 20, "the statements were not found: {count}");
    found.extend(verdict::stale(WRITERS.iter().copied(), |path| {
        needed.contains(path)
    }));
    verdict::none(
        &found,
        "Move the statement to the write.rs or write.sql of its subject: readers look there for table \
         changes. Only core-api has the right to change data.",
    );
}

#[test]
fn a_statement_that_changes_data_is_recognized_by_its_keywords() {
    assert!(changes_data(
        "with a as (insert into ops.b select 1) select 1"
    ));
    assert!(changes_data("update ops.mail set state = 'sent'"));
    assert!(changes_data("DELETE\n  FROM ops.mail"));
    assert!(!changes_data(
        "select id from ops.mail for update skip locked"
    ));
    assert!(!changes_data("do not update it"));
}
