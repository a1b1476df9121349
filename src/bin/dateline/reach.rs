//! `dateline reach`.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context as _;
use clap::Args;
use dateline::{
    Gazetteer,
    evaluate::{self, Noise, ReachFigures, ReachScorer},
};
use serde_json::{Value, json};

use crate::{evaluate::gold::Articles, options::Fields};

/// Measure how far the lists reach, without context or weights.
///
/// The share of annotated names whose text, less a leading "the", a final 's and titles, is a name of
/// their kind in the lists (`norp` counts as group); of persons also the share all of whose tokens are
/// known from names. With --text, how many ordinary words of a text, in lower case or at the start of
/// a sentence, the lists alone would mark.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct Reach {
    /// Annotated articles, JSON lines
    #[arg(value_name = "GOLD.jsonl", required_unless_present = "text")]
    gold: Vec<PathBuf>,
    /// A text of many articles to look for noise in
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    /// A gazetteer, TSV or compiled, instead of the built-in one
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,
    /// Show each list, by kind and subkind: entities, names, and mentions reached
    #[arg(long)]
    lists: bool,
    /// Show the N most frequent words of the noise
    #[arg(long, value_name = "N", default_value_t = 0)]
    examples: usize,
    /// One object of JSON instead of tables
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    fields: Fields,
}

const EXAMPLES: &str = "\
Examples:
  dateline reach gold.jsonl --lists
  dateline reach gold.jsonl --text news.txt --examples 20
  dateline reach gold.jsonl --gazetteer ships.tsv --json";

impl Reach {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let gazetteer = match &self.gazetteer {
            Some(path) => Gazetteer::open(path)?,
            None => Gazetteer::builtin(),
        };
        let mut tables = Vec::new();
        for path in &self.gold {
            let mut articles = Articles::default();
            articles.read(path, &self.fields)?;
            let mut scorer = ReachScorer::new(&gazetteer);
            for row in &articles.rows {
                scorer.add(row.gold.entities.as_deref().unwrap_or_default());
            }
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            tables.push((name, scorer.figures()));
        }
        let noise = match &self.text {
            Some(path) => {
                let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
                Some(evaluate::noise(&gazetteer, &text))
            }
            None => None,
        };
        let mut out = io::stdout().lock();
        if self.json {
            writeln!(out, "{}", self.object(&tables, noise.as_ref()))?;
        } else {
            self.print(&mut out, &tables, noise.as_ref())?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn print(
        &self,
        out: &mut impl Write,
        tables: &[(String, ReachFigures)],
        noise: Option<&Noise>,
    ) -> io::Result<()> {
        for (name, figures) in tables {
            writeln!(out, "{name:32}{:>8}{:>8}{:>8}", "reach", "known", "gold")?;
            for (kind, &(known, all)) in &figures.kinds {
                writeln!(out, "{kind:32}{:8.2}{known:8}{all:8}", percent(known, all))?;
            }
            let (known, all) = figures.tokens;
            writeln!(
                out,
                "{:32}{:8.2}{known:8}{all:8}",
                "person, all tokens",
                percent(known, all)
            )?;
        }
        if self.lists {
            let columns = tables.iter().map(|(name, _)| format!("  {name}")).collect::<String>();
            writeln!(out, "{:32}{:>8}{:>8}{columns}", "list", "entities", "names")?;
            for ((kind, subkind), list) in tables.first().map(|t| &t.1.lists).into_iter().flatten()
            {
                let key = &(kind.clone(), subkind.clone());
                write!(
                    out,
                    "{:32}{:8}{:8}",
                    format!("{kind} {subkind}"),
                    list.entries,
                    list.names
                )?;
                for (name, figures) in tables {
                    let mentions = figures.lists.get(key).map_or(0, |list| list.mentions);
                    write!(out, "{mentions:>width$}", width = name.len() + 2)?;
                }
                writeln!(out)?;
            }
        }
        if let Some(noise) = noise {
            let per = noise.per_thousand();
            let Noise { marked, words, .. } = noise;
            writeln!(out, "noise: {per:.3} in 1,000 words ({marked} of {words})")?;
            for (word, n) in noise.examples.iter().take(self.examples) {
                writeln!(out, "{n:8} {word}")?;
            }
        }
        Ok(())
    }

    fn object(&self, tables: &[(String, ReachFigures)], noise: Option<&Noise>) -> Value {
        let share = |(known, all): (usize, usize)| {
            let percent = (100.0 * percent(known, all)).round() / 100.0;
            json!({"percent": percent, "known": known, "gold": all})
        };
        let corpora: serde_json::Map<_, _> = tables
            .iter()
            .map(|(name, figures)| {
                let mut object: serde_json::Map<String, Value> =
                    figures.kinds.iter().map(|(kind, &n)| (kind.clone(), share(n))).collect();
                object.insert("tokens".to_owned(), share(figures.tokens));
                if self.lists {
                    let lists = figures.lists.iter().map(|((kind, subkind), list)| {
                        json!({"kind": kind, "subkind": subkind, "entries": list.entries,
                               "names": list.names, "mentions": list.mentions})
                    });
                    object.insert("lists".to_owned(), lists.collect());
                }
                (name.clone(), Value::Object(object))
            })
            .collect();
        let mut object = json!({"corpora": corpora});
        if let Some(noise) = noise {
            object["noise"] = json!({
                "per_thousand": (1000.0 * noise.per_thousand()).round() / 1000.0,
                "marked": noise.marked,
                "words": noise.words,
                "examples": noise.examples.iter().take(self.examples).collect::<Vec<_>>(),
            });
        }
        object
    }
}

/// A part of a whole in percent; 0 of nothing.
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}
