//! The shapes of facts.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{Span, document::own};

/// A piece of text that takes part in a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part<'a> {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// As it stands.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// The full name of the entity it names.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<Cow<'a, str>>,
    /// The id of that entity.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Cow<'a, str>>,
}

impl Part<'_> {
    /// The full name if it names an entity, otherwise what stands there.
    #[must_use]
    pub fn name(&self) -> &str {
        self.canonical.as_deref().unwrap_or(&self.text)
    }

    pub(crate) fn into_owned<'b>(self) -> Part<'b> {
        Part {
            span: self.span,
            text: own(self.text),
            canonical: self.canonical.map(own),
            id: self.id.map(own),
        }
    }
}

/// `TOKYO (AFP) --`: where an article was filed, and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dateline<'a> {
    /// All of it, without the dash.
    #[serde(flatten)]
    pub span: Span,
    /// The place.
    #[serde(borrow)]
    pub place: Part<'a>,
    /// The agency or paper.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<Part<'a>>,
}

impl Dateline<'_> {
    pub(crate) fn into_owned<'b>(self) -> Dateline<'b> {
        Dateline {
            span: self.span,
            place: self.place.into_owned(),
            agency: self.agency.map(Part::into_owned),
        }
    }

    pub(crate) fn for_each_span(&mut self, change: &mut impl FnMut(&mut Span)) {
        change(&mut self.span);
        change(&mut self.place.span);
        self.agency.iter_mut().for_each(|part| change(&mut part.span));
    }
}

/// `Russian Deputy Foreign Minister Igor Morgulov`: who holds which office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role<'a> {
    /// Title and person.
    #[serde(flatten)]
    pub span: Span,
    /// Who.
    #[serde(borrow)]
    pub person: Part<'a>,
    /// The office.
    #[serde(borrow)]
    pub title: Part<'a>,
    /// The country or organisation; none where the text does not say.
    #[serde(borrow, default)]
    pub of: Option<Part<'a>>,
}

impl Role<'_> {
    pub(crate) fn into_owned<'b>(self) -> Role<'b> {
        Role {
            span: self.span,
            person: self.person.into_owned(),
            title: self.title.into_owned(),
            of: self.of.map(Part::into_owned),
        }
    }

    pub(crate) fn for_each_span(&mut self, change: &mut impl FnMut(&mut Span)) {
        change(&mut self.span);
        change(&mut self.person.span);
        change(&mut self.title.span);
        self.of.iter_mut().for_each(|part| change(&mut part.span));
    }
}

/// Words between quotation marks, and who said them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote<'a> {
    /// What stands between the marks, the marks left out.
    #[serde(flatten)]
    pub span: Span,
    /// Who said it; none where the text does not say.
    #[serde(borrow, default)]
    pub speaker: Option<Part<'a>>,
    /// The verb.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Part<'a>>,
    /// The agency or paper it was said to.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Part<'a>>,
}

impl Quote<'_> {
    pub(crate) fn into_owned<'b>(self) -> Quote<'b> {
        Quote {
            span: self.span,
            speaker: self.speaker.map(Part::into_owned),
            cue: self.cue.map(Part::into_owned),
            source: self.source.map(Part::into_owned),
        }
    }

    pub(crate) fn for_each_span(&mut self, change: &mut impl FnMut(&mut Span)) {
        change(&mut self.span);
        for part in [&mut self.speaker, &mut self.cue, &mut self.source].into_iter().flatten() {
            change(&mut part.span);
        }
    }
}
