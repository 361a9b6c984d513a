//! Invented dictionaries with the oddities of real ones: what they become, and what is told.

use std::fmt::Write as _;
use std::path::Path;

use insta::assert_snapshot;

use crate::codebook::Codebook;
use crate::codebook::parse::FORMATS;
use crate::codebook::parse::draft::Draft;
use crate::diagnostic::{Diagnostic, Reported};

/// The dictionaries below, each with the name of its file.
pub(super) const ALL: [(&str, &str); 9] = [
    ("d.yml", QUANTEDA),
    ("d.dic", LIWC),
    ("d.dic", LIWC_LOOSE),
    ("d.dicx", LIWC_22),
    ("d.cat", WORDSTAT),
    ("d.ykd", YOSHIKODER),
    ("d.lcd", LEXICODER_2),
    ("d.lc3", LEXICODER),
    ("d.cod", KH_CODER),
];

fn draft(name: &str, bytes: &[u8]) -> Draft {
    let extension = name.rsplit('.').next().expect("an extension");
    let format = FORMATS.iter().find(|format| format.extensions.contains(&extension)).expect("a format");
    (format.draft)(Path::new(name), bytes.to_vec()).expect("mistakes are in the draft")
}

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reported<Codebook>, Vec<Diagnostic>> {
    draft(name, bytes).finish()
}

/// A line for each code and each of its rules, and below them what is told.
pub(super) fn said(name: &str, text: &str) -> String {
    let Reported { value, diagnostics } = match read(name, text.as_bytes()) {
        Ok(read) => read,
        Err(mistakes) => return mistakes.iter().map(|one| format!("{one}\n")).collect(),
    };
    let mut said = String::new();
    for code in &value.codes {
        let _ = write!(said, "{}: {}", code.id, code.name.plain.as_deref().unwrap_or("–"));
        for more in [code.color.as_deref().unwrap_or_default(), &code.definition] {
            let _ = write!(said, "{}{more}", if more.is_empty() { "" } else { ", " });
        }
        for (name, value) in &code.further {
            let _ = write!(said, ", {name} {value}");
        }
        said.push('\n');
        for rule in &code.rules {
            let _ = write!(said, "  {} {}", rule.line, rule.text);
            if let Some(condition) = &rule.scoped.r#where {
                let _ = write!(said, " [where {condition}]");
            }
            if !rule.note.is_empty() {
                let _ = write!(said, " [{}]", rule.note);
            }
            said.push('\n');
        }
    }
    for one in diagnostics {
        let line =
            one.place.map_or(0, |place| place.source.text[..place.span.start as usize].matches('\n').count() + 1);
        let _ = writeln!(said, "! {line} {}: {}", one.kind, one.message);
    }
    said
}

const QUANTEDA: &str = "# invented
Schaamte:
  - schaam*
  - \"te veel\"
  - *gêne
  - plan 9
  - ':)'
  - c++
  - '#trots'
  - Verbergen: [zwijg*, 'OR', wom?n]
  - no
Trots/eer:
  '': [trots]
  kind:
    klein: dochter*
    klein_: {diep: &d [zoon]}
  leeg:
  weer: *d
+negative#AA0000:
  - bah
  - '*'
";

#[test]
fn patterns_of_quanteda_stand_beside_categories() {
    assert_snapshot!(said("d.yml", QUANTEDA), @r##"
    schaamte: Schaamte
      3 schaam*
      4 "te veel"
      5 *gêne
      6 "plan 9"
      9 trots
      11 no
    schaamte/verbergen: Verbergen
      10 zwijg*
      10 "OR"
      10 wom?n
    trots-eer: Trots/eer
      13 trots
    trots-eer/kind: kind
    trots-eer/kind/klein: klein
      15 dochter*
    trots-eer/kind/klein_: klein_
    trots-eer/kind/klein_/diep: diep
      16 zoon
    trots-eer/leeg: leeg
    trots-eer/weer: weer
      16 zoon
    negative: negative, #AA0000
      20 bah
    ! 1 not-carried: the remark `invented` does not come along
    ! 7 not-carried: `:)` is left out: it holds no letter or digit, so it is no word here
    ! 8 not-carried: `c++` is left out: signs are no part of a word here, and without them it would find much else
    ! 9 not-carried: the signs beside the words of `#trots` do not count here: it is found without them too
    ! 21 not-carried: `*` is left out: it would find every word
    "##);
}

const LIWC: &str = "A dictionary
%
01\tfunct (Functiewoorden)
\t02\tik
\t\t03\tmij / me
04\tgevoel
5\tgevoel
6
x\tnaamloos
131\tkindof
125\tlike
464\tfiller
%
\t
ik\t02
me \t 03 02
schaam*\t04\t5
plan 9\t4
te  veel\t4
zo'n (3)\t[04]
ongeluk\t(4)
kind<of>131/125
houd\t<van>131/125\t04
like\t(02 134)125/464\t253
:)\t4
niks
blij\tvrolijk\t4
";

#[test]
fn terms_of_liwc_go_to_the_categories_of_their_numbers() {
    assert_snapshot!(said("d.dic", LIWC), @r##"
    funct: funct (Functiewoorden), number 1
    funct/ik: ik, number 2
      15 ik
      16 me
    funct/ik/mij-me: mij / me, number 3
      16 me
    gevoel: gevoel, number 4
      17 schaam*
      18 "plan 9"
      19 "te veel"
      20 "zo'n 3"
      21 ongeluk
      23 houd
      27 blij
    gevoel-2: gevoel, number 5
      17 schaam*
    6: 6, number 6
    kindof: kindof, number 131
      22 "kind of"
      23 "houd van"
    like: like, number 125
      22 kind EXCEPT "kind of"
      23 houd EXCEPT "houd van"
    filler: filler, number 464
      24 like
    ! 1 not-carried: `A dictionary` stands above the list of categories and does not come along
    ! 7 same-id: another category at this place is called like `gevoel`, so this one gets a number behind its id
    ! 9 not-carried: `x	naamloos` names no category: a line between the two lines of % is a number and a name
    ! 20 not-carried: the signs beside the words of `zo'n (3)` do not count here: it is found without them too
    ! 24 not-carried: the condition of `like	(02 134)125/464	253` does not come along: the term counts for the category behind the slash, whatever words stand beside it
    ! 24 not-carried: `like 253`: there is no category with this number
    ! 25 not-carried: `:)` is left out: it holds no letter or digit, so it is no word here
    ! 26 not-carried: `niks` is left out: no number behind it says which category it belongs to
    ! 27 not-carried: `vrolijk` behind a term is no number of a category, so it is passed over
    "##);
}

/// Spaces for tabs, a number for the first line of %, lines that end in a carriage return alone.
const LIWC_LOOSE: &str =
    "1 schaamte\r2  trots en eer\r%\rgêne 1\rplan 9 1\rheel erg trots  2\rin 2 dagen 1 2\ruit 2024\r";

#[test]
fn liwc_may_be_written_with_spaces() {
    assert_snapshot!(said("d.dic", LIWC_LOOSE), @r##"
    schaamte: schaamte, number 1
      4 gêne
      5 "plan 9"
      7 "in 2 dagen"
    trots-en-eer: trots en eer, number 2
      6 "heel erg trots"
      7 "in 2 dagen"
    ! 8 not-carried: `uit 2024`: there is no category with this number
    "##);
}

#[test]
fn liwc_without_a_list_of_categories_calls_them_by_their_numbers() {
    let codes = "1: 1\n  1 schaam*\n  2 trots\n4: 4\n  2 trots\n";
    assert!(said("d.dic", "schaam*\t\t01\ntrots\t01 04\n").starts_with(codes));
}

const LIWC_22: &str =
    "DicTerm,Schaamte,Trots,,Schaamte\r\nschaam*,X,,,\r\n\"te veel, heus\",x,0.5,,1\r\n\r\nblij,,0,,\r\nbah,?,,X,x\r\n";

#[test]
fn terms_of_liwc_22_have_marks_and_weights() {
    assert_snapshot!(said("d.dicx", LIWC_22), @r##"
    schaamte: Schaamte
      2 schaam*
      3 "te veel heus"
    trots: Trots
      3 "te veel heus" [weight 0.5]
    schaamte-2: Schaamte
      3 "te veel heus"
      6 bah
    ! 1 same-id: another category at this place is called like `Schaamte`, so this one gets a number behind its id
    ! 3 not-carried: the signs beside the words of `te veel, heus` do not count here: it is found without them too
    ! 3 not-carried: the weight of `te veel, heus` is kept as a note of its rule, but does not count: every mention counts once
    ! 5 not-carried: `blij` is left out: it has no X in the column of any category
    ! 6 not-carried: `?` is passed over: a cell is empty, or holds an X or a weight
    ! 6 not-carried: `X` stands in a column without a name, so it belongs to no category
    "##);
}

const WORDSTAT: &str = "SCHAAMTE
   \tGENE (1)
   \tTE_VEEL* (1)
   \tVERBERGEN
   \t\tZWIJG* (1)
   \t\tNIET_VERTEL?EN (0.5)
   \t\t@NIET_TROTS [TROTS AFTER NIET /C 3] (1)
   \tNEAR (1)
   \t~BESCHAAMD (1)
TROTS (2)
   \tPLAN_9 (1)
   \tLEEG
   \tTROTS (12)
LOS (1)
";

#[test]
fn wordstat_says_by_its_tabs_what_stands_below_what() {
    assert_snapshot!(said("d.cat", WORDSTAT), @r##"
    schaamte: SCHAAMTE
      2 GENE
      3 "TE VEEL*"
      8 "NEAR"
    schaamte/verbergen: VERBERGEN
      5 ZWIJG*
      6 "NIET VERTEL?EN" [weight 0.5]
    trots: TROTS
      11 "PLAN 9"
      13 TROTS [weight 12]
    trots/leeg: LEEG
    ! 6 not-carried: the weight of `NIET_VERTEL?EN` is kept as a note of its rule, but does not count: every mention counts once
    ! 7 not-carried: the rule `@NIET_TROTS [TROTS AFTER NIET /C 3] (1)` does not come along: its terms and distances are not understood here
    ! 9 not-carried: `~BESCHAAMD` is left out: the sign before it says that it should not count
    ! 10 not-carried: the weight of the category `TROTS` does not come along
    ! 13 not-carried: the weight of `TROTS` is kept as a note of its rule, but does not count: every mention counts once
    ! 14 not-carried: `LOS` is left out: it stands in no category
    "##);
    let without_weights = "SCHAAMTE\n\tGENE\n\tVERBERGEN\n\t\tZWIJG*\n";
    assert_snapshot!(said("d.cat", without_weights), @r##"
    schaamte: SCHAAMTE
      2 GENE
    schaamte/verbergen: VERBERGEN
      4 ZWIJG*
    "##);
}

const YOSHIKODER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805" patternengine="substring">
  <!-- invented -->
  <cnode name="Gevoelens" desc="Wat mensen voelen">
    <cnode name="Schaamte &amp; spijt" desc="zich schamen">
      <pnode name="schaam*"/>
      <pnode name="te veel" score="2.5"></pnode>
      <cnode name="Stil"><pnode name="zwijg*" score="1.0" desc="ook zweeg"/></cnode>
      <pnode name="!!!"/>
    </cnode>
    <cnode><pnode name="los"/></cnode>
    <cnode name="Trots" color="red"/>
    <cnode name="Rust" color="0.0 0.2 1.0"/>
    <pnoed name="fout"/>
  </cnode>
</dictionary>
"#;

#[test]
fn yoshikoder_has_categories_within_the_dictionary() {
    assert_snapshot!(said("d.ykd", YOSHIKODER), @r##"
    schaamte-spijt: Schaamte & spijt, zich schamen
      6 schaam*
      7 "te veel" [weight 2.5]
    schaamte-spijt/stil: Stil
      8 zwijg* [ook zweeg]
    trots: Trots
    rust: Rust, #0033FF
    ! 3 not-carried: the remark `invented` does not come along
    ! 7 not-carried: the weight of `te veel` is kept as a note of its rule, but does not count: every mention counts once
    ! 9 not-carried: `!!!` is left out: it holds no letter or digit, so it is no word here
    ! 11 not-carried: `cnode` has no name, so it is passed over
    ! 11 not-carried: the pattern `los` is left out: it stands in no category
    ! 12 not-carried: `color="red"` does not come along: it is no part of a dictionary that is known here
    ! 14 not-carried: `pnoed` does not come along: it is no part of a dictionary that is known here
    "##);
    let expressions = r#"<dictionary patternengine="regexp"><cnode name="a"><pnode name="scha(am|men)/x"/><pnode name="(?=x)"/></cnode></dictionary>"#;
    assert_snapshot!(said("d.ykd", expressions), @r##"
    a: a
      1 regex:/\b(?:scha(am|men)\/x)\b/
    ! 1 not-carried: the regular expression `(?=x)` is left out: it cannot be read here
    "##);
}

const LEXICODER_2: &str = "<dictionary style=\"Lexicoder\" name=\"Toon\"><cnode name=\"pos#00aa00\"><pnode name=\" goed*\"/><cnode name=\"heel\"><pnode name=\"erg goed \"/></cnode></cnode></dictionary>";

#[test]
fn lexicoder_2_names_the_dictionary_outside_its_categories() {
    let codes = "pos: pos, #00aa00\n  1 goed*\npos/heel: heel\n  1 \"erg goed\"\n";
    assert_eq!(said("d.lcd", LEXICODER_2), codes);
    assert_eq!(draft("d.lcd", LEXICODER_2.as_bytes()).name.plain.as_deref(), Some("Toon"));
}

const LEXICODER: &str = "los
+negative#AA0000
slecht*
plan 9
+Positive
\tgoed*\t1.5
\t+Heel goed
\t\tuitstekend\t(1)
\t\tte  gek
\tprima
+positive
fijn
";

#[test]
fn headings_of_lexicoder_keep_their_color_and_lose_their_plus() {
    assert_snapshot!(said("d.lc3", LEXICODER), @r##"
    negative: negative, #AA0000
      3 slecht*
      4 "plan 9"
    positive: Positive
      6 goed* [weight 1.5]
      10 prima
    positive/heel-goed: Heel goed
      8 uitstekend
      9 "te gek"
    positive-2: positive
      12 fijn
    ! 1 not-carried: `los` is left out: it stands above every heading, so in no category
    ! 6 not-carried: the weight of `goed*` is kept as a note of its rule, but does not count: every mention counts once
    ! 11 same-id: another category at this place is called like `positive`, so this one gets a number behind its id
    "##);
}

const KH_CODER: &str = "# invented
voor
*Schaamte
schaam | te+veel | 'vol/hoofd' | near(ik-zwijg)[5]
*Trots
( trots | eer ) & ! <*Schaamte>
| trots-->Noun and not (kind or hond)

＊Volgorde
seq(ik-ben-trots)[b3] | near(a-b-c)
*Vaak
<*Trots> >= 3 | <>rol-->moeder & kind
*Alleen
! kind
*Variabele
<>rol-->vader
*Rekenen
kind + hond > 2 | lw > 5
*Lengte
lw > 5
*Los
kind hond
*Open
( kind
*Onbekend
<*Later> | kind
*Later
kind
";

#[test]
fn conditions_of_kh_coder_become_rules() {
    assert_snapshot!(said("d.cod", KH_CODER), @r##"
    schaamte: Schaamte
      4 schaam
      4 "te veel"
      4 regex:/vol\/hoofd/
      4 (ik NEAR/4 zwijg)
    trots: Trots
      6 (trots OR eer) NOT code:schaamte
      7 trots NOT (kind OR hond)
    volgorde: Volgorde
      10 (ik BEFORE/2 ben BEFORE/2 trots)
      10 (a BEFORE/9 b BEFORE/9 c OR a BEFORE/9 c BEFORE/9 b OR b BEFORE/9 a BEFORE/9 c OR b BEFORE/9 c BEFORE/9 a OR c BEFORE/9 a BEFORE/9 b OR c BEFORE/9 b BEFORE/9 a)
    vaak: Vaak
      12 COUNT(code:trots) >= 3
      12 kind [where rol = "moeder"]
    alleen: Alleen, condition ! kind
    variabele: Variabele, condition <>rol-->vader
    rekenen: Rekenen, condition kind + hond > 2 | lw > 5
    lengte: Lengte, condition lw > 5
    los: Los, condition kind hond
    open: Open, condition ( kind
    onbekend: Onbekend, condition <*Later> | kind
      26 kind
    later: Later
      28 kind
    ! 1 not-carried: the remark `invented` does not come along
    ! 2 not-carried: `voor` is left out: no code stands above it
    ! 4 not-carried: KH Coder looks for the base forms of words; these rules find the words as they are written
    ! 4 not-carried: KH Coder counts punctuation as words in the distances of near() and seq(); here only words count
    ! 6 not-carried: KH Coder looks for what `&` and `!` join in the unit that is chosen when it counts; here both stand in one sentence
    ! 7 not-carried: the word class or form in `trots-->Noun` is not looked at: the word is found whatever it is there
    ! 10 not-carried: that all words of `seq(ik-ben-trots)[b3]` stand in one sentence or paragraph does not come along: they stand in one turn
    ! 14 not-carried: the condition `! kind` is left out: no rule can say it
    ! 16 not-carried: `<>rol-->vader` is left out: it names a variable alone, and a code marks words
    ! 18 not-carried: the condition is left out at `+`: rules do not calculate
    ! 20 not-carried: what is joined with `lw` is left out: the number, length or heading of a text cannot be asked for in a rule
    ! 22 not-carried: the condition is left out from `hond` on: an operator is missing before it
    ! 24 not-carried: the condition is left out at `(`: something is missing here
    ! 26 not-carried: what is joined with `<*Later>` is left out: no code above it has this name
    "##);
}

#[test]
fn what_is_no_dictionary_says_what_one_looks_like() {
    assert_snapshot!(said("d.yml", "- los\n"), @r##"
    d.yml:1:1: error: there is no category in this file (write a category and a colon, and its terms indented below it, each behind a dash)
    d.yml:1:3: warning: `los` is left out: it stands in no category (put a name with a colon above them, and indent them below it)
    "##);
    assert_snapshot!(said("d.yml", "a: [x\nb: y\n"), @"d.yml:2:2: error: from here on this file cannot be read as YAML (check the indent, colons and brackets of this line and the one above; a term that holds : # or starts with * & ! [ { @ % or a quote stands in quotes)");
    assert_snapshot!(said("d.dic", "schaamte 1\n"), @"d.dic:1:1: error: this is no dictionary of LIWC: its categories do not stand between two lines of % (write a line with only %, then a line with number, tab and name for every category, another line with only %, and the terms below it)");
    assert_snapshot!(said("d.ykd", "geen xml <"), @r##"
    d.ykd:1:1: warning: `geen xml` does not come along: it is no part of a dictionary that is known here (write what matters in the memo of the code)
    d.ykd:1:10: error: this is no dictionary of Yoshikoder or Lexicoder: it cannot be read as XML (open it in Yoshikoder or Lexicoder, and save it again)
    "##);
    assert_snapshot!(said("d.lc3", ""), @"d.lc3:1:1: error: there is no category in this file (write a heading with a plus before it, and its terms below it, a line each: +shame)");
}

#[test]
fn losses_of_one_kind_are_counted_where_there_are_many() {
    let many: String = (0..50).map(|i| format!("goed{i}\t{}.5\n", i)).collect();
    let read = read("d.lc3", format!("+a\n{many}").as_bytes()).expect("a codebook");
    let told: Vec<_> = read.diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "50 weights are kept as notes of their rules, but do not count: every mention counts once: `goed0` (line 2), `goed1` (line 3), `goed2` (line 4) and 47 more"
        ]
    );
}

#[test]
fn old_encodings_are_read_and_told() {
    let read = read("d.lc3", b"+g\xeane\nco\xf6rdinatie\nre\xebel\n").expect("a codebook");
    assert_eq!(read.value.codes[0].name.plain.as_deref(), Some("gêne"));
    assert_eq!(read.diagnostics[0].kind, "encoding");
    let declared = b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><dictionary><cnode name=\"g\xeane\"><pnode name=\"x\"/></cnode></dictionary>";
    let read = super::yoshikoder::draft(Path::new("d.ykd"), declared.to_vec()).expect("a draft");
    assert_eq!(read.codes[0].name.plain.as_deref(), Some("gêne"));
}
