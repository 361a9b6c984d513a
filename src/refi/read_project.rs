//! XML of any program → the whole project in it, sources aside ([`super::read_sources`]).

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Reported, SourceText};
use crate::text::Span;

use super::project::{Case, Group, Kind, Link, Made, Project, User, Value, Variable};
use super::read::{codebook, description, guid, target};
use super::read_sources::{note, source};
use super::xml::{Attributes, Tag, Token, Xml};

/// By whom and when, as every element but the project itself has it.
pub(super) const MADE: [&str; 4] = ["creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"];

/// Reads the `Project` of a file, of any version of the standard.
///
/// References are not followed, and positions may be any: what they mean is for whoever knows the texts. What the structs
/// cannot hold is a warning of the kind `not-carried`, one for each sort of thing.
///
/// # Errors
/// When the file is no XML, is cut off, or has no project in it.
pub(crate) fn read_project(source: &Arc<SourceText>) -> Result<Reported<Project>, Diagnostic> {
    let mut xml = Xml::new(source, "project");
    loop {
        match xml.token()? {
            Token::Start(tag) if tag.name == "Project" && !tag.is_foreign => {
                xml.is_inside = true;
                let project = project(&mut xml, &tag)?;
                return Ok(xml.done(project));
            }
            Token::Start(tag) if tag.name == "Project" => {
                let message = "this is a project of some other kind than REFI-QDA";
                let help = "export it from the coding program as a REFI-QDA project (.qdpx)";
                return Err(Diagnostic::error("not-refi", message).help(help).at(source, tag.at));
            }
            Token::Eof => {
                let help = "export it from the coding program as a REFI-QDA project (.qdpx)";
                let error = Diagnostic::error("no-project", "there is no project in this file");
                return Err(error.help(help).at(source, Span::new(0, 0)));
            }
            Token::Start(_) | Token::End | Token::Text(..) => {}
        }
    }
}

fn project(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Project, Diagnostic> {
    let of_project = ["creatingUserGUID", "creationDateTime", "modifyingUserGUID", "modifiedDateTime"];
    let known = [&["name", "origin", "basePath", "creatingUser", "modifyingUser"][..], &of_project].concat();
    let mut of = xml.attributes(tag, &known)?;
    let user = |of: &mut Attributes, written: &str, elsewhere: &str| {
        of.take(written).or_else(|| of.take(elsewhere)).map(|written| guid(Some(written)))
    };
    let made = Made {
        creating_user: user(&mut of, "creatingUserGUID", "creatingUser"),
        created: of.take("creationDateTime"),
        modifying_user: user(&mut of, "modifyingUserGUID", "modifyingUser"),
        modified: of.take("modifiedDateTime"),
    };
    let mut project = Project {
        name: of.take("name").unwrap_or_default(),
        origin: of.take("origin").unwrap_or_default(),
        made,
        ..Project::default()
    };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "Users" => each(xml, &child, "User", |xml, tag| {
                let mut of = xml.attributes(tag, &["guid", "name", "id"])?;
                let (guid, name) = (guid(of.take("guid")), of.take("name").unwrap_or_default());
                project.users.push(User { guid, name, id: of.take("id") });
                nothing_in(xml)
            })?,
            "CodeBook" => project.codebook = codebook(xml, &child, true)?,
            "Variables" => each(xml, &child, "Variable", |xml, tag| {
                project.variables.push(variable(xml, tag)?);
                Ok(())
            })?,
            "Cases" => each(xml, &child, "Case", |xml, tag| {
                project.cases.push(case(xml, tag)?);
                Ok(())
            })?,
            "Sources" => {
                xml.attributes(&child, &[])?;
                while let Some(below) = xml.child()? {
                    match source(xml, &below)? {
                        Some(source) => project.sources.push(source),
                        None => xml.strange(&below)?,
                    }
                }
            }
            "Notes" => each(xml, &child, "Note", |xml, tag| {
                project.notes.push(note(xml, tag)?);
                Ok(())
            })?,
            "Links" => each(xml, &child, "Link", |xml, tag| {
                project.links.push(link(xml, tag)?);
                Ok(())
            })?,
            "Sets" => each(xml, &child, "Set", |xml, tag| {
                project.sets.push(group(xml, tag)?);
                Ok(())
            })?,
            "Graphs" => each(xml, &child, "Graph", |xml, _| {
                project.graphs += 1;
                xml.skip()
            })?,
            "Description" => description(xml, &child, &mut project.description)?,
            "NoteRef" => project.note_refs.push(target(xml, &child)?),
            _ => xml.strange(&child)?,
        }
    }
    // Where a codebook stands by itself it says who wrote it; here the project does.
    if project.codebook.origin.is_empty() {
        project.codebook.origin.clone_from(&project.origin);
    }
    Ok(project)
}

/// Reads each element of one name in a list.
fn each<'s>(
    xml: &mut Xml<'s>,
    list: &Tag<'_>,
    name: &str,
    mut read: impl FnMut(&mut Xml<'s>, &Tag<'s>) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    xml.attributes(list, &[])?;
    while let Some(child) = xml.child()? {
        if child.name == name {
            read(xml, &child)?;
        } else {
            xml.strange(&child)?;
        }
    }
    Ok(())
}

/// An element without any below it.
pub(super) fn nothing_in(xml: &mut Xml<'_>) -> Result<(), Diagnostic> {
    while let Some(child) = xml.child()? {
        xml.strange(&child)?;
    }
    Ok(())
}

/// By whom and when, of the attributes [`MADE`].
pub(super) fn made(of: &mut Attributes) -> Made {
    Made {
        creating_user: of.take("creatingUser").map(|written| guid(Some(written))),
        created: of.take("creationDateTime"),
        modifying_user: of.take("modifyingUser").map(|written| guid(Some(written))),
        modified: of.take("modifiedDateTime"),
    }
}

fn variable(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Variable, Diagnostic> {
    let mut of = xml.attributes(tag, &["guid", "name", "typeOfVariable"])?;
    let kind = match of.take("typeOfVariable").unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer,
        "float" => Kind::Float,
        "date" => Kind::Date,
        "datetime" => Kind::DateTime,
        _ => Kind::Text,
    };
    let (guid, name) = (guid(of.take("guid")), of.take("name").unwrap_or_default());
    let mut variable = Variable { guid, name, kind, ..Variable::default() };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "Description" => description(xml, &child, &mut variable.description)?,
            _ => xml.strange(&child)?,
        }
    }
    Ok(variable)
}

/// The value of a variable, whichever element holds it.
pub(super) fn value(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Value, Diagnostic> {
    xml.attributes(tag, &[])?;
    let mut value = Value::default();
    while let Some(child) = xml.child()? {
        let kind = match child.name.as_str() {
            "VariableRef" => {
                value.variable = target(xml, &child)?;
                continue;
            }
            "TextValue" => Kind::Text,
            "BooleanValue" => Kind::Boolean,
            "IntegerValue" => Kind::Integer,
            "FloatValue" => Kind::Float,
            "DateValue" => Kind::Date,
            "DateTimeValue" => Kind::DateTime,
            _ => {
                xml.strange(&child)?;
                continue;
            }
        };
        xml.attributes(&child, &[])?;
        let text = xml.text()?;
        value.kind = kind;
        value.value = Some(text).filter(|text| !text.trim().is_empty());
    }
    Ok(value)
}

fn case(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Case, Diagnostic> {
    let mut of = xml.attributes(tag, &["guid", "name"])?;
    let (guid, name) = (guid(of.take("guid")), of.take("name").unwrap_or_default());
    let mut case = Case { guid, name, ..Case::default() };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "Description" => description(xml, &child, &mut case.description)?,
            "CodeRef" => case.codes.push(target(xml, &child)?),
            "VariableValue" => case.values.push(value(xml, &child)?),
            "SourceRef" => case.sources.push(target(xml, &child)?),
            "SelectionRef" => case.selections.push(target(xml, &child)?),
            "NoteRef" => case.note_refs.push(target(xml, &child)?),
            _ => xml.strange(&child)?,
        }
    }
    Ok(case)
}

fn link(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Link, Diagnostic> {
    let mut of = xml.attributes(tag, &["guid", "name", "direction", "color", "originGUID", "targetGUID"])?;
    let end = |written: Option<String>| written.map(|written| guid(Some(written)));
    let link = Link {
        guid: guid(of.take("guid")),
        name: of.take("name").unwrap_or_default(),
        origin: end(of.take("originGUID")),
        target: end(of.take("targetGUID")),
    };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "NoteRef" => {
                target(xml, &child)?;
                xml.note("a note on a link", child.at);
            }
            _ => xml.strange(&child)?,
        }
    }
    Ok(link)
}

fn group(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Group, Diagnostic> {
    let mut of = xml.attributes(tag, &["guid", "name"])?;
    let (guid, name) = (guid(of.take("guid")), of.take("name").unwrap_or_default());
    let mut group = Group { guid, name, ..Group::default() };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "Description" => description(xml, &child, &mut group.description)?,
            "MemberCode" => group.codes.push(target(xml, &child)?),
            "MemberSource" => group.sources.push(target(xml, &child)?),
            "MemberNote" => group.notes.push(target(xml, &child)?),
            _ => xml.strange(&child)?,
        }
    }
    Ok(group)
}
