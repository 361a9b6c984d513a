//! `kantlijn check`: how the transcripts were read, and whether the codebook holds.

use std::collections::BTreeSet;

use kantlijn::Result;
use kantlijn::apply::Applied;
use kantlijn::check::{RuleUse, event_diagnostics, examples, scope_diagnostics};
use kantlijn::codebook::lint;
use kantlijn::coding::{HandCodings, MarginComments};
use kantlijn::corpus::Document;
use kantlijn::diagnostic::{Diagnostic, Severity};
use kantlijn::tables::{TranscriptRow, transcripts};
use kantlijn::wording::{Lang, either, several};

use super::Answer;
use crate::args::{Check, Counting};
use crate::noticed::Noticed;
use crate::study::{self, Job};
use crate::talk;
use crate::{project, unused};

pub fn run(args: &Check) -> Result<Answer> {
    let has_transcripts = !args.study.transcripts.is_empty() || project::Project::find(&[])?.is_some();
    if !has_transcripts {
        let ([format, output, excel, no_text], [_, codings, decisions]) =
            (unused::of_output(&args.output), unused::of_coding(&args.study));
        let [part, condition] = unused::of_admission(&args.study);
        let lang = ("--lang", args.study.lang.is_some());
        unused::refuse(
            [format, output, excel, no_text, codings, decisions, part, condition, lang],
            "no transcripts are given",
            "name some, or leave that out to check the codebook alone",
        )?;
        // A codebook can be checked on its own.
        let (rules, segment) = study::rules_of(&args.study)?;
        let mut all = rules.diagnostics.clone();
        all.extend(lint(&rules.codebook));
        all.extend(event_diagnostics(&rules.codebook, &[]));
        let summary = run_examples(&rules, &segment, &mut all);
        return Ok(answer(&all, &summary, 0, 0, args.study.quiet));
    }
    let has_codebook = args.study.codebook.is_some()
        || !args.study.codings.is_empty()
        || project::Project::find(&args.study.transcripts)?.is_some_and(|p| p.study.codebook.is_some())
        || study::own_project(&args.study)?.is_some();
    if !has_codebook {
        unused::refuse(
            unused::of_admission(&args.study),
            "without a codebook every turn is shown, whoever speaks",
            "leave that out, or name a codebook with -c",
        )?;
    }
    let job =
        if has_codebook { Job::resolve(&args.study, &Counting::default())? } else { Job::for_reading(&args.study)? };
    let job = job.comparing();
    let application = job.application();
    let (mut rows, mut rule_use, mut noticed) = (
        Vec::new(),
        RuleUse::default(),
        Noticed::new(Vec::new(), args.output.no_text).redacting(job.redaction.clone()),
    );
    noticed.anchored.astray = job.hand.iter().map(HandCodings::astray).sum();
    let mut reading: Vec<(String, Diagnostic)> = Vec::new();
    let mut noted = Noted::default();
    let mut take = |seen, applied: Applied| {
        noted.add(&applied.reading.document);
        noticed.add(seen);
        rule_use.add(&applied.segments, &applied.codings);
        let name = &applied.reading.document.name;
        reading.extend(applied.reading.report.diagnostics.iter().map(|d| (name.clone(), noticed.showable(d))));
        for (what, characters) in &applied.reading.report.dropped {
            reading.push((
                name.clone(),
                Diagnostic::note("dropped", format!("left out: {what} ({})", several(*characters, "character"))),
            ));
        }
        if let Some(comments) = applied.reading.comments() {
            let naming = MarginComments::of(&applied.reading).naming_codes(&job.rules.codebook);
            reading.push((name.clone(), in_margin(&comments, naming, &job)));
        }
        rows.push(TranscriptRow::of(&applied.reading, &applied.segments));
        Ok(())
    };
    let streamed = job.run(&application, |applied| applied, &mut take)?;
    job.write(&args.output, || transcripts(&rows, Lang::of(&job.lang)))?;

    for left_out in job.corpus.left_out().iter().filter(|_| !job.quiet) {
        talk::say(&format!("left out: {} ({})", left_out.path.display(), left_out.why));
    }
    let is_said = |d: &Diagnostic| !job.quiet || d.severity == Severity::Error || d.kind == "no-interviewer";
    for (name, diagnostic) in reading.iter().filter(|(_, diagnostic)| is_said(diagnostic)) {
        talk::remark(
            diagnostic.severity,
            &format!("{name}: {}", diagnostic.message),
            diagnostic.help.as_deref().unwrap_or(""),
        );
    }
    let remarks = reading.iter().filter(|(_, d)| d.severity == Severity::Warning && d.kind != "no-interviewer").count();
    let unrecognised = reading.iter().filter(|(_, diagnostic)| diagnostic.kind == "no-interviewer").count();
    let mut alarms = Noticed::default();
    std::mem::swap(&mut alarms, &mut noticed);
    for (alarm, mend) in alarms.study_alarms(&streamed).iter().chain(&alarms.redaction_alarms()).filter(|_| !job.quiet)
    {
        talk::warning(alarm, mend);
    }
    let mut all: Vec<Diagnostic> = job.corpus.diagnostics().to_vec();
    all.extend(alarms.hand().iter().cloned());
    if let Err(error) = alarms.refuse_wordless() {
        all.push(Diagnostic::error("no-words", error.to_string()).help("export or save the transcripts again"));
    }
    let mut summary = String::new();
    if has_codebook {
        if job.hand.is_empty() {
            all.extend(job.uncounted());
        }
        all.extend(job.rules.diagnostics.iter().cloned());
        let codebook = job.rules.as_written();
        all.extend(lint(codebook));
        all.extend(event_diagnostics(codebook, &job.corpus.options().events));
        all.extend(scope_diagnostics(codebook, job.admission.part));
        summary = run_examples(&job.rules, &job.segment, &mut all);
        if job.rules.matcher.is_some() {
            all.extend(rule_use.diagnostics(codebook));
        }
    }
    if alarms.anchored.all() > 0 {
        summary = format!("{summary}\nHand coding: {}.", alarms.anchored).trim_start().to_owned();
    }
    if let Some(memos) = noted.in_words() {
        summary = format!("{summary}\n{memos}").trim_start().to_owned();
    }
    Ok(answer(&all, &summary, unrecognised, remarks, job.quiet))
}

fn run_examples(
    rules: &study::Rules,
    options: &kantlijn::segment::SegmentOptions,
    all: &mut Vec<Diagnostic>,
) -> String {
    let codebook = rules.as_written();
    let size = format!("{} and {}", several(codebook.codes.len(), "code"), several(codebook.rules().count(), "rule"));
    match &rules.matcher {
        None => format!("The codebook has {size}."),
        Some(matcher) => {
            let ran = examples(codebook, matcher, options);
            let failed = ran.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
            let held = ran.examples + ran.counterexamples - failed;
            all.extend(ran.diagnostics);
            format!(
                "The codebook has {size}; {held} of {} {} ({}, {}).",
                several(ran.examples + ran.counterexamples, "example"),
                either(held, "holds", "hold"),
                several(ran.examples, "example"),
                several(ran.counterexamples, "counterexample"),
            )
        }
    }
}

/// What memos are about, so that a researcher sees that theirs were understood.
#[derive(Default)]
struct Noted {
    cases: BTreeSet<String>,
    transcripts: BTreeSet<String>,
}

impl Noted {
    fn add(&mut self, document: &Document) {
        let name = &document.name;
        self.transcripts.extend((!document.memo.is_empty()).then(|| name.clone()));
        self.cases.extend(document.case.clone().filter(|_| !document.case_memo.is_empty()));
        let speakers = document.speakers.iter().filter(|speaker| !speaker.memo.is_empty());
        self.cases.extend(speakers.map(|one| one.case.clone().unwrap_or_else(|| format!("{name}/{}", one.label))));
    }

    /// `Memos: on 2 cases and 1 transcript.`
    fn in_words(&self) -> Option<String> {
        let of = |all: &BTreeSet<String>, what| (!all.is_empty()).then(|| several(all.len(), what));
        let on: Vec<String> =
            [of(&self.cases, "case"), of(&self.transcripts, "transcript")].into_iter().flatten().collect();
        (!on.is_empty()).then(|| format!("Memos: on {}.", on.join(" and ")))
    }
}

/// That there are comments, and what becomes of them.
fn in_margin(comments: &str, naming: usize, job: &Job) -> Diagnostic {
    let name = either(naming, "names a code", "name codes");
    let (what, help) = match naming {
        0 => ("which code nothing".to_owned(), "see them with `kantlijn transcript FILE --comments`"),
        _ if job.hand.iter().any(|codings| codings.rows_are == "comment") => (format!("of which {naming} {name}"), ""),
        _ => (format!("of which {naming} {name} and none is counted"), "count them with `--codings comments`"),
    };
    let note = Diagnostic::note("comments", format!("{comments} in the margin, {what}"));
    if help.is_empty() { note } else { note.help(help) }
}

/// Says everything about codebook and study, and sums up; `remarks` counts the warnings said before. When `quiet`, only
/// what makes the answer no.
fn answer(all: &[Diagnostic], summary: &str, unrecognised: usize, remarks: usize, quiet: bool) -> Answer {
    let mut sorted: Vec<Diagnostic> = all.iter().filter(|d| !quiet || d.severity == Severity::Error).cloned().collect();
    sorted.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    talk::diagnostics(&sorted);
    let count = |severity| sorted.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning) + remarks);
    if quiet {
        return if errors + unrecognised > 0 { Answer::No } else { Answer::Fine };
    }
    if !summary.is_empty() {
        talk::say(summary);
    }
    if unrecognised > 0 {
        talk::say(&format!("{} without a recognised interviewer.", several(unrecognised, "transcript")));
    }
    if errors > 0 || unrecognised > 0 {
        talk::say(&format!("{} to mend, {}.", several(errors + unrecognised, "thing"), several(warnings, "warning")));
        return Answer::No;
    }
    talk::say(&if warnings == 0 {
        "Nothing to mend.".to_owned()
    } else {
        format!("{}.", several(warnings, "warning"))
    });
    Answer::Fine
}
