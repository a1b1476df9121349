//! Times against times, as TempEval-3 scores them.

use std::collections::BTreeMap;

use super::{
    Difference, Figure, TimeMention,
    figure::ratio,
    pairs::{pair, trim},
};

/// What the scores of times are, all articles together.
///
/// Strict counts times with the same span, relaxed those that overlap, one to one. The scores of
/// type and value are those of relaxed times whose type or value is equal, as TempEval-3 defines
/// them: the share that is equal times relaxed F1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TimeFigures {
    /// Same span.
    pub strict: Figure,
    /// Overlapping span.
    pub relaxed: Figure,
    /// Relaxed, and the same type.
    pub same_type: usize,
    /// Relaxed, and the same value.
    pub same_value: usize,
    /// Same span and value: no figure of TempEval-3, but what a user sees.
    pub strict_value: Figure,
    /// Overlapping spans, for each type of the gold.
    pub types: BTreeMap<String, Figure>,
}

impl TimeFigures {
    /// The score of types.
    #[must_use]
    pub fn type_f1(&self) -> f64 {
        self.relaxed.f1() * ratio(self.same_type, self.relaxed.right)
    }

    /// The score of values.
    #[must_use]
    pub fn value_f1(&self) -> f64 {
        self.relaxed.f1() * ratio(self.same_value, self.relaxed.right)
    }
}

/// Compares times, article by article.
///
/// ```
/// use dateline::evaluate::{TimeMention, TimeScorer};
/// let times = |json| serde_json::from_str::<Vec<TimeMention>>(json).unwrap();
/// let gold = times(r#"[{"start":0,"end":12,"type":"DATE","value":"2016-06-22"}]"#);
/// let found = times(r#"[{"start":3,"end":12,"type":"DATE","value":"2016-06-22"}]"#);
/// let mut scorer = TimeScorer::default();
/// scorer.add("On Wednesday he left.", &gold, &found, |_| ());
/// let figures = scorer.figures();
/// assert_eq!((figures.strict.f1(), figures.relaxed.f1(), figures.value_f1()), (0.0, 1.0, 1.0));
/// ```
#[derive(Clone, Debug, Default)]
pub struct TimeScorer(TimeFigures);

impl TimeScorer {
    /// Compares the times of one article.
    pub fn add<'a>(
        &mut self,
        text: &str,
        gold: &'a [TimeMention],
        found: &'a [TimeMention],
        mut tell: impl FnMut(Difference<'a, TimeMention>),
    ) {
        let figures = &mut self.0;
        let spans =
            |side: &[TimeMention]| side.iter().map(|t| trim(t.span, text)).collect::<Vec<_>>();
        let (gold_spans, found_spans) = (spans(gold), spans(found));
        let pairs = pair(&gold_spans, &found_spans);
        for figure in [&mut figures.strict, &mut figures.relaxed, &mut figures.strict_value] {
            figure.wanted += gold.len();
            figure.found += found.len();
        }
        figures.relaxed.right += pairs.len();
        let class = |time: &TimeMention| time.class.clone().unwrap_or_default();
        gold.iter().for_each(|t| figures.types.entry(class(t)).or_default().wanted += 1);
        found.iter().for_each(|t| figures.types.entry(class(t)).or_default().found += 1);
        for &(i, j) in &pairs {
            let (gold, found) = (&gold[i], &found[j]);
            let mut compare = |what, same: bool| {
                if !same {
                    tell(Difference::Wrong { gold, found, what });
                }
                usize::from(same)
            };
            let strict = compare("span", gold_spans[i] == found_spans[j]);
            let value = compare("value", gold.value == found.value);
            let same_type = compare("type", gold.class == found.class);
            figures.strict.right += strict;
            figures.same_value += value;
            figures.same_type += same_type;
            figures.strict_value.right += strict * value;
            figures.types.entry(class(gold)).or_default().right += same_type;
        }
        let unpaired = |i: &usize| pairs.binary_search_by_key(i, |p| p.0).is_err();
        (0..gold.len()).filter(unpaired).for_each(|i| tell(Difference::Missed(&gold[i])));
        let spurious = (0..found.len()).filter(|&j| pairs.iter().all(|p| p.1 != j));
        spurious.for_each(|j| tell(Difference::Spurious(&found[j])));
    }

    /// The scores so far.
    #[must_use]
    pub fn figures(&self) -> TimeFigures {
        self.0.clone()
    }
}
