//! A study → a REFI-QDA project.

use kantlijn::Result;
use kantlijn::apply::Applied;
use kantlijn::codebook::is_loss;
use kantlijn::coding::{HandCodings, Status};
use kantlijn::corpus::Streamed;
use kantlijn::diagnostic::{Diagnostic, Severity};
use kantlijn::exchange::{ProjectWriter, SourceMaker};
use kantlijn::wording::{either, several};

use crate::args::{Convert, Counting, Study};
use crate::commands::Answer;
use crate::output::{Outputs, ProjectFile};
use crate::project::Project;
use crate::study::Job;

pub fn run(args: &Convert) -> Result<Answer> {
    let study = study(args);
    let job = Job::resolve(&study, &Counting::default())?;
    job.refuse_rules()?;
    let mut outputs = Outputs::new(args.force, &job.inputs);
    outputs.refuse(std::iter::once(args.output.as_path()))?;
    let file = ProjectFile::open(args.output.clone())?;
    let application = job.application();
    let maker = SourceMaker::new(&job.rules.codebook, application.coders());
    let mut writer = ProjectWriter::new(file.out()?, &maker);
    let mut losses = of_study(&study, &job)?;
    let streamed = job.run(
        &application,
        |applied| {
            let Applied { reading, codings, diagnostics, .. } = applied;
            let lost = lost_in(&reading.report.diagnostics, diagnostics);
            (maker.source(&reading.document, &codings), lost)
        },
        |_, (source, lost)| {
            losses.extend(lost);
            writer.add(source).map_err(|error| file.failed(error))
        },
    )?;
    losses.extend(unread(&streamed));
    let (out, exported) = writer.finish().map_err(|error| file.failed(error))?;
    file.finish(out, &mut outputs)?;
    losses.extend(exported.losses);
    let size = format!(
        "{}, {}, {}, {}",
        several(exported.sources, "transcript"),
        super::size_of(&job.rules.codebook),
        several(exported.codings, "coding"),
        several(exported.cases, "case"),
    );
    super::finish(args, outputs, &size, &losses, &exported.notes)
}

/// The study that is named as what is to be converted.
pub fn study(args: &Convert) -> Study {
    Study {
        transcripts: vec![args.input.clone()],
        codebook: args.codebook.clone(),
        codings: args.codings.clone(),
        threads: args.threads,
        quiet: args.quiet,
        redact: args.redact.clone(),
        ..Study::default()
    }
}

/// What of a study as a whole does not come along.
pub fn of_study(study: &Study, job: &Job) -> Result<Vec<Diagnostic>> {
    let whole = job.rules.diagnostics.iter().chain(job.corpus.diagnostics());
    let is_left_out = |one: &Diagnostic| HandCodings::left_out(std::slice::from_ref(one)) > 0;
    let is_lost = |one: &&Diagnostic| is_loss(one) || is_left_out(one) || LEFT_BEHIND.contains(&one.kind);
    let mut losses: Vec<Diagnostic> = whole.filter(is_lost).cloned().collect();
    let left_out = job.corpus.left_out().iter().filter(|left_out| left_out.may_be_a_transcript());
    losses.extend(job.uncounted());
    losses.extend(left_out.map(|left_out| {
        Diagnostic::warning("left-out", format!("{} is left out: {}", left_out.path.display(), left_out.why))
    }));
    let rejected = job.hand.iter().flat_map(|hand| &hand.rows).filter(|row| row.status == Status::Rejected).count();
    if rejected > 0 {
        let message = format!(
            "{} with the status rejected {} not written",
            several(rejected, "coding"),
            either(rejected, "is", "are")
        );
        losses.push(
            Diagnostic::warning("not-carried", message)
                .help("REFI-QDA knows no status: other programs would count them"),
        );
    }
    if let Some(project) = Project::find(&study.transcripts)? {
        let settings = project.settings();
        if !settings.is_empty() {
            let message = format!("what kantlijn.toml says of {} is not written", settings.join(", "));
            let help = "a project has no place for it: say it again in the kantlijn.toml of whoever reads the project";
            losses.push(Diagnostic::warning("not-carried", message).help(help));
        }
    }
    Ok(losses)
}

/// Remarks that stand for codings in no transcript, or memos on none.
const LEFT_BEHIND: [&str; 3] = ["unknown-transcript", "ambiguous-transcript", "memos"];

/// What of one transcript does not come along: what its file holds and is not kept, and codings without a place.
pub fn lost_in(reading: &[Diagnostic], hand: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let of_reading = reading.iter().filter(|one| one.kind == "not-carried" && one.severity < Severity::Error).cloned();
    of_reading.chain(hand.into_iter().filter(|one| HandCodings::left_out(std::slice::from_ref(one)) > 0)).collect()
}

/// Transcripts that could not be read.
pub fn unread(streamed: &Streamed) -> Vec<Diagnostic> {
    streamed.skipped.iter().map(|error| Diagnostic::warning("left-out", error.to_string())).collect()
}
