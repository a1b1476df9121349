//! The whole pipeline on one page.

use std::{borrow::Cow, sync::Arc};

use crate::{
    DateOrder, Document, Entity, Error, Explain, Gazetteer, Layer, Number, Overlap, Result,
    TemporalBias, TimeAnchor, Weights, entity,
    lexicon::Lexicon,
    number,
    text::{self, Sentence, TextView, Tokens},
    time::{self, Expression, Reference},
};

/// Reads articles. Immutable, `Send + Sync`, cheap to clone: to reload gazetteers, build a new one
/// and swap it in.
///
/// ```
/// let extractor = dateline::Extractor::new();
/// let document = extractor.extract("Vladimir Putin flew to Tokyo.");
/// let names: Vec<_> = document.entities.iter().map(|e| &*e.canonical).collect();
/// assert_eq!(names, ["Vladimir Putin", "Tokyo"]);
/// ```
#[derive(Clone, Debug)]
pub struct Extractor(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    lexicon: &'static Lexicon,
    gazetteers: Vec<Gazetteer>,
    weights: Weights,
    reference: Reference,
    kinds: Vec<String>,
    layers: Vec<Layer>,
    overlap: Overlap,
    explain: Explain,
    threshold: f32,
    link_threshold: f32,
}

/// An article: its text, and what is known of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Article<'a> {
    /// The text.
    pub text: &'a str,
    /// Its id, passed through to the [`Document`].
    pub id: Option<&'a str>,
    /// When it was written: `2016-06-22` or `2013-02-12T04:30:00`. Wins over the extractor's
    /// reference date; ignored if it is no date.
    pub date: Option<&'a str>,
}

/// Offsets are 32 bits.
const LONGEST: usize = u32::MAX as usize;

impl Article<'_> {
    /// Whether all of the article can be read: its date, if there is one, is a date, and its text is
    /// no longer than 4 GiB. Extraction ignores a date that is none, and text beyond.
    ///
    /// ```
    /// use dateline::Article;
    /// let article = |date| Article { date: Some(date), ..Article::from("On Wednesday.") };
    /// assert!(article("2016-06-22").check().is_ok());
    /// assert!(article("22 June").check().unwrap_err().is_option());
    /// ```
    ///
    /// # Errors
    /// The date is no date ([`is_option`](Error::is_option)), or the text is too long
    /// ([`is_text`](Error::is_text)).
    pub fn check(&self) -> Result<()> {
        if self.text.len() > LONGEST {
            return Err(Error::text("the text is longer than 4 GiB; cut it up"));
        }
        self.date.map_or(Ok(()), |date| parse_date(date).map(|_| ()))
    }
}

impl<'a> From<&'a str> for Article<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, ..Self::default() }
    }
}

/// Buffers that an extractor fills anew for each article, one a thread. Once they have grown, what
/// is left to allocate is the lists of the document, and nothing at all where documents are given
/// back ([`recycle`](Self::recycle)).
#[derive(Debug, Default)]
pub struct Scratch {
    tokens: Tokens,
    sentences: Vec<Sentence>,
    times: Vec<Expression>,
    entities: entity::Buffers,
    /// The lists of the next document.
    spare: Option<Document<'static>>,
}

impl Scratch {
    /// Takes a document back that is not needed any more: the next one is put into its lists.
    ///
    /// ```
    /// use dateline::{Article, Extractor, Scratch};
    /// let (extractor, mut scratch) = (Extractor::new(), Scratch::default());
    /// for text in ["Vladimir Putin flew to Tokyo.", "He met Shinzo Abe."] {
    ///     let document = extractor.extract_with(&Article::from(text), &mut scratch);
    ///     println!("{}", document.entities.len());
    ///     scratch.recycle(document);
    /// }
    /// ```
    pub fn recycle(&mut self, mut document: Document<'_>) {
        for entity in document.entities.drain(..) {
            if let Cow::Owned(canonical) = entity.canonical {
                self.entities.recycle(canonical);
            }
        }
        self.spare = Some(document.emptied());
    }
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor {
    /// An extractor with the built-in gazetteers and default options.
    #[must_use]
    pub fn new() -> Self {
        ExtractorBuilder::default().finish(Reference::default())
    }

    /// A builder with the built-in gazetteers and default options.
    #[must_use]
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// Everything in `text`.
    #[must_use]
    pub fn extract<'a>(&'a self, text: &'a str) -> Document<'a> {
        self.extract_article(&Article::from(text))
    }

    /// Everything in `article`.
    #[must_use]
    pub fn extract_article<'a>(&'a self, article: &Article<'a>) -> Document<'a> {
        self.extract_with(article, &mut Scratch::default())
    }

    /// Everything in bytes that may not be UTF-8: each broken sequence becomes one U+FFFD, and
    /// offsets are those of the text so mended.
    #[must_use]
    pub fn extract_bytes(&self, bytes: &[u8]) -> Document<'static> {
        self.extract(&String::from_utf8_lossy(bytes)).into_owned()
    }

    /// Everything in `article`, with buffers that are reused.
    #[must_use]
    pub fn extract_with<'a>(
        &'a self,
        article: &Article<'a>,
        scratch: &mut Scratch,
    ) -> Document<'a> {
        let parts = &*self.0;
        let asked = |layer| parts.layers.contains(&layer);
        let Scratch { tokens, sentences, times, entities, spare } = scratch;
        let mut document = spare.take().unwrap_or_default();
        document.id = article.id.map(Cow::Borrowed);
        document.date = article.date.map(Cow::Borrowed);
        tokens.clear();
        sentences.clear();
        times.clear();

        let text = readable(article.text);
        text::tokenize(text, tokens);
        parts.lexicon.annotate(text, tokens);
        text::split(text, tokens, sentences);
        let view = TextView { text, tokens, sentences, lexicon: parts.lexicon };
        let given = entity::Given {
            gazetteers: &parts.gazetteers,
            weights: &parts.weights,
            explain: parts.explain,
            threshold: parts.threshold,
            link_threshold: parts.link_threshold,
        };

        let date = article.date.and_then(|d| parse_date(d).ok()).or(parts.reference.date);
        let reference = Reference { date, ..parts.reference };
        let register = reference.register(&view);
        if asked(Layer::Times) || asked(Layer::Entities) || asked(Layer::Numbers) {
            time::find(&view, register, times);
        }
        if asked(Layer::Numbers) {
            number::find(&view, times, register, parts.explain, &mut document.numbers);
        }
        if asked(Layer::Entities) {
            entity::find(&view, &given, times, entities, &mut document.entities);
        }
        if asked(Layer::Numbers) {
            strike_parts_of_names(&document.entities, &mut document.numbers);
        }
        if asked(Layer::Times) {
            time::resolve(&view, times, &reference, register, &mut document.timexes);
        }
        if asked(Layer::Entities) && parts.overlap == Overlap::All {
            entity::add_alternatives(&view, &given, entities, &mut document.entities);
        }
        if !parts.kinds.is_empty() {
            document.entities.retain(|e| parts.kinds.iter().any(|kind| kind == e.kind.as_str()));
        }
        document
    }
}

/// As much of a text as offsets can reach.
fn readable(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let end = (0..=LONGEST).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}

/// `Group of Seven`, `Channel 4`: a number inside a name is a part of it. Both are in order.
fn strike_parts_of_names(entities: &[Entity<'_>], numbers: &mut Vec<Number<'_>>) {
    let mut at = 0;
    numbers.retain(|number| {
        while at < entities.len() && entities[at].span.end <= number.span.start {
            at += 1;
        }
        entities.get(at).is_none_or(|entity| !entity.span.contains(number.span))
    });
}

/// Sets up an [`Extractor`].
#[derive(Clone, Debug)]
pub struct ExtractorBuilder {
    builtin: bool,
    gazetteers: Vec<Gazetteer>,
    weights: Option<Weights>,
    date: Option<String>,
    bias: TemporalBias,
    order: DateOrder,
    anchor: TimeAnchor,
    kinds: Vec<String>,
    layers: Vec<Layer>,
    overlap: Overlap,
    explain: Explain,
    threshold: f32,
    link_threshold: f32,
}

impl Default for ExtractorBuilder {
    fn default() -> Self {
        Self {
            builtin: cfg!(feature = "builtin"),
            gazetteers: Vec::new(),
            weights: None,
            date: None,
            bias: TemporalBias::default(),
            order: DateOrder::default(),
            anchor: TimeAnchor::default(),
            kinds: Vec::new(),
            layers: vec![Layer::Entities, Layer::Times, Layer::Numbers, Layer::Facts],
            overlap: Overlap::default(),
            explain: Explain::default(),
            threshold: 0.0,
            link_threshold: ExtractorBuilder::LINK_THRESHOLD,
        }
    }
}

impl ExtractorBuilder {
    /// Leaves the built-in gazetteers out.
    #[must_use]
    pub fn without_builtin(mut self) -> Self {
        self.builtin = false;
        self
    }

    /// Lays a gazetteer of the user's own over those before it.
    #[must_use]
    pub fn gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.gazetteers.push(gazetteer);
        self
    }

    /// Other weights than the built-in ones.
    #[must_use]
    pub fn weights(mut self, weights: Weights) -> Self {
        self.weights = Some(weights);
        self
    }

    /// The reference time of articles without a date: `2016-06-22` or `2013-02-12T04:30:00`.
    #[must_use]
    pub fn reference_date(mut self, date: impl Into<String>) -> Self {
        self.date = Some(date.into());
        self
    }

    /// Which way open time expressions resolve.
    #[must_use]
    pub fn bias(mut self, bias: TemporalBias) -> Self {
        self.bias = bias;
        self
    }

    /// How all-digit dates are read.
    #[must_use]
    pub fn date_order(mut self, order: DateOrder) -> Self {
        self.order = order;
        self
    }

    /// What relative times are counted from.
    #[must_use]
    pub fn time_anchor(mut self, anchor: TimeAnchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// The kinds of entities that are kept: `person`, `place`, … or labels of the user's own
    /// gazetteers; all of them if none is named. The others take part in the reading all the same.
    ///
    /// ```
    /// let extractor = dateline::Extractor::builder().kinds(["place"]).build()?;
    /// assert_eq!(extractor.extract("Vladimir Putin flew to Tokyo.").entities.len(), 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    #[must_use]
    pub fn kinds<K: Into<String>>(mut self, kinds: impl IntoIterator<Item = K>) -> Self {
        self.kinds = kinds.into_iter().map(Into::into).collect();
        self
    }

    /// What to extract.
    #[must_use]
    pub fn layers(mut self, layers: &[Layer]) -> Self {
        self.layers = layers.to_vec();
        self
    }

    /// Which entities are kept where they overlap.
    ///
    /// ```
    /// use dateline::{Extractor, Overlap};
    /// let extractor = Extractor::builder().overlap(Overlap::All).build()?;
    /// let document = extractor.extract("He flew from Paris to Tokyo.");
    /// let paris: Vec<_> = document.entities.iter().filter(|e| e.text == "Paris").collect();
    /// assert!(paris.len() > 1, "the one in Texas too");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    #[must_use]
    pub fn overlap(mut self, overlap: Overlap) -> Self {
        self.overlap = overlap;
        self
    }

    /// Whether annotations say why.
    #[must_use]
    pub fn explain(mut self, explain: Explain) -> Self {
        self.explain = explain;
        self
    }

    /// Leaves out names that are less sure than `share`, from 0 to 1: fewer names, more of them
    /// right. A user's own names are always found.
    #[must_use]
    pub fn threshold(mut self, share: f32) -> Self {
        self.threshold = share;
        self
    }

    /// The [`link_threshold`](Self::link_threshold) unless another is set: what is linked has to be likelier
    /// than an entity of the same name that no list has.
    pub const LINK_THRESHOLD: f32 = 0.45;

    /// Holds back links that are less sure than `share`, from 0 to 1; 0 links every name that a list has. A
    /// name whose link is held back keeps its span and its kind, and its own text is its canonical name; it
    /// has no id, no coordinates and no subkind. [`Explain::On`] tells what it might have been.
    ///
    /// ```
    /// let text = "The library in Hanford, Ohio, is open again.";
    /// let extractor = dateline::Extractor::new();
    /// let document = extractor.extract(text);
    /// assert_eq!((&*document.entities[0].text, document.entities[0].latitude), ("Hanford", None));
    ///
    /// // The Hanford of the lists is in Washington State.
    /// let any = dateline::Extractor::builder().link_threshold(0.0).build()?;
    /// assert!(any.extract(text).entities[0].latitude.is_some());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    #[must_use]
    pub fn link_threshold(mut self, share: f32) -> Self {
        self.link_threshold = share;
        self
    }

    /// The extractor.
    ///
    /// # Errors
    /// The reference date is no date.
    pub fn build(self) -> Result<Extractor> {
        let date = self.date.as_deref().map(parse_date).transpose()?;
        let (bias, order, anchor) = (self.bias, self.order, self.anchor);
        let explain = self.explain;
        Ok(self.finish(Reference { date, bias, order, anchor, explain }))
    }

    fn finish(self, reference: Reference) -> Extractor {
        let first = if self.builtin { Gazetteer::builtin() } else { Gazetteer::default() };
        let mut gazetteers = vec![first];
        gazetteers.extend(self.gazetteers);
        Extractor(Arc::new(Parts {
            lexicon: Lexicon::english(),
            gazetteers,
            weights: self.weights.unwrap_or_else(Weights::builtin),
            reference,
            kinds: self.kinds,
            layers: self.layers,
            overlap: self.overlap,
            explain: self.explain,
            threshold: self.threshold,
            link_threshold: self.link_threshold,
        }))
    }
}

fn parse_date(date: &str) -> Result<jiff::civil::DateTime> {
    let wrong =
        || Error::option(format!("`{date}` is no date: write 2016-06-22 or 2013-02-12T04:30:00"));
    if date.contains(['T', ' ']) {
        let local = date.trim_end_matches('Z');
        return local.parse().map_err(|_| wrong());
    }
    let day: jiff::civil::Date = date.parse().map_err(|_| wrong())?;
    Ok(day.at(0, 0, 0, 0))
}
