//! The README shows what the program shows.

use std::path::Path;
use std::process::Command;

/// The fenced block after a marker, as (start, end) of its text.
fn block(readme: &str, marker: &str) -> (usize, usize) {
    let after = readme.find(marker).unwrap_or_else(|| panic!("README.md has no {marker}"));
    let fence = after + readme[after..].find("```").expect("a fenced block");
    let start = fence + readme[fence..].find('\n').expect("a line") + 1;
    (start, start + readme[start..].find("```").expect("the end of the block"))
}

/// Set `KANTLIJN_UPDATE` to write the README's screen anew after a change that is meant.
#[test]
fn the_screen_in_the_readme_is_what_the_main_job_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("README.md");
    let readme = std::fs::read_to_string(&path).expect("the README");
    let (start, end) = block(&readme, "<!-- main -->");
    let command = readme[start..end].trim();
    let arguments = command.strip_prefix("cargo run --release -- ").expect("the main job runs from a fresh clone");
    let output = Command::new(env!("CARGO_BIN_EXE_kantlijn"))
        .args(arguments.split_whitespace())
        .current_dir(root)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    let (start, end) = block(&readme, "<!-- screen -->");
    if std::env::var_os("KANTLIJN_UPDATE").is_some() {
        std::fs::write(&path, format!("{}{shown}{}", &readme[..start], &readme[end..]))
            .expect("the README can be written");
        return;
    }
    assert_eq!(shown, readme[start..end], "run the test with KANTLIJN_UPDATE=1 when the change is meant");
}
