//! Interviews held out, so that rules are not measured on what they were written from.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::error::{Error, Result};
use crate::wording::several;

use super::Interview;

/// How interviews are parted.
#[derive(Clone, Debug, PartialEq)]
pub enum Split {
    /// At least this share of them, drawn with this seed, interviews of one case together.
    Drawn {
        /// More than 0 and less than 1.
        share: f64,
        /// The seed of the ChaCha8 stream.
        seed: u64,
    },
    /// Those with these ids.
    Named(Vec<String>),
}

/// What is wrong with a share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseSplitError(String);

impl fmt::Display for ParseSplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is neither a share between 0 and 1, such as 0.3 or 0.3:SEED, nor a file of ids", self.0)
    }
}

impl std::error::Error for ParseSplitError {}

impl FromStr for Split {
    type Err = ParseSplitError;

    /// ```
    /// use kantlijn::agreement::Split;
    ///
    /// assert_eq!("0.3:7".parse(), Ok(Split::Drawn { share: 0.3, seed: 7 }));
    /// assert_eq!("0.3".parse(), Ok(Split::Drawn { share: 0.3, seed: 1 }));
    /// assert!("1.5".parse::<Split>().is_err());
    /// ```
    fn from_str(text: &str) -> std::result::Result<Self, ParseSplitError> {
        let wrong = || ParseSplitError(text.to_owned());
        let (share, seed) = text.split_once(':').map_or((text, None), |(share, seed)| (share, Some(seed)));
        let share: f64 = share.trim().parse().map_err(|_| wrong())?;
        let seed = seed.map_or(Ok(1), |seed| seed.trim().parse()).map_err(|_| wrong())?;
        if share > 0.0 && share < 1.0 { Ok(Self::Drawn { share, seed }) } else { Err(wrong()) }
    }
}

/// Which interviews are which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Splitting {
    /// Rules may be written from these.
    pub development: Vec<String>,
    /// And are measured on these.
    pub held_out: Vec<String>,
    /// Cases with interviews in both.
    pub in_both: Vec<String>,
    /// The seed, where lots were drawn.
    pub seed: Option<u64>,
}

impl Splitting {
    /// Parts interviews, in their order.
    ///
    /// # Errors
    /// When an id is none of an interview here, or one of the two parts would be empty.
    pub fn of(split: &Split, interviews: &[&Interview]) -> Result<Self> {
        let (held_out, seed) = match split {
            Split::Drawn { share, seed } => (drawn(*share, *seed, interviews), Some(*seed)),
            Split::Named(names) => (named(names, interviews)?, None),
        };
        let names = |is_held_out: bool| -> Vec<String> {
            let all = interviews.iter().enumerate().filter(|(i, _)| held_out.contains(i) == is_held_out);
            all.map(|(_, interview)| interview.name.clone()).collect()
        };
        let (development, held) = (names(false), names(true));
        if development.is_empty() || held.is_empty() {
            return Err(Error::usage(
                format!(
                    "--split leaves {} to write rules from and {} to measure them on",
                    several(development.len(), "interview"),
                    held.len()
                ),
                "both parts need at least one that the reference has coded; interviews of one case stay together",
            ));
        }
        let cases = |is_held_out: bool| -> BTreeSet<&String> {
            let all = interviews.iter().enumerate().filter(|(i, _)| held_out.contains(i) == is_held_out);
            all.flat_map(|(_, interview)| &interview.cases).collect()
        };
        let in_both = cases(false).intersection(&cases(true)).map(|&case| case.clone()).collect();
        Ok(Self { development, held_out: held, in_both, seed })
    }

    /// Whether an interview is held out; one that was not parted is not.
    #[must_use]
    pub fn holds_out(&self, name: &str) -> bool {
        self.held_out.iter().any(|held| held == name)
    }
}

/// Draws interviews, those that share a case as one, until they are enough.
fn drawn(share: f64, seed: u64, interviews: &[&Interview]) -> BTreeSet<usize> {
    let mut together: Vec<Vec<usize>> = Vec::new();
    for (i, interview) in interviews.iter().enumerate() {
        // Whoever shares a case with this one, joined by it, is one with them.
        let shares = |group: &Vec<usize>| group.iter().any(|&j| !interviews[j].cases.is_disjoint(&interview.cases));
        let (joined, apart): (Vec<_>, Vec<_>) = together.into_iter().partition(shares);
        together = apart;
        together.push(joined.into_iter().flatten().chain([i]).collect());
    }
    together.iter_mut().for_each(|group| group.sort_unstable());
    together.sort_unstable();
    let mut lots = ChaCha8Rng::seed_from_u64(seed);
    let mut order: Vec<(u64, Vec<usize>)> = together.into_iter().map(|group| (lots.next_u64(), group)).collect();
    order.sort_unstable();
    let wanted = (share * interviews.len() as f64).ceil();
    let mut held_out = BTreeSet::new();
    for (_, group) in order {
        if held_out.len() as f64 >= wanted {
            break;
        }
        held_out.extend(group);
    }
    held_out
}

/// The interviews with these ids: whole ones, or the last part of one alone.
fn named(names: &[String], interviews: &[&Interview]) -> Result<BTreeSet<usize>> {
    let mut called: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, interview) in interviews.iter().enumerate() {
        let whole = interview.name.as_str();
        let names = BTreeSet::from([whole, whole.rsplit('/').next().unwrap_or(whole)]);
        names.into_iter().for_each(|name| called.entry(name).or_default().push(i));
    }
    let mut held_out = BTreeSet::new();
    for name in names {
        match called.get(name.as_str()).map(Vec::as_slice) {
            Some([one]) => held_out.insert(*one),
            found => {
                let message = match found {
                    None => format!("--split: `{name}` is no interview that the reference has coded"),
                    Some(_) => format!("--split: `{name}` may be several interviews"),
                };
                let known: Vec<&str> = interviews.iter().map(|interview| interview.name.as_str()).collect();
                return Err(Error::usage(message, format!("write one id a line; there are {}", known.join(", "))));
            }
        };
    }
    Ok(held_out)
}

#[cfg(test)]
mod tests {
    use super::{Interview, Split, Splitting};

    fn interview(name: &str, cases: &[&str]) -> Interview {
        Interview {
            name: name.to_owned(),
            cases: cases.iter().map(|&case| case.to_owned()).collect(),
            ..Interview::default()
        }
    }

    #[test]
    fn interviews_of_one_person_stay_together_whatever_the_seed() {
        let all: Vec<Interview> = [("r1", vec!["P1"]), ("r2", vec!["P2"]), ("r3", vec!["P1"]), ("r4", vec![])]
            .map(|(name, cases)| interview(name, &cases))
            .to_vec();
        let all: Vec<&Interview> = all.iter().collect();
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..40 {
            let splitting = Splitting::of(&Split::Drawn { share: 0.5, seed }, &all).unwrap();
            assert_eq!(splitting.holds_out("r1"), splitting.holds_out("r3"), "seed {seed}");
            assert!(splitting.held_out.len() >= 2 && splitting.in_both.is_empty());
            assert_eq!(Splitting::of(&Split::Drawn { share: 0.5, seed }, &all).unwrap(), splitting);
            seen.insert(splitting.held_out);
        }
        assert!(seen.len() > 1, "the seed decides");
    }

    #[test]
    fn a_list_of_ids_is_taken_at_its_word_and_a_person_in_both_parts_is_told() {
        let all: Vec<Interview> = ["a/r1", "a/r2", "b/r2"].iter().map(|name| interview(name, &["P1"])).collect();
        let all: Vec<&Interview> = all.iter().collect();
        let of =
            |names: &[&str]| Splitting::of(&Split::Named(names.iter().map(|&name| name.to_owned()).collect()), &all);
        let splitting = of(&["r1"]).unwrap();
        assert_eq!((splitting.held_out, splitting.in_both), (vec!["a/r1".to_owned()], vec!["P1".to_owned()]));
        assert!(of(&["r2"]).is_err(), "two are called so");
        assert!(of(&["r9"]).unwrap_err().to_string().contains("r9"));
        assert!(of(&["r1", "a/r2", "b/r2"]).is_err(), "nothing is left to write rules from");
    }
}
