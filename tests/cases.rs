//! One runner over `tests/data/*.toml`: what must and what must not be found in a text.
//!
//! A file is a list of cases:
//!
//! ```toml
//! only = ["entities"]              # layers that are extracted; all without it
//!
//! [[case]]
//! name = "title-makes-a-person"    # unique within the file
//! text = "Minister Ana Kovo said no."
//! date = "2016-06-22"              # optional, as are bias, order, anchor, gazetteer (a TSV text)
//! expect = [{ text = "Ana Kovo", kind = "person", at = 9 }]
//! absent = [{ text = "Minister" }]
//! exact = true                     # nothing else is found in the lists that `expect` names
//! ```
//!
//! An expectation is a set of fields of the Document's JSON, all of which must be equal in one
//! annotation; `at` is its start. A part of a fact is compared by its canonical name or text
//! (`speaker = "Igor Morgulov"`). `in` names the list (`quotes`); without it a `type` means
//! `timexes`, a kind of number `numbers`, anything else `entities`. `absent` is the same, and an
//! absent text without more is absent from all lists of names, times and numbers.

use std::{fs, path::Path};

use dateline::{Article, DateOrder, Extractor, Gazetteer, Layer, TemporalBias, TimeAnchor};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};

type Fields = Map<String, Value>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    only: Vec<Layer>,
    date: Option<String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    date: Option<String>,
    bias: Option<String>,
    order: Option<String>,
    anchor: Option<String>,
    gazetteer: Option<String>,
    #[serde(default)]
    expect: Vec<Fields>,
    #[serde(default)]
    absent: Vec<Fields>,
    #[serde(default)]
    exact: bool,
}

#[test]
fn every_case_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let (mut cases, mut faults) = (0, Vec::new());
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let file: File = match toml::from_str(&fs::read_to_string(&path).unwrap()) {
            Ok(file) => file,
            Err(error) => {
                faults.push(format!("{name}: {error}"));
                continue;
            }
        };
        let mut names: Vec<&str> = Vec::new();
        for case in &file.case {
            cases += 1;
            if names.contains(&&*case.name) {
                faults.push(format!("{name}: two cases called {}", case.name));
            }
            names.push(&case.name);
            faults.extend(
                case.faults(&file).into_iter().map(|f| format!("{name}: {}: {f}", case.name)),
            );
        }
    }
    assert!(faults.is_empty(), "{} faults in {cases} cases:\n{}", faults.len(), faults.join("\n"));
    assert!(cases > 0);
}

impl Case {
    /// What does not hold.
    fn faults(&self, file: &File) -> Vec<String> {
        let extractor = self.extractor(file);
        let date = self.date.as_deref().or(file.date.as_deref());
        let article = Article { text: &self.text, date, ..Article::default() };
        let document = serde_json::to_value(extractor.extract_article(&article)).unwrap();

        let mut faults = Vec::new();
        for wanted in &self.expect {
            let list = list_of(wanted).unwrap_or("entities");
            if !annotations(&document, list).any(|a| fits(a, wanted, &self.text)) {
                let near = self.near(&document, list, wanted);
                faults.push(format!("wanted {}, found {near}", show(wanted)));
            }
        }
        for unwanted in &self.absent {
            let lists = match list_of(unwanted) {
                Some(list) => vec![list],
                None => vec!["entities", "timexes", "numbers"],
            };
            for list in lists {
                if annotations(&document, list).any(|a| fits(a, unwanted, &self.text)) {
                    faults.push(format!("found {} in {list}", show(unwanted)));
                }
            }
        }
        if self.exact {
            for list in ["entities", "timexes", "numbers", "roles", "quotes"] {
                let of_list = |w: &&Fields| list_of(w).unwrap_or("entities") == list;
                let wanted: Vec<_> = self.expect.iter().filter(of_list).collect();
                if wanted.is_empty() {
                    continue;
                }
                for found in annotations(&document, list) {
                    if !wanted.iter().any(|w| fits(found, w, &self.text)) {
                        faults.push(format!("spurious {} in {list}", show(found)));
                    }
                }
            }
        }
        faults
    }

    fn extractor(&self, file: &File) -> Extractor {
        let mut builder = Extractor::builder();
        if let Some(bias) = &self.bias {
            builder = builder.bias(named::<TemporalBias>(bias));
        }
        if let Some(order) = &self.order {
            builder = builder.date_order(named::<DateOrder>(order));
        }
        if let Some(anchor) = &self.anchor {
            builder = builder.time_anchor(named::<TimeAnchor>(anchor));
        }
        if let Some(tsv) = &self.gazetteer {
            let mut gazetteer = Gazetteer::builder();
            gazetteer.add_tsv(&self.name, tsv).unwrap();
            builder = builder.gazetteer(gazetteer.build());
        }
        if !file.only.is_empty() {
            builder = builder.layers(&file.only);
        }
        builder.build().unwrap()
    }

    /// What was found where something else was wanted.
    fn near(&self, document: &Value, list: &str, wanted: &Fields) -> String {
        let text = wanted.get("text").and_then(Value::as_str).unwrap_or("");
        let near = |a: &&Fields| {
            let found = text_of(a, &self.text);
            found.contains(text) || text.contains(found)
        };
        let found: Vec<_> = annotations(document, list).filter(near).map(show).collect();
        if found.is_empty() { "nothing".to_owned() } else { found.join(", ") }
    }
}

/// An option by the name that serde gives it.
fn named<T: DeserializeOwned>(name: &str) -> T {
    serde_json::from_value(name.into()).unwrap()
}

fn annotations<'d>(document: &'d Value, list: &str) -> impl Iterator<Item = &'d Fields> {
    document[list].as_array().into_iter().flatten().filter_map(Value::as_object)
}

/// The list that an expectation is about.
fn list_of(fields: &Fields) -> Option<&str> {
    if let Some(list) = fields.get("in") {
        return list.as_str();
    }
    if fields.contains_key("type") {
        return Some("timexes");
    }
    match fields.get("kind")?.as_str()? {
        "cardinal" | "ordinal" | "percent" | "money" | "quantity" => Some("numbers"),
        _ => Some("entities"),
    }
}

/// Whether an annotation has all fields that are wanted.
fn fits(annotation: &Fields, wanted: &Fields, text: &str) -> bool {
    wanted.iter().all(|(field, wanted)| match field.as_str() {
        "in" => true,
        "at" => annotation.get("start") == Some(wanted),
        "text" => wanted.as_str() == Some(text_of(annotation, text)),
        field => same(annotation.get(field), wanted),
    })
}

/// Quotes and roles have no text of their own.
fn text_of<'a>(annotation: &'a Fields, text: &'a str) -> &'a str {
    if let Some(own) = annotation.get("text").and_then(Value::as_str) {
        return own;
    }
    let offset = |name: &str| annotation.get(name).and_then(Value::as_u64).unwrap_or(0) as usize;
    text.get(offset("start")..offset("end")).unwrap_or("")
}

/// Equal: numbers by value, a part by its canonical name or text; `""` stands for "not there".
fn same(found: Option<&Value>, wanted: &Value) -> bool {
    match (found, wanted) {
        (None | Some(Value::Null), wanted) => wanted == "" || *wanted == false,
        (Some(Value::Object(part)), wanted) => {
            let name = part.get("canonical").or_else(|| part.get("text"));
            name == Some(wanted) || part.get("text") == Some(wanted)
        }
        (Some(found), wanted) => match (found.as_f64(), wanted.as_f64()) {
            (Some(found), Some(wanted)) => (found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0),
            _ => found == wanted,
        },
    }
}

fn show(fields: &Fields) -> String {
    Value::Object(fields.clone()).to_string()
}
