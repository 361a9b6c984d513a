//! When the user stops a run: what it has begun to write goes away, since it may hold what participants said.

use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
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

/// Whether Ctrl-C is meant for somebody else.
static DEAF: AtomicBool = AtomicBool::new(false);

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

/// As long as this is there, Ctrl-C does not stop the run: it is for the program that shows the result.
pub struct Deaf;

/// Leaves Ctrl-C to another program.
pub fn deaf() -> Deaf {
    watch();
    DEAF.store(true, Ordering::SeqCst);
    Deaf
}

impl Drop for Deaf {
    fn drop(&mut self) {
        DEAF.store(false, Ordering::SeqCst);
    }
}

/// Ctrl-C and what asks a program to end. Without a handler files stay until somebody clears them away.
#[cfg(unix)]
fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    WATCH.call_once(|| {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        std::thread::spawn(move || {
            if !signals.forever().any(|signal| signal != SIGINT || !DEAF.load(Ordering::SeqCst)) {
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
