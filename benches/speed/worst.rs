//! Texts and lists that are made to be slow.

use dateline::{Gazetteer, gazetteer::Matching};

use crate::{
    clock::{Contender, race},
    data::Data,
    matching::gazetteer,
    report::Report,
};

const LEN: usize = 4 << 20;

pub fn run(data: &Data, report: &mut Report) {
    report.title("Worst cases");
    report
        .line("Exact matching of the second longest list, over texts that are made to be slow.\n");
    report.head("text", &["MB/s", "of the news"]);
    let list = &data.lists[data.lists.len() - 2].names;
    let ours = gazetteer(list, Matching::Exact);
    let firsts: Vec<&str> = list.iter().filter_map(|n| n.split(' ').next()).collect();
    let deep: Vec<String> =
        (1..=20).map(|n| vec!["Ab"; n].join(" ")).chain(["Ab Ab Ab Ac".to_owned()]).collect();
    let shared: Vec<String> = (0..10_000).map(|n| format!("New Town{n}")).collect();
    let (deep, shared) = (gazetteer(&deep, Matching::Exact), gazetteer(&shared, Matching::Exact));
    let cases: [(&str, &Gazetteer, String); 8] = [
        ("nothing but first words of names", &ours, filled(&firsts)),
        ("nothing but names", &ours, filled(&list.iter().map(|n| &**n).collect::<Vec<_>>())),
        ("one letter", &ours, "A".repeat(LEN)),
        ("one letter as a word", &ours, "A ".repeat(LEN / 2)),
        ("capitals", &ours, data.text[..data.text.floor_char_boundary_of(LEN)].to_uppercase()),
        ("digits", &ours, filled(&["12", "4711", "3", "1,500"])),
        ("names that begin one another, 20 deep", &deep, filled(&["Ab"])),
        ("10,000 names with one first word", &shared, filled(&["New", "New Town77", "Town5"])),
    ];
    let news = &data.text[..data.text.floor_char_boundary_of(LEN)];
    for (what, gazetteer, text) in &cases {
        let (mut found, mut others) = (Vec::new(), Vec::new());
        let times = race(&mut [
            Contender::new("case", || {
                found.clear();
                gazetteer.find_in(text, &mut found);
                found.len()
            }),
            Contender::new("news", || {
                others.clear();
                ours.find_in(news, &mut others);
                others.len()
            }),
        ]);
        let (own, news) =
            (text.len() as f64 / times[0].median(), news.len() as f64 / times[1].median());
        report.line(&format!("| {what} | {:.0} | {:.2} |", own / 1e6, own / news));
    }
}

fn filled(words: &[&str]) -> String {
    let mut text = String::with_capacity(LEN + 100);
    for word in words.iter().cycle() {
        text.push_str(word);
        text.push(' ');
        if text.len() > LEN {
            return text;
        }
    }
    text
}

trait Boundary {
    fn floor_char_boundary_of(&self, at: usize) -> usize;
}

impl Boundary for String {
    fn floor_char_boundary_of(&self, at: usize) -> usize {
        (0..=at.min(self.len())).rev().find(|&i| self.is_char_boundary(i)).unwrap_or(0)
    }
}
