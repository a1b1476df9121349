//! How far confidences can be believed: shares of names that are right, by how sure they are.

use super::{
    EntityOptions, Mention,
    entities::{holds, names},
};

/// Names that are about equally sure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Bin {
    /// The least sure of them.
    pub from: f32,
    /// Surer than all of them, except that 1 belongs to the last bin.
    pub to: f32,
    /// How many there are.
    pub found: usize,
    /// How many of them are right.
    pub right: usize,
    /// How sure they are on average.
    pub confidence: f64,
}

/// Whether each name that was found and says how sure it is, is right: same span and kind.
///
/// ```
/// use dateline::evaluate::{EntityOptions, Mention, judge};
/// let gold = [Mention::new(0, "Tokyo", "place")];
/// let mut found = [Mention::new(0, "Tokyo", "place"), Mention::new(9, "Abe", "person")];
/// (found[0].confidence, found[1].confidence) = (Some(0.9), Some(0.4));
/// assert_eq!(judge(&gold, &found, &EntityOptions::folded()), [(0.9, true), (0.4, false)]);
/// ```
#[must_use]
pub fn judge(gold: &[Mention], found: &[Mention], options: &EntityOptions) -> Vec<(f32, bool)> {
    let gold = names(gold, options);
    let found = names(found, options);
    let judged = found.iter().filter_map(|(name, mention)| {
        mention.confidence.map(|confidence| (confidence, holds(&gold, name)))
    });
    judged.collect()
}

/// Bins from 0 to 0.5 and then every tenth.
///
/// ```
/// let bins = dateline::evaluate::reliability(&[(0.95, true), (1.0, false), (0.5, true)]);
/// assert_eq!((bins[5].found, bins[5].right), (2, 1));
/// assert_eq!((bins[1].from, bins[1].found), (0.5, 1));
/// ```
#[must_use]
pub fn reliability(judged: &[(f32, bool)]) -> Vec<Bin> {
    const EDGES: [f32; 7] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
    let edges = EDGES.windows(2).map(|edge| {
        let [from, to] = [edge[0], edge[1]];
        let inside =
            || judged.iter().filter(|(c, _)| *c >= from && (*c < to || to >= 1.0)).copied();
        let found = inside().count();
        let sum: f64 = inside().map(|(confidence, _)| f64::from(confidence)).sum();
        Bin {
            from,
            to,
            found,
            right: inside().filter(|(_, right)| *right).count(),
            confidence: sum / found.max(1) as f64,
        }
    });
    edges.collect()
}

/// How many of the surest and least sure names, in shares of all, the points of a calibration
/// stand for.
const POINTS: [(f64, f64); 10] = [
    (0.0, 0.015),
    (0.015, 0.035),
    (0.035, 0.06),
    (0.06, 0.10),
    (0.10, 0.16),
    (0.16, 0.25),
    (0.25, 0.40),
    (0.40, 0.60),
    (0.60, 0.85),
    (0.85, 1.0),
];

/// A table from scores (margins of the decoder, or any other measure) to shares of names that are
/// right: about ten points, both columns rising, a straight line to be drawn between two.
///
/// Names are cut by their score into parts, finer where they are less sure; the share of each part
/// is drawn to the share of all as if by a few names more, and parts that would fall are merged
/// with those before them (isotonic regression).
///
/// ```
/// let judged: Vec<(f32, bool)> = (0..1000).map(|i| (i as f32, i % 10 < i / 100)).collect();
/// let table = dateline::evaluate::calibrate(&judged);
/// assert!(table.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
/// assert!(dateline::evaluate::calibrate(&[]).is_empty());
/// ```
#[must_use]
pub fn calibrate(judged: &[(f32, bool)]) -> Vec<(i32, f32)> {
    const MORE: f64 = 5.0;
    let mut judged = judged.to_vec();
    judged.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let all = judged.iter().filter(|(_, right)| *right).count() as f64 / judged.len().max(1) as f64;
    // Score, names right, names: a block each.
    let mut blocks: Vec<[f64; 3]> = Vec::new();
    for (from, to) in POINTS {
        let at = |share: f64| (share * judged.len() as f64).round() as usize;
        let Some(part) = judged.get(at(from)..at(to)).filter(|part| !part.is_empty()) else {
            continue;
        };
        let found = part.len() as f64;
        let right = part.iter().filter(|(_, right)| *right).count() as f64;
        let score = part.iter().map(|(score, _)| f64::from(*score)).sum::<f64>() / found;
        let mut block = [score, right + MORE * all, found + MORE];
        while let Some(&[score, right, found]) = blocks.last() {
            if right / found < block[1] / block[2] - 0.001 {
                break;
            }
            blocks.pop();
            let (a, b) = (found, block[2]);
            block = [(score * a + block[0] * b) / (a + b), right + block[1], a + b];
        }
        blocks.push(block);
    }
    let mut table: Vec<(i32, f32)> = Vec::new();
    for [score, right, found] in blocks {
        let point =
            (score.round() as i32, ((right / found).min(0.995) * 1000.0).round() as f32 / 1000.0);
        if table.last().is_none_or(|last| last.0 < point.0 && last.1 < point.1) {
            table.push(point);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calibrated_confidences_are_reliable() {
        // Scores whose share of right names is 0.4 at 0 and 1 at 600.
        let right = |i: u32| (i.wrapping_mul(2_654_435_761) >> 16) % 1000 < 400 + i / 10;
        let judged: Vec<(f32, bool)> = (0..6000).map(|i| (i as f32 / 10.0, right(i))).collect();
        let table = calibrate(&judged);
        assert!(table.len() >= 6, "{table:?}");
        for &(score, share) in &table {
            assert!((share - (0.4 + score as f32 / 1000.0)).abs() < 0.1, "{table:?}");
        }
    }
}
