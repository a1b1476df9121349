//! Annotated articles.

use std::path::Path;

use serde::Deserialize;

use crate::{
    Error, Result, Span,
    entity::label::{Kind, Label},
    text::Tokens,
};

/// An article with the names that are in it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Gold {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// The set it is from: the name of its file.
    #[serde(skip)]
    pub set: Option<String>,
    /// The names; of overlapping ones the first counts.
    pub entities: Vec<GoldSpan>,
}

/// A name in an annotated article.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldSpan {
    /// Where it stands, in bytes.
    #[serde(flatten)]
    pub span: Span,
    /// person, place, organisation, group (or norp), event; any other kind is outside.
    pub kind: String,
}

pub(super) fn read(path: &Path) -> Result<Vec<Gold>> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    let rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(i, line)| {
        let gold: Gold = serde_json::from_str(line).map_err(|e| {
            Error::gazetteer(path.display().to_string(), i + 1, e.column(), e.to_string())
        })?;
        let set = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Gold { set, ..gold })
    })
    .collect()
}

impl Gold {
    /// The label of each token. Leading "the", titles and `'s` are not part of names.
    pub(crate) fn labels(&self, text: &str, tokens: &Tokens) -> Vec<Label> {
        let mut labels = vec![Label::OUTSIDE; tokens.len()];
        for entity in &self.entities {
            let Some(kind) = Kind::from_name(&entity.kind) else { continue };
            let mut first = tokens.ends.partition_point(|&end| end <= entity.span.start);
            let mut last = tokens.starts.partition_point(|&start| start < entity.span.end);
            let word = |i: usize| tokens.text(text, i);
            while first + 1 < last
                && (word(first).eq_ignore_ascii_case("the")
                    || kind == Kind::Person && is_title(word(first)))
            {
                first += 1;
                if word(first) == "." && first + 1 < last {
                    first += 1;
                }
            }
            while first + 1 < last && matches!(word(last - 1), "'s" | "’s" | "'" | "\"") {
                last -= 1;
            }
            if labels[first..last.max(first)].iter().any(|&l| l != Label::OUTSIDE) {
                continue;
            }
            let len = last.saturating_sub(first);
            for (at, label) in labels[first..last.max(first)].iter_mut().enumerate() {
                *label = Label::of(kind, at, len);
            }
        }
        labels
    }
}

fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    matches!(
        word.as_str(),
        "president"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "sir"
            | "prof"
            | "professor"
            | "sen"
            | "senator"
            | "rep"
            | "gov"
            | "minister"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "general"
            | "gen"
    )
}
