//! Counts the people and places in a folder of articles:
//! `cargo run --release --example folder -- tests/articles`.

use std::{collections::BTreeMap, error::Error, fs};

use dateline::{Article, EntityKind, Extractor, Layer, Scratch};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "tests/articles".to_owned());
    let extractor = Extractor::builder().layers(&[Layer::Entities]).build()?;
    // One scratch a thread: with warm buffers, an article costs next to no allocations.
    let mut scratch = Scratch::default();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let text = fs::read_to_string(entry?.path())?;
        let document = extractor.extract_with(&Article::from(&*text), &mut scratch);
        for entity in &document.entities {
            if matches!(entity.kind, EntityKind::Person | EntityKind::Place) {
                let key = (entity.kind.to_string(), entity.canonical.to_string());
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), key.clone()));
    for ((kind, name), count) in counts.iter().take(20) {
        println!("{count:4}  {kind:8}{name}");
    }
    Ok(())
}
