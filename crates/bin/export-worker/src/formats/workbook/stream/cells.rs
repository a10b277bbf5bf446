//! Rows as the XML of a sheet.

use std::io::Write as _;

use itoa::Buffer;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use rust_xlsxwriter::IntoExcelDateTime;
use rust_xlsxwriter::utility::column_number_to_name;

use crate::formats::workbook::{
    content::Value, numbers::fits, stream::strings::Strings, styles::Look,
};

/// Spreadsheets drop these at the ends of a text unless `xml:space` is `preserve`.
const SPACES: [char; 3] = ['\t', '\n', ' '];

/// Format numbers by look: of ordinary rows, and of rows that sum up others.
pub(crate) type Formats = [[u32; Look::ALL.len()]; 2];

/// Writes rows one after the other.
pub(crate) struct Cells {
    /// `<c r="A` for each column.
    begins: Vec<Vec<u8>>,
    /// `1" s="`: the row number and what follows it.
    row: Vec<u8>,
    /// `7"`: format numbers by kind of row and look.
    formats: [[Vec<u8>; Look::ALL.len()]; 2],
    strings: Strings,
    pub(crate) xml: Vec<u8>,
}

impl Cells {
    pub(crate) fn new(columns: usize, formats: &Formats) -> Self {
        let begin = |column| format!("<c r=\"{}", column_number_to_name(column)).into_bytes();
        Self {
            begins: (0..).take(columns).map(begin).collect(),
            row: Vec::new(),
            formats: formats.map(|looks| looks.map(|number| format!("{number}\"").into_bytes())),
            strings: Strings::new(columns),
            xml: Vec::new(),
        }
    }

    /// `row` starts at 0. Rows with a level can be folded.
    pub(crate) fn begin_row(&mut self, row: u32, level: u8) {
        self.row.clear();
        self.row.extend(Buffer::new().format(row + 1).as_bytes());
        self.xml.extend(b"<row r=\"");
        self.xml.extend(&self.row);
        if level > 0 {
            self.xml.extend(b"\" outlineLevel=\"");
            self.xml.extend(Buffer::new().format(level).as_bytes());
        }
        self.xml.extend(b"\">");
        self.row.extend(b"\" s=\"");
    }

    pub(crate) fn end_row(&mut self) {
        self.xml.extend(b"</row>");
    }

    pub(crate) fn cell(&mut self, column: u16, value: Value<'_>, look: Look, is_sum: bool) {
        let Some(begin) = self.begins.get(usize::from(column)) else {
            return;
        };
        let xml = &mut self.xml;
        xml.extend(begin);
        xml.extend(&self.row);
        xml.extend(&self.formats[usize::from(is_sum)][look.index()]);
        match value {
            Value::Blank => xml.extend(b"/>"),
            Value::Text(text) => self.text(column, &text),
            Value::Link { text, .. } => self.text(column, text),
            Value::Number(number) => {
                xml.extend(b"><v>");
                put_number(xml, number);
                xml.extend(b"</v></c>");
            }
            Value::Formula { formula, result } => {
                xml.extend(b"><f>");
                put_text(xml, &formula);
                xml.extend(b"</f><v>");
                put_number(xml, result);
                xml.extend(b"</v></c>");
            }
            Value::Boolean(true) => xml.extend(b" t=\"b\"><v>1</v></c>"),
            Value::Boolean(false) => xml.extend(b" t=\"b\"><v>0</v></c>"),
            Value::Day(day) => {
                xml.extend(b"><v>");
                xml.extend(Buffer::new().format(serial(day)).as_bytes());
                xml.extend(b"</v></c>");
            }
            Value::Moment(at) => {
                // Writing to memory does not fail.
                let _ = write!(xml, "><v>{}</v></c>", at.to_excel_serial_date());
            }
        }
    }

    /// The shared texts, by number.
    pub(crate) fn into_texts(self) -> Vec<Box<str>> {
        self.strings.into_texts()
    }

    fn text(&mut self, column: u16, text: &str) {
        let xml = &mut self.xml;
        if text.is_empty() {
            xml.extend(b"/>");
        } else if let Some(number) = self.strings.number_of(column, text) {
            xml.extend(b" t=\"s\"><v>");
            xml.extend(Buffer::new().format(number).as_bytes());
            xml.extend(b"</v></c>");
        } else {
            xml.extend(b" t=\"inlineStr\"><is><t");
            if text.starts_with(SPACES) || text.ends_with(SPACES) {
                xml.extend(b" xml:space=\"preserve\"");
            }
            xml.push(b'>');
            put_text(xml, text);
            xml.extend(b"</t></is></c>");
        }
    }
}

/// Its digits, of which a spreadsheet keeps all.
fn put_number(xml: &mut Vec<u8>, number: Decimal) {
    let short = if fits(number) {
        number
    } else {
        number.normalize()
    };
    // At most fifteen digits.
    let mut digits = u64::try_from(short.mantissa().unsigned_abs()).unwrap_or_default();
    let mut decimals = usize::try_from(short.scale()).unwrap_or_default();
    while decimals > 0 && digits % 10 == 0 {
        (digits, decimals) = (digits / 10, decimals - 1);
    }
    if short.is_sign_negative() && digits > 0 {
        xml.push(b'-');
    }
    let mut text = Buffer::new();
    let text = text.format(digits).as_bytes();
    match text.len().checked_sub(decimals) {
        Some(whole) if whole > 0 => {
            xml.extend(&text[..whole]);
            if decimals > 0 {
                xml.push(b'.');
                xml.extend(&text[whole..]);
            }
        }
        _ => {
            xml.extend(b"0.");
            xml.resize(xml.len() + decimals - text.len(), b'0');
            xml.extend(text);
        }
    }
}

/// Spreadsheets count days from the end of 1899, and count 29 February 1900, which never existed.
fn serial(day: Date) -> i32 {
    const EPOCH: Date = date(1899, 12, 31);
    let days = (day - EPOCH).get_days();
    if days > 59 { days + 1 } else { days }
}

/// Escapes what XML or spreadsheets would misread. What XML rejects was removed before.
fn put_text(xml: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut written = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let escaped: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'\r' => b"_x000D_",
            b'_' if is_escape(&bytes[at..]) => b"_x005F_",
            _ => continue,
        };
        xml.extend(&bytes[written..at]);
        xml.extend(escaped);
        written = at + 1;
    }
    xml.extend(&bytes[written..]);
}

/// Whether it begins like `_x000D_`, which stands for a character.
fn is_escape(text: &[u8]) -> bool {
    match text.get(..7) {
        Some([b'_', b'x', digits @ .., b'_']) => digits.iter().all(u8::is_ascii_hexdigit),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> String {
        let mut xml = Vec::new();
        put_number(&mut xml, text.parse().unwrap());
        String::from_utf8(xml).unwrap()
    }

    fn text(text: &str) -> String {
        let mut xml = Vec::new();
        put_text(&mut xml, text);
        String::from_utf8(xml).unwrap()
    }

    #[test]
    fn numbers_are_written_without_trailing_zeros() {
        for (given, written) in [
            ("0", "0"),
            ("-0.00", "0"),
            ("1234.50", "1234.5"),
            ("-0.05", "-0.05"),
            ("100", "100"),
            ("100.00", "100"),
            ("0.123", "0.123"),
            ("999999999999.999", "999999999999.999"),
            ("1.0000000000000000000", "1"),
            (
                "0.0000000000000000000000000012",
                "0.0000000000000000000000000012",
            ),
        ] {
            assert_eq!(number(given), written, "{given}");
        }
    }

    #[test]
    fn serial_dates_equal_those_of_the_library() {
        let mut day = date(1900, 1, 1);
        while day.year() < 2101 {
            let theirs = day.to_excel_serial_date().to_string();
            assert_eq!(serial(day).to_string(), theirs, "{day}");
            day = day.tomorrow().unwrap();
        }
    }

    #[test]
    fn texts_are_escaped_for_xml_and_for_spreadsheets() {
        for (given, written) in [
            ("a<b>&\"'", "a&lt;b&gt;&amp;\"'"),
            ("\r\n", "_x000D_\n"),
            ("_x000D_ _x41 _x0041", "_x005F_x000D_ _x41 _x0041"),
            ("_x00ñ1_", "_x00ñ1_"),
            ("_", "_"),
            ("a_x0041_b", "a_x005F_x0041_b"),
        ] {
            assert_eq!(text(given), written);
        }
    }
}
