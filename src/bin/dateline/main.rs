//! The command line `dateline`.

use std::io::{BufRead, Write};

use dateline::{Article, Extractor, OffsetUnit, TemporalBias};

fn train(args: &[String]) -> anyhow::Result<()> {
    let mut out = "weights.bin".to_owned();
    let mut options = dateline::train::Options::default();
    let mut gold = Vec::new();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "-o" => out = args.next().cloned().unwrap_or_default(),
            "--rows" => options.rows = args.next().and_then(|n| n.parse().ok()).unwrap_or(1),
            "--epochs" => options.epochs = args.next().and_then(|n| n.parse().ok()).unwrap_or(1),
            "--no-jackknife" => options.jackknife = false,
            file if file.ends_with(".txt") && file.contains("templates") => {
                let text = std::fs::read_to_string(file)?;
                let lists =
                    dateline::train::templates::Lists::read(std::path::Path::new("gazetteers"))?;
                let rounds =
                    std::env::var("ROUNDS").ok().and_then(|r| r.parse().ok()).unwrap_or(40);
                gold.extend(dateline::train::templates::make(file, &text, &lists, rounds, 11)?);
            }
            file if file.ends_with(".txt") => {
                gold.extend(dateline::train::markup::read(file, &std::fs::read_to_string(file)?)?);
            }
            file => gold.extend(dateline::train::read(std::path::Path::new(file))?),
        }
    }
    let gazetteers = [dateline::Gazetteer::builtin()];
    let weights = dateline::train::train(&gold, &gazetteers, &options, |what| eprintln!("{what}"))?;
    eprintln!("{} rows, {} bytes", weights.rows(), weights.memory_usage());
    std::fs::write(out, weights.as_bytes())?;
    Ok(())
}

fn main() -> anyhow::Result<()> {
    let all: Vec<String> = std::env::args().skip(1).collect();
    if all.first().is_some_and(|a| a == "train") {
        return train(&all[1..]);
    }
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
    if let Ok(path) = std::env::var("DATELINE_WEIGHTS") {
        let bytes = std::fs::read(&path)?;
        builder = builder.weights(dateline::Weights::from_bytes(&path, bytes)?);
    }
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
