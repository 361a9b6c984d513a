//! `kantlijn plot`: a table as a figure.

use std::path::Path;

use kantlijn::ids::CodeId;
use kantlijn::render::plot::{
    CodeLine, CodeLines, Drawing, FrequencyBars, Page, PairMatrix, PairNetwork, Picture, code_lines, frequency_bars,
    pair_matrix, pair_network, picture, saturation_curve,
};
use kantlijn::timings::Stage;
use kantlijn::wording::Lang;
use kantlijn::{Error, Result};

use super::Answer;
use super::cooc::level as level_of_pairs;
use super::saturation::{Analysis, analyse};
use crate::args::{
    Chosen, Counting, Figure, Plot, PlotCodeline, PlotCooc, PlotFreq, PlotNetwork, PlotSaturation, Sheet,
};
use crate::output::Outputs;
use crate::study::{Counted, Job};
use crate::unused;

pub fn run(args: &Plot) -> Result<Answer> {
    match &args.figure {
        Figure::Freq(args) => freq(args),
        Figure::Cooc(args) => cooc(args),
        Figure::Network(args) => network(args),
        Figure::Codeline(args) => codeline(args),
        Figure::Saturation(args) => saturation(args),
    }?;
    Ok(Answer::Fine)
}

fn freq(args: &PlotFreq) -> Result<()> {
    let target = Target::of(&args.sheet)?;
    let job = Job::resolve(&args.study, &args.counting)?.in_portions();
    target.refuse(&job)?;
    let only = codes(&job, &args.code)?;
    let counted = job.count(&args.counting)?;
    let bars = FrequencyBars { level: drawn_level(&args.counting), only, measure: args.measure };
    let definition = job.definition(&args.counting, &counted);
    target.write(&job, |page| frequency_bars(&counted.counts, &definition, &bars, page))
}

fn cooc(args: &PlotCooc) -> Result<()> {
    let target = Target::of(&args.sheet)?;
    let (job, only, counted) = pairs(&target, Job::resolve(&args.study, &args.counting)?, &args.counting, &args.code)?;
    let matrix = PairMatrix { level: level_of_pairs(&args.counting), only, measure: args.measure, order: args.order };
    let definition = job.definition(&args.counting, &counted);
    target.write(&job, |page| pair_matrix(&counted.counts, &definition, &matrix, page))
}

fn network(args: &PlotNetwork) -> Result<()> {
    let target = Target::of(&args.sheet)?;
    let (job, only, counted) = pairs(&target, Job::resolve(&args.study, &args.counting)?, &args.counting, &args.code)?;
    let network = PairNetwork { level: level_of_pairs(&args.counting), only, size: args.measure, min: args.min };
    let definition = job.definition(&args.counting, &counted);
    target.write(&job, |page| pair_network(&counted.counts, &definition, &network, page))
}

/// What a figure of pairs is drawn of.
fn pairs(target: &Target<'_>, job: Job, counting: &Counting, named: &[String]) -> Result<(Job, Vec<CodeId>, Counted)> {
    of_one_group(counting)?;
    let job = job.in_portions();
    target.refuse(&job)?;
    job.refuse_several_coders(&job.application(), counting, "the figure")?;
    let only = codes(&job, named)?;
    let counted = job.count(counting)?;
    Ok((job, only, counted))
}

fn codeline(args: &PlotCodeline) -> Result<()> {
    let target = Target::of(&args.sheet)?;
    of_one_group(&args.counting)?;
    unused::refuse(
        [("--unit", args.counting.unit.is_some())],
        "a code line shows each coding, in whatever unit it stands",
        "leave it out",
    )?;
    let job = Job::resolve(&args.study, &args.counting)?;
    target.refuse(&job)?;
    let application = job.application();
    job.refuse_several_coders(&application, &args.counting, "the figure")?;
    let only = codes(&job, &args.code)?;
    are_known(&job, &args.transcript)?;
    let plan = job.table(&application, &args.counting)?;
    let application = application.selecting(plan.selection);
    let mut noticed = job.noticed();
    let mut transcripts: Vec<CodeLine> = Vec::new();
    let streamed = job.run(
        &application,
        |applied| {
            let document = &applied.reading.document;
            CodeLine::of(document, &applied.segments, &applied.codings, &job.admission)
        },
        |seen, line| {
            noticed.add(seen);
            let is_asked = args.transcript.is_empty() || args.transcript.contains(&line.transcript);
            transcripts.extend((is_asked && line.words > 0).then_some(line));
            Ok(())
        },
    )?;
    noticed.refuse_nothing(None, job.admission.condition.as_ref())?;
    noticed.say(job.quiet);
    // Themes unless more is asked for, as in figures of pairs: lines are many.
    let lines = CodeLines { level: level_of_pairs(&args.counting), only, in_words: args.words };
    let definition = job.definition_of(&args.counting, &plan, &streamed);
    target.write(&job, |page| code_lines(&transcripts, &definition, &lines, page))
}

fn saturation(args: &PlotSaturation) -> Result<()> {
    let target = Target::of(&args.sheet)?;
    let look = |job: Job| target.refuse(&job).map(|()| job);
    let Analysis { job, counted, interviews, mut options } =
        analyse(&args.study, &args.counting, &args.order, args.uncoded, look)?;
    options.expected = args.expected;
    let definition = job.definition(&args.counting, &counted);
    target.write(&job, |page| saturation_curve(&counted.counts, &interviews, &definition, options, page))
}

/// The level that was asked for; `all` is the deepest there can be.
fn drawn_level(counting: &Counting) -> Option<usize> {
    match counting.level {
        None => None,
        Some(Chosen::One(level)) => Some(level),
        Some(Chosen::All) => Some(usize::MAX),
    }
}

fn codes(job: &Job, named: &[String]) -> Result<Vec<CodeId>> {
    named.iter().map(|id| job.code(id)).collect()
}

/// Refuses what would need a figure for each value.
fn of_one_group(counting: &Counting) -> Result<()> {
    match &counting.by {
        None => Ok(()),
        Some(_) => Err(Error::usage(
            "this figure is about everything at once, so there is nothing to set apart with --by",
            "draw one for each value with --where, as in --where 'profession = \"nurse\"'",
        )),
    }
}

fn are_known(job: &Job, named: &[String]) -> Result<()> {
    let known = || job.corpus.transcripts().iter().map(|transcript| transcript.name.as_str());
    match named.iter().find(|name| !known().any(|known| known == *name)) {
        None => Ok(()),
        Some(name) => {
            let near = known().max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
            let help =
                near.map_or_else(|| "there are no transcripts".to_owned(), |near| format!("did you mean `{near}`?"));
            Err(Error::usage(format!("there is no transcript `{name}`"), help))
        }
    }
}

/// The file that a figure is written to.
struct Target<'a> {
    sheet: &'a Sheet,
    picture: Picture,
}

impl<'a> Target<'a> {
    fn of(sheet: &'a Sheet) -> Result<Self> {
        let extension = sheet.output.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let picture: Picture = extension.to_lowercase().parse().map_err(|_| {
            let what = sheet.output.display();
            Error::usage(format!("{what}: no figure is written so"), "name a .svg, .png or .pdf file")
        })?;
        if picture != Picture::Png {
            unused::refuse(
                [("--dpi", sheet.dpi.is_some())],
                "only a .png file has pixels",
                "leave it out, or name a .png file",
            )?;
        }
        Ok(Self { sheet, picture })
    }

    fn path(&self) -> &Path {
        &self.sheet.output
    }

    /// Looks whether it may be written, before the long run.
    fn refuse(&self, job: &Job) -> Result<()> {
        Outputs::new(self.sheet.force, &job.inputs).refuse([self.path()].into_iter())
    }

    fn write(&self, job: &Job, drawing: impl FnOnce(&Page) -> Result<Drawing>) -> Result<()> {
        let Sheet { width, title, no_caption, .. } = self.sheet.clone();
        let title = title.map(|title| job.shown(&title));
        let page = Page { width, title, no_caption, lang: Lang::of(&job.lang) };
        job.timings.measure(Stage::Write, || {
            let dpi = f64::from(self.sheet.dpi.unwrap_or(300));
            let bytes = picture(&drawing(&page)?, self.picture, dpi)?;
            let mut outputs = Outputs::new(self.sheet.force, &job.inputs);
            outputs.add(self.path(), &bytes)?;
            outputs.finish()
        })
    }
}
