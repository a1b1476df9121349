//! Bytes that a file, the program or the heap holds.

use std::{fs::File, ops::Deref, path::Path};

use memmap2::Mmap;

use crate::{Error, Result};

/// The bytes of an image, wherever they are.
#[derive(Debug)]
pub(crate) enum Bytes {
    /// In the program itself.
    Static(&'static [u8]),
    /// In a mapped file.
    Mapped(Mmap),
    /// On the heap.
    Owned(Vec<u8>),
}

impl Bytes {
    /// Maps the file at `path`; a file that cannot be mapped (empty, or no regular file) is read.
    ///
    /// # Errors
    /// The file cannot be opened or read.
    pub(crate) fn map(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|e| Error::io(path, e))?;
        let is_file = file.metadata().map_err(|e| Error::io(path, e))?.is_file();
        if is_file && let Some(map) = map_file(&file) {
            return Ok(Self::Mapped(map));
        }
        std::fs::read(path).map(Self::Owned).map_err(|e| Error::io(path, e))
    }
}

#[allow(unsafe_code)]
fn map_file(file: &File) -> Option<Mmap> {
    // SAFETY: the map is read-only and only ever read through bounds-checked slices of plain
    // bytes, so any content is sound. A file that another process shortens while it is mapped
    // stops the program (as with every mapped file): replace gazetteers by renaming, as the
    // documentation of `Gazetteer::open` says.
    unsafe { Mmap::map(file).ok() }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Mapped(map) => map,
            Self::Owned(bytes) => bytes,
        }
    }
}
