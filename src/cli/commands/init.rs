//! `kantlijn init`: a study folder that runs as it is.

use kantlijn::{Error, Result};

use super::Answer;
use crate::args::Init;
use crate::output::Outputs;
use crate::{project, talk};

const CODEBOOK: &str = include_str!("../starter/codebook.toml");
const PROJECT: &str = include_str!("../starter/kantlijn.toml");
const TRANSCRIPT: &str = include_str!("../starter/gesprek-1.txt");

pub fn run(args: &Init) -> Result<Answer> {
    let files = [
        (args.dir.join("transcripts/gesprek-1.txt"), TRANSCRIPT),
        (args.dir.join("codebook.toml"), CODEBOOK),
        (args.dir.join(project::NAME), PROJECT),
    ];
    let mut outputs = Outputs::new(false, &[]);
    outputs
        .refuse(files.iter().map(|(path, _)| path.as_path()))
        .map_err(|error| Error::usage(error.to_string(), "name another folder: kantlijn init my-study"))?;
    outputs.make_folder(&args.dir.join("transcripts"))?;
    files.iter().try_for_each(|(path, text)| outputs.add(path, text.as_bytes()))?;
    outputs.finish()?;
    let dir = args.dir.display();
    talk::say(&format!(
        "Made {dir}: kantlijn.toml, codebook.toml and transcripts/gesprek-1.txt (invented; replace it by your own)."
    ));
    talk::say(&format!("Next:  kantlijn check {dir}\n       kantlijn code {dir}"));
    Ok(Answer::Fine)
}
