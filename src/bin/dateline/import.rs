//! `dateline import`: public dumps to gazetteers in TSV, as a stream.

mod entry;
mod geonames;
mod ror;
mod table;
mod wikidata;

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, atomic::AtomicU64},
};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use self::entry::{Entries, Entry};
use crate::{
    progress::Progress,
    source::{self, From},
};

/// Make a gazetteer of a public dump.
///
/// Reads GeoNames (allCountries.txt or a country's file), Wikidata (the JSON dump, or lines of JSON),
/// ROR (the JSON dump, versions 1 and 2) or any CSV file, packed with gzip or zstd too, as a stream:
/// memory does not grow with the dump. What is written is TSV that can be looked through, changed,
/// checked and compiled. The terms of the dump hold for the gazetteer.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct Import {
    /// What FILE is
    #[arg(value_name = "FORMAT", value_enum)]
    format: Format,
    /// The dump, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where to write [default: standard output]
    #[arg(short, long, value_name = "LIST.tsv")]
    output: Option<PathBuf>,
    /// GeoNames: leave out populated places with fewer people
    #[arg(long, value_name = "N", default_value_t = 1000)]
    min_population: u64,
    /// Wikidata: a class and what its instances are, like Q5=person or Q515=place/city (repeatable)
    #[arg(long, value_name = "CLASS=KIND", value_parser = wikidata::class)]
    class: Vec<wikidata::Class>,
    /// CSV: the kind of all entries, unless a column says it
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// CSV: which of its columns is which of ours, like canonical=Name,aliases=Other names
    ///
    /// Columns of the same name as ours need no mention. Aliases are separated by | or ;.
    #[arg(long, value_name = "OURS=THEIRS,…", value_delimiter = ',', value_parser = table::pair)]
    columns: Vec<(String, String)>,
    /// CSV: what separates the cells
    #[arg(long, value_name = "CHAR", default_value = ",")]
    separator: char,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// allCountries.txt and the like, from download.geonames.org
    Geonames,
    /// Entities as JSON, a line each
    Wikidata,
    /// The Research Organization Registry
    Ror,
    /// Any table with a header
    Csv,
}

const EXAMPLES: &str = "\
Examples:
  dateline import geonames allCountries.txt --min-population 5000 -o places.tsv
  dateline import wikidata latest-all.json.gz --class Q5=person --class Q7278=organisation/party -o wd.tsv
  dateline import ror ror-data.json -o universities.tsv
  dateline import csv ships.csv --kind ship --columns \"canonical=Name,id=IMO\" -o ships.tsv
  dateline check places.tsv && dateline compile places.tsv ships.tsv -o mine.gaz";

impl Import {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        if self.format == Format::Wikidata && self.class.is_empty() {
            bail!("say which classes to take: --class Q5=person");
        }
        let sources = source::list(std::slice::from_ref(&self.file), From::Text);
        let [Ok(source)] = &*sources else { bail!("{} is no file", self.file.display()) };
        let read = Arc::new(AtomicU64::new(0));
        let on_terminal = self.output.is_none() && io::stdout().is_terminal();
        let mut progress = Progress::new(Arc::clone(&read), source.size(), on_terminal);
        let place = || self.file.display().to_string();
        let input = BufReader::with_capacity(1 << 20, source.open(&read).with_context(place)?);

        let out: Box<dyn Write> = match &self.output {
            Some(path) => {
                let file = File::create(path).with_context(|| path.display().to_string())?;
                Box::new(BufWriter::new(file))
            }
            None => Box::new(BufWriter::new(io::stdout().lock())),
        };
        let mut entries = Entries::new(out)?;
        let result = self.read(input, &mut |entry| {
            entries.write(entry)?;
            if entries.written() % 1000 == 0 {
                progress.advance(1000);
            }
            Ok(())
        });
        let skipped = result.with_context(place)?;
        let written = entries.finish()?;
        progress.finish();
        eprintln!("{written} entries, {skipped} rows left out");
        Ok(ExitCode::SUCCESS)
    }

    /// Reads the dump; returns how many of its rows gave no entry.
    fn read(&self, mut input: impl BufRead, sink: Sink<'_>) -> anyhow::Result<u64> {
        match self.format {
            Format::Geonames => geonames::read(&mut input, self.min_population, sink),
            Format::Wikidata => wikidata::read(&mut input, &self.class, sink),
            Format::Ror => ror::read(input, sink),
            Format::Csv => {
                let kind = self.kind.as_deref();
                table::read(&mut input, kind, &self.columns, self.separator, sink)
            }
        }
    }
}

/// Takes an entry.
type Sink<'s> = &'s mut dyn FnMut(&Entry) -> anyhow::Result<()>;

/// Hands on the lines of a dump without their ends; bytes that are not UTF-8 are replaced.
fn for_each_line(
    input: &mut impl BufRead,
    mut each: impl FnMut(&str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        each(String::from_utf8_lossy(line.trim_ascii_end()).trim_start_matches('\u{feff}'))?;
    }
}
