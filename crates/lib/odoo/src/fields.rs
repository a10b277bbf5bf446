//! What `fields_get` says about a model: the types by which its records are decoded.

use std::collections::{BTreeMap, btree_map};

use crate::protocol::{answer::Problem, wire::Wire};

/// Odoo's field types. A type that this list does not know is decoded as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    Boolean,
    Integer,
    Float,
    Monetary,
    Char,
    Text,
    Html,
    Selection,
    Date,
    Datetime,
    Many2one,
    One2many,
    Many2many,
    /// An id whose model is named in another field.
    Many2oneReference,
    /// `model,id` as text.
    Reference,
    /// Attachments and images: never read, always `Null`.
    Binary,
    Json,
    Properties,
    Other(String),
}

impl FieldType {
    /// From the name that `fields_get` gives.
    pub fn from_name(name: &str) -> Self {
        match name {
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "float" => Self::Float,
            "monetary" => Self::Monetary,
            "char" => Self::Char,
            "text" => Self::Text,
            "html" => Self::Html,
            "selection" => Self::Selection,
            "date" => Self::Date,
            "datetime" => Self::Datetime,
            "many2one" => Self::Many2one,
            "one2many" => Self::One2many,
            "many2many" => Self::Many2many,
            "many2one_reference" => Self::Many2oneReference,
            "reference" => Self::Reference,
            "binary" => Self::Binary,
            "json" => Self::Json,
            "properties" | "properties_definition" => Self::Properties,
            other => Self::Other(other.to_owned()),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub field_type: FieldType,
    /// True if Odoo stores it in its database. Other fields have no change signal: not mirrored.
    pub stored: bool,
    /// True if each company has its own value.
    pub company_dependent: bool,
    /// The model to which a relational field refers.
    pub relation: Option<String>,
}

/// The fields of a model by name; only those that the user may read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, Field>);

impl Fields {
    /// The requested attributes. Requesting all of them fails on some models over XML-RPC.
    pub(crate) const ATTRIBUTES: [&'static str; 4] =
        ["type", "store", "company_dependent", "relation"];

    pub fn get(&self, name: &str) -> Option<&Field> {
        self.0.get(name)
    }

    pub fn contains(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In alphabetical order.
    pub fn iter(&self) -> btree_map::Iter<'_, String, Field> {
        self.0.iter()
    }

    pub(crate) fn from_wire(answer: Wire<'_>) -> Result<Self, Problem> {
        let members = answer
            .into_object()
            .ok_or_else(|| Problem::malformed("no field list"))?;
        members
            .into_iter()
            .map(|(name, attributes)| Ok((name.into_owned(), field(attributes)?)))
            .collect::<Result<_, Problem>>()
            .map(Self)
    }
}

impl FromIterator<(String, Field)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, Field)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Fields {
    type Item = (&'a String, &'a Field);
    type IntoIter = btree_map::Iter<'a, String, Field>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn field(attributes: Wire<'_>) -> Result<Field, Problem> {
    let mut field_type = None;
    let mut stored = false;
    let mut company_dependent = false;
    let mut relation = None;
    let members = attributes
        .into_object()
        .ok_or_else(|| Problem::malformed("a field is no object"))?;
    for (name, value) in members {
        match (&*name, value) {
            ("type", Wire::Text(name)) => field_type = Some(FieldType::from_name(&name)),
            ("store", Wire::Bool(flag)) => stored = flag,
            ("company_dependent", Wire::Bool(flag)) => company_dependent = flag,
            ("relation", Wire::Text(model)) => relation = Some(model.into_owned()),
            _ => {}
        }
    }
    let field_type = field_type.ok_or_else(|| Problem::malformed("a field has no type"))?;
    Ok(Field {
        field_type,
        stored,
        company_dependent,
        relation,
    })
}
