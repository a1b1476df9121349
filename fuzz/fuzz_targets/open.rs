//! A compiled gazetteer of any bytes: an error, or a gazetteer whose every answer is in bounds.
//!
//! The first byte says whether the bytes are taken as they are, or as changes to a sound image,
//! which reach past the checks of the header.
#![no_main]

use dateline::{Gazetteer, text::Tokens};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&how, data)) = data.split_first() else { return };
    let bytes = if how % 2 == 0 { data.to_vec() } else { changed(data) };
    // Static bytes are opened without the checksum of their content, as large files are.
    let bytes = Box::into_raw(bytes.into_boxed_slice());
    // SAFETY: the bytes live until they are taken back below, after the gazetteer.
    if let Ok(gazetteer) = Gazetteer::from_static(unsafe { &*bytes }) {
        let text = "Ever Given and EVER GREEN Island's, the U.S. ship of Tokyo";
        let mut tokens = Tokens::default();
        tokens.read(text);
        let (mut matches, mut spans) = (Vec::new(), Vec::new());
        gazetteer.find(text, &tokens, &mut matches);
        gazetteer.find_in(text, &mut spans);
        for found in matches {
            let _ = gazetteer.spelling(found.name);
            for id in gazetteer.entries(found.name).take(100) {
                let _ = (gazetteer.entry(id), gazetteer.entry_head(id), gazetteer.entity(id));
            }
        }
    }
    // SAFETY: `into_raw` gave the pointer, and nothing borrows from it any more.
    drop(unsafe { Box::from_raw(bytes) });
});

/// A sound image with bytes of its content changed: place (two bytes), value, and so on.
fn changed(changes: &[u8]) -> Vec<u8> {
    let mut builder = Gazetteer::builder();
    let tsv = "id\tkind\tcanonical\taliases\tlatitude\tlongitude\nx:1\tship\tEver Given\tEver Green|\
               US\t1.5\t2.25\n\tplace\tTokyo\t\t\t\n";
    builder.add_tsv("t", tsv).unwrap().add_names("b", ["Ever Green Island", "Ever"]).unwrap();
    let mut bytes = builder.compile();
    let header = 384;
    for change in changes.as_chunks::<3>().0 {
        let at = u16::from_le_bytes([change[0], change[1]]) as usize;
        let len = bytes.len() - header;
        bytes[header + at % len] = change[2];
    }
    bytes
}
