//! Documents in the formats of others. JSON is not among them: a [`Document`](crate::Document) is
//! serialised by any crate that speaks serde.

mod table;

pub use self::table::table;
