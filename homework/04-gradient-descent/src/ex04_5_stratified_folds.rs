//! Cross-validation when one class is rare: with ten sick patients among a hundred, a random fold may hold none of
//! them, and its accuracy says nothing. *Stratified* folds hold the same share of every class.
//!
//! Deal the examples to k validation parts like cards:
//!
//! ```text
//! for each class, from 0 upwards:
//!     shuffle the indices of its examples
//!     deal them to the parts 0, 1, …, k − 1, 0, 1, …
//!     the next class goes on with the part after the last one
//! ```
//!
//! Going on where the last class ended keeps the parts equally large, to within one. A fold trains on all other
//! parts, as in the chapter's `k_fold`. The order of the indices inside `train` and `validation` does not matter.
//!
//! **By hand**: the classes 0, 0, 0, 0, 1, 1 and k = 2. The four zeros go to the parts 0, 1, 0, 1; the ones go on
//! with part 0 and part 1. Each fold validates on two zeros and a one. With the classes 0, 0, 0, 1, 1, 1 the zeros go
//! to 0, 1, 0 and the ones to 1, 0, 1: one fold validates on two zeros and a one, the other on a zero and two ones.
//!
//! # Hint
//!
//! `split::shuffled(count, rng)` shuffles the *places* within a class: take the class's indices in that order. Then all
//! classes in a row are one pile of cards, and card number i goes to part i mod k.

use gradient_descent::split::{Fold, shuffled};
use rand::Rng;

/// `k` folds whose validation parts hold the same number of every class, to within
/// one, and are equally large, to within one.
///
/// Every example is validated exactly once. `targets` holds a class for each example,
/// in any order.
///
/// # Panics
/// If `k` is less than 2 or more than there are examples (this check is written for
/// you).
#[track_caller]
pub fn stratified_folds(targets: &[usize], k: usize, rng: &mut dyn Rng) -> Vec<Fold> {
    assert!(
        (2..=targets.len()).contains(&k),
        "stratified_folds: {} examples cannot be dealt into {k} parts",
        targets.len()
    );
    //~ solution
    let pile = shuffled_by_class(targets, rng);
    let part = |fold: usize, validation: bool| {
        let cards = pile.iter().enumerate();
        let belongs = cards.filter(|(card, _)| (card % k == fold) == validation);
        belongs.map(|(_, &example)| example).collect()
    };
    (0..k)
        .map(|fold| Fold { train: part(fold, false), validation: part(fold, true) })
        .collect()
    //~ stub
    // todo!("ex04_5: deal {} examples into {k} stratified folds", targets.len())
    //~ mutant does not look at the classes
    // let pile = shuffled(targets.len(), rng);
    // let part = |fold: usize, validation: bool| {
    //     let cards = pile.iter().enumerate();
    //     let belongs = cards.filter(|(card, _)| (card % k == fold) == validation);
    //     belongs.map(|(_, &example)| example).collect()
    // };
    // (0..k).map(|fold| Fold { train: part(fold, false), validation: part(fold, true) }).collect()
    //~ mutant every class begins with part 0
    // let classes = targets.iter().max().map_or(0, |largest| largest + 1);
    // let mut parts = vec![Vec::new(); k];
    // for class in 0..classes {
    //     let members: Vec<usize> = (0..targets.len()).filter(|&n| targets[n] == class).collect();
    //     for (card, place) in shuffled(members.len(), rng).into_iter().enumerate() {
    //         parts[card % k].push(members[place]);
    //     }
    // }
    // let train = |fold: usize| (0..targets.len()).filter(|n| !parts[fold].contains(n)).collect();
    // (0..k).map(|fold| Fold { train: train(fold), validation: parts[fold].clone() }).collect()
    //~ mutant trains on everything
    // let pile = shuffled_by_class(targets, rng);
    // let cards = |fold: usize| pile.iter().skip(fold).step_by(k).copied().collect();
    // (0..k).map(|fold| Fold { train: pile.clone(), validation: cards(fold) }).collect()
    //~ mutant cuts the pile into blocks
    // let pile = shuffled_by_class(targets, rng);
    // let start = |part: usize| part * (pile.len() / k) + part.min(pile.len() % k);
    // let fold = |part: usize| Fold {
    //     train: [&pile[..start(part)], &pile[start(part + 1)..]].concat(),
    //     validation: pile[start(part)..start(part + 1)].to_vec(),
    // };
    // (0..k).map(fold).collect()
    //~ mutant forgets to shuffle
    // let mut pile: Vec<usize> = (0..targets.len()).collect();
    // pile.sort_by_key(|&example| targets[example]);
    // let part = |fold: usize, validation: bool| {
    //     let cards = pile.iter().enumerate();
    //     let belongs = cards.filter(|(card, _)| (card % k == fold) == validation);
    //     belongs.map(|(_, &example)| example).collect()
    // };
    // (0..k).map(|fold| Fold { train: part(fold, false), validation: part(fold, true) }).collect()
    //~ end
}

/// The indices of all examples, class after class, each class shuffled by itself.
pub fn shuffled_by_class(targets: &[usize], rng: &mut dyn Rng) -> Vec<usize> {
    //~ solution
    let classes = targets.iter().max().map_or(0, |largest| largest + 1);
    let mut pile = Vec::new();
    for class in 0..classes {
        let members: Vec<usize> =
            (0..targets.len()).filter(|&n| targets[n] == class).collect();
        pile.extend(
            shuffled(members.len(), rng).into_iter().map(|place| members[place]),
        );
    }
    pile
    //~ stub
    // todo!("ex04_5: the indices of {} examples, class after class", targets.len())
    //~ mutant loses the last class
    // let classes = targets.iter().max().copied().unwrap_or(0);
    // let mut pile = Vec::new();
    // for class in 0..classes {
    //     let members: Vec<usize> = (0..targets.len()).filter(|&n| targets[n] == class).collect();
    //     pile.extend(shuffled(members.len(), rng).into_iter().map(|place| members[place]));
    // }
    // pile
    //~ mutant places for indices
    // let classes = targets.iter().max().map_or(0, |largest| largest + 1);
    // let mut pile = Vec::new();
    // for class in 0..classes {
    //     let members: Vec<usize> = (0..targets.len()).filter(|&n| targets[n] == class).collect();
    //     pile.extend(shuffled(members.len(), rng));
    // }
    // pile
    //~ end
}
