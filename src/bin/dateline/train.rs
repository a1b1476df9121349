//! `dateline train`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use clap::Args;
use dateline::{
    Gazetteer,
    train::{self, Gold, templates},
};

/// Train a table of weights on annotated articles.
///
/// Gold is JSON lines (`id`, `text`, `entities` with start, end and kind; offsets in bytes), or text
/// with the names marked up, `{P Shinzo Abe} flew to {L Tokyo}.`, articles separated by `---`. The
/// result is used by `dateline extract --weights FILE`. Training is deterministic: the same gold,
/// gazetteers and options give the same file.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct Train {
    /// Annotated articles: .jsonl, or .txt with the names marked up (in a folder `templates`: see
    /// --templates)
    #[arg(value_name = "GOLD", required_unless_present = "templates")]
    gold: Vec<PathBuf>,
    /// Texts with slots (`{P}`, `{L.city}`, `{O.club}`) that are filled from the lists
    #[arg(long, value_name = "FILE", num_args = 1..)]
    templates: Vec<PathBuf>,
    /// The folder of the lists for the slots
    #[arg(long, value_name = "FOLDER", default_value = "gazetteers")]
    lists: PathBuf,
    /// How many articles are made of each template
    #[arg(long, value_name = "N", default_value_t = 40, env = "ROUNDS")]
    rounds: usize,
    /// Where to write the table
    #[arg(short, long, value_name = "FILE", default_value = "weights.bin")]
    output: PathBuf,
    /// Seed of everything that is drawn
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Rounds over the training set
    #[arg(long, value_name = "N")]
    epochs: Option<usize>,
    /// Rows of evidence that are kept
    #[arg(long, value_name = "N")]
    rows: Option<usize>,
    /// Train the first pass on all of the gold at once, not on halves: faster, and a little worse
    #[arg(long)]
    no_jackknife: bool,
    /// Kinds of evidence that are left out, by template name: to see what each is worth
    #[arg(long, value_name = "TEMPLATE", value_delimiter = ',')]
    without: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  dateline train gold/*.jsonl -o my.weights
  dateline train gold/*.jsonl marked-up.txt --templates sports.txt --rounds 40 -o my.weights
  dateline train gold/*.jsonl --rows 20000 --epochs 10 -o small.weights
  dateline evaluate test.jsonl --weights my.weights";

impl Train {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let mut options = train::Options::default();
        options.seed = self.seed.unwrap_or(options.seed);
        options.epochs = self.epochs.unwrap_or(options.epochs);
        options.rows = self.rows.unwrap_or(options.rows);
        options.jackknife = !self.no_jackknife;
        options.without.clone_from(&self.without);
        let gold = self.read(options.seed)?;
        let gazetteers = [Gazetteer::builtin()];
        let weights = train::train(&gold, &gazetteers, &options, |what| eprintln!("{what}"))?;
        eprintln!("{} rows, {} bytes", weights.rows(), weights.memory_usage());
        let output = &self.output;
        fs::write(output, weights.as_bytes()).with_context(|| output.display().to_string())?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Train {
    /// All articles, those of templates last.
    fn read(&self, seed: u64) -> anyhow::Result<Vec<Gold>> {
        let is_text = |path: &&PathBuf| path.extension().is_some_and(|e| e == "txt");
        let is_template =
            |path: &&PathBuf| is_text(path) && path.iter().any(|part| part == "templates");
        let mut gold = Vec::new();
        for path in self.gold.iter().filter(|path| !is_template(path)) {
            if is_text(&path) {
                gold.extend(train::markup::read(&path.display().to_string(), &text(path)?)?);
            } else {
                gold.extend(train::read(path)?);
            }
        }
        let mut templates = self.gold.iter().filter(is_template).chain(&self.templates).peekable();
        if templates.peek().is_some() {
            let lists = templates::Lists::read(&self.lists)?;
            for path in templates {
                let file = path.display().to_string();
                gold.extend(templates::make(&file, &text(path)?, &lists, self.rounds, seed)?);
            }
        }
        Ok(gold)
    }
}

fn text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}
