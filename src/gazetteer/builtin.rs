//! The built-in lists.

use std::path::Path;

use super::{Gazetteer, GazetteerBuilder, Sex, WordFacts, read};
use crate::{Error, Result, lexicon::Table};

#[cfg(feature = "builtin")]
static IMAGE: &[u8] = include_bytes!("../../gazetteers/builtin.gaz");
#[cfg(not(feature = "builtin"))]
static IMAGE: &[u8] = &[];

/// The embedded image; without the feature `builtin`, an empty gazetteer.
pub(super) fn open() -> Gazetteer {
    // A test holds that the embedded image opens and is what its sources compile to.
    Gazetteer::from_static(IMAGE).unwrap_or_default()
}

/// Compiles the built-in lists: the TSV files of the folder `gazetteers`, in a fixed order, and
/// the facts of single words. What [`Gazetteer::builtin`] opens is these bytes.
///
/// # Errors
/// A list cannot be read or is malformed.
pub fn compile_builtin(folder: impl AsRef<Path>) -> Result<Vec<u8>> {
    let folder = folder.as_ref();
    let mut builder = Gazetteer::builder();
    for name in ["places", "groups", "organisations", "people", "events"] {
        if let Some((file, text)) = read_list(&folder.join(name).with_extension("tsv"))? {
            builder.add_tsv(&file, &text)?;
        }
    }
    builder.round_coordinates();
    if let Some((file, text)) = read_list(&folder.join("name-tokens.tsv"))? {
        add_tokens(&mut builder, &file, &text)?;
    }
    if let Some((file, text)) = read_list(&folder.join("en/common-words.tsv"))? {
        for row in Table::read(&file, &text)?.rows() {
            let frequency = row.number("freq")?;
            builder.add_word(row.need("word")?, WordFacts { frequency, ..WordFacts::default() });
        }
    }
    Ok(builder.compile())
}

/// A list, unless it is not there yet.
fn read_list(path: &Path) -> Result<Option<(String, String)>> {
    let file = path.display().to_string();
    match std::fs::read(path) {
        Ok(bytes) => {
            let text = read::utf8(&file, &bytes)?.to_owned();
            Ok(Some((file, text)))
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::io(path, e)),
    }
}

fn add_tokens(builder: &mut GazetteerBuilder, file: &str, text: &str) -> Result<()> {
    for row in Table::read(file, text)?.rows() {
        let sex = match row.get("sex") {
            "f" => Sex::Female,
            "m" => Sex::Male,
            "u" => Sex::Both,
            "" => Sex::Unknown,
            other => return Err(row.error(format!("sex is f, m or u, not `{other}`"))),
        };
        let facts = WordFacts {
            given: row.number("given")?,
            family: row.number("family")?,
            common: row.number("common")?,
            frequency: 0,
            sex,
        };
        builder.add_word(row.need("token")?, facts);
    }
    Ok(())
}

impl GazetteerBuilder {
    /// Rounds coordinates to four decimals, eleven metres: finer ones take more room.
    fn round_coordinates(&mut self) {
        for line in &mut self.lines {
            if let Some((north, east)) = &mut line.coordinates {
                for degrees in [north, east] {
                    *degrees = ((f64::from(*degrees) * 1e4).round() / 1e4) as f32;
                }
            }
        }
    }
}

#[cfg(all(test, feature = "builtin"))]
mod tests {
    use super::*;

    #[test]
    fn embedded_image_is_what_the_lists_compile_to() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
        let compiled = compile_builtin(folder).unwrap();
        assert!(
            compiled == IMAGE,
            "gazetteers/builtin.gaz is out of date: run `cargo run --release --example \
             compile_builtin`"
        );
        Gazetteer::from_static(IMAGE).unwrap().verify().unwrap();
    }
}
