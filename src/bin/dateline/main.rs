//! The command line `dateline`: arguments in, library calls, bytes out.

mod check;
mod compile;
mod destination;
mod evaluate;
mod extract;
mod format;
mod import;
mod input;
mod options;
mod pipeline;
mod progress;
mod reach;
mod row;
mod schema;
mod source;
mod train;
mod weights;

use std::{io, process::ExitCode};

use clap::{Parser, Subcommand};

/// Who, where, when, how many and who said what, from English news.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_help = "Each command has a page of its own with examples: `dateline extract --help`.",
    after_long_help = STATUS
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const STATUS: &str = "\
Exit status:
  0  all went well
  1  some input could not be read (its errors stand in the output, in its place), or a check failed
  2  the run could not begin or had to stop: wrong arguments, no such gazetteer, disk full";

#[derive(Debug, Subcommand)]
enum Command {
    /// Read articles, write what is in them
    Extract(Box<extract::Extract>),
    /// Compare annotations with those of people
    Evaluate(Box<evaluate::Evaluate>),
    /// Report every fault of a gazetteer in TSV
    Check(check::Check),
    /// Make a gazetteer of a public dump
    Import(import::Import),
    /// Compile gazetteers in TSV into one file that opens at once
    Compile(compile::Compile),
    /// Measure how far the lists reach, without context or weights
    Reach(reach::Reach),
    /// Print the JSON Schema of a Document
    Schema(schema::Schema),
    /// Train a table of weights on annotated articles
    Train(train::Train),
    /// Make a table of weights of a table set by hand
    Weights(weights::HandSet),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Extract(extract) => extract.run(),
        Command::Evaluate(evaluate) => evaluate.run(),
        Command::Check(check) => check.run(),
        Command::Import(import) => import.run(),
        Command::Compile(compile) => compile.run(),
        Command::Reach(reach) => reach.run(),
        Command::Schema(schema) => schema.run(),
        Command::Train(train) => train.run(),
        Command::Weights(weights) => weights.run(),
    };
    match result {
        Ok(status) => status,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether the reader of our output has gone, as `head` does: no reason to complain.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(kind))
}
