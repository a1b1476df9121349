//! `dateline schema`.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Args;

/// Print the JSON Schema of a Document.
#[derive(Args, Debug)]
pub struct Schema;

static SCHEMA: &str = include_str!("../../../schema/document.schema.json");

impl Schema {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        io::stdout().write_all(SCHEMA.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
