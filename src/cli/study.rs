//! From arguments and project file to a resolved job: flag before `kantlijn.toml`, before the codebook, before the built-in.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kantlijn::apply::{Application, Applied, Selection};
use kantlijn::codebook::{self, Codebook};
use kantlijn::coding::{DECISIONS, Decisions, HandCodings, RULES, Stance, Status, is_project, is_same_project};
use kantlijn::corpus::{Admission, Corpus, Streamed};
use kantlijn::diagnostic::{Diagnostic, Severity};
use kantlijn::ids::CodeId;
use kantlijn::matcher::{MatchOptions, Matcher};
use kantlijn::redact::Redaction;
use kantlijn::scope::Unit;
use kantlijn::segment::SegmentOptions;
use kantlijn::tables::Definition;
use kantlijn::tally::{By, CodeTree, Counts, Further, Tallies, TallyPlan};
use kantlijn::timings::{Stage, Timings};
use kantlijn::wording::{Lang, several};
use kantlijn::{Error, Result};

use crate::args::{Chosen, Counting, Output, Study};
use crate::hand::{self, Hand};
use crate::noticed::{Noticed, Seen};
use crate::output;
use crate::project::Project;
use crate::settings::{in_project, inputs, language, match_options, read_options, segment_options};
use crate::{redact, talk};

/// A study with everything decided.
pub struct Job {
    pub corpus: Corpus,
    /// Kept to the end of the process, which gives its thousands of parts back at once.
    pub rules: ManuallyDrop<Rules>,
    pub hand: Vec<HandCodings>,
    /// What reviewers decided of the rules' codings, where that is kept already.
    pub decisions: Option<Decisions>,
    pub segment: SegmentOptions,
    pub admission: Admission,
    /// Whose words the study is about where no flag says otherwise.
    pub own_admission: Admission,
    pub unit: Unit,
    /// What the user typed to get here, to be repeated in «Next».
    pub arguments: String,
    pub quiet: bool,
    /// The study's `kantlijn.toml`, if there is one.
    pub study_file: Option<PathBuf>,
    /// The file of the codebook, if it is one.
    pub codebook_file: Option<PathBuf>,
    /// Every file that is read, so that none of them is overwritten.
    pub inputs: Vec<PathBuf>,
    /// Whether remarks leave out words of participants, as tables then do.
    pub no_text: bool,
    /// Whether transcripts are compared with each other.
    pub compares: bool,
    /// The language of what is made for people: names of codes, headings, captions.
    pub lang: String,
    /// What is masked in everything that goes out.
    pub redaction: Option<Arc<Redaction>>,
    pub timings: Timings,
}

/// What is looked for.
pub struct Rules {
    /// As it is shown.
    pub codebook: Codebook,
    /// As it was read, where words of it are masked.
    pub unmasked: Option<Codebook>,
    /// None where only hand coding is used.
    pub matcher: Option<Matcher>,
    /// What was noticed in the codebook.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a table is made of, once the coders are known.
pub struct Table {
    pub selection: Selection,
    pub by: Option<By>,
    /// `rules`, `anna`, `any of anna, bram`; empty when they stand apart.
    pub coder: String,
    /// Everybody who codes.
    pub coders: Vec<String>,
}

/// Counts, and what they are about.
pub struct Counted {
    pub counts: Counts,
    pub plan: Table,
    pub streamed: Streamed,
}

/// The codebook of a study, without its transcripts, and how its text is cut.
pub fn rules_of(study: &Study) -> Result<(Rules, SegmentOptions)> {
    let project = project_of(study)?;
    match Job::codebook_path(study, project.as_ref()) {
        Some(path) => {
            let rules = Rules::read(&path, true, &match_options(project.as_ref()))?;
            let segment = segment_options(study, project.as_ref(), &rules.codebook);
            Ok((rules, segment))
        }
        None => Err(Error::usage(
            "no codebook is given",
            "name one with -c CODEBOOK; `kantlijn init` makes one to start from",
        )),
    }
}

impl Job {
    /// Resolves arguments into a job: reads the project file, the codebook and the codings, and finds the transcripts.
    pub fn resolve(study: &Study, counting: &Counting) -> Result<Self> {
        let project = project_of(study)?;
        let mut codebook = Self::codebook_path(study, project.as_ref());
        let mut codings = Self::codings_paths(study, project.as_ref());
        let mut with_rules = study.codebook.is_some() || study.codings.is_empty();
        if codebook.is_none() {
            // A project of a coding program has a codebook, and is a study by itself.
            let own = if codings.is_empty() { own_project(study)? } else { None };
            codings.extend(own);
            codebook = codings.iter().find(|path| is_project(path)).cloned();
            with_rules &= codebook.is_none();
        }
        if codebook.is_none() && codings.is_empty() {
            return Err(Error::usage(
                "no codebook is given, and no codings",
                "name one with -c CODEBOOK (`kantlijn init` makes one to start from), or hand coding with --codings FILE",
            ));
        }
        let options = match_options(project.as_ref());
        let timings = stopwatches(study);
        let read =
            codebook.as_ref().map(|path| timings.measure(Stage::Codebook, || Rules::read(path, with_rules, &options)));
        let mut rules = read.transpose()?;
        let known = rules.as_ref().map(|rules| &rules.codebook);
        let Hand { codings: hand, notes, projects } = if codings.is_empty() {
            Hand::default()
        } else {
            let reading = read_options(study, project.as_ref(), known.unwrap_or(&Codebook::default()))?;
            hand::read(&codings, known, &inputs(study, project.as_ref())?, &reading)?
        };
        // One table of codings or several: they are one study's.
        let rows = || hand.iter().flat_map(|hand| hand.rows.iter().cloned()).collect();
        let mut rules = rules.take().unwrap_or_else(|| {
            let all = HandCodings::new(&codings[0], rows());
            let diagnostics = all.spellings().into_iter().collect();
            Rules { codebook: all.codebook(), unmasked: None, matcher: None, diagnostics }
        });
        rules.diagnostics.extend(notes);
        for hand in &hand {
            hand.check_codes(&rules.codebook)?;
            if rules.matcher.is_some() && hand.rows.iter().any(|row| row.coder == RULES) {
                return Err(Error::usage(
                    format!(
                        "{} holds codings by `{RULES}`, and the codebook's rules are applied too: both would count",
                        hand.path.display()
                    ),
                    "leave -c out to use the codings as they are, or take the rows of that coder out of the file",
                ));
            }
        }
        let decisions = Self::decisions_of(study, project.as_ref(), rules.matcher.is_some())?;
        let hand = Hand { codings: hand, notes: Vec::new(), projects };
        let mut job = Self::with(study, counting, project.as_ref(), rules, hand, timings)?;
        job.codebook_file.clone_from(&codebook);
        if let Some(mut decisions) = decisions {
            let transcripts = job.corpus.transcripts().iter().map(|transcript| transcript.name.as_str());
            let told = decisions.assign(transcripts, &job.rules.codebook);
            job.rules.diagnostics.extend(told);
            job.inputs.push(decisions.path.clone());
            job.decisions = Some(decisions);
        }
        job.inputs.extend(codebook.into_iter().chain(codings.into_iter().filter(|path| !hand::is_comments(path))));
        job.redacting(study, project.as_ref())
    }

    /// The same, looking for one rule instead of a codebook's, whose lists and codes it may name.
    pub fn for_rule(study: &Study, rules: impl FnOnce(Codebook, &MatchOptions) -> Result<Rules>) -> Result<Self> {
        let project = project_of(study)?;
        let mut codebook = match Self::codebook_path(study, project.as_ref()) {
            Some(path) => codebook::read(&path)?.value,
            None => Codebook::default(),
        };
        // What the transcripts are in is one thing, what people read about them another.
        let lang = lang(study, &codebook);
        if let Some(language) = language(study, project.as_ref()) {
            codebook.scoped.language = Some(language);
        }
        let timings = stopwatches(study);
        let rules = timings.measure(Stage::Codebook, || rules(codebook, &match_options(project.as_ref())))?;
        let job = Self::with(study, &Counting::default(), project.as_ref(), rules, Hand::default(), timings)?;
        Self { lang, ..job }.redacting(study, project.as_ref())
    }

    /// The same, looking for nothing: to see how transcripts were read.
    pub fn for_reading(study: &Study) -> Result<Self> {
        let project = project_of(study)?;
        let rules = Rules { codebook: Codebook::default(), unmasked: None, matcher: None, diagnostics: Vec::new() };
        // Of the study's codebook only its language matters here; what is wrong with it is told by who needs the rest.
        let path = Self::codebook_path(study, project.as_ref()).filter(|_| study.lang.is_none());
        let codebook = path.and_then(|path| codebook::read(&path).ok()).map(|read| read.value).unwrap_or_default();
        let lang = lang(study, &codebook);
        let job =
            Self::with(study, &Counting::default(), project.as_ref(), rules, Hand::default(), stopwatches(study))?;
        Self { lang, ..job }.redacting(study, project.as_ref())
    }

    fn with(
        study: &Study,
        counting: &Counting,
        project: Option<&Project>,
        mut rules: Rules,
        hand: Hand,
        timings: Timings,
    ) -> Result<Self> {
        let Hand { codings: mut hand, projects, .. } = hand;
        let inputs = inputs(study, project)?;
        let options = read_options(study, project, &rules.codebook)?;
        let corpus =
            timings.measure(Stage::Find, || Corpus::open_beside(&projects, &inputs, options))?.timed(timings.clone());
        // What a project holds beside the standard was told when its texts were found.
        rules.diagnostics.retain(|one| !corpus.diagnostics().contains(one));
        for hand in &mut hand {
            rules
                .diagnostics
                .extend(hand.assign(corpus.transcripts().iter().map(|transcript| transcript.name.as_str())));
        }
        let file = project.map(|project| &project.study);
        let unit = in_project("unit", file.and_then(|file| file.unit.as_deref()))?;
        let part = in_project("part", file.and_then(|file| file.part.as_deref()))?;
        let condition = in_project("where", file.and_then(|file| file.r#where.as_deref()))?;
        let codebook = &rules.codebook;
        let own_admission = Admission {
            part: part.or(codebook.scoped.part).unwrap_or_default(),
            condition: condition.or_else(|| codebook.scoped.r#where.clone()),
        };
        let admission = Admission {
            part: study.part.unwrap_or(own_admission.part),
            condition: study.condition.clone().or_else(|| own_admission.condition.clone()),
        };
        // A table has many transcripts, one after another.
        let mut read: Vec<PathBuf> = Vec::new();
        for transcript in corpus.transcripts() {
            if read.last().is_none_or(|last| **last != *transcript.path) {
                read.push(transcript.path.to_path_buf());
            }
        }
        if !corpus.cases().is_empty() {
            read.push(corpus.cases().path().to_owned());
        }
        read.extend(project.map(Project::file));
        Ok(Self {
            unit: counting.unit.or(unit).or(codebook.settings.unit).unwrap_or_default(),
            segment: segment_options(study, project, codebook),
            admission,
            own_admission,
            arguments: typed(study),
            quiet: study.quiet,
            study_file: project.map(Project::file),
            codebook_file: None,
            inputs: read,
            no_text: false,
            compares: false,
            lang: lang(study, codebook),
            corpus,
            rules: ManuallyDrop::new(rules),
            hand,
            decisions: None,
            redaction: None,
            timings,
        })
    }

    pub fn codebook_path(study: &Study, project: Option<&Project>) -> Option<PathBuf> {
        study.codebook.clone().or_else(|| project.and_then(|p| p.study.codebook.as_ref().map(|path| p.path(path))))
    }

    /// The decisions on the rules' codings, from the file that is named, else from that of the study if it is there.
    fn decisions_of(study: &Study, project: Option<&Project>, has_rules: bool) -> Result<Option<Decisions>> {
        if !has_rules {
            return match &study.decisions {
                Some(_) => Err(Error::usage(
                    "decisions are on codings that rules propose, and no rules are applied, so --decisions would change nothing",
                    "name a codebook with rules with -c, or leave --decisions out",
                )),
                None => Ok(None),
            };
        }
        match decisions_path(study, project) {
            Some(path) if study.decisions.is_some() || path.exists() => Decisions::read(&path).map(Some),
            _ => Ok(None),
        }
    }

    fn codings_paths(study: &Study, project: Option<&Project>) -> Vec<PathBuf> {
        if !study.codings.is_empty() || study.codebook.is_some() {
            return study.codings.clone();
        }
        let in_study = |p: &Project, path: &PathBuf| if hand::is_comments(path) { path.clone() } else { p.path(path) };
        project.map(|p| p.study.codings.iter().map(|path| in_study(p, path)).collect()).unwrap_or_default()
    }

    /// The same job, whose remarks leave out words of participants when `no_text`.
    pub fn without_text(self, no_text: bool) -> Self {
        Self { no_text, ..self }
    }

    /// The same job, handing long transcripts over in portions, unless something needs the whole of each: a rule within
    /// the transcript, or people's codings and decisions, whose passages may stand anywhere.
    pub fn in_portions(self) -> Self {
        let needs_whole = self.rules.matcher.as_ref().is_some_and(Matcher::needs_whole_transcripts);
        let has_decisions = self.decisions.as_ref().is_some_and(|decisions| !decisions.rows.is_empty());
        if needs_whole || !self.hand.is_empty() || has_decisions {
            return self;
        }
        Self { corpus: self.corpus.in_portions(PORTION), ..self }
    }

    /// What to apply to each document.
    pub fn application(&self) -> Application<'_> {
        Application::new(self.rules.as_written(), self.rules.matcher.as_ref(), &self.hand)
            .redacting(self.redaction.as_deref())
            .deciding(self.decisions.as_ref())
            .cutting(self.segment.clone())
            .admitting(self.admission.clone())
            .timed(self.timings.clone())
    }

    /// Whose codings, and apart for what. With several coders a table is by coder, unless told otherwise.
    pub fn table(&self, application: &Application<'_>, counting: &Counting) -> Result<Table> {
        let coders: Vec<&str> = application.coders().iter().collect();
        let mut by = counting.by.as_deref().map(str::parse::<By>).transpose().map_err(|error| {
            Error::usage(format!("--by: {error}"), "write --by VARIABLE, or --by years:0-5,6-10,11-")
        })?;
        let mut coder = None;
        let chosen = counting.coder.as_deref().map(|name| self.called(name));
        let described = match chosen.as_deref() {
            Some("any") => format!("any of {}", coders.join(", ")),
            Some(name) => match application.coders().find(name) {
                Some(id) => {
                    coder = Some(id);
                    name.to_owned()
                }
                None => {
                    let help = format!("the coders are: {}; or --coder any", coders.join(", "));
                    return Err(Error::usage(format!("there is no coder `{name}`"), help));
                }
            },
            None if coders.len() > 1 => match &by {
                None => {
                    by = Some(By::variable("coder"));
                    String::new()
                }
                Some(by) if by.is_coder() => String::new(),
                Some(_) => {
                    let help =
                        format!("choose one of {} with --coder, or --coder any for all together", coders.join(", "));
                    return Err(Error::usage("there are several coders, so --by needs to know whose codings", help));
                }
            },
            None => coders.first().copied().unwrap_or(RULES).to_owned(),
        };
        fn one<T: Copy>(chosen: Option<Chosen<T>>) -> Option<T> {
            match chosen {
                Some(Chosen::One(value)) => Some(value),
                _ => None,
            }
        }
        let selection = Selection { status: one(counting.status), stance: one(counting.stance), coder };
        let coders = coders.into_iter().map(str::to_owned).collect();
        Ok(Table { selection, by, coder: described, coders })
    }

    /// Refuses several coders where a table can only be about one.
    pub fn refuse_several_coders(&self, application: &Application<'_>, counting: &Counting, what: &str) -> Result<()> {
        let coders: Vec<&str> = application.coders().iter().collect();
        if counting.coder.is_some() || coders.len() < 2 {
            return Ok(());
        }
        let help = format!("choose one of {} with --coder, or --coder any for all together", coders.join(", "));
        Err(Error::usage(format!("there are several coders, so {what} needs to know whose codings"), help))
    }

    /// Counts every transcript, for one table.
    pub fn count(&self, counting: &Counting) -> Result<Counted> {
        self.count_all(counting, Further::default(), |_| {})
    }

    /// The same, and what a table needs besides codes and pairs.
    pub fn count_further(&self, counting: &Counting, further: Further) -> Result<Counted> {
        self.count_all(counting, further, |_| {})
    }

    /// The same, and shows each to `also`, in any order and many at once.
    pub fn count_and(&self, counting: &Counting, also: impl Fn(&Applied) + Sync) -> Result<Counted> {
        self.count_all(counting, Further::default(), also)
    }

    fn count_all(&self, counting: &Counting, further: Further, also: impl Fn(&Applied) + Sync) -> Result<Counted> {
        let application = self.application();
        let plan = self.table(&application, counting)?;
        let application = application.selecting(plan.selection);
        let tallies = Tallies::new(TallyPlan { further, ..self.tally_plan(&application, plan.by.clone()) });
        let mut noticed = self.noticed();
        let streamed = self.run(
            &application,
            |applied| {
                let Applied { reading, segments, codings, rejected, .. } = &applied;
                self.timings.measure(Stage::Count, || {
                    tallies.with_rejected(&reading.document, segments, codings, rejected);
                    also(&applied);
                });
            },
            |seen, ()| {
                noticed.add(seen);
                Ok(())
            },
        )?;
        noticed.refuse_nothing(plan.by.as_ref(), self.admission.condition.as_ref())?;
        noticed.say(self.quiet);
        let counts = self.timings.measure(Stage::Count, || tallies.finish())?;
        if let Some((message, mend)) = outside_classes(plan.by.as_ref(), &counts).filter(|_| !self.quiet) {
            talk::warning(&message, &mend);
        }
        if !self.quiet && counts.groups.iter().all(|group| group.words == 0) {
            let (message, mend) = self.without_words();
            talk::warning(&message, &mend);
        }
        Ok(Counted { counts, plan, streamed })
    }

    /// Empty tallies of this job.
    pub fn tallies(&self, application: &Application<'_>, by: Option<By>) -> Tallies {
        Tallies::new(self.tally_plan(application, by))
    }

    fn tally_plan(&self, application: &Application<'_>, by: Option<By>) -> TallyPlan {
        TallyPlan {
            unit: self.unit,
            admission: self.admission.clone(),
            by,
            tree: CodeTree::of(&self.rules.codebook),
            coders: application.coders().clone(),
            coder: application.selection().coder,
            further: Further::default(),
        }
    }

    /// What a table of counts is about.
    pub fn definition<'a>(&'a self, counting: &Counting, counted: &'a Counted) -> Definition<'a> {
        self.definition_of(counting, &counted.plan, &counted.streamed)
    }

    /// What any table is about.
    pub fn definition_of<'a>(&'a self, counting: &Counting, plan: &'a Table, streamed: &'a Streamed) -> Definition<'a> {
        Definition {
            codebook: &self.rules.codebook,
            language: &self.lang,
            corpus_hash: &streamed.hash,
            unit: self.unit,
            admission: &self.admission,
            coder: &plan.coder,
            status: word(counting.status, Status::word),
            stance: word(counting.stance, Stance::word),
            unreadable: streamed.skipped.len(),
            masked: self.masked(),
        }
    }

    /// What to say when nobody's words are counted: a table of zeros is no finding.
    pub fn without_words(&self) -> (String, String) {
        let message = match &self.admission.condition {
            Some(condition) => {
                format!("not one word is counted: nobody of part `{}` has {condition}", self.admission.part)
            }
            None => format!("not one word is counted: nobody has part `{}`", self.admission.part),
        };
        (message, "`kantlijn freq … --by VARIABLE` shows the values; `kantlijn check` who plays which part".to_owned())
    }

    /// Where remarks are gathered; those on the codebook and the corpus as a whole are there already.
    pub fn noticed(&self) -> Noticed {
        let corpus = self.corpus.diagnostics().iter().filter(|d| d.severity > Severity::Note);
        let mut all: Vec<Diagnostic> = self.rules.alarms().chain(corpus).cloned().collect();
        let unread = self.corpus.left_out().iter().filter(|left_out| left_out.may_be_a_transcript());
        all.extend(unread.map(|left_out| {
            let message = format!("{} is left out: {}", left_out.path.display(), left_out.why);
            Diagnostic::warning("left-out", message)
        }));
        // Who names codings has chosen whose count.
        all.extend(if self.hand.is_empty() { self.uncounted() } else { Vec::new() });
        let mut noticed = Noticed::new(all, self.no_text).redacting(self.redaction.clone());
        noticed.anchored.astray = self.hand.iter().map(HandCodings::astray).sum();
        noticed
    }

    /// Projects whose texts are read, and whose hand coding is not: people's work should not be left out unseen.
    pub fn uncounted(&self) -> Vec<Diagnostic> {
        // What looks for no codes counts nobody's codings.
        if self.codebook_file.is_none() && self.hand.is_empty() {
            return Vec::new();
        }
        let is_read = |path: &Path| self.hand.iter().any(|hand| is_same_project(&hand.path, path));
        let left_out = self.corpus.coded_projects().into_iter().filter(|one| one.by_people > 0 && !is_read(&one.path));
        left_out
            .map(|project| {
                let path = project.path.display().to_string();
                let codings = several(project.by_people, "coding");
                let message = format!("{path} also holds {codings} by people, left out here");
                let file = quoted(&path);
                let help = match (project.by_rules, self.rules.matcher.is_some(), path.as_str()) {
                    (_, _, "-") => "name the file instead of standard input, and again with --codings".to_owned(),
                    (0, ..) | (_, false, _) => format!("take them in with --codings {file}"),
                    // Its codings by rules would count beside those that the rules make anew.
                    _ => format!(
                        "make tables of them with `kantlijn convert {file} DIR`, and take them in with \
                         --codings DIR/codings.csv"
                    ),
                };
                Diagnostic::warning("hand-coding-left-out", message).help(help)
            })
            .collect()
    }

    /// The code with this id.
    pub fn code(&self, id: &str) -> Result<CodeId> {
        self.rules.code(id)
    }

    /// The same job, comparing transcripts with each other, so that one interview that is there twice is told.
    pub fn comparing(self) -> Self {
        Self { compares: true, ..self }
    }

    /// Applies to every transcript, in parallel, and hands over in order, with what is to be noticed in it.
    pub fn run<T: Send>(
        &self,
        application: &Application<'_>,
        make: impl Fn(Applied) -> T + Sync,
        mut take: impl FnMut(Seen, T) -> Result<()>,
    ) -> Result<Streamed> {
        self.redaction.iter().for_each(|list| list.begin());
        let bar = talk::progress(self.corpus.transcripts().len(), self.quiet);
        let see = |reading| {
            let applied = application.apply(reading);
            (self.timings.measure(Stage::Notice, || Seen::of(&applied, self.compares)), make(applied))
        };
        let hand_over = |(seen, made)| take(seen, made);
        let streamed = self.corpus.stream_with_progress(see, hand_over, &mut |done, _| bar.set_position(done as u64));
        bar.finish_and_clear();
        self.redaction.iter().try_for_each(|list| redact::refuse(list))?;
        streamed
    }

    /// Makes a table and writes it where the arguments say.
    pub fn write(&self, output: &Output, table: impl FnOnce() -> Result<kantlijn::Table>) -> Result<()> {
        self.timings.measure(Stage::Write, || {
            output::table(&self.redacted(table()?)?, output, &self.inputs, Lang::of(&self.lang))
        })
    }
}

impl Rules {
    /// Reads and compiles a codebook; every mistake at once.
    pub fn read(path: &Path, with_rules: bool, options: &MatchOptions) -> Result<Self> {
        let reported = codebook::read(path)?;
        Self::compile(reported.value, reported.diagnostics, with_rules, options)
    }

    pub fn compile(
        codebook: Codebook,
        diagnostics: Vec<Diagnostic>,
        with_rules: bool,
        options: &MatchOptions,
    ) -> Result<Self> {
        let any = codebook.codes.iter().any(|code| !code.rules.is_empty());
        let matcher =
            if with_rules && any { Some(Matcher::new(&codebook, options).map_err(Error::from)?) } else { None };
        Ok(Self { codebook, unmasked: None, matcher, diagnostics })
    }

    /// The codebook as it was read: to code by, and to be looked at by whoever wrote it.
    pub fn as_written(&self) -> &Codebook {
        self.unmasked.as_ref().unwrap_or(&self.codebook)
    }

    /// The code with this id; else the nearest one is named.
    pub fn code(&self, id: &str) -> Result<CodeId> {
        self.codebook.find(id).ok_or_else(|| {
            let ids = self.codebook.codes.iter().map(|code| code.id.as_str());
            let near = ids.max_by(|a, b| strsim::jaro_winkler(a, id).total_cmp(&strsim::jaro_winkler(b, id)));
            let help =
                near.map_or_else(|| "the codebook has no codes".to_owned(), |near| format!("did you mean `{near}`?"));
            Error::usage(format!("the codebook has no code `{id}`"), help)
        })
    }

    /// Only what changes numbers: what is merely worth knowing is for `check`.
    pub fn alarms(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity > Severity::Note)
    }
}

/// What to say when classes were asked for, and hold nobody.
pub fn outside_classes(by: Option<&By>, counts: &Counts) -> Option<(String, String)> {
    let by = by.filter(|by| by.classes.is_some() && counts.are_outside_classes())?;
    let message = format!("no value of `{}` is in one of the classes: everybody is in (other)", by.variable);
    Some((message, "choose classes that its numbers fall in; an open one ends in a hyphen, as 11- does".to_owned()))
}

/// The language of what is made for people: the flag's, else the codebook's.
fn lang(study: &Study, codebook: &Codebook) -> String {
    study.lang.clone().or_else(|| codebook.language().map(str::to_owned)).unwrap_or_default()
}

/// The word for a choice, `all` where there is none.
pub fn word<T>(chosen: Option<Chosen<T>>, word: impl Fn(T) -> &'static str) -> &'static str {
    match chosen {
        Some(Chosen::One(value)) => word(value),
        _ => "all",
    }
}

/// Bytes of text in a portion of a long transcript: longer than nearly any interview, and small enough that everything
/// made of one stays below some ten megabytes.
const PORTION: usize = 1 << 20;

/// More threads than this are not made, whatever `-j` says.
const MOST_THREADS: usize = 256;

/// The one project of a coding program that is the whole study: its own codebook and hand coding are meant.
pub fn own_project(study: &Study) -> Result<Option<PathBuf>> {
    let project = Project::find(&study.transcripts)?;
    if study.transcripts.is_empty() && project.is_none() {
        return Ok(None);
    }
    Ok(match &inputs(study, project.as_ref())?[..] {
        [one] if is_project(one) => Some(one.clone()),
        _ => None,
    })
}

/// Where a study's decisions are kept: where the flag says, else where the project file does, else beside that.
pub fn decisions_path(study: &Study, project: Option<&Project>) -> Option<PathBuf> {
    let in_project = |project: &Project| match &project.study.decisions {
        Some(path) => project.path(path),
        None => project.path(Path::new(DECISIONS)),
    };
    study.decisions.clone().or_else(|| project.map(in_project))
}

/// The project file of a study, if it has one. How many threads there are is settled before anything is read.
pub fn project_of(study: &Study) -> Result<Option<Project>> {
    threads(study.threads)?;
    redact::project(study.redact.as_deref(), &study.transcripts)
}

/// `-j` is for this program's own pool; results do not depend on it.
fn threads(count: Option<usize>) -> Result<()> {
    let Some(count) = count else { return Ok(()) };
    if count == 0 {
        return Err(Error::usage("-j 0: at least one thread is needed", "leave -j out to use every core"));
    }
    // Thousands of threads help nobody and can halt the machine; since results do not depend on their number, fewer serve.
    let count = count.min(MOST_THREADS);
    // A pool that exists already was made by an earlier call in this process; it serves as well.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(count).build_global();
    Ok(())
}

/// A word as a shell takes it for one.
pub fn quoted(word: &str) -> String {
    if word.chars().all(|c| c.is_alphanumeric() || "/._-~".contains(c)) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// The stopwatches of a run, told in the end if the study asks for it.
fn stopwatches(study: &Study) -> Timings {
    let timings = Timings::default();
    if study.timings {
        crate::timings::ask(&timings);
    }
    timings
}

/// The study as typed, for commands that are to be tried next.
fn typed(study: &Study) -> String {
    let quoted = |path: &Path| quoted(&path.display().to_string());
    let mut words: Vec<String> = study.transcripts.iter().map(|path| quoted(path)).collect();
    words.extend(study.codebook.iter().map(|path| format!("-c {}", quoted(path))));
    words.extend(study.codings.iter().map(|path| format!("--codings {}", quoted(path))));
    words.extend(study.decisions.iter().map(|path| format!("--decisions {}", quoted(path))));
    words.extend(study.redact.iter().map(|path| format!("--redact {}", quoted(path))));
    words.join(" ")
}
