//! A row of JSON to an article: only the three fields asked for are read, the rest is skipped.

use std::{borrow::Cow, fmt};

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::options::Fields;

/// What a row says of an article.
#[derive(Debug, Default)]
pub struct Row<'j> {
    /// The text, if the row has one.
    pub text: Option<Cow<'j, str>>,
    /// The id; a number as its digits.
    pub id: Option<Cow<'j, str>>,
    /// The date.
    pub date: Option<Cow<'j, str>>,
}

impl<'j> Row<'j> {
    /// Reads a row. Where it is broken, what had been read of it comes with the message, so that
    /// the error can be told by its id.
    pub fn parse(json: &'j str, fields: &Fields) -> (Self, Result<(), String>) {
        let mut row = Row::default();
        let mut reader = serde_json::Deserializer::from_str(json);
        let seed = IntoRow { row: &mut row, fields };
        let read = seed.deserialize(&mut reader).and_then(|()| reader.end());
        let read = read.map_err(|e| {
            let message = e.to_string();
            let what = message.rsplit_once(" at line ").map_or(&*message, |(what, _)| what);
            format!("is no article: {what} (column {})", e.column())
        });
        let read = read.and_then(|()| match row.text {
            Some(_) => Ok(()),
            None => Err(format!("has no field `{}`", fields.text_field)),
        });
        (row, read)
    }
}

struct IntoRow<'r, 'j> {
    row: &'r mut Row<'j>,
    fields: &'r Fields,
}

impl<'j> DeserializeSeed<'j> for IntoRow<'_, 'j> {
    type Value = ();

    fn deserialize<D: Deserializer<'j>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'j> Visitor<'j> for IntoRow<'_, 'j> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Text(key)) = map.next_key::<Text<'j>>()? {
            // One field may serve twice: `--id-field date`.
            let is = |field: &String| key == field.as_str();
            let Fields { text_field, id_field, date_field } = self.fields;
            if !is(text_field) && !is(id_field) && !is(date_field) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let value = map.next_value_seed(Scalar { field: &key, number: is(id_field) })?;
            if is(date_field) {
                self.row.date.clone_from(&value);
            }
            if is(id_field) {
                self.row.id.clone_from(&value);
            }
            if is(text_field) {
                self.row.text = value;
            }
        }
        Ok(())
    }
}

/// A key, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Text<'j>(#[serde(borrow)] Cow<'j, str>);

/// A string or nothing; a number too, where `number` says so.
struct Scalar<'k> {
    field: &'k str,
    number: bool,
}

impl<'j> DeserializeSeed<'j> for Scalar<'_> {
    type Value = Option<Cow<'j, str>>;

    fn deserialize<D: Deserializer<'j>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'j> Visitor<'j> for Scalar<'_> {
    type Value = Option<Cow<'j, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a string in the field `{}`", self.field)
    }

    fn visit_borrowed_str<E>(self, text: &'j str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        if self.number {
            return Ok(Some(Cow::Owned(number.to_string())));
        }
        Err(E::invalid_type(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        if self.number {
            return Ok(Some(Cow::Owned(number.to_string())));
        }
        Err(E::invalid_type(de::Unexpected::Signed(number), &self))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        if self.number {
            return Ok(Some(Cow::Owned(number.to_string())));
        }
        Err(E::invalid_type(de::Unexpected::Float(number), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields {
        let [text_field, id_field, date_field] = ["text", "id", "date"].map(str::to_owned);
        Fields { text_field, id_field, date_field }
    }

    #[test]
    fn reads_three_fields_and_skips_the_rest() {
        let json = r#"{"x":[{"text":1}],"id":17,"text":"a\n\u00e9","date":null}"#;
        let (row, read) = Row::parse(json, &fields());
        read.unwrap();
        assert_eq!((row.text.as_deref(), row.id.as_deref()), (Some("a\né"), Some("17")));
        assert_eq!(row.date, None);
    }

    #[test]
    fn broken_rows_keep_what_is_known_and_say_what_is_wrong() {
        for (json, what) in [
            (r#"{"id":"a","text":"x""#, "EOF"),
            (r#"{"id":"a","text":"\ud800"}"#, "hex escape"),
            (r#"{"id":"a","text":["x"]}"#, "a string in the field `text`"),
            (r#"{"id":"a","body":"x"}"#, "has no field `text`"),
            (r#"{"id":"a","text":"x"} x"#, "trailing"),
        ] {
            let (row, read) = Row::parse(json, &fields());
            assert_eq!(row.id.as_deref(), Some("a"), "{json}");
            let message = read.unwrap_err();
            assert!(message.contains(what), "{json}: {message}");
        }
        for json in ["", "[]", "17", "nonsense", "{\"id\":\"a\",\"id\":}"] {
            assert!(Row::parse(json, &fields()).1.is_err(), "{json}");
        }
    }
}
