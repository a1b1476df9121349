//! A gazetteer, opened.

use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

use super::{
    Entry, EntryHead, EntryId, GazetteerBuilder, Kind, NameId, SubkindId, WordFacts, builtin,
    image::Image, layout::MAGIC,
};
use crate::{Result, machine::Bytes};

/// A set of names with the entities that bear them; immutable, cheap to clone, shared by threads.
///
/// ```
/// use dateline::Gazetteer;
/// let mut builder = Gazetteer::builder();
/// builder.add_tsv(
///     "ships.tsv",
///     "kind\tcanonical\taliases\nship\tEver Given\tGolden Class Ever Given\n",
/// )?;
/// let ships = builder.build();
/// let name = ships.lookup("EVER GIVEN").next().unwrap();
/// let entry = ships.entry(ships.entries(name).next().unwrap());
/// assert_eq!((entry.kind, entry.canonical), ("ship", "Ever Given"));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Gazetteer(pub(super) Arc<Image>);

/// Images up to this size are read whole when they are opened, to check their checksum.
const SMALL: usize = 8 << 20;

static BUILTIN: LazyLock<Gazetteer> = LazyLock::new(builtin::open);
static EMPTY: LazyLock<Gazetteer> = LazyLock::new(|| GazetteerBuilder::default().build());

impl Default for Gazetteer {
    fn default() -> Self {
        EMPTY.clone()
    }
}

impl Gazetteer {
    pub(super) fn of(image: Image) -> Self {
        Self(Arc::new(image))
    }

    /// The built-in lists.
    #[must_use]
    pub fn builtin() -> Self {
        BUILTIN.clone()
    }

    /// A builder without entries.
    #[must_use]
    pub fn builder() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// Opens a gazetteer, compiled or in TSV, as the first bytes of the file say. A compiled one
    /// is mapped, not read: replace it by renaming another over it, not by writing into it.
    ///
    /// The header, the version and all bounds are checked; the checksum of the content too, up to
    /// 8 MB. For larger files [`verify`](Self::verify) does it. Whatever a file holds, no read
    /// leaves its bounds.
    ///
    /// # Errors
    /// The file cannot be read; it is malformed ([`is_gazetteer`](crate::Error::is_gazetteer)); it is
    /// corrupt, truncated or of another version ([`is_image`](crate::Error::is_image)).
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let file = path.display().to_string();
        let bytes = Bytes::map(path)?;
        let is_image = bytes.starts_with(&MAGIC) || path.extension().is_some_and(|e| e == "gaz");
        if is_image {
            let whole = bytes.len() <= SMALL;
            return Image::open(bytes, &file, whole).map(Self::of);
        }
        let text = super::read::utf8(&file, &bytes)?;
        let mut builder = Self::builder();
        builder.add_tsv(&file, text)?;
        Ok(builder.build())
    }

    /// A compiled gazetteer that is part of the program.
    ///
    /// # Errors
    /// The bytes are no compiled gazetteer, or one of another version.
    pub fn from_static(bytes: &'static [u8]) -> Result<Self> {
        Image::open(Bytes::Static(bytes), "an embedded gazetteer", false).map(Self::of)
    }

    /// A compiled gazetteer in memory.
    ///
    /// # Errors
    /// The bytes are no compiled gazetteer, or one of another version, or corrupt.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        Image::open(Bytes::owned(bytes), "a gazetteer in memory", true).map(Self::of)
    }

    /// Reads the whole gazetteer to compare its checksum.
    ///
    /// # Errors
    /// It is corrupt.
    pub fn verify(&self) -> Result<()> {
        self.0.verify("the gazetteer")
    }

    /// Every distinct name, in an order of the gazetteer's own.
    ///
    /// ```
    /// let mut builder = dateline::Gazetteer::builder();
    /// builder.add_names("ship", ["Ever Given", "Ever Ace"])?;
    /// let ships = builder.build();
    /// assert_eq!(ships.names().count(), 2);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn names(&self) -> impl Iterator<Item = NameId> {
        self.0.all_names().take(self.len())
    }

    /// The entities that bear a name, heaviest first.
    pub fn entries(&self, name: NameId) -> impl Iterator<Item = EntryId> {
        self.0.links(name)
    }

    /// An entity under one of its names.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Entry<'_> {
        self.0.entry(id)
    }

    /// What is asked of every match, without strings.
    #[must_use]
    pub fn entry_head(&self, id: EntryId) -> EntryHead {
        self.0.head(id)
    }

    /// Where an entry is, if it has a place: degrees of latitude and longitude.
    pub(crate) fn coordinates(&self, id: EntryId) -> Option<(f32, f32)> {
        self.0.coordinates(id)
    }

    /// The entry that stands for the same entity: lines of one canonical name, id, kind, subkind
    /// and country that differ in their flags are entries of their own and one entity.
    #[must_use]
    pub fn entity(&self, id: EntryId) -> EntryId {
        self.0.entity(id)
    }

    /// The name of a kind.
    #[must_use]
    pub fn kind_name(&self, kind: Kind) -> &str {
        self.0.kind_name(kind)
    }

    /// The name of a subkind; empty for none.
    #[must_use]
    pub fn subkind_name(&self, subkind: SubkindId) -> &str {
        self.0.subkind_name(subkind)
    }

    /// A name as it is listed.
    #[must_use]
    pub fn spelling(&self, name: NameId) -> &str {
        let spelling = self.0.spelling(name.0 as usize);
        spelling.and_then(|(s, _)| std::str::from_utf8(s.text).ok()).unwrap_or("")
    }

    /// What is known of a word, by its [`fold_hash`](crate::text::fold_hash).
    #[must_use]
    pub fn word(&self, hash: u64) -> WordFacts {
        self.0.word(hash)
    }

    /// Asks the memory for what [`word`](Self::word) will read.
    #[inline]
    pub(crate) fn prefetch_word(&self, hash: u64) {
        self.0.prefetch_word(hash);
    }

    /// How many distinct names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.names
    }

    /// How many entries there are.
    #[must_use]
    pub fn entry_count(&self) -> usize {
        self.0.entries
    }

    /// Whether there are no names.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.names == 0
    }
}
