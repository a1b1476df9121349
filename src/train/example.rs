//! Annotated articles to chains of numbered evidence.

use std::collections::HashMap;

use super::{Gold, Options, crf};
use crate::{
    Error, Gazetteer, Result,
    entity::{
        evidence::{self, Pass, Sink, Template, key},
        hash::Keyed,
        label::{Kind, Label},
        recognise::Recogniser,
    },
    lexicon::Lexicon,
    text::{self, TextView, Tokens},
};

/// A chain of tokens: numbered evidence and the right label of each.
pub(super) struct Chain {
    pub(super) labels: Vec<Label>,
    /// Evidence of all tokens, one after another; token `i` has `ends[i - 1]..ends[i]`.
    pub(super) features: Vec<u32>,
    pub(super) ends: Vec<u32>,
    /// Which article it is from.
    pub(super) article: u32,
}

/// All chains, and the keys of the evidence by number.
pub(super) struct Examples {
    pub(super) chains: Vec<Chain>,
    pub(super) keys: Vec<u64>,
}

struct Numbering<'o> {
    without: &'o [String],
    numbers: HashMap<u64, u32, Keyed>,
    keys: Vec<u64>,
    out: Vec<u32>,
}

impl Sink for Numbering<'_> {
    fn add(&mut self, template: Template, value: u64) {
        if !self.without.is_empty() && self.without.iter().any(|w| *w == format!("{template:?}")) {
            return;
        }
        let key = key(template, value);
        let next = self.keys.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.keys.push(key);
        }
        self.out.push(number);
    }
}

/// One article made ready.
struct Prepared {
    tokens: Tokens,
    sentences: Vec<text::Sentence>,
    recogniser: Recogniser,
    labels: Vec<Label>,
}

impl Prepared {
    fn new(gold: &Gold, gazetteers: &[Gazetteer]) -> Self {
        let lexicon = Lexicon::english();
        let mut tokens = Tokens::default();
        let mut sentences = Vec::new();
        text::tokenize(&gold.text, &mut tokens);
        lexicon.annotate(&gold.text, &mut tokens);
        text::split(&gold.text, &mut tokens, &mut sentences);
        let mut recogniser = Recogniser::default();
        let view = TextView { text: &gold.text, tokens: &tokens, sentences: &sentences, lexicon };
        let mut times = Vec::new();
        crate::time::find(&view, crate::time::Register::Article, &mut times);
        recogniser.prepare(&view, gazetteers, &times);
        let mut labels = gold.labels(&gold.text, &tokens);
        groups(&recogniser, &mut labels);
        events(&recogniser, &mut labels);
        // What cannot be part of a name is outside; a name broken by that is outside as a whole.
        let mut broken = Vec::new();
        crate::entity::label::names(&labels, |first, last, _| {
            if recogniser.attributes[first..last].iter().any(|a| !a.live) {
                broken.push(first..last);
            }
        });
        broken.into_iter().for_each(|range| labels[range].fill(Label::OUTSIDE));
        Self { tokens, sentences, recogniser, labels }
    }

    fn view<'a>(&'a self, text: &'a str) -> TextView<'a, 'a> {
        let lexicon = Lexicon::english();
        TextView { text, tokens: &self.tokens, sentences: &self.sentences, lexicon }
    }
}

/// Nationalities and peoples: few sets mark them, so the lists do, where the set has no person or
/// organisation.
fn groups(recogniser: &Recogniser, labels: &mut [Label]) {
    for (i, a) in recogniser.attributes.iter().enumerate() {
        let is_group =
            a.marks().next().is_some_and(|m| m.kind() == Some(Kind::Group) && m.covers(1));
        let place = Label::of(Kind::Place, 0, 1);
        if is_group && (labels[i] == Label::OUTSIDE || labels[i] == place) {
            labels[i] = Label::of(Kind::Group, 0, 1);
        }
    }
}

/// Events: most sets leave them among other names, so the list marks those that it has as a whole.
fn events(recogniser: &Recogniser, labels: &mut [Label]) {
    let mut i = 0;
    while i < labels.len() {
        let len = (1..=8).rev().find(|&len| {
            i + len <= labels.len()
                && labels[i..i + len].iter().all(|&l| l == Label::OUTSIDE)
                && recogniser.is_listed(i, i + len, Kind::Event)
        });
        let len = len.unwrap_or(0);
        for at in 0..len {
            labels[i + at] = Label::of(Kind::Event, at, len);
        }
        i += len.max(1);
    }
}

pub(super) fn prepare(
    articles: &[Gold],
    gazetteers: &[Gazetteer],
    options: &Options,
    progress: &mut impl FnMut(&str),
) -> Result<Examples> {
    progress("collecting evidence");
    let mut numbering = Numbering {
        without: &options.without,
        numbers: HashMap::default(),
        keys: Vec::new(),
        out: Vec::new(),
    };
    let mut prepared: Vec<Prepared> =
        articles.iter().map(|gold| Prepared::new(gold, gazetteers)).collect();
    let mut chains = Vec::new();
    for (n, (gold, article)) in articles.iter().zip(&prepared).enumerate() {
        collect(n, gold, article, None, &mut numbering, &mut chains);
    }
    if chains.iter().all(|c| c.labels.iter().all(|&l| l == Label::OUTSIDE)) {
        return Err(Error::option("no article has a name: nothing to train on"));
    }
    let mut examples = Examples { chains, keys: std::mem::take(&mut numbering.keys) };
    if options.jackknife {
        progress("first pass on halves");
        let passes = crf::jackknife(&examples, options);
        numbering.keys = std::mem::take(&mut examples.keys);
        let mut at = 0;
        for (n, (gold, article)) in articles.iter().zip(&mut prepared).enumerate() {
            let mut found = vec![Label::OUTSIDE; article.tokens.len()];
            let chains = article.recogniser.chains.clone();
            for chain in &chains {
                found[chain.tokens()].copy_from_slice(&passes[at]);
                at += 1;
            }
            let mut recogniser = std::mem::take(&mut article.recogniser);
            let pass = recogniser.first_pass(&article.view(&gold.text), &found);
            article.recogniser = recogniser;
            if pass.iter().any(|p| *p != Pass::default()) {
                collect(n, gold, article, Some(&pass), &mut numbering, &mut examples.chains);
            }
        }
        examples.keys = numbering.keys;
    }
    Ok(examples)
}

fn collect(
    n: usize,
    gold: &Gold,
    article: &Prepared,
    pass: Option<&[Pass]>,
    numbering: &mut Numbering<'_>,
    chains: &mut Vec<Chain>,
) {
    let view = article.view(&gold.text);
    let context = article.recogniser.context(&view);
    let mut at = 0;
    for chain in &article.recogniser.chains {
        let (first, last) = (chain.sentence.0 as usize, chain.sentence.1 as usize);
        let mut ends = Vec::new();
        let mut any = pass.is_none();
        for i in chain.tokens() {
            evidence::collect(&context, first, last, i, numbering);
            if let Some(pass) = pass {
                any |= pass[at] != Pass::default();
                evidence::collect_pass(&context, i, pass[at], numbering);
            }
            at += 1;
            ends.push(numbering.out.len() as u32);
        }
        let features = std::mem::take(&mut numbering.out);
        if any {
            let labels = article.labels[chain.tokens()].to_vec();
            chains.push(Chain { labels, features, ends, article: n as u32 });
        }
    }
}
