//! stub
pub struct Abbreviations;
