//! Where the output goes: one stream, or a folder with a file for each article.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use crate::format::Writer;

/// What one article came to.
#[derive(Debug, Default)]
pub struct Piece {
    /// The article's id.
    pub id: Option<String>,
    /// What is written of it; may be empty.
    pub bytes: Vec<u8>,
    /// What is written beside it into a folder: ending and content.
    pub beside: Option<(&'static str, String)>,
}

/// Takes pieces in order.
pub enum Destination {
    /// All of them one after the other.
    Stream {
        /// Where to.
        out: Box<dyn Write>,
        /// Whether something has been written.
        any: bool,
    },
    /// Each into a file of its own.
    Folder {
        /// Where to.
        folder: PathBuf,
        /// Names that are taken.
        taken: BTreeSet<String>,
    },
}

impl Destination {
    /// Standard output, or what `path` names: a folder if there is one or if it ends in a slash.
    pub fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else {
            return Ok(Self::Stream { out: Box::new(io::stdout().lock()), any: false });
        };
        if is_folder(path) {
            fs::create_dir_all(path)?;
            return Ok(Self::Folder { folder: path.to_owned(), taken: BTreeSet::new() });
        }
        Ok(Self::Stream { out: Box::new(BufWriter::new(File::create(path)?)), any: false })
    }

    /// Whether each article gets a file of its own.
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::Folder { .. })
    }

    /// Begins.
    pub fn begin(&mut self, writer: &Writer) -> io::Result<()> {
        match self {
            Self::Stream { out, .. } => out.write_all(writer.head().as_bytes()),
            Self::Folder { .. } => Ok(()),
        }
    }

    /// Writes pieces.
    pub fn write(&mut self, writer: &Writer, pieces: Vec<Piece>) -> io::Result<()> {
        match self {
            Self::Stream { out, any } => {
                for piece in pieces.iter().filter(|piece| !piece.bytes.is_empty()) {
                    if std::mem::replace(any, true) {
                        out.write_all(writer.between().as_bytes())?;
                    }
                    out.write_all(&piece.bytes)?;
                }
                out.flush()
            }
            Self::Folder { folder, taken } => {
                for piece in pieces {
                    let name = folder.join(file_name(piece.id.as_deref(), taken));
                    let file = |ending: &str| {
                        let mut name = name.clone().into_os_string();
                        name.push(".");
                        name.push(ending);
                        PathBuf::from(name)
                    };
                    let mut bytes = writer.head().as_bytes().to_vec();
                    bytes.extend_from_slice(&piece.bytes);
                    bytes.extend_from_slice(writer.tail().as_bytes());
                    fs::write(file(writer.to.ending()), bytes)?;
                    if let Some((ending, content)) = piece.beside {
                        write_new(&file(ending), content.as_bytes())?;
                    }
                }
                Ok(())
            }
        }
    }

    /// Ends.
    pub fn finish(&mut self, writer: &Writer) -> io::Result<()> {
        match self {
            Self::Stream { out, .. } => {
                out.write_all(writer.tail().as_bytes())?;
                out.flush()
            }
            Self::Folder { .. } => Ok(()),
        }
    }
}

/// Writes a file, but not over another content: it may be an article of the user's.
fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    match fs::read(path) {
        Ok(there) if there == content => Ok(()),
        Ok(_) => Err(io::Error::other(format!("{} is there already", path.display()))),
        Err(_) => fs::write(path, content),
    }
}

/// Whether `path` stands for a folder.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// A name for the files of an article, without ending, that is not taken yet: its id, with
/// everything that means something to a file system replaced.
fn file_name(id: Option<&str>, taken: &mut BTreeSet<String>) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let id = id.unwrap_or("article").trim_end_matches(".txt");
    let safe: String = id.chars().map(|c| if fits(c) { c } else { '_' }).take(100).collect();
    let safe = safe.trim_start_matches('.');
    let base = if safe.is_empty() { "article" } else { safe };
    let mut name = base.to_owned();
    let mut n = 1;
    while !taken.insert(name.to_lowercase()) {
        n += 1;
        name = format!("{base}-{n}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_distinct() {
        let mut taken = BTreeSet::new();
        let mut name = |id| file_name(id, &mut taken);
        assert_eq!(name(Some("a.txt")), "a");
        assert_eq!(name(Some("A")), "A-2");
        assert_eq!(name(Some("../../etc/passwd")), "_.._etc_passwd");
        assert_eq!(name(Some("..")), "article");
        assert_eq!(name(None), "article-2");
    }
}
