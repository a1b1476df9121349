//! Choices that a caller makes: enums, not pairs of booleans.

use serde::{Deserialize, Serialize};

/// Which way an open time expression ("Wednesday", "in May") resolves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TemporalBias {
    /// News looks back: the past, unless the tense of the sentence says otherwise.
    #[default]
    Past,
    /// Assistants look ahead: the future, unless the tense says otherwise.
    Future,
    /// Whatever lies nearest to the reference time.
    Nearest,
}

/// How `3/4/2016` is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DateOrder {
    /// Month first, as in the United States; day first where month first is impossible.
    #[default]
    MonthDay,
    /// Day first; month first where day first is impossible.
    DayMonth,
}

/// What a relative time is counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TimeAnchor {
    /// News where the article has a date and its times are close to it, narrative otherwise; a
    /// message where a brief text looks like one.
    #[default]
    Automatic,
    /// The article's date rules.
    News,
    /// The last time that the text mentioned rules.
    Narrative,
    /// A short message: the date rules, and every time word is a time (`long day`, `at night`).
    Message,
}

/// Which spans are kept where spans overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Overlap {
    /// The best labelling: no two entities overlap.
    #[default]
    Best,
    /// Also the candidates that were not chosen.
    All,
}

/// What to extract; what is not asked for costs no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Layer {
    /// People, places, organisations, groups, events and the user's own kinds.
    Entities,
    /// TIMEX3 times.
    Times,
    /// Numbers, amounts and what they count.
    Numbers,
    /// Roles, quotes, the dateline.
    Facts,
}

/// The unit of every start and end in written output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OffsetUnit {
    /// Bytes of UTF-8.
    #[default]
    Bytes,
    /// Unicode code points.
    Chars,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

/// Whether annotations say why they were made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Explain {
    /// No evidence is kept.
    #[default]
    Off,
    /// Every annotation carries its evidence.
    On,
}
