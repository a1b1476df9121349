//! The runner of `tests/data/**/*.toml`: what must and what must not be found in a text.
//!
//! A file is a list of cases:
//!
//! ```toml
//! only = ["entities"]              # layers that are extracted; what the test names without it
//! date = "2016-06-22"              # of every article in the file; a case may have its own, or ""
//!
//! [[case]]
//! name = "title-makes-a-person"    # optional; unique within the file
//! text = "Minister Ana Kovo said no."
//! bias = "future"                  # optional, as are order, anchor, gazetteer (a TSV text)
//! expect = [{ text = "Ana Kovo", kind = "person", at = 9 }]
//! absent = [{ text = "Minister" }]
//! exact = true                     # nothing else is found in the lists that `expect` names
//! not = ["month-alone"]            # rules that this text is the counter-example of
//! ```
//!
//! An expectation is a set of fields of the Document's JSON, all of which must be equal in one
//! annotation; `at` is its start. Decimals may be written as strings: `value = "5.2"`. A part of a
//! fact is compared by its canonical name or text (`speaker = "Igor Morgulov"`). `in` names the
//! list (`quotes`); without it a `type` means `timexes`, a kind of number `numbers`, anything else
//! `entities`. `absent` is the same, and an absent text without more is absent from all lists of
//! names, times and numbers.
//!
//! A grammar is tested more strictly ([`Folder::grammar`]): a case names everything that its list
//! holds, in order, and every field but the kind and the rule.

use std::{collections::BTreeSet, fs, path::PathBuf};

use dateline::{
    Article, DateOrder, Document, Explain, Extractor, Gazetteer, Layer, TemporalBias, TimeAnchor,
};
use serde::Deserialize;
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
    name: Option<String>,
    text: String,
    date: Option<String>,
    #[serde(default)]
    bias: TemporalBias,
    #[serde(default)]
    order: DateOrder,
    #[serde(default)]
    anchor: TimeAnchor,
    gazetteer: Option<String>,
    #[serde(default)]
    expect: Vec<Fields>,
    #[serde(default)]
    absent: Vec<Fields>,
    #[serde(default)]
    exact: bool,
    #[serde(default)]
    not: Vec<String>,
}

/// A folder of cases and how they are read.
pub struct Folder {
    path: PathBuf,
    layers: Vec<Layer>,
    /// The one list of a grammar.
    list: Option<&'static str>,
}

/// What came of the cases of a folder.
#[derive(Default)]
pub struct Outcome {
    /// How many there are.
    pub cases: usize,
    /// What does not hold.
    pub faults: Vec<String>,
    /// Rules that an expectation names.
    pub examples: BTreeSet<String>,
    /// Rules that a case is the counter-example of.
    pub counter_examples: BTreeSet<String>,
}

impl Folder {
    /// The cases of `tests/data/<name>`, about any list.
    #[allow(dead_code)] // Each test compiles the runner for itself.
    pub fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
        Self { path, layers: Vec::new(), list: None }
    }

    /// The cases of a grammar: what its list holds, in order and in full, and nothing else.
    #[allow(dead_code)]
    pub fn grammar(name: &str, list: &'static str, layers: &[Layer]) -> Self {
        Self { layers: layers.to_vec(), list: Some(list), ..Self::new(name) }
    }

    /// Runs every case of every file.
    pub fn run(&self) -> Outcome {
        let mut paths: Vec<_> =
            fs::read_dir(&self.path).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "toml"));
        paths.sort();
        let mut outcome = Outcome::default();
        for path in paths {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            match toml::from_str(&fs::read_to_string(&path).unwrap()) {
                Ok(file) => self.run_file(&name, &file, &mut outcome),
                Err(error) => outcome.faults.push(format!("{name}: {error}")),
            }
        }
        outcome
    }

    fn run_file(&self, file_name: &str, file: &File, outcome: &mut Outcome) {
        let mut names: Vec<&str> = Vec::new();
        for case in &file.case {
            outcome.cases += 1;
            let name = case.name.as_deref();
            if name.is_some_and(|name| names.contains(&name)) {
                outcome.faults.push(format!("{file_name}: two cases called {name:?}"));
            }
            names.extend(name);
            let faults = self.faults(file, case).into_iter();
            let title = name.unwrap_or(&case.text);
            outcome.faults.extend(faults.map(|fault| format!("{file_name}: {title}: {fault}")));
            let rules = case.expect.iter().filter_map(|wanted| wanted.get("rule")?.as_str());
            outcome.examples.extend(rules.map(str::to_owned));
            outcome.counter_examples.extend(case.not.iter().cloned());
        }
    }

    /// What does not hold.
    fn faults(&self, file: &File, case: &Case) -> Vec<String> {
        let layers = if file.only.is_empty() { &self.layers } else { &file.only };
        let extractor = case.extractor(layers);
        let date = case.date.as_deref().or(file.date.as_deref()).filter(|date| !date.is_empty());
        let article = Article { text: &case.text, date, ..Article::default() };
        let document = written(&extractor.extract_article(&article));
        let mut faults = match self.list {
            Some(list) => case.differences(&document, list),
            None => case.misses(&document),
        };
        for rule in &case.not {
            let fired = |list| {
                annotations(&document, list).any(|a| a.get("rule") == Some(&rule[..].into()))
            };
            if LISTS.iter().any(|list| fired(list)) {
                faults.push(format!("rule {rule} must not apply"));
            }
        }
        faults
    }
}

impl Outcome {
    /// Every case holds.
    #[allow(dead_code)]
    pub fn assert_all_hold(&self) {
        let Self { cases, faults, .. } = self;
        assert!(
            faults.is_empty(),
            "{} faults in {cases} cases:\n{}",
            faults.len(),
            faults.join("\n")
        );
        assert!(*cases > 0);
    }

    /// Every rule has an example and a counter-example, and no case names another.
    #[allow(dead_code)]
    pub fn assert_covers(&self, rules: &[&str]) {
        let known: BTreeSet<&str> = rules.iter().copied().collect();
        for (what, named) in
            [("example", &self.examples), ("counter-example", &self.counter_examples)]
        {
            let named: BTreeSet<&str> = named.iter().map(String::as_str).collect();
            let without: Vec<_> = known.difference(&named).collect();
            assert!(without.is_empty(), "rules without {what}: {without:?}");
            let unknown: Vec<_> = named.difference(&known).collect();
            assert!(unknown.is_empty(), "unknown rules with {what}: {unknown:?}");
        }
    }
}

/// Lists of a Document.
const LISTS: [&str; 5] = ["entities", "timexes", "numbers", "roles", "quotes"];

/// A document as JSON, its decimals as strings, which keep every digit.
fn written(document: &Document<'_>) -> Value {
    let mut json = serde_json::to_value(document).unwrap();
    for (at, number) in document.numbers.iter().enumerate() {
        for (field, decimal) in
            [("value", number.value), ("lower", number.lower), ("upper", number.upper)]
        {
            if let Some(decimal) = decimal {
                json["numbers"][at][field] = decimal.to_string().into();
            }
        }
    }
    json
}

impl Case {
    /// What is wanted and not found, found and not wanted.
    fn misses(&self, document: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        for wanted in &self.expect {
            let list = list_of(wanted).unwrap_or("entities");
            if !annotations(document, list).any(|a| fits(a, wanted, &self.text)) {
                let near = self.near(document, list, wanted);
                faults.push(format!("wanted {}, found {near}", show(wanted)));
            }
        }
        for unwanted in &self.absent {
            let lists = match list_of(unwanted) {
                Some(list) => vec![list],
                None => vec!["entities", "timexes", "numbers"],
            };
            for list in lists {
                if annotations(document, list).any(|a| fits(a, unwanted, &self.text)) {
                    faults.push(format!("found {} in {list}", show(unwanted)));
                }
            }
        }
        if self.exact {
            for list in LISTS {
                let of_list = |w: &&Fields| list_of(w).unwrap_or("entities") == list;
                let wanted: Vec<_> = self.expect.iter().filter(of_list).collect();
                if wanted.is_empty() {
                    continue;
                }
                for found in annotations(document, list) {
                    if !wanted.iter().any(|w| fits(found, w, &self.text)) {
                        faults.push(format!("spurious {} in {list}", show(found)));
                    }
                }
            }
        }
        faults
    }

    /// Where a list differs from the whole of what is expected.
    fn differences(&self, document: &Value, list: &str) -> Vec<String> {
        let found: Vec<_> = annotations(document, list).collect();
        if found.len() != self.expect.len() {
            let texts: Vec<_> = found.iter().map(|a| text_of(a, &self.text)).collect();
            return vec![format!("wanted {}, found {texts:?}", self.expect.len())];
        }
        let unsaid = |found: &Fields, wanted: &Fields| {
            const OWN: [&str; 6] = ["start", "end", "text", "kind", "type", "rule"];
            found.iter().any(|(field, value)| {
                !wanted.contains_key(field) && !value.is_null() && !OWN.contains(&&**field)
            })
        };
        let differs = |(found, wanted): &(&&Fields, &Fields)| {
            !fits(found, wanted, &self.text) || unsaid(found, wanted)
        };
        let pairs = found.iter().zip(&self.expect).filter(differs);
        pairs
            .map(|(found, wanted)| format!("wanted {}, found {}", show(wanted), show(found)))
            .collect()
    }

    fn extractor(&self, layers: &[Layer]) -> Extractor {
        let mut builder = Extractor::builder()
            .bias(self.bias)
            .date_order(self.order)
            .time_anchor(self.anchor)
            .explain(Explain::On);
        if let Some(tsv) = &self.gazetteer {
            let mut gazetteer = Gazetteer::builder();
            gazetteer.add_tsv(self.name.as_deref().unwrap_or(""), tsv).unwrap();
            builder = builder.gazetteer(gazetteer.build());
        }
        if !layers.is_empty() {
            builder = builder.layers(layers);
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
        (Some(found), Value::Number(wanted)) => {
            let read = found.as_str().and_then(|decimal| decimal.parse().ok());
            let (Some(found), Some(wanted)) = (read.or(found.as_f64()), wanted.as_f64()) else {
                return false;
            };
            (found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0)
        }
        (Some(found), wanted) => found == wanted,
    }
}

fn show(fields: &Fields) -> String {
    Value::Object(fields.clone()).to_string()
}
