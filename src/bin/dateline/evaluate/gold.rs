//! Gold and predictions from files, or from the extractor.

use std::{
    collections::{BTreeSet, HashMap},
    fs::File,
    io::{BufRead, BufReader},
    num::NonZero,
    path::Path,
};

use anyhow::{Context as _, anyhow};
use dateline::{Extractor, Scratch, evaluate::Annotated};

use super::annotated;
use crate::{
    options::{Fields, Only},
    pipeline,
    row::Row,
};

/// An article with its gold.
#[derive(Debug)]
pub struct Article {
    /// Its id; that of its line if the row has none.
    pub id: String,
    /// When it was written.
    pub date: Option<String>,
    /// Its text.
    pub text: String,
    /// What people found in it.
    pub gold: Annotated,
}

/// All articles, in the order of the files.
#[derive(Debug, Default)]
pub struct Articles {
    /// The articles.
    pub rows: Vec<Article>,
}

impl Articles {
    /// Adds the articles of a file.
    pub fn read(&mut self, path: &Path, fields: &Fields) -> anyhow::Result<()> {
        for_each_line(path, |number, line| {
            let (row, read) = Row::parse(line, fields);
            read.map_err(|what| anyhow!(what))?;
            self.rows.push(Article {
                id: row.id.map_or_else(|| number.to_string(), |id| id.into_owned()),
                date: row.date.map(|date| date.into_owned()),
                text: row.text.unwrap_or_default().into_owned(),
                gold: serde_json::from_str(line)?,
            });
            Ok(())
        })
    }

    /// What is annotated in any article.
    pub fn layers(&self) -> Vec<Only> {
        let all = [Only::Entities, Only::Times, Only::Numbers];
        let has = |layer| self.rows.iter().any(|row| annotated(row).any(|a| a == layer));
        all.into_iter().filter(|&layer| has(layer)).collect()
    }

    /// Every kind of name in the gold, in alphabetical order.
    pub fn kinds(&self) -> Vec<String> {
        let names = self.rows.iter().filter_map(|row| row.gold.entities.as_deref()).flatten();
        names.map(|name| name.kind.clone()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The predictions in a file, for each article.
    pub fn predictions(&self, path: &Path) -> anyhow::Result<Vec<Option<Annotated>>> {
        let mut by_id = HashMap::new();
        for_each_line(path, |number, line| {
            let id = serde_json::from_str::<serde_json::Value>(line)?;
            let id = match &id["id"] {
                serde_json::Value::String(id) => id.clone(),
                serde_json::Value::Null => number.to_string(),
                other => other.to_string(),
            };
            by_id.insert(id, serde_json::from_str::<Annotated>(line)?);
            Ok(())
        })?;
        let found: Vec<_> = self.rows.iter().map(|row| by_id.remove(&row.id)).collect();
        let missing = found.iter().filter(|found| found.is_none()).count();
        if missing > 0 {
            eprintln!("dateline: {missing} articles are not among the predictions");
        }
        Ok(found)
    }

    /// What the extractor finds, for each article.
    pub fn extract(&self, extractor: &Extractor) -> anyhow::Result<Vec<Option<Annotated>>> {
        let threads = std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let mut found = Vec::with_capacity(self.rows.len());
        pipeline::run(
            threads,
            |hand_on| {
                let _ = self.rows.chunks(16).all(hand_on);
            },
            Scratch::default,
            |rows: &[Article], scratch| {
                let extract = |row: &Article| {
                    let (id, date) = (Some(&*row.id), row.date.as_deref());
                    let article = dateline::Article { text: &row.text, id, date };
                    let document = extractor.extract_with(&article, scratch);
                    // The way that predictions in a file take.
                    serde_json::from_value(serde_json::to_value(&document)?)
                };
                rows.iter().map(extract).collect::<Result<Vec<Annotated>, _>>()
            },
            |batch| {
                found.extend(batch?.into_iter().map(Some));
                Ok::<(), serde_json::Error>(())
            },
        )?;
        Ok(found)
    }
}

fn for_each_line(
    path: &Path,
    mut each: impl FnMut(usize, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    for (i, line) in BufReader::new(file).lines().enumerate() {
        let place = || format!("{}:{}", path.display(), i + 1);
        let line = line.with_context(place)?;
        if !line.trim().is_empty() {
            each(i + 1, &line).with_context(place)?;
        }
    }
    Ok(())
}
