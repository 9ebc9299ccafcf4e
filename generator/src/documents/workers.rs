//! Work on several items at once, with a result that does not show it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Processors that are worth using: beyond eight, the largest document decides.
pub(crate) fn available() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(8)
}

/// `work` on every item by up to `threads` threads; results in the order of the items.
pub(crate) fn map_in_order<T: Sync, R: Send + Sync>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let results: Vec<OnceLock<R>> = items.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let run = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let (Some(item), Some(result)) = (items.get(index), results.get(index)) else { break };
            result.get_or_init(|| work(item));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(items.len()) {
            scope.spawn(run);
        }
        run();
    });
    results.into_iter().map(|result| result.into_inner().expect("the scope ends when every item is done")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        for threads in [0, 1, 3, 200] {
            assert_eq!(map_in_order(&items, threads, |item| item * 2), (0..200).step_by(2).collect::<Vec<_>>());
        }
        assert_eq!(map_in_order(&[], 4, |item: &usize| *item), Vec::<usize>::new());
    }
}
