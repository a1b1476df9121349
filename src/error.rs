//! The one error type.
//!
//! # Design
//! Callers rarely branch on causes, they print them: the type is opaque, its message says
//! `file:line:column: what is wrong; what to do`, and predicates tell the few cases a program
//! reacts to.

use std::{fmt, io, path::PathBuf};

/// Why a gazetteer, a setting or an input could not be used.
///
/// ```
/// let error = dateline::Extractor::builder().reference_date("June-ish").build().unwrap_err();
/// assert!(error.is_option());
/// assert!(error.to_string().contains("2016-06-22"), "says what to write instead");
/// ```
#[derive(Debug)]
pub struct Error(Box<Kind>);

/// A specialised result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug)]
enum Kind {
    Gazetteer { file: String, line: usize, column: usize, what: String },
    Image { file: String, what: String },
    Lexicon { file: String, line: usize, what: String },
    Option { what: String },
    Text { what: String },
    Io { path: PathBuf, source: io::Error },
}

impl Error {
    pub(crate) fn gazetteer(
        file: impl Into<String>,
        line: usize,
        column: usize,
        what: impl Into<String>,
    ) -> Self {
        Self(Box::new(Kind::Gazetteer { file: file.into(), line, column, what: what.into() }))
    }

    pub(crate) fn image(file: impl Into<String>, what: impl Into<String>) -> Self {
        Self(Box::new(Kind::Image { file: file.into(), what: what.into() }))
    }

    pub(crate) fn lexicon(file: impl Into<String>, line: usize, what: impl Into<String>) -> Self {
        Self(Box::new(Kind::Lexicon { file: file.into(), line, what: what.into() }))
    }

    pub(crate) fn option(what: impl Into<String>) -> Self {
        Self(Box::new(Kind::Option { what: what.into() }))
    }

    pub(crate) fn text(what: impl Into<String>) -> Self {
        Self(Box::new(Kind::Text { what: what.into() }))
    }

    pub(crate) fn io(path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self(Box::new(Kind::Io { path: path.into(), source }))
    }

    /// The line of a gazetteer in TSV that is at fault.
    pub(crate) fn line(&self) -> Option<usize> {
        match *self.0 {
            Kind::Gazetteer { line, .. } => Some(line),
            _ => None,
        }
    }

    /// Whether a gazetteer in TSV is at fault; the message begins `file:line:column`.
    #[must_use]
    pub fn is_gazetteer(&self) -> bool {
        matches!(*self.0, Kind::Gazetteer { .. })
    }

    /// Whether a compiled gazetteer or a weights file is corrupt, truncated, of another version or
    /// no such file.
    #[must_use]
    pub fn is_image(&self) -> bool {
        matches!(*self.0, Kind::Image { .. })
    }

    /// Whether a word list is at fault.
    #[must_use]
    pub fn is_lexicon(&self) -> bool {
        matches!(*self.0, Kind::Lexicon { .. })
    }

    /// Whether an option has a value that cannot be used.
    #[must_use]
    pub fn is_option(&self) -> bool {
        matches!(*self.0, Kind::Option { .. })
    }

    /// Whether the text itself cannot be read (longer than 4 GiB).
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(*self.0, Kind::Text { .. })
    }

    /// Whether the operating system refused to read or write a file.
    #[must_use]
    pub fn is_io(&self) -> bool {
        matches!(*self.0, Kind::Io { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Gazetteer { file, line, column, what } => {
                write!(f, "{file}:{line}:{column}: {what}")
            }
            Kind::Image { file, what } => write!(f, "{file}: {what}"),
            Kind::Lexicon { file, line, what } => write!(f, "{file}:{line}: {what}"),
            Kind::Option { what } | Kind::Text { what } => f.write_str(what),
            Kind::Io { path, source } => write!(f, "{}: {source}", path.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
