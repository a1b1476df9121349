//! An extractor with a warm scratch allocates nothing, where documents are given back to it.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

use dateline::{Article, Extractor, Gazetteer, Layer, Scratch};

struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

#[allow(unsafe_code)]
// SAFETY: every call is passed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(work: impl FnOnce()) -> u64 {
    let before = COUNT.with(Cell::get);
    work();
    COUNT.with(Cell::get) - before
}

/// Articles with all that could need room of its own: names over the end of a line, accents, marks
/// inside names, long words, long runs outside ASCII.
const ODD: &[&str] = &[
    "The Ministry of\nForeign   Affairs met Emmanuel Macron, Côte d’Ivoire and AT & T in São Paulo on \
     1 May 2016; Emmanuel\nMacron paid €3.5 million to Vallåkra-Øresund Holdings\tLtd. and the \
     EVER\nGIVEN's crew of 25.",
    "東京都で開かれた会議についての長い一続きの文章がここにあり句読点がないので一つの言葉のように見えるかもしれません Tokyo",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch is in Wales. A.B.C.D.E.F.G.H. is not.",
];

#[test]
fn a_warm_scratch_allocates_nothing() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let mut texts: Vec<String> =
        paths.iter().map(|p| std::fs::read_to_string(p).unwrap()).collect();
    texts.extend(ODD.iter().map(|&text| text.to_owned()));
    let mut ships = Gazetteer::builder();
    ships.add_names("ship", ["Ever Given", "Tōkyō", "Ltd."]).unwrap();
    let ships = ships.build();

    let mut faults = Vec::new();
    for layers in [
        &[Layer::Entities][..],
        &[Layer::Times],
        &[Layer::Numbers],
        &[Layer::Entities, Layer::Times, Layer::Numbers, Layer::Facts],
    ] {
        let builder = Extractor::builder().layers(layers).gazetteer(ships.clone());
        let extractor = builder.build().unwrap();
        let mut scratch = Scratch::default();
        for round in 0..3 {
            for text in &texts {
                let article = Article { text, id: Some("a"), date: Some("2016-06-22") };
                let mut document = None;
                let count =
                    allocations(|| document = Some(extractor.extract_with(&article, &mut scratch)));
                // The first round warms.
                if round > 0 && count > 0 {
                    faults.push(format!("{layers:?} round {round}: {count} for {text:.40?}"));
                }
                scratch.recycle(document.unwrap());
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
