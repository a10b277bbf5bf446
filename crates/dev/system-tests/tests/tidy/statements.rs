//! The statements of a SQL file. The scanner knows comments, texts and brackets, but no grammar.

use std::collections::BTreeSet;

/// One statement in lower case, without comments, each space one blank.
#[derive(Debug)]
pub(crate) struct Statement {
    /// File and line.
    pub(crate) place: String,
    pub(crate) text: String,
    comment: String,
}

impl Statement {
    pub(crate) fn word(&self, at: usize) -> &str {
        self.text.split(' ').nth(at).unwrap_or_default()
    }

    /// True if the comment above it says that nothing uses what it takes away.
    pub(crate) fn is_contract_step(&self) -> bool {
        self.comment.lines().any(|line| {
            let reason = line.trim().strip_prefix("contract: ");
            reason.is_some_and(|reason| !reason.is_empty())
        })
    }

    pub(crate) fn created_table(&self) -> Option<&str> {
        self.after(&["create table if not exists ", "create table "])
    }

    /// The table that it is about, if it is about one.
    pub(crate) fn table(&self) -> Option<&str> {
        let alter = [
            "alter table if exists ",
            "alter table only ",
            "alter table ",
        ];
        let drop = ["drop table if exists ", "drop table "];
        let known = self.created_table().or_else(|| self.after(&alter));
        let known = known.or_else(|| self.after(&drop));
        known.or_else(|| {
            let index = self.text.starts_with("create unique index");
            let (_, rest) = index.then(|| self.text.split_once(" on "))??;
            rest.split([' ', '(']).next()
        })
    }

    /// The parts of an `alter table`.
    pub(crate) fn actions(&self) -> Vec<String> {
        let Some(at) = self.table().and_then(|table| {
            let at = self.text.find(table)?;
            Some(at + table.len())
        }) else {
            return Vec::new();
        };
        let mut depth = 0;
        let mut parts = vec![String::new()];
        let mut in_text = false;
        for letter in self.text[at..].chars() {
            match letter {
                '\'' => in_text = !in_text,
                '(' if !in_text => depth += 1,
                ')' if !in_text => depth -= 1,
                ',' if depth == 0 && !in_text => {
                    parts.push(String::new());
                    continue;
                }
                _ => {}
            }
            if let Some(part) = parts.last_mut() {
                part.push(letter);
            }
        }
        parts.iter().map(|part| part.trim().to_owned()).collect()
    }

    fn after(&self, beginnings: &[&str]) -> Option<&str> {
        let rest = beginnings
            .iter()
            .find_map(|beginning| self.text.strip_prefix(beginning))?;
        rest.split([' ', '(']).next()
    }
}

/// The values of `check (column in ('a', 'b'))`.
pub(crate) fn checked_values(text: &str, column: &str) -> Option<BTreeSet<String>> {
    let (_, list) = text.split_once(&format!("check ({column} in ("))?;
    let (list, _) = list.split_once(')')?;
    let values = list.split('\'').skip(1).step_by(2);
    Some(values.map(str::to_owned).collect())
}

/// The statements of a file; those in a `do` block are statements of the file.
pub(crate) fn of(path: &str, text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    read(path, text, 1, &mut found);
    found
}

fn read(path: &str, text: &str, first_line: usize, found: &mut Vec<Statement>) {
    let mut now = Reading::default();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let line = first_line + text[..text.len() - rest.len()].matches('\n').count();
        let length = match letter {
            '-' if rest.starts_with("--") => {
                let end = rest.find('\n').unwrap_or(rest.len());
                now.comment += rest[..end].trim_start_matches('-');
                now.comment.push('\n');
                end
            }
            '\'' => {
                let end = rest[1..].find('\'').map_or(rest.len(), |end| end + 2);
                now.push(&rest[..end], line);
                end
            }
            '$' => match quoted(rest) {
                Some((tag, body)) => {
                    if now.text.trim_start().starts_with("do") {
                        read(path, body, line, found);
                    }
                    now.push("$$", line);
                    body.len() + 2 * tag
                }
                None => 1,
            },
            ';' => {
                now.end(path, found);
                1
            }
            letter => {
                now.push(&rest[..letter.len_utf8()], line);
                letter.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    now.end(path, found);
}

/// The length of the quotes of `$tag$ … $tag$`, and what is between them.
fn quoted(text: &str) -> Option<(usize, &str)> {
    let end = text[1..].find('$')? + 2;
    let tag = &text[..end];
    let inner = tag[1..end - 1].chars();
    let is_tag = inner.clone().all(|c| c.is_alphanumeric() || c == '_');
    let is_parameter = inner.clone().next().is_some_and(char::is_numeric);
    if !is_tag || is_parameter {
        return None;
    }
    let body = &text[end..];
    Some((end, &body[..body.find(tag)?]))
}

#[derive(Default)]
struct Reading {
    text: String,
    comment: String,
    line: usize,
}

impl Reading {
    fn push(&mut self, text: &str, line: usize) {
        if self.text.trim().is_empty() {
            self.line = line;
        }
        self.text += &text.to_lowercase();
    }

    fn end(&mut self, path: &str, found: &mut Vec<Statement>) {
        let words: Vec<_> = self.text.split_whitespace().collect();
        let text = words[frame(&words)..].join(" ");
        if !text.is_empty() {
            found.push(Statement {
                place: format!("{path}:{}", self.line),
                text,
                comment: std::mem::take(&mut self.comment),
            });
        }
        *self = Self::default();
    }
}

/// How many words of a block stand before the first statement in it.
fn frame(words: &[&str]) -> usize {
    let mut at = 0;
    loop {
        let end = match words.get(at).copied() {
            Some("begin" | "else") => Some(at),
            Some("if" | "elsif" | "exception") => words.iter().position(|word| *word == "then"),
            Some("for" | "while") => words.iter().position(|word| *word == "loop"),
            _ => None,
        };
        match end {
            Some(end) if end >= at => at = end + 1,
            _ => return at,
        }
    }
}
