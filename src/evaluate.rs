//! How good an extractor is: its annotations against those of people.
//!
//! Precision, recall and F1 for names, times and numbers, by the definitions that the field uses;
//! each scorer says which. What does not fit is told one by one, so that a list or a rule can be
//! mended.
//!
//! ```
//! use dateline::evaluate::{Difference, EntityOptions, EntityScorer, Mention};
//! let mention = |start, text: &str| Mention::new(start, text, "person");
//! let gold = [mention(0, "Igor Morgulov"), mention(20, "Harada")];
//! let found = [mention(0, "Igor Morgulov"), mention(33, "Monday")];
//!
//! let mut scorer = EntityScorer::new(EntityOptions::default());
//! let mut missed = Vec::new();
//! scorer.add(&gold, &found, |difference| {
//!     if let Difference::Missed(mention) = difference {
//!         missed.push(mention.text.clone());
//!     }
//! });
//! let figures = scorer.figures();
//! assert_eq!(figures.micro.f1(), 0.5);
//! assert_eq!(missed, ["Harada"]);
//! ```

mod entities;
mod figure;
mod gold;
mod noise;
mod numbers;
mod pairs;
mod reach;
mod reliability;
mod times;

pub use self::{
    entities::{Edges, EntityFigures, EntityOptions, EntityScorer},
    figure::{Difference, Figure},
    gold::{Amount, Annotated, Mention, TimeMention},
    noise::{Noise, noise},
    numbers::{NumberFigures, NumberScorer},
    reach::{ListReach, ReachFigures, ReachScorer},
    reliability::{Bin, calibrate, judge, reliability},
    times::{TimeFigures, TimeScorer},
};
