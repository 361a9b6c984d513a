//! The codes of QualCoder, in their categories and below each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::refi::{Code, DEEPEST, Guid};

use super::super::store::Store;
use super::guid;

/// Codes and categories, each with what it stands below.
pub(super) struct Codes {
    nodes: BTreeMap<Node, Found>,
}

/// A category or a code, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    // As QualCoder exports them: first codes, then categories.
    Code(i64),
    Category(i64),
}

struct Found {
    above: Option<Node>,
    code: Code,
}

impl Codes {
    /// Reads both tables; what stands below itself, below what is not there or deeper than any code, stands below nothing.
    pub fn read(store: &Store) -> Result<Self> {
        let mut nodes = BTreeMap::new();
        for row in store.rows("code_cat", &["catid", "name", "memo", "supercatid"], "catid")? {
            let Some(number) = row.number("catid") else { continue };
            let name = row.text("name").trim();
            let code = Code {
                guid: guid("category", name),
                name: name.to_owned(),
                is_codable: false,
                description: row.text("memo").trim().to_owned(),
                ..Code::default()
            };
            nodes.insert(Node::Category(number), Found { above: row.number("supercatid").map(Node::Category), code });
        }
        for row in store.rows("code_name", &["cid", "name", "memo", "catid", "color", "supercid"], "cid")? {
            let Some(number) = row.number("cid") else { continue };
            let name = row.text("name").trim();
            // Of a code that is said to stand below both, QualCoder takes the code.
            let above = row.number("supercid").map(Node::Code).or(row.number("catid").map(Node::Category));
            let code = Code {
                // A name is the code's own in a project, and the same in the copies of several coders.
                guid: guid("code", name),
                name: name.to_owned(),
                is_codable: true,
                color: row.said("color").map(|color| color.trim().to_owned()),
                description: row.text("memo").trim().to_owned(),
                ..Code::default()
            };
            nodes.insert(Node::Code(number), Found { above, code });
        }
        let mut codes = Self { nodes };
        codes.untangle();
        Ok(codes)
    }

    fn untangle(&mut self) {
        let all: Vec<Node> = self.nodes.keys().copied().collect();
        for node in all {
            let mut met = BTreeSet::from([node]);
            let mut at = node;
            while let Some(above) = self.nodes.get(&at).and_then(|found| found.above) {
                if !self.nodes.contains_key(&above) || !met.insert(above) || met.len() > DEEPEST {
                    if let Some(found) = self.nodes.get_mut(&at) {
                        found.above = None;
                    }
                    break;
                }
                at = above;
            }
        }
    }

    /// The identity of a code, by its number.
    pub fn guid(&self, number: Option<i64>) -> Option<&Guid> {
        self.nodes.get(&Node::Code(number?)).map(|found| &found.code.guid)
    }

    /// The codes that stand below no other, with all below them.
    pub fn tree(self) -> Vec<Code> {
        let mut below: BTreeMap<Option<Node>, Vec<Node>> = BTreeMap::new();
        let mut codes: BTreeMap<Node, Code> = BTreeMap::new();
        for (node, found) in self.nodes {
            below.entry(found.above).or_default().push(node);
            codes.insert(node, found.code);
        }
        // From the deepest to the highest, so that each is whole when it is given to the one above it.
        let mut order: Vec<(Option<Node>, Node)> =
            below.get(&None).into_iter().flatten().map(|&node| (None, node)).collect();
        let mut at = 0;
        while at < order.len() {
            let (_, node) = order[at];
            order.extend(below.get(&Some(node)).into_iter().flatten().map(|&lower| (Some(node), lower)));
            at += 1;
        }
        let mut top = Vec::new();
        for (above, node) in order.into_iter().rev() {
            let Some(mut code) = codes.remove(&node) else { continue };
            code.codes.reverse();
            match above.and_then(|above| codes.get_mut(&above)) {
                Some(above) => above.codes.push(code),
                None => top.push(code),
            }
        }
        top.reverse();
        top
    }
}
