//! Tokens with offsets.

use dateline::text::Tokens;
use icu_segmenter::WordSegmenter;
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    clock::{Contender, race},
    data::Data,
    report::Report,
};

pub fn run(data: &Data, report: &mut Report) {
    report.title("Tokens with offsets");
    report.line(
        "`dateline` gives more tokens (marks, possessives, hyphens) and the shape of each; the \
         others give the boundaries of UAX #29 words.\n",
    );
    report.head("text", &["dateline", "unicode-segmentation", "icu_segmenter"]);
    let articles = data.articles(4000);
    let bytes = data.text.len();
    let mut tokens = Tokens::default();
    let icu = WordSegmenter::new_auto(Default::default());
    let times = race(&mut [
        Contender::new("dateline", || {
            articles
                .iter()
                .map(|article| {
                    tokens.read(article);
                    tokens.len()
                })
                .sum()
        }),
        Contender::new("unicode-segmentation", || {
            let mut offsets: Vec<(u32, u32)> = Vec::new();
            let mut count = 0;
            for article in &articles {
                offsets.clear();
                let words = article.split_word_bound_indices();
                offsets.extend(words.map(|(at, w)| (at as u32, (at + w.len()) as u32)));
                count += offsets.len();
            }
            count
        }),
        Contender::new("icu_segmenter", || {
            let mut offsets: Vec<u32> = Vec::new();
            let mut count = 0;
            for article in &articles {
                offsets.clear();
                offsets.extend(icu.segment_str(article).map(|at| at as u32));
                count += offsets.len();
            }
            count
        }),
    ]);
    report.race("articles of 4 KB", bytes, &times);
}
