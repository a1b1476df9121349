//! The JSON Schema and what serde writes say the same.

use std::{collections::BTreeSet, fs, path::Path};

use dateline::{Article, Document, Explain, Extractor};
use serde_json::{Value, json};

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/document.schema.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Checks `value` against the part of JSON Schema that ours uses. A field that the schema does not
/// know is a fault here, though not to a reader; fields that were seen are put into `seen`.
fn check(
    schema: &Value,
    part: &Value,
    value: &Value,
    at: &str,
    seen: &mut BTreeSet<String>,
) -> Vec<String> {
    let mut faults = Vec::new();
    let known = [
        "$ref",
        "anyOf",
        "const",
        "enum",
        "type",
        "minimum",
        "maximum",
        "required",
        "properties",
        "items",
    ];
    let notes = ["$schema", "$id", "$defs", "title", "description"];
    for (word, rule) in part.as_object().unwrap() {
        assert!(
            known.contains(&&**word) || notes.contains(&&**word),
            "this check knows no `{word}`"
        );
        let holds = match word.as_str() {
            "$ref" => {
                let target = schema.pointer(rule.as_str().unwrap().trim_start_matches('#'));
                faults.extend(check(schema, target.unwrap(), value, at, seen));
                true
            }
            "anyOf" => rule
                .as_array()
                .unwrap()
                .iter()
                .any(|part| check(schema, part, value, at, seen).is_empty()),
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "type" => match rule {
                Value::Array(types) => types.iter().any(|t| is_of(t, value)),
                one => is_of(one, value),
            },
            "minimum" => value.as_f64() >= rule.as_f64(),
            "maximum" => value.as_f64() <= rule.as_f64(),
            "required" => {
                let there = |field: &Value| value.get(field.as_str().unwrap()).is_some();
                rule.as_array().unwrap().iter().all(there)
            }
            "properties" => {
                for (field, inner) in value.as_object().into_iter().flatten() {
                    match rule.get(field) {
                        Some(part) => {
                            seen.insert(format!("{}.{field}", at.rsplit('/').next().unwrap()));
                            faults.extend(check(
                                schema,
                                part,
                                inner,
                                &format!("{at}/{field}"),
                                seen,
                            ));
                        }
                        None => faults.push(format!("{at}: the schema has no field `{field}`")),
                    }
                }
                true
            }
            "items" => {
                for inner in value.as_array().into_iter().flatten() {
                    faults.extend(check(schema, rule, inner, at, seen));
                }
                true
            }
            _ => true,
        };
        if !holds {
            faults.push(format!("{at}: {value} breaks `{word}`: {rule}"));
        }
    }
    faults
}

fn is_of(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("no type {other}"),
    }
}

/// A document in which every field of the schema stands.
fn full() -> Value {
    let part = |text: &str| json!({"start": 0, "end": 5, "text": text, "canonical": "Tokyo", "id": "gn:1850147"});
    json!({
        "schema": "dateline/1", "id": "a17", "date": "2016-06-22",
        "dateline": {"start": 0, "end": 11, "place": part("TOKYO"), "agency": part("AFP")},
        "entities": [{
            "start": 0, "end": 5, "text": "TOKYO", "kind": "place", "subkind": "city",
            "canonical": "Tokyo", "id": "gn:1850147", "latitude": 35.5, "longitude": 139.5, "entity": 0,
            "confidence": 0.5, "evidence": [{"rule": "gazetteer", "detail": "place", "weight": 0.5}],
        }],
        "timexes": [{
            "start": 0, "end": 5, "text": "every day in early 2016", "type": "SET", "value": "P1D",
            "alternative": "P2D", "mod": "START", "quant": "EVERY", "freq": "2X", "rule": "set",
        }],
        "numbers": [{
            "start": 0, "end": 5, "text": "some 3", "kind": "money", "value": 3, "lower": 2, "upper": 4.5,
            "unit": "dinar", "currency": "JPY", "approximate": true, "counted": "people",
            "happening": "killed", "rule": "cardinal-digits",
        }],
        "roles": [{"start": 0, "end": 9, "person": part("Abe"), "title": part("minister"), "of": part("Japan")}],
        "quotes": [{
            "start": 0, "end": 9, "speaker": part("Abe"), "cue": part("said"), "source": part("Jiji Press"),
        }],
    })
}

#[test]
fn every_document_fits_the_schema() {
    let schema = schema();
    let extractor = Extractor::builder().explain(Explain::On).build().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut texts = vec![String::new(), "3/4/2016, twice a day, 5 to 10 km.".to_owned()];
    texts.extend(
        fs::read_dir(folder).unwrap().map(|e| fs::read_to_string(e.unwrap().path()).unwrap()),
    );
    for text in &texts {
        let article = Article { text, id: Some("a"), date: Some("2016-06-22") };
        let document = serde_json::to_value(extractor.extract_article(&article)).unwrap();
        let faults = check(&schema, &schema, &document, "document", &mut BTreeSet::new());
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn every_field_of_the_schema_is_read_and_written() {
    let (schema, full) = (schema(), full());
    let mut seen = BTreeSet::new();
    let faults = check(&schema, &schema, &full, "document", &mut seen);
    assert!(faults.is_empty(), "{}", faults.join("\n"));

    let json = full.to_string();
    let document: Document<'_> = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_value(&document).unwrap(), full, "read and written again");
    assert_eq!(serde_json::to_value(document.into_owned()).unwrap(), full, "owned");

    for (name, part) in schema["$defs"].as_object().unwrap() {
        for field in part["properties"].as_object().into_iter().flatten().map(|(field, _)| field) {
            // Where a definition is used, by the last name of the path.
            assert!(
                seen.iter().any(|s| s.ends_with(&format!(".{field}"))),
                "no document has {name}.{field}"
            );
        }
    }
}

#[test]
fn faults_are_seen() {
    let schema = schema();
    for (pointer, value) in [
        ("/schema", json!("dateline/0")),
        ("/entities/0/start", json!(-1)),
        ("/entities/0/kind", json!(null)),
        ("/timexes/0/type", json!("date")),
        ("/numbers/0/value", json!("3")),
        ("/quotes/0/speaker", json!({"text": "no span"})),
        ("/roles", json!({})),
    ] {
        let mut document = full();
        *document.pointer_mut(pointer).unwrap() = value;
        let faults = check(&schema, &schema, &document, "document", &mut BTreeSet::new());
        assert!(!faults.is_empty(), "{pointer}");
    }
}
