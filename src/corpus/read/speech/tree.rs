//! JSON as a lean tree: what a transcript may need of it, borrowed from the text wherever that is possible.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node<'a> {
    /// `null`, and what Python writes for no number.
    Nothing,
    Flag(bool),
    Whole(i64),
    /// Any other number.
    Decimal(f64),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

/// Fields that speech recognition writes for each word or piece of a word, and that no transcript needs: in a large file most
/// of its bytes.
const PASSED_OVER: &[&str] = &[
    "score",
    "conf",
    "confidence",
    "probability",
    "tokens",
    "avg_logprob",
    "no_speech_prob",
    "compression_ratio",
    "temperature",
    "speaker_confidence",
    "char_segments",
    "chars",
];

impl<'a> Node<'a> {
    /// Reads a whole text, keeping at most `most` elements of each list.
    ///
    /// # Errors
    /// What is wrong and what to do about it, in words.
    pub fn read(text: &'a str, most: usize) -> Result<Node<'a>, (String, &'static str)> {
        let mut source = serde_json::Deserializer::from_str(text);
        let node = Grow { most }.deserialize(&mut source).map_err(|error| in_words(&error, text))?;
        match source.end() {
            Ok(()) => Ok(node),
            Err(error) => Err((
                format!("goes on behind its end, in line {}: a JSON file holds one value", error.line()),
                "if every line is a value of its own, give the file the extension .jsonl",
            )),
        }
    }

    /// The value of a field; the last one where it is there twice, as in JavaScript and Python. `null` is no value.
    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        self.fields().iter().rfind(|(field, _)| field == name).map(|(_, value)| value).filter(|value| value.is_there())
    }

    /// The value of the first of some fields that has one, with the field's name.
    pub fn first<'n>(&self, names: &[&'n str]) -> Option<(&'n str, &Node<'a>)> {
        names.iter().find_map(|name| self.get(name).map(|value| (*name, value)))
    }

    /// A value further down: `results.items`.
    pub fn at(&self, path: &str) -> Option<&Node<'a>> {
        path.split('.').try_fold(self, |node, name| node.get(name))
    }

    /// The elements of a list; of anything else, none.
    pub fn elements(&self) -> &[Node<'a>] {
        if let Node::List(elements) = self { elements } else { &[] }
    }

    /// The elements of a list in a field.
    pub fn list(&self, name: &str) -> &[Node<'a>] {
        self.get(name).map_or(&[], Node::elements)
    }

    /// The fields of an object; of anything else, none.
    pub fn fields(&self) -> &[(Cow<'a, str>, Node<'a>)] {
        if let Node::Object(fields) = self { fields } else { &[] }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Node::Text(text) = self { Some(text) } else { None }
    }

    /// The text in a field, if it is one.
    pub fn text_in(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Node::text)
    }

    pub fn is_object(&self) -> bool {
        matches!(self, Node::Object(_))
    }

    fn is_there(&self) -> bool {
        !matches!(self, Node::Nothing)
    }
}

/// The text with `null` for what Python writes where a number is none; nothing where it has no such thing.
pub(in crate::corpus) fn without_python(text: &str) -> Option<String> {
    const NONE: &[&str] = &["NaN", "-Infinity", "Infinity"];
    let mut mended = String::new();
    let (mut done, mut at, mut quoted) = (0, 0, false);
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'N' | b'I' | b'-' if !quoted => {
                if let Some(none) = NONE.iter().find(|none| bytes[at..].starts_with(none.as_bytes())) {
                    mended.push_str(&text[done..at]);
                    mended.push_str("null");
                    at += none.len();
                    done = at;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    (done > 0).then(|| mended + &text[done..])
}

/// What is wrong with a JSON text, and the mend.
pub(in crate::corpus) fn in_words(error: &serde_json::Error, text: &str) -> (String, &'static str) {
    let line = error.line();
    if text.trim().is_empty() {
        return ("is empty".to_owned(), "export it again, or take the file away");
    }
    if error.to_string().starts_with("recursion limit") {
        let message = format!("holds lists in lists, more than a hundred deep, in line {line}");
        return (message, "is it the right file? Export the transcript again");
    }
    match error.classify() {
        Category::Eof => (
            format!("stops in the middle, in line {line}: it was cut off, or a bracket is not closed"),
            "export the transcript again, or copy the file again",
        ),
        _ => (
            format!("is not valid JSON in line {line}, at character {}", error.column()),
            "look at that line for a comma, a quote or a bracket too many or too few, or export the transcript again",
        ),
    }
}

/// Grows a tree.
#[derive(Clone, Copy)]
struct Grow {
    most: usize,
}

impl<'de> DeserializeSeed<'de> for Grow {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Node<'de>, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Grow {
    type Value = Node<'de>;

    fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Nothing)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node<'de>, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node<'de>, E> {
        Ok(Node::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node<'de>, E> {
        Ok(i64::try_from(number).map_or(Node::Decimal(number as f64), Node::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node<'de>, E> {
        Ok(Node::Decimal(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node<'de>, A::Error> {
        let mut elements = Vec::new();
        while elements.len() < self.most {
            match list.next_element_seed(self)? {
                Some(element) => elements.push(element),
                None => return Ok(Node::List(elements)),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Node::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Node<'de>, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = object.next_key_seed(Name)? {
            if PASSED_OVER.contains(&&*name) {
                object.next_value::<IgnoredAny>()?;
            } else {
                fields.push((name, object.next_value_seed(self)?));
            }
        }
        Ok(Node::Object(fields))
    }
}

/// The name of a field.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Cow<'de, str>, D::Error> {
        source.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(name))
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, without_python};

    fn read(text: &str) -> Node<'_> {
        Node::read(text, usize::MAX).unwrap_or_else(|(error, _)| panic!("{error}"))
    }

    #[test]
    fn a_field_is_found_by_name_and_null_is_none() {
        let node = read(r#"{"a": {"b": [1, 2.5, "x\n"]}, "c": null, "d": 1, "d": true, "tokens": [1, [2]]}"#);
        assert_eq!(node.at("a.b").map(|list| list.elements().len()), Some(3));
        assert_eq!(node.get("c"), None);
        assert_eq!(node.get("d"), Some(&Node::Flag(true)), "the last one counts");
        assert_eq!(node.get("tokens"), None);
        assert_eq!(node.first(&["x", "d", "a"]).map(|(name, _)| name), Some("d"));
    }

    #[test]
    fn the_beginnings_of_lists_are_enough_to_know_a_file() {
        let node = Node::read(r#"[[1, 2, 3], [4], [5]]"#, 2).unwrap();
        assert_eq!(node.elements().iter().map(|list| list.elements().len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn what_is_wrong_is_told_without_the_words_of_a_library() {
        let wrong = |text: &str| Node::read(text, 9).unwrap_err().0;
        assert_eq!(
            wrong("{\"a\": [1,\n2"),
            "stops in the middle, in line 2: it was cut off, or a bracket is not closed"
        );
        assert_eq!(wrong("{\"a\"\n 1}"), "is not valid JSON in line 2, at character 2");
        assert_eq!(wrong("{}\n{}"), "goes on behind its end, in line 2: a JSON file holds one value");
        assert!(wrong(&"[".repeat(5000)).contains("more than a hundred deep"));
        assert_eq!(wrong(" \n"), "is empty");
    }

    #[test]
    fn what_python_writes_for_no_number_is_nothing() {
        let text = r#"{"a": NaN, "b": [-Infinity, Infinity], "c": "NaN \" Infinity"}"#;
        let mended = without_python(text).unwrap();
        let node = read(&mended);
        assert_eq!(node.get("a"), None);
        assert_eq!(node.list("b"), [Node::Nothing, Node::Nothing]);
        assert_eq!(node.text_in("c"), Some("NaN \" Infinity"));
        assert_eq!(without_python(r#"{"c": "NaN", "d": -1}"#), None);
    }
}
