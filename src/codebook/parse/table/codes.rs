//! What a row calls its code, and what the code stands below.

use crate::codebook::parse::draft::{Draft, plain};
use crate::codebook::parse::fields;
use crate::codebook::parse::hierarchy::Entry;
use crate::codebook::parse::made_ids::part_of_name;

use super::Row;
use super::columns::{Column, Layout, Program};

/// What a row says of its code's place.
pub(super) struct Written {
    pub(super) entry: Entry,
    /// What the code is called, where the row's column of names does not say it as it is.
    pub(super) name: Option<String>,
}

impl Written {
    /// What the row says; none where it names no code. Names of codes above it go to the draft.
    pub(super) fn of(row: &Row<'_>, layout: &Layout, draft: &mut Draft) -> Option<Self> {
        let path = row.first(|column| matches!(column, Column::Path));
        let id = row.first(|column| matches!(column, Column::Id));
        let name = row.first(|column| matches!(column, Column::Name(_)));
        let parent = row.first(|column| matches!(column, Column::Parent)).map(|cell| cell.text.trim());
        let own = path.or(id).or(name)?;
        // Whether its name stands in a cell of its own.
        let has_name = path.or(id).is_some() && row.first(|column| matches!(column, Column::Name(None))).is_some();
        let text = own.text.trim();
        let mut spelled = vec![text.to_owned()];
        spelled.extend(name.map(|name| name.text.trim().to_owned()));
        let above = parent.map(|parent| steps(parent, layout)).filter(|steps| steps.len() > 1);
        let mut steps = steps(text, layout);
        // A column of parents with whole paths goes before the code's own name.
        let parent = match above {
            Some(above) if steps.len() == 1 => {
                steps = above.into_iter().chain(steps).collect();
                None
            }
            _ => parent.filter(|_| steps.len() == 1),
        };
        if steps.len() > 1 {
            return Some(Self::of_path(&steps, spelled, has_name, draft));
        }
        if let Some(parent) = parent.filter(|parent| !fields::is_id(parent)) {
            draft.parent_names.entry(part_of_name(parent)).or_insert_with(|| parent.to_owned());
        }
        let parent_name = parent.map(str::to_owned);
        // The codes of other programs are names, whatever the column is called.
        let is_id = path.is_none() && id.is_some() && layout.program.is_none() && !layout.has_paths;
        if is_id && (fields::is_id(text) || text.contains('/')) {
            let entry = Entry { spelled, id: text.to_owned(), is_made: false, parent: parent_name };
            let is_spoken = !has_name && !fields::is_id(text);
            return Some(Self { entry, name: is_spoken.then(|| plain(own)) });
        }
        let mut last = steps.first().copied().unwrap_or(text);
        if layout.program == Some(Program::Taguette)
            && let Some(rest) =
                parent.and_then(|parent| text.strip_prefix(parent)).and_then(|rest| rest.strip_prefix('.'))
        {
            last = rest;
        }
        let part = part_of_name(last);
        // A code that is written as people speak keeps its name.
        let is_spoken = path.or(id).is_some() && !has_name && last != part;
        let name = (is_spoken || last != text).then(|| last.to_owned()).filter(|_| !has_name);
        Some(Self { entry: Entry { spelled, id: part, is_made: true, parent: parent_name }, name })
    }

    /// A code that is written with all that it stands below.
    fn of_path(steps: &[&str], spelled: Vec<String>, has_name: bool, draft: &mut Draft) -> Self {
        let mut id = String::new();
        for step in steps {
            if !id.is_empty() {
                draft.parents_are_told = true;
                id.push('/');
            }
            id.push_str(&part_of_name(step));
            draft.parent_names.entry(id.clone()).or_insert_with(|| (*step).to_owned());
        }
        let name = steps.last().filter(|_| !has_name).map(|last| (*last).to_owned());
        Self { entry: Entry { spelled, id, is_made: true, parent: None }, name }
    }
}

/// Whether a row writes its code, or the one above it, as a path of several steps.
pub(super) fn is_of_path(row: &Row<'_>, layout: &Layout) -> bool {
    let mut cells = row.cells.iter().filter(|(column, _)| matches!(column, Column::Path | Column::Id | Column::Parent));
    cells.any(|(_, cell)| steps(cell.text.trim(), layout).len() > 1)
}

/// The steps of a path, the highest first; a name alone is one step.
fn steps<'t>(text: &'t str, layout: &Layout) -> Vec<&'t str> {
    if layout.is_own {
        return vec![text];
    }
    let mut steps: Vec<&str> = text.split(" > ").collect();
    if steps.len() == 1 && layout.program == Some(Program::Nvivo) {
        steps = text.split('\\').collect();
    }
    if steps.len() == 1 && layout.program == Some(Program::Atlas) {
        steps = text.split("::").collect();
    }
    let mut steps: Vec<&str> = steps.into_iter().map(str::trim).filter(|step| !step.is_empty()).collect();
    // NVivo's names begin with the folder of all codes.
    if layout.program == Some(Program::Nvivo) && steps.len() > 1 && ["Nodes", "Codes"].contains(&steps[0]) {
        steps.remove(0);
    }
    steps
}
