//! Which code stands above which.

use crate::codebook::Codebook;
use crate::ids::CodeId;

/// The codes of a codebook as a tree: for each code the line from itself up to its theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeTree {
    /// Each code, its ancestors from the nearest on, and last the root that holds all.
    lines: Vec<Vec<u32>>,
}

impl CodeTree {
    /// The tree of codes with these parents, in the codebook's order.
    ///
    /// ```
    /// use kantlijn::ids::CodeId;
    /// use kantlijn::tally::CodeTree;
    ///
    /// let tree = CodeTree::new([None, Some(CodeId(0)), None]);
    /// assert!(tree.related(CodeId(0), CodeId(1)));
    /// assert!(!tree.related(CodeId(1), CodeId(2)));
    /// ```
    #[must_use]
    pub fn new(parents: impl IntoIterator<Item = Option<CodeId>>) -> Self {
        let parents: Vec<Option<CodeId>> = parents.into_iter().collect();
        let root = CodeId::new(parents.len()).0;
        let line = |code: usize| {
            let mut line = vec![CodeId::new(code).0];
            let mut above = parents[code];
            // A parent that is no code, or a circle, cannot come out of a codebook; it ends the line.
            while let Some(parent) = above.filter(|parent| parent.0 < root && !line.contains(&parent.0)) {
                line.push(parent.0);
                above = parents[parent.index()];
            }
            line.push(root);
            line
        };
        Self { lines: (0..parents.len()).map(line).collect() }
    }

    /// The tree of a codebook.
    #[must_use]
    pub fn of(codebook: &Codebook) -> Self {
        Self::new(codebook.codes.iter().map(|code| code.parent))
    }

    /// How many codes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether one of the two stands above the other, or they are the same.
    #[must_use]
    pub fn related(&self, a: CodeId, b: CodeId) -> bool {
        self.is_below(a, b) || self.is_below(b, a)
    }

    /// Whether a code stands below the other, or is the same.
    #[must_use]
    pub fn is_below(&self, code: CodeId, ancestor: CodeId) -> bool {
        self.line(code.0).contains(&ancestor.0)
    }

    /// A code, what stands above it, and the root; nothing for what is no code.
    pub(crate) fn line(&self, code: u32) -> &[u32] {
        self.lines.get(code as usize).map_or(&[], Vec::as_slice)
    }

    /// The place of the root, under which the count of any code at all is kept.
    pub(super) fn root(&self) -> u32 {
        CodeId::new(self.lines.len()).0
    }
}
