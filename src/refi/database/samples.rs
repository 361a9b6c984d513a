//! Databases for tests, with the tables that the programs make.

use rusqlite::{Connection, MAIN_DB};

/// The tables of QualCoder's database that are read, as versions from 16 on have them.
const QUALCODER: &str = "
    CREATE TABLE project (databaseversion text, date text, memo text, about text, codername text);
    CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text,
        av_text_id integer, risid integer, unique(name));
    CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, cid integer, memo text, owner text,
        important integer, pdf_page integer);
    CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, owner text);
    CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
    CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
    CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer);
    CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, memo text);
    CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
    CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
    CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
        owner text, date text, memo text, important integer);
    CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text,
        supercid integer);
    CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
    CREATE TABLE graph (grid integer primary key, name text);
    INSERT INTO project VALUES ('v17', '2026-03-01 10:00:00', '', 'QualCoder 3.7', 'Anna');";

/// The same as version 1 had them.
const EARLY: &str = "
    CREATE TABLE project (databaseversion text, date text, memo text, about text);
    CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text);
    CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
    CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text);
    CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
    INSERT INTO project VALUES ('v1', '2019-03-01 10:00:00', '', 'QualCoder 1.9');";

/// The tables of Taguette's database that are read.
const TAGUETTE: &str = "
    CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR(200), description TEXT, created DATETIME);
    CREATE TABLE project_members (project_id INTEGER, user_login VARCHAR(30));
    CREATE TABLE documents (id INTEGER PRIMARY KEY, name VARCHAR(200), description TEXT, filename VARCHAR(200),
        created DATETIME, project_id INTEGER, text_direction VARCHAR(13), contents TEXT);
    CREATE TABLE commands (id INTEGER PRIMARY KEY, date DATETIME, user_login VARCHAR(30), project_id INTEGER,
        document_id INTEGER, payload TEXT);
    CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path VARCHAR(200), description TEXT);
    CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER,
        snippet TEXT);
    CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
    INSERT INTO projects VALUES (1, 'Proef', '', '2026-03-01 10:00:00');";

/// The bytes of a database that this makes.
pub(crate) fn database(sql: &str) -> Vec<u8> {
    let mut connection = Connection::open_in_memory().expect("a database");
    connection.execute_batch(sql).expect("tables and rows");
    connection.serialize(MAIN_DB).expect("bytes").to_vec()
}

/// A database of QualCoder with these rows.
pub(crate) fn qualcoder(rows: &str) -> Vec<u8> {
    database(&format!("{QUALCODER}{rows}"))
}

/// One of its first version.
pub(crate) fn early(rows: &str) -> Vec<u8> {
    database(&format!("{EARLY}{rows}"))
}

/// A database of Taguette with these rows.
pub(crate) fn taguette(rows: &str) -> Vec<u8> {
    database(&format!("{TAGUETTE}{rows}"))
}

/// A passage of a text for the table `code_text`: its code, file and coder, with positions in UTF-16 units as where it was
/// selected on the screen.
pub(crate) fn coded(text: &str, quote: &str, code: u32, file: u32, owner: &str) -> String {
    let at = text.find(quote).expect("the quote stands there");
    let start = text[..at].encode_utf16().count();
    let end = start + quote.encode_utf16().count();
    // The screen of QualCoder has separators of paragraphs for line ends.
    let quote = quote.replace('\n', "\u{2029}").replace('\'', "''");
    format!(
        "INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner) VALUES ({code}, {file}, '{quote}', {start}, {end}, '{owner}');"
    )
}

/// A highlight for Taguette; `plain` is all text between the tags of the document.
pub(crate) fn highlight(number: u32, document: u32, plain: &str, quote: &str, tags: &[u32]) -> String {
    let start = plain.find(quote).expect("the quote stands there");
    let end = start + quote.len();
    let snippet = format!("<p>{}</p>", quote.replace('&', "&amp;").replace('\'', "''"));
    let mut rows = format!("INSERT INTO highlights VALUES ({number}, {document}, {start}, {end}, '{snippet}');");
    for tag in tags {
        rows.push_str(&format!("INSERT INTO highlight_tags VALUES ({number}, {tag});"));
    }
    rows
}
