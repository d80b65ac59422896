//! Work on many threads, results in the order of the work.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use anyhow::Error;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use crate::args::Jobs;

/// How many results a thread may be ahead of the one that is waited for. It bounds the memory, and lets the others go on
/// behind a long article.
const AHEAD: usize = 64;

/// As many threads as the arguments say.
///
/// # Errors
/// The system gives none.
pub fn pool(jobs: &Jobs) -> Result<ThreadPool, ThreadPoolBuildError> {
    let number = jobs.number().map_or(0, NonZeroUsize::get); // 0 is the pool's word for all cores.
    ThreadPoolBuilder::new().num_threads(number).build()
}

/// Does `work` on every item on the threads of `pool`, and hands the results on in the order of the items, on the
/// thread of the caller. Items are taken as they are needed, so there may be any number.
///
/// # Errors
/// The first error of `hand_on`; the work that is not yet begun is then left.
pub fn ordered<T: Send, R: Send>(
    pool: &ThreadPool,
    items: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
    mut hand_on: impl FnMut(R) -> Result<(), Error>,
) -> Result<(), Error> {
    let ahead = AHEAD * pool.current_num_threads();
    let stopped = AtomicBool::new(false);
    let (work, stopped) = (&work, &stopped);
    let mut items = items.fuse();
    pool.in_place_scope(|scope| {
        let mut begun = VecDeque::new();
        loop {
            for item in items.by_ref().take(ahead - begun.len()) {
                let (done, result) = mpsc::sync_channel(1);
                scope.spawn(move |_| {
                    if !stopped.load(Ordering::Relaxed) {
                        // Nobody waits any more where an error has ended the loop below.
                        let _ = done.send(work(item));
                    }
                });
                begun.push_back(result);
            }
            // No result where the work has panicked: the scope passes the panic on.
            let Some(Ok(result)) = begun.pop_front().map(|next| next.recv()) else {
                return Ok(());
            };
            if let Err(error) = hand_on(result) {
                stopped.store(true, Ordering::Relaxed);
                return Err(error);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool() -> ThreadPool {
        ThreadPoolBuilder::new().num_threads(3).build().unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut results = Vec::new();
        let slow_first = |item: u64| {
            if item.is_multiple_of(50) {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            item
        };
        ordered(&pool(), 0..1000, slow_first, |item| {
            results.push(item);
            Ok(())
        })
        .unwrap();
        assert!(results.into_iter().eq(0..1000));
    }

    #[test]
    fn no_more_is_begun_than_can_wait() {
        let taken = AtomicBool::new(false);
        let items = (0..100_000).inspect(|&item| {
            if item > 2 * 3 * AHEAD {
                taken.store(true, Ordering::Relaxed);
            }
        });
        let stop = |item: usize| match item {
            10 => Err(Error::msg("enough")),
            _ => Ok(()),
        };
        let error = ordered(&pool(), items, |item| item, stop).unwrap_err();
        assert_eq!(error.to_string(), "enough");
        assert!(!taken.load(Ordering::Relaxed));
    }
}
