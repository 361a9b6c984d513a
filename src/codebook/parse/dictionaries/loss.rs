//! What a codebook cannot say as the dictionary did, told once for each kind.

use crate::codebook::parse::located::{Located, placed};
use crate::diagnostic::Diagnostic;

/// So many of one kind are told one by one; of more, the first are named and the rest counted.
const ONE_BY_ONE: usize = 3;

/// Longer stretches of a file than this are shortened in a message.
const LONGEST: usize = 60;

/// A kind of loss. In `one`, `{}` is what it is about; in `many`, how many there are.
pub(super) struct Loss {
    pub(super) kind: &'static str,
    pub(super) one: &'static str,
    pub(super) many: &'static str,
    pub(super) help: &'static str,
}

/// The kind of everything that does not come along.
pub(super) const NOT_CARRIED: &str = "not-carried";

/// All losses of a file, by kind, in the order in which each kind was met first.
#[derive(Default)]
pub(super) struct Losses {
    kinds: Vec<(&'static Loss, Vec<(Located, String)>)>,
}

impl Losses {
    /// Notes one; `what` is what the message calls it.
    pub(super) fn add(&mut self, loss: &'static Loss, at: Located, what: &str) {
        let what = (at, shortened(what));
        match self.kinds.iter_mut().find(|(known, _)| known.one == loss.one) {
            // A term is told about once, however many categories it belongs to.
            Some((_, all)) if all.last().is_some_and(|(at, last)| *last == what.1 && at.line() == what.0.line()) => {}
            Some((_, all)) => all.push(what),
            None => self.kinds.push((loss, vec![what])),
        }
    }

    /// Every loss as a warning.
    pub(super) fn told(self) -> Vec<Diagnostic> {
        self.kinds.into_iter().flat_map(|(loss, all)| told(loss, &all)).collect()
    }
}

fn told(loss: &Loss, all: &[(Located, String)]) -> Vec<Diagnostic> {
    let warning = |message: String, at: &Located| {
        placed(Diagnostic::warning(loss.kind, message).help(loss.help), at.place_of_all())
    };
    if all.len() <= ONE_BY_ONE {
        return all.iter().map(|(at, what)| warning(loss.one.replace("{}", what), at)).collect();
    }
    let first: Vec<String> =
        all.iter().take(ONE_BY_ONE).map(|(at, what)| format!("`{what}` (line {})", at.line())).collect();
    let message = format!(
        "{}: {} and {} more",
        loss.many.replace("{}", &all.len().to_string()),
        first.join(", "),
        all.len() - ONE_BY_ONE
    );
    all.first().map(|(at, _)| warning(message, at)).into_iter().collect()
}

fn shortened(what: &str) -> String {
    match what.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &what[..end]),
        None => what.to_owned(),
    }
}
