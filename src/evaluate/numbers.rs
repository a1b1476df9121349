//! Numbers against numbers.

use std::collections::BTreeMap;

use super::{
    Amount, Difference, Figure,
    pairs::{pair, trim},
};

/// What the scores of numbers are, all articles together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NumberFigures {
    /// Same span and kind.
    pub span: Figure,
    /// Same span and kind, and value, range, unit and currency as far as the gold gives them.
    pub value: Figure,
    /// Same span, kind and value, for each kind.
    pub kinds: BTreeMap<String, Figure>,
}

/// Compares numbers, article by article.
///
/// ```
/// use dateline::evaluate::{Amount, NumberScorer};
/// let numbers = |json| serde_json::from_str::<Vec<Amount>>(json).unwrap();
/// let gold = numbers(r#"[{"start":0,"end":2,"kind":"money","value":2e6,"currency":"USD"}]"#);
/// let found = numbers(r#"[{"start":0,"end":2,"kind":"money","value":2e6,"currency":"EUR"}]"#);
/// let mut scorer = NumberScorer::default();
/// scorer.add("$2m", &gold, &found, |_| ());
/// assert_eq!((scorer.figures().span.f1(), scorer.figures().value.f1()), (1.0, 0.0));
/// ```
#[derive(Clone, Debug, Default)]
pub struct NumberScorer(NumberFigures);

impl NumberScorer {
    /// Compares the numbers of one article.
    pub fn add<'a>(
        &mut self,
        text: &str,
        gold: &'a [Amount],
        found: &'a [Amount],
        mut tell: impl FnMut(Difference<'a, Amount>),
    ) {
        let figures = &mut self.0;
        let spans = |side: &[Amount]| side.iter().map(|n| trim(n.span, text)).collect::<Vec<_>>();
        let (gold_spans, found_spans) = (spans(gold), spans(found));
        let pairs = pair(&gold_spans, &found_spans);
        for figure in [&mut figures.span, &mut figures.value] {
            figure.wanted += gold.len();
            figure.found += found.len();
        }
        gold.iter().for_each(|n| figures.kinds.entry(n.kind.clone()).or_default().wanted += 1);
        found.iter().for_each(|n| figures.kinds.entry(n.kind.clone()).or_default().found += 1);
        for &(i, j) in &pairs {
            let (gold, found) = (&gold[i], &found[j]);
            let wrong = if gold_spans[i] != found_spans[j] {
                Some("span")
            } else if gold.kind != found.kind {
                Some("kind")
            } else {
                figures.span.right += 1;
                (!same_value(gold, found)).then_some("value")
            };
            match wrong {
                Some(what) => tell(Difference::Wrong { gold, found, what }),
                None => {
                    figures.value.right += 1;
                    figures.kinds.entry(gold.kind.clone()).or_default().right += 1;
                }
            }
        }
        let unpaired = |i: &usize| pairs.binary_search_by_key(i, |p| p.0).is_err();
        (0..gold.len()).filter(unpaired).for_each(|i| tell(Difference::Missed(&gold[i])));
        let spurious = (0..found.len()).filter(|&j| pairs.iter().all(|p| p.1 != j));
        spurious.for_each(|j| tell(Difference::Spurious(&found[j])));
    }

    /// The scores so far.
    #[must_use]
    pub fn figures(&self) -> NumberFigures {
        self.0.clone()
    }
}

fn same_value(gold: &Amount, found: &Amount) -> bool {
    let close = |gold: Option<f64>, found: Option<f64>| {
        gold.is_none_or(|g| found.is_some_and(|f| (g - f).abs() <= 1e-6 * g.abs().max(1.0)))
    };
    let same = |gold: &Option<String>, found: &Option<String>| gold.is_none() || gold == found;
    close(gold.value, found.value)
        && close(gold.lower, found.lower)
        && close(gold.upper, found.upper)
        && same(&gold.unit, &found.unit)
        && same(&gold.currency, &found.currency)
}
