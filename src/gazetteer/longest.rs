//! The longest names from left to right.
//!
//! Candidates have been looked up to two words deep, or not at all where there are many. From here
//! on they are taken in order, and what begins inside a name that was chosen is left alone: names
//! that begin one another many words deep cost no more than others.

use super::{
    key::MAX_WORDS,
    layout::{NAME, NO_NEXT},
    scan::{Ended, Hit, Lists, Open, Tables},
    verify::{Policy, verify},
    window::Window,
};

/// How many candidates ahead slots are asked for.
const AHEAD: usize = 8;

impl Tables<'_> {
    /// Chooses among the candidates that ended after one word, `ended[..first]`, after two, and
    /// those that are still open.
    pub(super) fn longest(
        &self,
        text: &str,
        window: &Window<'_, '_>,
        lists: &mut Lists,
        first: usize,
    ) {
        let (mut one, mut two, mut deep) = (0, first, 0);
        loop {
            let start_of = |ended: Option<&Ended>| ended.map_or(u32::MAX, |e| e.start);
            let ended = &lists.ended[..lists.ends];
            let next_one = start_of(ended[..first].get(one));
            let next_two = start_of(ended.get(two));
            let next_deep = lists.open[..lists.opens].get(deep).map_or(u32::MAX, |o| o.start);
            let start = next_one.min(next_two).min(next_deep);
            if start == u32::MAX {
                return;
            }
            let taken = (start as usize) < lists.last;
            let mut best = None;
            if next_deep == start {
                if let Some(open) = lists.open[..lists.opens].get(deep + AHEAD) {
                    self.ask(open.hash);
                }
                if !taken {
                    self.follow(window, lists.open[deep], &mut lists.deep);
                    while let Some(ended) = lists.deep.pop() {
                        self.consider(text, ended, lists.last, &mut best);
                    }
                }
                deep += 1;
            }
            while let Some(&ended) = lists.ended[..lists.ends].get(two).filter(|e| e.start == start)
            {
                if !taken {
                    self.consider(text, ended, lists.last, &mut best);
                }
                two += 1;
            }
            while let Some(&ended) = lists.ended[..first].get(one).filter(|e| e.start == start) {
                if !taken {
                    self.consider(text, ended, lists.last, &mut best);
                }
                one += 1;
            }
            if let Some(hit) = best {
                lists.last = hit.end;
                lists.hits.push(hit);
            }
        }
    }

    /// Takes the best of the names at `ended`, if it is better than what there is: they come
    /// longest first, so that only marks before the first word can make a later one better.
    #[inline(always)]
    fn consider(&self, text: &str, ended: Ended, from: usize, best: &mut Option<Hit>) {
        if best.is_some() && !self.image.leads {
            return;
        }
        let mut at = Some(ended.names as usize);
        while let Some((spelling, next)) = at.and_then(|at| self.image.spelling(at)) {
            let policy = Policy::of_bits(spelling.policy());
            let words = ended.start as usize..ended.end as usize;
            if let Some((span, form)) =
                verify(text, words, spelling.text, policy, spelling.is_plural())
                && span.start >= from
                && best.is_none_or(|best| (span.start, best.end) < (best.start, span.end))
            {
                *best = Some(Hit { start: span.start, end: span.end, name: spelling.id, form });
            }
            at = next;
        }
    }

    /// Follows a candidate to its end, and tells all names on the way.
    fn follow(&self, window: &Window<'_, '_>, mut open: Open, ends: &mut Vec<Ended>) {
        for _ in 0..MAX_WORDS {
            if self.knows(open.hash, NO_NEXT) {
                let slot = self.probe(open.hash);
                if slot & NAME != 0 {
                    ends.push(Ended { start: open.start, end: open.end, names: slot as u32 });
                }
            }
            let Some(longer) = self.step(window, open) else { return };
            open = longer;
        }
    }
}
