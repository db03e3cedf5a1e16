//! Counting the answers to a yes-or-no question, so that nobody is fooled by accuracy alone.

/// How often each of the four cases occurred.
///
/// ```
/// use neuron::Answers;
/// let answers = Answers::count([(true, true), (true, false), (false, false), (false, false)]);
/// assert_eq!(answers.accuracy(), 0.75);
/// assert_eq!(answers.precision(), Some(0.5)); // of two yeses one was right
/// assert_eq!(answers.recall(), Some(1.0)); // the one there was, it found
/// ```
// ANCHOR: answers
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// Said yes, and it was (true positives).
    pub right_yes: usize,
    /// Said yes, and it was not (false positives).
    pub wrong_yes: usize,
    /// Said no, and it was not (true negatives).
    pub right_no: usize,
    /// Said no, and it was (false negatives).
    pub wrong_no: usize,
}

impl Answers {
    /// The share of right answers.
    pub fn accuracy(&self) -> f64 {
        (self.right_yes + self.right_no) as f64 / self.total() as f64
    }

    /// Of its yeses, the share that are right; `None` if it never said yes.
    pub fn precision(&self) -> Option<f64> {
        share(self.right_yes, self.right_yes + self.wrong_yes)
    }

    /// Of the true ones, the share it found; `None` if there are none.
    pub fn recall(&self) -> Option<f64> {
        share(self.right_yes, self.right_yes + self.wrong_no)
    }

    /// The accuracy of always saying no.
    pub fn always_no(&self) -> f64 {
        (self.right_no + self.wrong_yes) as f64 / self.total() as f64
    }
}
// ANCHOR_END: answers

impl Answers {
    /// Counts pairs of (said yes, is yes).
    pub fn count(pairs: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let mut answers = Self::default();
        for (said, is) in pairs {
            match (said, is) {
                (true, true) => answers.right_yes += 1,
                (true, false) => answers.wrong_yes += 1,
                (false, false) => answers.right_no += 1,
                (false, true) => answers.wrong_no += 1,
            }
        }
        answers
    }

    /// How many answers there are.
    pub fn total(&self) -> usize {
        self.right_yes + self.wrong_yes + self.right_no + self.wrong_no
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
