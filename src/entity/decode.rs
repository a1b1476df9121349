//! Scores to the best labelling, and how sure each name is.

use super::label::{LABELS, Label};

/// Scores of one token.
pub(crate) type Scores = [i32; LABELS];

/// What cannot be.
const NEVER: i32 = i32::MIN / 8;

/// Scores of going from one label to another, what may not follow ruled out, both ways round.
#[derive(Clone, Debug)]
pub(crate) struct Transitions {
    from: [Scores; LABELS],
    to: [Scores; LABELS],
}

impl Transitions {
    pub(crate) fn new(scores: &[Scores; LABELS]) -> Self {
        let (mut from, mut to) = ([[NEVER; LABELS]; LABELS], [[NEVER; LABELS]; LABELS]);
        for a in 0..LABELS {
            for b in 0..LABELS {
                if Label(a as u8).allows(Label(b as u8)) {
                    from[a][b] = scores[a][b];
                    to[b][a] = scores[a][b];
                }
            }
        }
        Self { from, to }
    }
}

/// Buffers of the decoder.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    forward: Vec<Scores>,
    backward: Vec<Scores>,
}

impl Decoder {
    /// Labels a chain of tokens that stands between two tokens outside of names; fills in labels
    /// and, for each, by how much the best path beats the best one with another label there.
    pub(crate) fn decode(
        &mut self,
        scores: &[Scores],
        transitions: &Transitions,
        labels: &mut [Label],
        margins: &mut [i32],
    ) {
        let n = scores.len();
        if n == 0 {
            return;
        }
        self.forward.clear();
        self.backward.clear();
        self.backward.resize(n, transitions.to[0]);
        let mut before = transitions.from[0];
        for score in scores {
            let here: Scores = std::array::from_fn(|l| before[l] + score[l]);
            self.forward.push(here);
            before = best_of(&here, &transitions.from);
        }
        for i in (0..n - 1).rev() {
            let (score, after) = (&scores[i + 1], &self.backward[i + 1]);
            let next: Scores = std::array::from_fn(|l| score[l] + after[l]);
            self.backward[i] = best_of(&next, &transitions.to);
        }
        let mut previous = Label::OUTSIDE;
        for i in 0..n {
            let total = |l: usize| self.forward[i][l].saturating_add(self.backward[i][l]);
            // Best over all paths; ties go to the lower label, if the path so far allows it.
            let mut best = usize::MAX;
            for l in 0..LABELS {
                if previous.allows(Label(l as u8)) && (best == usize::MAX || total(l) > total(best))
                {
                    best = l;
                }
            }
            let second = (0..LABELS).filter(|&l| l != best).map(total).max().unwrap_or(NEVER);
            labels[i] = Label(best as u8);
            margins[i] = total(best).saturating_sub(second).max(0);
            previous = labels[i];
        }
    }
}

/// For each label, the best score of any label plus the way from it; never below [`NEVER`] twice,
/// so that sums do not overflow.
fn best_of(scores: &Scores, ways: &[Scores; LABELS]) -> Scores {
    let mut best = [NEVER; LABELS];
    for (&score, way) in scores.iter().zip(ways) {
        for (best, &way) in best.iter_mut().zip(way) {
            *best = (*best).max(score + way);
        }
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
