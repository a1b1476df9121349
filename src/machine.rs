//! What needs the machine itself: mapped files and (below) vector instructions. All `unsafe` of
//! the crate is in this module; every block says why it is sound.

mod map;

pub(crate) use self::map::Bytes;
