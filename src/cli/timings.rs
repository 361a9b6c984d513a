//! `--timings`: where the time went, on standard error.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use kantlijn::timings::{Stage, Timings};

use crate::{pager, talk};

/// The stopwatches of this process, if somebody asked for them.
static ASKED: OnceLock<Timings> = OnceLock::new();

/// Notes that the times are to be told in the end.
pub fn ask(timings: &Timings) {
    let _ = ASKED.set(timings.clone());
    // How long somebody reads is not what is asked.
    pager::off();
}

/// Tells them, if somebody asked.
pub fn say(since: Instant) {
    if let Some(timings) = ASKED.get() {
        told(timings, since.elapsed()).iter().for_each(|line| talk::say(line));
    }
}

fn told(timings: &Timings, whole: Duration) -> Vec<String> {
    let text = timings.text() as f64 / 1e6;
    let line = |what: &str, spent: Duration, with_speed: bool| {
        let seconds = spent.as_secs_f64();
        let speed = match text / seconds {
            // Of a moment no speed can be told.
            _ if !with_speed || seconds < 0.001 => String::new(),
            speed if speed < 10.0 => format!("{speed:8.1}"),
            speed => format!("{speed:8.0}"),
        };
        format!("  {what:<52}{seconds:>9.3}{speed}").trim_end().to_owned()
    };
    let threads = rayon::current_num_threads();
    let over = if threads == 1 { "one thread".to_owned() } else { format!("summed over {threads} threads") };
    let mut lines = vec![format!("{:<54}{:>9}{:>8}", format!("Where the time went, {over}"), "seconds", "MB/s")];
    for stage in Stage::ALL {
        let passes_text = !matches!(stage, Stage::Find | Stage::Codebook | Stage::Write);
        lines.push(line(name(stage), timings.of(stage), passes_text));
    }
    lines.push(line("everything, by the clock", whole, true));
    let memory = peak_memory().map(|kibibytes| format!("; at most {:.0} MiB of memory", kibibytes as f64 / 1024.0));
    lines.push(format!("{text:.1} MB of text{}", memory.unwrap_or_default()));
    lines
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Find => "find the transcripts",
        Stage::Codebook => "read the codebook and compile its rules",
        Stage::Read => "read: decode, find speakers, settle",
        Stage::Cut => "cut into words, sentences, turns, answers",
        Stage::Match => "match rules and read stance",
        Stage::Count => "count units, codes and pairs",
        Stage::Notice => "look for what changes the numbers",
        Stage::Write => "make the tables and write",
    }
}

/// The most memory that this process has held at once, in KiB, as the operating system counts it; only Linux tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
