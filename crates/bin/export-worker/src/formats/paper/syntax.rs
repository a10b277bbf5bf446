//! Writes objects of a PDF (ISO 32000-1, 7.3).

use std::io::{self, Write};

use lopdf::{Dictionary, Object};

pub(crate) fn write(out: &mut impl Write, object: &Object) -> io::Result<()> {
    match object {
        Object::Null => out.write_all(b"null"),
        Object::Boolean(value) => write!(out, "{value}"),
        Object::Integer(number) => write!(out, "{number}"),
        Object::Real(number) => write!(out, "{number}"),
        Object::Name(bytes) => name(out, bytes),
        Object::String(bytes, _) => string(out, bytes),
        Object::Reference((number, generation)) => write!(out, "{number} {generation} R"),
        Object::Dictionary(entries) => dictionary(out, entries),
        Object::Array(items) => {
            out.write_all(b"[")?;
            for item in items {
                write(out, item)?;
                out.write_all(b" ")?;
            }
            out.write_all(b"]")
        }
        Object::Stream(stream) => {
            let mut entries = stream.dict.clone();
            entries.set(
                "Length",
                i64::try_from(stream.content.len()).unwrap_or(i64::MAX),
            );
            dictionary(out, &entries)?;
            out.write_all(b"\nstream\n")?;
            out.write_all(&stream.content)?;
            out.write_all(b"\nendstream")
        }
    }
}

fn dictionary(out: &mut impl Write, entries: &Dictionary) -> io::Result<()> {
    out.write_all(b"<<")?;
    for (key, value) in entries {
        name(out, key)?;
        out.write_all(b" ")?;
        write(out, value)?;
    }
    out.write_all(b">>")
}

/// Characters with a meaning of their own are written as `#` and two digits.
fn name(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(b"/")?;
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-_.+".contains(byte) {
            out.write_all(&[*byte])?;
        } else {
            write!(out, "#{byte:02X}")?;
        }
    }
    Ok(())
}

fn string(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(b"<")?;
    for byte in bytes {
        write!(out, "{byte:02X}")?;
    }
    out.write_all(b">")
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, Object, StringFormat};

    #[test]
    fn every_kind_of_object_is_written() {
        let mut entries = Dictionary::new();
        entries.set("Type", Object::Name(b"A#b".to_vec()));
        entries.set(
            "Kids",
            vec![Object::Reference((7, 0)), Object::Real(0.5), Object::Null],
        );
        entries.set("T", Object::String(b"(x)".to_vec(), StringFormat::Literal));
        let mut out = Vec::new();
        super::write(&mut out, &Object::Dictionary(entries)).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "<</Type /A#23b/Kids [7 0 R 0.5 null ]/T <287829>>>");
    }
}
