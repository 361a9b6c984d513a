use polars::prelude::df;

use super::{Cell, Kind, Layout, Named, Table, pieces, said, title};
use crate::wording::Lang;

fn table() -> Table {
    let frame = df!(
        "profession" => ["kok", "kok"], "code" => ["shame", ""], "units" => [3i64, 0], "jaccard" => [Some(0.25), None],
        "units_pct" => [12.345, 0.0], "stance" => ["negated", "kok"], "prompted" => [Some(true), None], "text" => ["Ja.", "Nee."],
    );
    let undefined =
        vec![("jaccard".to_owned(), "`units_a` is 0".to_owned()), ("units".to_owned(), "nowhere".to_owned())];
    Table {
        name: "frequencies",
        frame: frame.expect("a frame"),
        caption: vec!["Of `units` and `shame`.".to_owned()],
        definition: vec![("by".to_owned(), "profession".to_owned())],
        undefined,
    }
}

#[test]
fn headings_are_in_the_language_and_a_variable_is_as_the_study_has_it() {
    let table = table();
    let headings = |lang| Layout::of(table.name, &table.frame, lang).headings(Named::of(&table));
    assert_eq!(
        headings(Lang::Nl),
        ["profession", "code", "eenheden", "Jaccard", "eenheden (%)", "strekking", "uitgelokt", "woorden"]
    );
    assert_eq!(headings(Lang::En)[2..5], ["units", "Jaccard", "units (%)"]);
    let by_units = Named { table: "frequencies", by: Some("units") };
    assert_eq!(
        super::heading(by_units, 0, "units", false, Lang::Nl),
        "units",
        "a variable of that name is no column of ours"
    );
    let by_speaker = Named { table: "frequencies", by: Some("speaker") };
    assert_eq!(super::heading(by_speaker, 0, "speaker", false, Lang::Nl), "spreker");
}

#[test]
fn columns_of_one_value_name_it_and_codes_of_a_matrix_stay_codes() {
    let of = |table, name| super::heading(Named { table, by: None }, 4, name, true, Lang::Nl);
    assert_eq!(of("frequencies", "units_pct_kok_in_rust"), "eenheden (%): kok_in_rust");
    assert_eq!(of("frequencies", "per_1000_words_low"), "per 1.000 woorden, laag");
    assert_eq!(of("cooccurrence_matrix", "time"), "time");
    let frame = df!("case" => ["Ada"], "text" => ["Ja."], "codings" => ["Nee."], "units" => [3i64]).expect("a frame");
    let matrix = Layout::of("matrix", &frame, Lang::Nl);
    assert_eq!(
        matrix.headings(Named { table: "matrix", by: Some("case") }),
        ["casus", "text", "codings", "units"],
        "codes that are called like columns of ours"
    );
    assert_eq!(
        matrix.columns.iter().map(|column| column.kind).collect::<Vec<_>>(),
        [Kind::Words, Kind::Prose, Kind::Prose, Kind::Count]
    );
    assert_eq!(Kind::of("units_pct_kok", &polars::prelude::DataType::Float64), Kind::Percentage);
    assert_eq!(title("cooccurrence_matrix", Lang::En), "matrix");
    assert_eq!(title("some_thing", Lang::En), "some thing");
}

#[test]
fn numbers_of_a_column_have_as_many_decimals_and_nothing_becomes_zero() {
    let table = table();
    let layout = Layout::of(table.name, &table.frame, Lang::Nl);
    let shown = |column: usize, cell: Cell<'static>| layout.shown(column, &cell).into_owned();
    assert_eq!([0.25, 1.0, 0.0, -0.0].map(|x| shown(3, Cell::Real(x))), ["0,25", "1,00", "0,00", "0,00"]);
    assert_eq!([0.0001, -0.0001].map(|x| shown(3, Cell::Real(x))), ["<0,01", ">-0,01"]);
    assert_eq!([12.345, 100.0].map(|x| shown(4, Cell::Real(x))), ["12,3", "100,0"]);
    assert_eq!(shown(2, Cell::Integer(12_345)), "12345");
    assert_eq!(shown(5, Cell::Text("negated".into())), "ontkend");
    assert_eq!(shown(0, Cell::Text("negated".into())), "negated", "a value of a variable is nobody's word but theirs");
    assert_eq!([Cell::Flag(true), Cell::Flag(false)].map(|flag| shown(6, flag)), ["ja", "nee"]);
}

#[test]
fn a_reason_stands_below_where_an_undefined_cell_was_shown() {
    let table = table();
    let layout = Layout::of(table.name, &table.frame, Lang::En);
    assert_eq!(layout.below(&table), ["Of “units” and `shame`."]);
    assert_eq!(layout.shown(3, &Cell::Empty), "–");
    assert_eq!(layout.below(&table)[1..], ["“–” in Jaccard: “units with A” is 0."]);
    let all = super::reasons(&table, &["jaccard", "units", "units_kok", "code"], "empty-in", Lang::Nl);
    assert_eq!(all, ["Leeg in Jaccard: “eenheden met A” is 0.", "Leeg in eenheden en eenheden: kok: nowhere."]);
}

#[test]
fn backticks_mark_only_in_pairs() {
    assert_eq!(said("Of `units` and `x`.", None, Lang::Nl), "Of “eenheden” and `x`.");
    assert_eq!(said("Of `units` and `code`.", Some("units"), Lang::Nl), "Of “units” and “code”.");
    assert_eq!(said("A ` alone", None, Lang::Nl), "A ` alone");
    assert_eq!(pieces("a `b` c").collect::<Vec<_>>(), [("a ", false), ("b", true), (" c", false)]);
    assert_eq!(pieces("a ` c").collect::<Vec<_>>(), [("a ` c", false)]);
}
