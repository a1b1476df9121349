//! How sure a name is: margins of the decoder to shares of names that were right.

/// Margins in scores of the table, each with the share of names about so sure that were right on
/// held-out articles; between two, a straight line.
const CALIBRATION: [(i32, f32); 8] = [
    (0, 0.40),
    (24, 0.50),
    (60, 0.60),
    (110, 0.70),
    (180, 0.80),
    (290, 0.90),
    (450, 0.95),
    (800, 0.99),
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
