use super::{Said, Target, Vocabularies, Vocabulary};
use crate::coding::samples::by_hand;
use crate::corpus::{Admission, Document};
use crate::ids::CodeId;
use crate::segment::samples::{cut, interview, set};
use crate::tally::CodeTree;

fn study() -> Document {
    let mut document = interview(0, "r1", &["I: En het werk?", "R: Het wérk, het werk.", "S: Werk? Hoop."]);
    set(&mut document, "R", "profession", "kok");
    document
}

fn counted(target: Target, document: &Document) -> Vocabulary {
    let codings = [by_hand(document, 1, "het werk."), by_hand(document, 0, "werk.")];
    let vocabularies = Vocabularies::new(target, Admission::default());
    vocabularies.add(document, &cut(document), &codings);
    vocabularies.finish()
}

fn said(vocabulary: &Vocabulary, word: &str) -> (u64, u64) {
    let found = vocabulary.each.iter().find(|(known, _)| known == word);
    found.map_or((0, 0), |&(_, Said { here, elsewhere })| (here, elsewhere))
}

#[test]
fn words_under_a_code_and_below_it_count_once_and_interviewers_words_do_not() {
    let tree = CodeTree::new([None, Some(CodeId(0)), None]);
    let vocabulary = counted(Target::Code(CodeId(0), tree.clone()), &study());
    assert_eq!(vocabulary.words, Said { here: 2, elsewhere: 4 });
    assert_eq!(
        (said(&vocabulary, "het"), said(&vocabulary, "werk"), said(&vocabulary, "hoop")),
        ((1, 1), (1, 2), (0, 1))
    );
    assert_eq!(counted(Target::Code(CodeId(2), tree), &study()).words, Said { here: 0, elsewhere: 6 });
}

#[test]
fn a_group_is_set_against_everybody_else() {
    let vocabulary = counted(Target::Group("profession = kok".parse().unwrap()), &study());
    assert_eq!((vocabulary.words, said(&vocabulary, "werk")), (Said { here: 4, elsewhere: 2 }, (2, 1)));
}
