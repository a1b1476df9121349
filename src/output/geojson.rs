//! Places on a map.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::Document;

/// A GeoJSON feature (RFC 7946): a place of an article, once however often it is named.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename = "Feature")]
#[non_exhaustive]
pub struct Feature<'d> {
    /// Where it is.
    pub geometry: Geometry,
    /// What it is.
    pub properties: Properties<'d>,
}

/// A point on the map.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename = "Point")]
#[non_exhaustive]
pub struct Geometry {
    /// Degrees east, degrees north.
    pub coordinates: [f32; 2],
}

/// What a place is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Properties<'d> {
    /// Id of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<&'d str>,
    /// Its canonical name.
    pub name: &'d str,
    /// `city`, `country`, `sea`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subkind: Option<&'d str>,
    /// `gn:…`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'d str>,
    /// How often the article names it.
    pub mentions: u32,
}

/// The places of a document whose coordinates are known, in the order of their first mention. They
/// are the `features` of a FeatureCollection.
///
/// ```
/// let extractor = dateline::Extractor::new();
/// let document = extractor.extract("Tokyo is far from Nairobi. Tokyo is larger.");
/// let features = dateline::output::geojson(&document);
/// assert_eq!((features[0].properties.name, features[0].properties.mentions), ("Tokyo", 2));
/// assert!(serde_json::to_string(&features[0]).unwrap().starts_with(
///     r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[139.6"#
/// ));
/// ```
#[must_use]
pub fn geojson<'d>(document: &'d Document<'_>) -> Vec<Feature<'d>> {
    let mut features: Vec<Feature<'d>> = Vec::new();
    let mut known = BTreeMap::new();
    for entity in &document.entities {
        let Some((north, east)) = entity.latitude.zip(entity.longitude) else { continue };
        let at = *known.entry(entity.entity).or_insert_with(|| {
            features.push(Feature {
                geometry: Geometry { coordinates: [east, north] },
                properties: Properties {
                    article: document.id.as_deref(),
                    name: &entity.canonical,
                    subkind: entity.subkind.as_deref(),
                    id: entity.id.as_deref(),
                    mentions: 0,
                },
            });
            features.len() - 1
        });
        features[at].properties.mentions += 1;
    }
    features
}
