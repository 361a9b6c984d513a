//! Works on many things at once and hands the results over in order, with few of them in memory.
//!
//! An element gives one result, or a *series* of them: a file that is read piece by piece. The pieces of a series are
//! found one after another, since where one ends the next begins; what is made of them is made on every core, and
//! handed over while the file is still being read.
//!
//! ```text
//! one element:   work ──────────────────────────────────────▶ take
//! a series:      next ──▶ make ──▶ join ──▶ finish ─────────▶ take
//!                in order          in order                   in order, on the calling thread
//! ```
//!
//! No task ever waits for another, so that one thread is enough: a task that has found a piece leaves the series to
//! the next task and goes on with its piece; a piece that is made before its predecessor is laid aside, and whoever
//! joins the predecessor sees to it.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rayon::ScopeFifo;

use crate::error::Result;

/// What remains to be done for a piece once it was found; pieces of one series are made at the same time.
pub(super) type Make<'a, M> = Box<dyn FnOnce() -> M + Send + 'a>;

/// Finds the next piece of a series; none at its end, after which it is not asked again.
pub(super) type Next<'a, M> = Box<dyn FnMut() -> Option<Make<'a, M>> + Send + 'a>;

/// Sees what was made of the pieces of a series, in their order: for what a piece must know of those before it.
pub(super) type Join<'a, M> = Box<dyn FnMut(M) -> M + Send + 'a>;

/// An element with many results.
pub(super) struct Series<'a, M> {
    next: Next<'a, M>,
    joining: Arc<Mutex<Joining<'a, M>>>,
}

impl<'a, M> Series<'a, M> {
    pub fn new(next: Next<'a, M>, join: Join<'a, M>) -> Self {
        let joining = Joining { join, due: None, aside: BTreeMap::new() };
        Self { next, joining: Arc::new(Mutex::new(joining)) }
    }
}

struct Joining<'a, M> {
    join: Join<'a, M>,
    /// The place whose piece is joined next; the first is known when it was found.
    due: Option<usize>,
    /// What was made before its turn.
    aside: BTreeMap<usize, M>,
}

/// What is done with elements of type `E`; `M` is what is made of a piece, `R` a result.
pub(super) struct Work<'a, E, M, R> {
    /// The series of an element that has one. It is called in order, and should be quick.
    pub series: &'a (dyn Fn(&'a E) -> Option<Series<'a, M>> + Sync),
    /// The result of an element without a series.
    pub work: &'a (dyn Fn(&'a E) -> R + Sync),
    /// The result of a piece.
    pub finish: &'a (dyn Fn(&'a E, M) -> R + Sync),
}

/// Does the work on every element in the current pool, at most `window` results ahead, and calls `take` on this thread,
/// in order.
///
/// A sliding window, not batches: at the end of each batch every thread would wait for the longest interview. The
/// calling thread may itself be the pool's only worker, so it works while it waits. An error of `take` ends it, and a
/// panic anywhere is passed on.
pub(super) fn in_order<'a, E: Sync, M: Send, R: Send>(
    elements: &'a [E],
    window: usize,
    work: &'a Work<'a, E, M, R>,
    mut take: impl FnMut(&'a E, R) -> Result<()>,
) -> Result<()> {
    let schedule = Schedule { element: 0, series: Open::Closed, started: 0, taken: 0, is_ended: false };
    let delivery = Delivery {
        elements,
        window: window.max(1),
        work,
        schedule: Mutex::new(schedule),
        results: Mutex::new(BTreeMap::new()),
        arrived: Condvar::new(),
    };
    let delivery = &delivery;
    rayon::in_place_scope_fifo(|scope| {
        for place in 0.. {
            delivery.start(scope);
            if place == lock(&delivery.schedule).started {
                break;
            }
            match delivery.wait(place) {
                Outcome::Result(element, result) => {
                    if let Err(error) = take(&elements[element], result) {
                        lock(&delivery.schedule).is_ended = true;
                        return Err(error);
                    }
                }
                Outcome::Nothing => {}
                // The scope ends with that panic.
                Outcome::Panic => break,
            }
            lock(&delivery.schedule).taken = place + 1;
        }
        lock(&delivery.schedule).is_ended = true;
        Ok(())
    })
}

/// Everything that tasks share.
struct Delivery<'a, E, M, R> {
    elements: &'a [E],
    window: usize,
    work: &'a Work<'a, E, M, R>,
    schedule: Mutex<Schedule<'a, M>>,
    /// Results that wait for their turn, by place.
    results: Mutex<BTreeMap<usize, Outcome<R>>>,
    arrived: Condvar,
}

/// What was begun. Results have consecutive places; those of a series come before the next element is begun.
struct Schedule<'a, M> {
    /// The next element to begin.
    element: usize,
    series: Open<'a, M>,
    /// How many places were given out, and how many were taken.
    started: usize,
    taken: usize,
    /// Whether nothing more is to be begun.
    is_ended: bool,
}

/// The series whose pieces are being found.
enum Open<'a, M> {
    Closed,
    /// Of this element.
    Idle(usize, Series<'a, M>),
    /// A task has it.
    Away,
}

enum Outcome<R> {
    /// Of this element.
    Result(usize, R),
    /// A series was at its end.
    Nothing,
    Panic,
}

/// A place in the order. Something is handed over there even when its task panics, so that nobody waits for it for ever.
struct Place<'d, 'a, E, M, R> {
    delivery: &'d Delivery<'a, E, M, R>,
    place: usize,
    /// None where somebody else hands something over.
    outcome: Option<Outcome<R>>,
}

impl<'d, 'a, E, M, R> Place<'d, 'a, E, M, R> {
    fn new(delivery: &'d Delivery<'a, E, M, R>, place: usize) -> Self {
        Self { delivery, place, outcome: Some(Outcome::Panic) }
    }
}

impl<E, M, R> Drop for Place<'_, '_, E, M, R> {
    fn drop(&mut self) {
        if let Some(outcome) = self.outcome.take() {
            lock(&self.delivery.results).insert(self.place, outcome);
            self.delivery.arrived.notify_all();
        }
    }
}

impl<'a, E: Sync, M: Send, R: Send> Delivery<'a, E, M, R> {
    /// Begins as much as may be begun.
    fn start<'s>(&'s self, scope: &ScopeFifo<'s>)
    where
        'a: 's,
    {
        let mut schedule = lock(&self.schedule);
        while !schedule.is_ended && schedule.started < schedule.taken + self.window {
            if matches!(schedule.series, Open::Away) {
                return;
            }
            let (element, series) = match std::mem::replace(&mut schedule.series, Open::Closed) {
                Open::Idle(element, series) => (element, Some(series)),
                _ => {
                    let element = schedule.element;
                    let Some(begun) = self.elements.get(element) else { return };
                    schedule.element += 1;
                    (element, (self.work.series)(begun))
                }
            };
            let place = schedule.started;
            schedule.started += 1;
            match series {
                Some(series) => {
                    schedule.series = Open::Away;
                    scope.spawn_fifo(move |scope| self.step(scope, element, series, Place::new(self, place)));
                }
                None => scope.spawn_fifo(move |_| {
                    let mut place = Place::new(self, place);
                    place.outcome = Some(Outcome::Result(element, (self.work.work)(&self.elements[element])));
                }),
            }
        }
    }

    /// Finds the next piece of a series, leaves the series to others, and makes the piece.
    fn step<'s>(
        &'s self,
        scope: &ScopeFifo<'s>,
        element: usize,
        mut series: Series<'a, M>,
        mut place: Place<'s, 'a, E, M, R>,
    ) where
        'a: 's,
    {
        let found = (series.next)();
        let joining = Arc::clone(&series.joining);
        lock(&joining).due.get_or_insert(place.place);
        lock(&self.schedule).series = if found.is_some() { Open::Idle(element, series) } else { Open::Closed };
        self.start(scope);
        let Some(make) = found else {
            place.outcome = Some(Outcome::Nothing);
            return;
        };
        let made = make();
        let mut ready = Vec::new();
        {
            let mut joining = lock(&joining);
            let Joining { join, due, aside } = &mut *joining;
            aside.insert(place.place, made);
            // Whoever joins it hands it over.
            place.outcome = None;
            while let Some((at, made)) = due.and_then(|due| aside.remove_entry(&due)) {
                let place = Place::new(self, at);
                ready.push((join(made), place));
                *due = Some(at + 1);
            }
        }
        let finish = move |made, mut place: Place<'s, 'a, E, M, R>| {
            place.outcome = Some(Outcome::Result(element, (self.work.finish)(&self.elements[element], made)));
        };
        let mut ready = ready.into_iter();
        let first = ready.next();
        for (made, place) in ready {
            scope.spawn_fifo(move |_| finish(made, place));
        }
        if let Some((made, place)) = first {
            finish(made, place);
        }
    }

    fn wait(&self, place: usize) -> Outcome<R> {
        loop {
            if let Some(result) = lock(&self.results).remove(&place) {
                return result;
            }
            if rayon::yield_now() != Some(rayon::Yield::Executed) {
                let results = lock(&self.results);
                if !results.contains_key(&place) {
                    // The time limit is for work that reaches the pool after this worker looked for some.
                    let _ = self.arrived.wait_timeout(results, Duration::from_millis(5));
                }
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Make, Series, Work, in_order};
    use crate::error::{Error, Result};

    fn pool(threads: usize) -> rayon::ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    fn linger(n: u64) {
        if n.is_multiple_of(7) {
            std::thread::sleep(std::time::Duration::from_micros(300));
        }
    }

    /// Element `n` is worth `n * n`; a multiple of 10 is a series of so many pieces, numbered when they are joined.
    /// What is taken: element, its result, and how many pieces were found and not taken yet at most.
    fn run(elements: &[u64], window: usize) -> (Vec<(u64, u64)>, usize) {
        let (ahead, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let series = |&n: &u64| {
            let (ahead, most) = (&ahead, &most);
            let (mut left, mut joined) = (n, 0);
            let next = move || {
                left = left.checked_sub(1)?;
                most.fetch_max(ahead.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                let make: Make<'_, u64> = Box::new(move || {
                    linger(left);
                    n - left
                });
                Some(make)
            };
            let join = move |made| {
                joined += 1;
                assert_eq!(made, joined, "joined in order");
                1000 * joined
            };
            (n.is_multiple_of(10)).then(|| Series::new(Box::new(next), Box::new(join)))
        };
        let work = |&n: &u64| {
            linger(n);
            n * n
        };
        let finish = |&n: &u64, joined: u64| {
            linger(joined / 1000);
            joined + n
        };
        let mut taken = Vec::new();
        in_order(elements, window, &Work { series: &series, work: &work, finish: &finish }, |&n, result| {
            ahead.fetch_sub(usize::from(n.is_multiple_of(10)), Ordering::SeqCst);
            taken.push((n, result));
            Ok(())
        })
        .unwrap();
        (taken, most.into_inner())
    }

    #[test]
    fn order_does_not_depend_on_threads_or_on_who_calls() {
        let elements: Vec<u64> = (0..200).collect();
        let expected: Vec<(u64, u64)> = elements
            .iter()
            .flat_map(|&n| {
                if n.is_multiple_of(10) { (1..=n).map(|i| (n, 1000 * i + n)).collect() } else { vec![(n, n * n)] }
            })
            .collect();
        for window in [1, 3] {
            let (taken, most) = run(&elements, window);
            assert_eq!(taken, expected);
            assert!(most <= window, "{most} pieces are ahead, {window} may be");
        }
        for threads in [1, 2, 5] {
            assert_eq!(pool(threads).install(|| run(&elements, 4 * threads)).0, expected);
            assert_eq!(pool(threads).install(|| run(&[70], 2)).0.len(), 70, "a series alone");
        }
        assert_eq!(run(&[0, 0, 10], 1).0.len(), 10, "a series may be empty");
    }

    /// Runs elements 1, 20 and 3, of which 20 is a series of twenty; what each step does is up to `at`.
    fn run_with(at: impl Fn(&str, u64) + Sync, take: impl FnMut(&u64, u64) -> Result<()>) -> Result<()> {
        let at = &at;
        let series = |&n: &u64| {
            let mut found = 0;
            let next = move || {
                at("next", found);
                found += 1;
                let piece = found;
                let make: Make<'_, u64> = Box::new(move || {
                    at("make", piece);
                    piece
                });
                (found <= n).then_some(make)
            };
            let join = move |made| {
                at("join", made);
                made
            };
            (n == 20).then(|| Series::new(Box::new(next), Box::new(join)))
        };
        let finish = |_: &u64, made: u64| {
            at("finish", made);
            made
        };
        in_order(&[1, 20, 3], 4, &Work { series: &series, work: &|&n: &u64| n, finish: &finish }, take)
    }

    #[test]
    fn an_error_ends_it_and_nothing_more_is_begun() {
        for threads in [1, 3] {
            let (taken, last) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let at = |step: &str, piece| {
                if step == "next" {
                    last.fetch_max(piece as usize, Ordering::SeqCst);
                }
            };
            let take = |_: &u64, _| match taken.fetch_add(1, Ordering::SeqCst) {
                3 => Err(Error::usage("four", "")),
                _ => Ok(()),
            };
            assert!(pool(threads).install(|| run_with(at, take)).is_err());
            assert_eq!(taken.into_inner(), 4);
            assert!(last.into_inner() <= 8, "a window ahead at most");
        }
    }

    #[test]
    fn a_panic_is_passed_on_wherever_it_is() {
        for (step, threads) in [("next", 1), ("make", 1), ("join", 1), ("finish", 1), ("make", 4), ("join", 4)] {
            let at = |now: &str, piece| assert!(now != step || piece != 7, "on purpose");
            let panicked = std::panic::catch_unwind(|| {
                let mut taken = 0;
                let take = |_: &u64, _| {
                    taken += 1;
                    assert!(taken <= 8, "what comes behind a panic is not taken");
                    Ok(())
                };
                pool(threads).install(|| run_with(at, take))
            });
            assert!(panicked.is_err(), "{step}");
        }
    }
}
