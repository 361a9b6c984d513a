//! Small numbers that stand for documents, turns, speakers, codes, rules and coders.
//!
//! Names cost memory and comparisons; a run works with these and looks the name up when it prints.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the element at `index` of its vector.
            ///
            /// # Panics
            /// When `index` does not fit in 32 bits: no study has four thousand million of anything.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("fewer than 2^32 elements"))
            }

            /// The place of the element in its vector.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// A document's place in its corpus, in natural order of transcript ids.
    DocumentId
);
id!(
    /// A turn's place in its document.
    TurnId
);
id!(
    /// A speaker's place among the speakers of its document, in order of first appearance.
    SpeakerId
);
id!(
    /// A code's place in its codebook, in the codebook's order.
    CodeId
);
id!(
    /// A rule's place among all rules of its codebook, counted from its first code to its last.
    RuleId
);
id!(
    /// A coder's place in a table of coders, in order of first appearance; see [`crate::coding::Coders`].
    CoderId
);
