//! Times as speech recognition writes them: seconds, milliseconds, and in words.

use super::super::captions::milliseconds;
use super::tree::Node;

/// What a bare number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    Seconds,
    Milliseconds,
    /// Ten millionths of a second, as Azure counts.
    Ticks,
}

const NANOS_PER_MILLI: f64 = 1e6;

/// Milliseconds of a value; nothing where it is no time.
///
/// A number of seconds is rounded to the nanosecond, by which what the file wrote in decimals is exact again, and then to
/// the nearest millisecond, halves up. Texts are numbers too (`"1.2"`, `"1.200s"`), or clock times (`00:00:01.2`), or
/// durations (`PT1M1.2S`); objects are `{"seconds": 1, "nanos": 200000000}`.
pub(super) fn moment(value: &Node<'_>, clock: Clock) -> Option<u64> {
    match value {
        Node::Whole(number) => counted(*number as f64, clock),
        Node::Decimal(number) => counted(*number, clock),
        Node::Text(text) => written(text.trim(), clock),
        Node::Object(_) => {
            let number = |name| value.get(name).map_or(Some(0.0), number);
            let (seconds, nanos) = (number("seconds")?, number("nanos")?);
            counted(seconds + nanos / 1e9, Clock::Seconds)
        }
        _ => None,
    }
}

/// A number, also in quotes.
fn number(value: &Node<'_>) -> Option<f64> {
    match value {
        Node::Whole(number) => Some(*number as f64),
        Node::Decimal(number) => Some(*number),
        Node::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn counted(number: f64, clock: Clock) -> Option<u64> {
    /// More than thirty years are no time in a conversation.
    const MOST: f64 = 1e18;
    let nanos = match clock {
        Clock::Seconds => number * 1e9,
        Clock::Milliseconds => number * NANOS_PER_MILLI,
        Clock::Ticks => number * 100.0,
    };
    (0.0..MOST).contains(&nanos).then(|| (nanos.round() / NANOS_PER_MILLI).round() as u64)
}

fn written(text: &str, clock: Clock) -> Option<u64> {
    if let Some(duration) = text.strip_prefix("PT") {
        return period(duration);
    }
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    match text.strip_suffix('s') {
        Some(seconds) if is_plain(seconds) => counted(seconds.parse().ok()?, Clock::Seconds),
        _ if is_plain(text) => counted(text.parse().ok()?, clock),
        _ => milliseconds(text),
    }
}

/// `1H2M3.5S`, as ISO 8601 writes a duration behind `PT`.
fn period(text: &str) -> Option<u64> {
    let (mut seconds, mut from, mut units) = (0.0, 0, ["H", "M", "S"].into_iter());
    for (at, unit) in text.match_indices(['H', 'M', 'S']) {
        let number: f64 = text[from..at].parse().ok()?;
        units.find(|known| *known == unit)?;
        seconds += number
            * match unit {
                "H" => 3600.0,
                "M" => 60.0,
                _ => 1.0,
            };
        from = at + 1;
    }
    if from == 0 || from < text.len() { None } else { counted(seconds, Clock::Seconds) }
}

#[cfg(test)]
mod tests {
    use super::{Clock, moment};
    use crate::corpus::read::speech::tree::Node;

    fn of(json: &str, clock: Clock) -> Option<u64> {
        moment(&Node::read(json, 9).unwrap_or_else(|(error, _)| panic!("{error}")), clock)
    }

    #[test]
    fn seconds_are_rounded_to_the_nearest_millisecond_as_they_are_written() {
        for (json, expected) in [
            ("0.369", 369),
            ("1.0005", 1001),
            ("1.00049", 1000),
            ("1.001", 1001),
            ("4.3500000000000005", 4350),
            ("2.0645", 2065),
            ("86399.9995", 86_400_000),
            ("0", 0),
            ("83", 83_000),
            ("\"0.57\"", 570),
            ("\"1.200s\"", 1200),
            ("\"00:00:01.2\"", 1200),
            ("\"00:01:23,045\"", 83_045),
            ("\"PT1H2M3.5S\"", 3_723_500),
            ("\"PT0.07S\"", 70),
            ("{\"seconds\": \"1\", \"nanos\": 200000000}", 1200),
        ] {
            assert_eq!(of(json, Clock::Seconds), Some(expected), "{json}");
        }
    }

    #[test]
    fn other_clocks_count_otherwise() {
        assert_eq!(of("1234", Clock::Milliseconds), Some(1234));
        assert_eq!(of("\"1234\"", Clock::Milliseconds), Some(1234));
        assert_eq!(of("1234.5", Clock::Milliseconds), Some(1235));
        assert_eq!(of("12345678", Clock::Ticks), Some(1235));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for json in
            ["-1", "1e300", "true", "[1]", "\"\"", "\"s\"", "\"soon\"", "\"1.2.3\"", "\"PT\"", "\"PT3S1M\"", "\"PT3\""]
        {
            assert_eq!(of(json, Clock::Seconds), None, "{json}");
        }
    }
}
