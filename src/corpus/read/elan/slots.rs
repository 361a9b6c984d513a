//! Time slots: points of a recording in their order, of which some have no time.

use std::collections::BTreeMap;

use crate::corpus::Time;

/// The slots as the file lists them.
#[derive(Debug, Default)]
pub(super) struct Slots {
    places: BTreeMap<String, usize>,
    times: Vec<Option<u64>>,
    frames: Option<Frames>,
}

/// Units that are not milliseconds.
#[derive(Clone, Copy, Debug)]
enum Frames {
    Pal,
    Ntsc,
}

/// Slots that all have a place in the order.
#[derive(Debug)]
pub(super) struct Placed {
    slots: Slots,
    /// Milliseconds of each slot, in between where the file does not say.
    about: Vec<u64>,
}

impl Slots {
    /// Takes the unit of what follows; without one it is milliseconds.
    pub fn count_in(&mut self, unit: Option<&str>) {
        self.frames = match unit {
            Some("PAL-frames") => Some(Frames::Pal),
            Some("NTSC-frames") => Some(Frames::Ntsc),
            _ => None,
        };
    }

    pub fn add(&mut self, id: &str, value: Option<&str>) {
        let value = value.and_then(|value| value.parse::<u64>().ok()).map(|value| match self.frames {
            None => value,
            Some(Frames::Pal) => value.saturating_mul(40),
            Some(Frames::Ntsc) => value.saturating_mul(1001) / 30,
        });
        self.places.entry(id.to_owned()).or_insert(self.times.len());
        self.times.push(value);
    }

    /// Lays slots without a time evenly between their neighbours.
    pub fn placed(self) -> Placed {
        let mut about: Vec<u64> = Vec::with_capacity(self.times.len());
        let mut last = 0;
        while about.len() < self.times.len() {
            let rest = &self.times[about.len()..];
            let open = rest.iter().take_while(|time| time.is_none()).count();
            let next = rest.get(open).copied().flatten();
            let step = next.unwrap_or(last).saturating_sub(last) / (open as u64 + 1);
            about.extend((1..=open as u64).map(|n| last + n * step));
            if let Some(next) = next {
                about.push(next);
                last = next;
            }
        }
        Placed { slots: self, about }
    }
}

impl Placed {
    /// Where a stretch between two slots begins, and its times where the file says them. What lies nowhere comes first.
    pub fn of(&self, stretch: Option<(&str, &str)>) -> (u64, Option<Time>) {
        let Some((from, to)) = stretch else { return (0, None) };
        let place = |id: &str| self.slots.places.get(id).copied();
        let time = |id: &str| self.slots.times.get(place(id)?).copied().flatten();
        let at = place(from).map_or(0, |place| self.about[place]);
        let time = time(from).map(|start| Time { start, end: time(to).filter(|&end| end >= start) });
        (at, time)
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;
    use crate::corpus::Time;

    #[test]
    fn slots_without_a_time_lie_between_their_neighbours() {
        let mut slots = Slots::default();
        for (id, value) in [("a", None), ("b", Some("900")), ("c", None), ("d", None), ("e", Some("1200")), ("f", None)]
        {
            slots.add(id, value);
        }
        let placed = slots.placed();
        assert_eq!(placed.about, [450, 900, 1000, 1100, 1200, 1200]);
        assert_eq!(placed.of(Some(("b", "c"))), (900, Some(Time { start: 900, end: None })));
        assert_eq!(placed.of(Some(("c", "e"))), (1000, None));
        assert_eq!(placed.of(Some(("b", "e"))), (900, Some(Time { start: 900, end: Some(1200) })));
        assert_eq!(placed.of(Some(("?", "e"))), (0, None));
    }

    #[test]
    fn frames_are_milliseconds_too() {
        let mut slots = Slots::default();
        slots.count_in(Some("PAL-frames"));
        slots.add("a", Some("25"));
        assert_eq!(slots.times, [Some(1000)]);
    }
}
