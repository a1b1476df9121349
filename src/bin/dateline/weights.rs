//! `dateline weights`.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::Args;

/// Make a table of weights of a table set by hand.
///
/// The table is TSV with the columns `evidence`, `value`, `label` and `weight`; evidence is named as
/// `dateline extract --explain` names it. `training/handset.tsv` in the sources is one, with
/// comments. Trained weights find far more: it is there to measure them against, and to begin with
/// where there is nothing to train on.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct HandSet {
    /// The table set by hand
    #[arg(value_name = "TSV")]
    table: PathBuf,
    /// Where to write the weights
    #[arg(short, long, value_name = "FILE", default_value = "weights.bin")]
    output: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  dateline weights training/handset.tsv -o handset.weights
  dateline extract --weights handset.weights news.txt";

impl HandSet {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let file = self.table.display().to_string();
        let text = fs::read_to_string(&self.table).with_context(|| file.clone())?;
        let weights = dateline::train::handset(&file, &text)?;
        eprintln!("{} rows, {} bytes", weights.rows(), weights.memory_usage());
        let output = &self.output;
        fs::write(output, weights.as_bytes()).with_context(|| output.display().to_string())?;
        Ok(ExitCode::SUCCESS)
    }
}
