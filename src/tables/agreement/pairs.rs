//! Every two coders.

use crate::error::Result;
use crate::stats::{Square, Undefined};
use crate::tables::Table;

use super::measures::{Reasoned, of_a_hundred, some};
use super::{AgreementOptions, Compared, Named, finish};

/// One row for every two coders and each code that anybody used, in the coders' and the codebook's order.
///
/// The columns are `coder_a, coder_b, theme, code, name, both, only_a, only_b, neither, kappa, positive`, and with all
/// measures `percent, alpha, ac1, negative, prevalence, bias, scott, brennan_prediger, kappa_max, mcnemar`. Only units that
/// both rated are counted; two who rated no transcript together have no rows.
///
/// # Errors
/// Only when polars refuses the frame.
pub fn agreement_of_pairs(compared: &Compared<'_>, options: &AgreementOptions) -> Result<Table> {
    let used = compared.comparison.used();
    let coders = compared.plan.coders.len() as u32;
    let mut rows: Vec<(u32, u32, Named, Square)> = Vec::new();
    for a in 0..coders {
        for b in a + 1..coders {
            for &code in &used {
                let square: Square = compared.comparison.squares(code, a, b).into_iter().sum();
                if square.n() > 0 {
                    rows.push((a, b, Named::Code(code), square));
                }
            }
        }
    }
    let mut made = Reasoned::default();
    made.columns.text("coder_a", rows.iter().map(|row| Some(compared.name_of(row.0).to_owned())).collect());
    made.columns.text("coder_b", rows.iter().map(|row| Some(compared.name_of(row.1).to_owned())).collect());
    compared.names(rows.iter().map(|row| row.2), &mut made.columns);
    made.counts("both", rows.iter().map(|row| Some(row.3.both)));
    made.counts("only_a", rows.iter().map(|row| Some(row.3.first)));
    made.counts("only_b", rows.iter().map(|row| Some(row.3.second)));
    made.counts("neither", rows.iter().map(|row| Some(row.3.neither)));
    let column = |made: &mut Reasoned, name: &str, of: fn(&Square) -> Result<f64, Undefined>| {
        made.numbers(name, rows.iter().map(|row| some(of(&row.3))));
    };
    column(&mut made, "kappa", Square::kappa);
    column(&mut made, "positive", Square::positive_agreement);
    if options.measures.is_all() {
        made.numbers("percent", rows.iter().map(|row| of_a_hundred(row.3.percent())));
        column(&mut made, "alpha", Square::alpha);
        column(&mut made, "ac1", Square::ac1);
        column(&mut made, "negative", Square::negative_agreement);
        column(&mut made, "prevalence", Square::prevalence_index);
        column(&mut made, "bias", Square::bias_index);
        column(&mut made, "scott", Square::scott_pi);
        column(&mut made, "brennan_prediger", Square::brennan_prediger);
        column(&mut made, "kappa_max", Square::kappa_max);
        column(&mut made, "mcnemar", Square::mcnemar);
    }
    let told = compared.told_of_pairs(compared.unused(&used), &made.reasons);
    finish("agreement_pairs", made, told, compared.lang())
}
