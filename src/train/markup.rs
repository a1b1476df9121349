//! Annotated articles as an editor writes them: `{P Shinzo Abe} flew to {L Tokyo}.`
//!
//! Articles are separated by lines of `---`; lines that begin with `#` are comments. Kinds are P
//! (person), L (place), O (organisation), G (group), E (event) and X (other names, outside).

use super::{Gold, GoldSpan};
use crate::{Error, Result, Span};

/// The kind that a letter stands for.
pub(super) fn kind(letter: &str) -> Option<&'static str> {
    Some(match letter {
        "P" | "K" => "person",
        "L" => "place",
        "O" => "organisation",
        "G" => "group",
        "E" => "event",
        "X" => "misc",
        _ => return None,
    })
}

/// Reads the articles of a file; `file` is its name in ids and messages.
///
/// # Errors
/// A brace that is not closed, or an unknown kind.
pub fn read(file: &str, text: &str) -> Result<Vec<Gold>> {
    let mut articles = Vec::new();
    let mut gold = Gold::default();
    for (n, line) in text.lines().enumerate() {
        if line.trim_end() == "---" {
            push(file, &mut gold, &mut articles);
        } else if !line.starts_with('#') {
            parse(line, &mut gold).map_err(|what| Error::lexicon(file, n + 1, what))?;
            gold.text.push('\n');
        }
    }
    push(file, &mut gold, &mut articles);
    Ok(articles)
}

fn push(file: &str, gold: &mut Gold, articles: &mut Vec<Gold>) {
    if !gold.text.trim().is_empty() {
        gold.id = format!("{file}-{}", articles.len());
        gold.set = Some(file.to_owned());
        articles.push(std::mem::take(gold));
    }
}

fn parse(line: &str, gold: &mut Gold) -> std::result::Result<(), String> {
    let mut rest = line;
    while let Some(at) = rest.find('{') {
        gold.text.push_str(&rest[..at]);
        let close = rest[at..].find('}').ok_or("a brace is not closed")?;
        let inside = &rest[at + 1..at + close];
        let (letter, name) = inside.split_once(' ').ok_or("write {P Name}")?;
        let kind = kind(letter).ok_or_else(|| format!("`{letter}` is no kind"))?;
        let start = gold.text.len() as u32;
        gold.text.push_str(name);
        let span = Span::new(start, gold.text.len() as u32);
        gold.entities.push(GoldSpan { span, kind: kind.to_owned() });
        rest = &rest[at + close + 1..];
    }
    gold.text.push_str(rest);
    Ok(())
}
