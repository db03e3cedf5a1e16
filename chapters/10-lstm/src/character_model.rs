//! A network that says which character comes next.

use backprop::{Float, Layer, Linear, Mode, ParamMut, Parameters, visit_part};
use loss::{LossAndGradient, Reduction, softmax_cross_entropy};
use ndarray::{Array2, ArrayRef2, Axis};
use rand::Rng;

use crate::{
    Lstm, LstmState, MomentsAsRows, VOCABULARY, at_temperature, characters_one_hot,
    decode, draw, encode,
};

/// An [`Lstm`] over characters and a linear layer that turns its hidden state into 64 logits for the next one.
///
/// Names: `lstm.weight_ih_l0`, …, `output.weight`, `output.bias`. Source: S1 REC-1; Graves 2013; Karpathy 2015.
///
/// ```
/// use backprop::parameter_count;
/// use lstm::{CharacterModel, encode};
/// # use rand::SeedableRng;
/// # let mut rng = chacha20::ChaCha8Rng::seed_from_u64(1);
/// let mut model = CharacterModel::<f32>::new(2, &mut rng);
/// assert_eq!(parameter_count(&mut model), 4 * 2 * (64 + 2 + 2) + 64 * (2 + 1));
/// let mut state = model.start(1);
/// assert_eq!(model.read(&encode("abc"), &mut state).dim(), (3, 64)); // what comes next, three times
/// assert_eq!(model.write("abc", 5, 1.0, &mut rng).len(), 5);
/// ```
#[derive(Debug, Clone)]
// ANCHOR: character_model
pub struct CharacterModel<F = f32> {
    /// Remembers what was read.
    pub lstm: Lstm<F>,
    /// From what is remembered to the next character.
    pub output: Linear<F>,
    rows: MomentsAsRows,
}
// ANCHOR_END: character_model

impl<F: Float> CharacterModel<F> {
    /// A model of so many units, which begins by remembering (forget gates with bias 1).
    ///
    /// # Panics
    /// If `hidden_size` is 0.
    #[track_caller]
    pub fn new(hidden_size: usize, rng: &mut dyn Rng) -> Self {
        let lstm = Lstm::uniform(VOCABULARY.len(), hidden_size, rng);
        Self {
            lstm: lstm.with_forget_bias(F::one()),
            output: Linear::glorot_uniform(hidden_size, VOCABULARY.len(), rng),
            rows: MomentsAsRows::default(),
        }
    }

    /// Nothing read yet.
    pub fn start(&self, batch: usize) -> LstmState<F> {
        LstmState::zeros(batch, self.lstm.hidden_size())
    }

    /// Reads on from a state, which it moves: the logits of what comes next, at every moment.
    ///
    /// # Shapes
    /// `text`: batch sequences of one length, one after another; the result: (batch·time, 64).
    ///
    /// # Panics
    /// If the sequences do not come out even, or the state is of another batch.
    #[track_caller]
    // ANCHOR: read_characters
    pub fn read(&mut self, text: &[usize], state: &mut LstmState<F>) -> Array2<F> {
        let input = characters_one_hot(text, state.hidden.nrows());
        let hidden = self.lstm.forward_from(&input, state);
        *state = self.lstm.last_state();
        let rows = self.rows.forward(hidden, Mode::Train);
        self.output.forward(rows, Mode::Train)
    }
    // ANCHOR_END: read_characters

    /// Reads on, and adds up the gradients of the mean loss in nats; how the state came about is taken as given.
    ///
    /// # Shapes
    /// `text`, `next`: batch sequences of one length, one after another; `next` is the character that follows each.
    ///
    /// # Panics
    /// As [`read`](Self::read), or if `next` is not as long as `text`.
    #[track_caller]
    // ANCHOR: learn_characters
    pub fn learn(
        &mut self,
        text: &[usize],
        next: &[usize],
        state: &mut LstmState<F>,
    ) -> F {
        let logits = self.read(text, state);
        let LossAndGradient { loss, gradient } =
            softmax_cross_entropy(&logits, next, Reduction::Mean);
        let grad_hidden = self.rows.backward(self.output.backward(gradient));
        self.lstm.backward_params(grad_hidden);
        loss
    }
    // ANCHOR_END: learn_characters

    /// Goes on with a text: draws a character by the network's probabilities, reads it, draws the next.
    ///
    /// # Panics
    /// If `prompt` has no character of the [`VOCABULARY`], or the temperature is not above 0.
    #[track_caller]
    // ANCHOR: write_characters
    pub fn write(
        &mut self,
        prompt: &str,
        length: usize,
        temperature: F,
        rng: &mut dyn Rng,
    ) -> String {
        let mut state = self.start(1);
        let mut logits = self.read(&encode(prompt), &mut state);
        let mut written = Vec::with_capacity(length);
        for _ in 0..length {
            let probabilities = at_temperature(&last_row(&logits), temperature);
            let next = draw(&probabilities, rng);
            written.push(next);
            logits = self.read(&[next], &mut state);
        }
        decode(&written)
    }
    // ANCHOR_END: write_characters
}

#[track_caller]
fn last_row<F>(rows: &ArrayRef2<F>) -> ndarray::ArrayView1<'_, F> {
    rows.axis_iter(Axis(0)).next_back().expect("CharacterModel: nothing was read")
}

impl<F: Float> Parameters<F> for CharacterModel<F> {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {
        visit_part("lstm", &mut self.lstm, visitor);
        visit_part("output", &mut self.output, visitor);
    }
}
