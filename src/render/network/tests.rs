use quick_xml::Reader;
use quick_xml::events::Event;

use super::{NetworkFormat, network};
use crate::tables::{Edge, Measure, Network, Node};

fn example() -> Network {
    let node = |id: &str, name: &str, colour: Option<&str>| Node {
        id: id.into(),
        name: name.into(),
        theme: "shame".into(),
        units: 3,
        participants: 2,
        colour: colour.map(str::to_owned),
    };
    Network {
        nodes: vec![
            node("shame/a\"b", "Schaamte & <schuld> 🙂", Some("#0A80FF")),
            node("work", "Werk\u{0}", None),
            node("weight", "Gewicht", Some("red")),
        ],
        edges: vec![
            Edge { nodes: (0, 1), measures: vec![Some(Measure::Count(3)), Some(Measure::Ratio(0.25))] },
            Edge { nodes: (0, 2), measures: vec![Some(Measure::Count(1)), None] },
        ],
        measures: vec![("both".into(), true), ("jaccard".into(), false)],
        caption: vec!["Which codes & why.".into()],
        definition: vec![("unit".into(), "answer".into())],
    }
}

/// The names of all elements, in order, of a document that a parser takes.
fn elements(bytes: &[u8]) -> Vec<String> {
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().check_end_names = true;
    let (mut names, mut buffer) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).expect("valid XML") {
            Event::Eof => return names,
            Event::Start(start) | Event::Empty(start) => {
                start.attributes().for_each(|attribute| drop(attribute.expect("an attribute")));
                names.push(String::from_utf8_lossy(start.name().as_ref()).into_owned());
            }
            _ => {}
        }
        buffer.clear();
    }
}

#[test]
fn both_are_xml_with_every_code_and_every_pair() {
    for format in NetworkFormat::ALL {
        let bytes = network(&example(), format);
        let elements = elements(&bytes);
        let count = |name: &str| elements.iter().filter(|element| *element == name).count();
        assert_eq!((count("node"), count("edge")), (3, 2), "{format}");
        let text = String::from_utf8(bytes).expect("text");
        assert!(text.contains("Schaamte &amp; &lt;schuld&gt; 🙂") && text.contains("a&quot;b"), "{text}");
        assert!(!text.contains('\u{0}'), "XML cannot hold it");
    }
}

#[test]
fn an_undefined_measure_is_absent_and_a_colour_is_three_numbers_in_gexf() {
    let graphml = String::from_utf8(network(&example(), NetworkFormat::GraphMl)).expect("text");
    assert_eq!(graphml.matches("<data key=\"jaccard\">").count(), 1, "{graphml}");
    assert_eq!(graphml.matches("<data key=\"weight\">").count(), 2);
    assert!(graphml.contains("<data key=\"color\">#0A80FF</data>"));
    let gexf = String::from_utf8(network(&example(), NetworkFormat::Gexf)).expect("text");
    assert_eq!(gexf.matches("<viz:color r=\"10\" g=\"128\" b=\"255\"/>").count(), 1, "{gexf}");
    assert_eq!(gexf.matches("<attvalue for=\"1\" value=\"0.25\"/>").count(), 1);
    assert!(gexf.contains("weight=\"3\""));
}
