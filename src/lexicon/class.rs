//! What a word can mean, as one bit each.

/// What a word of the lexicon can mean. The spellings are data (`gazetteers/en/*.tsv`), the
/// meaning of each class is Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum Class {
    // Names.
    /// Honorific that stands only before a name: Mr, Dr, Sir.
    Honorific,
    /// Title or role: president, coach, spokeswoman.
    Title,
    /// Word before a title that belongs to it: deputy, former.
    TitleModifier,
    /// Field of a title or ministry: foreign, defence.
    Portfolio,
    /// Other noun for a person: activist, victim.
    PersonNoun,
    /// Kin word.
    Relation,
    /// Head word of organisation names: Ministry, Bank, Herald.
    OrgHead,
    /// Legal form of a company.
    CompanySuffix,
    /// Head word of place names: River, Province.
    PlaceHead,
    /// Head word of event names: War, Cup.
    EventHead,
    /// Verb (or `according to`) that introduces what somebody said.
    SpeechVerb,
    /// Verb whose subject is nearly always a person.
    PersonVerb,
    /// Verb whose subject is often an organisation.
    OrgVerb,
    /// Word that stands before places.
    PlacePreposition,
    /// Particle inside a personal name: van, bin.
    NameParticle,
    // Grammar.
    /// Ends with a full stop that does not end a sentence.
    Abbreviation,
    /// Pronoun.
    Pronoun,
    /// Determiner.
    Determiner,
    /// Preposition.
    Preposition,
    /// Conjunction.
    Conjunction,
    /// Auxiliary or modal verb.
    Auxiliary,
    /// Any other function word.
    Function,
    // Times.
    /// Month name or abbreviation.
    Month,
    /// Weekday name or abbreviation.
    Weekday,
    /// Unit of time: day, weeks.
    TimeUnit,
    /// Part of the day: morning, noon.
    DayPart,
    /// Season.
    Season,
    /// Holiday.
    Holiday,
    /// today, now, yesterday, currently.
    Deictic,
    /// last, next, this, past, coming.
    TimeModifier,
    /// early, late, mid, end, beginning.
    TimePart,
    /// AD, BC, CE.
    Era,
    /// Time zone.
    TimeZone,
    /// daily, annually.
    Frequency,
    /// Anything else that the time grammar tests: function words and bounds.
    TimeWord,
    /// Function word that can begin a time: every, per, twice, several.
    TimeStart,
    // Numbers.
    /// Cardinal number word.
    Cardinal,
    /// Ordinal number word.
    Ordinal,
    /// hundred, thousand, million, crore, bn.
    Magnitude,
    /// half, quarter, thirds.
    Fraction,
    /// about, some, nearly.
    Approximator,
    /// more, least, up to, under.
    Bound,
    /// Unit of measure.
    Unit,
    /// Currency name or symbol.
    Currency,
    /// percent, %.
    Percent,
    /// Anything else that the number grammar starts from or tests.
    NumberWord,
    /// First word of a phrase of the lexicon (set by the lexicon itself).
    PhraseStart,
    /// Word around numbers that is no evidence for names: aged, forties.
    NumberCue,
}

/// A set of [`Class`]es in 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet(u64);

impl ClassSet {
    /// No class.
    pub const EMPTY: Self = Self(0);

    /// What words of grammar are: no names, no nouns.
    pub(crate) const GRAMMAR: Self = Self::of(&[
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Pronoun,
        Class::Auxiliary,
    ]);

    /// The set of the classes given.
    #[must_use]
    pub const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < classes.len() {
            bits |= 1 << classes[i] as u64;
            i += 1;
        }
        Self(bits)
    }

    /// The classes of both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `class` is in it.
    #[must_use]
    pub const fn has(self, class: Class) -> bool {
        self.0 >> class as u64 & 1 == 1
    }

    /// Whether the two share a class.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it holds no class.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The bits, one a class.
    pub(crate) const fn bits(self) -> u64 {
        self.0
    }

    /// Adds a class.
    pub fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u64;
    }
}
