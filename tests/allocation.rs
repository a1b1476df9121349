//! An extractor with a warm scratch allocates nothing of its own: only the lists of the Document
//! that it hands out, and names that have to be put together.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

use dateline::{Article, Extractor, Layer, Scratch};

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

/// What the matcher of names makes anew for each article, however long: its masks and lists.
const MATCHER: u64 = 40;

/// Allocations that a Vec makes until it holds `len`.
fn growth(len: usize) -> u64 {
    let mut list: Vec<[u64; 16]> = Vec::new();
    allocations(|| (0..len).for_each(|_| list.push([0; 16])))
}

#[test]
fn a_warm_scratch_allocates_only_the_document() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|p| std::fs::read_to_string(p).unwrap()).collect();
    let mut faults = Vec::new();
    for layers in [
        &[Layer::Entities][..],
        &[Layer::Times],
        &[Layer::Numbers],
        &[Layer::Entities, Layer::Times, Layer::Numbers, Layer::Facts],
    ] {
        let extractor = Extractor::builder().layers(layers).build().unwrap();
        let mut scratch = Scratch::default();
        for (text, path) in texts.iter().zip(&paths) {
            let article = Article { text, id: Some("a"), date: Some("2016-06-22") };
            for _ in 0..2 {
                let _ = extractor.extract_with(&article, &mut scratch);
            }
            let mut document = None;
            let count =
                allocations(|| document = Some(extractor.extract_with(&article, &mut scratch)));
            let document = document.unwrap();
            let owned = |text: &std::borrow::Cow<'_, str>| {
                u64::from(matches!(text, std::borrow::Cow::Owned(_)))
            };
            let lists = growth(document.entities.len())
                + growth(document.timexes.len())
                + growth(document.numbers.len())
                + growth(document.roles.len())
                + growth(document.quotes.len());
            let strings: u64 =
                document.entities.iter().map(|e| owned(&e.canonical) + owned(&e.text)).sum();
            let matcher = if layers.contains(&Layer::Entities) { MATCHER } else { 0 };
            if count > lists + strings + matcher {
                faults.push(format!(
                    "{layers:?} {}: {count} allocations, {lists} for lists and {strings} for names",
                    path.file_name().unwrap().display()
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
