//! Compiles the built-in lists of `gazetteers/` into `gazetteers/builtin.gaz`, which the library
//! embeds: `cargo run --release --no-default-features --example compile_builtin`.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
    let bytes = dateline::gazetteer::compile_builtin(&folder)?;
    let gazetteer = dateline::Gazetteer::from_bytes(bytes.clone())?;
    std::fs::write(folder.join("builtin.gaz"), &bytes)?;
    println!(
        "{} names, {} entries, {} bytes",
        gazetteer.len(),
        gazetteer.entry_count(),
        bytes.len()
    );
    Ok(())
}
