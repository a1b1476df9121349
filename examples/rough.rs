//! rough
#![allow(missing_docs)]
use dateline::text::Tokens;
use std::time::Instant;
use unicode_segmentation::UnicodeSegmentation;
fn main() {
    let text = std::fs::read_to_string("/work/shared/corpora/speed/news.txt").unwrap();
    let arts: Vec<&str> = text.split("\n\n").collect();
    println!("{} pieces", arts.len());
    let mut t = Tokens::default();
    for _ in 0..5 {
        let s = Instant::now();
        let mut n = 0;
        for c in chunks(&text) {
            t.read(c);
            n += t.len();
        }
        let d = s.elapsed().as_secs_f64();
        let s = Instant::now();
        let mut m = 0usize;
        for (i, w) in text.split_word_bound_indices() {
            m += usize::from(!w.is_empty()) + i % 2;
        }
        let e = s.elapsed().as_secs_f64();
        println!(
            "{n} tokens {:.0} MB/s; us {:.0} MB/s ratio {:.1} {m}",
            text.len() as f64 / d / 1e6,
            text.len() as f64 / e / 1e6,
            e / d
        );
    }
}
fn chunks(text: &str) -> Vec<&str> {
    let mut out = vec![];
    let mut at = 0;
    while at < text.len() {
        let mut e = (at + 65536).min(text.len());
        while !text.is_char_boundary(e) {
            e += 1;
        }
        out.push(&text[at..e]);
        at = e;
    }
    out
}
