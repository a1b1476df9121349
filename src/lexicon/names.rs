//! The lists that the finding of names and of sentences reads.

use super::{Builder, Class, Row, Table};
use crate::Result;

/// A list, and what each of its rows means; none for a row that says too little.
struct List {
    file: &'static str,
    text: &'static str,
    meaning: fn(&Row<'_, '_>) -> Option<Class>,
}

macro_rules! list {
    ($file:literal, $meaning:expr) => {
        List {
            file: concat!("gazetteers/en/", $file),
            text: include_str!(concat!("../../gazetteers/en/", $file)),
            meaning: $meaning,
        }
    };
}

const LISTS: &[List] = &[
    list!("abbreviations.tsv", |_| Some(Class::Abbreviation)),
    list!("company-suffixes.tsv", |_| Some(Class::CompanySuffix)),
    list!("event-heads.tsv", |row| telling(row, Class::EventHead)),
    list!("function-words.tsv", function),
    list!("name-particles.tsv", |_| Some(Class::NameParticle)),
    list!("org-heads.tsv", |row| telling(row, Class::OrgHead)),
    list!("org-verbs.tsv", |_| Some(Class::OrgVerb)),
    list!("person-nouns.tsv", |_| Some(Class::PersonNoun)),
    list!("person-verbs.tsv", |_| Some(Class::PersonVerb)),
    list!("place-heads.tsv", |row| telling(row, Class::PlaceHead)),
    list!("place-prepositions.tsv", |_| Some(Class::PlacePreposition)),
    list!("pronouns.tsv", |_| Some(Class::Pronoun)),
    list!("relations.tsv", |_| Some(Class::Relation)),
    list!("speech-verbs.tsv", |row| telling(row, Class::SpeechVerb)),
    list!("title-modifiers.tsv", |_| Some(Class::TitleModifier)),
    list!("title-portfolios.tsv", |_| Some(Class::Portfolio)),
    list!("titles.tsv", title),
];

/// Weak words of a class are left to their own weights.
fn telling(row: &Row<'_, '_>, class: Class) -> Option<Class> {
    (row.get("strength") != "weak").then_some(class)
}

fn function(row: &Row<'_, '_>) -> Option<Class> {
    Some(match row.get("class") {
        "determiner" => Class::Determiner,
        "preposition" => Class::Preposition,
        "conjunction" => Class::Conjunction,
        "auxiliary" => Class::Auxiliary,
        _ => Class::Function,
    })
}

/// Two letters in capitals are no title: folded, they are words (`AM`, `DA`, `CM`).
fn title(row: &Row<'_, '_>) -> Option<Class> {
    let word = row.get("word");
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    if letters == capitals && letters <= 2 {
        return None;
    }
    Some(if row.get("kind") == "honorific" { Class::Honorific } else { Class::Title })
}

pub(super) fn add(builder: &mut Builder) -> Result<()> {
    for list in LISTS {
        for row in Table::read(list.file, list.text)?.rows() {
            let word = row.need("word")?;
            // Endings (`-abad`) are no words of their own.
            if word.starts_with(|c: char| !c.is_alphanumeric()) {
                continue;
            }
            if let Some(class) = (list.meaning)(&row) {
                builder.add(word, class, value(word, class));
            }
        }
    }
    Ok(())
}

/// The value of a word: whether it has to have a capital, and of an abbreviation, when a stop after it
/// is its own.
fn value(word: &str, class: Class) -> i64 {
    if class == Class::Abbreviation && word.trim_end_matches('.').contains('.') {
        return stop::NEVER;
    }
    if word.starts_with(char::is_uppercase) { stop::WITH_CAPITAL } else { stop::ALWAYS }
}

/// When a full stop after an abbreviation is its own.
pub(super) mod stop {
    /// In any case: `mr.`.
    pub(crate) const ALWAYS: i64 = 0;
    /// Where the text has a capital too: `Mass.`, not `mass.`.
    pub(crate) const WITH_CAPITAL: i64 = 1;
    /// What is written with stops inside (`c.i.a.`, `p.m.`) has no claim to one where it is written
    /// without them: `in the CIA.` ends there.
    pub(crate) const NEVER: i64 = 2;
}
