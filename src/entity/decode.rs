//! Scores to the best labelling, and how sure each name is.

use super::label::{LABELS, Label};

/// Scores of one token.
pub(crate) type Scores = [i32; LABELS];

/// What cannot be.
const NEVER: i32 = i32::MIN / 4;

/// Buffers of the decoder.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    forward: Vec<Scores>,
    backward: Vec<Scores>,
}

impl Decoder {
    /// Labels a chain of tokens that stands between two tokens outside of names; appends labels
    /// and, for each, by how much the best path beats the best one with another label there.
    pub(crate) fn decode(
        &mut self,
        scores: &[Scores],
        transitions: &[[i32; LABELS]; LABELS],
        labels: &mut [Label],
        margins: &mut [i32],
    ) {
        let n = scores.len();
        if n == 0 {
            return;
        }
        self.forward.clear();
        self.forward.resize(n, [NEVER; LABELS]);
        self.backward.clear();
        self.backward.resize(n, [NEVER; LABELS]);
        for to in 0..LABELS {
            if Label::OUTSIDE.allows(Label(to as u8)) {
                self.forward[0][to] = transitions[0][to] + scores[0][to];
            }
            if Label(to as u8).allows(Label::OUTSIDE) {
                self.backward[n - 1][to] = transitions[to][0];
            }
        }
        for i in 1..n {
            for &(from, to) in ALLOWED {
                let (f, t) = (from as usize, to as usize);
                let score = self.forward[i - 1][f] + transitions[f][t] + scores[i][t];
                self.forward[i][t] = self.forward[i][t].max(score);
            }
        }
        for i in (0..n - 1).rev() {
            for &(from, to) in ALLOWED {
                let (f, t) = (from as usize, to as usize);
                let score = transitions[f][t] + scores[i + 1][t] + self.backward[i + 1][t];
                self.backward[i][f] = self.backward[i][f].max(score);
            }
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

/// The pairs of labels that may follow one another.
const ALLOWED: &[(u8, u8)] = &allowed();
const COUNT: usize = count();

const fn count() -> usize {
    let (mut n, mut from) = (0, 0);
    while from < LABELS as u8 {
        let mut to = 0;
        while to < LABELS as u8 {
            n += Label(from).allows(Label(to)) as usize;
            to += 1;
        }
        from += 1;
    }
    n
}

const fn allowed() -> [(u8, u8); COUNT] {
    let mut pairs = [(0, 0); COUNT];
    let (mut n, mut from) = (0, 0);
    while from < LABELS as u8 {
        let mut to = 0;
        while to < LABELS as u8 {
            if Label(from).allows(Label(to)) {
                pairs[n] = (from, to);
                n += 1;
            }
            to += 1;
        }
        from += 1;
    }
    pairs
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
        Decoder::default().decode(&scores, &[[0; LABELS]; LABELS], &mut labels, &mut margins);
        assert_eq!(labels, [0, 1, 2].map(|at| Label::of(Kind::Person, at, 3)));
    }
}
