//! Byte offsets to characters and UTF-16 units.

use crate::OffsetUnit;

/// Maps byte offsets of a text to another unit.
///
/// Queries in ascending order cost time in proportion to the text once; any order is right.
///
/// ```
/// use dateline::{OffsetMap, OffsetUnit};
/// let map = OffsetMap::new("Côte 🙂 x", OffsetUnit::Utf16);
/// assert_eq!(map.get(11), 8);
/// ```
#[derive(Debug)]
pub struct OffsetMap<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// Units before byte `i * STEP` (rounded down to a character); empty where units are bytes.
    marks: Vec<(u32, u32)>,
}

const STEP: usize = 1024;

impl<'t> OffsetMap<'t> {
    /// A map for `text`; ASCII costs nothing.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut marks = Vec::new();
        if unit != OffsetUnit::Bytes && !text.is_ascii() {
            let mut units = 0;
            let mut next = 0;
            for (at, c) in text.char_indices() {
                if at >= next {
                    marks.push((at as u32, units));
                    next += STEP;
                }
                units += width(c, unit);
            }
        }
        Self { text, unit, marks }
    }

    /// The offset in the map's unit of byte offset `byte`; one inside a character counts as the
    /// start of that character.
    #[must_use]
    pub fn get(&self, byte: u32) -> u32 {
        if self.marks.is_empty() {
            return byte;
        }
        let at = self.marks.partition_point(|&(start, _)| start <= byte).saturating_sub(1);
        let (start, units) = self.marks[at];
        let rest = self.text[start as usize..]
            .char_indices()
            .take_while(|&(i, c)| start as usize + i + c.len_utf8() <= byte as usize);
        units + rest.map(|(_, c)| width(c, self.unit)).sum::<u32>()
    }
}

fn width(c: char, unit: OffsetUnit) -> u32 {
    match unit {
        OffsetUnit::Bytes => c.len_utf8() as u32,
        OffsetUnit::Chars => 1,
        OffsetUnit::Utf16 => c.len_utf16() as u32,
    }
}
