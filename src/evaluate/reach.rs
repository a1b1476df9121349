//! How far the lists reach: names that people marked, looked up without their context.

use std::collections::{BTreeMap, BTreeSet};

use super::{EntityOptions, Mention, entities::fold};
use crate::{
    Gazetteer, Span,
    gazetteer::EntryHead,
    lexicon::{Class, Lexicon},
    text::{Shape, Tokens, fold_hash},
};

/// The share of names that lists know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReachFigures {
    /// Mentions whose text is a name of their kind, of all mentions, for each kind.
    pub kinds: BTreeMap<String, (usize, usize)>,
    /// Mentions of persons all of whose tokens are known from names, of all.
    pub tokens: (usize, usize),
    /// What each list holds and reaches, by kind and subkind.
    pub lists: BTreeMap<(String, String), ListReach>,
}

/// What one list holds and reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListReach {
    /// Entities.
    pub entries: usize,
    /// Distinct names of theirs.
    pub names: usize,
    /// Mentions whose heaviest bearer of their kind is in this list.
    pub mentions: usize,
}

/// Looks names up in a gazetteer, mention by mention.
///
/// A mention counts as known if its whole text, less a leading "the", a final `'s` and the titles
/// of persons, is a name of its kind, in any form that the name's matching policy allows and
/// whatever its flags. Kinds that the gazetteer has no list of are not counted; the kind `norp` of some corpora counts as `group`. Initials and particles
/// count as known tokens of a person's name.
///
/// ```
/// use dateline::evaluate::{Mention, ReachScorer};
/// let mut builder = dateline::Gazetteer::builder();
/// builder.add_tsv(
///     "places.tsv",
///     "kind\tsubkind\tcanonical\nplace\tcity\tTokyo\nplace\tcity\tKyoto\n",
/// )?;
/// let gazetteer = builder.build();
/// let mut scorer = ReachScorer::new(&gazetteer);
/// scorer.add(&[Mention::new(0, "Tokyo's", "place"), Mention::new(9, "Tokyo", "person")]);
/// let figures = scorer.figures();
/// assert_eq!(figures.kinds["place"], (1, 1));
/// assert!(!figures.kinds.contains_key("person"));
/// let list = figures.lists[&("place".to_owned(), "city".to_owned())];
/// assert_eq!((list.entries, list.names, list.mentions), (2, 2, 1));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Debug)]
pub struct ReachScorer<'g> {
    gazetteer: &'g Gazetteer,
    kinds: BTreeSet<String>,
    tokens: Tokens,
    figures: ReachFigures,
}

impl<'g> ReachScorer<'g> {
    /// A scorer that has looked nothing up.
    #[must_use]
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        let figures = ReachFigures { lists: lists(gazetteer), ..ReachFigures::default() };
        let kinds = figures.lists.keys().map(|(kind, _)| kind.clone()).collect();
        Self { gazetteer, kinds, tokens: Tokens::default(), figures }
    }

    /// Looks mentions up.
    pub fn add(&mut self, mentions: &[Mention]) {
        let options = EntityOptions::folded();
        for mention in mentions {
            let name = fold(mention, &options);
            let from = mention.span.start;
            let inside = Span::new(name.start - from, name.end - from);
            let text = mention.text.get(inside.start as usize..inside.end as usize);
            let text = text.unwrap_or(&mention.text);
            let kind = if mention.kind == "norp" { "group" } else { &mention.kind };
            if !self.kinds.contains(kind) {
                continue;
            }
            let bearer = self
                .gazetteer
                .lookup(text)
                .flat_map(|name| self.gazetteer.entries(name))
                .map(|entry| self.gazetteer.entry_head(entry))
                .filter(|head| self.gazetteer.kind_name(head.kind) == kind)
                .max_by_key(|head| head.weight);
            let (known, all) = self.figures.kinds.entry(kind.to_owned()).or_default();
            *known += usize::from(bearer.is_some());
            *all += 1;
            if let Some(head) = bearer {
                self.figures.lists.entry(key(self.gazetteer, head)).or_default().mentions += 1;
            }
            if kind == "person" {
                let known = self.knows_tokens(text);
                self.figures.tokens.0 += usize::from(known);
                self.figures.tokens.1 += 1;
            }
        }
    }

    /// The figures so far.
    #[must_use]
    pub fn figures(&self) -> ReachFigures {
        self.figures.clone()
    }

    fn knows_tokens(&mut self, text: &str) -> bool {
        self.tokens.read(text);
        let lexicon = Lexicon::english();
        let known = |i: usize| {
            let word = self.tokens.text(text, i);
            let is_initial = word.trim_end_matches('.').chars().count() == 1;
            let facts = self.gazetteer.word(fold_hash(word));
            let classes = lexicon.classes(lexicon.id(fold_hash(word)));
            facts.given > 0
                || facts.family > 0
                || is_initial
                || classes.has(Class::NameParticle)
                || self.tokens.shapes[i].has(Shape::MARK)
        };
        !self.tokens.is_empty() && (0..self.tokens.len()).all(known)
    }
}

fn key(gazetteer: &Gazetteer, head: EntryHead) -> (String, String) {
    let kind = gazetteer.kind_name(head.kind).to_owned();
    (kind, gazetteer.subkind_name(head.subkind).to_owned())
}

/// What each list holds.
fn lists(gazetteer: &Gazetteer) -> BTreeMap<(String, String), ListReach> {
    let mut lists: BTreeMap<_, ListReach> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for name in gazetteer.names() {
        let mut here = BTreeSet::new();
        for entry in gazetteer.entries(name) {
            let head = gazetteer.entry_head(entry);
            let list = lists.entry((head.kind, head.subkind)).or_default();
            list.names += usize::from(here.insert((head.kind, head.subkind)));
            list.entries += usize::from(seen.insert(gazetteer.entity(entry)));
        }
    }
    let named = |((kind, subkind), list)| {
        let names = (gazetteer.kind_name(kind), gazetteer.subkind_name(subkind));
        ((names.0.to_owned(), names.1.to_owned()), list)
    };
    lists.into_iter().map(named).collect()
}
