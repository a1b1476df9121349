//! The shapes of entities.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Serialize};

use crate::{Span, document::own};

/// What kind of thing a name names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind<'a> {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// A nationality, religion, people or political following, adjectives too.
    Group,
    /// An event with a name.
    Event,
    /// A label of the user's own gazetteer.
    Label(Cow<'a, str>),
}

impl EntityKind<'_> {
    /// As it is written in JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Event => "event",
            Self::Label(label) => label,
        }
    }

    pub(crate) fn into_owned<'b>(self) -> EntityKind<'b> {
        match self {
            Self::Person => EntityKind::Person,
            Self::Place => EntityKind::Place,
            Self::Organisation => EntityKind::Organisation,
            Self::Group => EntityKind::Group,
            Self::Event => EntityKind::Event,
            Self::Label(label) => EntityKind::Label(own(label)),
        }
    }
}

impl<'a> From<Cow<'a, str>> for EntityKind<'a> {
    fn from(kind: Cow<'a, str>) -> Self {
        match &*kind {
            "person" => Self::Person,
            "place" => Self::Place,
            "organisation" => Self::Organisation,
            "group" => Self::Group,
            "event" => Self::Event,
            _ => Self::Label(kind),
        }
    }
}

impl<'a> From<&'a str> for EntityKind<'a> {
    fn from(kind: &'a str) -> Self {
        Self::from(Cow::Borrowed(kind))
    }
}

impl fmt::Display for EntityKind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for EntityKind<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, 'a> Deserialize<'de> for EntityKind<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(EntityKind::from(Cow::Owned(String::deserialize(deserializer)?)))
    }
}

/// One reason for an annotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The rule, list or kind of evidence, by a stable id.
    pub rule: Cow<'static, str>,
    /// What it saw, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// How much it weighed; positive speaks for the annotation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f32>,
}

/// A mention of a named thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entity<'a> {
    /// Where it stands: no leading "the", no title, no possessive.
    #[serde(flatten)]
    pub span: Span,
    /// As it stands.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// What kind of thing it names.
    pub kind: EntityKind<'a>,
    /// A finer kind, where the gazetteer has one: `country`, `city`, `party`.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub subkind: Option<Cow<'a, str>>,
    /// The full usual name.
    #[serde(borrow)]
    pub canonical: Cow<'a, str>,
    /// `wd:Q…`, `gn:…`, `iso:…`: only where a source gives one.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Cow<'a, str>>,
    /// Degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f32>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f32>,
    /// The same number for every mention of one entity in the article.
    pub entity: u32,
    /// How sure, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// Why, if the extractor was asked to explain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

impl<'a> Entity<'a> {
    /// Why it was found: empty unless the extractor was built with
    /// [`Explain::On`](crate::Explain::On).
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    pub(crate) fn into_owned<'b>(self) -> Entity<'b> {
        Entity {
            span: self.span,
            text: own(self.text),
            kind: self.kind.into_owned(),
            subkind: self.subkind.map(own),
            canonical: own(self.canonical),
            id: self.id.map(own),
            latitude: self.latitude,
            longitude: self.longitude,
            entity: self.entity,
            confidence: self.confidence,
            evidence: self.evidence,
        }
    }
}
