//! Tokens to labels: evidence, two decoding passes.

use super::{
    article::Article,
    context::{self, Attributes},
    decode::{Decoder, Scores},
    evidence::{self, Context, Pass},
    label::{Kind, Label},
    name::Name,
    pass::FirstPass,
    score::{Evidence, Scorer},
    weights::Weights,
};
use crate::{
    Gazetteer,
    gazetteer::{NameMatch, Workspace},
    machine::{self, Kernel, Vectors},
    text::{Sentence, SentenceKind, Shape, TextView},
    time::Expression,
};

/// Buffers of the stage, filled anew for each article.
#[derive(Debug, Default)]
pub(crate) struct Recogniser {
    /// Of the matcher.
    pub(crate) space: Workspace,
    pub(crate) matches: Vec<NameMatch>,
    pub(crate) attributes: Vec<Attributes>,
    /// Tokens that are not just a word in lower case.
    odd: Vec<u32>,
    pub(crate) article: Article,
    pub(crate) labels: Vec<Label>,
    pub(crate) margins: Vec<i32>,
    pub(crate) chains: Vec<Chain>,
    scores: Vec<Scores>,
    evidence: Evidence,
    pass: FirstPass,
    /// What the first pass says of each token of the chains.
    found: Vec<Pass>,
    decoder: Decoder,
}

/// Neighbouring tokens that can be part of names, within one sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chain {
    /// First token, and one past the last.
    pub(crate) tokens: (u32, u32),
    /// The sentence's.
    pub(crate) sentence: (u32, u32),
}

impl Chain {
    pub(crate) fn tokens(&self) -> std::ops::Range<usize> {
        self.tokens.0 as usize..self.tokens.1 as usize
    }
}

impl Recogniser {
    /// Everything that evidence is drawn from.
    pub(crate) fn prepare(
        &mut self,
        view: &TextView<'_, '_>,
        gazetteers: &[Gazetteer],
        times: &[Expression],
    ) {
        self.matches.clear();
        if let Some(builtin) = gazetteers.first() {
            builtin.find_with(view.text, view.tokens, &mut self.space, &mut self.matches);
        }
        let Self { matches, attributes, odd, article, chains, .. } = self;
        context::fill(view, gazetteers, matches, attributes, odd);
        context::fill_times(times, attributes);
        article.fill(view, attributes, odd);
        chain(view.sentences, attributes, odd, chains);
    }

    pub(crate) fn context<'v, 'a, 's>(&'v self, view: &'v TextView<'a, 's>) -> Context<'v, 'a, 's> {
        Context { view, attributes: &self.attributes, article: &self.article }
    }

    /// Labels every token, in two passes, with the vectors that the processor has.
    pub(crate) fn label(&mut self, view: &TextView<'_, '_>, weights: &Weights) {
        machine::dispatch(Labelling { recogniser: self, view, weights });
    }

    #[inline(always)]
    fn label_here(&mut self, view: &TextView<'_, '_>, weights: &Weights) {
        self.labels.clear();
        self.labels.resize(view.tokens.len(), Label::OUTSIDE);
        self.margins.clear();
        self.margins.resize(view.tokens.len(), 0);
        self.score(view, weights);
        let mut at = 0;
        for n in 0..self.chains.len() {
            at = self.decode(weights, n, at);
        }
        let mut pass = std::mem::take(&mut self.pass);
        pass.fill(view, &self.article, &self.labels);
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        let tokens = self.chains.iter().flat_map(Chain::tokens);
        found.extend(tokens.map(|i| self.said(&pass, &self.labels, i)));
        let mut evidence = std::mem::take(&mut self.evidence);
        let mut scorer = Scorer::new(weights, &mut evidence);
        let mut at = 0;
        for n in 0..self.chains.len() {
            let tokens = self.chains[n].tokens();
            let said = &found[at..at + tokens.len()];
            let mut decoded = tokens.clone().zip(said);
            if decoded.all(|(i, said)| said.confirms(self.labels[i], self.margins[i])) {
                at += tokens.len();
                continue;
            }
            for (i, said) in tokens.zip(said) {
                evidence::collect_pass(&self.context(view), i, *said, &mut scorer);
                scorer.end_token();
            }
            let mut scores = self.scores[at..].iter_mut();
            scorer.sum_up(|more| {
                let scores = scores.next().into_iter().flatten();
                scores.zip(more).for_each(|(score, more)| *score += more);
            });
            at = self.decode(weights, n, at);
        }
        self.evidence = evidence;
        (self.pass, self.found) = (pass, found);
    }

    /// What the first pass says of each token of the chains, in their order.
    #[cfg(feature = "train")]
    pub(crate) fn first_pass(&mut self, view: &TextView<'_, '_>, labels: &[Label]) -> Vec<Pass> {
        self.pass.fill(view, &self.article, labels);
        let tokens = self.chains.iter().flat_map(Chain::tokens);
        tokens.map(|i| self.said(&self.pass, labels, i)).collect()
    }

    /// What a first pass says of token `i`.
    fn said(&self, pass: &FirstPass, labels: &[Label], i: usize) -> Pass {
        let in_run = self.attributes[i].in_run(i);
        if in_run { pass.get(&self.article, labels, i) } else { Pass::default() }
    }

    #[inline(always)]
    fn score(&mut self, view: &TextView<'_, '_>, weights: &Weights) {
        let mut scores = std::mem::take(&mut self.scores);
        let mut evidence = std::mem::take(&mut self.evidence);
        scores.clear();
        let mut scorer = Scorer::new(weights, &mut evidence);
        let context = self.context(view);
        for chain in &self.chains {
            let (first, last) = (chain.sentence.0 as usize, chain.sentence.1 as usize);
            for i in chain.tokens() {
                evidence::collect(&context, first, last, i, &mut scorer);
                if scorer.end_token() {
                    scorer.sum_up(|sum| scores.push(*sum));
                }
            }
        }
        scorer.sum_up(|sum| scores.push(*sum));
        (self.scores, self.evidence) = (scores, evidence);
    }

    /// Decodes chain `n`, whose scores begin at `at`; gives where those of the next begin.
    #[inline(always)]
    fn decode(&mut self, weights: &Weights, n: usize, at: usize) -> usize {
        let range = self.chains[n].tokens();
        let end = at + range.len();
        self.decoder.decode(
            &self.scores[at..end],
            weights.transitions(),
            &mut self.labels[range.clone()],
            &mut self.margins[range],
        );
        end
    }
}

/// Cuts the tokens that can be part of names into chains: each has one that is not just a word in
/// lower case.
fn chain(sentences: &[Sentence], attributes: &[Attributes], odd: &[u32], out: &mut Vec<Chain>) {
    out.clear();
    let live = |i: u32| attributes[i as usize].live;
    let mut odd = odd.iter().copied().peekable();
    for sentence in sentences {
        let mut end = sentence.first;
        while let Some(i) = odd.next_if(|&i| i < sentence.last) {
            if i < end || !live(i) {
                continue;
            }
            let first = (end..i).rev().take_while(|&i| live(i)).last().unwrap_or(i);
            end = (i..sentence.last).find(|&i| !live(i)).unwrap_or(sentence.last);
            out.push(Chain { tokens: (first, end), sentence: (sentence.first, sentence.last) });
        }
    }
}

/// What is compiled for each set of instructions: sums of sixteen weights are one vector.
struct Labelling<'l, 'a, 's> {
    recogniser: &'l mut Recogniser,
    view: &'l TextView<'a, 's>,
    weights: &'l Weights,
}

impl Kernel for Labelling<'_, '_, '_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vectors>(self) {
        self.recogniser.label_here(self.view, self.weights);
    }
}

impl Recogniser {
    /// Adds runs of two words or more that the decoder left outside although all of the run is one
    /// name of a list, and listed events of three tokens or more (`Sept. 11 attacks`): a known full
    /// name is a name, whatever stands around it. Both are in order.
    pub(crate) fn add_listed(&self, view: &TextView<'_, '_>, names: &mut Vec<Name>) {
        let decoded = names.len();
        let mut taken = 0;
        for (n, m) in self.matches.iter().enumerate() {
            // Matches of one first token stand together, the longest last.
            let longer = self.matches.get(n + 1).is_some_and(|next| next.first == m.first);
            let (first, last) = (m.first as usize, m.last as usize);
            let run = &self.attributes[first];
            let whole = run.in_run(first) && run.run == m.first && run.run_end == m.last;
            let event = last - first >= 3
                && run.marks().any(|m| m.kind() == Some(Kind::Event) && m.covers(last - first));
            if !(whole || event && !longer)
                || m.first < taken
                || last - first < 2
                || run.sentence != SentenceKind::Prose
                || self.labels[first..last].iter().any(|&l| l != Label::OUTSIDE)
                || view.tokens.shapes[first].has(Shape::SENTENCE_START)
            {
                continue;
            }
            let sure = run.marks().find(|mark| mark.covers(last - first));
            if let Some(kind) = sure.and_then(|mark| mark.kind()) {
                names.push(Name::new(m.first, m.last, kind, 0));
                taken = m.last;
            }
        }
        if names.len() > decoded {
            // No two have their first token in common.
            names.sort_unstable_by_key(|name| name.first);
        }
    }

    /// Makes one group of each listed name of a group of two words or more (`South Korean`) that the decoder
    /// took apart or for a place or person: its labels of groups are of single words. What is part of a longer
    /// name, or an organisation, stays; so do the two sides of `Arab-Israeli talks`.
    pub(crate) fn join_groups(&self, view: &TextView<'_, '_>, names: &mut Vec<Name>) {
        let mut at = 0;
        let mut taken = 0;
        for (n, m) in self.matches.iter().enumerate() {
            // Matches of one first token stand together, the longest last.
            let longer = self.matches.get(n + 1).is_some_and(|next| next.first == m.first);
            let len = (m.last - m.first) as usize;
            let mark = || self.attributes[m.first as usize].marks().find(|mark| mark.covers(len));
            if len < 2
                || longer
                || m.first < taken
                || mark().and_then(|mark| mark.kind()) != Some(Kind::Group)
                || (m.first..m.last).any(|i| view.is_mark(i as usize, b'-'))
            {
                continue;
            }
            at += names[at..].partition_point(|name| name.last <= m.first);
            let inside = names[at..].partition_point(|name| name.first < m.last);
            let parts = &names[at..at + inside];
            let gives_way = |name: &Name| {
                name.first >= m.first
                    && name.last <= m.last
                    && matches!(name.kind, Some(Kind::Group | Kind::Place | Kind::Person))
            };
            if parts.is_empty() || !parts.iter().all(gives_way) {
                continue;
            }
            let margin = parts.iter().map(|name| name.margin).max().unwrap_or(0);
            let joined = Name::new(m.first, m.last, Kind::Group, margin);
            names.splice(at..at + inside, [joined]);
            taken = m.last;
        }
    }

    /// Whether the heaviest bearer of the name `first..last` is of this kind, without doubt.
    #[cfg(feature = "train")]
    pub(crate) fn is_listed(&self, first: usize, last: usize, kind: super::label::Kind) -> bool {
        self.attributes[first].marks().any(|m| m.kind() == Some(kind) && m.is_sure(last - first))
            && self.matches.iter().any(|m| (m.first as usize, m.last as usize) == (first, last))
    }
}
