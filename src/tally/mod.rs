//! Integer counts of units, participants, codes and pairs on their way to a table.
//!
//! A [`Tally`] knows codings and nothing of who made them. Two tallies of disjoint documents
//! [`merge`](Tally::merge) into the tally of both, in any order.
