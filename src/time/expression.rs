//! A time expression before its value is known: what the words say, not yet when that is.

use super::{
    rules::Rule,
    value::{DayPart, Length, Season, Unit},
};

/// How sure an expression is against the reading of its words as a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// `May`, `Summer`, `1984`: as often a name.
    Weak,
    /// `Wednesday`, `Christmas`, `last week`: a name only inside a longer one.
    Likely,
    /// `22 June 2016`, `5:30 p.m.`: hardly anything else.
    Certain,
}

/// A time expression before its value is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expression {
    /// First token.
    pub(crate) first: u32,
    /// One past the last token.
    pub(crate) last: u32,
    /// How sure it is against a name.
    pub(crate) strength: Strength,
    pub(crate) rule: Rule,
    pub(crate) modifier: Option<Mod>,
    pub(crate) meaning: Meaning,
}

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// A point of time, parts of it perhaps left open.
    Moment(Moment),
    /// From one point to another.
    Interval(Moment, Moment, Split),
    /// So many units before (negative) or after a point: `three days after Easter`.
    Offset(i32, Unit, Moment),
    /// The stretch of a unit in which a point lies: `the week of April 10`.
    Around(Unit, Moment),
    /// So many units before (negative) or after the article: `two years ago`.
    Ago(i32, Unit),
    /// So many units before (negative) or after the time mentioned before: `three days later`.
    Later(i32, Unit),
    /// A length of time.
    Length(Length),
    /// A length that ends (-1) or begins (1) now: `the past three weeks`.
    Window(Length, i8),
    /// Every so often: the period, and how often in it.
    Every(Period, Option<Quant>, Option<Freq>),
    /// `now`.
    Present,
    /// `recently`.
    Past,
    /// `soon`.
    Future,
    /// A date that no calendar has: 30 February.
    Impossible,
}

/// Where the two bounds of an interval meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// One past the last token of the first bound.
    pub(crate) first_end: u32,
    /// First token of the second bound.
    pub(crate) second: u32,
    /// Whether a bound cannot stand by itself: `1939-45`, `3-5 May`.
    pub(crate) whole: bool,
    /// What part of each bound is meant: `from early May to late June`.
    pub(crate) modifiers: [Option<Mod>; 2],
}

impl Split {
    pub(crate) const fn new(first_end: usize, second: usize, whole: bool) -> Self {
        Self { first_end: first_end as u32, second: second as u32, whole, modifiers: [None; 2] }
    }
}

/// The year of `the Sept. 11 attacks` and of `9/11`.
pub(super) const SEPTEMBER_11: YearWord = YearWord::Full(2001);

/// What recurs in a set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Period {
    /// `every two weeks`.
    Length(Length),
    /// `every Tuesday`.
    Moment(Moment),
    /// `daily`: on each, whichever it is.
    Unit(Unit),
}

/// `quant` of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Quant {
    /// `every`.
    Every,
    /// `each`.
    Each,
    /// `some`.
    Some,
}

impl Quant {
    /// As TIMEX3 writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Every => "EVERY",
            Self::Each => "EACH",
            Self::Some => "SOME",
        }
    }
}

/// `freq` of a set: so many times, or so long, in each period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freq {
    /// How many.
    pub count: u16,
    /// Of what; times (`2X`) where there is no unit.
    pub unit: Option<Unit>,
}

impl std::fmt::Display for Freq {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.count, self.unit.map_or("X", Unit::code))
    }
}

/// `mod` of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mod {
    /// `about`.
    Approx,
    /// `early`, `the beginning of`.
    Start,
    /// `mid-`, `the middle of`.
    Mid,
    /// `late`, `the end of`.
    End,
    /// `before`, `more than … ago`.
    Before,
    /// `after`, `less than … ago`.
    After,
    /// `less than`, `nearly`.
    LessThan,
    /// `more than`, `over`.
    MoreThan,
    /// `at most`, `no more than`, `up to`.
    EqualOrLess,
    /// `at least`, `no less than`.
    EqualOrMore,
    /// `or later`, `since`.
    OnOrAfter,
    /// `or earlier`, `by`.
    OnOrBefore,
}

impl Mod {
    pub(crate) const ALL: [(Self, &'static str); 12] = [
        (Self::Approx, "APPROX"),
        (Self::Start, "START"),
        (Self::Mid, "MID"),
        (Self::End, "END"),
        (Self::Before, "BEFORE"),
        (Self::After, "AFTER"),
        (Self::LessThan, "LESS_THAN"),
        (Self::MoreThan, "MORE_THAN"),
        (Self::EqualOrLess, "EQUAL_OR_LESS"),
        (Self::EqualOrMore, "EQUAL_OR_MORE"),
        (Self::OnOrAfter, "ON_OR_AFTER"),
        (Self::OnOrBefore, "ON_OR_BEFORE"),
    ];

    /// As TIMEX3 writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A point of time as the words tell it. Slots left open are filled when it is resolved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Moment {
    /// What it is counted from.
    pub(crate) base: Base,
    pub(crate) year: Option<YearWord>,
    pub(crate) field: Field,
    pub(crate) day: Day,
    pub(crate) clock: Clock,
    pub(crate) toward: Toward,
}

impl Moment {
    pub(crate) const OPEN: Self = Self {
        base: Base::Open,
        year: None,
        field: Field::None,
        day: Day::None,
        clock: Clock::None,
        toward: Toward::Open,
    };
}

/// What a moment is counted from: so many units from the anchor, all below the unit cut off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Base {
    /// Nothing said.
    Open,
    /// From the date of the article: `last week`, `two years ago`.
    Article(i32, Unit),
    /// From the time mentioned before: `three days later`, `that year`.
    Mentioned(i32, Unit),
}

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum YearWord {
    /// In full; negative before Christ.
    Full(i32),
    /// By its last two digits.
    Short(u8),
    /// `the 1980s`: the first year of the decade.
    Decade(i32),
    /// `the eighties`.
    ShortDecade(u8),
    /// By its first digits: 19 is the 20th.
    Century(i32),
}

/// A part of the year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Field {
    None,
    Month(u8),
    Quarter(u8),
    /// A quarter or half of a fiscal year, which is taken as the calendar's.
    Half(u8),
    Season(Season),
    /// An entry of the list of holidays.
    Holiday(u16),
    /// `week 31`.
    Week(u8),
}

/// A day in the month or week of a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Day {
    None,
    /// Of the month (or of the base: the first day of next week).
    Of(u8),
    /// From Monday 1.
    Weekday(u8),
    /// `the second Tuesday of`, -1 the last.
    NthWeekday(i8, u8),
    /// `the second week of`, -1 the last: in the month or year of the moment.
    NthWeek(i8),
    /// A weekday told with the day of the month: only a check.
    Both(u8, u8),
    Weekend,
    /// The first (1) or last (-1) day of the period.
    Nth(i8),
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Clock {
    None,
    Part(DayPart),
    At { hour: u8, minute: Option<u8>, second: Option<u8>, zone: Option<i16>, half: HalfDay },
}

/// Whether an hour is told as before or after noon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HalfDay {
    /// By the 24 hours, or not at all.
    Open,
    /// Told: the hour is that of the 24.
    Told,
}

/// Which way a moment lies from its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toward {
    /// Not told: tense and bias decide.
    Open,
    /// `last Monday`.
    Last,
    /// `this past Monday`.
    Past,
    /// `this Monday`.
    This,
    /// `next Monday`.
    Next,
    /// `the coming Monday`.
    Coming,
    /// `the following Monday`, from the time mentioned before.
    Following,
    /// `the previous Monday`, from the time mentioned before.
    Preceding,
    /// `that Monday`.
    Same,
}
