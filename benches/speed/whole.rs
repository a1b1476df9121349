//! The whole extraction, its stages, and threads.

use std::time::Instant;

use dateline::{Article, Extractor, Gazetteer, Layer, Scratch, text::Tokens};

use crate::{
    clock::{Contender, Times, median, race},
    data::{Data, builtin_names},
    matching::filtered,
    oracle,
    report::Report,
};

const LEN: usize = 4 << 20;

pub fn run(data: &Data, report: &mut Report) {
    report.title("The whole extraction");
    // From all over the text: the beginning of a folder may be of one kind.
    let each = data.text.len().div_ceil(LEN);
    let articles: Vec<&str> = data.articles(3000).into_iter().step_by(each).collect();
    let bytes: usize = articles.iter().map(|article| article.len()).sum();
    let names = builtin_names();
    report.line(&format!(
        "Articles of 3 KB from all over the text, the built-in lists ({} spellings), everything asked for, one thread and \
         a reused `Scratch`; and what less costs. The last row is the matching alone of \
         `aho-corasick` over the same spellings, exact case.\n",
        names.len()
    ));
    report.head("what", &["MB/s", "share of the whole"]);
    let only = |layers: &[Layer]| Extractor::builder().layers(layers).build().unwrap();
    let whole = Extractor::new();
    let layers = [
        #[cfg(feature = "train")]
        ("everything, weights set by hand", handset()),
        ("entities", only(&[Layer::Entities])),
        ("times", only(&[Layer::Times])),
        ("numbers", only(&[Layer::Numbers])),
        ("tokens, sentences and lexicon", only(&[])),
    ];
    let gazetteer = Gazetteer::builtin();
    let automaton = oracle::leftmost(&names, false);
    let mut tokens = Tokens::default();
    let mut only_tokens = Tokens::default();
    let mut found = Vec::new();
    let mut contenders = vec![Contender::new("whole", extraction(&whole, &articles))];
    for (name, extractor) in &layers {
        contenders.push(Contender::new(name, extraction(extractor, &articles)));
    }
    contenders.push(Contender::new("tokens and names", || {
        articles
            .iter()
            .map(|article| {
                found.clear();
                tokens.read(article);
                gazetteer.find(article, &tokens, &mut found);
                found.len()
            })
            .sum()
    }));
    contenders.push(Contender::new("tokens", || {
        articles
            .iter()
            .map(|article| {
                only_tokens.read(article);
                only_tokens.len()
            })
            .sum()
    }));
    contenders.push(Contender::new("aho-corasick", || {
        articles.iter().map(|article| filtered(&automaton, article).len()).sum()
    }));
    let times = race(&mut contenders);
    let rows = ["everything"].into_iter().chain(layers.iter().map(|(name, _)| *name)).chain([
        "tokens and names of the lists",
        "tokens",
        "aho-corasick",
    ]);
    for (name, time) in rows.zip(&times) {
        let share = time.median() / times[0].median();
        let speed = bytes as f64 / time.median() / 1e6;
        report.line(&format!("| {name} | {speed:.1} | {:.0} % |", share * 100.0));
    }
    threads(&articles, bytes, report);
    ratio(&times, report);
}

/// Everything with the small table of `training/handset.tsv` instead of the trained one: in
/// `cargo bench --features train`.
#[cfg(feature = "train")]
fn handset() -> Extractor {
    const FILE: &str = "training/handset.tsv";
    let table = include_str!("../../training/handset.tsv");
    let weights = dateline::train::handset(FILE, table).unwrap();
    Extractor::builder().weights(weights).build().unwrap()
}

fn extraction<'a>(extractor: &'a Extractor, articles: &'a [&'a str]) -> impl FnMut() -> usize + 'a {
    let mut scratch = Scratch::default();
    move || {
        let count = |article: &&'a str| {
            let document = extractor.extract_with(&Article::from(*article), &mut scratch);
            let count = document.entities.len() + document.timexes.len() + document.numbers.len();
            scratch.recycle(document);
            count
        };
        articles.iter().map(count).sum()
    }
}

fn ratio(times: &[Times], report: &mut Report) {
    let last = &times[times.len() - 1];
    report.line(&format!(
        "\nThe whole extraction runs at {:.2} of the speed of `aho-corasick` alone, and matching \
         with all policies, tokens included, at {:.1}.",
        times[0].over(last),
        times[times.len() - 3].over(last),
    ));
}

/// One image shared by two threads, on the clock of the wall.
fn threads(articles: &[&str], bytes: usize, report: &mut Report) {
    let extractor = Extractor::new();
    let work = |articles: &[&str]| {
        extraction(&extractor, articles)();
    };
    let (left, right) = articles.split_at(articles.len() / 2);
    let ratios = (0..5)
        .map(|_| {
            let start = Instant::now();
            work(articles);
            let one = start.elapsed().as_secs_f64();
            let start = Instant::now();
            std::thread::scope(|scope| {
                scope.spawn(|| work(left));
                work(right);
            });
            one / start.elapsed().as_secs_f64()
        })
        .collect();
    report.line(&format!(
        "\nTwo threads: {:.2} times one ({:.1} MB, median of 5, on the clock of the wall).",
        median(ratios),
        bytes as f64 / 1e6
    ));
}
