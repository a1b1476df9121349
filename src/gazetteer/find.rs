//! What a text has of a gazetteer's names: the ways to ask.

use super::{
    Form, Gazetteer, NameId, NameMatch,
    scan::{Select, Workspace, scan},
};
use crate::{Span, text::Tokens};

/// A name found in a text that has not been cut into tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextMatch {
    /// Where it stands.
    pub span: Span,
    /// Which name.
    pub name: NameId,
    /// How it is written.
    pub form: Form,
}

impl Gazetteer {
    /// Appends every name found in the tokens, longer and shorter, ordered by first token, then
    /// by length. Entities of one name may stand in several matches where their policies differ.
    pub fn find(&self, text: &str, tokens: &Tokens, out: &mut Vec<NameMatch>) {
        self.find_with(text, tokens, &mut Workspace::default(), out);
    }

    /// [`find`](Self::find) with a working space that is used again.
    pub(crate) fn find_with(
        &self,
        text: &str,
        tokens: &Tokens,
        space: &mut Workspace,
        out: &mut Vec<NameMatch>,
    ) {
        let from = out.len();
        let mut first = 0;
        scan(&self.0, text, Select::All, space, |hits| {
            for hit in hits {
                while first > 0 && tokens.starts[first - 1] as usize >= hit.start {
                    first -= 1;
                }
                while first < tokens.len() && (tokens.starts[first] as usize) < hit.start {
                    first += 1;
                }
                if let Some(last) = last_token(text, tokens, first, hit.start, hit.end) {
                    let (first, last) = (first as u32, last as u32);
                    out.push(NameMatch { first, last, name: hit.name, form: hit.form });
                }
            }
        });
        if !out[from..].is_sorted_by_key(|m| (m.first, m.last)) {
            out[from..].sort_by_key(|m| (m.first, m.last));
        }
    }

    /// Appends the longest names found in the tokens, from left to right, without overlap.
    pub fn find_longest(&self, text: &str, tokens: &Tokens, out: &mut Vec<NameMatch>) {
        let from = out.len();
        self.find(text, tokens, out);
        let (mut kept, mut end) = (from, 0);
        let mut i = from;
        while i < out.len() {
            let first = out[i].first;
            let mut longest = out[i];
            while i < out.len() && out[i].first == first {
                if out[i].last > longest.last {
                    longest = out[i];
                }
                i += 1;
            }
            if first >= end {
                out[kept] = longest;
                kept += 1;
                end = longest.last;
            }
        }
        out.truncate(kept);
    }

    /// Appends every name found in a text, longer and shorter, ordered by where they begin. Needs
    /// no tokens: names stand between word boundaries, and `'s` is none.
    ///
    /// ```
    /// let mut builder = dateline::Gazetteer::builder();
    /// builder.add_names("city", ["York", "New York"])?;
    /// let mut out = Vec::new();
    /// builder.build().find_all_in("NEW YORK's mayor", &mut out);
    /// assert_eq!(out.len(), 2);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn find_all_in(&self, text: &str, out: &mut Vec<TextMatch>) {
        let from = out.len();
        scan(&self.0, text, Select::All, &mut Workspace::default(), |hits| {
            out.extend(hits.iter().map(|hit| TextMatch {
                span: Span::new(hit.start as u32, hit.end as u32),
                name: hit.name,
                form: hit.form,
            }));
        });
        if !out[from..].is_sorted_by_key(|m| m.span.start) {
            out[from..].sort_by_key(|m| m.span.start);
        }
    }

    /// Appends the longest names found in a text, from left to right, without overlap.
    pub fn find_in(&self, text: &str, out: &mut Vec<TextMatch>) {
        scan(&self.0, text, Select::Longest, &mut Workspace::default(), |hits| {
            out.extend(hits.iter().map(|hit| TextMatch {
                span: Span::new(hit.start as u32, hit.end as u32),
                name: hit.name,
                form: hit.form,
            }));
        });
    }

    /// The names that `text` is, as a whole, in any of their forms.
    ///
    /// ```
    /// let gazetteer = dateline::Gazetteer::builtin();
    /// assert_eq!(gazetteer.lookup("no such name at all").count(), 0);
    /// ```
    pub fn lookup(&self, text: &str) -> impl Iterator<Item = NameId> {
        let mut names = Vec::new();
        scan(&self.0, text, Select::All, &mut Workspace::default(), |hits| {
            let whole = hits.iter().filter(|hit| (hit.start, hit.end) == (0, text.len()));
            names.extend(whole.map(|hit| hit.name));
        });
        names.into_iter()
    }
}

/// One past the last token of a name that begins at token `first`; none if it begins or ends
/// inside a token. A token may have one stop more (`U.S.`).
fn last_token(
    text: &str,
    tokens: &Tokens,
    first: usize,
    start: usize,
    end: usize,
) -> Option<usize> {
    if first >= tokens.len() || tokens.starts[first] as usize != start {
        return None;
    }
    let mut last = first;
    while last < tokens.len() && (tokens.ends[last] as usize) < end {
        last += 1;
    }
    let token = *tokens.ends.get(last)? as usize;
    let stop = token == end + 1 && text.as_bytes()[end] == b'.';
    (token == end || stop).then_some(last + 1)
}
