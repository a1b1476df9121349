//! The lists that the finding of names and of sentences reads.

use super::{Builder, Class, Table};
use crate::Result;

/// A list whose words all mean one class.
struct List {
    file: &'static str,
    text: &'static str,
    class: Class,
}

macro_rules! list {
    ($file:literal, $class:ident) => {
        List {
            file: concat!("gazetteers/en/", $file),
            text: include_str!(concat!("../../gazetteers/en/", $file)),
            class: Class::$class,
        }
    };
}

const LISTS: &[List] = &[
    list!("abbreviations.tsv", Abbreviation),
    list!("company-suffixes.tsv", CompanySuffix),
    list!("org-heads.tsv", OrgHead),
    list!("place-heads.tsv", PlaceHead),
    list!("speech-verbs.tsv", SpeechVerb),
    list!("titles.tsv", Title),
];

pub(super) fn add(builder: &mut Builder) -> Result<()> {
    for list in LISTS {
        for row in Table::read(list.file, list.text)?.rows() {
            let class = match (list.class, row.get("kind")) {
                (Class::Title, "honorific") => Class::Honorific,
                (class, _) => class,
            };
            builder.add(row.need("word")?, class, 0);
        }
    }
    Ok(())
}
