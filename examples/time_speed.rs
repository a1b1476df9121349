//! How fast times are found, alone and beside the other layers: megabytes a second of one thread's
//! processor time, the median of the rounds.
//!
//! `cargo run --release --example time_speed -- FILE [ROUNDS [ROW]]`; the articles of FILE are
//! separated by blank lines.

use std::hint::black_box;

use cpu_time::ThreadTime;
use dateline::{Article, Extractor, Layer, Scratch};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which file?")?;
    let rounds: usize = arguments.next().map_or(Ok(5), |n| n.parse())?;
    let row = arguments.next();
    let text = std::fs::read_to_string(file)?;
    let articles: Vec<&str> = text.split("\n\n").filter(|a| !a.trim().is_empty()).collect();
    let mut runs: Vec<(&str, &[Layer])> = vec![
        ("nothing", &[]),
        ("times", &[Layer::Times]),
        ("entities and numbers", &[Layer::Entities, Layer::Numbers]),
        ("all three", &[Layer::Entities, Layer::Times, Layer::Numbers]),
    ];
    runs.retain(|(name, _)| row.as_ref().is_none_or(|row| row == name));
    let mut scratch = Scratch::default();
    let mut spent = vec![Vec::new(); runs.len()];
    for _ in 0..rounds {
        for (run, spent) in runs.iter().zip(&mut spent) {
            let extractor = Extractor::builder().layers(run.1).build()?;
            let start = ThreadTime::now();
            let mut found = 0;
            for text in &articles {
                let article = Article { date: Some("2016-06-22"), ..Article::from(*text) };
                let document = black_box(extractor.extract_with(&article, &mut scratch));
                found += document.timexes.len();
                scratch.recycle(document);
            }
            spent.push((start.elapsed().as_secs_f64(), found));
        }
    }
    for ((name, _), spent) in runs.iter().zip(&mut spent) {
        spent.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (seconds, found) = spent[spent.len() / 2];
        println!("{name:22} {:7.1} MB/s  {found} times", text.len() as f64 / 1e6 / seconds);
    }
    Ok(())
}
