//! Figures in text, JSON and TSV.

use std::io::{self, Write};

use dateline::evaluate::Figure;
use serde_json::{Map, Value, json};

use super::scores::Scores;
use crate::options::Only;

/// How figures are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Shape {
    /// A table for a person
    Text,
    /// One object
    Json,
    /// A row for each figure: layer, figure, precision, recall, F1, with tabs
    Tsv,
}

/// A row of the table: a figure, or an F1 alone.
enum Line {
    Figure(String, Figure),
    Score(String, f64),
}

/// Writes the figures of the layers that were scored.
pub fn figures(scores: &Scores, layers: &[Only], shape: Shape) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let tables: Vec<(&str, Vec<Line>)> = layers.iter().map(|layer| lines(scores, *layer)).collect();
    match shape {
        Shape::Text => {
            for difference in &scores.differences {
                writeln!(out, "{difference}")?;
            }
            for (layer, lines) in &tables {
                text(&mut out, scores.articles, layer, lines)?;
            }
        }
        Shape::Tsv => {
            for (layer, lines) in &tables {
                tsv(&mut out, layer, lines)?;
            }
        }
        Shape::Json => {
            let mut object = Map::new();
            for (layer, lines) in &tables {
                object.insert((*layer).to_owned(), lines.iter().map(Line::json).collect());
            }
            object.insert("articles".to_owned(), scores.articles.into());
            if !scores.differences.is_empty() {
                object.insert("differences".to_owned(), scores.differences.clone().into());
            }
            writeln!(out, "{}", Value::Object(object))?;
        }
    }
    Ok(())
}

fn lines(scores: &Scores, layer: Only) -> (&'static str, Vec<Line>) {
    let figure = |name: &str, figure| Line::Figure(name.to_owned(), figure);
    match layer {
        Only::Times => {
            let figures = scores.times.figures();
            let lines = vec![
                figure("strict", figures.strict),
                figure("relaxed", figures.relaxed),
                Line::Score("type".to_owned(), figures.type_f1()),
                Line::Score("value".to_owned(), figures.value_f1()),
                figure("strict value", figures.strict_value),
            ];
            ("times", lines)
        }
        Only::Numbers => {
            let figures = scores.numbers.figures();
            let kinds = figures.kinds.into_iter().map(|(kind, f)| Line::Figure(kind, f));
            let all = [figure("span", figures.span), figure("value", figures.value)];
            ("numbers", kinds.chain(all).collect())
        }
        Only::Entities | Only::Facts => {
            let figures = scores.entities.figures();
            let kinds = figures.kinds.into_iter().map(|(kind, f)| Line::Figure(kind, f));
            let all = [
                figure("micro", figures.micro),
                figure("span", figures.span),
                figure("partial", figures.partial),
            ];
            ("entities", kinds.chain(all).collect())
        }
    }
}

fn text(out: &mut impl Write, articles: usize, layer: &str, lines: &[Line]) -> io::Result<()> {
    let title = format!("{layer}, {articles} articles");
    writeln!(
        out,
        "{title:24}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}",
        "P", "R", "F1", "right", "found", "gold"
    )?;
    for line in lines {
        match line {
            Line::Figure(name, f) => {
                let [p, r, f1] = percents(*f);
                let Figure { right, found, wanted } = f;
                writeln!(out, "{name:24}{p:8.2}{r:8.2}{f1:8.2}{right:8}{found:8}{wanted:8}")?;
            }
            Line::Score(name, f1) => writeln!(out, "{name:24}{:24.2}", 100.0 * f1)?,
        }
    }
    Ok(())
}

fn tsv(out: &mut impl Write, layer: &str, lines: &[Line]) -> io::Result<()> {
    for line in lines {
        match line {
            Line::Figure(name, f) => {
                let [p, r, f1] = percents(*f);
                writeln!(out, "{layer}\t{name}\t{p:.2}\t{r:.2}\t{f1:.2}")?;
            }
            Line::Score(name, f1) => writeln!(out, "{layer}\t{name}\t\t\t{:.2}", 100.0 * f1)?,
        }
    }
    Ok(())
}

fn percents(figure: Figure) -> [f64; 3] {
    [figure.precision(), figure.recall(), figure.f1()].map(|x| 100.0 * x)
}

impl Line {
    /// As a pair for an object: percents with two decimals.
    fn json(&self) -> (String, Value) {
        let round = |x: f64| (x * 100.0).round() / 100.0;
        match self {
            Self::Figure(name, f) => {
                let [p, r, f1] = percents(*f).map(round);
                let Figure { right, found, wanted } = f;
                let value = json!({"p": p, "r": r, "f1": f1, "right": right, "found": found, "gold": wanted});
                (name.clone(), value)
            }
            Self::Score(name, f1) => (name.clone(), json!({"f1": round(100.0 * f1)})),
        }
    }
}
