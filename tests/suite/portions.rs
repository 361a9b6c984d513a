//! Nothing that is counted depends on where the portions of a long transcript lie.

use kantlijn::apply::{Application, Applied};
use kantlijn::corpus::{Corpus, ReadOptions};
use kantlijn::scope::Unit;
use kantlijn::tally::{By, CodeTree, Counts, Tally, TallyPlan};
use kantlijn::text::Lines;

use crate::samples::{apply_all, in_repository, samples};

/// The sample study in portions of so many bytes, or whole.
fn applied(portion: Option<usize>) -> Vec<Applied> {
    let samples = samples();
    let application = Application::new(&samples.codebook, Some(&samples.matcher), &[]);
    let options = ReadOptions { portion, ..ReadOptions::default() };
    let corpus = Corpus::open(&[in_repository("sample_data")], options).expect("the samples");
    apply_all(&application, &corpus)
}

fn counts(applied: &[Applied], unit: Unit, by: Option<&str>) -> Counts {
    let by = by.map(By::variable);
    let tree = CodeTree::of(&samples().codebook);
    let mut tally = Tally::new(TallyPlan { unit, by, tree, ..TallyPlan::default() });
    let fresh = tally.fresh();
    for one in applied {
        let mut next = fresh.fresh();
        next.add(&one.reading.document, &one.segments, &one.codings);
        tally.merge(next);
    }
    tally.finish().expect("no numbers")
}

/// Every coding in the transcript's own numbers: turn, code points, code, stance, prompted, and its mentions' code points.
fn told(applied: &[Applied]) -> Vec<String> {
    let mut told = Vec::new();
    for Applied { reading, codings, .. } in applied {
        let (document, lines) = (&reading.document, Lines::new(&reading.document.text));
        let point = |byte: u32| document.portion.code_points + lines.code_point(byte as usize) as u64;
        for coding in codings {
            let turn = coding.turn.map(|turn| document.portion.turns + u64::from(turn.0));
            let place = (turn, point(coding.span.start), point(coding.span.end));
            let mentions: Vec<_> =
                coding.mentions.iter().map(|m| (point(m.span.start), point(m.span.end), m.rule)).collect();
            let said = document.quote(coding.span);
            told.push(format!(
                "{} {place:?} {:?} {:?} {:?} {mentions:?} {said}",
                document.name, coding.code, coding.stance, coding.prompted
            ));
        }
    }
    told
}

#[test]
fn the_samples_count_the_same_whole_and_in_portions_of_any_size() {
    let whole = applied(None);
    let mut most = 0;
    for size in [1, 3_000] {
        let parted = applied(Some(size));
        most = most.max(parted.len());
        assert_eq!(told(&parted), told(&whole), "portions of {size} bytes");
        for unit in
            [Unit::Answer, Unit::Sentence, Unit::Turn, Unit::Paragraph, Unit::Window(30), Unit::Transcript, Unit::Case]
        {
            for by in [None, Some("profession"), Some("speaker"), Some("part")] {
                assert_eq!(
                    counts(&parted, unit, by),
                    counts(&whole, unit, by),
                    "{unit} by {by:?}, portions of {size} bytes"
                );
            }
        }
    }
    assert!(most > 3 * whole.len(), "only {most} portions of {} transcripts", whole.len());
}
