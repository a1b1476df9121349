//! Exact decimal numbers.

use std::{fmt, num::NonZeroU8};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An exact decimal number of up to 38 digits.
///
/// Thirds and the like are rounded to 12 significant digits. In JSON it is a number; whole numbers
/// have no point.
///
/// ```
/// use dateline::number::Decimal;
/// let value: Decimal = "1200.50".parse().unwrap();
/// assert_eq!(value.to_string(), "1200.5");
/// assert_eq!(value.to_f64(), 1200.5);
/// assert_eq!(serde_json::to_string(&Decimal::from(19_000)).unwrap(), "19000");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The digits, with the sign: an `i128` in native bytes, without its alignment.
    digits: [u64; 2],
    /// How many of them stand after the point, and one; no zero is the last of these. Never 0, so
    /// that an `Option` takes no more room.
    places: NonZeroU8,
}

/// Most digits after the point that are kept.
const MAX_SCALE: u8 = 38;
/// As many digits fit a `u64`.
const SHORT: usize = 18;
/// Digits kept of a quotient that does not come out even.
const QUOTIENT_DIGITS: u32 = 12;

impl Decimal {
    /// 0.
    pub const ZERO: Self = Self::of(0, 0);
    /// 1.
    pub const ONE: Self = Self::of(1, 0);

    /// `scale` is at most [`MAX_SCALE`] and no zero is the last digit after the point.
    const fn of(mantissa: i128, scale: u8) -> Self {
        let digits = [mantissa as u64, (mantissa >> 64) as u64];
        let places = match NonZeroU8::new(scale.saturating_add(1)) {
            Some(places) => places,
            None => NonZeroU8::MIN,
        };
        Self { digits, places }
    }

    const fn mantissa(self) -> i128 {
        (self.digits[1] as i128) << 64 | self.digits[0] as i128
    }

    const fn scale(self) -> u8 {
        self.places.get() - 1
    }

    /// `mantissa` × 10^-`scale`.
    ///
    /// ```
    /// # use dateline::number::Decimal;
    /// assert_eq!(Decimal::new(125, 2).to_string(), "1.25");
    /// ```
    #[must_use]
    pub fn new(mut mantissa: i128, mut scale: u8) -> Self {
        while scale > 0 {
            let tenth = match i64::try_from(mantissa) {
                Ok(small) if small % 10 == 0 => i128::from(small / 10),
                Err(_) if mantissa % 10 == 0 => mantissa / 10,
                _ => break,
            };
            mantissa = tenth;
            scale -= 1;
        }
        Self::of(mantissa, scale)
    }

    /// The whole number it is, if it is one that fits.
    ///
    /// ```
    /// # use dateline::number::Decimal;
    /// assert_eq!(Decimal::new(1_200, 1).to_i64(), Some(120));
    /// assert_eq!(Decimal::new(15, 1).to_i64(), None);
    /// ```
    #[must_use]
    pub fn to_i64(self) -> Option<i64> {
        if self.scale() == 0 { i64::try_from(self.mantissa()).ok() } else { None }
    }

    /// The nearest binary floating-point number.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn to_f64(self) -> f64 {
        const EXACT: i128 = 1 << 53;
        if self.mantissa().abs() <= EXACT && self.scale() <= 22 {
            return self.mantissa() as f64 / 10f64.powi(i32::from(self.scale()));
        }
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The decimal number that `value` prints as; `None` for one that has too many digits.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        value.to_string().parse().ok()
    }

    /// Whether it is a whole number.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.scale() == 0
    }

    /// Whether it is below 0.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.mantissa() < 0
    }

    /// Whether it is 0.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.mantissa() == 0
    }

    /// Its product with `other`, if that has at most 38 digits.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let short = |d: Self| i64::try_from(d.mantissa()).ok().map(i128::from);
        let mantissa = match (short(self), short(other)) {
            (Some(a), Some(b)) => a * b,
            _ => self.mantissa().checked_mul(other.mantissa())?,
        };
        let product = Self::new(mantissa, self.scale() + other.scale());
        (product.scale() <= MAX_SCALE).then_some(product)
    }

    /// Its sum with `other`, if that has at most 38 digits.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.scale() == 0 && other.scale() == 0 {
            return self.mantissa().checked_add(other.mantissa()).map(|sum| Self::of(sum, 0));
        }
        let scale = self.scale().max(other.scale());
        let mantissa = self.at(scale)?.checked_add(other.at(scale)?)?;
        Some(Self::new(mantissa, scale))
    }

    /// Its quotient by `other`: exact where it comes out even within 12 digits, else rounded.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let scale = self.scale().max(other.scale());
        let (n, d) = (self.at(scale)?, other.at(scale)?);
        let (mut quotient, mut rest) = (n / d, n % d);
        let mut digits = if quotient == 0 { 0 } else { quotient.unsigned_abs().ilog10() + 1 };
        let mut scale = 0u8;
        while rest != 0 && digits < QUOTIENT_DIGITS && scale < MAX_SCALE {
            rest = rest.checked_mul(10)?;
            quotient = quotient.checked_mul(10)?.checked_add(rest / d)?;
            rest %= d;
            scale += 1;
            digits += u32::from(quotient != 0);
        }
        if rest.unsigned_abs() >= d.unsigned_abs().div_ceil(2) {
            quotient += if (n < 0) == (d < 0) { 1 } else { -1 };
        }
        Some(Self::new(quotient, scale))
    }

    /// The same with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::of(self.mantissa().checked_neg().unwrap_or(i128::MAX), self.scale())
    }

    /// Its digits at a larger scale.
    fn at(self, scale: u8) -> Option<i128> {
        if scale == self.scale() {
            return Some(self.mantissa());
        }
        let power = 10i128.checked_pow(u32::from(scale.checked_sub(self.scale())?))?;
        self.mantissa().checked_mul(power)
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::of(value.into(), 0)
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Self::ZERO
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({self})")
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        if self.scale() == other.scale() {
            return self.mantissa().cmp(&other.mantissa());
        }
        let scale = self.scale().max(other.scale());
        match (self.at(scale), other.at(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // One of them is too large for the other's digits.
            _ => self.to_f64().total_cmp(&other.to_f64()),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa().unsigned_abs();
        let sign = if self.mantissa() < 0 { "-" } else { "" };
        if self.scale() == 0 {
            return write!(f, "{sign}{digits}");
        }
        let width = usize::from(self.scale());
        match 10u128.checked_pow(u32::from(self.scale())) {
            Some(power) => {
                write!(f, "{sign}{}.{:0width$}", digits / power, digits % power)
            }
            None => write!(f, "{sign}0.{digits:0width$}"),
        }
    }
}

/// A text that is no decimal number of at most 38 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotDecimal;

impl fmt::Display for NotDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no decimal number of at most 38 digits")
    }
}

impl std::error::Error for NotDecimal {}

impl std::str::FromStr for Decimal {
    type Err = NotDecimal;

    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if !negative && digits.len() <= SHORT && digits.bytes().all(|b| b.is_ascii_digit()) {
            let whole = digits.bytes().fold(0u64, |n, b| n * 10 + u64::from(b - b'0'));
            return if digits.is_empty() { Err(NotDecimal) } else { Ok(Self::of(whole.into(), 0)) };
        }
        let (mut mantissa, mut scale, mut seen, mut point) = (0i128, 0u8, false, false);
        for byte in digits.bytes() {
            match byte {
                b'.' if !point => point = true,
                b'0'..=b'9' => {
                    mantissa = mantissa
                        .checked_mul(10)
                        .and_then(|m| m.checked_add(i128::from(byte - b'0')))
                        .ok_or(NotDecimal)?;
                    scale += u8::from(point);
                    seen = true;
                }
                _ => return Err(NotDecimal),
            }
            if scale > MAX_SCALE {
                return Err(NotDecimal);
            }
        }
        if !seen {
            return Err(NotDecimal);
        }
        Ok(Self::new(if negative { -mantissa } else { mantissa }, scale))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.scale(), i64::try_from(self.mantissa()), u64::try_from(self.mantissa())) {
            (0, Ok(whole), _) => serializer.serialize_i64(whole),
            (0, _, Ok(whole)) => serializer.serialize_u64(whole),
            (0, ..) => serializer.serialize_i128(self.mantissa()),
            _ => serializer.serialize_f64(self.to_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Decimal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Decimal, E> {
                Ok(Decimal::from(value))
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Decimal, E> {
                Ok(Decimal::new(value.into(), 0))
            }
            fn visit_i128<E: de::Error>(self, value: i128) -> Result<Decimal, E> {
                Ok(Decimal::new(value, 0))
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Decimal, E> {
                Decimal::from_f64(value).ok_or_else(|| E::custom(NotDecimal))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn arithmetic() {
        assert_eq!(d("1.2").times(d("1000000")), Some(d("1200000")));
        assert_eq!(d("0.1").plus(d("0.2")), Some(d("0.3")));
        assert_eq!(d("3").over(d("4")), Some(d("0.75")));
        assert_eq!(d("2").over(d("3")).unwrap().to_string(), "0.666666666667");
        assert_eq!(d("-1").over(d("3")).unwrap().to_string(), "-0.333333333333");
        assert_eq!(d("1").over(d("0")), None);
        assert_eq!(d("1").over(d("1000000000000")).unwrap().to_string(), "0.000000000001");
        assert!(d("-2") < d("0.5") && d("1.10") == d("1.1"));
        assert!("9".repeat(400).parse::<Decimal>().is_err());
        assert_eq!(d("123456789012345678901234567890").to_string().len(), 30);
    }

    proptest! {
        #[test]
        fn text_and_json_come_back(mantissa in any::<i64>(), scale in 0u8..12) {
            let value = Decimal::new(mantissa.into(), scale);
            prop_assert_eq!(value.to_string().parse(), Ok(value));
            if mantissa.abs() < 1 << 50 {
                let json = serde_json::to_string(&value).unwrap();
                prop_assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), value);
            }
        }

        #[test]
        fn nothing_overflows(a in any::<i128>(), s in 0u8..=38, b in any::<i128>(), t in 0u8..=38) {
            let (a, b) = (Decimal::new(a, s), Decimal::new(b, t));
            let _ = (a.times(b), a.plus(b), a.over(b), a.cmp(&b), a.negated().to_string(), a.to_f64());
        }
    }
}
