//! A perfect hash of the keys of a table: every key has a place of its own, that a number of its
//! bucket (the pilot) finds. After Belazzougui, Botelho and Dietzfelbinger, "Hash, displace, and compress" (2009).

/// The bucket of a key.
#[inline]
pub(crate) const fn bucket(key: u64, buckets: usize) -> usize {
    (((key >> 32) * buckets as u64) >> 32) as usize
}

/// The place of a key whose bucket has this pilot.
#[inline]
pub(crate) const fn place_of(key: u64, pilot: u16, places: usize) -> usize {
    let turned = key ^ (pilot as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let turned = turned.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32;
    ((turned * places as u64) >> 32) as usize
}

/// How many keys share a pilot, about.
const SHARE: usize = 4;

/// Pilots, and the number of the key at each place.
///
/// # Errors
/// Two keys are the same, as hashes of the lists and of evidence never are.
pub(crate) fn place(
    keys: impl ExactSizeIterator<Item = u64> + Clone,
) -> crate::Result<(Vec<u16>, Vec<Option<u32>>)> {
    let buckets = keys.len() / SHARE + 1;
    let mut of = vec![Vec::new(); buckets];
    for (number, key) in keys.clone().enumerate() {
        of[bucket(key, buckets)].push((key, number as u32));
    }
    for keys in &mut of {
        keys.sort_unstable();
        if keys.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(crate::Error::option("two keys of a perfect hash are the same"));
        }
    }
    // The fullest buckets choose first.
    let mut order: Vec<usize> = (0..buckets).collect();
    order.sort_by_key(|&b| (usize::MAX - of[b].len(), b));
    // One place in a hundred stays empty; more where that is not enough.
    let mut places = keys.len() + keys.len() / 96 + 1;
    loop {
        if let Some(found) = fill(&of, &order, places) {
            return Ok(found);
        }
        places += places / 256 + 1;
    }
}

/// Puts every key into one of `places`, if there are pilots for it.
fn fill(
    of: &[Vec<(u64, u32)>],
    order: &[usize],
    places: usize,
) -> Option<(Vec<u16>, Vec<Option<u32>>)> {
    let mut pilots = vec![0; of.len()];
    let mut taken = vec![None; places];
    for &b in order {
        let fits = |pilot: &u16| {
            let spot = |key: u64| place_of(key, *pilot, places);
            of[b].iter().enumerate().all(|(n, &(key, _))| {
                let at = spot(key);
                taken[at].is_none() && of[b][..n].iter().all(|&(other, _)| spot(other) != at)
            })
        };
        let pilot = (0..=u16::MAX).find(fits)?;
        pilots[b] = pilot;
        for &(key, number) in &of[b] {
            taken[place_of(key, pilot, places)] = Some(number);
        }
    }
    Some((pilots, taken))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold_hash;

    #[test]
    fn every_key_has_its_place() {
        for n in [0_u64, 1, 2, 50, 5_000] {
            let keys: Vec<u64> = (0..n).map(|k| fold_hash(&format!("word{k}"))).collect();
            let (pilots, places) = place(keys.iter().copied()).unwrap();
            assert!(places.len() <= keys.len() + keys.len() / 10 + 2);
            for (number, &key) in keys.iter().enumerate() {
                let pilot = pilots[bucket(key, pilots.len())];
                assert_eq!(places[place_of(key, pilot, places.len())], Some(number as u32));
            }
        }
    }

    #[test]
    fn the_same_key_twice_is_refused() {
        assert!(place([7_u64, 7].into_iter()).is_err());
    }
}
