//! The voted perceptron: every weight vector there has been gets as many votes as the examples it has survived.
//!
//! On examples that no line separates, the last weights of a perceptron are a lottery ticket. The chapter's remedy
//! was to average the weights. Freund and Schapire's own remedy (1999) was a vote: keep *all* the weight vectors,
//! each with a count, and let each of them answer. Long weights then weigh no more than short ones; only survival
//! counts.
//!
//! Learning. The newest voter answers, as a perceptron does.
//!
//! ```text
//! right:   its count grows by 1
//! wrong:   a new voter is appended, with the weights w + t x and the count 1
//! ```
//!
//! (So a voter's count includes the example that made it.) The old voter stays in the list with the count it had. The
//! start is one voter with weights 0 and count 0.
//!
//! Answering. With weight vectors `w_1`, …, `w_K` and counts `c_1`, …, `c_K`:
//!
//! ```text
//! vote(x)   = Σ c_k sign(w_k·x)
//! output(x) = sign(vote(x))
//! ```
//!
//! where sign is the chapter's: −1 at 0.
//!
//! By hand, with one input, from the start:
//!
//! ```text
//! learn x = 1, t = +1   weights 0 answer −1: wrong   voters (0; 0), (1; 1)
//! learn x = 1, t = +1   weights 1 answer +1: right   voters (0; 0), (1; 2)
//! learn x = 6, t = −1   weights 1 answer +1: wrong   voters (0; 0), (1; 2), (−5; 1)
//! vote(1) = 0 · (−1) + 2 · (+1) + 1 · (−1) = 1, so output(1) = +1
//! ```
//!
//! The average of the weights would answer −1 here: 2 · 1 − 5 = −3.
//!
//! Shapes: an input is `(in_features)`; a target is +1 or −1. A target that is neither, or an input of another
//! length, panics (the chapter's `Perceptron` sees to that).
//!
//! # Hint
//!
//! The chapter's `Perceptron::learn(input, target, 1.0)` does a step of the rule and says whether it was a mistake.
//! It changes the perceptron, though, and the old voter must stay as it was: let a *clone* of the newest voter learn,
//! and append the clone if that was a mistake. `self.voters.last_mut()` gives you the newest.

use ndarray::ArrayRef1;
use neuron::{Perceptron, sign};

/// A perceptron that keeps all the weights it has had and lets them vote.
#[derive(Debug, Clone, PartialEq)]
pub struct VotedPerceptron {
    /// Every perceptron there has been, oldest first, with the number of examples it survived.
    pub voters: Vec<(Perceptron, usize)>,
}

impl VotedPerceptron {
    /// The start: one voter with weights 0 and no votes.
    pub fn zeros(in_features: usize) -> Self {
        Self { voters: vec![(Perceptron::zeros(in_features), 0)] }
    }

    /// Learns from one example and says whether the newest voter was wrong about it.
    pub fn learn(&mut self, input: &ArrayRef1<f64>, target: f64) -> bool {
        //~ solution
        let newest = self.voters.len() - 1;
        let mut learner = self.voters[newest].0.clone();
        let mistaken = learner.learn(input, target, 1.0);
        if mistaken {
            self.voters.push((learner, 1));
        } else {
            self.voters[newest].1 += 1;
        }
        mistaken
        //~ stub
        // todo!("ex01_5: raise the newest voter's count, or append a new voter with count 1")
        //~ mutant begins the count of a new voter at 0
        // let newest = self.voters.len() - 1;
        // let mut learner = self.voters[newest].0.clone();
        // let mistaken = learner.learn(input, target, 1.0);
        // if mistaken {
        //     self.voters.push((learner, 0));
        // } else {
        //     self.voters[newest].1 += 1;
        // }
        // mistaken
        //~ mutant changes the weights of a voter that has votes already
        // let newest = self.voters.len() - 1;
        // let mistaken = self.voters[newest].0.learn(input, target, 1.0);
        // self.voters[newest].1 += 1;
        // mistaken
        //~ mutant changes the old voter before it appends
        // let newest = self.voters.len() - 1;
        // let mistaken = self.voters[newest].0.learn(input, target, 1.0);
        // if mistaken {
        //     let learner = self.voters[newest].0.clone();
        //     self.voters.push((learner, 1));
        // } else {
        //     self.voters[newest].1 += 1;
        // }
        // mistaken
        //~ mutant lets the whole electorate decide whether it was a mistake
        // let mistaken = self.output(input) != target;
        // let newest = self.voters.len() - 1;
        // if mistaken {
        //     let mut learner = self.voters[newest].0.clone();
        //     learner.weight.scaled_add(target, input);
        //     self.voters.push((learner, 1));
        // } else {
        //     self.voters[newest].1 += 1;
        // }
        // mistaken
        //~ end
    }

    /// The sum of all answers, each as often as its voter has votes: `Σ c_k sign(w_k·x)`.
    pub fn vote(&self, input: &ArrayRef1<f64>) -> f64 {
        //~ solution
        self.voters.iter().map(|(voter, count)| *count as f64 * voter.output(input)).sum()
        //~ stub
        // todo!("ex01_5: add up the voters' answers, each times its count")
        //~ mutant adds up the weighted sums, as the average does
        // self.voters.iter().map(|(voter, count)| *count as f64 * voter.weight.dot(input)).sum()
        //~ mutant gives one vote to each
        // self.voters.iter().map(|(voter, _)| voter.output(input)).sum()
        //~ mutant asks the newest only
        // self.voters.last().map_or(0.0, |(voter, count)| *count as f64 * voter.output(input))
        //~ end
    }

    /// +1 or −1, as the vote decides; a draw is a no.
    pub fn output(&self, input: &ArrayRef1<f64>) -> f64 {
        //~ solution
        sign(self.vote(input))
        //~ stub
        // todo!("ex01_5: the sign of the vote")
        //~ mutant takes the sign that is +1 at 0
        // self.vote(input).signum()
        //~ mutant returns the vote itself
        // self.vote(input)
        //~ end
    }
}
