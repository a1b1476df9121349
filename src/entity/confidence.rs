//! How sure names and links are: margins of the decoder and of linking to shares that were right.

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

/// By how many points the entity that a name is linked to leads any other, an unlisted one too, each
/// with the share of links about so sure that should be right; between two, a straight line.
///
/// Set by hand in round figures: no corpus that may be trained on tells who is meant. DESIGN.md has
/// what two corpora of places gave with it; what is no place was not measured.
const LINKS: [(i32, f32); 6] =
    [(-120, 0.3), (0, 0.45), (75, 0.65), (150, 0.85), (225, 0.94), (300, 0.97)];

/// The share of names with this margin that are right.
pub(crate) fn of_margin(margin: i32) -> f32 {
    share(&CALIBRATION, margin)
}

/// The share of links with this lead that are right.
pub(crate) fn of_link(lead: i32) -> f32 {
    share(&LINKS, lead)
}

fn share(table: &[(i32, f32)], score: i32) -> f32 {
    let [first, .., last] = table else { return 0.0 };
    if score >= last.0 {
        return last.1;
    }
    let mut below = *first;
    for &above in table {
        if score <= above.0 {
            let width = (above.0 - below.0).max(1) as f32;
            let part = score.saturating_sub(below.0).max(0) as f32 / width;
            let share = below.1 + (above.1 - below.1) * part;
            return (share * 1000.0).round() / 1000.0;
        }
        below = above;
    }
    below.1
}

#[cfg(test)]
mod tests {
    use super::{of_link, of_margin};

    #[test]
    fn surer_is_never_less() {
        let shares: Vec<f32> = (0..1000).map(of_margin).collect();
        assert!(shares.windows(2).all(|w| w[0] <= w[1]));
        assert!(of_margin(i32::MAX) < 1.0);
        let shares: Vec<f32> = (-400..1000).map(of_link).collect();
        assert!(shares.windows(2).all(|w| w[0] <= w[1]));
        assert!(of_link(i32::MIN) > 0.0 && of_link(i32::MAX) < 1.0);
    }
}
