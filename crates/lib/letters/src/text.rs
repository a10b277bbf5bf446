//! The text part of a mail: lines of at most 72 columns, tables and lists of facts.

const WIDTH: usize = 72;
/// Before each line of a table.
const INDENT: &str = "  ";

/// Breaks long lines, and joins blank lines. A word that is longer than a line, such as a link, stays
/// whole.
pub(crate) fn folded(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        // The line before a signature has a space at its end (RFC 3676).
        if line == "--" {
            lines.push("-- ".to_owned());
        } else if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            fold_into(&mut lines, line);
        }
    }
    format!("{}\n", lines.join("\n").trim_matches('\n'))
}

fn fold_into(lines: &mut Vec<String>, line: &str) {
    if width(line) <= WIDTH {
        lines.push(line.to_owned());
        return;
    }
    let indent: String = line.chars().take_while(|letter| *letter == ' ').collect();
    let mut current = indent.clone();
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let is_first = current.len() == indent.len();
        if !is_first && width(&current) + 1 + width(word) > WIDTH {
            lines.push(std::mem::replace(&mut current, indent.clone()));
            current.push_str(word);
            continue;
        }
        if !is_first {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
}

/// The first column is on the left, the others are on the right. A row that does not fit becomes a line
/// of its own with commas.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| width(cell)).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    if widths.iter().sum::<usize>() + INDENT.len() * columns > WIDTH {
        let lines = rows.iter().skip(1).map(|row| {
            let cells = row.iter().filter(|cell| !cell.is_empty());
            let cells: Vec<_> = cells.map(String::as_str).collect();
            format!("{INDENT}{}", cells.join(", "))
        });
        return lines.collect::<Vec<_>>().join("\n");
    }
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            line.push_str(INDENT);
            let padding = " ".repeat(widths[column] - width(cell));
            if column == 0 {
                line.push_str(cell);
                line.push_str(&padding);
            } else {
                line.push_str(&padding);
                line.push_str(cell);
            }
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Labels with their values; those without a value are left out.
pub(crate) fn facts(pairs: &[(String, String)]) -> String {
    let known = || pairs.iter().filter(|(_, value)| !value.is_empty());
    let widest = known().map(|(label, _)| width(label)).max();
    let line = |(label, value): &(String, String)| {
        let padding = " ".repeat(widest.unwrap_or_default() - width(label));
        format!("{INDENT}{label}{padding}{INDENT}{value}")
    };
    known().map(line).collect::<Vec<_>>().join("\n")
}

pub(crate) fn underlined(text: &str, stroke: &str) -> String {
    format!("{text}\n{}", stroke.repeat(width(text).min(WIDTH)))
}

/// `a, b and c`.
pub(crate) fn listed(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// A name that ends with a full stop gets no second one.
pub(crate) fn stopped(text: &str) -> String {
    if text.ends_with('.') {
        return text.to_owned();
    }
    format!("{text}.")
}

fn width(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_break_at_72_columns_and_links_stay_whole() {
        let link = format!("https://example.com/{}", "x".repeat(80));
        let text = format!(
            "{}\n\n\n\n{link}\n  {}\n-- \nend\n",
            "ñandú ".repeat(15),
            "ab ".repeat(30)
        );
        let folded = folded(&text);
        let lines: Vec<&str> = folded.lines().collect();
        assert_eq!(lines[0].chars().count(), 71);
        assert_eq!(lines[1], "ñandú ñandú ñandú");
        assert_eq!(lines[2..4], ["", link.as_str()]);
        assert!(lines[4].starts_with("  ab ab") && lines[4].len() <= 72);
        assert!(lines[5].starts_with("  ab ab"));
        assert_eq!(lines[6..], ["-- ", "end"]);
    }

    #[test]
    fn a_table_is_aligned_and_a_wide_one_becomes_lines() {
        let rows = |cell: &str| {
            vec![
                vec!["Moneda".to_owned(), "Pendiente".to_owned()],
                vec!["PEN".to_owned(), cell.to_owned()],
            ]
        };
        let narrow = "  Moneda  Pendiente\n  PEN          1.00";
        assert_eq!(table(&rows("1.00")), narrow);
        let wide = "1".repeat(70);
        assert_eq!(table(&rows(&wide)), format!("  PEN, {wide}"));
    }

    #[test]
    fn lists_and_sentences_end_as_they_should() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&items, "y"), "a, b y c");
        assert_eq!(listed(&items[..1], "y"), "a");
        assert_eq!(stopped("Andina S.A.C."), "Andina S.A.C.");
        assert_eq!(stopped("Cierre"), "Cierre.");
    }
}
