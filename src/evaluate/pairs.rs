//! Overlapping annotations, one to one.

use crate::Span;

/// Pairs of overlapping spans (gold, found): same spans first, then those that share more, then
/// those further left.
pub(super) fn pair(gold: &[Span], found: &[Span]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, f) in found.iter().enumerate() {
            if g.overlaps(*f) {
                let shared = g.end.min(f.end) - g.start.max(f.start);
                candidates.push((g != f, std::cmp::Reverse(shared), i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut gold_taken, mut found_taken) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for (_, _, i, j) in candidates {
        if !gold_taken[i] && !found_taken[j] {
            (gold_taken[i], found_taken[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The span without white space at its ends.
pub(super) fn trim(span: Span, text: &str) -> Span {
    let inside = span.of(text);
    let start = span.start + (inside.len() - inside.trim_ascii_start().len()) as u32;
    let end = span.end - (inside.len() - inside.trim_ascii_end().len()) as u32;
    Span::new(start, end.max(start))
}
