//! Compiling what was collected.

use std::collections::HashMap;

use super::{
    Flags, GazetteerBuilder, Matching,
    build::{Line, MADE_PLURAL},
    facts,
    keys::{Placed, keys, place, slots_for},
    layout::{
        AT_CHECK, AT_CONTENT, AT_ENTRIES, AT_FLAGS, AT_HOME, AT_LENGTH, AT_NAMES, AT_OPENINGS,
        AT_SECTIONS, AT_SEED, AT_STARTS, AT_VERSION, EXACT, HEADER, LEADS, MAGIC, PARTICLES,
        Section, VERSION, checksum, put,
    },
    records::Writer,
};

/// The compiled bytes of all that was collected.
pub(super) fn image(mut builder: GazetteerBuilder) -> Vec<u8> {
    let exact = builder.matching == Matching::Exact;
    builder.names.shrink();
    let entities = entities(&builder);
    add_names(&mut builder, &entities);
    let mut keys = keys(&builder);
    let (_, slots) = slots_for(builder.names.len());
    let sections = [&keys.filter, &keys.gate];
    let room = sections.iter().map(|section| section.len() + 64).sum::<usize>();
    // All is written where it stays; room that is not needed is never touched.
    let mut out = Vec::with_capacity(HEADER + slots * 8 + room + builder.names.len() * 20 + 1000);
    out.resize(HEADER + slots * 8, 0);
    let placed = place(&keys.hashes, out[HEADER..].as_chunks_mut().0);
    keys.hashes = Vec::new();
    set_section(&mut out, Section::Slots, HEADER);
    put_section(&mut out, Section::Filter, &keys.filter);
    put_section(&mut out, Section::Gate, &keys.gate);
    let names_at = align(&mut out);
    let mut writer = Writer::new(&builder, &entities, out);
    writer.write_names(&placed);
    writer.finish_canonical();
    let Writer { mut out, entries, count, entry_count, .. } = writer;
    let Placed { homes, seed, .. } = placed;
    set_section(&mut out, Section::Names, names_at);
    put_section(&mut out, Section::Entries, &entries);
    put_section(&mut out, Section::Profiles, &builder.profiles.concat());
    put_section(&mut out, Section::Labels, &labels(&builder));
    put_section(&mut out, Section::Words, &facts::table(&builder.words));
    drop(builder);
    let length = out.len() as u64;
    let content = checksum(&out[HEADER..]);
    let flags = [(exact, EXACT), (keys.leads, LEADS), (keys.particles, PARTICLES)];
    let flags = flags.into_iter().fold(0, |all, (is, flag)| if is { all | flag } else { all });
    set(&mut out, 0, &MAGIC);
    set(&mut out, AT_VERSION, &VERSION.to_le_bytes());
    set(&mut out, AT_FLAGS, &flags.to_le_bytes());
    set(&mut out, AT_LENGTH, &length.to_le_bytes());
    set(&mut out, AT_CONTENT, &content.to_le_bytes());
    set(&mut out, AT_SEED, &seed.to_le_bytes());
    set(&mut out, AT_NAMES, &count.to_le_bytes());
    set(&mut out, AT_ENTRIES, &entry_count.to_le_bytes());
    set(&mut out, AT_HOME, &(homes as u64).to_le_bytes());
    set(&mut out, AT_STARTS, &keys.starts.to_le_bytes());
    set(&mut out, AT_OPENINGS, &keys.openings.to_bytes());
    let check = checksum(&out[..HEADER]);
    set(&mut out, AT_CHECK, &check.to_le_bytes());
    out.shrink_to_fit();
    out
}

/// Begins a section.
fn align(out: &mut Vec<u8>) -> usize {
    out.resize(out.len().next_multiple_of(64), 0);
    out.len()
}

fn put_section(out: &mut Vec<u8>, section: Section, content: &[u8]) {
    let at = align(out);
    out.extend_from_slice(content);
    set_section(out, section, at);
}

/// Notes that what stands from `at` on is a section.
fn set_section(out: &mut [u8], section: Section, at: usize) {
    let len = (out.len() - at) as u64;
    let field = AT_SECTIONS + section as usize * 16;
    set(out, field, &(at as u64).to_le_bytes());
    set(out, field + 8, &len.to_le_bytes());
}

fn set(out: &mut [u8], at: usize, bytes: &[u8]) {
    out[at..at + bytes.len()].copy_from_slice(bytes);
}

fn flags_of(builder: &GazetteerBuilder, line: &Line) -> Flags {
    Flags(builder.profiles[line.profile as usize][4])
}

/// For each line, the line that stands for the same entity and has its canonical name: the one
/// without aliases, or else the one with the fewest flags.
fn entities(builder: &GazetteerBuilder) -> Vec<u32> {
    let rank = |line: &Line| {
        let flags = flags_of(builder, line).0;
        if line.aliases.is_empty() { 0 } else { 1 + flags.count_ones() }
    };
    let mut first: HashMap<_, u32> = HashMap::new();
    for (i, line) in builder.lines.iter().enumerate() {
        let best = first.entry(identity(builder, line)).or_insert(i as u32);
        if rank(line) < rank(&builder.lines[*best as usize]) {
            *best = i as u32;
        }
    }
    builder.lines.iter().map(|line| first[&identity(builder, line)]).collect()
}

fn identity<'b>(
    builder: &'b GazetteerBuilder,
    line: &'b Line,
) -> (&'b str, &'b str, &'b [u8], &'b [u8]) {
    let profile = &builder.profiles[line.profile as usize];
    (&line.canonical, &line.id, &profile[..4], &profile[6..])
}

/// Adds the names of all lines, and the plurals of groups.
fn add_names(builder: &mut GazetteerBuilder, entities: &[u32]) {
    let mut names = std::mem::take(&mut builder.names);
    for (i, line) in builder.lines.iter().enumerate() {
        let is_group = builder.profiles[line.profile as usize][..2] == [3, 0];
        let canonical = (line.named && entities[i] == i as u32).then_some(&*line.canonical);
        let own = || canonical.into_iter().chain(line.aliases.iter().map(|a| &**a));
        for name in own() {
            names.push(name, i as u32);
        }
        if is_group && builder.matching != Matching::Exact {
            for name in own() {
                if let Some(plural) = plural(name)
                    && own().all(|n| n != plural)
                {
                    names.push(&plural, i as u32 | MADE_PLURAL);
                }
            }
        }
    }
    builder.names = names;
}

/// `Russians` of `Russian`, `Tories` of `Tory`; none of `Chinese`, `British`.
fn plural(name: &str) -> Option<String> {
    let last = name.rsplit([' ', '-']).next()?;
    if !last.starts_with(char::is_uppercase) || !last.ends_with(char::is_lowercase) {
        return None;
    }
    if ["s", "x", "z", "ese", "ish", "nch", "sh", "men"].iter().any(|end| last.ends_with(end)) {
        return None;
    }
    let before = name.chars().rev().nth(1)?;
    Some(match name.strip_suffix('y') {
        Some(stem) if !"aeiou".contains(before) => format!("{stem}ies"),
        _ => format!("{name}s"),
    })
}

fn labels(builder: &GazetteerBuilder) -> Vec<u8> {
    let mut out = Vec::new();
    for list in [&builder.labels, &builder.subkinds] {
        put(&mut out, list.len() as u32);
        for label in list {
            put(&mut out, label.len() as u32);
            out.extend_from_slice(label.as_bytes());
        }
    }
    out
}
