//! What rules refer to: lists and codes. Both must exist, and no code may depend on itself.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::codebook::{Atom, Code, Expr, List};
use crate::diagnostic::{Diagnostic, Place};
use crate::ids::CodeId;

use super::located::{Located, placed};
use super::operators::nearest;
use super::rule::ParsedRule;

/// The references of all rules, in order.
#[derive(Default)]
pub(super) struct References {
    lists: Vec<(String, Place)>,
    codes: Vec<(CodeId, String, bool, Place)>,
}

impl References {
    /// Takes the references of a rule of `code`.
    pub(super) fn collect(&mut self, code: CodeId, text: &Located, rule: &ParsedRule) {
        rule.node.visit(&mut |node| match &node.expr {
            Expr::Atom(Atom::List(name)) => self.lists.push((name.clone(), text.place(node.span))),
            Expr::Atom(Atom::Code { id, below }) => {
                self.codes.push((code, id.clone(), *below, text.place(node.span)));
            }
            _ => {}
        });
    }

    /// Reports what does not exist, and every cycle.
    pub(super) fn check(&self, codes: &[Code], lists: &IndexMap<String, List>, found: &mut Vec<Diagnostic>) {
        let names: Vec<&str> = lists.keys().map(String::as_str).collect();
        // One report a name: a list that is missing is mended once, however many rules use it.
        let mut missing: IndexMap<&str, (usize, &Place)> = IndexMap::new();
        for (name, place) in self.lists.iter().filter(|(name, _)| !lists.contains_key(name)) {
            missing.entry(name).or_insert((0, place)).0 += 1;
        }
        for (name, (uses, place)) in missing {
            let help = match nearest(name, &names) {
                Some(near) => format!("write ${near}"),
                None => format!("add it under [lists]: {name} = [\"…\", \"…\"]; a plain dollar sign is written \\$"),
            };
            let more = if uses > 1 { format!(", which is asked for {uses} times") } else { String::new() };
            let error = Diagnostic::error("unknown-list", format!("there is no list `{name}`{more}")).help(help);
            found.push(placed(error, place.clone()));
        }
        let ids: Vec<&str> = codes.iter().map(|code| code.id.as_str()).collect();
        let index: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(i, &id)| (id, i)).collect();
        let mut edges: Vec<Vec<(usize, &Place)>> = vec![Vec::new(); codes.len()];
        for (from, id, below, place) in &self.codes {
            let Some(&to) = index.get(id.as_str()) else {
                let last = id.rsplit('/').next();
                let near = nearest(id, &ids).or_else(|| ids.iter().copied().find(|one| one.rsplit('/').next() == last));
                let help = match near {
                    Some(near) => format!("write code:{near}"),
                    None if ids.len() <= 12 => format!("the codes are {}", ids.join(", ")),
                    None => "write the id of one of the codes of this file".to_owned(),
                };
                let error = Diagnostic::error("unknown-code", format!("there is no code `{id}`")).help(help);
                found.push(placed(error, place.clone()));
                continue;
            };
            let Some(targets) = edges.get_mut(from.index()) else { continue };
            targets.push((to, place));
            if *below {
                let family = ids.iter().enumerate().filter(|(_, one)| is_below(one, id));
                targets.extend(family.map(|(i, _)| (i, place)));
            }
        }
        report_cycles(&ids, &edges, found);
    }
}

fn is_below(id: &str, above: &str) -> bool {
    id.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'))
}

/// Peels off codes that depend on nothing left; what resists is a cycle, or depends on one.
fn report_cycles(ids: &[&str], edges: &[Vec<(usize, &Place)>], found: &mut Vec<Diagnostic>) {
    let mut left: Vec<bool> = vec![true; ids.len()];
    loop {
        let mut peeled = true;
        while peeled {
            peeled = false;
            for code in (0..ids.len()).rev() {
                if left[code] && !edges[code].iter().any(|&(to, _)| left[to]) {
                    left[code] = false;
                    peeled = true;
                }
            }
        }
        let Some(start) = left.iter().position(|&left| left) else { return };
        let mut path: Vec<(usize, &Place)> = Vec::new();
        let mut at = start;
        let cycle = loop {
            if let Some(begin) = path.iter().position(|&(code, _)| code == at) {
                break path.split_off(begin);
            }
            let Some(&(to, place)) = edges[at].iter().find(|&&(to, _)| left[to]) else { return };
            path.push((at, place));
            at = to;
        };
        let names: Vec<&str> = cycle.iter().map(|&(code, _)| ids[code]).chain([ids[at]]).collect();
        let message = match cycle.as_slice() {
            [_] => format!("`{}` refers to itself", ids[at]),
            _ => format!("these codes refer to each other in a circle: {}", names.join(" → ")),
        };
        let help = "a code is found from others only when it is not itself one of them: take one of the references out";
        if let Some(&(_, place)) = cycle.first() {
            found.push(placed(Diagnostic::error("cycle", message).help(help), place.clone()));
        }
        for (code, _) in cycle {
            left[code] = false;
        }
    }
}
