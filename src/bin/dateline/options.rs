//! Options that several commands share: what is read, and how.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use dateline::{
    DateOrder, Explain, Extractor, ExtractorBuilder, Gazetteer, Layer, Overlap, TemporalBias,
    TimeAnchor, Weights,
};

/// How articles are read.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Reading")]
pub struct Reading {
    /// When the articles were written: 2016-06-22 or 2013-02-12T04:30:00; a row's own date wins
    #[arg(long, value_name = "WHEN")]
    pub date: Option<String>,
    /// Which way an open expression ("Wednesday", "in May") resolves
    #[arg(long, value_enum, default_value_t = Bias::Past)]
    pub bias: Bias,
    /// How an all-digit date like 3/4/2016 is read
    #[arg(long, value_enum, default_value_t = Order::MonthDay)]
    pub order: Order,
    /// What a relative time ("three days later") is counted from
    #[arg(long, value_enum, default_value_t = Anchor::Automatic)]
    pub anchor: Anchor,
    /// A gazetteer of your own, TSV or compiled, laid over the built-in one (repeatable)
    ///
    /// Its names are orders: they are found wherever their flags allow, and built-in guesses give
    /// way. `dateline check` reports every fault of a TSV file at once.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Vec<PathBuf>,
    /// Leave the built-in gazetteers out
    #[arg(long)]
    pub no_builtin: bool,
    /// A table of weights made by `dateline train`, instead of the built-in one
    #[arg(long, value_name = "FILE", env = "DATELINE_WEIGHTS")]
    pub weights: Option<PathBuf>,
    /// Keep entities of these kinds only: person, place, organisation, group, event, or labels of
    /// your own gazetteers
    #[arg(long, value_name = "KIND,…", value_delimiter = ',')]
    pub kinds: Vec<String>,
    /// Extract this only; what is not asked for costs no time
    #[arg(long, value_name = "WHAT,…", value_enum, value_delimiter = ',')]
    pub only: Vec<Only>,
    /// Which entities are kept where they overlap
    #[arg(long, value_enum, default_value_t = Overlaps::Best)]
    pub overlap: Overlaps,
    /// Leave out names that are less sure than this, from 0 to 1: fewer names, more of them right
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    pub threshold: f32,
    /// Hold back links (id, coordinates, full name) that are less sure than this, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = ExtractorBuilder::LINK_THRESHOLD)]
    pub link_threshold: f32,
    /// Say for each annotation why it is there: rule, gazetteer entry, cues, weights
    #[arg(long)]
    pub explain: bool,
}

impl Reading {
    /// The extractor that these options describe.
    pub fn extractor(&self) -> anyhow::Result<Extractor> {
        let mut builder = Extractor::builder()
            .bias(self.bias.into())
            .date_order(self.order.into())
            .time_anchor(self.anchor.into())
            .overlap(self.overlap.into())
            .threshold(self.threshold)
            .link_threshold(self.link_threshold)
            .explain(if self.explain { Explain::On } else { Explain::Off });
        if self.no_builtin {
            builder = builder.without_builtin();
        }
        for path in &self.gazetteer {
            builder = builder.gazetteer(Gazetteer::open(path)?);
        }
        if let Some(path) = &self.weights {
            builder = builder.weights(weights(path)?);
        }
        if let Some(date) = &self.date {
            builder = builder.reference_date(date);
        }
        if !self.kinds.is_empty() {
            builder = builder.kinds(self.kinds.iter().cloned());
        }
        if !self.only.is_empty() {
            let layers: Vec<Layer> = self.only.iter().map(|&only| only.into()).collect();
            builder = builder.layers(&layers);
        }
        Ok(builder.build()?)
    }
}

fn weights(path: &Path) -> anyhow::Result<Weights> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok(Weights::from_bytes(&path.display().to_string(), bytes)?)
}

/// The fields of a row of JSON.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Input")]
pub struct Fields {
    /// The field of a JSONL row that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub text_field: String,
    /// The field of a JSONL row that holds the id
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub id_field: String,
    /// The field of a JSONL row that holds the date
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub date_field: String,
}

/// An enum for the command line that stands for one of the library.
macro_rules! choice {
    ($name:ident => $library:ident { $($(#[$doc:meta])* $variant:ident => $value:ident),+ $(,)? }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl From<$name> for $library {
            fn from(choice: $name) -> Self {
                match choice { $($name::$variant => Self::$value),+ }
            }
        }
    };
}

choice!(Bias => TemporalBias {
    /// News looks back, unless the tense of the sentence says otherwise
    Past => Past,
    /// Assistants look ahead
    Future => Future,
    /// Whatever lies nearest
    Nearest => Nearest,
});
choice!(Order => DateOrder {
    /// Month first, as in the United States
    MonthDay => MonthDay,
    /// Day first
    DayMonth => DayMonth,
});
choice!(Anchor => TimeAnchor {
    /// News where the article has a date and its times are close to it, narrative otherwise; a message where a brief text looks like one
    Automatic => Automatic,
    /// The article's date rules
    News => News,
    /// The last time that the text mentioned rules
    Narrative => Narrative,
    /// A short message: the date rules, and every time word is a time
    Message => Message,
});
choice!(Overlaps => Overlap {
    /// The best labelling: no two entities overlap
    Best => Best,
    /// Also the candidates that were not chosen
    All => All,
});
choice!(Only => Layer {
    /// People, places, organisations, groups, events and your own kinds
    Entities => Entities,
    /// Dates, times, durations and repeated times
    Times => Times,
    /// Numbers, amounts of money and quantities
    Numbers => Numbers,
    /// Roles, quotes and the dateline
    Facts => Facts,
});
