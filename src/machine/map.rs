//! Bytes that a file, the program or the heap holds.

use std::{fs::File, ops::Deref, path::Path};

use memmap2::{Mmap, MmapMut};

use crate::{Error, Result};

/// The bytes of an image, wherever they are.
#[derive(Debug)]
pub(crate) enum Bytes {
    /// In the program itself.
    Static(&'static [u8]),
    /// In a mapped file, or in large pages.
    Mapped(Mmap),
    /// On the heap.
    Owned(Vec<u8>),
}

/// Images from this size on that are not files go into large pages, where the system has them:
/// their tables are read all over the place.
const LARGE: usize = 4 << 20;

impl Bytes {
    /// Takes bytes from the heap.
    pub(crate) fn owned(bytes: Vec<u8>) -> Self {
        match large_pages(&bytes) {
            Some(map) => Self::Mapped(map),
            None => Self::Owned(bytes),
        }
    }

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
        std::fs::read(path).map(Self::owned).map_err(|e| Error::io(path, e))
    }
}

/// A copy in large pages; none if it is small or they cannot be had.
fn large_pages(bytes: &[u8]) -> Option<Mmap> {
    if !cfg!(target_os = "linux") || bytes.len() < LARGE {
        return None;
    }
    let mut map = MmapMut::map_anon(bytes.len()).ok()?;
    #[cfg(target_os = "linux")]
    map.advise(memmap2::Advice::HugePage).ok()?;
    map.copy_from_slice(bytes);
    map.make_read_only().ok()
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
