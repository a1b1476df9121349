//! `dateline compile`.

use std::{fs, path::PathBuf, process::ExitCode, time::Instant};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use dateline::{Gazetteer, gazetteer};

/// Compile gazetteers in TSV into one file that opens at once.
///
/// A compiled gazetteer is the memory layout itself: it is mapped, not read, whatever its size, and
/// can be named wherever a TSV file can. The same lists in the same order give the same bytes on
/// every machine.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct Compile {
    /// Gazetteers in TSV
    #[arg(value_name = "LIST.tsv", required_unless_present = "builtin")]
    lists: Vec<PathBuf>,
    /// Where to write
    #[arg(short, long, value_name = "LIST.gaz")]
    output: PathBuf,
    /// How names are matched, unless an entry's flags say otherwise
    #[arg(long, value_enum, default_value_t = Matching::News)]
    matching: Matching,
    /// Compile the built-in lists from their folder instead: what the library embeds
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["lists", "matching"])]
    builtin: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Matching {
    /// As news writes names: with the capitals listed or more, with or without accents
    News,
    /// In any case, and otherwise as news
    AnyCase,
    /// Byte by byte, between word boundaries
    Exact,
}

const EXAMPLES: &str = "\
Examples:
  dateline compile ships.tsv ports.tsv -o sea.gaz
  dateline extract --gazetteer sea.gaz news/
  dateline compile --matching any-case transcripts.tsv -o transcripts.gaz
  dateline compile --builtin gazetteers -o gazetteers/builtin.gaz";

impl Compile {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let began = Instant::now();
        let bytes = match &self.builtin {
            Some(folder) => gazetteer::compile_builtin(folder)?,
            None => self.compile()?,
        };
        // Through a file beside it: programs that have the old one open keep it.
        let beside = self.output.with_extension("gaz.new");
        fs::write(&beside, &bytes).with_context(|| beside.display().to_string())?;
        fs::rename(&beside, &self.output).with_context(|| self.output.display().to_string())?;
        let compiled = Gazetteer::open(&self.output)?;
        eprintln!(
            "{} names of {} entries, {} bytes, {:.1?}",
            compiled.len(),
            compiled.entry_count(),
            bytes.len(),
            began.elapsed()
        );
        Ok(ExitCode::SUCCESS)
    }

    fn compile(&self) -> anyhow::Result<Vec<u8>> {
        let mut builder = Gazetteer::builder().matching(match self.matching {
            Matching::News => gazetteer::Matching::News,
            Matching::AnyCase => gazetteer::Matching::AnyCase,
            Matching::Exact => gazetteer::Matching::Exact,
        });
        for path in &self.lists {
            let file = path.display().to_string();
            let text = fs::read_to_string(path).with_context(|| file.clone())?;
            builder.add_tsv(&file, &text)?;
        }
        Ok(builder.compile())
    }
}
