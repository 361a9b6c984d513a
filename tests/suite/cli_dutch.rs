//! What people read in Dutch: by default that of a codebook in Dutch, else by `--lang nl`.

use insta::assert_snapshot;

use crate::run::Folder;

#[test]
fn the_screen_of_code() {
    assert_snapshot!(Folder::study().run("code t -c c.toml").text(), @r"
    3 transcripten gelezen: 3 deelnemers, 64 woorden, waarvan 46 van deelnemers.
    Overgeslagen: cases.csv (de tabel met casussen).

    Geteld in 8 antwoorden (alles wat een deelnemer zegt tot de volgende echte vraag
    van de interviewer), in de woorden van deelnemers: 10 coderingen voorgesteld
    door de regels van het codeboek; niemand heeft ze beoordeeld; ontkende tellen
    mee en staan ook apart.

                 deelnemers  antwoorden  coderingen  ontkend  uitgelokt
    Schaamte        3 van 3           5           6        1          0  ███████████
      Verbergen     2 van 3           3           3        0          0  ██████▋
    Werk            2 van 3           3           4        0          2  ██████▋
    geen code       0 van 3           2           –        –          –
    De balken tonen antwoorden.

    Samen in hetzelfde antwoord  antwoorden  deelnemers  zelfde woorden
      Schaamte + Werk                     2     2 van 3               0
      Paren in minder dan drie eenheden zijn toeval tot ze gelezen zijn.

    In hun woorden (getrokken met startgetal 1)
      Schaamte
        “Ik heb het *verzwegen* voor de baas.”                            P2 · r10:2
        ontkend: “Ik *schaam* me nergens voor.”                           P3 · r10:3
      Werk
        “Het *werk* is zwaar.”                                             P1 · r2:2
        “Ik heb het verzwegen voor de *baas*.”                            P2 · r10:2

    Wat dit niet laat zien
      Uitdrukkingen die de regels niet kennen: lees iets van wat ze ongecodeerd
      lieten (hieronder).
      Hoeveel een thema ertoe doet: vaak is niet hetzelfde als belangrijk, en
      interviews zijn geen aselecte steekproef.

    Verder
      kantlijn quotes t -c c.toml --code work
      kantlijn quotes t -c c.toml --uncoded --sample 10 --seed 1
      kantlijn freq t -c c.toml --by profession
      kantlijn code t -c c.toml -o results
    ");
}

#[test]
fn counts_with_their_caption() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("freq t -c c.toml -f table").text(), @r"
    code         deelnemers  transcripten  eenheden  coderingen  ontkend  uitgelokt
    Schaamte              3             2         5           6        1          0
      Verbergen           2             2         3           3        0          0
    Werk                  2             3         3           4        0          2
    geen code             0             0         2           –        –          –
    Niet getoond, want te breed: vindplaatsen; grootste aandeel (verbreed de
    terminal, of gebruik -f csv).

    Hoe vaak elke code, met alles wat eronder valt, is gevonden: eerst deelnemers,
    dan transcripten, eenheden en coderingen. De eenheid is het antwoord: wat een
    deelnemer zegt tot de volgende inhoudelijke beurt van de interviewer. Alleen
    de woorden van deelnemers tellen mee: van iedereen die niet als interviewer is
    herkend. 3 deelnemers, 3 transcripten, 8 eenheden, 46 woorden. 10 coderingen
    door regels, waarvan 0 door een mens gemaakt of aanvaard; 1 ontkend; 1 niet meer
    zo, meegeteld als de andere. Codeboek Proef 1; kantlijn 0.1.0.
    ");
    assert_snapshot!(folder.run("cooc t -c c.toml --level all -f table").text(), @r"
                                                                 alleen
                                                                     op        A
                  code  eenheden  eenheden         deelnemers  dezelfde  gegeven
    code A        B        met A     met B  beide   met beide   woorden        B
    shame         work         5         3      2           2         0    0,667
    shame/hiding  work         3         3      2           2         0    0,667
    Niet getoond, want te breed: B gegeven A; Jaccard (verbreed de terminal, of
    gebruik -f csv).

    Welke codes, elk met alles wat eronder valt, in dezelfde eenheden voorkomen.
    De eenheid is het antwoord: wat een deelnemer zegt tot de volgende inhoudelijke
    beurt van de interviewer. Alleen de woorden van deelnemers tellen mee: van
    iedereen die niet als interviewer is herkend. Twee codes komen samen voor in een
    eenheid als elk een codering heeft die minstens één heel woord ervan beslaat;
    een code en een code erboven vormen geen paar. 3 deelnemers, 3 transcripten,
    8 eenheden, 46 woorden. 10 coderingen door regels, waarvan 0 door een mens
    gemaakt of aanvaard; 1 ontkend; 1 niet meer zo, meegeteld als de andere. “alleen
    op dezelfde woorden” telt de eenheden waarin alles waarop een van beide codes
    berust, overlapt met waar de andere op berust: daar zegt het paar iets over de
    regels, niet over de interviews. Codeboek Proef 1; kantlijn 0.1.0.
    ");
}

#[test]
fn a_variable_keeps_its_own_name() {
    let folder = Folder::study();
    // `duration` is a heading of ours as well, elsewhere.
    folder.write("t/cases.csv", b"transcript,case,duration\nr1,P1,kort\nr2,P2,lang\nr10,P3,lang\n");
    let table = folder.run("freq t -c c.toml --by duration --level 1 -f table").text();
    assert!(table.contains("\nduration: kort\n") && table.contains("De waarden van “duration” staan apart"), "{table}");
    let by_speaker = folder.run("freq t -c c.toml --by speaker --level 1 -f table").text();
    assert!(by_speaker.contains("\nspreker: R\n"), "{by_speaker}");
}

#[test]
fn words_of_participants() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("quotes t -c c.toml --stance ceased -f table").text(), @r"
    r1:4  P1 · R                                                shame · niet meer zo
        Nu schaam ik me niet meer.

    De woorden van de coderingen. Alleen de woorden van deelnemers tellen mee: van
    iedereen die niet als interviewer is herkend. Alleen coderingen met de strekking
    “niet meer zo”. Codeboek Proef 1; kantlijn 0.1.0.
    ");
    assert_snapshot!(folder.run("kwic 'schaam*' t -f table --lang nl").text(), @r"
    r1                                Ik  schaamde  me voor mijn werk. Dat heb ik…
    r1                                Nu  schaam    ik me niet meer. (lacht)
    r10                               Ik  schaam    me nergens voor.

    Treffers van schaam* met de woorden eromheen, binnen één beurt. Alleen de
    woorden van deelnemers tellen mee: van iedereen die niet als interviewer is
    herkend. kantlijn 0.1.0.
    ");
    let nothing = folder.run("quotes t -c c.toml --stance normative -f table").text();
    assert!(nothing.starts_with("Niets gevonden.\n"), "{nothing}");
}

#[test]
fn how_transcripts_were_read() {
    let folder = Folder::study();
    let table = folder.run("check t -c c.toml -f table -q").text();
    assert!(
        table.contains("Hoe elk transcript is gelezen.") && table.contains("formaat       tekenset  beurten"),
        "{table}"
    );
    let shown = folder.run("transcript t/r1.txt -f table --lang nl").text();
    assert!(shown.contains("; sprekers: ") && shown.ends_with("aanduiding `I`.\n"), "{shown}");
    // The study says in which language it is read, also where no code is looked for.
    folder.write("kantlijn.toml", b"[study]\ntranscripts = [\"t\"]\ncodebook = \"c.toml\"\n");
    let shown = folder.run("transcript -f table").text();
    assert!(shown.contains("; sprekers: "), "{shown}");
    assert!(folder.run("transcript -f table --lang en").text().contains("; speakers: "));
}

#[test]
fn why_a_sentence_was_coded() {
    assert_snapshot!(Folder::study().run("explain 'Ik schaam me niet voor mijn werk.' -c c.toml").text(), @r"
    ✓ shame  bestandsregel 9
        schaam*
          “schaam”, ontkend door “niet”: een vindplaats
    ✓ work  bestandsregel 19
        werk* OR baas
          “werk”, ontkend door “niet”: een vindplaats
    ");
    let english = Folder::study().run("explain 'Ik schaam me niet.' -c c.toml --lang en").text();
    assert!(english.contains("“schaam”, negated by “niet”: a mention"), "{english}");
}

#[test]
fn files_for_programs_have_the_same_names_in_every_language() {
    let folder = Folder::study();
    for command in ["freq t -c c.toml --more", "cooc t -c c.toml", "quotes t -c c.toml", "check t -c c.toml -q -f csv"]
    {
        let [dutch, english] = ["nl", "en"].map(|lang| folder.run(&format!("{command} --lang {lang}")).text());
        assert_eq!(dutch.lines().next(), english.lines().next(), "{command}");
    }
    let [dutch, english] = ["nl", "en"].map(|lang| {
        let text = folder.run(&format!("quotes t -c c.toml -f json --lang {lang}")).text();
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON")
    });
    assert_eq!(dutch["rows"], english["rows"]);
    let names =
        |whole: &serde_json::Value| whole["definition"].as_object().map(|all| all.keys().cloned().collect::<Vec<_>>());
    assert_eq!(names(&dutch), names(&english));
    assert_ne!(dutch["caption"], english["caption"]);
}
