//! The screen of `kantlijn code`: what was read, what changes the numbers, the numbers, and the words behind them.

use unicode_width::UnicodeWidthStr;

use crate::coding::Stance;
use crate::scope::Unit;
use crate::wording::{Lang, args};

use super::Style;
use super::terminal::{Paint, bar, fit, wrap};

/// Everything that the screen shows, in its order.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    /// What was read, in sentences.
    pub read: Vec<String>,
    /// What changes the numbers: each with its mend.
    pub alarms: Vec<(String, String)>,
    /// How it was counted, in one sentence.
    pub how: String,
    /// How many participants there are: the base of `17 of 24`.
    pub participants: u64,
    /// The unit of analysis.
    pub unit: Unit,
    /// Themes and codes shown in full, then the row of units without any code.
    pub rows: Vec<Row>,
    /// The other themes, with their participants and units.
    pub folded: Vec<(String, u64, u64)>,
    /// The strongest pairs.
    pub pairs: Vec<Pair>,
    /// Quotes by theme.
    pub quotes: Vec<(String, Vec<Quote>)>,
    /// The seed with which the quotes were drawn.
    pub seed: u64,
    /// What these numbers do not show.
    pub caveats: Vec<String>,
    /// Commands to go on with.
    pub next: Vec<String>,
}

/// A row of the frequency table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The code's name.
    pub name: String,
    /// 0 for a theme.
    pub depth: usize,
    /// Participants with it.
    pub participants: u64,
    /// Units with it.
    pub units: u64,
    /// Codings; none in the row of units without a code.
    pub codings: Option<u64>,
    /// Negated codings; none where nobody looked.
    pub negated: Option<u64>,
    /// Prompted codings; none where nobody looked.
    pub prompted: Option<u64>,
}

/// Two codes in the same units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Both names.
    pub names: (String, String),
    /// Units with both.
    pub both: u64,
    /// Participants with both in one unit.
    pub participants: u64,
    /// Units in which the two rest on the same words.
    pub same_words: u64,
}

/// A coding's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The passage, as plain words.
    pub text: String,
    /// The matched stretches of `text`, in bytes, in order.
    pub marks: Vec<(usize, usize)>,
    /// Who and where: `P03 · moed/moed-4, turn 12`.
    pub place: String,
    /// How it is meant, when not affirmed.
    pub stance: Option<Stance>,
}

/// From so many participants on, a percentage says something.
const PERCENT_FROM: u64 = 50;

/// Columns that the name of a code keeps at least.
const NARROWEST_NAME: usize = 16;

/// Columns of a bar that headings on two lines make room for, and of the shortest that is drawn.
const BAR: usize = 6;
const SHORTEST_BAR: usize = 4;

/// A ratio of fewer joint units than this says nothing and is not shown.
const RATIO_FROM: u64 = 3;

/// `17 of 24`, and from fifty participants on also the percentage.
#[must_use]
pub fn of_participants(count: u64, all: u64, lang: Lang) -> String {
    // In a column of numbers thousands are not set apart.
    let (n, of) = (count.to_string(), all.to_string());
    if all >= PERCENT_FROM {
        let percent = format!("{:.0}", 100.0 * count as f64 / all as f64);
        return lang.phrased("screen-of-all-in-percent", args! { "n" => n, "all" => of, "percent" => percent });
    }
    lang.phrased("of-all", args! { "n" => n, "all" => of })
}

/// The whole screen as text, every line within the style's width.
#[must_use]
pub fn screen(screen: &Screen, style: Style) -> String {
    let mut out = Out { text: String::new(), style };
    for sentence in &screen.read {
        out.wrapped(sentence, "");
    }
    for (alarm, mend) in &screen.alarms {
        let lines = wrap(&format!("! {alarm}"), "", style);
        out.lines(&lines, Some(Paint::Alarm));
        if !mend.is_empty() {
            out.wrapped(mend, "    ");
        }
    }
    out.text.push('\n');
    out.wrapped(&screen.how, "");
    frequencies(screen, &mut out);
    pairs(screen, &mut out);
    quotes(screen, &mut out);
    if !screen.caveats.is_empty() {
        out.heading(&style.lang.phrase("screen-not-shown"));
        for caveat in &screen.caveats {
            out.wrapped(caveat, "  ");
        }
    }
    if !screen.next.is_empty() {
        out.heading(&style.lang.phrase("screen-next"));
        for command in &screen.next {
            out.line(&format!("  {command}"), None);
        }
    }
    out.text
}

struct Out {
    text: String,
    style: Style,
}

impl Out {
    fn line(&mut self, line: &str, paint: Option<Paint>) {
        let line = line.trim_end();
        self.text.push_str(&paint.map_or_else(|| line.to_owned(), |paint| paint.on(line, self.style)));
        self.text.push('\n');
    }

    fn lines(&mut self, lines: &str, paint: Option<Paint>) {
        for line in lines.lines() {
            self.line(line, paint);
        }
    }

    fn wrapped(&mut self, text: &str, indent: &str) {
        self.lines(&wrap(text, indent, self.style), None);
    }

    fn heading(&mut self, heading: &str) {
        self.text.push('\n');
        self.line(heading, Some(Paint::Heading));
    }
}

fn frequencies(screen: &Screen, out: &mut Out) {
    let dash = |count: Option<u64>| count.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let lang = out.style.lang;
    let units = of_unit("screen-units", screen.unit, lang);
    let [participants, codings, negated, prompted] =
        ["screen-participants", "screen-codings", "screen-negated-ones", "screen-prompted-ones"]
            .map(|name| lang.phrase(name));
    let heads = [participants, units.clone(), codings, negated, prompted];
    let cells: Vec<[String; 5]> = screen
        .rows
        .iter()
        .map(|row| {
            let participants = of_participants(row.participants, screen.participants, lang);
            [participants, row.units.to_string(), dash(row.codings), dash(row.negated), dash(row.prompted)]
        })
        .collect();
    let widths: [usize; 5] =
        std::array::from_fn(|i| cells.iter().map(|row| row[i].width()).chain([heads[i].width()]).max().unwrap_or(0));
    let longest = screen.rows.iter().map(|row| row.name.width() + 2 * row.depth).max().unwrap_or(0).max(4);
    let has_room = longest + 2 + BAR + widths.iter().map(|width| width + 2).sum::<usize>() <= out.style.width;
    // Where names and bars have no room beside them, headings stand on two lines.
    let heads = if has_room { heads.map(|head| [String::new(), head]) } else { heads.map(|head| stacked(&head, lang)) };
    let widths: [usize; 5] = std::array::from_fn(|i| {
        cells.iter().map(|row| row[i].width()).chain(heads[i].iter().map(|line| line.width())).max().unwrap_or(0)
    });
    let numbers_of = |columns: usize| widths[..columns].iter().map(|width| width + 2).sum::<usize>();
    // A narrow terminal loses the columns that matter least, from the right.
    let columns = (2..=5).rev().find(|&columns| numbers_of(columns) + NARROWEST_NAME <= out.style.width).unwrap_or(2);
    let numbers = numbers_of(columns);
    let room = out.style.width.saturating_sub(numbers);
    let names = longest.min(room.max(NARROWEST_NAME));
    let bars = room.saturating_sub(names + 2).min(24);
    let head_line = |line: usize| {
        let cells = heads.iter().zip(widths).take(columns).map(|(head, width)| format!("  {:>width$}", head[line]));
        format!("{}{}", fit("", names), cells.collect::<String>())
    };
    out.text.push('\n');
    if heads.iter().take(columns).any(|head| !head[0].is_empty()) {
        out.line(&head_line(0), Some(Paint::Strong));
    }
    out.line(&head_line(1), Some(Paint::Heading));
    let most = screen.rows.iter().filter(|row| row.codings.is_some()).map(|row| row.units).max().unwrap_or(0);
    let has_bars = bars >= SHORTEST_BAR && most > 0;
    for (row, cells) in screen.rows.iter().zip(&cells) {
        let name = fit(&format!("{}{}", "  ".repeat(row.depth), row.name), names);
        let paint = (row.depth == 0 && row.codings.is_some()).then_some(Paint::Strong);
        let mut line = paint.map_or_else(|| name.clone(), |paint| paint.on(&name, out.style));
        for (cell, width) in cells.iter().zip(widths).take(columns) {
            line.push_str(&format!("  {cell:>width$}"));
        }
        if has_bars && row.codings.is_some() {
            line.push_str("  ");
            line.push_str(&bar(row.units as f64 / most as f64, bars));
        }
        out.line(&line, None);
    }
    if has_bars {
        out.wrapped(&lang.phrased("terminal-bars", args! { "units" => units }), "");
    }
    if !screen.folded.is_empty() {
        let others: Vec<String> =
            screen.folded.iter().map(|(name, participants, _)| format!("{name}\u{a0}{participants}")).collect();
        let text = lang.phrased("screen-other-themes", args! { "themes" => others.join(", ") });
        let lines = wrap(&text, "", out.style).replace('\u{a0}', " ");
        out.lines(&lines, None);
    }
}

/// A heading on two lines, broken where the language breaks its words, else between them; the first is empty where nothing is
/// to be broken.
fn stacked(head: &str, lang: Lang) -> [String; 2] {
    let breaks = lang.phrase("terminal-breaks");
    let broken = breaks.split(' ').filter_map(|word| word.split_once('-')).find(|(a, b)| format!("{a}{b}") == head);
    match (broken, head.rsplit_once(' ')) {
        (Some((above, below)), _) => [format!("{above}-"), below.to_owned()],
        (None, Some((above, below))) => [above.to_owned(), below.to_owned()],
        (None, None) => [String::new(), head.to_owned()],
    }
}

fn pairs(screen: &Screen, out: &mut Out) {
    let lang = out.style.lang;
    let title = of_unit("screen-together", screen.unit, lang);
    if screen.pairs.is_empty() {
        out.heading(&title);
        out.line(&format!("  {}", lang.phrase("screen-no-pairs")), None);
        return;
    }
    let units = of_unit("screen-units", screen.unit, lang);
    let heads = [units, lang.phrase("screen-participants"), lang.phrase("screen-same-words")];
    let cells: Vec<[String; 3]> = screen
        .pairs
        .iter()
        .map(|pair| {
            let participants = of_participants(pair.participants, screen.participants, lang);
            [pair.both.to_string(), participants, pair.same_words.to_string()]
        })
        .collect();
    let widths: [usize; 3] =
        std::array::from_fn(|i| cells.iter().map(|row| row[i].width()).chain([heads[i].width()]).max().unwrap_or(0));
    let names: Vec<String> = screen.pairs.iter().map(|pair| format!("  {} + {}", pair.names.0, pair.names.1)).collect();
    let numbers: usize = widths.iter().map(|width| width + 2).sum();
    let longest = names.iter().map(|name| name.width()).chain([title.width()]).max().unwrap_or(0);
    let room = longest.min(out.style.width.saturating_sub(numbers).max(NARROWEST_NAME));
    let line = |name: &str, cells: [&str; 3]| {
        let mut line = fit(name, room);
        for (cell, width) in cells.iter().zip(widths) {
            line.push_str(&format!("  {cell:>width$}"));
        }
        line
    };
    out.heading(&line(&title, heads.each_ref().map(String::as_str)));
    for (name, cells) in names.iter().zip(&cells) {
        out.line(&line(name, [&cells[0], &cells[1], &cells[2]]), None);
    }
    if screen.pairs.iter().any(|pair| pair.both < RATIO_FROM) {
        out.wrapped(&lang.phrase("screen-few-units"), "  ");
    }
}

/// Matches that are marked in one line of a quote.
const MOST_MARKS: usize = 3;

fn quotes(screen: &Screen, out: &mut Out) {
    if screen.quotes.is_empty() {
        return;
    }
    let lang = out.style.lang;
    out.heading(&lang.phrased("screen-quotes", args! { "seed" => screen.seed.to_string() }));
    for (theme, quotes) in &screen.quotes {
        out.line(&format!("  {theme}"), Some(Paint::Strong));
        for quote in quotes {
            let stance = quote.stance.map(|stance| lang.cell(stance.word()).unwrap_or(stance.word()));
            let stance = stance.map_or(String::new(), |stance| {
                format!("{} ", lang.phrased("screen-stance", args! { "stance" => stance }))
            });
            let place = format!("  {}", quote.place);
            let place = fit(&place, place.width().min(out.style.width / 2));
            let room = out.style.width.saturating_sub(4 + stance.width() + place.width() + 2);
            // Asterisks are set after cutting, so that none stands alone; their room is kept free.
            let marks = &quote.marks[..quote.marks.len().min(MOST_MARKS)];
            let free = if out.style.colour { 0 } else { 2 * marks.len() };
            let (text, marks) = window(&quote.text, marks, room.saturating_sub(free));
            let (text, marks) = if out.style.colour { (text, marks) } else { starred(&text, &marks) };
            let mut line = format!("    {}“", Paint::Alarm.on(&stance, out.style));
            let mut from = 0;
            for (start, end) in marks {
                line.push_str(&text[from..start]);
                line.push_str(&Paint::Match.on(&text[start..end], out.style));
                from = end;
            }
            line.push_str(&text[from..]);
            line.push('”');
            line.push_str(&" ".repeat(room.saturating_sub(text.width())));
            line.push_str(&Paint::Faint.on(&place, out.style));
            out.line(&line, None);
        }
    }
}

/// The quote with an asterisk on either side of each match, for where there is no colour to show it by.
pub(super) fn starred(quote: &str, marks: &[(usize, usize)]) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut starred, mut from) = (String::new(), Vec::new(), 0);
    for &(start, end) in marks {
        let (Some(before), Some(matched)) = (quote.get(from..start), quote.get(start..end)) else { continue };
        text.push_str(before);
        let at = text.len();
        text.push_str(&format!("*{matched}*"));
        starred.push((at, text.len()));
        from = end;
    }
    text.push_str(quote.get(from..).unwrap_or_default());
    (text, starred)
}

/// A message about a unit.
fn of_unit(message: &str, unit: Unit, lang: Lang) -> String {
    lang.phrased(message, args! { "unit" => unit.name(), "words" => unit.words().unwrap_or_default() })
}

/// As much of `text` around its first mark as `room` columns hold, cut at words, with ellipses that show it.
fn window(text: &str, marks: &[(usize, usize)], room: usize) -> (String, Vec<(usize, usize)>) {
    let valid =
        |&&(start, end): &&(usize, usize)| start < end && text.is_char_boundary(start) && text.is_char_boundary(end);
    let marks: Vec<(usize, usize)> = marks.iter().filter(valid).copied().collect();
    if text.width() <= room {
        return (text.to_owned(), marks);
    }
    let words = word_spans(text);
    if words.is_empty() {
        return (String::new(), Vec::new());
    }
    let (from, to) = marks.first().copied().unwrap_or((0, 0));
    let first = words.iter().position(|&(_, end)| end > from).unwrap_or(0);
    let last = words.iter().rposition(|&(start, _)| start < to).unwrap_or(first).max(first);
    let (mut a, mut b) = (first, last);
    let width = |a: usize, b: usize| {
        text[words[a].0..words[b].1].width() + usize::from(a > 0) + usize::from(b + 1 < words.len())
    };
    loop {
        let left = a > 0 && width(a - 1, b) <= room;
        let right = b + 1 < words.len() && width(a, b + 1) <= room;
        // The words before a match say more of what it means than those after it, so both sides grow in turn.
        match (left, right) {
            (false, false) => break,
            (true, false) => a -= 1,
            (false, true) => b += 1,
            (true, true) if first - a <= b - last => a -= 1,
            (true, true) => b += 1,
        }
    }
    let (start, end) = (words[a].0, words[b].1);
    let before = if a > 0 { "…" } else { "" };
    let after = if b + 1 < words.len() { "…" } else { "" };
    let shown = format!("{before}{}{after}", &text[start..end]);
    let inside = marks.into_iter().filter(|&(s, e)| s < end && e > start).map(|(s, e)| (s.max(start), e.min(end)));
    let moved = inside.map(|(s, e)| (s - start + before.len(), e - start + before.len()));
    if shown.width() <= room {
        return (shown, moved.collect());
    }
    // A match wider than the room is cut itself; what is left of it is still the match.
    let cut = fit(&shown, room).trim_end().to_owned();
    let kept = cut.len() - if cut.ends_with('…') { '…'.len_utf8() } else { 0 };
    let moved = moved.filter(|&(s, _)| s < kept).map(|(s, e)| (s, e.min(kept))).collect();
    (cut, moved)
}

/// Words apart by white space, as byte ranges.
fn word_spans(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                spans.push((from, at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::{Lang, Pair, Quote, Row, Screen, Stance, Style, screen, window};
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn a_long_quote_is_cut_around_its_match() {
        let text = "een twee drie vier vijf zes zeven acht negen tien";
        let start = text.find("vijf").expect("there");
        let (shown, marks) = window(text, &[(start, start + 4)], 20);
        assert!(shown.width() <= 20 && shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        assert_eq!(&shown[marks[0].0..marks[0].1], "vijf");
    }

    #[test]
    fn a_match_that_does_not_fit_is_marked_as_far_as_it_is_shown() {
        let text = "ik zat daar dus naast iemand die er helemaal niets van wist en toen";
        let quote = Quote { text: text.to_owned(), marks: vec![(3, 57)], place: "P1".to_owned(), stance: None };
        let page = Screen { quotes: vec![("Afstand".to_owned(), vec![quote])], ..Screen::default() };
        let shown = screen(&page, Style { width: 50, ..Style::default() });
        let line = shown.lines().find(|line| line.contains("zat daar")).expect("the quote is shown");
        assert_eq!(line.matches('*').count(), 2, "{line}");
        assert!(line.width() <= 50, "{line}");
    }

    #[test]
    fn headings_are_broken_where_names_and_bars_have_no_room() {
        let row =
            Row { name: "Te grote verantwoordelijkheid".to_owned(), participants: 18, units: 34, ..Row::default() };
        let rows = vec![Row { codings: Some(47), negated: Some(2), prompted: Some(1), ..row }];
        let example = Screen { participants: 22, rows, ..Screen::default() };
        let shown = |width| screen(&example, Style { width, lang: Lang::Nl, ..Style::default() });
        for told in ["code-  ", " ringen  ", "Te grote verantwoordelijkheid  18 van 22", "De balken tonen antwoorden."]
        {
            assert!(shown(80).contains(told), "{told} in {}", shown(80));
        }
        assert!(shown(100).contains("  coderingen  "), "{}", shown(100));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let row = |name: &str, depth| Row {
            name: name.to_owned(),
            depth,
            participants: 17,
            units: 40,
            codings: Some(60),
            negated: Some(3),
            prompted: Some(1),
        };
        let example = Screen {
            read: vec!["Read 24 transcripts.".repeat(9)],
            participants: 24,
            rows: vec![
                row("Overmatige verantwoordelijkheid voor een ander", 0),
                row("Eigenwaarde die afhangt van de ander", 1),
            ],
            folded: vec![("Taboe".to_owned(), 3, 9); 30],
            pairs: vec![Pair {
                names: ("Schaamte".repeat(9), "Hiërarchie".to_owned()),
                both: 2,
                participants: 2,
                same_words: 1,
            }],
            quotes: vec![(
                "Schaamte".to_owned(),
                vec![Quote {
                    text: "woord ".repeat(60),
                    marks: vec![(6, 11)],
                    place: "P03 · ".repeat(20),
                    stance: Some(Stance::Negated),
                }],
            )],
            ..Screen::default()
        };
        for (width, lang) in [60, 80, 120].into_iter().flat_map(|width| [(width, Lang::En), (width, Lang::Nl)]) {
            let shown = screen(&example, Style { width, lang, ..Style::default() });
            let widest = shown.lines().map(UnicodeWidthStr::width).max();
            assert!(widest <= Some(width), "{widest:?} of {width}:\n{shown}");
        }
    }
}
