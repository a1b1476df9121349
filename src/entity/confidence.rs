//! How sure a name is: margins of the decoder to shares of names that were right.

/// Margins in scores of the table, each with the share of names about so sure that were right;
/// between two, a straight line.
///
/// Fitted by `scripts/calibrate` to articles of Wikipedia and the web (wikigold, uner-ewt dev and
/// test) with weights trained on everything but them: news that figures are given for had no part
/// in it, and is a little surer than this says.
const CALIBRATION: [(i32, f32); 8] = [
    (6, 0.496),
    (18, 0.506),
    (32, 0.564),
    (54, 0.678),
    (88, 0.704),
    (144, 0.85),
    (227, 0.924),
    (338, 0.96),
];

/// The share of names with this margin that are right.
pub(crate) fn of_margin(margin: i32) -> f32 {
    let mut below = CALIBRATION[0];
    for above in CALIBRATION {
        if margin <= above.0 {
            let width = (above.0 - below.0).max(1) as f32;
            let share = below.1 + (above.1 - below.1) * (margin - below.0) as f32 / width;
            return (share * 1000.0).round() / 1000.0;
        }
        below = above;
    }
    below.1
}

#[cfg(test)]
mod tests {
    use super::of_margin;

    #[test]
    fn surer_is_never_less() {
        let shares: Vec<f32> = (0..1000).map(of_margin).collect();
        assert!(shares.windows(2).all(|w| w[0] <= w[1]));
        assert!(of_margin(i32::MAX) < 1.0);
    }
}
