//! What is measured on.

use std::{fmt::Write, path::PathBuf};

/// A text and lists of names.
pub struct Data {
    /// Where it is from, in words.
    pub origin: &'static str,
    pub text: String,
    pub lists: Vec<List>,
}

/// A list of names.
pub struct List {
    pub size: &'static str,
    pub names: Vec<String>,
}

impl Data {
    pub fn load() -> Self {
        match std::env::var_os("DATELINE_BENCH_DATA") {
            Some(folder) => Self::read(&PathBuf::from(folder)),
            None => Self::make(),
        }
    }

    fn read(folder: &std::path::Path) -> Self {
        let read = |name: &str| {
            std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
        };
        let lists = ["1k", "10k", "100k", "1m"].map(|size| List {
            size,
            names: read(&format!("names_{size}.txt"))
                .lines()
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
        });
        Self { origin: "news of a folder", text: read("news.txt"), lists: lists.into() }
    }

    /// Sentences of common words with names in between, one word in twelve, by a fixed sequence.
    fn make() -> Self {
        let mut dice = Dice(7);
        let words: Vec<String> = (0..3000).map(|_| made_word(&mut dice)).collect();
        let mut names = Vec::new();
        let mut seen = std::collections::HashSet::new();
        while names.len() < 200_000 {
            let name = made_name(&mut dice);
            if seen.insert(name.clone()) {
                names.push(name);
            }
        }
        let mut text = String::new();
        while text.len() < 8 << 20 {
            for i in 0..dice.below(25) + 5 {
                if dice.below(12) == 0 {
                    text.push_str(&names[dice.skewed(names.len())]);
                } else {
                    let word = &words[dice.skewed(words.len())];
                    let capital = i == 0 || dice.below(20) == 0;
                    text.push_str(&if capital { capitalised(word) } else { word.clone() });
                }
                text.push_str(if dice.below(15) == 0 { ", " } else { " " });
            }
            text.pop();
            text.push_str(if dice.below(6) == 0 { ".\n\n" } else { ". " });
            if dice.below(9) == 0 {
                let _ = write!(
                    text,
                    "It rose {}.{}% to ${},{:03}. ",
                    dice.below(9),
                    dice.below(9),
                    dice.below(90),
                    dice.below(999)
                );
            }
        }
        let lists = [("1k", 1000), ("10k", 10_000), ("100k", 100_000), ("200k", 200_000)]
            .map(|(size, n)| List { size, names: names[..n].to_vec() });
        Self { origin: "made by the program", text, lists: lists.into() }
    }

    /// Pieces of the text of about this many bytes, as articles are.
    pub fn articles(&self, len: usize) -> Vec<&str> {
        let mut pieces = Vec::new();
        let mut rest = &self.text[..];
        while rest.len() > len {
            let from =
                (len..rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
            let cut = rest[from..].find('\n').map_or(rest.len(), |at| from + at + 1);
            let (piece, after) = rest.split_at(cut);
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
        pieces
    }
}

/// Numbers that look random and are always the same.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        ((self.0 >> 33) as usize) % n
    }

    /// Small numbers much more often than large ones.
    fn skewed(&mut self, n: usize) -> usize {
        let a = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((n as f64).powf(a) - 1.0) as usize % n
    }
}

const SYLLABLES: &[&str] = &[
    "ba", "ker", "lo", "min", "ta", "ran", "sho", "vi", "den", "gor", "al", "mi", "es", "tu",
    "han", "ri", "pol", "ne", "sa", "dor", "ke", "wen", "chi", "ar", "bo", "lin", "es", "qua",
];

fn made_word(dice: &mut Dice) -> String {
    (0..dice.below(4) + 1).map(|_| SYLLABLES[dice.below(SYLLABLES.len())]).collect()
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

fn made_name(dice: &mut Dice) -> String {
    let mut name = String::new();
    for i in 0..dice.below(3) + 1 + dice.below(2) {
        if i > 0 {
            name.push(if dice.below(10) == 0 { '-' } else { ' ' });
        }
        let word = made_word(dice);
        name.push_str(&capitalised(&if word.len() < 4 { word + "to" } else { word }));
    }
    if dice.below(20) == 0 { name.replace('e', "é") } else { name }
}

/// The names of the built-in lists, from their sources.
pub fn builtin_names() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
    let mut names = std::collections::BTreeSet::new();
    for list in ["places", "groups", "organisations", "people", "events"] {
        let path = folder.join(list).with_extension("tsv");
        let text = std::fs::read_to_string(path).unwrap_or_default();
        for line in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let mut cells = line.split('\t').skip(3);
            let canonical = cells.next().unwrap_or("");
            let aliases = cells.next().unwrap_or("").split('|');
            names.extend(aliases.chain([canonical]).filter(|n| n.len() > 1).map(str::to_owned));
        }
    }
    names.into_iter().collect()
}
