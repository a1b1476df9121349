//! One token a line.

use crate::{
    Document, EntityKind, Span,
    lexicon::Lexicon,
    text::{self, Tokens},
};

/// What begins an article in CoNLL-2003 files.
const DOCUMENT: &str = "-DOCSTART- -X- -X- O\n\n";

/// Tokens, one a line, in the four columns of CoNLL-2003 (the two in the middle are not filled),
/// with a blank line after each sentence.
///
/// Tags are BIO: `B-` begins an annotation, `I-` continues it. Kinds are `PER`, `LOC` and `ORG`;
/// what CoNLL-2003 has no tag for is called as in OntoNotes (`NORP` for groups, `EVENT`); labels of
/// the user's own stand as they are. There is one layer of tags: of overlapping names the first and
/// longest is written.
///
/// ```
/// let extractor = dateline::Extractor::new();
/// let text = "Tokyo is far.";
/// let conll = dateline::output::conll(text, &extractor.extract(text));
/// assert_eq!(
///     conll,
///     "-DOCSTART- -X- -X- O\n\n\
///      Tokyo -X- -X- B-LOC\nis -X- -X- O\nfar -X- -X- O\n. -X- -X- O\n\n"
/// );
/// ```
#[must_use]
pub fn conll(text: &str, document: &Document<'_>) -> String {
    let (mut tokens, mut sentences) = (Tokens::default(), Vec::new());
    text::tokenize(text, &mut tokens);
    Lexicon::english().annotate(text, &mut tokens);
    text::split(text, &mut tokens, &mut sentences);

    let mut names: Vec<(Span, String)> =
        document.entities.iter().map(|e| (e.span, tag(&e.kind))).collect();
    names.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut names = names.iter().peekable();

    let mut out = String::from(DOCUMENT);
    // Where the name that is being written began and ends.
    let mut inside: Option<(Span, &str)> = None;
    for sentence in &sentences {
        for i in sentence.tokens() {
            let token = tokens.span(i);
            inside = inside.filter(|(span, _)| span.overlaps(token));
            let mut begins = false;
            while inside.is_none() {
                let Some((span, tag)) = names.next_if(|(span, _)| span.start < token.end) else {
                    break;
                };
                if span.overlaps(token) {
                    (inside, begins) = (Some((*span, tag.as_str())), true);
                }
            }
            out += token.of(text);
            out += " -X- -X- ";
            match inside {
                Some((_, tag)) => {
                    out += if begins { "B-" } else { "I-" };
                    out += tag;
                }
                None => out.push('O'),
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

fn tag(kind: &EntityKind<'_>) -> String {
    match kind {
        EntityKind::Person => "PER".to_owned(),
        EntityKind::Place => "LOC".to_owned(),
        EntityKind::Organisation => "ORG".to_owned(),
        EntityKind::Group => "NORP".to_owned(),
        EntityKind::Event => "EVENT".to_owned(),
        EntityKind::Label(label) => label.split_whitespace().collect::<Vec<_>>().join("_"),
    }
}
