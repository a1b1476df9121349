//! The program itself: its options, its formats, its errors.
#![cfg(feature = "cli")]

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

/// A folder of its own for a test, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).env_remove("DATELINE_WEIGHTS").stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    dateline(arguments).output().unwrap()
}

/// Runs with `input` on standard input.
fn pipe(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = dateline(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The rows of a run that has to go well.
fn rows(output: &Output) -> Vec<Value> {
    let lines = text(&output.stdout).lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn article(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    folder.join(name).display().to_string()
}

fn names(document: &Value) -> Vec<&str> {
    let entities = document["entities"].as_array().unwrap();
    entities.iter().map(|e| e["canonical"].as_str().unwrap()).collect()
}

#[test]
fn one_article_is_one_object() {
    let output = run(&["extract", "--to", "json", "--date", "2016-06-22", &article("harbour.txt")]);
    assert!(output.status.success());
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&document["schema"], &document["id"]),
        (&"dateline/1".into(), &"harbour.txt".into())
    );
    assert!(names(&document).contains(&"Wanjiru Odhiambo"));
    let times = document["timexes"].as_array().unwrap();
    assert!(times.iter().any(|t| t["text"] == "Wednesday" && t["value"] == "2016-06-22"));
    assert!(output.stderr.is_empty(), "silent where nobody looks");
}

#[test]
fn a_folder_is_read_in_order_and_errors_stand_in_their_place() {
    let folder = Folder::new("folder");
    folder.file("b.txt", "He flew to Tokyo.");
    folder.file("a.txt", b"broken \xff utf-8");
    folder.file("sub/c.jsonl", "{\"id\":\"x\",\"text\":\"Kenya won.\"}\n\n{\"id\":\"y\"}\nnonsense\n{\"id\":7,\"text\":\"\\ud800\"}\n{\"text\":\"He left Kenya.\"}\n");
    folder.file(".hidden", "never read");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", folder.path("dangling")).unwrap();
    let output = run(&["extract", &folder.path("")]);
    assert_eq!(output.status.code(), Some(1));
    let rows = rows(&output);
    let seen: Vec<(&str, bool)> = rows
        .iter()
        .map(|row| (row["id"].as_str().unwrap_or(""), row.get("error").is_some()))
        .collect();
    let mut expected = vec![("a.txt", true), ("b.txt", false)];
    if cfg!(unix) {
        expected.push(("dangling", true));
    }
    expected.extend([("x", false), ("y", true), ("sub/c.jsonl:4", true), ("7", true), ("", false)]);
    assert_eq!(seen, expected);
    assert!(
        text(&output.stderr).contains("5 articles could not be read"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn packed_files_and_standard_input_are_read_alike() {
    let folder = Folder::new("packed");
    let rows_text = "{\"id\":\"1\",\"text\":\"He flew to Tokyo.\"}\n";
    let plain = folder.file("a.jsonl", rows_text);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(rows_text.as_bytes()).unwrap();
    let packed = folder.file("a.jsonl.gz", gzip.finish().unwrap());
    let zstd = folder.file("a.ndjson.zst", zstd::encode_all(rows_text.as_bytes(), 1).unwrap());
    let expected = run(&["extract", &plain]).stdout;
    assert!(!expected.is_empty());
    for file in [&packed, &zstd] {
        assert_eq!(text(&run(&["extract", file]).stdout), text(&expected), "{file}");
    }
    for arguments in [&["extract", "--from", "jsonl"][..], &["extract", "--from", "jsonl", "-"]] {
        assert_eq!(text(&pipe(arguments, rows_text.as_bytes()).stdout), text(&expected));
    }
    let cut = fs::read(&packed).unwrap();
    let cut = folder.file("cut.jsonl.gz", &cut[..cut.len() - 10]);
    let output = run(&["extract", &cut]);
    assert_eq!(output.status.code(), Some(1), "a truncated file is an error");
    assert!(text(&output.stdout).lines().last().unwrap().contains("\"error\""));
}

#[test]
fn byte_order_marks_and_line_ends() {
    let input = "\u{feff}{\"id\":\"1\",\"text\":\"He flew to\\r\\nTokyo.\"}\r\n\r\n{\"id\":\"2\",\"text\":\"\\u0000Kenya won.\"}\r\n";
    let output = pipe(&["extract", "--from", "jsonl"], input.as_bytes());
    assert!(output.status.success(), "{}", text(&output.stdout));
    let rows = rows(&output);
    assert_eq!(names(&rows[0]), ["Tokyo"]);
    assert_eq!(rows[1]["id"], "2");
}

#[test]
fn the_order_is_that_of_the_input_for_any_number_of_threads() {
    let mut input = String::new();
    for i in 0..900 {
        let long = if i % 300 == 0 { "He left Kenya. ".repeat(300) } else { String::new() };
        input += &format!("{{\"id\":\"{i}\",\"text\":\"{long}Number {i} flew to Tokyo.\"}}\n");
    }
    let one = pipe(&["extract", "--from", "jsonl", "--threads", "1"], input.as_bytes());
    let four = pipe(&["extract", "--from", "jsonl", "--threads", "4"], input.as_bytes());
    assert_eq!(rows(&one).len(), 900);
    assert!(one.stdout == four.stdout);
}

#[test]
fn a_row_of_many_megabytes() {
    let n = if cfg!(debug_assertions) { 1 << 20 } else { 50 << 20 };
    let mut input = String::from("{\"id\":\"long\",\"text\":\"");
    input.extend(std::iter::repeat_n("they left and came back again ", n / 30));
    input += "\"}\n{\"id\":\"short\",\"text\":\"He flew to Tokyo.\"}\n";
    let output = pipe(&["extract", "--from", "jsonl"], input.as_bytes());
    assert!(output.status.success());
    let rows = rows(&output);
    assert_eq!((&rows[0]["id"], &rows[1]["id"]), (&"long".into(), &"short".into()));
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let mut command = dateline(&["extract", "--from", "jsonl", "--threads", "2"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let row = "{\"text\":\"He flew to Tokyo.\"}\n".repeat(200);
        while stdin.write_all(row.as_bytes()).is_ok() {}
    });
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 100]).unwrap();
    drop(stdout);
    let status = child.wait().unwrap();
    writer.join().unwrap();
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert!(status.success() && complaint.is_empty(), "{status}: {complaint}");
}

#[test]
fn fields_dates_and_bias() {
    let input =
        b"{\"n\":3,\"body\":\"They meet on Wednesday.\",\"day\":\"2016-06-20\",\"text\":\"no\"}\n";
    let mut arguments = vec!["extract", "--from", "jsonl", "--text-field", "body"];
    arguments.extend(["--id-field", "n", "--date-field", "day", "--only", "times"]);
    let output = pipe(&arguments, input);
    let row = &rows(&output)[0];
    assert_eq!((&row["id"], &row["date"]), (&"3".into(), &"2016-06-20".into()));
    assert_eq!(row["timexes"][0]["text"], "Wednesday");
    assert!(row["entities"].as_array().unwrap().is_empty());

    let open = |bias: &str| {
        let output = pipe(
            &[&arguments[..], &["--bias", bias]].concat(),
            b"{\"body\":\"In May.\",\"day\":\"2016-06-20\"}",
        );
        rows(&output)[0]["timexes"][0]["value"].clone()
    };
    assert_eq!((open("past"), open("future")), ("2016-05".into(), "2017-05".into()));
}

#[test]
fn a_date_that_is_none_is_told_and_ignored() {
    let input = b"{\"id\":\"a\",\"date\":\"22 June\",\"text\":\"On Wednesday.\"}";
    let output = pipe(&["extract", "--from", "jsonl", "--date", "2016-06-22"], input);
    assert!(output.status.success());
    assert!(text(&output.stderr).contains("-:1: `22 June` is no date"), "{}", text(&output.stderr));
    assert_eq!(rows(&output)[0]["timexes"][0]["value"], "2016-06-22");
}

#[test]
fn offsets_in_every_unit() {
    let input = "🙂 Où? He flew to Tokyo.".as_bytes();
    for (unit, start) in [("bytes", 21), ("chars", 17), ("utf16", 18)] {
        let output = pipe(&["extract", "--offsets", unit, "--kinds", "place"], input);
        assert_eq!(rows(&output)[0]["entities"][0]["start"], start, "{unit}");
    }
}

#[test]
fn every_format_is_written() {
    let path = article("storm.txt");
    for (format, begins, holds) in [
        ("text", "storm.txt", "Corazon Dimaculangan"),
        ("json", "{\n", "\"schema\": \"dateline/1\""),
        ("jsonl", "{\"schema\"", "Corazon"),
        ("html", "<!doctype html>", "<mark class=\"person\" title=\"Corazon Dimaculangan\""),
        ("brat", "T1\t", "\tCorazon Dimaculangan\n"),
        (
            "conll",
            "-DOCSTART- -X- -X- O\n\n",
            "Corazon -X- -X- B-PER\nDimaculangan -X- -X- I-PER\n",
        ),
        ("geojson", "{\"type\":\"FeatureCollection\"", "\"name\":\"Manila\""),
        ("csv", "article,layer,", "\r\nstorm.txt,entity,"),
        ("timeml", "<?xml", "<TIMEX3 tid=\"t1\""),
    ] {
        let output = run(&["extract", "--to", format, &path]);
        let written = text(&output.stdout);
        assert!(output.status.success(), "{format}");
        assert!(written.starts_with(begins), "{format}: {written}");
        assert!(written.contains(holds), "{format}: {written}");
        assert!(written.ends_with('\n'), "{format}");
    }
    let both = [article("storm.txt"), article("court.txt")];
    for format in ["json", "geojson"] {
        let output = run(&["extract", "--to", format, &both[0], &both[1]]);
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        let list = if format == "json" { &value } else { &value["features"] };
        assert!(list.as_array().unwrap().len() > 1, "{format}");
    }
}

#[test]
fn a_folder_gets_a_file_for_each_article() {
    let folder = Folder::new("into");
    let out = folder.path("out/");
    let input = "{\"id\":\"a/b\",\"text\":\"He flew to Tokyo.\"}\n{\"id\":\"a/b\",\"text\":\"Kenya won.\"}\n";
    let output =
        pipe(&["extract", "--from", "jsonl", "--to", "brat", "-o", &out], input.as_bytes());
    assert!(output.status.success() && output.stdout.is_empty(), "{}", text(&output.stderr));
    let mut files: Vec<_> = fs::read_dir(&out)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files, ["a_b-2.ann", "a_b-2.txt", "a_b.ann", "a_b.txt"]);
    assert_eq!(fs::read_to_string(folder.path("out/a_b.txt")).unwrap(), "He flew to Tokyo.");
}

#[test]
fn own_gazetteer() {
    let folder = Folder::new("gazetteer");
    let ships = folder.file("ships.tsv", "kind\tcanonical\taliases\nship\tEver Given\tThe Given\n");
    let input = b"The Ever Given left Tokyo.";
    let output = pipe(&["extract", "--gazetteer", &ships, "--kinds", "ship"], input);
    let row = &rows(&output)[0];
    assert_eq!((&row["entities"][0]["kind"], names(row).len()), (&"ship".into(), 1));
    let only = pipe(&["extract", "--gazetteer", &ships, "--no-builtin"], input);
    assert!(names(&rows(&only)[0]).contains(&"Ever Given"));

    let broken = folder.file("broken.tsv", "kind\tcanonical\nship\tEver Given\nship\n");
    let output = pipe(&["extract", "--gazetteer", &broken], input);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("broken.tsv:3:"), "{}", text(&output.stderr));
}

#[test]
fn a_compiled_gazetteer_is_as_good_as_its_lists() {
    let folder = Folder::new("compile");
    let ships = folder.file("ships.tsv", "kind\tcanonical\nship\tEver Given\n");
    let ports = folder.file("ports.tsv", "kind\tcanonical\nport\tAin Sukhna\n");
    let (one, two) = (folder.path("one.gaz"), folder.path("two.gaz"));
    for output in [&one, &two] {
        let output = run(&["compile", &ships, &ports, "-o", output]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        assert!(text(&output.stderr).starts_with("2 names of 2 entries"));
    }
    assert!(fs::read(&one).unwrap() == fs::read(&two).unwrap());
    let input = b"The Ever Given left Ain Sukhna.";
    let lists = pipe(&["extract", "--gazetteer", &ships, "--gazetteer", &ports], input);
    let compiled = pipe(&["extract", "--gazetteer", &one], input);
    assert_eq!(text(&lists.stdout), text(&compiled.stdout));

    let mut bytes = fs::read(&one).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    let broken = folder.file("broken.gaz", bytes);
    assert_eq!(pipe(&["extract", "--gazetteer", &broken], input).status.code(), Some(2));
}

#[test]
fn check_tells_every_fault_at_once() {
    let folder = Folder::new("check");
    let good = folder.file("good.tsv", "kind\tcanonical\nship\tEver Given\n");
    let bad = folder.file("bad.tsv", "kind\tcanonical\tweight\nship\t\t1\nship\tNimitz\tx\n");
    let latin = folder.file("latin.tsv", b"kind\tcanonical\nship\tC\xf4te\n");
    let output = run(&["check", &good]);
    assert!(output.status.success() && output.stdout.is_empty());
    let output = run(&["check", &good, &bad, &latin]);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].contains("bad.tsv:2:6: ") && lines[1].contains("bad.tsv:3:13: "), "{lines:?}");
    assert!(lines[2].contains("latin.tsv:2:1: is not UTF-8"), "{lines:?}");
}

#[test]
fn what_is_imported_can_be_checked_and_used() {
    let folder = Folder::new("import");
    let csv = folder.file("ships.csv", "Name,IMO\n\"Ever Given\",9811000\nNimitz,\n");
    let list = folder.path("ships.tsv");
    let output = run(&[
        "import",
        "csv",
        &csv,
        "--kind",
        "ship",
        "--columns",
        "canonical=Name,id=IMO",
        "-o",
        &list,
    ]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("2 entries, 0 rows left out"));
    assert!(run(&["check", &list]).status.success());
    let output = pipe(&["extract", "--gazetteer", &list], b"The Ever Given left.");
    assert_eq!(rows(&output)[0]["entities"][0]["id"], "9811000");
    assert_eq!(run(&["import", "wikidata", &csv]).status.code(), Some(2));
}

#[test]
fn wrong_arguments_say_what_to_do() {
    for (arguments, hint) in [
        (&["extract", "--date", "June-ish"][..], "2016-06-22"),
        (&["extract", "--gazetteer", "no-such.tsv"], "no-such.tsv"),
        (&["extract", "--weights", "no-such.bin"], "no-such.bin"),
        (&["extract", "--to", "pdf"], "jsonl"),
        (&["extract", "--threads", "0"], "threads"),
        (&["evaluate", "no-such.jsonl"], "no-such.jsonl"),
        (&["no-such-command"], "Usage"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(hint), "{arguments:?}: {}", text(&output.stderr));
    }
    let output = run(&["extract", "no-such-article.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(rows(&output)[0]["id"], "no-such-article.txt");
}

#[test]
fn help_has_examples() {
    for command in ["extract", "evaluate", "train", "check", "compile", "import"] {
        let output = run(&[command, "--help"]);
        assert!(output.status.success());
        assert!(text(&output.stdout).contains("Examples:\n"), "{command}");
    }
}

#[test]
fn evaluate_counts_and_shows_differences() {
    let folder = Folder::new("evaluate");
    let gold = folder.file("gold.jsonl", "{\"id\":1,\"text\":\"He met Ana Kovo in Tokyo in May 2016.\",\"entities\":[{\"start\":7,\"end\":15,\"text\":\"Ana Kovo\",\"kind\":\"person\"},{\"start\":19,\"end\":24,\"text\":\"Tokyo\",\"kind\":\"place\"}],\"timexes\":[{\"start\":28,\"end\":36,\"type\":\"DATE\",\"value\":\"2016-05\"}]}\n");
    let found = folder.file("found.jsonl", "{\"id\":\"1\",\"entities\":[{\"start\":7,\"end\":15,\"text\":\"Ana Kovo\",\"kind\":\"place\"},{\"start\":19,\"end\":24,\"text\":\"Tokyo\",\"kind\":\"place\"}],\"timexes\":[{\"start\":25,\"end\":36,\"type\":\"DATE\",\"value\":\"2016-05\"}]}\n");
    let output = run(&["evaluate", &gold, "--pred", &found, "--json"]);
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(figures["entities"]["micro"]["f1"], 50.0, "{figures}");
    assert_eq!(figures["entities"]["span"]["f1"], 100.0);
    assert_eq!(figures["times"]["strict"]["f1"], 0.0);
    assert_eq!(figures["times"]["value"]["f1"], 100.0);

    let output = run(&["evaluate", &gold, "--pred", &found, "--errors", "9"]);
    let shown = text(&output.stdout);
    assert!(shown.contains("1: kind [Ana Kovo] person found as [Ana Kovo] place"), "{shown}");
    assert!(shown.contains("1: span [May 2016] DATE 2016-05 found as [in May 2016]"), "{shown}");

    let output = run(&["evaluate", &gold]);
    assert!(output.status.success() && text(&output.stdout).contains("micro"));
}
