//! stub

/// Hesitations, events and minimal responses, as data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeechLists {}
impl SpeechLists {
    /// The built-in Dutch and English lists.
    #[must_use]
    pub fn built_in() -> Self {
        Self {}
    }
}
