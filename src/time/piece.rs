//! Pieces that a point of time is put together from, and which go together.

use super::{
    expression::{Base, Clock, Day, Field, Mod, Moment, Strength},
    rules::Rule,
    value::Unit,
    words::Word,
};

/// A part of a point of time: `5 p.m.`, `Wednesday`, `3 May`, `last year`, `the third quarter`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// One past its last token.
    pub(super) end: usize,
    pub(super) moment: Moment,
    pub(super) rule: Rule,
    pub(super) kind: Kind,
    pub(super) strength: Strength,
    pub(super) modifier: Option<Mod>,
    /// Whether it is a time only beside another piece: `morning`, `Sat`, `3:16`.
    pub(super) bound: bool,
}

/// What a piece tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Clock,
    DayPart,
    Weekday,
    /// A day of a month.
    Day,
    /// `today`.
    Today,
    /// `last week`, `that year`.
    Base(Unit),
    Month,
    Quarter,
    Week,
    Season,
    Holiday,
    Year,
    Impossible,
}

impl Piece {
    pub(super) const fn new(end: usize, moment: Moment, rule: Rule, kind: Kind) -> Self {
        let (strength, modifier, bound) = (Strength::Certain, None, false);
        Self { end, moment, rule, kind, strength, modifier, bound }
    }

    pub(super) const fn at(mut self, strength: Strength) -> Self {
        self.strength = strength;
        self
    }

    pub(super) const fn bound(mut self, bound: bool) -> Self {
        self.bound = bound;
        self
    }

    /// This piece and `next`, which stands after it behind `joiner`; none if they do not go
    /// together.
    pub(super) fn join(&self, joiner: Joiner, next: &Self) -> Option<Self> {
        if !goes(self.kind, joiner, next.kind) {
            return None;
        }
        // `register today, last day`: no day of a month.
        if next.kind == Kind::Day && matches!(next.moment.day, Day::Nth(_)) {
            return None;
        }
        // `this evening, one more`, `on 7 April, three`: a bare number is no time of the day.
        let bare = |piece: &Self| {
            piece.kind == Kind::Clock
                && piece.bound
                && matches!(piece.moment.clock, Clock::At { minute: None, .. })
        };
        let part = self.kind == Kind::DayPart
            || joiner == Joiner::Nothing && matches!(next.moment.clock, Clock::Part(_))
            || next.kind == Kind::DayPart;
        let at = matches!(joiner, Joiner::Word(Word::At | Word::About));
        if bare(next) && !at || bare(self) && !part {
            return None;
        }
        let moment = merge(&self.moment, &next.moment)?;
        let finer = if rank(self.kind) <= rank(next.kind) { self } else { next };
        Some(Self {
            end: next.end,
            moment,
            rule: finer.rule,
            kind: finer.kind,
            strength: self.strength.max(next.strength).max(Strength::Likely),
            modifier: self.modifier.or(next.modifier),
            bound: false,
        })
    }
}

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joiner {
    Nothing,
    Comma,
    Hyphen,
    /// `'s`.
    Possessive,
    Word(Word),
}

fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Clock => 0,
        Kind::DayPart => 1,
        Kind::Weekday | Kind::Day | Kind::Today | Kind::Holiday => 2,
        Kind::Week => 3,
        Kind::Month => 4,
        Kind::Season | Kind::Quarter => 5,
        Kind::Base(_) => 6,
        Kind::Year => 7,
        Kind::Impossible => 8,
    }
}

const fn is_day(kind: Kind) -> bool {
    matches!(kind, Kind::Weekday | Kind::Day | Kind::Today | Kind::Base(Unit::Day) | Kind::Holiday)
}

/// Whether two kinds go together in this order with this between them.
fn goes(first: Kind, joiner: Joiner, second: Kind) -> bool {
    use Joiner::{Comma, Nothing, Possessive};
    use Kind as K;
    let word = |w| joiner == Joiner::Word(w);
    let nothing = joiner == Nothing;
    let loose = nothing || joiner == Comma;
    let year = matches!(second, K::Year | K::Base(Unit::Year | Unit::Decade | Unit::Century));
    match (first, second) {
        (K::Clock, K::DayPart) => nothing || word(Word::In) || word(Word::At) || word(Word::On),
        (K::Clock, s) if is_day(s) => loose || word(Word::On) || word(Word::Of),
        (K::DayPart, K::Clock) => loose || word(Word::At),
        (K::DayPart, K::Base(Unit::Day) | K::Today | K::Weekday) => {
            nothing || word(Word::Of) || word(Word::On)
        }
        (K::DayPart, s) if is_day(s) => loose || word(Word::Of) || word(Word::On),
        (f, K::DayPart) if is_day(f) => {
            nothing
                || joiner == Joiner::Hyphen
                || word(Word::In)
                || word(Word::At)
                || joiner == Possessive && f == K::Today
        }
        (K::DayPart, K::DayPart) => nothing,
        (K::Holiday, K::Clock) => false,
        (f, K::Clock) if is_day(f) || f == K::DayPart => loose || word(Word::At) || word(Word::By),
        (K::Weekday, K::Day) => {
            loose || word(Word::The) || word(Word::Of) || joiner == Joiner::Hyphen
        }
        (K::Weekday | K::Today | K::Holiday, K::Day | K::Weekday) => loose && first != second,
        (K::Day, K::Weekday) => joiner == Comma,
        (K::Weekday, K::Base(Unit::Week)) => {
            nothing || word(Word::Of) || word(Word::From) || joiner == Comma
        }
        (K::Base(Unit::Week), K::Weekday) => nothing || word(Word::On) || joiner == Possessive,
        (K::Weekday, K::Base(Unit::Month) | K::Month) => word(Word::Of) || word(Word::In),
        (K::Day | K::Week, K::Base(Unit::Month | Unit::Quarter) | K::Month) => {
            word(Word::Of) || word(Word::In) || nothing
        }
        (K::Week, _) if year => nothing || word(Word::Of) || word(Word::In) || joiner == Comma,
        (K::Month | K::Day | K::Season | K::Quarter | K::Holiday | K::Weekday, _) if year => {
            nothing
                || word(Word::Of)
                || word(Word::In) && first != K::Weekday
                || joiner == Comma && second == K::Year
        }
        (K::Year | K::Base(Unit::Year), K::Quarter) => {
            nothing || joiner == Possessive || joiner == Comma && second == K::Quarter
        }
        (K::Year | K::Base(Unit::Year), K::Season | K::Holiday | K::Month) => {
            joiner == Possessive || nothing && matches!(second, K::Season | K::Holiday)
        }
        _ => false,
    }
}

/// Both moments in one, where no slot is filled twice.
fn merge(a: &Moment, b: &Moment) -> Option<Moment> {
    let day = match (a.day, b.day) {
        (Day::None, day) | (day, Day::None) => day,
        (Day::Weekday(week), Day::Of(day)) | (Day::Of(day), Day::Weekday(week)) => {
            Day::Both(day, week)
        }
        _ => return None,
    };
    let field = match (a.field, b.field) {
        (Field::None, field) | (field, Field::None) => field,
        _ => return None,
    };
    let clock = match (a.clock, b.clock) {
        (Clock::None, clock) | (clock, Clock::None) => clock,
        (Clock::At { .. }, Clock::Part(part)) => in_part(a.clock, part),
        (Clock::Part(part), Clock::At { .. }) => in_part(b.clock, part),
        // `the early hours of Sunday morning`.
        (Clock::Part(part), Clock::Part(same)) if part == same => a.clock,
        _ => return None,
    };
    let year = match (a.year, b.year) {
        (None, year) | (year, None) => year,
        _ => return None,
    };
    // `the morning of 29 April`: the day is told.
    let part =
        |m: &Moment| matches!(m.clock, Clock::Part(_)) && m.base == Base::Mentioned(0, Unit::Day);
    let told = |m: &Moment| m.day != Day::None || m.field != Field::None || m.base != Base::Open;
    let base = match (a.base, b.base) {
        (_, base) if part(a) && told(b) => base,
        (base, _) if part(b) && told(a) => base,
        (Base::Open, base) | (base, Base::Open) => base,
        _ => return None,
    };
    let toward = if a.toward == super::expression::Toward::Open { b.toward } else { a.toward };
    Some(Moment { base, year, field, day, clock, toward })
}

/// `5 in the afternoon`: the hour of the 24.
fn in_part(clock: Clock, part: super::value::DayPart) -> Clock {
    use super::{expression::HalfDay, value::DayPart as P};
    match clock {
        Clock::At { hour, minute, second, zone, half: HalfDay::Open } => {
            let later = match part {
                P::Afternoon | P::Evening | P::Midday => {
                    hour < 12 && !(part == P::Midday && hour == 11)
                }
                P::Night => (5..12).contains(&hour),
                P::Morning | P::Daytime => false,
            };
            Clock::At {
                hour: if later { hour + 12 } else { hour },
                minute,
                second,
                zone,
                half: HalfDay::Told,
            }
        }
        clock => clock,
    }
}
