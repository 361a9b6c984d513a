//! GEXF 1.2 (<https://gexf.net>), the version that every program reads.

use std::io;

use quick_xml::events::BytesText;

use crate::tables::{Network, Node};

use super::{Xml, allowed, empty, shown, weight};

/// What is said of nodes, with its type.
const OF_NODES: [(&str, &str); 3] = [("theme", "string"), ("units", "long"), ("participants", "long")];

pub(super) fn write(network: &Network, xml: &mut Xml) -> io::Result<()> {
    let root = xml.create_element("gexf").with_attributes([
        ("xmlns", "http://www.gexf.net/1.2draft"),
        ("xmlns:viz", "http://www.gexf.net/1.2draft/viz"),
        ("version", "1.2"),
    ]);
    root.write_inner_content(|xml| {
        let program = format!("kantlijn {}", env!("CARGO_PKG_VERSION"));
        xml.create_element("meta").write_inner_content(|xml| {
            xml.create_element("creator").write_text_content(BytesText::new(&program))?;
            let about = network.definition.iter().map(|(name, value)| format!("{name}: {value}"));
            let about: Vec<String> = network.caption.iter().cloned().chain(about).collect();
            xml.create_element("description").write_text_content(BytesText::new(&allowed(&about.join("\n"))))?;
            Ok(())
        })?;
        let graph =
            xml.create_element("graph").with_attributes([("defaultedgetype", "undirected"), ("mode", "static")]);
        graph.write_inner_content(|xml| {
            attributes(xml, "node", OF_NODES.into_iter())?;
            let of_edges = network.measures.iter();
            attributes(
                xml,
                "edge",
                of_edges.map(|(name, is_count)| (name.as_str(), if *is_count { "long" } else { "double" })),
            )?;
            xml.create_element("nodes")
                .write_inner_content(|xml| network.nodes.iter().try_for_each(|one| node(xml, one)))?;
            xml.create_element("edges").write_inner_content(|xml| edges(network, xml))?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn attributes<'a>(xml: &mut Xml, of: &str, all: impl Iterator<Item = (&'a str, &'a str)>) -> io::Result<()> {
    xml.create_element("attributes").with_attribute(("class", of)).write_inner_content(|xml| {
        for (at, (title, kind)) in all.enumerate() {
            empty(xml, "attribute", &[("id", &at.to_string()), ("title", title), ("type", kind)])?;
        }
        Ok(())
    })?;
    Ok(())
}

fn value(xml: &mut Xml, at: usize, value: &str) -> io::Result<()> {
    empty(xml, "attvalue", &[("for", &at.to_string()), ("value", value)])
}

fn node(xml: &mut Xml, node: &Node) -> io::Result<()> {
    let [id, label] = [&node.id, &node.name].map(|text| allowed(text));
    let element = xml.create_element("node").with_attributes([("id", id.as_str()), ("label", label.as_str())]);
    element.write_inner_content(|xml| {
        xml.create_element("attvalues").write_inner_content(|xml| {
            value(xml, 0, &node.theme)?;
            value(xml, 1, &node.units.to_string())?;
            value(xml, 2, &node.participants.to_string())
        })?;
        match node.colour.as_deref().and_then(parts) {
            Some([red, green, blue]) => {
                let [red, green, blue] = [red, green, blue].map(|part| part.to_string());
                empty(xml, "viz:color", &[("r", &red), ("g", &green), ("b", &blue)])
            }
            None => Ok(()),
        }
    })?;
    Ok(())
}

/// Red, green and blue of `#RRGGBB`.
fn parts(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn edges(network: &Network, xml: &mut Xml) -> io::Result<()> {
    for (at, edge) in network.edges.iter().enumerate() {
        let [source, target] = [edge.nodes.0, edge.nodes.1].map(|place| allowed(&network.nodes[place].id));
        let id = at.to_string();
        let weight = weight(network, &edge.measures);
        let ends = [("id", id.as_str()), ("source", source.as_str()), ("target", target.as_str())];
        let attributes = ends.into_iter().chain(weight.as_deref().map(|weight| ("weight", weight)));
        xml.create_element("edge").with_attributes(attributes).write_inner_content(|xml| {
            xml.create_element("attvalues").write_inner_content(|xml| {
                let measures = edge.measures.iter().enumerate();
                let mut defined = measures.filter_map(|(at, measure)| Some((at, (*measure)?)));
                defined.try_for_each(|(at, measure)| value(xml, at, &shown(measure)))
            })?;
            Ok(())
        })?;
    }
    Ok(())
}
