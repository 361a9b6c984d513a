//! Pairs of codings by how their passages lie to each other.

use crate::error::Result;
use crate::ids::CodeId;
use crate::stats::round12;
use crate::tally::{By, Counts, Distance, GroupCounts, RelatedCounts, Relation};
use crate::wording::{Lang, args};

use super::Table;
use super::columns::{Columns, cell};
use super::cooccurrence::{couples, matrix};
use super::definition::{Definition, Told, refuse_reserved};

/// One row a pair of codes at a level: most pairs of codings first, then the codebook's order; zeros are kept. For each
/// value of `--by`.
///
/// The columns are `code_a, code_b, codings_a, codings_b, pairs`, of which `equal, a_in_b, b_in_a, crossing, apart` say how the
/// two passages lie (those that the relation allows), `participants_both`, and for [`Relation::Overlap`] also `c` and
/// `c_out_of_range`: the c-coefficient of ATLAS.ti, `pairs / (codings_a + codings_b − pairs)`, which exceeds 1 or turns negative
/// where several codings of one code overlap the same one. The tally must have been asked for the same relation
/// ([`Further`](crate::tally::Further)).
///
/// # Errors
/// When the variable of `--by` has the name of a column.
pub fn relations(
    counts: &Counts,
    definition: &Definition<'_>,
    level: Option<usize>,
    relation: Relation,
) -> Result<Table> {
    if let Some(by) = &counts.by {
        refuse_reserved(&By::variable(by.as_str()))?;
    }
    let couples = couples(definition.codebook, level);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for group in &counts.groups {
        let mut of_group: Vec<Row<'_>> = couples.iter().map(|&(a, b)| Row::of(group, a, b)).collect();
        of_group.sort_by_key(|row| std::cmp::Reverse(row.related.pairs()));
        rows.extend(of_group);
    }
    let id = |code: CodeId| Some(definition.codebook.code(code).id.clone());
    let count = |of: fn(&Row<'_>) -> u64| rows.iter().map(|row| cell(of(row))).collect::<Vec<_>>();
    let mut columns = Columns::default();
    if let Some(by) = &counts.by {
        columns.text(by, rows.iter().map(|row| Some(row.group.value.clone())).collect());
    }
    columns.text("code_a", rows.iter().map(|row| id(row.a)).collect());
    columns.text("code_b", rows.iter().map(|row| id(row.b)).collect());
    columns.count("codings_a", count(|row| row.codings_a));
    columns.count("codings_b", count(|row| row.codings_b));
    columns.count("pairs", count(|row| row.related.pairs()));
    if relation != Relation::Equal {
        columns.count("equal", count(|row| row.related.equal));
        columns.count("a_in_b", count(|row| row.related.a_in_b));
        columns.count("b_in_a", count(|row| row.related.b_in_a));
    }
    if matches!(relation, Relation::Overlap | Relation::Within(..)) {
        columns.count("crossing", count(|row| row.related.crossing));
    }
    if matches!(relation, Relation::Within(..)) {
        columns.count("apart", count(|row| row.related.apart));
    }
    columns.count("participants_both", count(|row| row.related.participants));
    let lang = Lang::of(definition.language);
    let mut undefined = Vec::new();
    if relation == Relation::Overlap {
        let c: Vec<Option<f64>> = rows.iter().map(Row::c).collect();
        let is_out = |c: &Option<f64>| c.map(|c| !(0.0..=1.0).contains(&c));
        let out = c.iter().map(is_out).collect();
        columns.ratio("c", c);
        columns.flag("c_out_of_range", out);
        undefined = ["c", "c_out_of_range"].map(|name| (name.to_owned(), lang.phrase("relations-no-codings"))).to_vec();
    }
    let mut told = definition.of_passages(counts, &lang.phrase("relations-counted"), Some(&defined(relation, lang)));
    told.say([lang.phrase("relations-classes")]);
    if relation == Relation::Overlap {
        let out = rows.iter().filter(|row| row.c().is_some_and(|c| !(0.0..=1.0).contains(&c))).count();
        let mut of_c = lang.phrase("relations-coefficient");
        if out > 0 {
            of_c = format!("{of_c} {}", lang.phrased("relations-out-of-range", args! { "n" => out }));
        }
        told.say([of_c]);
    }
    told.say([lang.phrase("relations-no-test")]);
    let Told { caption, mut rows } = told;
    rows.insert(1, ("relation_word".into(), relation.to_string()));
    Ok(Table { name: "relations", frame: columns.into_frame()?, caption, definition: rows, undefined })
}

/// A row and a column for each code at a level: symmetric, pairs of codings beside the diagonal, codings on it.
///
/// # Errors
/// When the variable of `--by` has the name of a column, a code's among them.
pub fn relations_matrix(
    counts: &Counts,
    definition: &Definition<'_>,
    level: Option<usize>,
    relation: Relation,
) -> Result<Table> {
    let of_code = |group: &GroupCounts, code: CodeId| group.code(code).codings;
    let of_pair = |group: &GroupCounts, a: CodeId, b: CodeId| group.related(a, b).pairs();
    let columns = matrix(counts, definition.codebook, level, of_code, of_pair)?;
    let lang = Lang::of(definition.language);
    let mut told = definition.of_passages(counts, &lang.phrase("relations-matrix"), Some(&defined(relation, lang)));
    told.say([lang.phrase("relations-no-test")]);
    let Told { caption, mut rows } = told;
    rows.insert(1, ("relation_word".into(), relation.to_string()));
    Ok(Table {
        name: "relations_matrix",
        frame: columns.into_frame()?,
        caption,
        definition: rows,
        undefined: Vec::new(),
    })
}

struct Row<'a> {
    group: &'a GroupCounts,
    a: CodeId,
    b: CodeId,
    codings_a: u64,
    codings_b: u64,
    related: RelatedCounts,
}

impl<'a> Row<'a> {
    fn of(group: &'a GroupCounts, a: CodeId, b: CodeId) -> Self {
        let (codings_a, codings_b) = (group.code(a).codings, group.code(b).codings);
        Self { group, a, b, codings_a, codings_b, related: group.related(a, b) }
    }

    /// The c-coefficient, as it comes out.
    fn c(&self) -> Option<f64> {
        let pairs = self.related.pairs();
        let rest = i128::from(self.codings_a) + i128::from(self.codings_b) - i128::from(pairs);
        (rest != 0).then(|| round12(pairs as f64 / rest as f64))
    }
}

/// The relation, in a sentence.
fn defined(relation: Relation, lang: Lang) -> String {
    match relation {
        Relation::Overlap => lang.phrase("relations-overlap"),
        Relation::Contains => lang.phrase("relations-contains"),
        Relation::Equal => lang.phrase("relations-equal"),
        Relation::Within(most, distance) => {
            let named = match distance {
                Distance::Words => "relations-within-words",
                Distance::Characters => "relations-within-characters",
                Distance::Paragraphs => "relations-within-paragraphs",
            };
            lang.phrased(named, args! { "n" => most })
        }
    }
}
