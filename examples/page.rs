//! Writes a page of HTML with everything in an article highlighted:
//! `cargo run --release --example page -- tests/articles/storm.txt 2016-06-22 > storm.html`.

use std::error::Error;

use dateline::{Article, Extractor, output};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "tests/articles/storm.txt".to_owned());
    let date = arguments.next();
    let text = std::fs::read_to_string(&path)?;
    let extractor = Extractor::new();
    let article = Article { text: &text, id: Some(&path), date: date.as_deref() };
    let document = extractor.extract_article(&article);
    print!("{}{}{}", output::HTML_HEAD, output::html(&text, &document), output::HTML_TAIL);
    Ok(())
}
