//! Batches through several workers, with the output in the order of the input.
//!
//! Every batch travels with a channel for its answer; the channels wait in a bounded queue in the
//! order of the batches. So nothing is sorted, and no more than a few batches are in memory however
//! long one of them takes.

use std::{
    num::NonZero,
    sync::{Arc, Mutex, mpsc},
};

/// Runs `produce` on a thread of its own, `work` on `threads` threads with a state of each, and
/// `consume` here, in order. `produce` gets a function that takes a batch and tells whether more
/// is wanted; an error of `consume` ends everything.
pub fn run<In: Send, Out: Send, State, E>(
    threads: NonZero<usize>,
    produce: impl FnOnce(&mut dyn FnMut(In) -> bool) + Send,
    state: impl Fn() -> State + Sync,
    work: impl Fn(In, &mut State) -> Out + Sync,
    mut consume: impl FnMut(Out) -> Result<(), E>,
) -> Result<(), E> {
    let waiting = threads.get() * 2;
    std::thread::scope(|scope| {
        let (to_workers, batches) = mpsc::sync_channel::<(In, mpsc::SyncSender<Out>)>(waiting);
        let (to_writer, answers) = mpsc::sync_channel::<mpsc::Receiver<Out>>(waiting);
        // Shared by the workers alone: when the last of them is gone, so is the queue.
        let batches = Arc::new(Mutex::new(batches));
        let (state, work) = (&state, &work);
        scope.spawn(move || {
            produce(&mut |batch| {
                let (answer, receiver) = mpsc::sync_channel(1);
                to_writer.send(receiver).is_ok() && to_workers.send((batch, answer)).is_ok()
            });
        });
        for _ in 0..threads.get() {
            let batches = Arc::clone(&batches);
            scope.spawn(move || {
                let mut state = state();
                loop {
                    // The lock is held while waiting: one worker waits for all.
                    let next = batches.lock().ok().and_then(|batches| batches.recv().ok());
                    let Some((batch, answer)) = next else { break };
                    // Nobody waits for the answer once the writer has given up.
                    let _ = answer.send(work(batch, &mut state));
                }
            });
        }
        drop(batches);
        answers.into_iter().flatten().try_for_each(&mut consume)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order() {
        let mut out = Vec::new();
        let result: Result<(), ()> = run(
            NonZero::new(4).unwrap(),
            |hand_on| (0..500u64).for_each(|n| assert!(hand_on(n))),
            || (),
            |n, ()| {
                std::thread::sleep(std::time::Duration::from_micros((n * 7919) % 300));
                n
            },
            |n| {
                out.push(n);
                Ok(())
            },
        );
        result.unwrap();
        assert!(out.iter().copied().eq(0..500));
    }

    #[test]
    fn stops_when_the_writer_gives_up() {
        let mut left = 3;
        let result = run(
            NonZero::new(2).unwrap(),
            |hand_on| while hand_on(1) {},
            || (),
            |n, ()| n,
            |_| {
                left -= 1;
                if left == 0 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!(result, Err("full"));
    }
}
