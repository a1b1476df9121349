//! A linear-chain model fitted by AdaGrad.

use super::{
    Options,
    dice::Dice,
    example::{Chain, Examples},
};
use crate::{
    Result, Weights,
    entity::{
        decode::{Decoder, Transitions},
        hash::mix,
        label::{LABELS, Label},
        weights::{Row, UNIT},
    },
};

type Vector = [f32; LABELS];

/// Weights in training.
pub(super) struct Model<'e> {
    keys: &'e [u64],
    weights: Vec<Vector>,
    seen: Vec<u32>,
    transitions: [Vector; LABELS],
}

const RATE: f32 = 0.05;
const DROPPED: u64 = 30; // per cent
/// Evidence seen less often in training is not kept.
const RARE: u32 = 2;

/// The labels that models trained on one half of the articles give to the chains of the other.
pub(super) fn jackknife(examples: &Examples, options: &Options) -> Vec<Vec<Label>> {
    let half = |chain: &Chain| mix(u64::from(chain.article) + 17) & 1;
    let mut found = vec![Vec::new(); examples.chains.len()];
    for side in 0..2 {
        let theirs: Vec<&Chain> = examples.chains.iter().filter(|c| half(c) != side).collect();
        let epochs = options.epochs.div_ceil(2);
        let model = run(&theirs, &examples.keys, epochs, options.seed + side, &mut |_| {});
        for (chain, found) in examples.chains.iter().zip(&mut found) {
            if half(chain) == side {
                *found = model.best(chain);
            }
        }
    }
    found
}

pub(super) fn fit<'e>(
    examples: &'e Examples,
    options: &Options,
    progress: &mut impl FnMut(&str),
) -> Model<'e> {
    let chains: Vec<&Chain> = examples.chains.iter().collect();
    run(&chains, &examples.keys, options.epochs, options.seed, progress)
}

fn run<'e>(
    chains: &[&Chain],
    keys: &'e [u64],
    epochs: usize,
    seed: u64,
    progress: &mut dyn FnMut(&str),
) -> Model<'e> {
    let mut seen = vec![0u32; keys.len()];
    for chain in chains {
        chain.features.iter().for_each(|&f| seen[f as usize] += 1);
    }
    let mut model = Model {
        keys,
        weights: vec![[0.0; LABELS]; keys.len()],
        seen,
        transitions: [[0.0; LABELS]; LABELS],
    };
    let mut squares = vec![[1e-3; LABELS]; keys.len()];
    let mut transition_squares = [[1e-3; LABELS]; LABELS];
    let mut sums = vec![[0.0f32; LABELS]; keys.len()];
    let mut transition_sums = [[0.0f32; LABELS]; LABELS];
    let mut order: Vec<usize> = (0..chains.len()).collect();
    let mut dice = Dice::new(seed);
    let mut averaged = 0.0;
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, dice.below(i + 1));
        }
        let mut loss = 0.0;
        for &c in &order {
            let chain = chains[c];
            let salt = dice.next();
            let kept =
                |f: u32| model_keeps(&model.seen, f) && mix(salt ^ u64::from(f)) % 100 >= DROPPED;
            let scores = model.scores(chain, &kept);
            let (marginals, pairs, log) = marginals(chain, &scores, &model.transitions);
            loss += log;
            let mut from = 0;
            for (i, &to) in chain.ends.iter().enumerate() {
                let mut gradient = marginals[i].map(|p| -p);
                gradient[usize::from(chain.labels[i].0)] += 1.0;
                if gradient.iter().any(|g| g.abs() > 1e-3) {
                    for &f in
                        chain.features[from as usize..to as usize].iter().filter(|f| kept(**f))
                    {
                        step(&mut model.weights[f as usize], &mut squares[f as usize], &gradient);
                    }
                }
                from = to;
            }
            for l in 0..LABELS {
                step(&mut model.transitions[l], &mut transition_squares[l], &pairs[l]);
            }
        }
        if epoch >= epochs / 2 {
            averaged += 1.0;
            for (sum, weights) in sums.iter_mut().zip(&model.weights) {
                (0..LABELS).for_each(|l| sum[l] += weights[l]);
            }
            for (sum, weights) in transition_sums.iter_mut().zip(&model.transitions) {
                (0..LABELS).for_each(|l| sum[l] += weights[l]);
            }
        }
        progress(&format!("round {} of {epochs}: loss {:.1}", epoch + 1, loss));
    }
    let keep = 1.0 - DROPPED as f32 / 100.0;
    model.weights = sums;
    model.weights.iter_mut().flatten().for_each(|w| *w *= keep / averaged);
    model.transitions = transition_sums;
    model.transitions.iter_mut().flatten().for_each(|w| *w /= averaged);
    model
}

fn model_keeps(seen: &[u32], f: u32) -> bool {
    seen[f as usize] >= RARE
}

#[inline]
fn step(weights: &mut Vector, squares: &mut Vector, gradient: &Vector) {
    for l in 0..LABELS {
        squares[l] += gradient[l] * gradient[l];
        weights[l] += RATE * gradient[l] / squares[l].sqrt();
    }
}

impl Model<'_> {
    fn scores(&self, chain: &Chain, kept: &impl Fn(u32) -> bool) -> Vec<Vector> {
        let mut from = 0;
        let score = |&to: &u32| {
            let mut sum = [0.0; LABELS];
            for &f in chain.features[from as usize..to as usize].iter().filter(|f| kept(**f)) {
                let row = &self.weights[f as usize];
                (0..LABELS).for_each(|l| sum[l] += row[l]);
            }
            from = to;
            sum
        };
        chain.ends.iter().map(score).collect()
    }

    /// The best labels of a chain.
    fn best(&self, chain: &Chain) -> Vec<Label> {
        let scores = self.scores(chain, &|f| model_keeps(&self.seen, f));
        let scale = 4.0 * UNIT;
        let rounded = |v: &Vector| v.map(|s| (s * scale).clamp(-1e4, 1e4) as i16);
        let scores: Vec<_> = scores.iter().map(rounded).collect();
        let transitions = Transitions::new(&self.transitions.each_ref().map(rounded));
        let mut labels = vec![Label::OUTSIDE; chain.ends.len()];
        let mut margins = vec![0; chain.ends.len()];
        Decoder::default().decode(&scores, &transitions, &mut labels, &mut margins);
        labels
    }

    /// The `rows` rows that matter most, in eight bits.
    pub(super) fn table(&self, rows: usize, trained_on: &str) -> Result<Weights> {
        let importance = |f: usize| -> f32 {
            let row = &self.weights[f];
            let spread = row.iter().map(|w| w * w).sum::<f32>().sqrt();
            spread * (self.seen[f] as f32).powf(0.35)
        };
        let mut order: Vec<(f32, usize)> = (0..self.keys.len())
            .filter(|&f| self.seen[f] >= RARE)
            .map(|f| (importance(f), f))
            .filter(|(i, _)| *i > 0.0)
            .collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(self.keys[a.1].cmp(&self.keys[b.1])));
        order.truncate(rows);
        // The most frequent first: a row that is read often lies beside others that are.
        order.sort_by_key(|&(_, f)| (std::cmp::Reverse(self.seen[f]), self.keys[f]));
        let largest =
            order.iter().flat_map(|&(_, f)| self.weights[f]).fold(0.0f32, |m, w| m.max(w.abs()));
        let scale = UNIT.min(127.0 / largest.min(127.0 / UNIT * 3.0));
        let round = |w: f32| (w * scale).round().clamp(-127.0, 127.0) as i8;
        let rows: Vec<(u64, Row)> =
            order.iter().map(|&(_, f)| (self.keys[f], self.weights[f].map(round))).collect();
        let transitions =
            self.transitions.map(|row| row.map(|w| (w * scale).round().clamp(-3e4, 3e4) as i16));
        Weights::build(&rows, &transitions, trained_on)
    }
}

/// Gradient of the transitions: seen minus expected.
type Pairs = [Vector; LABELS];

/// Probabilities of each label of each token, the gradient of transitions, and the loss.
fn marginals(
    chain: &Chain,
    scores: &[Vector],
    transitions: &[Vector; LABELS],
) -> (Vec<Vector>, Pairs, f32) {
    const NEVER: f32 = -1e9;
    let n = scores.len();
    let allowed = |a: usize, b: usize| Label(a as u8).allows(Label(b as u8));
    let log_sum = |values: &[f32; LABELS]| {
        let max = values.iter().fold(NEVER, |m, &v| m.max(v));
        max + values.iter().map(|v| (v - max).exp()).sum::<f32>().ln()
    };
    let mut forward = vec![[NEVER; LABELS]; n];
    let mut backward = vec![[NEVER; LABELS]; n];
    for l in 0..LABELS {
        if allowed(0, l) {
            forward[0][l] = transitions[0][l] + scores[0][l];
        }
        if allowed(l, 0) {
            backward[n - 1][l] = transitions[l][0];
        }
    }
    for i in 1..n {
        for to in 0..LABELS {
            let mut values = [NEVER; LABELS];
            for from in (0..LABELS).filter(|&from| allowed(from, to)) {
                values[from] = forward[i - 1][from] + transitions[from][to];
            }
            forward[i][to] = log_sum(&values) + scores[i][to];
        }
    }
    for i in (0..n - 1).rev() {
        for from in 0..LABELS {
            let mut values = [NEVER; LABELS];
            for to in (0..LABELS).filter(|&to| allowed(from, to)) {
                values[to] = transitions[from][to] + scores[i + 1][to] + backward[i + 1][to];
            }
            backward[i][from] = log_sum(&values);
        }
    }
    let ends: [f32; LABELS] = std::array::from_fn(|l| forward[n - 1][l] + backward[n - 1][l]);
    let total = log_sum(&ends);
    let marginals: Vec<Vector> = (0..n)
        .map(|i| std::array::from_fn(|l| (forward[i][l] + backward[i][l] - total).exp()))
        .collect();
    let mut pairs = [[0.0; LABELS]; LABELS];
    let gold = |i: usize| usize::from(chain.labels[i].0);
    let mut log = 0.0;
    for l in 0..LABELS {
        pairs[0][l] -= marginals[0][l];
        pairs[l][0] -= marginals[n - 1][l];
    }
    for i in 0..=n {
        let from = if i == 0 { 0 } else { gold(i - 1) };
        let to = if i == n { 0 } else { gold(i) };
        pairs[from][to] += 1.0;
        log += transitions[from][to] + scores.get(i).map_or(0.0, |score| score[to]);
    }
    for i in 1..n {
        for from in 0..LABELS {
            for to in (0..LABELS).filter(|&to| allowed(from, to)) {
                let p =
                    forward[i - 1][from] + transitions[from][to] + scores[i][to] + backward[i][to];
                pairs[from][to] -= (p - total).exp();
            }
        }
    }
    (marginals, pairs, total - log)
}
