use chacha20::ChaCha8Rng;
use gradient_descent::split::Fold;
use gradient_descent_homework::ex04_5_stratified_folds::{
    shuffled_by_class, stratified_folds,
};
use rand::SeedableRng;

fn folds(targets: &[usize], k: usize, seed: u64) -> Vec<Fold> {
    stratified_folds(targets, k, &mut ChaCha8Rng::seed_from_u64(seed))
}

/// 23 examples of three classes, mixed up: 12, 7 and 4.
fn mixed() -> Vec<usize> {
    vec![0, 1, 0, 2, 0, 1, 1, 0, 0, 2, 0, 1, 0, 0, 1, 2, 0, 1, 0, 0, 2, 1, 0]
}

fn count(indices: &[usize], targets: &[usize], class: usize) -> usize {
    indices.iter().filter(|&&index| targets.get(index) == Some(&class)).count()
}

#[test]
fn the_pile_holds_every_example_class_after_class() {
    let targets = mixed();
    let pile = shuffled_by_class(&targets, &mut ChaCha8Rng::seed_from_u64(1));
    let mut sorted = pile.clone();
    sorted.sort_unstable();
    assert!(
        sorted == (0..targets.len()).collect::<Vec<_>>(),
        "the pile of 23 examples should hold each index from 0 to 22 once; got {pile:?}"
    );
    let classes: Vec<usize> = pile.iter().map(|&example| targets[example]).collect();
    assert!(
        classes.is_sorted(),
        "the pile should go through the classes from 0 upwards; its classes are {classes:?}"
    );
}

#[test]
fn four_zeros_and_two_ones_are_dealt_as_by_hand() {
    let targets = [0, 0, 0, 0, 1, 1];
    for fold in folds(&targets, 2, 1) {
        let (zeros, ones) = (
            count(&fold.validation, &targets, 0),
            count(&fold.validation, &targets, 1),
        );
        assert!(
            (zeros, ones) == (2, 1),
            "classes 0 0 0 0 1 1, k = 2: each fold validates on two zeros and a one, got {zeros} and {ones} in {fold:?}"
        );
    }
}

#[test]
fn every_example_is_validated_once_and_trains_otherwise() {
    let targets = mixed();
    let folds = folds(&targets, 4, 2);
    assert!(folds.len() == 4, "k = 4 asks for 4 folds, got {}", folds.len());
    let mut validated: Vec<usize> =
        folds.iter().flat_map(|fold| fold.validation.clone()).collect();
    validated.sort_unstable();
    assert!(
        validated == (0..targets.len()).collect::<Vec<_>>(),
        "all validation parts together should hold every index once; got {validated:?}"
    );
    for (number, fold) in folds.iter().enumerate() {
        let leaked: Vec<_> = fold
            .train
            .iter()
            .filter(|example| fold.validation.contains(example))
            .collect();
        assert!(
            leaked.is_empty(),
            "fold {number}: the examples {leaked:?} are validated on and trained on: a leak"
        );
        assert!(
            fold.train.len() + fold.validation.len() == targets.len(),
            "fold {number}: {} to train and {} to validate, of {}",
            fold.train.len(),
            fold.validation.len(),
            targets.len()
        );
    }
}

#[test]
fn every_fold_holds_the_same_share_of_every_class() {
    let targets = mixed();
    for (k, seed) in [(2, 3), (3, 4), (4, 5), (5, 6)] {
        let folds = folds(&targets, k, seed);
        for class in 0..3 {
            let counts: Vec<usize> = folds
                .iter()
                .map(|fold| count(&fold.validation, &targets, class))
                .collect();
            let spread = counts.iter().max().unwrap() - counts.iter().min().unwrap();
            assert!(
                spread <= 1,
                "k = {k}: the parts hold {counts:?} examples of class {class}; they may differ by one"
            );
        }
    }
}

#[test]
fn the_folds_are_equally_large() {
    let targets = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]; // with k = 3 each class has one card too many
    let sizes: Vec<usize> =
        folds(&targets, 3, 7).iter().map(|fold| fold.validation.len()).collect();
    assert!(
        sizes == [4, 4, 4],
        "three classes of four, k = 3: all parts hold 4 examples, got {sizes:?}; where does the next class go on?"
    );
}

#[test]
fn another_seed_deals_otherwise() {
    let targets = mixed();
    let sorted = |seed| {
        let mut part = folds(&targets, 3, seed)[0].validation.clone();
        part.sort_unstable();
        part
    };
    let parts: Vec<Vec<usize>> = (0..5).map(sorted).collect();
    assert!(
        parts.iter().any(|part| part != &parts[0]),
        "five seeds deal the same first part {:?}: are the classes shuffled with `rng`?",
        parts[0]
    );
    assert!(sorted(0) == parts[0], "the same seed should deal the same cards");
}
