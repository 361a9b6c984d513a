//! When the user stops a run: what it has begun to write goes away, since it may hold what participants said.

use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::sync::Once;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a shell takes for a program that was stopped with Ctrl-C.
#[cfg(unix)]
const STOPPED: i32 = 130;

/// What was made and has not got its name: files, and the folders that were made for them.
#[cfg_attr(not(unix), allow(dead_code, reason = "only there a stopped run is heard of"))]
pub struct Begun {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

static BEGUN: Mutex<Begun> = Mutex::new(Begun { files: Vec::new(), folders: Vec::new() });

#[cfg(unix)]
static WATCH: Once = Once::new();

/// A file that is to go away when the run is stopped.
pub fn file(path: &Path) {
    watch();
    held().files.push(path.to_owned());
}

/// Folders that are about to be made, the outermost first; they go away when they are empty.
pub fn folders(made: &[PathBuf]) {
    watch();
    held().folders.extend_from_slice(made);
}

/// As long as this is held a run is not stopped: while files get their names, which takes no time.
pub fn held() -> MutexGuard<'static, Begun> {
    BEGUN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ctrl-C and what asks a program to end. Without a handler files stay until somebody clears them away.
#[cfg(unix)]
fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    WATCH.call_once(|| {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        std::thread::spawn(move || {
            if signals.forever().next().is_none() {
                return;
            }
            let begun = held();
            for file in &begun.files {
                let _ = std::fs::remove_file(file);
            }
            // Only an empty folder can be removed so.
            for folder in begun.folders.iter().rev() {
                let _ = std::fs::remove_dir(folder);
            }
            std::process::exit(STOPPED);
        });
    });
}

#[cfg(not(unix))]
fn watch() {}
