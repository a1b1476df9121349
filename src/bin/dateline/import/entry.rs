//! A line of a gazetteer, and the file that it goes into.

use std::io::Write;

/// An entity as a gazetteer has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// `gn:1`, `wd:Q1`, `ror:…`.
    pub id: String,
    /// person, place, organisation, group, event, or a label.
    pub kind: String,
    /// A finer kind.
    pub subkind: String,
    /// The full usual name.
    pub canonical: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// How much the world talks of it, 0 to 1.
    pub weight: f64,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
}

impl Entry {
    /// Whether it can be a line: it has a kind, and a name with a letter or digit.
    pub fn is_usable(&self) -> bool {
        !self.kind.is_empty() && is_name(&self.canonical)
    }
}

fn is_name(name: &str) -> bool {
    name.chars().any(char::is_alphanumeric)
        && name.len() <= 200
        && name.split_whitespace().count() <= 16
}

/// A gazetteer that is being written.
pub struct Entries<W: Write> {
    out: W,
    written: u64,
}

impl<W: Write> Entries<W> {
    /// Begins with the header.
    pub fn new(mut out: W) -> anyhow::Result<Self> {
        let header =
            "id\tkind\tsubkind\tcanonical\taliases\tcountry\tweight\tlatitude\tlongitude\tflags";
        writeln!(out, "{header}")?;
        Ok(Self { out, written: 0 })
    }

    /// Writes a line.
    pub fn write(&mut self, entry: &Entry) -> anyhow::Result<()> {
        let canonical = cell(&entry.canonical);
        let mut aliases: Vec<String> = Vec::new();
        for alias in entry.aliases.iter().filter(|alias| is_name(alias)).map(|alias| cell(alias)) {
            if alias != canonical && !alias.contains('|') && !aliases.contains(&alias) {
                aliases.push(alias);
            }
        }
        let [id, kind, subkind, country] =
            [&entry.id, &entry.kind, &entry.subkind, &entry.country].map(|text| cell(text));
        let aliases = aliases.join("|");
        let weight = (entry.weight.clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
        let (north, east) = match entry.coordinates {
            Some((north, east)) => (north.to_string(), east.to_string()),
            None => (String::new(), String::new()),
        };
        writeln!(
            self.out,
            "{id}\t{kind}\t{subkind}\t{canonical}\t{aliases}\t{country}\t{weight}\t{north}\t{east}\t"
        )?;
        self.written += 1;
        Ok(())
    }

    /// How many lines there are.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Ends; returns how many lines there are.
    pub fn finish(mut self) -> anyhow::Result<u64> {
        self.out.flush()?;
        Ok(self.written)
    }
}

/// Text without what separates cells.
fn cell(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a name is written in Latin letters.
pub fn is_latin(name: &str) -> bool {
    let latin = |c: char| {
        c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '’' | '‘')
    };
    name.chars().all(latin)
}
