//! Rust source without comments and string contents, so that the rules do not take a word in them
//! for code. The scanner knows brackets and words, but no grammar.

/// Source text: blanks replace comments, quotation marks replace literals, line numbers are kept.
#[derive(Debug)]
pub(crate) struct Code(String);

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    /// Counted from 1.
    pub(crate) line: usize,
    /// Lines of code between its braces.
    pub(crate) lines: usize,
}

impl Code {
    pub(crate) fn strip(source: &str) -> Self {
        let mut reader = Reader {
            source: source.as_bytes(),
            at: 0,
            out: Vec::with_capacity(source.len()),
        };
        reader.run();
        Self(String::from_utf8_lossy(&reader.out).into_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Lines, each with its number from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.0
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }

    /// Lines that are neither empty nor only a comment.
    pub(crate) fn count_of_lines(&self) -> usize {
        count(&self.0)
    }

    /// The first and last line number of each inline module under `#[cfg(test)]`.
    pub(crate) fn test_modules(&self) -> Vec<(usize, usize)> {
        let mut modules = Vec::new();
        let mut from = 0;
        while let Some(found) = self.0[from..].find("#[cfg(test)]") {
            let start = from + found;
            from = start + 1;
            let after = start + "#[cfg(test)]".len();
            let Some(open) = self.body_from(after) else {
                continue;
            };
            if self.0[after..open]
                .split_whitespace()
                .any(|word| word == "mod")
            {
                modules.push((self.line_of(start), self.line_of(self.closing(open))));
            }
        }
        modules
    }

    pub(crate) fn functions(&self) -> Vec<Function> {
        let mut functions = Vec::new();
        for (start, word) in words(&self.0) {
            if word != "fn" {
                continue;
            }
            let after = start + word.len();
            let Some((name_at, name)) = words(&self.0[after..]).next() else {
                continue;
            };
            // Otherwise this is the type of a function pointer.
            if !self.0[after..after + name_at].trim().is_empty() {
                continue;
            }
            if let Some(open) = self.body_from(after) {
                functions.push(Function {
                    name: name.to_owned(),
                    line: self.line_of(start),
                    lines: count(&self.0[open + 1..self.closing(open)]),
                });
            }
        }
        functions
    }

    /// The opening brace of the body of the item that continues at `from`, if it has a body.
    fn body_from(&self, from: usize) -> Option<usize> {
        let mut depth = 0_u32;
        for (offset, byte) in self.0.bytes().enumerate().skip(from) {
            match byte {
                b'(' | b'[' => depth += 1,
                b')' | b']' => depth = depth.saturating_sub(1),
                b'{' if depth == 0 => return Some(offset),
                b';' if depth == 0 => return None,
                _ => {}
            }
        }
        None
    }

    fn closing(&self, open: usize) -> usize {
        let mut depth = 0_u32;
        for (offset, byte) in self.0.bytes().enumerate().skip(open) {
            match byte {
                b'{' => depth += 1,
                b'}' if depth == 1 => return offset,
                b'}' => depth -= 1,
                _ => {}
            }
        }
        panic!("a brace stays open on line {}", self.line_of(open));
    }

    fn line_of(&self, offset: usize) -> usize {
        self.0[..offset].matches('\n').count() + 1
    }
}

fn count(code: &str) -> usize {
    code.lines().filter(|line| !line.trim().is_empty()).count()
}

/// Words of letters, digits and underscores, each with its offset.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(is_of_a_word)?;
        let from_start = &rest[start..];
        let end = from_start
            .find(|letter| !is_of_a_word(letter))
            .unwrap_or(from_start.len());
        let offset = text.len() - from_start.len();
        rest = &from_start[end..];
        Some((offset, &from_start[..end]))
    })
}

fn is_of_a_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

struct Reader<'a> {
    source: &'a [u8],
    at: usize,
    out: Vec<u8>,
}

impl Reader<'_> {
    fn run(&mut self) {
        while self.at < self.source.len() {
            let rest = &self.source[self.at..];
            if rest.starts_with(b"//") {
                let end = rest.iter().position(|byte| *byte == b'\n');
                self.replace(end.unwrap_or(rest.len()), b' ');
            } else if rest.starts_with(b"/*") {
                self.replace(block_comment(rest), b' ');
            } else if let Some(length) = self.raw_text(rest) {
                self.replace(length, b'"');
            } else if rest[0] == b'"' {
                self.replace(quoted(rest, b'"'), b'"');
            } else if rest[0] == b'\'' && is_character(rest) {
                self.replace(quoted(rest, b'\''), b'"');
            } else {
                self.out.push(rest[0]);
                self.at += 1;
            }
        }
    }

    fn replace(&mut self, length: usize, by: u8) {
        let end = (self.at + length).min(self.source.len());
        let replaced = self.source[self.at..end]
            .iter()
            .map(|byte| if *byte == b'\n' { b'\n' } else { by });
        self.out.extend(replaced);
        self.at = end;
    }

    /// Length of a raw string such as `r#"…"#` that begins here, counted from its `r`.
    fn raw_text(&self, rest: &[u8]) -> Option<usize> {
        let inside_a_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let before = self.out.last().filter(|byte| inside_a_word(byte));
        if rest[0] != b'r' || !matches!(before, None | Some(b'b' | b'c')) {
            return None;
        }
        let hashes = rest[1..].iter().take_while(|byte| **byte == b'#').count();
        if rest.get(1 + hashes) != Some(&b'"') {
            return None;
        }
        let mut end = vec![b'"'];
        end.resize(1 + hashes, b'#');
        let text = 2 + hashes;
        let length = rest[text..]
            .windows(end.len())
            .position(|window| window == end);
        Some(length.map_or(rest.len(), |length| text + length + end.len()))
    }
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_u32, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn quoted(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// True if the apostrophe opens a character literal, false if it begins a lifetime.
fn is_character(rest: &[u8]) -> bool {
    if rest.get(1) == Some(&b'\\') {
        return true;
    }
    // A character has at most four bytes, and a lifetime has no closing apostrophe that close.
    let text = String::from_utf8_lossy(&rest[1..rest.len().min(6)]);
    text.chars().nth(1) == Some('\'')
}

#[test]
fn words_in_comments_and_literals_are_not_code() {
    let source = r##"
        // f64 in a comment /* with a star
        let lifetime: &'static str = "f64 \" f64"; /* f64 /* f64 */ f64 */
        let raw = br#"f64 " f64"#; let letter = '"'; let quote = '\''; let wide = 'ñ';
        let real: f32 = r#fn;
    "##;
    let code = Code::strip(source);
    assert!(!code.as_str().contains("f64"), "{}", code.as_str());
    assert!(code.as_str().contains("f32 = r#fn;"), "{}", code.as_str());
    assert_eq!(code.as_str().lines().count(), source.lines().count());
}

#[test]
fn a_function_is_as_long_as_the_code_between_its_braces() {
    let source = r#"
fn one<const N: usize>(given: [u8; 4]) -> fn(u8) -> u8 {
    match given { _ => "
    {" };

    // Neither this nor the line above is code.
    fn inner() {}
}
trait Doer { fn bodiless(&self); }
"#;
    let functions: Vec<_> = Code::strip(source)
        .functions()
        .into_iter()
        .map(|found| (found.name, found.line, found.lines))
        .collect();
    assert_eq!(
        functions,
        [("one".to_owned(), 2, 3), ("inner".to_owned(), 7, 0)]
    );
}

#[test]
fn an_inline_test_module_is_found_and_one_in_a_file_is_not() {
    let source =
        "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n#[cfg(test)]\nmod other;\n";
    assert_eq!(Code::strip(source).test_modules(), [(2, 5)]);
}
