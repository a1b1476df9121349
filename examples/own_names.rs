//! Finds names of a list of its own, and says why: `cargo run --release --example own_names`.

use dateline::{Explain, Extractor, Gazetteer};

const SHIPS: &str = "\
id\tkind\tcanonical\taliases
x:1\tship\tEver Given\tGolden Class Ever Given
x:2\tship\tNimitz\tUSS Nimitz
";

fn main() -> Result<(), dateline::Error> {
    let mut ships = Gazetteer::builder();
    ships.add_tsv("ships.tsv", SHIPS)?;
    let extractor = Extractor::builder().gazetteer(ships.build()).explain(Explain::On).build()?;

    let text = "The EVER GIVEN ran aground near Suez; the USS Nimitz was far away.";
    let document = extractor.extract(text);
    for entity in &document.entities {
        let id = entity.id.as_deref().unwrap_or("");
        println!("{:14}{:8}{:14}{id}", entity.text, entity.kind.as_str(), entity.canonical);
        for evidence in entity.evidence() {
            println!("    {}: {}", evidence.rule, evidence.detail);
        }
    }
    Ok(())
}
