//! How far confidences can be believed, and a better table of them.

use std::io::{self, Write};

use dateline::{
    Article, Extractor, Scratch,
    evaluate::{Annotated, EntityOptions, Mention, calibrate, judge, reliability},
};
use serde_json::json;

use super::{gold::Articles, print::Shape};

/// Prints how many of the names that are about equally sure are right.
pub fn print(
    articles: &Articles,
    found: &[Option<Annotated>],
    options: &EntityOptions,
    shape: Shape,
) -> io::Result<()> {
    let mut judged = Vec::new();
    for (article, found) in articles.rows.iter().zip(found) {
        let gold = article.gold.entities.as_deref().unwrap_or_default();
        let found = found.as_ref().and_then(|found| found.entities.as_deref()).unwrap_or_default();
        judged.extend(judge(gold, found, options));
    }
    let mut out = io::stdout().lock();
    if shape == Shape::Text {
        writeln!(
            out,
            "{:12}{:>8}{:>8}{:>8}{:>8}",
            "confidence", "found", "right", "share", "mean"
        )?;
    }
    let mut rows = Vec::new();
    for bin in reliability(&judged) {
        let share = 100.0 * bin.right as f64 / bin.found.max(1) as f64;
        let (name, mean) = (format!("{:.1}-{:.1}", bin.from, bin.to), 100.0 * bin.confidence);
        let (found, right) = (bin.found, bin.right);
        match shape {
            Shape::Text => writeln!(out, "{name:12}{found:8}{right:8}{share:8.2}{mean:8.2}")?,
            Shape::Tsv => writeln!(out, "{name}\t{found}\t{right}\t{share:.2}\t{mean:.2}")?,
            Shape::Json => rows.push(json!({
                "from": name[..3], "to": name[4..], "found": found, "right": right,
            })),
        }
    }
    if shape == Shape::Json {
        writeln!(out, "{}", json!({"reliability": rows}))?;
    }
    Ok(())
}

/// Prints the table of `src/entity/confidence.rs` as these articles would have it.
pub fn print_table(
    articles: &Articles,
    extractor: &Extractor,
    options: &EntityOptions,
) -> io::Result<()> {
    let mut judged = Vec::new();
    let mut scratch = Scratch::default();
    for row in &articles.rows {
        let article = Article { text: &row.text, id: None, date: row.date.as_deref() };
        let document = extractor.extract_with(&article, &mut scratch);
        let found = document.entities.iter().filter_map(|entity| {
            let margin = entity.evidence.iter().find(|evidence| evidence.rule == "margin")?;
            let mut mention = Mention::new(entity.span.start, &entity.text, entity.kind.as_str());
            // In scores of the table of weights, 64 to a unit.
            mention.confidence = margin.weight.map(|weight| weight * 64.0);
            Some(mention)
        });
        let found: Vec<Mention> = found.collect();
        judged.extend(judge(row.gold.entities.as_deref().unwrap_or_default(), &found, options));
    }
    let table = calibrate(&judged);
    let mut out = io::stdout().lock();
    writeln!(out, "const CALIBRATION: [(i32, f32); {}] = [", table.len())?;
    for (margin, share) in table {
        writeln!(out, "    ({margin}, {share:?}),")?;
    }
    writeln!(out, "];")
}
