//! The scores of all layers, and the first differences.

use dateline::{
    Span,
    evaluate::{
        Amount, Annotated, Difference, EntityOptions, EntityScorer, Mention, NumberScorer,
        TimeMention, TimeScorer,
    },
};

use super::gold::Article;

/// The scores of a run.
pub struct Scores {
    /// Articles compared.
    pub articles: usize,
    /// Names.
    pub entities: EntityScorer,
    /// Times.
    pub times: TimeScorer,
    /// Numbers.
    pub numbers: NumberScorer,
    /// The first differences, a line each.
    pub differences: Vec<String>,
    wanted: usize,
}

impl Scores {
    /// Scores of nothing; `wanted` differences are kept.
    pub fn new(options: EntityOptions, wanted: usize) -> Self {
        Self {
            articles: 0,
            entities: EntityScorer::new(options),
            times: TimeScorer::default(),
            numbers: NumberScorer::default(),
            differences: Vec::new(),
            wanted,
        }
    }

    /// Compares one article.
    pub fn add(&mut self, article: &Article, found: &Annotated) {
        let Self { entities, times, numbers, differences, wanted, .. } = self;
        let text = &*article.text;
        let mut tell = |line: String| {
            if differences.len() < *wanted {
                differences.push(format!("{}: {line}", article.id));
            }
        };
        if let Some(gold) = &article.gold.entities {
            let found = found.entities.as_deref().unwrap_or_default();
            entities.add(gold, found, |difference| tell(describe(difference, text, name)));
        }
        if let Some(gold) = &article.gold.timexes {
            let found = found.timexes.as_deref().unwrap_or_default();
            times.add(text, gold, found, |difference| tell(describe(difference, text, time)));
        }
        if let Some(gold) = &article.gold.numbers {
            let found = found.numbers.as_deref().unwrap_or_default();
            numbers.add(text, gold, found, |difference| tell(describe(difference, text, amount)));
        }
        self.articles += 1;
    }
}

fn name(mention: &Mention) -> (Span, String) {
    (mention.span, mention.kind.clone())
}

fn time(time: &TimeMention) -> (Span, String) {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    (time.span, format!("{} {}", part(&time.class), part(&time.value)))
}

fn amount(amount: &Amount) -> (Span, String) {
    let mut what = amount.kind.clone();
    for number in [amount.value, amount.lower, amount.upper].into_iter().flatten() {
        what += &format!(" {number}");
    }
    for word in [&amount.unit, &amount.currency].into_iter().flatten() {
        what += &format!(" {word}");
    }
    (amount.span, what)
}

fn describe<T>(
    difference: Difference<'_, T>,
    text: &str,
    what: impl Fn(&T) -> (Span, String),
) -> String {
    let show = |annotation: &T| {
        let (span, what) = what(annotation);
        format!("[{}] {what}", span.of(text).replace(['\n', '\r', '\t'], " "))
    };
    let around = |annotation: &T| context(text, what(annotation).0);
    match difference {
        Difference::Missed(gold) => format!("missed {}  | {}", show(gold), around(gold)),
        Difference::Spurious(found) => format!("spurious {}  | {}", show(found), around(found)),
        Difference::Wrong { gold, found, what } => {
            format!("{what} {} found as {}  | {}", show(gold), show(found), around(gold))
        }
        _ => String::new(),
    }
}

/// The words around a span, in one line.
fn context(text: &str, span: Span) -> String {
    const WIDTH: usize = 30;
    let floor = |at: usize| (0..=at.min(text.len())).rfind(|&i| text.is_char_boundary(i));
    let from = floor((span.start as usize).saturating_sub(WIDTH)).unwrap_or(0);
    let to = floor(span.end as usize + WIDTH).unwrap_or(0);
    let around = text.get(from..to).unwrap_or("");
    around.split_whitespace().collect::<Vec<_>>().join(" ")
}
