//! `dateline evaluate`: reads gold, runs the extractor or reads predictions, prints figures.

pub mod gold;
mod print;
mod reliability;
mod scores;

use std::{path::PathBuf, process::ExitCode};

use anyhow::bail;
use clap::Args;
use dateline::evaluate::{Annotated, Edges, EntityOptions};

use self::{
    gold::{Article, Articles},
    print::Shape,
    scores::Scores,
};
use crate::options::{Fields, Only, Reading};

/// Compare annotations with those of people.
///
/// GOLD has a row of JSON for each article: `id`, `text`, and what is annotated of `entities` (start,
/// end, text, kind), `timexes` (start, end, type, value) and `numbers` (start, end, kind, value, …),
/// with offsets in bytes. Only what the gold has is scored. The extractor is run on the texts, unless
/// --pred names a file of Documents.
///
/// Names count when span and kind are equal; `span` ignores the kind, `partial` takes overlapping
/// names one to one. Times are scored as in TempEval-3: strict (same span), relaxed (overlapping),
/// and type and value among the relaxed ones. Numbers count when span and kind, and for `value` also
/// value, unit and currency are equal.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct Evaluate {
    /// Annotated articles, JSON lines
    #[arg(value_name = "GOLD", required = true)]
    gold: Vec<PathBuf>,
    /// Documents to compare, JSON lines joined by id, instead of running the extractor
    #[arg(long, value_name = "FILE")]
    pred: Option<PathBuf>,
    /// Show the first N differences
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Take a leading "the" and a final 's off names on both sides
    #[arg(long)]
    no_the: bool,
    /// Take titles off persons on both sides
    #[arg(long)]
    strip_titles: bool,
    /// Print how many of the names that are about equally sure are right
    #[arg(long, conflicts_with = "calibrate")]
    reliability: bool,
    /// Print a table from margins to confidences, fitted to these articles
    #[arg(long, conflicts_with = "pred")]
    calibrate: bool,
    /// How the figures are written
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    to: Shape,
    /// Short for --to json
    #[arg(long, conflicts_with = "to")]
    json: bool,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
--kinds says which kinds of names are scored; person,place,organisation unless given, `all` for every
kind that the gold has.

Examples:
  dateline evaluate gold.jsonl --errors 20
  dateline evaluate gold.jsonl --gazetteer ships.tsv --kinds ship
  dateline evaluate gold.jsonl --pred documents.jsonl --no-the --strip-titles --json
  dateline evaluate times.jsonl --date-field dct";

impl Evaluate {
    /// Runs the command.
    pub fn run(mut self) -> anyhow::Result<ExitCode> {
        let mut articles = Articles::default();
        for path in &self.gold {
            articles.read(path, &self.fields)?;
        }
        let layers = articles.layers();
        if layers.is_empty() {
            bail!("the gold has no `entities`, `timexes` or `numbers`");
        }
        let mut options = EntityOptions::default();
        let kinds = std::mem::take(&mut self.reading.kinds);
        match kinds.as_slice() {
            [] => {}
            [all] if all == "all" => options.kinds = articles.kinds(),
            _ => options.kinds = kinds,
        }
        let edges = |fold| if fold { Edges::Folded } else { Edges::Kept };
        (options.articles, options.titles) = (edges(self.no_the), edges(self.strip_titles));

        if self.calibrate {
            self.reading.explain = true;
            reliability::print_table(&articles, &self.reading.extractor()?, &options)?;
            return Ok(ExitCode::SUCCESS);
        }
        let found = match &self.pred {
            Some(path) => articles.predictions(path)?,
            None => {
                if self.reading.only.is_empty() {
                    self.reading.only = layers.clone();
                }
                articles.extract(&self.reading.extractor()?)?
            }
        };
        let shape = if self.json { Shape::Json } else { self.to };
        if self.reliability {
            reliability::print(&articles, &found, &options, shape)?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut scores = Scores::new(options, self.errors);
        let nothing = Annotated::default();
        for (article, found) in articles.rows.iter().zip(&found) {
            scores.add(article, found.as_ref().unwrap_or(&nothing));
        }
        print::figures(&scores, &layers, shape)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What of an article is annotated.
fn annotated(article: &Article) -> impl Iterator<Item = Only> {
    let gold = &article.gold;
    [
        (gold.entities.is_some(), Only::Entities),
        (gold.timexes.is_some(), Only::Times),
        (gold.numbers.is_some(), Only::Numbers),
    ]
    .into_iter()
    .filter_map(|(is, layer)| is.then_some(layer))
}
