//! Scores to the best labelling, and how sure each name is.

use super::label::{LABELS, Label};

/// Scores of one token. Sixteen bits: a row weighs at most 127, and a token has not 200 of them.
pub(crate) type Scores = [i16; LABELS];

/// What cannot be. Sums saturate, and each step is counted from its best label, so that nothing
/// that can be falls this low.
const NEVER: i16 = -30_000;

/// Scores of going from one label to another, what may not follow ruled out, both ways round.
#[derive(Clone, Debug)]
pub(crate) struct Transitions {
    from: [Scores; LABELS],
    to: [Scores; LABELS],
    /// 0 where a label may follow another, the least there is where it may not.
    allowed: [Scores; LABELS],
}

impl Transitions {
    pub(crate) fn new(scores: &[Scores; LABELS]) -> Self {
        let (mut from, mut to) = ([[NEVER; LABELS]; LABELS], [[NEVER; LABELS]; LABELS]);
        let mut allowed = [[i16::MIN; LABELS]; LABELS];
        for a in 0..LABELS {
            for b in 0..LABELS {
                if Label(a as u8).allows(Label(b as u8)) {
                    from[a][b] = scores[a][b];
                    to[b][a] = scores[a][b];
                    allowed[a][b] = 0;
                }
            }
        }
        Self { from, to, allowed }
    }
}

/// Buffers of the decoder.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    forward: Vec<Scores>,
}

impl Decoder {
    /// Labels a chain of tokens that stands between two tokens outside of names; fills in labels
    /// and, for each, by how much the best path beats the best one with another label there.
    #[inline(always)]
    pub(crate) fn decode(
        &mut self,
        scores: &[Scores],
        transitions: &Transitions,
        labels: &mut [Label],
        margins: &mut [i32],
    ) {
        self.forward.clear();
        for score in scores {
            let before = self.forward.last().map(|last| best_of(last, &transitions.from));
            let before = before.as_ref().unwrap_or(&transitions.from[0]);
            self.forward.push(from_best(sum(before, score)));
        }
        let mut after = transitions.to[0];
        let mut right: Option<&Scores> = None;
        for (forward, score) in self.forward.iter_mut().zip(scores).rev() {
            if let Some(right) = right {
                after = best_of(&from_best(sum(right, &after)), &transitions.to);
            }
            *forward = sum(forward, &after);
            right = Some(score);
        }
        let mut previous = Label::OUTSIDE;
        for ((totals, label), margin) in self.forward.iter().zip(labels).zip(margins) {
            // Best over all paths; ties go to the lower label, if the path so far allows it.
            let open = sum(totals, &transitions.allowed[usize::from(previous.0)]);
            let most = best(&open);
            let chosen = open.iter().position(|&total| total == most).unwrap_or(0);
            let mut others = *totals;
            others[chosen] = i16::MIN;
            *label = Label(chosen as u8);
            *margin = (i32::from(most) - i32::from(best(&others))).max(0);
            previous = *label;
        }
    }
}

#[inline(always)]
fn sum(a: &Scores, b: &Scores) -> Scores {
    std::array::from_fn(|l| a[l].saturating_add(b[l]))
}

/// Scores counted from the best of them.
#[inline(always)]
fn from_best(scores: Scores) -> Scores {
    let best = best(&scores);
    scores.map(|score| score.saturating_sub(best))
}

#[inline(always)]
fn best(scores: &Scores) -> i16 {
    scores.iter().fold(i16::MIN, |best, &score| best.max(score))
}

/// For each label, the best score of any label plus the way from it. Labels that cannot be are left
/// out one by one; besides, the compiler would turn a plain loop over all of them on its side.
#[inline(always)]
fn best_of(scores: &Scores, ways: &[Scores; LABELS]) -> Scores {
    let mut best = [i16::MIN; LABELS];
    let mut from = 0;
    while from < LABELS {
        let [a, b, c, d] = std::array::from_fn(|n| scores[from + n]);
        for l in 0..LABELS {
            let one = a.saturating_add(ways[from][l]).max(b.saturating_add(ways[from + 1][l]));
            let two = c.saturating_add(ways[from + 2][l]).max(d.saturating_add(ways[from + 3][l]));
            best[l] = best[l].max(one).max(two);
        }
        from = std::hint::black_box(from + 4);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::label::Kind;

    #[test]
    fn ties_between_paths_do_not_break_names() {
        let mut scores = vec![[0; LABELS]; 3];
        scores[1][usize::from(Label::of(Kind::Person, 1, 3).0)] = 5;
        let mut labels = [Label::OUTSIDE; 3];
        let mut margins = [0; 3];
        let transitions = Transitions::new(&[[0; LABELS]; LABELS]);
        Decoder::default().decode(&scores, &transitions, &mut labels, &mut margins);
        assert_eq!(labels, [0, 1, 2].map(|at| Label::of(Kind::Person, at, 3)));
    }
}
