//! `dateline check`.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context as _;
use clap::Args;
use dateline::gazetteer;

/// Report every fault of a gazetteer in TSV.
///
/// A line for each fault, `file:line:column: what is wrong`, as compilers write them. The exit status
/// is 1 if there is one.
///
/// A gazetteer is UTF-8 with tabs, one entity a line; lines that begin with `#` are comments; the first
/// other line names the columns, of which `kind` and `canonical` have to be there: id, kind, subkind,
/// canonical, aliases (separated by |), country (ISO 3166, two letters), weight (0 to 1), latitude,
/// longitude, flags (cased, ctx, common, given, family, hist, anycase).
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct Check {
    /// Gazetteers in TSV
    #[arg(value_name = "FILE.tsv", required = true)]
    files: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  dateline check ships.tsv
  dateline check lists/*.tsv && dateline compile lists/*.tsv -o lists.gaz";

impl Check {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let mut out = io::stdout().lock();
        let mut count = 0;
        for path in &self.files {
            let file = path.display().to_string();
            let bytes = fs::read(path).with_context(|| file.clone())?;
            let text = match std::str::from_utf8(&bytes) {
                Ok(text) => text,
                Err(error) => {
                    let before = &bytes[..error.valid_up_to()];
                    let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
                    writeln!(out, "{file}:{line}:1: is not UTF-8; save the file as UTF-8")?;
                    count += 1;
                    continue;
                }
            };
            let faults = gazetteer::check(&file, text);
            for fault in &faults {
                writeln!(out, "{fault}")?;
            }
            count += faults.len();
        }
        match count {
            0 => eprintln!("no faults"),
            1 => eprintln!("1 fault"),
            _ => eprintln!("{count} faults"),
        }
        Ok(if count == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
