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
    /// A page with the text, everything found highlighted
    Html,
    /// Standoff of the annotation tool brat, offsets in characters
    Brat,
    /// A token a line with BIO tags, as in CoNLL-2003
    Conll,
    /// A GeoJSON FeatureCollection of the places
    Geojson,
    /// A row of CSV for each annotation
    Csv,
    /// TimeML: the text with its times as TIMEX3 elements, one XML document an article
    Timeml,
}

impl To {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "table",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Html => "html",
            Self::Brat => "ann",
            Self::Conll => "conll",
            Self::Geojson => "geojson",
            Self::Csv => "csv",
            Self::Timeml => "tml",
        }
    }
}

/// Writes Documents in one format.
#[derive(Clone, Copy, Debug)]
pub struct Writer {
    /// The format.
    pub to: To,
    /// The unit of offsets, where the format does not say itself.
    pub unit: OffsetUnit,
    /// Whether the output is of a single article.
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
            To::Html => output::HTML_HEAD,
            To::Geojson => "{\"type\":\"FeatureCollection\",\"features\":[\n",
            To::Csv => output::CSV_HEAD,
            _ => "",
        }
    }

    /// What stands between two articles.
    pub fn between(&self) -> &'static str {
        match self.to {
            To::Json if !self.single => ",\n",
            To::Geojson => ",\n",
            To::Text | To::Brat => "\n",
            _ => "",
        }
    }

    /// What stands after all articles.
    pub fn tail(&self) -> &'static str {
        match self.to {
            To::Json if self.single => "\n",
            To::Json => "\n]\n",
            To::Html => output::HTML_TAIL,
            To::Geojson => "\n]}\n",
            _ => "",
        }
    }

    /// An article; what it writes may be empty.
    pub fn article(&self, text: &str, document: &mut Document<'_>) -> Vec<u8> {
        let written = match self.to {
            To::Json | To::Jsonl => {
                document.use_offsets(text, self.unit);
                return self.json(document);
            }
            To::Text => output::table(text, document),
            To::Html => output::html(text, document),
            To::Brat => output::brat(text, document),
            To::Conll => output::conll(text, document),
            To::Csv => output::csv(text, document, self.unit),
            To::Timeml => output::timeml(text, document),
            To::Geojson => {
                let features = output::geojson(document);
                let features = features.iter().map(serde_json::to_string);
                features.filter_map(Result::ok).collect::<Vec<_>>().join(",\n")
            }
        };
        written.into_bytes()
    }

    /// An article that could not be read. A format without a place for that writes nothing.
    pub fn broken(&self, id: &str, error: &str) -> Vec<u8> {
        let written = match self.to {
            To::Json | To::Jsonl => return self.json(&Broken { id, error }),
            To::Text => format!("{id}: error: {error}\n"),
            To::Html => {
                let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
                format!("<p class=\"error\">{}: {}</p>\n", escape(id), escape(error))
            }
            To::Csv => {
                let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
                format!("{},error,,,,,{},,\r\n", cell(id), cell(error))
            }
            To::Conll => format!("# error {id}: {error}\n\n"),
            To::Brat => format!("#0\tError {id}\t{error}\n"),
            To::Timeml => format!("<!-- {} -->\n", format!("{id}: {error}").replace("--", "- -")),
            To::Geojson => String::new(),
        };
        written.into_bytes()
    }

    /// The text, where the format needs it in a file beside its own.
    pub fn beside(&self, text: &str) -> Option<(&'static str, String)> {
        (self.to == To::Brat).then(|| ("txt", text.to_owned()))
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
