//! Training text made from templates over the gazetteers.
//!
//! A template file holds articles separated by lines of `---`. In a line, `{P}` and the like are
//! slots (see [`Lists`]), `{O Kremlin}` is that name, `<a|b>` is one of several, `*3-8 ` in front repeats a line, `^` sets it
//! in capitals, `{P#1}` is the same person throughout an article. Everything drawn comes from one
//! seed.

use std::{collections::HashMap, path::Path};

use super::{Gold, GoldSpan, dice::Dice};
use crate::{Error, Result, Span, lexicon::Table};

/// Names by slot, read from the gazetteers' sources.
#[derive(Debug, Default)]
pub struct Lists {
    names: HashMap<String, Vec<String>>,
}

/// The gazetteers that slots are filled from, and the prefix of their slots.
const SOURCES: [(&str, &str); 5] = [
    ("places.tsv", "L"),
    ("organisations.tsv", "O"),
    ("groups.tsv", "G"),
    ("people.tsv", "K"),
    ("events.tsv", "E"),
];

impl Lists {
    /// Reads the gazetteers in `folder`. A slot is a letter for the kind and, after a full stop,
    /// the subkind (`{L.city}`, `{O.club}`); `{P}`, `{P.given}`, `{P.family}` are made of name
    /// tokens, `{K}` is a known person.
    ///
    /// # Errors
    /// A file is missing or malformed.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut lists = Self::default();
        for (file, letter) in SOURCES {
            let path = folder.join(file);
            if !path.exists() {
                continue;
            }
            let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
            for row in Table::read(file, &text)?.rows() {
                lists.add_entry(letter, row.get("subkind"), row);
            }
        }
        let path = folder.join("name-tokens.tsv");
        let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
        for row in Table::read("name-tokens.tsv", &text)?.rows() {
            let strength = |column: &str| row.get(column).parse::<u8>().unwrap_or(0);
            if strength("common") > 120 {
                continue;
            }
            for (column, slot) in [("given", "P.given"), ("family", "P.family")] {
                if strength(column) >= 60 {
                    lists.add(slot, row.get("token"));
                }
            }
        }
        Ok(lists)
    }

    fn add_entry(&mut self, letter: &str, subkind: &str, row: crate::lexicon::Row<'_, '_>) {
        let weight: f32 = row.get("weight").parse().unwrap_or(0.1);
        let aliases = row.get("aliases").split('|').filter(|a| !a.is_empty());
        // A nationality's canonical name is its country's.
        let own = (subkind != "nationality").then_some(row.get("canonical"));
        for name in own.into_iter().chain(aliases) {
            self.add(letter, name);
            self.add(&format!("{letter}.{subkind}"), name);
            if weight >= 0.3 {
                self.add(&format!("{letter}.{subkind}.major"), name);
            }
        }
    }

    fn add(&mut self, slot: &str, name: &str) {
        match self.names.get_mut(slot) {
            Some(names) => names.push(name.to_owned()),
            None => drop(self.names.insert(slot.to_owned(), vec![name.to_owned()])),
        }
    }

    fn draw(&self, slot: &str, dice: &mut Dice) -> Option<&str> {
        let names = self.names.get(slot)?;
        Some(&names[dice.below(names.len())])
    }
}

/// Makes `rounds` articles of each template in `text`; `file` is its name in ids and messages.
///
/// # Errors
/// An unknown slot.
pub fn make(file: &str, text: &str, lists: &Lists, rounds: usize, seed: u64) -> Result<Vec<Gold>> {
    let mut articles = Vec::new();
    let mut dice = Dice::new(seed);
    let mut first_line = 1;
    for (t, template) in text.split("\n---\n").enumerate() {
        for round in 0..rounds {
            let mut maker =
                Maker { lists, dice: &mut dice, used: HashMap::new(), gold: Gold::default() };
            for (n, line) in template.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
                maker.line(line).map_err(|what| Error::lexicon(file, first_line + n, what))?;
            }
            maker.gold.id = format!("{file}-{t}-{round}");
            maker.gold.set = Some(file.to_owned());
            articles.push(maker.gold);
        }
        first_line += template.lines().count() + 1;
    }
    Ok(articles)
}

struct Maker<'l, 'd> {
    lists: &'l Lists,
    dice: &'d mut Dice,
    /// Names that the article has used, by number.
    used: HashMap<String, String>,
    gold: Gold,
}

impl Maker<'_, '_> {
    fn line(&mut self, line: &str) -> std::result::Result<(), String> {
        let (times, line) = self.repeats(line);
        let (capitals, line) = match line.strip_prefix('^') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        for _ in 0..times {
            let start = self.gold.text.len();
            self.fill(line)?;
            if capitals {
                // Lengths of ASCII stay; other letters stay as they are.
                let upper = self.gold.text.split_off(start).to_ascii_uppercase();
                self.gold.text.push_str(&upper);
            }
            self.gold.text.push('\n');
        }
        Ok(())
    }

    /// `*3-8 line`: how often, and the line.
    fn repeats<'t>(&mut self, line: &'t str) -> (usize, &'t str) {
        let parts = line.strip_prefix('*').and_then(|rest| {
            let (range, line) = rest.split_once(' ')?;
            let (from, to) = range.split_once('-')?;
            Some((from.parse::<usize>().ok()?, to.parse::<usize>().ok()?, line))
        });
        match parts {
            Some((from, to, line)) if to >= from => (from + self.dice.below(to - from + 1), line),
            _ => (1, line),
        }
    }

    fn fill(&mut self, line: &str) -> std::result::Result<(), String> {
        let mut rest = line;
        while let Some(at) = rest.find(['{', '<']) {
            self.gold.text.push_str(&rest[..at]);
            let choice = rest.as_bytes()[at] == b'<';
            let close = rest[at..]
                .find(if choice { '>' } else { '}' })
                .ok_or_else(|| format!("`{}` is not closed", &rest[at..]))?;
            let inside = &rest[at + 1..at + close];
            if choice {
                let options: Vec<&str> = inside.split('|').collect();
                let option = options[self.dice.below(options.len())];
                self.fill(option)?;
            } else {
                self.slot(inside)?;
            }
            rest = &rest[at + close + 1..];
        }
        self.gold.text.push_str(rest);
        Ok(())
    }

    fn slot(&mut self, slot: &str) -> std::result::Result<(), String> {
        let (slot, label) = slot.split_once('=').map_or((slot, None), |(s, l)| (s, Some(l)));
        let dice = &mut *self.dice;
        let plain = match slot {
            "n" => Some(dice.below(10).to_string()),
            "nn" => Some((10 + dice.below(90)).to_string()),
            "nnn" => Some((100 + dice.below(900)).to_string()),
            "pct" => Some(format!(".{:03}", 250 + dice.below(500))),
            "y" => Some((1960 + dice.below(70)).to_string()),
            "day" => Some((1 + dice.below(28)).to_string()),
            _ => None,
        };
        if let Some(plain) = plain {
            self.gold.text.push_str(&plain);
            return Ok(());
        }
        if let Some((letter, name)) = slot.split_once(' ') {
            return self.say(letter, name);
        }
        let (list, number) = slot.split_once('#').map_or((slot, None), |(s, n)| (s, Some(n)));
        let drawn = match number {
            Some(number) => self.numbered(list, number),
            None => self.name(list),
        };
        let drawn = drawn.ok_or_else(|| format!("`{{{slot}}}` is no slot"))?;
        self.say(label.unwrap_or(&slot[..1]), &drawn)
    }

    /// Writes a name.
    fn say(&mut self, letter: &str, name: &str) -> std::result::Result<(), String> {
        let kind = super::markup::kind(letter).ok_or_else(|| format!("`{letter}` is no kind"))?;
        let start = self.gold.text.len() as u32;
        self.gold.text.push_str(name);
        let span = Span::new(start, self.gold.text.len() as u32);
        self.gold.entities.push(GoldSpan { span, kind: kind.to_owned() });
        Ok(())
    }

    /// `{P#1}` is the same person wherever it stands in an article; `{P#1.last}` is the last word
    /// of the name, `{O#2.acronym}` its capitals, `{P#1.first}` its first word.
    fn numbered(&mut self, list: &str, number: &str) -> Option<String> {
        let (number, part) = number.split_once('.').unwrap_or((number, "whole"));
        let key = format!("{}{number}", &list[..1]);
        if !self.used.contains_key(&key) {
            let name = self.name(list)?;
            self.used.insert(key.clone(), name);
        }
        let name = &self.used[&key];
        Some(match part {
            "last" => name.rsplit(' ').next()?.to_owned(),
            "first" => name.split(' ').next()?.to_owned(),
            "acronym" => name.chars().filter(|c| c.is_uppercase()).collect(),
            _ => name.clone(),
        })
    }

    fn name(&mut self, slot: &str) -> Option<String> {
        let (lists, dice) = (self.lists, &mut *self.dice);
        Some(match slot {
            "P" => {
                let given = lists.draw("P.given", dice)?;
                format!("{given} {}", lists.draw("P.family", dice)?)
            }
            "P.initial" => {
                let initial = lists.draw("P.given", dice)?.chars().next()?;
                format!("{initial}. {}", lists.draw("P.family", dice)?)
            }
            _ => lists.draw(slot, dice)?.to_owned(),
        })
    }
}
