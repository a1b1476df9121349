//! The files that the arguments name.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// How arguments and messages call standard input.
pub const STANDARD_INPUT: &str = "-";

/// What the input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum From {
    /// By the ending: .jsonl or .ndjson holds rows, anything else is an article
    Auto,
    /// Each file is one article
    Text,
    /// Each line is an article, a JSON object
    Jsonl,
}

/// A file, or standard input.
#[derive(Clone, Debug)]
pub struct Source {
    /// None for standard input.
    path: Option<PathBuf>,
    /// The id of an article of its own, and the name in messages.
    pub name: String,
    /// Whether it holds rows, not one article.
    pub rows: bool,
}

/// All sources in order, folders laid open; an entry of a folder that cannot be read comes with
/// its message, in its place.
pub fn list(arguments: &[PathBuf], from: From) -> Vec<Result<Source, (String, String)>> {
    let mut sources = Vec::new();
    if arguments.is_empty() {
        sources.push(Ok(Source::standard_input(from)));
    }
    for path in arguments {
        if path == Path::new(STANDARD_INPUT) {
            sources.push(Ok(Source::standard_input(from)));
        } else if path.is_dir() {
            walk(path, path, from, &mut sources);
        } else {
            let name = path.file_name().unwrap_or(path.as_os_str());
            sources.push(Ok(Source::file(path.clone(), name, from)));
        }
    }
    sources
}

/// Adds the files of a folder and of the folders in it, sorted by their bytes; hidden ones and
/// links to folders are left alone.
fn walk(
    top: &Path,
    folder: &Path,
    from: From,
    sources: &mut Vec<Result<Source, (String, String)>>,
) {
    let entries = fs::read_dir(folder)
        .and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>());
    let mut paths = match entries {
        Ok(paths) => paths,
        Err(error) => {
            sources.push(Err((name_in(top, folder), error.to_string())));
            return;
        }
    };
    paths.sort();
    for path in paths {
        let hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
        if path.file_name().is_some_and(hidden) {
            continue;
        }
        if path.is_dir() {
            if !path.is_symlink() {
                walk(top, &path, from, sources);
            }
            continue;
        }
        let name = name_in(top, &path);
        sources.push(Ok(Source::file(path, OsStr::new(&name), from)));
    }
}

fn name_in(top: &Path, path: &Path) -> String {
    let below = path.strip_prefix(top).ok().filter(|below| !below.as_os_str().is_empty());
    below.unwrap_or(path).to_string_lossy().into_owned()
}

impl Source {
    fn standard_input(from: From) -> Self {
        Self { path: None, name: STANDARD_INPUT.to_owned(), rows: from == From::Jsonl }
    }

    fn file(path: PathBuf, name: &OsStr, from: From) -> Self {
        let rows = match from {
            From::Auto => {
                let bare = match compression(&path) {
                    Compression::None => path.as_path(),
                    _ => Path::new(path.file_stem().unwrap_or_default()),
                };
                has_ending(bare, &["jsonl", "ndjson"])
            }
            From::Text => false,
            From::Jsonl => true,
        };
        Self { path: Some(path), name: name.to_string_lossy().into_owned(), rows }
    }

    /// Bytes on disk; none for standard input and where nobody knows.
    pub fn size(&self) -> Option<u64> {
        let path = self.path.as_ref()?;
        fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|m| m.len())
    }

    /// Whether it is standard input, which may trickle.
    pub fn trickles(&self) -> bool {
        self.path.is_none()
    }

    /// Opens it, unpacked; `read` counts the bytes taken from the disk.
    pub fn open(&self, read: &Arc<AtomicU64>) -> io::Result<Box<dyn Read + Send>> {
        let Some(path) = &self.path else {
            return Ok(Box::new(io::stdin()));
        };
        let file = Counted { file: File::open(path)?, read: Arc::clone(read) };
        Ok(match compression(path) {
            Compression::None => Box::new(file),
            Compression::Gzip => {
                Box::new(flate2::bufread::MultiGzDecoder::new(io::BufReader::new(file)))
            }
            Compression::Zstd => Box::new(zstd::Decoder::new(file)?),
        })
    }
}

enum Compression {
    None,
    Gzip,
    Zstd,
}

fn compression(path: &Path) -> Compression {
    if has_ending(path, &["gz"]) {
        Compression::Gzip
    } else if has_ending(path, &["zst"]) {
        Compression::Zstd
    } else {
        Compression::None
    }
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|e| endings.iter().any(|&known| e.eq_ignore_ascii_case(known)))
}

/// A file whose bytes are counted as they are read.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
