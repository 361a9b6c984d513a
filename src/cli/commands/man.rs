//! `kantlijn man`: a manual page for the program and one for each command.

use clap::CommandFactory;
use kantlijn::wording::several;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Arguments, Man};
use crate::output::Outputs;
use crate::talk;

pub fn run(args: &Man) -> Result<Answer> {
    // Manual pages belong to the program: those of an older version are replaced.
    let mut outputs = Outputs::new(true, &[]);
    outputs.make_folder(&args.dir)?;
    let program = Arguments::command();
    let mut pages = vec![("kantlijn".to_owned(), program.clone())];
    for command in program.get_subcommands() {
        let name = format!("kantlijn-{}", command.get_name());
        pages.push((name.clone(), command.clone().name(name.clone())));
        pages.extend(command.get_subcommands().map(|below| {
            let name = format!("{name}-{}", below.get_name());
            (name.clone(), below.clone().name(name))
        }));
    }
    let count = pages.len();
    for (name, command) in pages {
        let mut page = Vec::new();
        let path = args.dir.join(format!("{name}.1"));
        clap_mangen::Man::new(command).render(&mut page).map_err(|error| Error::io("make", &path, error))?;
        outputs.add(&path, &page)?;
    }
    outputs.finish()?;
    talk::say(&format!("Wrote {} to {}.", several(count, "page"), args.dir.display()));
    Ok(Answer::Fine)
}
