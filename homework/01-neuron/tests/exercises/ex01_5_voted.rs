//! The worked example step by step; then a plain perceptron runs beside it.

use ndarray::{Array1, Array2, array};
use neuron::{AveragedPerceptron, Perceptron};
use neuron_homework::ex01_5_voted::VotedPerceptron;

fn voter(weight: f64, count: usize) -> (Perceptron, usize) {
    (Perceptron { weight: array![weight] }, count)
}

/// The voters as the worked example writes them: (weights; votes).
fn shown(voted: &VotedPerceptron) -> String {
    let voters = voted.voters.iter().map(|(voter, count)| format!("({}; {count})", voter.weight));
    voters.collect::<Vec<_>>().join(", ")
}

/// Thirty points with a constant 1 in front, and no line between the yeses and the noes.
fn overlapping() -> (Array2<f64>, Array1<f64>) {
    let inputs = Array2::from_shape_fn((30, 3), |(row, column)| match column {
        0 => 1.0,
        1 => (7 * row % 11) as f64 / 5.0 - 1.0,
        _ => (5 * row % 13) as f64 / 6.0 - 1.0,
    });
    let targets = Array1::from_shape_fn(30, |row| if (row * row + row / 3) % 5 < 2 { 1.0 } else { -1.0 });
    (inputs, targets)
}

#[test]
fn a_mistake_appends_a_voter() {
    let mut voted = VotedPerceptron::zeros(1);
    let mistaken = voted.learn(&array![1.0], 1.0);
    assert!(
        mistaken,
        "weights 0 answer −1 (0 counts as no), so the first example with target +1 is a mistake; learn said it was \
         not"
    );
    assert!(
        voted.voters == [voter(0.0, 0), voter(1.0, 1)],
        "after the mistake there should be two voters, weight 0 with 0 votes and weight 1 with 1 vote, but there \
         are {}, (weights; votes). The old voter stays unchanged, and the new one has survived the example that \
         made it",
        shown(&voted)
    );
}

#[test]
fn a_right_answer_is_one_more_vote() {
    let mut voted = VotedPerceptron { voters: vec![voter(0.0, 0), voter(1.0, 1)] };
    let mistaken = voted.learn(&array![1.0], 1.0);
    assert!(!mistaken, "weight 1 answers +1 to the input 1, as wanted; learn said that this was a mistake");
    assert!(
        voted.voters == [voter(0.0, 0), voter(1.0, 2)],
        "a right answer raises the newest voter's count to 2 and changes nothing else, but the voters are {}, \
         (weights; votes)",
        shown(&voted)
    );
}

#[test]
fn votes_count_heads_and_not_lengths() {
    let voted = VotedPerceptron { voters: vec![voter(0.0, 0), voter(1.0, 2), voter(-5.0, 1)] };
    let vote = voted.vote(&array![1.0]);
    assert!(
        vote == 1.0,
        "two votes for +1 and one for −1 make 1, but vote returned {vote}. Each voter contributes its sign, +1 or \
         −1, times its count, however long its weights are"
    );
    let output = voted.output(&array![1.0]);
    assert!(output == 1.0, "a vote of 1 is a yes, +1; output returned {output}");
}

#[test]
fn a_draw_is_a_no() {
    let voted = VotedPerceptron { voters: vec![voter(2.0, 3), voter(-1.0, 3)] };
    let output = voted.output(&array![1.0]);
    assert!(
        output == -1.0,
        "three votes for each side: a draw, and sign(0) is −1 in this book; output returned {output}"
    );
}

#[test]
fn the_newest_voter_is_an_ordinary_perceptron() {
    let (inputs, targets) = overlapping();
    let mut voted = VotedPerceptron::zeros(3);
    let mut plain = Perceptron::zeros(3);
    let mut mistakes = 0;
    for (input, &target) in inputs.rows().into_iter().zip(&targets).cycle().take(300) {
        let (got, wanted) = (voted.learn(&input, target), plain.learn(&input, target, 1.0));
        assert!(
            got == wanted,
            "an ordinary perceptron is {} about {input}; learn returned {got}. Whether it is a mistake is decided \
             by the newest voter alone",
            if wanted { "wrong" } else { "right" }
        );
        mistakes += usize::from(wanted);
    }
    let (newest, _) = voted.voters.last().expect("there is always a voter");
    assert!(
        *newest == plain,
        "after 300 examples the newest voter has the weights {}, an ordinary perceptron {}",
        newest.weight,
        plain.weight
    );
    assert!(
        voted.voters.len() == mistakes + 1,
        "{mistakes} mistakes make {mistakes} new voters, but there are {}",
        voted.voters.len() - 1
    );
    let votes: usize = voted.voters.iter().map(|(_, count)| count).sum();
    assert!(
        votes == 300,
        "every example is survived by exactly one voter, so 300 examples make 300 votes, not {votes}"
    );
}

#[test]
fn the_voters_weights_add_up_to_the_chapters_average() {
    let (inputs, targets) = overlapping();
    let mut voted = VotedPerceptron::zeros(3);
    let mut averaged = AveragedPerceptron::zeros(3);
    for (input, &target) in inputs.rows().into_iter().zip(&targets).cycle().take(120) {
        voted.learn(&input, target);
        averaged.learn(&input, target);
    }
    let mut sum = Array1::<f64>::zeros(3);
    for (voter, count) in &voted.voters {
        sum.scaled_add(*count as f64, &voter.weight);
    }
    let wanted = averaged.average().weight;
    assert!(
        (&sum - &wanted).iter().all(|d| d.abs() < 1e-9),
        "count times weights, added up over the voters, is the sum that the chapter's averaged perceptron keeps: \
         {wanted}, but yours is {sum}. Has a voter's weight or count been changed after a newer one came?"
    );
}
