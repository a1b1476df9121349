#![allow(missing_docs)]

use dateline::*;
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    s.split_whitespace().next().unwrap().parse::<f64>().unwrap() * 1e-9
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let n: usize = a.get(1).map_or(5, |s| s.parse().unwrap());
    let layers = a.get(2).map_or("etn", |s| s.as_str());
    let mb: usize = a.get(3).map_or(16, |s| s.parse().unwrap());
    let text = std::fs::read_to_string("/work/shared/corpora/speed/news.txt").unwrap();
    let mut arts: Vec<&str> = text.split("\n\n").collect();
    let mut tot = 0;
    arts.retain(|a| {
        tot += a.len();
        tot < mb * 1_000_000
    });
    let mut ls = vec![];
    if layers.contains('e') {
        ls.push(Layer::Entities)
    }
    if layers.contains('t') {
        ls.push(Layer::Times)
    }
    if layers.contains('n') {
        ls.push(Layer::Numbers)
    }
    let ex = Extractor::builder().layers(&ls).build().unwrap();
    let mut s = Scratch::default();
    let bytes: usize = arts.iter().map(|a| a.len()).sum();
    let mut best = f64::MAX;
    let mut count = (0, 0, 0);
    for _ in 0..n {
        let t = cpu();
        count = (0, 0, 0);
        for a in &arts {
            let d = ex.extract_with(&Article::from(*a), &mut s);
            count.0 += d.entities.len();
            count.1 += d.timexes.len();
            count.2 += d.numbers.len();
        }
        best = best.min(cpu() - t);
    }
    println!(
        "{} articles {} bytes best {:.3}s {:.1} MB/s {:?}",
        arts.len(),
        bytes,
        best,
        bytes as f64 / best / 1e6,
        count
    );
}
