//! The cases of `tests/data/*.toml`, in which names, times, numbers and facts compete. `runner`
//! says how they are written.

mod runner;

#[test]
fn every_case_holds() {
    runner::Folder::new("").run().assert_all_hold();
}
