//! What comes out: the annotations of one article.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{OffsetMap, OffsetUnit, Span, entity::Entity, fact, number::Number, time::Timex};

/// The version of the JSON that [`Document`] writes; it changes when a field changes its meaning.
pub const SCHEMA: &str = "dateline/1";

/// Everything found in one article.
///
/// It borrows the text and the extractor; [`into_owned`](Self::into_owned) cuts it loose. Offsets
/// are bytes of UTF-8 until [`use_offsets`](Self::use_offsets) is called.
///
/// ```
/// let extractor = dateline::Extractor::new();
/// let document = extractor.extract("Vladimir Putin flew to Tokyo.");
/// assert_eq!(document.entities[1].text, "Tokyo");
/// let json = serde_json::to_string(&document).unwrap();
/// let back: dateline::Document = serde_json::from_str(&json).unwrap();
/// assert_eq!(back.into_owned(), document.into_owned());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Document<'a> {
    /// [`SCHEMA`].
    #[serde(borrow)]
    pub schema: Cow<'a, str>,
    /// The article's id, as given.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Cow<'a, str>>,
    /// The article's date, as given: `2016-06-22` or `2013-02-12T04:30:00`.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Cow<'a, str>>,
    /// Where and by whom the article says it was filed.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<fact::Dateline<'a>>,
    /// Names, in order of their start.
    #[serde(borrow, default)]
    pub entities: Vec<Entity<'a>>,
    /// Time expressions, in order of their start.
    #[serde(borrow, default)]
    pub timexes: Vec<Timex<'a>>,
    /// Numbers, in order of their start.
    #[serde(borrow, default)]
    pub numbers: Vec<Number<'a>>,
    /// Who holds which office.
    #[serde(borrow, default)]
    pub roles: Vec<fact::Role<'a>>,
    /// Who said what.
    #[serde(borrow, default)]
    pub quotes: Vec<fact::Quote<'a>>,
}

impl Default for Document<'_> {
    fn default() -> Self {
        Self {
            schema: Cow::Borrowed(SCHEMA),
            id: None,
            date: None,
            dateline: None,
            entities: Vec::new(),
            timexes: Vec::new(),
            numbers: Vec::new(),
            roles: Vec::new(),
            quotes: Vec::new(),
        }
    }
}

impl<'a> Document<'a> {
    /// A document without content, whose lists keep their room.
    pub(crate) fn emptied<'b>(self) -> Document<'b> {
        Document {
            entities: emptied(self.entities),
            timexes: emptied(self.timexes),
            numbers: emptied(self.numbers),
            roles: emptied(self.roles),
            quotes: emptied(self.quotes),
            ..Document::default()
        }
    }

    /// The same document, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Document<'static> {
        Document {
            schema: Cow::Owned(self.schema.into_owned()),
            id: self.id.map(own),
            date: self.date.map(own),
            dateline: self.dateline.map(fact::Dateline::into_owned),
            entities: self.entities.into_iter().map(Entity::into_owned).collect(),
            timexes: self.timexes.into_iter().map(Timex::into_owned).collect(),
            numbers: self.numbers.into_iter().map(Number::into_owned).collect(),
            roles: self.roles.into_iter().map(fact::Role::into_owned).collect(),
            quotes: self.quotes.into_iter().map(fact::Quote::into_owned).collect(),
        }
    }

    /// Turns every offset from bytes of `text` into `unit`.
    ///
    /// ```
    /// use dateline::{Extractor, OffsetUnit};
    /// let text = "Où? Tokyo.";
    /// let extractor = Extractor::new();
    /// let mut document = extractor.extract(text);
    /// document.use_offsets(text, OffsetUnit::Chars);
    /// assert_eq!(document.entities[0].span.start, 4);
    /// ```
    pub fn use_offsets(&mut self, text: &str, unit: OffsetUnit) {
        if unit == OffsetUnit::Bytes || text.is_ascii() {
            return;
        }
        let map = OffsetMap::new(text, unit);
        self.for_each_span(|span| *span = Span::new(map.get(span.start), map.get(span.end)));
    }

    fn for_each_span(&mut self, mut change: impl FnMut(&mut Span)) {
        self.entities.iter_mut().for_each(|e| change(&mut e.span));
        self.timexes.iter_mut().for_each(|t| change(&mut t.span));
        self.numbers.iter_mut().for_each(|n| change(&mut n.span));
        self.roles.iter_mut().for_each(|r| r.for_each_span(&mut change));
        self.quotes.iter_mut().for_each(|q| q.for_each_span(&mut change));
        if let Some(dateline) = &mut self.dateline {
            dateline.for_each_span(&mut change);
        }
    }
}

/// An empty list of another lifetime in the room of this one: of types of one layout the standard
/// library collects in place.
fn emptied<A, B>(mut list: Vec<A>) -> Vec<B> {
    list.clear();
    list.into_iter().filter_map(|_| None).collect()
}

/// A `Cow` that borrows nothing.
pub(crate) fn own<'b>(text: Cow<'_, str>) -> Cow<'b, str> {
    Cow::Owned(text.into_owned())
}
