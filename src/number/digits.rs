//! Numbers in digits within one token: `19,000`, `1.2m`, `12,34,567`, `1e10`.

use super::Decimal;

/// What the digits at the begin of a token say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Digits {
    /// The number; `None` if it has too many digits.
    pub(crate) value: Option<Decimal>,
    /// Bytes read; letters may follow (`5km`).
    pub(crate) len: usize,
    /// How they are written.
    pub(crate) style: Style,
}

/// So many digits and marks fit a `u64`.
const SHORT: usize = 18;

/// How digits are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `1945`, with the count of digits.
    Plain(usize),
    /// `19,000`, `12,34,567`, `1.234.567`.
    Grouped,
    /// `1.5`.
    Point,
    /// `2,25`: perhaps a decimal comma.
    Comma,
    /// `1e10`.
    Power,
}

/// Reads the digits that `word` begins with; `None` if it begins with none, or with groups that are
/// no number (`1.2.3`, `1,2,3`).
pub(crate) fn read(word: &str) -> Option<Digits> {
    let bytes = word.as_bytes();
    let is_digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut len = 0;
    let (mut commas, mut dots, mut after_dot) = (0, 0, 0);
    let mut digits = 0u64;
    while let Some(&byte) = bytes.get(len) {
        match byte {
            b'0'..=b'9' => digits = digits.wrapping_mul(10).wrapping_add(u64::from(byte - b'0')),
            b',' if len > 0 && is_digit(len + 1) => commas += 1,
            b'.' if len > 0 && is_digit(len + 1) => {
                dots += 1;
                after_dot = len + 1;
            }
            _ => break,
        }
        len += 1;
    }
    if len == 0 {
        return None;
    }
    let number = &word[..len];
    let short = len <= SHORT;
    let (value, style) = match (commas, dots) {
        (0, 0) if short => (Some(Decimal::new(digits.into(), 0)), Style::Plain(len)),
        (0, 0) => (number.parse().ok(), Style::Plain(len)),
        (0, 1) if short => {
            (Some(Decimal::new(digits.into(), (len - after_dot) as u8)), Style::Point)
        }
        (0, 1) => (number.parse().ok(), Style::Point),
        (_, 0) if short && is_grouped(number, ',') => {
            (Some(Decimal::new(digits.into(), 0)), Style::Grouped)
        }
        (_, 0) if is_grouped(number, ',') => (joined(number, b'.'), Style::Grouped),
        (1, 0) => {
            let (_, after) = number.split_once(',')?;
            if after.len() > 2 {
                return None;
            }
            (joined(number, b','), Style::Comma)
        }
        (_, 1) if is_grouped(number.split('.').next()?, ',') => {
            (joined(number, b'.'), Style::Grouped)
        }
        (1, _) if is_grouped(number.split(',').next()?, '.') => {
            (joined(number, b','), Style::Grouped)
        }
        (0, 2) if is_grouped(number, '.') => (joined(number, b','), Style::Grouped),
        _ => return None,
    };
    if len == bytes.len() {
        return Some(Digits { value, len, style });
    }
    if let Style::Plain(1..=3) = style
        && let Some(end) = thin_groups(word, len)
    {
        let value = joined(&word[..end], b'.');
        return Some(Digits { value, len: end, style: Style::Grouped });
    }
    Some(scientific(bytes, len, value).unwrap_or(Digits { value, len, style }))
}

/// `1 234 567.89` with narrow no-break spaces, which hold a word together: one past its last byte.
fn thin_groups(word: &str, first: usize) -> Option<usize> {
    let digits = |at: usize| word[at..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = first;
    while word[end..].starts_with('\u{202f}') && digits(end + 3) == 3 {
        end += 6;
    }
    if end > first && word[end..].starts_with('.') {
        let decimals = digits(end + 1);
        end += if decimals > 0 { decimals + 1 } else { 0 };
    }
    (end > first).then_some(end)
}

/// `1e10`, `6.2E9`.
fn scientific(bytes: &[u8], len: usize, value: Option<Decimal>) -> Option<Digits> {
    let rest = bytes.get(len..)?;
    let (b'e' | b'E', exponent) = rest.split_first()? else { return None };
    if !(1..=2).contains(&exponent.len()) || !exponent.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let power = exponent.iter().fold(0u32, |n, d| n * 10 + u32::from(d - b'0'));
    let scaled = 10i128.checked_pow(power).and_then(|p| value?.times(Decimal::new(p, 0)));
    Some(Digits { value: scaled, len: bytes.len(), style: Style::Power })
}

/// Whether `number` is cut by `mark` into thousands, or into the lakhs and crores of South Asia.
fn is_grouped(number: &str, mark: char) -> bool {
    // `19,000`
    let bytes = number.as_bytes();
    if bytes.len() <= 7 {
        let at = bytes.len().checked_sub(4);
        return at.is_some_and(|at| at > 0 && bytes[at] == mark as u8)
            && bytes.iter().filter(|&&byte| byte == mark as u8).count() == 1;
    }
    let mut groups = number.split(mark).map(str::len);
    let Some(first) = groups.next() else { return false };
    let Some(last) = groups.next_back() else { return false };
    (1..=3).contains(&first) && last == 3 && {
        let mut inner = groups.clone();
        inner.all(|len| len == 3) || first <= 2 && groups.all(|len| len == 2)
    }
}

/// The number without its group marks; `point` is its decimal mark.
fn joined(number: &str, point: u8) -> Option<Decimal> {
    let mut text = [0u8; 64];
    let mut len = 0;
    for byte in number.bytes() {
        let kept = match byte {
            b'0'..=b'9' => byte,
            _ if byte == point => b'.',
            _ => continue,
        };
        *text.get_mut(len)? = kept;
        len += 1;
    }
    std::str::from_utf8(&text[..len]).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (word, value, len) in [
            ("19,000", "19000", 6),
            ("1.2m", "1.2", 3),
            ("12,34,567", "1234567", 9),
            ("1,674,200.5", "1674200.5", 11),
            ("1.234.567", "1234567", 9),
            ("1.234,56", "1234.56", 8),
            ("2,25", "2.25", 4),
            ("1e3", "1000", 3),
            ("0033", "33", 4),
            ("24703m2", "24703", 5),
        ] {
            let read = read(word).unwrap();
            assert_eq!(
                (read.value.unwrap().to_string(), read.len),
                (value.to_owned(), len),
                "{word}"
            );
        }
        for word in ["1.2.3", "1,2,3", "192.168.0.1", "1,2345", "x1"] {
            assert_eq!(read(word), None, "{word}");
        }
        let long = "9".repeat(400);
        assert_eq!(read(&long).unwrap().value, None);
    }
}
