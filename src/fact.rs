//! Facts: what the finished spans and the words between them say together.

mod model;

pub use self::model::{Dateline, Part, Quote, Role};
