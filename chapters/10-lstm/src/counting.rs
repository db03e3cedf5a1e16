//! Two models of text that only count: how often each character comes, and how often after which.

/// Counts of characters, and of each after each other.
///
/// Every count begins at 1, so that nothing is impossible.
#[derive(Debug, Clone)]
// ANCHOR: counts
pub struct CharacterCounts {
    single: Vec<f64>,
    after: Vec<Vec<f64>>,
}

impl CharacterCounts {
    /// Counts a text of numbers below `characters`.
    ///
    /// # Panics
    /// If a number is not below it.
    #[track_caller]
    pub fn of(text: &[usize], characters: usize) -> Self {
        let mut single = vec![1.0; characters];
        let mut after = vec![vec![1.0; characters]; characters];
        for &character in text {
            single[character] += 1.0;
        }
        for pair in text.windows(2) {
            after[pair[0]][pair[1]] += 1.0;
        }
        Self { single, after }
    }
    // ANCHOR_END: counts

    /// How many bits a character of another text takes, if one knows only how common it is: the mean of `−log₂ p(character)`.
    ///
    /// ```
    /// let counts = lstm::CharacterCounts::of(&[0, 0, 1, 1], 2); // three each, with the one that all begin with
    /// assert_eq!(counts.bits_of_single(&[0, 1, 1]), 1.0);
    /// ```
    ///
    /// # Panics
    /// If the text is shorter than two characters.
    #[track_caller]
    pub fn bits_of_single(&self, text: &[usize]) -> f64 {
        let sum: f64 = self.single.iter().sum();
        mean_bits(text, |_, next| self.single[next] / sum)
    }

    /// The same if one also knows the character before.
    ///
    /// ```
    /// let counts = lstm::CharacterCounts::of(&[0, 1, 0, 1, 0, 1, 0], 2); // after 0 comes 1, three times of three
    /// assert!((counts.bits_of_pairs(&[0, 1]) - (5.0_f64 / 4.0).log2()).abs() < 1e-12); // four of five, with the ones
    /// ```
    ///
    /// # Panics
    /// If the text is shorter than two characters.
    #[track_caller]
    pub fn bits_of_pairs(&self, text: &[usize]) -> f64 {
        mean_bits(text, |last, next| {
            self.after[last][next] / self.after[last].iter().sum::<f64>()
        })
    }
}

/// The mean of `−log₂ p` over all characters but the first, which has none before it.
#[track_caller]
fn mean_bits(text: &[usize], probability: impl Fn(usize, usize) -> f64) -> f64 {
    assert!(text.len() > 1, "a text of {} characters has no pairs", text.len());
    let bits = text.windows(2).map(|pair| -probability(pair[0], pair[1]).log2());
    bits.sum::<f64>() / (text.len() - 1) as f64
}
