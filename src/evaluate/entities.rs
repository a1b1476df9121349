//! Names against names.

use std::collections::BTreeMap;

use super::{Difference, Figure, Mention};

/// Which names count, and which differences of convention do not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntityOptions {
    /// The kinds that count.
    pub kinds: Vec<String>,
    /// Whether a leading "the" and a final `'s` count as part of a name.
    pub articles: Edges,
    /// Whether a title counts as part of a person's name.
    pub titles: Edges,
}

impl EntityOptions {
    /// Articles, possessives and titles folded away, as corpora differ in them.
    ///
    /// ```
    /// use dateline::evaluate::{Edges, EntityOptions};
    /// assert_eq!(EntityOptions::folded().titles, Edges::Folded);
    /// ```
    #[must_use]
    pub fn folded() -> Self {
        Self { articles: Edges::Folded, titles: Edges::Folded, ..Self::default() }
    }
}

/// Whether what stands at the edge of a name is part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Edges {
    /// As annotated.
    #[default]
    Kept,
    /// Taken off on both sides before they are compared.
    Folded,
}

impl Default for EntityOptions {
    fn default() -> Self {
        let kinds = ["person", "place", "organisation"].map(str::to_owned).to_vec();
        Self { kinds, articles: Edges::Kept, titles: Edges::Kept }
    }
}

/// Titles that are taken off, and those that end in a full stop.
const TITLES: [&str; 15] = [
    "president",
    "prime minister",
    "minister",
    "senator",
    "general",
    "professor",
    "king",
    "queen",
    "prince",
    "princess",
    "sir",
    "mr",
    "mrs",
    "ms",
    "dr",
];
const SHORT_TITLES: [&str; 9] = ["mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen"];

/// What the scores of names are.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntityFigures {
    /// Same span and kind, for each kind in alphabetical order.
    pub kinds: Vec<(String, Figure)>,
    /// All of these together.
    pub micro: Figure,
    /// Same span, whatever the kind.
    pub span: Figure,
    /// Overlapping span, same kind, one to one.
    pub partial: Figure,
}

/// Compares names, article by article.
#[derive(Clone, Debug)]
pub struct EntityScorer {
    options: EntityOptions,
    kinds: BTreeMap<String, Figure>,
    span: Figure,
    partial: Figure,
}

/// A name as it is compared; in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name<'m> {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: &'m str,
}

impl EntityScorer {
    /// A scorer that has seen nothing.
    #[must_use]
    pub fn new(options: EntityOptions) -> Self {
        let kinds = options.kinds.iter().map(|kind| (kind.clone(), Figure::default())).collect();
        Self { options, kinds, span: Figure::default(), partial: Figure::default() }
    }

    /// Compares the names of one article.
    pub fn add<'a>(
        &mut self,
        gold: &'a [Mention],
        found: &'a [Mention],
        mut tell: impl FnMut(Difference<'a, Mention>),
    ) {
        let gold = names(gold, &self.options);
        let found = names(found, &self.options);
        for (kind, figure) in &mut self.kinds {
            let of_kind = |name: &&(Name<'_>, &Mention)| name.0.kind == kind;
            figure.found += found.iter().filter(of_kind).count();
            figure.wanted += gold.iter().filter(of_kind).count();
            figure.right += gold.iter().filter(of_kind).filter(|g| holds(&found, &g.0)).count();
        }
        let (wanted, spans) = (spans(&gold), spans(&found));
        self.span += Figure {
            right: wanted.iter().filter(|span| spans.binary_search(span).is_ok()).count(),
            found: spans.len(),
            wanted: wanted.len(),
        };
        self.partial +=
            Figure { right: overlapping(&gold, &found), found: found.len(), wanted: gold.len() };

        let with_span = |side: &[(Name<'a>, &'a Mention)], name: &Name<'_>| {
            side.iter().find(|n| (n.0.start, n.0.end) == (name.start, name.end)).map(|n| n.1)
        };
        for (name, mention) in gold.iter().filter(|g| !holds(&found, &g.0)) {
            tell(match with_span(&found, name) {
                Some(other) => Difference::Wrong { gold: mention, found: other, what: "kind" },
                None => Difference::Missed(mention),
            });
        }
        for (name, mention) in found.iter().filter(|f| !holds(&gold, &f.0)) {
            if with_span(&gold, name).is_none() {
                tell(Difference::Spurious(mention));
            }
        }
    }

    /// The scores so far.
    #[must_use]
    pub fn figures(&self) -> EntityFigures {
        let mut micro = Figure::default();
        self.kinds.values().for_each(|&figure| micro += figure);
        EntityFigures {
            kinds: self.kinds.iter().map(|(kind, &figure)| (kind.clone(), figure)).collect(),
            micro,
            span: self.span,
            partial: self.partial,
        }
    }
}

/// The names that count, in order, each once.
pub(super) fn names<'a>(
    mentions: &'a [Mention],
    options: &EntityOptions,
) -> Vec<(Name<'a>, &'a Mention)> {
    let counts = |mention: &&Mention| options.kinds.contains(&mention.kind);
    let mut names: Vec<_> =
        mentions.iter().filter(counts).map(|mention| (fold(mention, options), mention)).collect();
    names.sort_by(|a, b| a.0.cmp(&b.0));
    names.dedup_by(|a, b| a.0 == b.0);
    names
}

pub(super) fn fold<'m>(mention: &'m Mention, options: &EntityOptions) -> Name<'m> {
    let (mut start, mut end) = (mention.span.start, mention.span.end);
    let mut text = mention.text.as_str();
    if options.articles == Edges::Folded {
        if let Some(rest) = after(text, "the") {
            start += 4;
            text = rest;
        }
        for suffix in ["'s", "’s"] {
            if let Some(rest) = text.strip_suffix(suffix).filter(|rest| !rest.is_empty()) {
                end -= suffix.len() as u32;
                text = rest;
            }
        }
    }
    if options.titles == Edges::Folded && mention.kind == "person" {
        while let Some(rest) = without_title(text) {
            start += (text.len() - rest.len()) as u32;
            text = rest;
        }
    }
    Name { start, end, kind: &mention.kind }
}

/// What follows `word` and a space at the start of `text`, in any case, unless that is nothing.
fn after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (first, rest) = text.split_at_checked(word.len())?;
    let rest = rest.strip_prefix(' ').filter(|_| first.eq_ignore_ascii_case(word))?;
    (!rest.is_empty()).then_some(rest)
}

fn without_title(text: &str) -> Option<&str> {
    let short = |title: &&str| -> Option<&str> {
        let (first, rest) = text.split_at_checked(title.len())?;
        rest.strip_prefix(". ").filter(|_| first.eq_ignore_ascii_case(title))
    };
    let long = TITLES.iter().find_map(|title| after(text, title));
    long.or_else(|| SHORT_TITLES.iter().find_map(short))
}

pub(super) fn holds(names: &[(Name<'_>, &Mention)], name: &Name<'_>) -> bool {
    names.binary_search_by(|probe| probe.0.cmp(name)).is_ok()
}

fn spans(names: &[(Name<'_>, &Mention)]) -> Vec<(u32, u32)> {
    let mut spans: Vec<_> = names.iter().map(|(name, _)| (name.start, name.end)).collect();
    spans.dedup();
    spans
}

/// How many found names pair with a gold one of their kind that they overlap, each with the one
/// it shares most with.
fn overlapping(gold: &[(Name<'_>, &Mention)], found: &[(Name<'_>, &Mention)]) -> usize {
    let mut taken = vec![false; gold.len()];
    let mut pairs = 0;
    for (name, _) in found {
        let mut best: Option<(u32, usize)> = None;
        for (at, (other, _)) in gold.iter().enumerate() {
            let shared = name.end.min(other.end).saturating_sub(name.start.max(other.start));
            if !taken[at]
                && name.kind == other.kind
                && shared > 0
                && best.is_none_or(|(most, _)| shared > most)
            {
                best = Some((shared, at));
            }
        }
        if let Some((_, at)) = best {
            taken[at] = true;
            pairs += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(options: EntityOptions, gold: &[Mention], found: &[Mention]) -> EntityFigures {
        let mut scorer = EntityScorer::new(options);
        scorer.add(gold, found, |_| ());
        scorer.figures()
    }

    #[test]
    fn conventions_are_folded_on_both_sides() {
        let gold = [
            Mention::new(0, "the Kremlin", "organisation"),
            Mention::new(20, "Prime Minister Gen. Prayut", "person"),
            Mention::new(60, "Tokyo’s", "place"),
        ];
        let found = [
            Mention::new(4, "Kremlin", "organisation"),
            Mention::new(40, "Prayut", "person"),
            Mention::new(60, "Tokyo", "place"),
        ];
        assert_eq!(score(EntityOptions::default(), &gold, &found).micro.right, 0);
        let folded = EntityOptions {
            articles: Edges::Folded,
            titles: Edges::Folded,
            ..EntityOptions::default()
        };
        assert_eq!(score(folded, &gold, &found).micro.right, 3);
    }

    #[test]
    fn span_and_partial_forgive_what_they_say() {
        let gold = [Mention::new(0, "South Sudan", "place"), Mention::new(20, "Yonhap", "person")];
        let found = [Mention::new(6, "Sudan", "place"), Mention::new(20, "Yonhap", "organisation")];
        let figures = score(EntityOptions::default(), &gold, &found);
        assert_eq!((figures.micro.right, figures.span.right, figures.partial.right), (0, 1, 1));
    }
}
