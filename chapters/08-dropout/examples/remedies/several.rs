//! The same work for several seeds, and what it comes to.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does each task, as many at a time as the machine has processors; the answers come in the order of the tasks.
///
/// Each task has its own random numbers, so that the answers do not depend on who was first.
pub fn all<T: Sync, A: Send>(
    tasks: &[T],
    work: impl Fn(&T) -> A + Sync,
) -> Vec<A> {
    let next = AtomicUsize::new(0);
    let answers: Mutex<Vec<(usize, A)>> = Mutex::new(Vec::new());
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _worker in 0..workers.min(tasks.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(task) = tasks.get(index) else { return };
                    let answer = work(task);
                    answers
                        .lock()
                        .expect("no worker panics")
                        .push((index, answer));
                }
            });
        }
    });
    let mut answers = answers.into_inner().expect("no worker panics");
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// The mean of some numbers, and how far they are spread around it: the standard deviation of a sample, 0 for a single number.
pub fn mean_and_spread(numbers: &[f64]) -> (f64, f64) {
    let count = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / count;
    let squares: f64 = numbers.iter().map(|x| (x - mean).powi(2)).sum();
    (mean, (squares / (count - 1.0).max(1.0)).sqrt())
}
