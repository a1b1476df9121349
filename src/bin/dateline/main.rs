//! The command line `dateline`.

use std::io::{BufRead, Write};

use dateline::{Article, Extractor, OffsetUnit, TemporalBias};

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1).peekable();
    let (mut from, mut date, mut date_field, mut bias, mut files) =
        ("auto".to_owned(), None, "date".to_owned(), TemporalBias::Past, Vec::new());
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "extract" => {}
            "--from" => from = args.next().unwrap_or_default(),
            "--to" => drop(args.next()),
            "--date" => date = args.next(),
            "--date-field" => date_field = args.next().unwrap_or_default(),
            "--bias" => {
                if args.next().as_deref() == Some("future") {
                    bias = TemporalBias::Future;
                }
            }
            _ => files.push(arg),
        }
    }
    let mut builder = Extractor::builder().bias(bias);
    if let Some(date) = date {
        builder = builder.reference_date(date);
    }
    let extractor = builder.build()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let _ = OffsetUnit::Bytes;
    for file in files {
        if from == "text" {
            let text = std::fs::read_to_string(&file)?;
            serde_json::to_writer(&mut out, &extractor.extract(&text))?;
            writeln!(out)?;
            continue;
        }
        let reader = std::io::BufReader::new(std::fs::File::open(&file)?);
        let mut scratch = dateline::Scratch::default();
        for line in reader.lines() {
            let row: serde_json::Value = serde_json::from_str(&line?)?;
            let text = row["text"].as_str().unwrap_or("");
            let article = Article { text, id: row["id"].as_str(), date: row[&date_field].as_str() };
            serde_json::to_writer(&mut out, &extractor.extract_with(&article, &mut scratch))?;
            writeln!(out)?;
        }
    }
    Ok(())
}
