//! A codebook as a study has it: themes with codes under them, and every kind of rule.
//!
//! Of twenty rules eleven are terms and stems, three phrases, two wildcards at the front, two measure distances and two
//! count or look at another code. Stance is marked. The rules ask for the same planted words as the plain codebook's, so
//! the dice know what they find.

use std::fmt::Write;
use std::ops::RangeInclusive;

use super::{Truth, term};

/// How many codes a theme has.
const OF_A_THEME: usize = 10;

/// How far back the code lies that a rule looks at.
const BACK: usize = 3;

/// The id of a term's code, under its theme.
pub fn realistic_id(index: usize) -> String {
    format!("g{}/t{index}", index / OF_A_THEME)
}

/// The codebook of the first so many terms, as TOML.
pub fn realistic_codebook(terms: usize) -> String {
    let mut toml = "[codebook]\nname = \"Meting\"\nlanguage = \"nl\"\n".to_owned();
    for index in 0..terms {
        if index % OF_A_THEME == 0 {
            write!(toml, "\n[[code]]\nid = \"g{}\"\n", index / OF_A_THEME).expect("a string takes whatever comes");
        }
        let (id, rule) = (realistic_id(index), rule(index));
        write!(toml, "\n[[code]]\nid = \"{id}\"\nrules = [\'{rule}\']\n").expect("a string takes whatever comes");
    }
    toml
}

/// Every rule suits what the dice write about its term; see `plant`.
fn rule(index: usize) -> String {
    let term = term(index);
    match index % 20 {
        1 | 4 | 11 | 14 => format!("stem:{term}"),
        3 => format!("*{term}*"),
        13 => format!("{term}*"),
        5 | 8 | 15 => format!("\"vol {term}\""),
        7 => format!("alleen NEAR/3 {term}"),
        9 => format!("*{term}"),
        17 => format!("COUNT(alleen BEFORE/3 {term}) >= 1 {{within = \"answer\"}}"),
        18 => format!("{term} NOT NEAR/0 met"),
        19 => format!("code:{} OR {term}", realistic_id(index - BACK)),
        _ => term,
    }
}

/// How often a term's rule matches what participants say; of stems only from what to what.
pub fn realistic_mentions(truth: &Truth, index: usize) -> RangeInclusive<usize> {
    let (planted, decoys) = (truth.mentions[index], truth.decoys[index]);
    match index % 20 {
        1 | 4 | 11 | 14 => planted..=planted + decoys,
        3 => planted + decoys..=planted + decoys,
        19 => {
            let both = planted + truth.mentions[index - BACK];
            both..=both
        }
        _ => planted..=planted,
    }
}
