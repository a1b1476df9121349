//! The rules by name: what `--explain` prints and the cases in `tests/data` refer to.

macro_rules! rules {
    ($($variant:ident = $id:literal,)*) => {
        /// Which rule found an expression.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Rule { $($variant,)* }

        impl Rule {
            /// Every rule's id, in the order of the grammar.
            pub(crate) const IDS: &'static [&'static str] = &[$($id,)*];
        }
    };
}

rules! {
    DateText = "date-text",
    DateDigits = "date-digits",
    MonthYear = "month-year",
    MonthAlone = "month-alone",
    DayOfMonth = "day-of-month",
    YearAlone = "year-alone",
    YearEra = "year-era",
    YearFiscal = "year-fiscal",
    Decade = "decade",
    Century = "century",
    QuarterHalf = "quarter-half",
    Week = "week-number",
    Weekday = "weekday",
    WeekdayOrdinal = "weekday-ordinal",
    Season = "season",
    Holiday = "holiday",
    Clock = "clock",
    ClockWords = "clock-words",
    DayPart = "day-part",
    DeicticDay = "deictic-day",
    Reference = "reference",
    RelativeUnit = "relative-unit",
    RelativeNamed = "relative-named",
    RelativeWindow = "relative-window",
    RelativeDay = "relative-day",
    OffsetAgo = "offset-ago",
    OffsetLater = "offset-later",
    OffsetFrom = "offset-from",
    Duration = "duration",
    DurationHyphen = "duration-hyphen",
    DurationBare = "duration-bare",
    SetEvery = "set-every",
    SetRate = "set-rate",
    SetPlural = "set-plural",
    SetAdverb = "set-adverb",
    SetNth = "set-nth",
    IntervalCompact = "interval-compact",
    IntervalWords = "interval-words",
    MessageWord = "message-word",
    Impossible = "impossible",
}

impl Rule {
    pub(crate) const fn id(self) -> &'static str {
        Self::IDS[self as usize]
    }
}
