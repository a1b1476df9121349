//! How Documents are written: the formats of the library, and what stands between articles.

use clap::ValueEnum;
use dateline::{Document, OffsetUnit, output};
use serde::Serialize;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// A table for a person
    Text,
    /// JSON, indented: one object for one article, an array for more
    Json,
    /// A line of JSON an article
    Jsonl,
}

/// Writes Documents in one format.
#[derive(Clone, Copy, Debug)]
pub struct Writer {
    /// The format.
    pub to: To,
    /// The unit of offsets, where the format does not say itself.
    pub unit: OffsetUnit,
    /// Whether the input is a single article.
    pub single: bool,
}

#[derive(Serialize)]
struct Broken<'a> {
    id: &'a str,
    error: &'a str,
}

impl Writer {
    /// What stands before all articles.
    pub fn head(&self) -> &'static str {
        match self.to {
            To::Json if !self.single => "[\n",
            _ => "",
        }
    }

    /// What stands between two articles.
    pub fn between(&self) -> &'static str {
        match self.to {
            To::Json if !self.single => ",\n",
            To::Text => "\n",
            _ => "",
        }
    }

    /// What stands after all articles.
    pub fn tail(&self) -> &'static str {
        match self.to {
            To::Json if self.single => "\n",
            To::Json => "\n]\n",
            _ => "",
        }
    }

    /// An article; what it writes may be empty.
    pub fn article(&self, text: &str, document: &mut Document<'_>) -> Vec<u8> {
        match self.to {
            To::Text => output::table(text, document).into_bytes(),
            To::Json | To::Jsonl => {
                document.use_offsets(text, self.unit);
                self.json(document)
            }
        }
    }

    /// An article that could not be read.
    pub fn broken(&self, id: &str, error: &str) -> Vec<u8> {
        match self.to {
            To::Text => format!("{id}: error: {error}\n").into_bytes(),
            To::Json | To::Jsonl => self.json(&Broken { id, error }),
        }
    }

    fn json(&self, value: &impl Serialize) -> Vec<u8> {
        let written = if self.to == To::Json {
            serde_json::to_vec_pretty(value)
        } else {
            serde_json::to_vec(value).map(|mut line| {
                line.push(b'\n');
                line
            })
        };
        // Strings, numbers and lists only: nothing that JSON cannot say.
        written.unwrap_or_default()
    }
}
