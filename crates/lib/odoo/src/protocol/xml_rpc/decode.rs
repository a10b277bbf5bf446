//! Decodes answers from XML, in one pass over the events; only the current row is in memory.

use std::borrow::Cow;

use quick_xml::{Reader, events::Event};

use crate::{
    fault::Fault,
    protocol::{
        answer::{OnRow, Problem, Reply},
        wire::{MAX_DEPTH, Members, Wire},
    },
};

pub(crate) fn value(text: &str) -> Result<Reply<Wire<'_>>, Problem> {
    let mut parser = Parser::new(text);
    if let Some(fault) = parser.open_answer()? {
        return Ok(Reply::Fault(fault));
    }
    let answer = parser.value(0)?;
    parser.close_answer()?;
    Ok(Reply::Answer(answer))
}

pub(crate) fn rows<'b>(text: &'b str, on_row: &mut OnRow<'_, 'b>) -> Result<Reply<()>, Problem> {
    let mut parser = Parser::new(text);
    if let Some(fault) = parser.open_answer()? {
        return Ok(Reply::Fault(fault));
    }
    parser.expect(&[Element::Array, Element::Data])?;
    let mut members = Vec::new();
    while parser.opens(Element::Value)? {
        parser.expect(&[Element::Struct])?;
        members.clear();
        parser.members(1, &mut members)?;
        parser.close(1)?;
        on_row(&mut members)?;
    }
    parser.close(2)?;
    parser.close_answer()?;
    Ok(Reply::Answer(()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    MethodResponse,
    Params,
    Param,
    Fault,
    Value,
    Array,
    Data,
    Struct,
    Member,
    Name,
    Number,
    Boolean,
    Text,
    Nil,
}

impl Element {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "methodResponse" => Self::MethodResponse,
            "params" => Self::Params,
            "param" => Self::Param,
            "fault" => Self::Fault,
            "value" => Self::Value,
            "array" => Self::Array,
            "data" => Self::Data,
            "struct" => Self::Struct,
            "member" => Self::Member,
            "name" => Self::Name,
            "int" | "i4" | "i8" | "double" => Self::Number,
            "boolean" => Self::Boolean,
            "string" | "base64" | "dateTime.iso8601" => Self::Text,
            "nil" => Self::Nil,
            _ => return None,
        })
    }
}

enum Tag {
    Open(Element),
    Close,
}

struct Parser<'b> {
    reader: Reader<&'b [u8]>,
}

impl<'b> Parser<'b> {
    fn new(text: &'b str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader }
    }

    /// Reads up to the answer's value, which is open afterwards, or reads a whole fault.
    fn open_answer(&mut self) -> Result<Option<Fault>, Problem> {
        self.expect(&[Element::MethodResponse])?;
        match self.tag()? {
            Tag::Open(Element::Params) => {
                self.expect(&[Element::Param, Element::Value])?;
                Ok(None)
            }
            Tag::Open(Element::Fault) => {
                self.expect(&[Element::Value])?;
                let fault = fault(self.value(0)?)?;
                self.close(2)?;
                self.end()?;
                Ok(Some(fault))
            }
            _ => Err(Problem::malformed("neither an answer nor a fault")),
        }
    }

    /// Reads the rest after the answer's value.
    fn close_answer(&mut self) -> Result<(), Problem> {
        self.close(3)?;
        self.end()
    }

    /// Reads the content of an open `<value>`, and its end.
    fn value(&mut self, depth: usize) -> Result<Wire<'b>, Problem> {
        if depth > MAX_DEPTH {
            return Err(Problem::malformed("values are nested too deep"));
        }
        let (text, tag) = self.text()?;
        let Tag::Open(element) = tag else {
            return Ok(Wire::Text(text));
        };
        let value = match element {
            Element::Text => Wire::Text(self.leaf()?),
            Element::Number => Wire::Number(trimmed(self.leaf()?)),
            Element::Boolean => match &*trimmed(self.leaf()?) {
                "1" | "true" => Wire::Bool(true),
                "0" | "false" => Wire::Bool(false),
                other => return Err(Problem::malformed(format!("the boolean {other:?}"))),
            },
            Element::Nil => {
                self.close(1)?;
                Wire::Null
            }
            Element::Array => Wire::Array(self.items(depth)?),
            Element::Struct => {
                let mut members = Vec::new();
                self.members(depth, &mut members)?;
                Wire::Object(members)
            }
            other => return Err(Problem::malformed(format!("{other:?} inside a value"))),
        };
        self.close(1)?;
        Ok(value)
    }

    /// Reads the items of an open `<array>`, and its end.
    fn items(&mut self, depth: usize) -> Result<Vec<Wire<'b>>, Problem> {
        self.expect(&[Element::Data])?;
        let mut items = Vec::new();
        while self.opens(Element::Value)? {
            items.push(self.value(depth + 1)?);
        }
        self.close(1)?;
        Ok(items)
    }

    /// Reads the members of an open `<struct>`, and its end.
    fn members(&mut self, depth: usize, members: &mut Members<'b>) -> Result<(), Problem> {
        while self.opens(Element::Member)? {
            self.expect(&[Element::Name])?;
            let name = self.leaf()?;
            self.expect(&[Element::Value])?;
            members.push((name, self.value(depth + 1)?));
            self.close(1)?;
        }
        Ok(())
    }

    /// Reads the text of an open element without child elements, and its end.
    fn leaf(&mut self) -> Result<Cow<'b, str>, Problem> {
        match self.text()? {
            (text, Tag::Close) => Ok(text),
            (_, Tag::Open(element)) => {
                Err(Problem::malformed(format!("{element:?} inside of text")))
            }
        }
    }

    fn expect(&mut self, elements: &[Element]) -> Result<(), Problem> {
        for &element in elements {
            if !self.opens(element)? {
                return Err(Problem::malformed(format!(
                    "no {element:?} where one must be"
                )));
            }
        }
        Ok(())
    }

    /// True if that element opens next. If not, the enclosing element must close.
    fn opens(&mut self, element: Element) -> Result<bool, Problem> {
        match self.tag()? {
            Tag::Open(found) if found == element => Ok(true),
            Tag::Open(found) => Err(Problem::malformed(format!(
                "{found:?} where {element:?} must be"
            ))),
            Tag::Close => Ok(false),
        }
    }

    fn close(&mut self, times: usize) -> Result<(), Problem> {
        for _ in 0..times {
            if let Tag::Open(found) = self.tag()? {
                return Err(Problem::malformed(format!(
                    "{found:?} where an end must be"
                )));
            }
        }
        Ok(())
    }

    /// The next tag, with only white space before it.
    fn tag(&mut self) -> Result<Tag, Problem> {
        let (text, tag) = self.text()?;
        if text.trim_ascii().is_empty() {
            Ok(tag)
        } else {
            Err(Problem::malformed("text where a tag must be"))
        }
    }

    /// The text before the next tag, borrowed if it is one piece.
    fn text(&mut self) -> Result<(Cow<'b, str>, Tag), Problem> {
        let mut text = Cow::Borrowed("");
        loop {
            let piece = match self.reader.read_event().map_err(Problem::xml)? {
                Event::Start(start) => {
                    let name = start.name();
                    let element = Element::from_name(name.0).ok_or_else(|| {
                        Problem::malformed(format!("the unknown element {:?}", name.0))
                    })?;
                    return Ok((text, Tag::Open(element)));
                }
                Event::End(_) => return Ok((text, Tag::Close)),
                Event::Text(piece) => piece.into_inner(),
                Event::CData(piece) => piece.into_inner(),
                Event::GeneralRef(reference) => {
                    let character = match reference.resolve_char_ref().map_err(Problem::xml)? {
                        Some(character) => character,
                        None => named_character(&reference.into_inner())?,
                    };
                    Cow::Owned(character.to_string())
                }
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => continue,
                Event::Eof => return Err(Problem::malformed("the XML ends too early")),
                Event::Empty(_) | Event::DocType(_) => {
                    return Err(Problem::malformed("a document type where none must be"));
                }
            };
            if text.is_empty() {
                text = piece;
            } else {
                text.to_mut().push_str(&piece);
            }
        }
    }

    fn end(&mut self) -> Result<(), Problem> {
        loop {
            match self.reader.read_event().map_err(Problem::xml)? {
                Event::Eof => return Ok(()),
                Event::Text(text) if text.trim_ascii().is_empty() => {}
                Event::Comment(_) | Event::PI(_) => {}
                _ => return Err(Problem::malformed("data after the end of the answer")),
            }
        }
    }
}

fn named_character(name: &str) -> Result<char, Problem> {
    match name {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(Problem::malformed(format!("the unknown entity {other:?}"))),
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_ascii()),
        Cow::Owned(text) => Cow::Owned(text.trim_ascii().to_owned()),
    }
}

fn fault(value: Wire<'_>) -> Result<Fault, Problem> {
    let mut code = 0;
    let mut message = String::new();
    let members = value
        .into_object()
        .ok_or_else(|| Problem::malformed("a fault without a struct"))?;
    for (name, value) in members {
        match (&*name, value) {
            ("faultCode", Wire::Number(digits)) => code = digits.parse().unwrap_or_default(),
            ("faultString", Wire::Text(text)) => message = text.into_owned(),
            _ => {}
        }
    }
    Ok(Fault::from_text(code, &message))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::protocol::xml_rpc::encode::push_value;

    fn answer(value: &str) -> String {
        format!(
            "<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n{value}\n</param>\n</params>\n</methodResponse>\n"
        )
    }

    fn decoded(xml: &str) -> Result<Value, Problem> {
        match value(&answer(xml))? {
            Reply::Answer(answer) => answer.into_json(),
            Reply::Fault(fault) => panic!("{fault:?}"),
        }
    }

    #[test]
    fn entities_character_references_and_cdata_are_text() {
        let xml = "<value><string>a &lt;b&gt; &amp;amp; &#233;&#x1F600; <![CDATA[<i> & ]]>\r\nz </string></value>";
        assert_eq!(decoded(xml), Ok(json!("a <b> &amp; é😀 <i> & \r\nz ")));
    }

    #[test]
    fn a_value_without_a_type_is_text_and_empty_elements_are_empty() {
        assert_eq!(decoded("<value> bare </value>"), Ok(json!(" bare ")));
        assert_eq!(decoded("<value/>"), Ok(json!("")));
        assert_eq!(decoded("<value><string/></value>"), Ok(json!("")));
        assert_eq!(decoded("<value><struct/></value>"), Ok(json!({})));
        assert_eq!(
            decoded("<value><array><data/></array></value>"),
            Ok(json!([]))
        );
        assert_eq!(decoded("<value><nil/></value>"), Ok(Value::Null));
    }

    #[test]
    fn numbers_keep_their_digits() {
        for (xml, digits) in [
            ("<value><double>-2500.00</double></value>", "-2500.00"),
            ("<value><double> 1e-07 </double></value>", "1e-07"),
            ("<value><int>12</int></value>", "12"),
            ("<value><i8>5000000000</i8></value>", "5000000000"),
        ] {
            assert_eq!(
                value(&answer(xml)),
                Ok(Reply::Answer(Wire::Number(digits.into())))
            );
        }
    }

    #[test]
    fn structs_nest_in_arrays_and_structs() {
        let xml = "<value><array><data><value><struct><member><name>a</name><value><struct>\
            <member><name>b</name><value><array><data><value><boolean>1</boolean></value>\
            </data></array></value></member></struct></value></member></struct></value>\
            </data></array></value>";
        assert_eq!(decoded(xml), Ok(json!([{ "a": { "b": [true] } }])));
    }

    #[test]
    fn an_answer_that_is_not_xml_rpc_is_refused() {
        for xml in [
            "<value><int>1</int>",
            "<value><int>1</double></value>",
            "<value><boolean>2</boolean></value>",
            "<value><int>1</int><int>2</int></value>",
            "<value><int>1</int>x</value>",
            "<value><unheard>1</unheard></value>",
            "<value>&unheard;</value>",
            "<value><array><value>1</value></array></value>",
            "<value>1</value><value>2</value>",
            "",
        ] {
            assert!(decoded(xml).is_err(), "{xml}");
        }
        assert!(value("<!DOCTYPE x [<!ENTITY a 'b'>]><methodResponse/>").is_err());
        assert!(value(&format!("{}<x/>", answer("<value>1</value>"))).is_err());
    }

    #[test]
    fn a_truncated_answer_is_refused_wherever_it_ends() {
        let whole =
            answer("<value><array><data><value><struct></struct></value></data></array></value>");
        let end_of_root = whole.trim_end().len();
        for end in 0..end_of_root {
            let outcome = rows(&whole[..end], &mut |_| Ok(()));
            assert!(outcome.is_err(), "{end}");
        }
        assert!(rows(&whole, &mut |_| Ok(())).is_ok());
    }

    #[test]
    fn deeply_nested_arrays_are_refused_without_a_stack_overflow() {
        let depth = 100_000;
        let xml = "<value><array><data>".repeat(depth) + &"</data></array></value>".repeat(depth);
        assert!(decoded(&xml).is_err());
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let text = "[\\PC\t\n\r<>&\"']{0,20}";
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            text.prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 5, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map(text, inner, 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_decoder_reads_the_output_of_the_encoder(original in any_value()) {
            let mut xml = String::new();
            push_value(&mut xml, &original);
            prop_assert_eq!(decoded(&xml), Ok(original));
        }
    }
}
