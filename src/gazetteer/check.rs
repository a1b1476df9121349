//! Every fault of a gazetteer in TSV at once.

use std::collections::HashMap;

use super::build::check_name;
use crate::Error;

/// The columns of a gazetteer; `kind` and `canonical` have to be there.
pub(super) const COLUMNS: [&str; 10] = [
    "id",
    "kind",
    "subkind",
    "canonical",
    "aliases",
    "country",
    "weight",
    "latitude",
    "longitude",
    "flags",
];
const FLAGS: [&str; 7] = ["cased", "ctx", "common", "given", "family", "hist", "anycase"];

/// Tells every fault of a gazetteer in TSV, in the order of its lines; `file` is its name in
/// messages. What it finds is wrong, or right and surely not meant: a flag that does not exist, a
/// weight of 7, a latitude alone, a line that stands there twice.
///
/// ```
/// let tsv = "kind\tcanonical\tweight\nship\tEver Given\t7\nship\t\t0.1\n";
/// let faults: Vec<String> =
///     dateline::gazetteer::check("ships.tsv", tsv).iter().map(ToString::to_string).collect();
/// assert_eq!(faults.len(), 2);
/// assert!(faults[0].starts_with("ships.tsv:2:17: the weight `7` "), "{}", faults[0]);
/// assert!(faults[1].starts_with("ships.tsv:3:6: "), "{}", faults[1]);
/// ```
#[must_use]
pub fn check(file: &str, text: &str) -> Vec<Error> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| {
        let line = line.trim_start_matches('\u{feff}');
        !line.starts_with('#') && !line.trim().is_empty()
    });
    let mut checker = Checker { file, faults: Vec::new(), seen: HashMap::new() };
    let Some((at, header)) = lines.next() else {
        checker.tell(1, 1, "has no header; the first line names the columns: kind, canonical, …");
        return checker.faults;
    };
    let header = checker.header(at + 1, header);
    if checker.faults.is_empty() {
        for (at, line) in lines {
            checker.line(&header, at + 1, line);
        }
    }
    checker.faults
}

struct Checker<'t> {
    file: &'t str,
    faults: Vec<Error>,
    /// The line of each entry.
    seen: HashMap<Vec<&'t str>, usize>,
}

/// A cell with the column, in characters, where it begins.
#[derive(Clone, Copy, Default)]
struct Cell<'t> {
    text: &'t str,
    column: usize,
}

fn cells(line: &str) -> Vec<Cell<'_>> {
    let mut column = 1;
    let cell = |raw: &'_ str| {
        let begin = column + raw.chars().count() - raw.trim_start().chars().count();
        column += raw.chars().count() + 1;
        begin
    };
    let columns: Vec<usize> = line.split('\t').map(cell).collect();
    line.split('\t').zip(columns).map(|(raw, column)| Cell { text: raw.trim(), column }).collect()
}

impl<'t> Checker<'t> {
    fn tell(&mut self, line: usize, column: usize, what: impl Into<String>) {
        self.faults.push(Error::gazetteer(self.file, line, column, what));
    }

    fn header(&mut self, line: usize, header: &'t str) -> Vec<&'t str> {
        let mut names = Vec::new();
        for cell in cells(header.trim_start_matches('\u{feff}')) {
            if !COLUMNS.contains(&cell.text) {
                let known = COLUMNS.join(", ");
                self.tell(
                    line,
                    cell.column,
                    format!("no column `{}`; there are {known}", cell.text),
                );
            } else if names.contains(&cell.text) {
                self.tell(line, cell.column, format!("a second column `{}`", cell.text));
            }
            names.push(cell.text);
        }
        for needed in ["kind", "canonical"] {
            if !names.contains(&needed) {
                self.tell(line, 1, format!("has no column `{needed}`"));
            }
        }
        names
    }

    fn line(&mut self, header: &[&str], line: usize, text: &'t str) {
        let cells = cells(text);
        if let Some(extra) = cells.get(header.len()).filter(|_| cells.len() > header.len()) {
            let (there, named) = (cells.len(), header.len());
            let what = format!("{there} cells, but the header names {named} columns");
            self.tell(line, extra.column, what);
        }
        let get = |name: &str| {
            let at = header.iter().position(|&column| column == name);
            let end = Cell { text: "", column: text.chars().count() + 1 };
            at.map_or(Cell::default(), |at| cells.get(at).copied().unwrap_or(end))
        };
        let kind = get("kind");
        if kind.text.is_empty() {
            self.tell(line, kind.column, "has no kind: person, place, … or a label of your own");
        }
        self.names(line, get("canonical"), get("aliases"));
        self.numbers(line, get("weight"), get("latitude"), get("longitude"));

        let country = get("country");
        if !country.text.is_empty()
            && (country.text.len() != 2 || !country.text.bytes().all(|b| b.is_ascii_uppercase()))
        {
            let what =
                format!("the country `{}` is no ISO 3166 code of two capitals", country.text);
            self.tell(line, country.column, what);
        }
        let flags = get("flags");
        for flag in flags.text.split(',').map(str::trim).filter(|flag| !flag.is_empty()) {
            if !FLAGS.contains(&flag) {
                let what = format!("no flag `{flag}`; there are {}", FLAGS.join(", "));
                self.tell(line, flags.column, what);
            }
        }
        let whole: Vec<&str> = cells.iter().map(|cell| cell.text).collect();
        if let Some(first) = self.seen.insert(whole, line) {
            self.tell(line, 1, format!("is the same as line {first}"));
        }
    }

    fn names(&mut self, line: usize, canonical: Cell<'t>, aliases: Cell<'t>) {
        if canonical.text.is_empty() {
            self.tell(line, canonical.column, "has no canonical name");
        }
        let mut names: Vec<&str> = Vec::new();
        let mut column = aliases.column;
        let mut all = vec![canonical];
        for alias in aliases.text.split('|') {
            all.push(Cell { text: alias.trim(), column });
            column += alias.chars().count() + 1;
        }
        for name in all.into_iter().filter(|name| !name.text.is_empty()) {
            if let Err(what) = check_name(name.text) {
                self.tell(line, name.column, what);
            } else if names.contains(&name.text) {
                self.tell(line, name.column, format!("the name `{}` twice", name.text));
            }
            names.push(name.text);
        }
    }

    fn numbers(&mut self, line: usize, weight: Cell<'t>, north: Cell<'t>, east: Cell<'t>) {
        if !weight.text.is_empty() && !within(weight.text, 0.0, 1.0) {
            let what = format!("the weight `{}` is no number from 0 to 1", weight.text);
            self.tell(line, weight.column, what);
        }
        for (cell, name, end) in [(north, "latitude", 90.0), (east, "longitude", 180.0)] {
            if !cell.text.is_empty() && !within(cell.text, -end, end) {
                let what = format!("the {name} `{}` is no number from -{end} to {end}", cell.text);
                self.tell(line, cell.column, what);
            }
        }
        if north.text.is_empty() != east.text.is_empty() {
            self.tell(line, north.column.max(1), "has one of latitude and longitude, not both");
        }
    }
}

fn within(text: &str, from: f64, to: f64) -> bool {
    text.parse::<f64>().is_ok_and(|number| (from..=to).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(tsv: &str) -> Vec<String> {
        check("f", tsv).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn good_lists_have_none() {
        let tsv = "# ships\nid\tkind\tcanonical\taliases\tflags\n\n\tship\tEver Given\tGiven|EG\tcased,ctx\n\tship\tNimitz\n";
        assert_eq!(faults(tsv), Vec::<String>::new());
    }

    #[test]
    fn all_faults_are_told_in_order() {
        let tsv = "id\tkind\tcanonical\taliases\tcountry\tweight\tlatitude\tlongitude\tflags\n\
                   \tship\tEver Given\tThe Given|EG|EG\teg\tmuch\t91\t0\tcsed\tmore\n\
                   \t\t???\t\t\t\t1\n\
                   \tship\tNimitz\n\
                   \tship\tNimitz\n";
        let faults = faults(tsv);
        let starts = [
            "f:2:52: 10 cells",
            "f:2:31: the name `EG` twice",
            "f:2:37: the weight",
            "f:2:42: the latitude",
            "f:2:34: the country",
            "f:2:47: no flag `csed`",
            "f:3:2: has no kind",
            "f:3:3: the name `???`",
            "f:3:10: has one of",
            "f:5:1: is the same as line 4",
        ];
        assert_eq!(faults.len(), starts.len(), "{faults:#?}");
        for (fault, start) in faults.iter().zip(starts) {
            let (place, what) = start.rsplit_once(": ").unwrap_or(("", start));
            assert!(fault.contains(what), "{fault}, not {start}");
            assert_eq!(fault.split(": ").next(), Some(place), "{fault}");
        }
    }

    #[test]
    fn headers_are_checked_first() {
        assert!(faults("")[0].contains("no header"));
        assert!(faults("kind\tname\n")[0].starts_with("f:1:6: no column `name`"));
        assert!(faults("kind\tkind\tcanonical\n")[0].contains("second column"));
    }
}
