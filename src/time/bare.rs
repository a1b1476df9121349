//! Time words by themselves, which are times in short messages only: `long day`, `at night`.

use super::{
    expression::{Base, Clock, Day, Field, Meaning, Moment, Strength},
    piece::{Kind, Piece},
    reader::{Found, Reader},
    rules::Rule,
    value::{Length, Season, Unit},
    words::{PartOrHour, Word},
};
use crate::lexicon::Class;

impl Reader<'_, '_, '_> {
    /// Whether every time word is a time.
    pub(super) fn is_message(&self) -> bool {
        self.register.is_message()
    }

    /// `day`, `weekend`, `nights`, `Spring`, `Christmas` before a noun, `november`.
    pub(super) fn bare(&self, i: usize) -> Option<Found> {
        let found = self.bare_time(i)?;
        Some(Found { strength: self.bare_strength(i), ..found })
    }

    fn bare_time(&self, i: usize) -> Option<Found> {
        if let Some(unit) = self.unit(i).filter(|u| !u.bound && !u.night) {
            if unit.unit == Unit::Weekend && !unit.plural {
                let base = Base::Article(0, Unit::Week);
                let moment = Moment { base, day: Day::Weekend, ..Moment::OPEN };
                return Some(Found::moment(i + 1, moment, Rule::MessageWord));
            }
            if unit.plural || matches!(unit.unit, Unit::Second | Unit::Quarter) {
                return None;
            }
            let length = Length::of(Some(1000 * u64::from(unit.times)), unit.unit);
            return Some(Found::new(i + 1, Meaning::Length(length), Rule::MessageWord));
        }
        if let Some(word) = self.day_part(i)
            && let PartOrHour::Part(part) = word.what
            && !word.common
        {
            let base = Base::Article(0, Unit::Day);
            let moment = Moment { base, clock: Clock::Part(part), ..Moment::OPEN };
            return Some(Found::moment(i + 1, moment, Rule::MessageWord));
        }
        let piece = self
            .season_piece(i)
            .filter(|_| self.season(i).is_none_or(|s| !s.common || s.season() != Season::Autumn))
            .or_else(|| self.holiday_piece(i))
            .or_else(|| self.bare_month(i))
            .or_else(|| self.bare_weekday(i))?;
        Some(Found::moment(piece.end, piece.moment, Rule::MessageWord))
    }

    /// `november`, `at September I can`; not `may`, `March on`.
    fn bare_month(&self, i: usize) -> Option<Piece> {
        let month = self.month(i)?;
        let told = self.capital(i) && !self.starts_sentence(i);
        let word = if month.short { !told } else { month.common && !told };
        let moment = Moment { field: Field::Month(month.index), ..Moment::OPEN };
        (!word).then(|| Piece::new(i + 1, moment, Rule::MessageWord, Kind::Month))
    }

    /// `Mon and Tues`, `or sat`; not `the sun`.
    fn bare_weekday(&self, i: usize) -> Option<Piece> {
        let piece = self.weekday_piece(i)?;
        let joined = i > 0
            && (matches!(self.word(i - 1), Some(Word::On | Word::Or | Word::And | Word::Every))
                || self.has(i - 1, Class::TimeModifier));
        let named = self.capital(i) && !self.starts_sentence(i) && !self.capital(i + 1);
        (joined || named).then_some(piece)
    }

    fn bare_strength(&self, i: usize) -> Strength {
        if self.capital(i) && !self.starts_sentence(i) { Strength::Weak } else { Strength::Likely }
    }
}
