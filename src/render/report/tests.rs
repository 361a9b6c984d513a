use super::{SCRIPTS, embedded};

#[test]
fn nothing_that_is_said_ends_the_script_it_stands_in() {
    let said = "</script><script>alert(1)</script><!-- \u{2028} “שלום” 🙂";
    let json = embedded(&said);
    assert!(!json.contains('<') && !json.contains('\u{2028}'), "{json}");
    assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), said);
}

/// What is in `vendor` is what `vendor/fetch.sh` brought, byte for byte.
#[test]
fn what_others_wrote_is_unedited() {
    let listed: toml::Table = include_str!("vendor/vendor.toml").parse().expect("TOML");
    let brought: [(&str, &[u8]); 3] = [
        ("fluent-bundle", include_bytes!("vendor/fluent-bundle.js")),
        ("d3", include_bytes!("vendor/d3.js")),
        ("plot", include_bytes!("vendor/plot.js")),
    ];
    assert_eq!(listed.len(), brought.len());
    for (name, text) in brought {
        let library = listed[name].as_table().expect("a table");
        assert_eq!(library["blake3"].as_str(), Some(blake3::hash(text).to_hex().as_str()), "{name}");
        let version = library["version"].as_str().expect("a version");
        let first = String::from_utf8_lossy(text).lines().next().unwrap_or_default().to_owned();
        assert!(first.contains(version), "{name} {version}: {first}");
    }
}

/// The licence of d3 and Plot asks to appear in every copy.
#[test]
fn what_others_wrote_goes_with_its_licence() {
    for licence in [include_str!("vendor/d3.LICENSE"), include_str!("vendor/plot.LICENSE")] {
        assert!(licence.starts_with("Copyright") && SCRIPTS.iter().any(|script| script.contains(licence)));
    }
}

/// A script that ends early would end the page's.
#[test]
fn no_script_ends_the_element_it_stands_in() {
    for script in SCRIPTS {
        assert!(!script.to_ascii_lowercase().contains("</script") && !script.contains("<!--"));
    }
}
