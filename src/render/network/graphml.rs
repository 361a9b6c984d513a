//! GraphML (Brandes et al. 2002, <http://graphml.graphdrawing.org>).

use std::io;

use quick_xml::events::BytesText;

use crate::tables::Network;

use super::{Xml, allowed, empty, shown, weight};

/// What is said of nodes, with its type. Gephi shows `label`, other programs `name`.
const OF_NODES: [(&str, &str); 6] = [
    ("label", "string"),
    ("name", "string"),
    ("theme", "string"),
    ("units", "long"),
    ("participants", "long"),
    ("color", "string"),
];

pub(super) fn write(network: &Network, xml: &mut Xml) -> io::Result<()> {
    let root = xml.create_element("graphml").with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
    root.write_inner_content(|xml| {
        let about: Vec<(&str, &str)> =
            network.definition.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let caption = network.caption.join(" ");
        for (name, _) in about.iter().chain([&("caption", "")]) {
            key(xml, &format!("graph_{name}"), "graph", name, "string")?;
        }
        for (name, kind) in OF_NODES {
            key(xml, name, "node", name, kind)?;
        }
        for (name, is_count) in &network.measures {
            key(xml, &id_of(name), "edge", name, if *is_count { "long" } else { "double" })?;
        }
        key(xml, "weight", "edge", "weight", "double")?;
        let graph = xml.create_element("graph").with_attribute(("edgedefault", "undirected"));
        graph.write_inner_content(|xml| {
            for (name, value) in about.iter().chain([&("caption", caption.as_str())]) {
                data(xml, &format!("graph_{name}"), value)?;
            }
            nodes(network, xml)?;
            edges(network, xml)
        })?;
        Ok(())
    })?;
    Ok(())
}

/// The id of a measure's key, which no key of nodes has.
fn id_of(measure: &str) -> String {
    let is_taken = measure == "weight" || OF_NODES.iter().any(|(name, _)| *name == measure);
    if is_taken { format!("edge_{measure}") } else { measure.to_owned() }
}

fn key(xml: &mut Xml, id: &str, of: &str, name: &str, kind: &str) -> io::Result<()> {
    empty(xml, "key", &[("id", id), ("for", of), ("attr.name", name), ("attr.type", kind)])
}

fn data(xml: &mut Xml, key: &str, value: &str) -> io::Result<()> {
    xml.create_element("data").with_attribute(("key", key)).write_text_content(BytesText::new(&allowed(value)))?;
    Ok(())
}

fn nodes(network: &Network, xml: &mut Xml) -> io::Result<()> {
    for node in &network.nodes {
        let element = xml.create_element("node").with_attribute(("id", allowed(&node.id).as_str()));
        element.write_inner_content(|xml| {
            data(xml, "label", &node.name)?;
            data(xml, "name", &node.name)?;
            data(xml, "theme", &node.theme)?;
            data(xml, "units", &node.units.to_string())?;
            data(xml, "participants", &node.participants.to_string())?;
            node.colour.iter().try_for_each(|colour| data(xml, "color", colour))
        })?;
    }
    Ok(())
}

fn edges(network: &Network, xml: &mut Xml) -> io::Result<()> {
    for edge in &network.edges {
        let [source, target] = [edge.nodes.0, edge.nodes.1].map(|place| allowed(&network.nodes[place].id));
        let element =
            xml.create_element("edge").with_attributes([("source", source.as_str()), ("target", target.as_str())]);
        element.write_inner_content(|xml| {
            for ((name, _), measure) in network.measures.iter().zip(&edge.measures) {
                measure.iter().try_for_each(|&measure| data(xml, &id_of(name), &shown(measure)))?;
            }
            weight(network, &edge.measures).iter().try_for_each(|weight| data(xml, "weight", weight))
        })?;
    }
    Ok(())
}
