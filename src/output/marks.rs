//! All annotations of a document in one form: what most formats are written from.

use std::{borrow::Cow, cmp::Reverse};

use crate::{Document, Number, Span, Timex, fact::Role, number::NumberKind};

/// An annotation.
#[derive(Debug)]
pub(super) struct Mark<'d> {
    pub(super) span: Span,
    /// `entity`, `time`, `number`, `role`, `quote`.
    pub(super) layer: &'static str,
    /// What it is within its layer: `person`, `DATE`, `money`.
    pub(super) kind: Cow<'d, str>,
    /// Canonical name, TIMEX3 value, number with its unit, speaker.
    pub(super) value: Cow<'d, str>,
    /// Id of an entity.
    pub(super) id: Option<&'d str>,
    /// Number of an entity within the article.
    pub(super) entity: Option<u32>,
}

/// The annotations in order of their start; of those that begin together the longest first.
pub(super) fn marks<'d>(document: &'d Document<'_>) -> Vec<Mark<'d>> {
    let entities = document.entities.iter().map(|entity| Mark {
        span: entity.span,
        layer: "entity",
        kind: entity.kind.as_str().into(),
        value: (&*entity.canonical).into(),
        id: entity.id.as_deref(),
        entity: Some(entity.entity),
    });
    let times = document.timexes.iter().map(|timex| Mark {
        span: timex.span,
        layer: "time",
        kind: timex.kind.as_str().into(),
        value: time_value(timex).into(),
        id: None,
        entity: None,
    });
    let numbers = document.numbers.iter().map(|number| Mark {
        span: number.span,
        layer: "number",
        kind: number.kind.as_str().into(),
        value: number_value(number).into(),
        id: None,
        entity: None,
    });
    let roles = document.roles.iter().map(|role| Mark {
        span: role.span,
        layer: "role",
        kind: "role".into(),
        value: role_value(role).into(),
        id: None,
        entity: None,
    });
    let quotes = document.quotes.iter().map(|quote| Mark {
        span: quote.span,
        layer: "quote",
        kind: "quote".into(),
        value: quote.speaker.as_ref().map_or("", |speaker| speaker.name()).into(),
        id: quote.speaker.as_ref().and_then(|speaker| speaker.id.as_deref()),
        entity: None,
    });
    let mut marks: Vec<_> =
        entities.chain(times).chain(numbers).chain(roles).chain(quotes).collect();
    marks.sort_by_key(|mark| (mark.span.start, Reverse(mark.span.end)));
    marks
}

/// `2016-06-22`, `2016 START`, `XXXX-WXX-3 EVERY`.
pub(super) fn time_value(timex: &Timex<'_>) -> String {
    let value = timex.value.as_ref().map(ToString::to_string);
    let more = [
        timex.modifier.as_ref().map(ToString::to_string),
        timex.quant.as_ref().map(ToString::to_string),
        timex.freq.as_ref().map(ToString::to_string),
    ];
    value.into_iter().chain(more.into_iter().flatten()).collect::<Vec<_>>().join(" ")
}

/// `19000`, `≥ 300`, `10–20 kilometre`, `3000000000 JPY`, `5.2 %`.
pub(super) fn number_value(number: &Number<'_>) -> String {
    let mut value = match (number.value, number.lower, number.upper) {
        (_, Some(lower), Some(upper)) => format!("{lower}–{upper}"),
        (_, Some(lower), None) => format!("≥ {lower}"),
        (_, None, Some(upper)) => format!("≤ {upper}"),
        (Some(value), None, None) => value.to_string(),
        (None, None, None) => String::new(),
    };
    let percent = (number.kind == NumberKind::Percent && number.unit.is_none()).then_some("%");
    for what in [percent, number.unit.as_deref(), number.currency.as_deref()].into_iter().flatten()
    {
        if !value.is_empty() {
            value.push(' ');
            value += what;
        }
    }
    value
}

/// `Igor Morgulov, Deputy Foreign Minister, Russia`.
pub(super) fn role_value(role: &Role<'_>) -> String {
    let mut value = format!("{}, {}", role.person.name(), role.title.name());
    if let Some(of) = &role.of {
        value += ", ";
        value += of.name();
    }
    value
}
