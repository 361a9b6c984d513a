//! Networks for programs that draw them: GraphML and GEXF.

mod gexf;
mod graphml;

use std::fmt;
use std::io;
use std::path::Path;
use std::str::FromStr;

use quick_xml::Writer;

use crate::tables::{Measure, Network};

use super::docx::allowed;

/// How a network is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NetworkFormat {
    /// GraphML: Gephi, yEd, Cytoscape, igraph, networkx.
    GraphMl,
    /// GEXF 1.2: Gephi, with the colours of the codes.
    Gexf,
}

impl NetworkFormat {
    /// Both.
    pub const ALL: [NetworkFormat; 2] = [NetworkFormat::GraphMl, NetworkFormat::Gexf];

    /// The word for it, which is also the end of its files' names.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            NetworkFormat::GraphMl => "graphml",
            NetworkFormat::Gexf => "gexf",
        }
    }

    /// The format of a file by the end of its name.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        path.extension()?.to_str()?.to_lowercase().parse().ok()
    }
}

impl fmt::Display for NetworkFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for NetworkFormat {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|format| format.word() == word);
        known.ok_or_else(|| format!("`{word}` is none of graphml, gexf"))
    }
}

/// The bytes of a network in a format. An undefined measure is left out.
///
/// ```
/// use kantlijn::render::{NetworkFormat, network};
/// use kantlijn::tables::{Edge, Measure, Network, Node};
///
/// let node = |id: &str| Node { id: id.into(), name: id.into(), theme: id.into(), ..Node::default() };
/// let network_of_two = Network {
///     nodes: vec![node("shame"), node("work & rest")],
///     edges: vec![Edge { nodes: (0, 1), measures: vec![Some(Measure::Count(3)), None] }],
///     measures: vec![("both".into(), true), ("jaccard".into(), false)],
///     ..Network::default()
/// };
/// let xml = String::from_utf8(network(&network_of_two, NetworkFormat::GraphMl)).unwrap();
/// assert!(xml.contains("work &amp; rest") && xml.contains(r#"<data key="both">3</data>"#));
/// assert!(!xml.contains(r#"<data key="jaccard">"#));
/// ```
#[must_use]
pub fn network(network: &Network, format: NetworkFormat) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_vec(), b' ', 2);
    let written = match format {
        NetworkFormat::GraphMl => graphml::write(network, &mut writer),
        NetworkFormat::Gexf => gexf::write(network, &mut writer),
    };
    written.expect("writing to memory cannot fail");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

/// What XML is written to.
type Xml = Writer<Vec<u8>>;

/// An element without content.
fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let element = attributes.iter().fold(xml.create_element(name), |element, &(name, value)| {
        element.with_attribute((name, allowed(value).as_str()))
    });
    element.write_empty().map(drop)
}

fn shown(measure: Measure) -> String {
    match measure {
        Measure::Count(n) => n.to_string(),
        Measure::Ratio(x) => x.to_string(),
    }
}

/// Units with both, which programs draw as the strength of an edge.
fn weight(network: &Network, measures: &[Option<Measure>]) -> Option<String> {
    let both = network.measures.iter().position(|(name, _)| name == "both")?;
    measures[both].map(shown)
}

#[cfg(test)]
mod tests;
