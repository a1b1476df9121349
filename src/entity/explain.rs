//! Why a name was found, in words.

use std::borrow::Cow;

use super::{
    Evidence, confidence,
    evidence::{self, Context, Sink, Template},
    label::{LABELS, Label},
    name::Name,
    recognise::Chain,
    weights::Weights,
};
use crate::Gazetteer;

/// How many pieces of evidence of each sign are told.
const TOLD: usize = 4;

/// Collects what each piece of evidence of one token says for one label against another.
struct Listener<'w> {
    weights: &'w Weights,
    chosen: usize,
    runner_up: usize,
    said: Vec<(i32, Template)>,
}

impl Sink for Listener<'_> {
    fn add(&mut self, template: Template, value: u64) {
        if let Some(row) = self.weights.look_up(evidence::key(template, value)) {
            let of = |label: usize| i32::from(row[label] as i8);
            self.said.push((of(self.chosen) - of(self.runner_up), template));
        }
    }
}

/// Sums all evidence of one token.
struct Sum<'w> {
    weights: &'w Weights,
    scores: [i32; LABELS],
}

impl Sink for Sum<'_> {
    fn add(&mut self, template: Template, value: u64) {
        if let Some(row) = self.weights.look_up(evidence::key(template, value)) {
            self.scores.iter_mut().zip(row).for_each(|(score, &w)| *score += i32::from(w as i8));
        }
    }
}

/// The strongest evidence for the label of the first token of a name and against its runner-up,
/// and the gazetteer's entry.
pub(crate) fn explain(
    context: &Context<'_, '_, '_>,
    weights: &Weights,
    gazetteers: &[Gazetteer],
    chain: Option<&Chain>,
    label: Label,
    name: &Name,
) -> Vec<Evidence> {
    let mut told = Vec::new();
    if let Some((gazetteer, entry)) = name.entry {
        let entry = gazetteers[gazetteer as usize].entry(entry);
        let rule = if name.ordered { "user-gazetteer" } else { "gazetteer" };
        let detail = match entry.subkind {
            "" => format!("{}: {}", entry.kind, entry.canonical),
            subkind => format!("{}, {subkind}: {}", entry.kind, entry.canonical),
        };
        told.push(Evidence { rule: Cow::Borrowed(rule), detail, weight: None });
        if !name.ordered {
            let detail = format!("{} points ahead of any other of the name", name.lead);
            let weight = Some(confidence::of_link(name.lead));
            told.push(Evidence { rule: Cow::Borrowed("link"), detail, weight });
        }
    }
    if let Some(held) = name.held {
        let entry = gazetteers[0].entry(held);
        let Name { lead, .. } = name;
        let detail =
            format!("{}: {}, {lead} points ahead: too unsure", entry.kind, entry.canonical);
        let weight = Some(confidence::of_link(*lead));
        told.push(Evidence { rule: Cow::Borrowed("held-back"), detail, weight });
    }
    let Some(chain) = chain.filter(|_| !name.ordered) else { return told };
    let (first, last) = (chain.sentence.0 as usize, chain.sentence.1 as usize);
    let at = name.first as usize;
    let mut sum = Sum { weights, scores: [0; LABELS] };
    evidence::collect(context, first, last, at, &mut sum);
    let chosen = usize::from(label.0);
    let runner_up = (0..LABELS)
        .filter(|&l| l != chosen && Label(l as u8).kind() != label.kind())
        .max_by_key(|&l| (sum.scores[l], std::cmp::Reverse(l)))
        .unwrap_or(0);
    let mut listener = Listener { weights, chosen, runner_up, said: Vec::new() };
    evidence::collect(context, first, last, at, &mut listener);
    let mut said = listener.said;
    said.sort_by_key(|&(weight, template)| (std::cmp::Reverse(weight), template));
    let against = Label(runner_up as u8).kind().map_or("no name", |k| k.name());
    let word = context.view.word(at);
    let strongest = said.iter().take(TOLD).chain(said.iter().rev().take(TOLD / 2).rev());
    told.extend(strongest.filter(|(weight, _)| *weight != 0).map(|(weight, template)| Evidence {
        rule: Cow::Borrowed("weights"),
        detail: format!("{} of `{word}`, against {against}", template.words()),
        weight: Some(*weight as f32 / super::weights::UNIT),
    }));
    told
}
