//! Parquet: one column per column of the report, named by its key. Amounts are exact decimals, days
//! are dates, and words are codes, because programs read the file. Memory holds one group of rows.

use std::io::Write;
use std::sync::Arc;

use bytes::Bytes;
use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, FixedLenByteArrayType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use reports::{Cell, Column, Kind};
use rust_decimal::Decimal;

use crate::{
    facts::{self, Facts},
    formats::{RenderError, Rendering, Summary},
    words::Words,
};

/// Limits of a row group. It is in memory twice: as values and as encoded data.
const ROWS_PER_GROUP: usize = 25_000;
const BYTES_PER_GROUP: usize = 8 << 20;
/// Values that are passed to the encoder at a time.
const BATCH: usize = 1024;
const PRECISION: i32 = 38;
/// Maximum decimals of money, and of quantities and rates.
const MONEY_PLACES: u32 = 10;
const NUMBER_PLACES: u32 = 18;

pub(crate) struct ParquetFile<'r, W: Write + Send> {
    writer: SerializedFileWriter<W>,
    facts: &'r Facts,
    columns: Vec<Values>,
    keys: Vec<String>,
    rows: usize,
}

/// The values of a column in a row group, and which rows have one.
struct Values {
    present: Vec<i16>,
    values: Typed,
}

enum Typed {
    Text(Texts),
    Int(Vec<i64>),
    Instant(Vec<i64>),
    Date(Vec<i32>),
    Boolean(Vec<bool>),
    Decimal(Vec<[u8; 16]>, u32),
}

/// Concatenated texts, and where each of them ends.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl<'r, W: Write + Send> ParquetFile<'r, W> {
    pub(crate) fn begin(
        columns: Vec<Column<'r>>,
        facts: &'r Facts,
        file: W,
    ) -> Result<Self, RenderError> {
        let fields: Result<Vec<_>, _> = columns.iter().map(field).collect();
        let schema = Type::group_type_builder("row")
            .with_fields(fields?)
            .build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .build();
        Ok(Self {
            writer: SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?,
            facts,
            columns: columns
                .iter()
                .map(|column| Values::empty(column.kind))
                .collect(),
            keys: columns.iter().map(|column| column.key.to_owned()).collect(),
            rows: 0,
        })
    }

    fn write_group(&mut self) -> Result<(), RenderError> {
        let mut group = self.writer.next_row_group()?;
        for values in &mut self.columns {
            values.write(&mut group)?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl<W: Write + Send> Rendering for ParquetFile<'_, W> {
    fn row(&mut self, cells: &[Cell<'_>], _: bool) -> Result<(), RenderError> {
        for ((values, key), cell) in self.columns.iter_mut().zip(&self.keys).zip(cells) {
            values.add(*cell).map_err(|problem| {
                RenderError::Unfit(format!("{key}: {problem}; CSV and XLSX can hold it"))
            })?;
        }
        self.rows += 1;
        let bytes: usize = self.columns.iter().map(Values::text_bytes).sum();
        if self.rows == ROWS_PER_GROUP || bytes >= BYTES_PER_GROUP {
            self.write_group()?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: Summary) -> Result<(), RenderError> {
        if self.rows > 0 {
            self.write_group()?;
        }
        let english = Words::for_locale("en");
        let lines = facts::lines(self.facts, english, (summary.rows, summary.expected), &[]);
        let entry = |key: &str, value: String| KeyValue::new(key.to_owned(), value);
        self.writer
            .append_key_value_metadata(entry("title", self.facts.title.clone()));
        for line in lines.iter().filter(|line| line.has_value()) {
            let key = line.label.to_lowercase().replace(' ', "_");
            self.writer
                .append_key_value_metadata(entry(&key, line.plain()));
        }
        self.writer.finish()?;
        Ok(())
    }
}

impl Values {
    fn empty(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text => Typed::Text(Texts::default()),
            Kind::Integer | Kind::Days => Typed::Int(Vec::new()),
            Kind::Instant => Typed::Instant(Vec::new()),
            Kind::Date => Typed::Date(Vec::new()),
            Kind::Boolean => Typed::Boolean(Vec::new()),
            Kind::Money => Typed::Decimal(Vec::new(), MONEY_PLACES),
            Kind::Number => Typed::Decimal(Vec::new(), NUMBER_PLACES),
        };
        Self {
            present: Vec::new(),
            values,
        }
    }

    fn add(&mut self, cell: Cell<'_>) -> Result<(), String> {
        match (&mut self.values, cell) {
            (_, Cell::Empty) => {
                self.present.push(0);
                return Ok(());
            }
            (Typed::Text(values), Cell::Text(text) | Cell::Record { text, .. }) => {
                values.push(text);
            }
            (Typed::Text(values), Cell::Word(word)) => values.push(word.code),
            (Typed::Int(values), Cell::Int(number)) => values.push(number),
            (Typed::Instant(values), Cell::Instant(at)) => values.push(at.as_microsecond()),
            (Typed::Date(values), Cell::Date(date)) => values.push(day_number(date)),
            (Typed::Boolean(values), Cell::Boolean(value)) => values.push(value),
            (Typed::Decimal(values, decimals), Cell::Money(amount) | Cell::Number(amount)) => {
                values.push(fixed(amount, *decimals)?);
            }
            (_, other) => return Err(format!("{other:?} does not have the column's type")),
        }
        self.present.push(1);
        Ok(())
    }

    fn write<W: Write + Send>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), RenderError> {
        let present = &self.present;
        match &mut self.values {
            Typed::Text(values) => put::<ByteArrayType, _>(group, values.drain(), present),
            Typed::Int(values) | Typed::Instant(values) => {
                put::<Int64Type, _>(group, values.drain(..), present)
            }
            Typed::Date(values) => put::<Int32Type, _>(group, values.drain(..), present),
            Typed::Boolean(values) => put::<BoolType, _>(group, values.drain(..), present),
            Typed::Decimal(values, _) => {
                let values = values.drain(..).map(|value| value.to_vec().into());
                put::<FixedLenByteArrayType, _>(group, values, present)
            }
        }?;
        self.present.clear();
        Ok(())
    }

    fn text_bytes(&self) -> usize {
        match &self.values {
            Typed::Text(values) => values.bytes.len(),
            _ => 0,
        }
    }
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(self.bytes.len());
    }

    /// Each text is a slice of the same buffer, so that no text needs its own memory.
    fn drain(&mut self) -> impl Iterator<Item = ByteArray> {
        let bytes = Bytes::from(std::mem::take(&mut self.bytes));
        let mut begin = 0;
        self.ends.drain(..).map(move |end| {
            let text = bytes.slice(begin..end);
            begin = end;
            text.into()
        })
    }
}

fn put<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    mut values: impl Iterator<Item = T::T>,
    present: &[i16],
) -> Result<(), RenderError> {
    let Some(mut column) = group.next_column()? else {
        return Err(RenderError::Library("no column is left".to_owned()));
    };
    let mut batch = Vec::with_capacity(BATCH);
    for present in present.chunks(BATCH) {
        let count = present.iter().filter(|present| **present == 1).count();
        batch.clear();
        batch.extend(values.by_ref().take(count));
        column
            .typed::<T>()
            .write_batch(&batch, Some(present), None)?;
    }
    column.close()?;
    Ok(())
}

fn field(column: &Column<'_>) -> Result<Arc<Type>, ParquetError> {
    let decimal = |decimals: u32| {
        let scale = i32::try_from(decimals).unwrap_or_default();
        let precision = PRECISION;
        let kind = LogicalType::decimal(scale, precision);
        (
            Physical::FIXED_LEN_BYTE_ARRAY,
            Some(kind),
            Some((scale, precision)),
        )
    };
    let (physical, logical, sizes) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String), None),
        Kind::Integer | Kind::Days => (Physical::INT64, None, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date), None),
        Kind::Boolean => (Physical::BOOLEAN, None, None),
        Kind::Instant => {
            let kind = LogicalType::timestamp(true, TimeUnit::MICROS);
            (Physical::INT64, Some(kind), None)
        }
        Kind::Money => decimal(MONEY_PLACES),
        Kind::Number => decimal(NUMBER_PLACES),
    };
    let mut field = Type::primitive_type_builder(column.key, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    if let Some((scale, precision)) = sizes {
        field = field
            .with_length(16)
            .with_scale(scale)
            .with_precision(precision);
    }
    Ok(Arc::new(field.build()?))
}

/// Two's complement, big-endian. An amount is never rounded.
fn fixed(amount: Decimal, decimals: u32) -> Result<[u8; 16], String> {
    let amount = if amount.scale() > decimals {
        amount.normalize()
    } else {
        amount
    };
    let unfit =
        || format!("{amount} does not fit into {PRECISION} digits with {decimals} decimals");
    let missing = decimals.checked_sub(amount.scale()).ok_or_else(unfit)?;
    let scaled = 10_i128
        .checked_pow(missing)
        .and_then(|factor| amount.mantissa().checked_mul(factor))
        .filter(|scaled| scaled.unsigned_abs() < 10_u128.pow(38))
        .ok_or_else(unfit)?;
    Ok(scaled.to_be_bytes())
}

/// Days since 1970-01-01.
fn day_number(date: Date) -> i32 {
    const EPOCH: Date = jiff::civil::date(1970, 1, 1);
    (date - EPOCH).get_days()
}

impl From<ParquetError> for RenderError {
    fn from(error: ParquetError) -> Self {
        match error {
            ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
                Ok(error) => Self::Storage(*error),
                Err(other) => Self::Library(other.to_string()),
            },
            other => Self::Library(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    use reports::Expected;

    use super::*;
    use crate::facts::tests::{COLUMNS, facts};

    fn money(text: &str) -> Cell<'_> {
        Cell::Money(text.parse().unwrap())
    }

    #[test]
    fn values_groups_and_proof_round_trip() {
        let rows = ROWS_PER_GROUP + 1;
        let facts = facts("es-PE", None);
        let mut file = Vec::new();
        let begun = ParquetFile::begin(COLUMNS.to_vec(), &facts, &mut file);
        let mut writing = Box::new(begun.unwrap());
        for _ in 1..rows {
            let cells = [
                Cell::Text("Ñandú"),
                Cell::Date(date(2026, 3, 31)),
                Cell::Int(-3),
                money("-1234.5"),
            ];
            writing.row(&cells, false).unwrap();
        }
        let last = [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
        writing.row(&last, false).unwrap();
        let expected = Expected::new(rows as u64, "-30862500.5".parse().unwrap());
        let summary = Summary {
            rows: rows as u64,
            expected,
        };
        writing.finish(summary).unwrap();

        let reader = SerializedFileReader::new(bytes::Bytes::from(file)).unwrap();
        assert_eq!(reader.num_row_groups(), 2);
        let metadata = reader.metadata().file_metadata();
        assert_eq!(metadata.num_rows(), 25_001);
        let entries = metadata.key_value_metadata().unwrap();
        for (key, value) in [
            ("title", "Partidas abiertas"),
            ("rows_expected", "25001"),
            ("rows_written", "25001"),
            ("control_total", "-30862500.5"),
            ("currency", "PEN"),
        ] {
            let entry = entries.iter().find(|entry| entry.key == key);
            let found = entry.and_then(|entry| entry.value.as_deref());
            assert_eq!(found, Some(value), "{key}");
        }
        let read: Vec<_> = reader
            .get_row_iter(None)
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let fields: Vec<_> = read[0]
            .get_column_iter()
            .map(|(_, field)| field.clone())
            .collect();
        assert_eq!(fields[0], Field::Str("Ñandú".to_owned()));
        assert_eq!(fields[1], Field::Date(20_543));
        assert_eq!(fields[2], Field::Long(-3));
        assert_eq!(fields[3].to_string(), "-1234.5000000000");
        assert!(
            read[25_000]
                .get_column_iter()
                .all(|(_, field)| *field == Field::Null)
        );
    }

    #[test]
    fn long_texts_end_a_row_group_early_and_stay_unchanged() {
        let facts = facts("en", None);
        let mut file = Vec::new();
        let begun = ParquetFile::begin(COLUMNS.to_vec(), &facts, &mut file);
        let mut writing = Box::new(begun.unwrap());
        let texts: Vec<_> = ('a'..='f')
            .map(|letter| letter.to_string().repeat(BYTES_PER_GROUP / 2))
            .collect();
        for text in &texts {
            let cells = [Cell::Text(text), Cell::Empty, Cell::Empty, money("1")];
            writing.row(&cells, false).unwrap();
        }
        let expected = Expected::new(6, "6".parse().unwrap());
        writing.finish(Summary { rows: 6, expected }).unwrap();
        let reader = SerializedFileReader::new(bytes::Bytes::from(file)).unwrap();
        assert_eq!(reader.num_row_groups(), 3);
        let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
        for (row, text) in rows.zip(&texts) {
            let field = row.get_column_iter().next().unwrap().1.clone();
            assert!(field == Field::Str(text.clone()), "{}", &text[..1]);
        }
    }

    #[test]
    fn an_amount_that_does_not_fit_is_refused_and_never_rounded() {
        let facts = facts("en", None);
        let mut writing = ParquetFile::begin(COLUMNS.to_vec(), &facts, Vec::new()).unwrap();
        let row = |amount| [Cell::Empty, Cell::Empty, Cell::Empty, amount];
        writing
            .row(&row(money("0.1234567891000000")), false)
            .unwrap();
        let refused = writing
            .row(&row(money("0.12345678912")), false)
            .unwrap_err();
        assert!(
            refused
                .to_string()
                .starts_with("amount: 0.12345678912 does not fit")
        );
    }
}
