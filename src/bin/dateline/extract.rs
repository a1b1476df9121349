//! `dateline extract`.

use std::{
    io::{self, IsTerminal},
    num::NonZero,
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, atomic::AtomicU64},
};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use dateline::{Article, Extractor, OffsetUnit, Scratch};

use crate::{
    destination::{Destination, Piece},
    format::{To, Writer},
    input::{Batch, Item, Raw, Reader},
    options::{Fields, Reading},
    pipeline,
    progress::Progress,
    row::Row,
    source::{self, From, Source},
};

/// Read articles, write what is in them.
///
/// Reads files, folders (all files in them, sorted) and standard input (`-`, or no argument), packed
/// with gzip or zstd too, and writes a Document for each article: people, places, organisations,
/// groups and events with their canonical names, times as TIMEX3, numbers, and facts.
///
/// A row or file that cannot be read does not stop the run: `{"id":…,"error":…}` stands in its place,
/// it is counted on standard error, and the exit status is 1.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct Extract {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "FILE|FOLDER|-")]
    inputs: Vec<PathBuf>,
    /// What the input is
    #[arg(long, value_enum, default_value_t = From::Auto, help_heading = "Input")]
    from: From,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    reading: Reading,
    /// What is written [default: text on a terminal, jsonl otherwise]
    #[arg(long, value_enum, help_heading = "Output")]
    to: Option<To>,
    /// The unit of every start and end
    #[arg(long, value_enum, default_value_t = Offsets::Bytes, help_heading = "Output")]
    offsets: Offsets,
    /// Where to write: a file, or a folder (one that exists, or with a slash at the end) that gets a
    /// file for each article [default: standard output]
    #[arg(short, long, value_name = "FILE|FOLDER/", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Articles read in parallel; the output keeps the order of the input [default: all cores]
    #[arg(long, value_name = "N", help_heading = "Output")]
    threads: Option<NonZero<usize>>,
}

const EXAMPLES: &str = "\
Examples:
  dateline extract article.txt
      a table of what one article says
  dateline extract --date 2016-06-22 --to json article.txt
      one Document, \"Wednesday\" resolved from that date
  dateline extract news/ > documents.jsonl
      every file of a folder, a line of JSON each
  zcat rows.jsonl.gz | dateline extract --from jsonl --text-field body -
      rows from standard input (a .gz or .zst file can be named as well)
  dateline extract --gazetteer ships.tsv --kinds ship,person news/
      your own names, and only two kinds
  dateline extract --to brat -o review/ news/
      an .ann and a .txt file for each article, to look through in brat";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Offsets {
    /// Bytes of UTF-8
    Bytes,
    /// Unicode code points
    Chars,
    /// UTF-16 code units, as JavaScript and Java count
    Utf16,
}

/// What one batch came to.
#[derive(Default)]
struct Written {
    pieces: Vec<Piece>,
    errors: Vec<String>,
    warnings: Vec<String>,
}

/// So many errors and warnings are told one by one; the rest are counted.
const TOLD: usize = 10;

impl Extract {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let extractor = self.reading.extractor()?;
        let sources = source::list(&self.inputs, self.from);
        let place =
            || self.output.as_ref().map_or(String::new(), |path| path.display().to_string());
        let mut destination = Destination::open(self.output.as_deref()).with_context(place)?;
        let on_terminal = self.output.is_none() && io::stdout().is_terminal();
        let mut writer = self.writer(&sources, on_terminal);
        writer.single |= destination.is_folder();

        let read = Arc::new(AtomicU64::new(0));
        let total = sources.iter().map(|s| s.as_ref().map_or(Some(0), Source::size)).sum();
        let mut progress = Progress::new(Arc::clone(&read), total, on_terminal);
        let (mut errors, mut warnings) = (0, 0);
        destination.begin(&writer)?;
        pipeline::run(
            self.threads(),
            move |hand_on| Reader::new(read, hand_on).run(sources),
            Scratch::default,
            |batch, scratch| self.batch(batch, &extractor, &writer, scratch),
            |written: Written| {
                for (count, messages) in
                    [(&mut errors, &written.errors), (&mut warnings, &written.warnings)]
                {
                    for message in messages {
                        *count += 1;
                        if *count <= TOLD {
                            progress.say(&format!("dateline: {message}"));
                        }
                    }
                }
                progress.advance(written.pieces.len());
                destination.write(&writer, written.pieces)
            },
        )
        .with_context(place)?;
        destination.finish(&writer).with_context(place)?;
        progress.finish();
        if warnings > TOLD {
            eprintln!("dateline: {warnings} dates could not be read and were ignored");
        }
        if errors > 0 {
            let them = if errors == 1 { "article" } else { "articles" };
            eprintln!("dateline: {errors} {them} could not be read");
            return Ok(ExitCode::FAILURE);
        }
        Ok(ExitCode::SUCCESS)
    }

    fn threads(&self) -> NonZero<usize> {
        let all = || std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        self.threads.unwrap_or_else(all)
    }

    fn writer(&self, sources: &[Result<Source, (String, String)>], on_terminal: bool) -> Writer {
        Writer {
            to: self.to.unwrap_or(if on_terminal { To::Text } else { To::Jsonl }),
            unit: match self.offsets {
                Offsets::Bytes => OffsetUnit::Bytes,
                Offsets::Chars => OffsetUnit::Chars,
                Offsets::Utf16 => OffsetUnit::Utf16,
            },
            single: matches!(sources, [Ok(source)] if !source.rows)
                && !self.inputs.iter().any(|path| path.is_dir()),
        }
    }

    fn batch(
        &self,
        batch: Batch,
        extractor: &Extractor,
        writer: &Writer,
        scratch: &mut Scratch,
    ) -> Written {
        let mut written = Written::default();
        let every_date = self.reading.date.as_deref();
        for Item { name, raw } in batch {
            let utf8 = |bytes| std::str::from_utf8(bytes).map_err(|e| not_utf8(bytes, e));
            let mut read = |article: &Article<'_>| {
                if let Err(error) = article.check() {
                    written.warnings.push(format!("{name}: {error}; it is ignored"));
                }
                let mut document = extractor.extract_with(article, scratch);
                written.pieces.push(Piece {
                    id: article.id.map(str::to_owned),
                    bytes: writer.article(article.text, &mut document),
                    beside: writer.beside(article.text),
                });
                scratch.recycle(document);
            };
            let broken = match &raw {
                Raw::Broken(what) => Some((None, what.clone())),
                Raw::Text(bytes) => match utf8(bytes) {
                    Ok(text) => {
                        let id = (name != source::STANDARD_INPUT).then_some(&*name);
                        read(&Article { text, id, date: every_date });
                        None
                    }
                    Err(what) => Some((None, what)),
                },
                Raw::Row(bytes) => match utf8(bytes).map(|json| Row::parse(json, &self.fields)) {
                    Ok((Row { text, id, date }, Ok(()))) => {
                        let text = text.as_deref().unwrap_or_default();
                        let date = date.as_deref().or(every_date);
                        read(&Article { text, id: id.as_deref(), date });
                        None
                    }
                    Ok((row, Err(what))) => Some((row.id, what)),
                    Err(what) => Some((None, what)),
                },
            };
            if let Some((id, what)) = broken {
                written.errors.push(match &id {
                    Some(id) => format!("{name}: `{id}` {what}"),
                    None => format!("{name}: {what}"),
                });
                let id = id.map_or_else(|| name.clone(), |id| id.into_owned());
                let bytes = writer.broken(&id, &what);
                written.pieces.push(Piece { id: Some(id), bytes, beside: None });
            }
        }
        written
    }
}

fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> String {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return "is UTF-16; convert it to UTF-8".to_owned();
    }
    format!("is not UTF-8 at byte {}; convert it to UTF-8", error.valid_up_to())
}
