//! A project → `project.qde`, valid against the standard's schema, byte for byte the same each time.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};
use quick_xml::writer::ElementWriter;

use crate::refi::project::{
    Case, Coding, Group, Kind, Link, Made, Project, Selection, Source, Text, User, Value, Variable,
};
use crate::refi::{Code, Guid};

use super::{Xml, attribute, content, description};

/// The project as the bytes of `project.qde`.
///
/// The order of elements is the schema's; a list of nothing is left out, as the schema asks. Characters that XML cannot
/// hold become U+FFFD ([`super::told`]). Graphs and sources that are no text are left out: the structs have not all that
/// the schema asks of them.
pub(crate) fn write_project(project: &Project) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = whole(&mut writer, project);
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

type Element<'w> = ElementWriter<'w, Vec<u8>>;

fn whole(writer: &mut Xml, project: &Project) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let made = &project.made;
    let element = writer.create_element("Project").with_attribute(("xmlns", "urn:QDA-XML:project:1.0"));
    let element = with(element, "name", Some(&project.name));
    let element = with(element, "origin", Some(project.origin.as_str()).filter(|origin| !origin.is_empty()));
    // Only here the names of these end in GUID.
    let element = with(element, "creatingUserGUID", made.creating_user.as_ref().map(Guid::as_str));
    let element = with(element, "creationDateTime", made.created.as_deref());
    let element = with(element, "modifyingUserGUID", made.modifying_user.as_ref().map(Guid::as_str));
    let element = with(element, "modifiedDateTime", made.modified.as_deref());
    element.write_inner_content(|writer| {
        list(writer, "Users", &project.users, user)?;
        if !project.codebook.codes.is_empty() {
            writer
                .create_element("CodeBook")
                .write_inner_content(|writer| list(writer, "Codes", &project.codebook.codes, code))?;
        }
        list(writer, "Variables", &project.variables, variable)?;
        list(writer, "Cases", &project.cases, case)?;
        let texts: Vec<&Text> = project.sources.iter().filter_map(text_of).collect();
        list(writer, "Sources", &texts, |writer, source| text(writer, "TextSource", source))?;
        list(writer, "Notes", &project.notes, |writer, note| text(writer, "Note", note))?;
        list(writer, "Links", &project.links, link)?;
        list(writer, "Sets", &project.sets, group)?;
        description(writer, &project.description)?;
        references(writer, "NoteRef", &project.note_refs)
    })?;
    Ok(())
}

fn text_of(source: &Source) -> Option<&Text> {
    match source {
        Source::Text(text) => Some(text),
        Source::Other(_) => None,
    }
}

/// A list with something in it; the schema has no empty ones.
fn list<T>(writer: &mut Xml, name: &str, all: &[T], one: impl Fn(&mut Xml, &T) -> io::Result<()>) -> io::Result<()> {
    if !all.is_empty() {
        writer.create_element(name).write_inner_content(|writer| all.iter().try_for_each(|each| one(writer, each)))?;
    }
    Ok(())
}

/// The element with an attribute more, if there is a value.
fn with<'w>(element: Element<'w>, name: &str, value: Option<&str>) -> Element<'w> {
    match value {
        Some(value) => element.with_attribute((name.as_bytes(), attribute(value).as_bytes())),
        None => element,
    }
}

/// The element with what is in it, in the short form where that is nothing.
fn filled(element: Element<'_>, is_empty: bool, inside: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    if is_empty {
        element.write_empty()?;
    } else {
        element.write_inner_content(inside)?;
    }
    Ok(())
}

/// An element of this name that has an identity, and mostly a name.
fn identified<'w>(writer: &'w mut Xml, element: &'w str, guid: &Guid, name: Option<&str>) -> Element<'w> {
    with(writer.create_element(element).with_attribute(("guid", guid.as_str())), "name", name)
}

fn by_whom<'w>(element: Element<'w>, made: &Made) -> Element<'w> {
    let element = with(element, "creatingUser", made.creating_user.as_ref().map(Guid::as_str));
    let element = with(element, "creationDateTime", made.created.as_deref());
    let element = with(element, "modifyingUser", made.modifying_user.as_ref().map(Guid::as_str));
    with(element, "modifiedDateTime", made.modified.as_deref())
}

fn references(writer: &mut Xml, element: &str, all: &[Guid]) -> io::Result<()> {
    all.iter().try_for_each(|guid| reference(writer, element, guid))
}

fn reference(writer: &mut Xml, element: &str, guid: &Guid) -> io::Result<()> {
    writer.create_element(element).with_attribute(("targetGUID", guid.as_str())).write_empty()?;
    Ok(())
}

fn user(writer: &mut Xml, user: &User) -> io::Result<()> {
    let element = identified(writer, "User", &user.guid, Some(&user.name));
    with(element, "id", user.id.as_deref()).write_empty()?;
    Ok(())
}

fn code(writer: &mut Xml, one: &Code) -> io::Result<()> {
    let element = super::head_of_code(writer, one);
    let is_empty = one.description.is_empty() && one.note_refs.is_empty() && one.codes.is_empty();
    filled(element, is_empty, |writer| {
        description(writer, &one.description)?;
        references(writer, "NoteRef", &one.note_refs)?;
        one.codes.iter().try_for_each(|below| code(writer, below))
    })
}

fn variable(writer: &mut Xml, variable: &Variable) -> io::Result<()> {
    let element = identified(writer, "Variable", &variable.guid, Some(&variable.name));
    let element = element.with_attribute(("typeOfVariable", variable.kind.word()));
    filled(element, variable.description.is_empty(), |writer| description(writer, &variable.description))
}

fn value(writer: &mut Xml, value: &Value) -> io::Result<()> {
    writer.create_element("VariableValue").write_inner_content(|writer| {
        reference(writer, "VariableRef", &value.variable)?;
        match &value.value {
            Some(written) => content(writer, value.kind.element(), written),
            None => Ok(()),
        }
    })?;
    Ok(())
}

fn case(writer: &mut Xml, case: &Case) -> io::Result<()> {
    let is_empty = case.description.is_empty()
        && case.values.is_empty()
        && [&case.codes, &case.sources, &case.selections].iter().all(|all| all.is_empty());
    filled(identified(writer, "Case", &case.guid, Some(&case.name)), is_empty, |writer| {
        description(writer, &case.description)?;
        references(writer, "CodeRef", &case.codes)?;
        case.values.iter().try_for_each(|one| value(writer, one))?;
        references(writer, "SourceRef", &case.sources)?;
        references(writer, "SelectionRef", &case.selections)
    })
}

fn text(writer: &mut Xml, element: &str, text: &Text) -> io::Result<()> {
    let is_empty = text.description.is_empty()
        && text.content.is_none()
        && text.selections.is_empty()
        && text.codings.is_empty()
        && text.note_refs.is_empty()
        && text.values.is_empty();
    let element = identified(writer, element, &text.guid, Some(&text.name));
    let element = with(element, "richTextPath", text.rich_path.as_deref());
    let element = with(element, "plainTextPath", text.plain_path.as_deref());
    filled(by_whom(element, &text.made), is_empty, |writer| {
        description(writer, &text.description)?;
        if let Some(whole) = &text.content {
            content(writer, "PlainTextContent", whole)?;
        }
        text.selections.iter().try_for_each(|one| selection(writer, one))?;
        text.codings.iter().try_for_each(|one| coding(writer, one))?;
        references(writer, "NoteRef", &text.note_refs)?;
        text.values.iter().try_for_each(|one| value(writer, one))
    })
}

fn selection(writer: &mut Xml, selection: &Selection) -> io::Result<()> {
    let is_empty = selection.description.is_empty() && selection.codings.is_empty() && selection.note_refs.is_empty();
    let place = |at: Option<i64>| at.unwrap_or_default().to_string();
    let element = identified(writer, "PlainTextSelection", &selection.guid, Some(&selection.name));
    let element = with(element, "startPosition", Some(&place(selection.start)));
    let element = with(element, "endPosition", Some(&place(selection.end)));
    filled(by_whom(element, &selection.made), is_empty, |writer| {
        description(writer, &selection.description)?;
        selection.codings.iter().try_for_each(|one| coding(writer, one))?;
        references(writer, "NoteRef", &selection.note_refs)
    })
}

fn coding(writer: &mut Xml, coding: &Coding) -> io::Result<()> {
    let element = identified(writer, "Coding", &coding.guid, None);
    let element = with(element, "creatingUser", coding.made.creating_user.as_ref().map(Guid::as_str));
    let element = with(element, "creationDateTime", coding.made.created.as_deref());
    element.write_inner_content(|writer| {
        reference(writer, "CodeRef", &coding.code)?;
        references(writer, "NoteRef", &coding.note_refs)
    })?;
    Ok(())
}

fn link(writer: &mut Xml, link: &Link) -> io::Result<()> {
    let element = identified(writer, "Link", &link.guid, Some(&link.name));
    let element = with(element, "originGUID", link.origin.as_ref().map(Guid::as_str));
    with(element, "targetGUID", link.target.as_ref().map(Guid::as_str)).write_empty()?;
    Ok(())
}

fn group(writer: &mut Xml, group: &Group) -> io::Result<()> {
    let is_empty = group.description.is_empty()
        && [&group.codes, &group.sources, &group.notes].iter().all(|members| members.is_empty());
    filled(identified(writer, "Set", &group.guid, Some(&group.name)), is_empty, |writer| {
        description(writer, &group.description)?;
        references(writer, "MemberCode", &group.codes)?;
        references(writer, "MemberSource", &group.sources)?;
        references(writer, "MemberNote", &group.notes)
    })
}

impl Kind {
    /// The word of `typeOfVariable`.
    fn word(self) -> &'static str {
        match self {
            Kind::Text => "Text",
            Kind::Boolean => "Boolean",
            Kind::Integer => "Integer",
            Kind::Float => "Float",
            Kind::Date => "Date",
            Kind::DateTime => "DateTime",
        }
    }

    /// The element that holds such a value.
    fn element(self) -> &'static str {
        match self {
            Kind::Text => "TextValue",
            Kind::Boolean => "BooleanValue",
            Kind::Integer => "IntegerValue",
            Kind::Float => "FloatValue",
            Kind::Date => "DateValue",
            Kind::DateTime => "DateTimeValue",
        }
    }
}
