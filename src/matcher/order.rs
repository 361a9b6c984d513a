//! In which order codes are evaluated: one that looks at another (`code:`) comes after it.

use std::collections::BTreeSet;

use crate::codebook::{Atom, Codebook, Expr, Node};
use crate::diagnostic::Diagnostic;
use crate::ids::CodeId;

/// A code, and if wanted all below it.
pub(super) fn codes(codebook: &Codebook, code: CodeId, below: bool) -> Vec<CodeId> {
    let all = (0..codebook.codes.len()).map(CodeId::new);
    if below { all.filter(|&each| codebook.line_of(each).any(|above| above == code)).collect() } else { vec![code] }
}

/// The codes in order of dependence, the codebook's order where there is none.
pub(super) fn order(codebook: &Codebook, mistakes: &mut Vec<Diagnostic>) -> Vec<CodeId> {
    let count = codebook.codes.len();
    let waits: Vec<BTreeSet<usize>> = (0..count).map(|code| waits_for(codebook, code)).collect();
    let mut done = vec![false; count];
    let mut order = Vec::with_capacity(count);
    while order.len() < count {
        let before = order.len();
        for code in 0..count {
            if !done[code] && waits[code].iter().all(|&other| done[other]) {
                done[code] = true;
                order.push(CodeId::new(code));
            }
        }
        if order.len() == before {
            break;
        }
    }
    if let Some(start) = done.iter().position(|done| !done) {
        // Whoever is not done waits for one that is not done: following that line must come round.
        let mut line = vec![start];
        let first = loop {
            let last = line[line.len() - 1];
            let Some(&next) = waits[last].iter().find(|&&other| !done[other]) else { break 0 };
            if let Some(at) = line.iter().position(|&seen| seen == next) {
                break at;
            }
            line.push(next);
        };
        let names: Vec<&str> =
            line[first..].iter().chain([&line[first]]).map(|&code| codebook.codes[code].id.as_str()).collect();
        mistakes.push(
            Diagnostic::error("cycle", format!("these codes wait for each other: {}", names.join(" → ")))
                .help("take one `code:` out of their rules"),
        );
    }
    order
}

/// The codes that a code's rules look at.
fn waits_for(codebook: &Codebook, code: usize) -> BTreeSet<usize> {
    fn look<'b>(codebook: &'b Codebook, node: &'b Node, found: &mut BTreeSet<usize>, lists: &mut BTreeSet<&'b str>) {
        match &node.expr {
            Expr::Atom(Atom::Code { id, below }) => {
                let codes = codebook.find(id).map(|code| codes(codebook, code, *below));
                found.extend(codes.into_iter().flatten().map(CodeId::index));
            }
            Expr::Atom(Atom::List(name)) => {
                if lists.insert(name) {
                    let nodes = codebook.lists.get(name).into_iter().flat_map(|list| &list.nodes);
                    nodes.for_each(|node| look(codebook, node, found, lists));
                }
            }
            Expr::Atom(_) => {}
            Expr::Or(sides) | Expr::NearAll(sides, _) => sides.iter().for_each(|s| look(codebook, s, found, lists)),
            Expr::And(a, b) | Expr::Not(a, b) | Expr::Except(a, b) => {
                [a, b].into_iter().for_each(|s| look(codebook, s, found, lists))
            }
            Expr::NotNear(a, b, _) | Expr::Near(a, b, _) | Expr::Before(a, b, _) => {
                [a, b].into_iter().for_each(|s| look(codebook, s, found, lists));
            }
            Expr::Count(counted, ..) => look(codebook, counted, found, lists),
        }
    }
    let (mut found, mut lists) = (BTreeSet::new(), BTreeSet::new());
    codebook.codes[code].rules.iter().for_each(|rule| look(codebook, &rule.node, &mut found, &mut lists));
    found
}
