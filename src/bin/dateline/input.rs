//! Sources to batches of articles not yet read.

use std::{
    io::{self, BufRead, BufReader, Read},
    sync::{Arc, atomic::AtomicU64},
};

use crate::source::Source;

/// An article as it came in, or why it did not.
#[derive(Debug)]
pub enum Raw {
    /// The bytes of an article.
    Text(Vec<u8>),
    /// The bytes of a row of JSON.
    Row(Vec<u8>),
    /// Nothing: why.
    Broken(String),
}

/// An article as it came in, with the name of its file (and line) for an id and for messages.
#[derive(Debug)]
pub struct Item {
    /// `article.txt`, or `rows.jsonl:17`.
    pub name: String,
    /// What came in.
    pub raw: Raw,
}

/// Articles that one worker reads in one go.
pub type Batch = Vec<Item>;

/// A batch is full at so many bytes, or so many articles.
const BATCH_BYTES: usize = 256 << 10;
const BATCH_ITEMS: usize = 256;
/// A longer row or file is refused: all of it has to be in memory.
const LONGEST: u64 = 1 << 30;

/// Reads sources and hands on batches.
pub struct Reader<F: FnMut(Batch) -> bool> {
    batch: Batch,
    bytes: usize,
    /// Takes a batch; tells whether to go on.
    hand_on: F,
    read: Arc<AtomicU64>,
}

impl<F: FnMut(Batch) -> bool> Reader<F> {
    /// A reader that hands its batches to `hand_on`, until that returns false, and counts the
    /// bytes taken from the disk in `read`.
    pub fn new(read: Arc<AtomicU64>, hand_on: F) -> Self {
        Self { batch: Vec::new(), bytes: 0, hand_on, read }
    }

    /// Reads all sources in order.
    pub fn run(mut self, sources: Vec<Result<Source, (String, String)>>) {
        for source in sources {
            let go_on = match source {
                Err((name, what)) => self.push(name, Raw::Broken(what)),
                Ok(source) => match source.open(&self.read) {
                    Err(error) => self.push(source.name, Raw::Broken(error.to_string())),
                    Ok(input) if source.rows => self.rows(&source, input),
                    Ok(input) => self.text(source.name, input),
                },
            };
            if !go_on {
                return;
            }
        }
        self.flush();
    }

    fn text(&mut self, name: String, input: Box<dyn Read + Send>) -> bool {
        let mut bytes = Vec::new();
        let raw = match input.take(LONGEST + 1).read_to_end(&mut bytes) {
            Ok(n) if n as u64 > LONGEST => Raw::Broken(too_long()),
            Ok(_) => Raw::Text(bytes),
            Err(error) => Raw::Broken(error.to_string()),
        };
        self.push(name, raw)
    }

    fn rows(&mut self, source: &Source, input: Box<dyn Read + Send>) -> bool {
        let mut input = BufReader::with_capacity(64 << 10, input);
        for line in 1u64.. {
            let name = || format!("{}:{line}", source.name);
            let mut row = Vec::new();
            match (&mut input).take(LONGEST + 1).read_until(b'\n', &mut row) {
                Ok(0) => break,
                Ok(n) if n as u64 > LONGEST => {
                    if let Err(error) = skip_line(&mut input) {
                        return self.push(name(), Raw::Broken(error.to_string()));
                    }
                    if !self.push(name(), Raw::Broken(too_long())) {
                        return false;
                    }
                    continue;
                }
                Ok(_) => {}
                Err(error) => return self.push(name(), Raw::Broken(error.to_string())),
            }
            if line == 1 && row.starts_with(b"\xef\xbb\xbf") {
                row.drain(..3);
            }
            if !row.trim_ascii().is_empty() && !self.push(name(), Raw::Row(row)) {
                return false;
            }
            // What has come so far must not wait for what may take long to come.
            if source.trickles() && input.buffer().is_empty() && !self.flush() {
                return false;
            }
        }
        true
    }

    fn push(&mut self, name: String, raw: Raw) -> bool {
        if let Raw::Text(bytes) | Raw::Row(bytes) = &raw {
            self.bytes += bytes.len();
        }
        self.batch.push(Item { name, raw });
        if self.bytes >= BATCH_BYTES || self.batch.len() >= BATCH_ITEMS {
            return self.flush();
        }
        true
    }

    fn flush(&mut self) -> bool {
        self.bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        batch.is_empty() || (self.hand_on)(batch)
    }
}

fn too_long() -> String {
    format!("is longer than {} MB; cut it up", LONGEST >> 20)
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let found = buffer.iter().position(|&b| b == b'\n');
        let used = found.map_or(buffer.len(), |at| at + 1);
        input.consume(used);
        if found.is_some() {
            return Ok(());
        }
    }
}
