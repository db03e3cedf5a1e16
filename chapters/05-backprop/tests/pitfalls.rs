//! What can go wrong, each shown going wrong.

use activations::{Activation, LeakyRelu, RandomizedRelu, Relu, Sigmoid, Tanh};
use backprop::{
    Activate, BipolarReluLayer, Chain, FromOutput, Layer, Linear, MaxoutLayer, Mode, ParamMut, Parameters,
    ParametricReluLayer, RandomizedReluLayer, Sequential, SoftmaxLayer, TOLERANCE, check_gradients, descend,
    he_normal, keep_from, zero_grad,
};
use chacha20::ChaCha8Rng;
use loss::{Reduction, accuracy, half_squared_error, softmax_cross_entropy};
use ndarray::{Array2, array};
use pins::pin;
use rand::SeedableRng;

fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

// ---- the order of the calls ----

#[test]
#[should_panic(expected = "Linear::backward: nothing was run forwards yet, call forward first")]
fn backward_before_forward_says_so() {
    Linear::<f64>::zeros(2, 2).backward(array![[1.0, 1.0]]);
}

#[test]
fn every_layer_says_so() {
    fn message(mut layer: impl Layer<f64, Input = Array2<f64>, Output = Array2<f64>> + 'static) -> String {
        let backward = std::panic::AssertUnwindSafe(move || layer.backward(array![[1.0, 1.0]]));
        let panic = std::panic::catch_unwind(backward).expect_err("nothing was run forwards");
        panic.downcast_ref::<String>().expect("a message").clone()
    }
    let random = RandomizedReluLayer::new(RandomizedRelu { lower: 0.1, upper: 0.3 }, 1);
    for message in [
        message(Activate::new(Relu)),
        message(FromOutput::new(Sigmoid)),
        message(ParametricReluLayer::new(0.25)),
        message(random),
        message(BipolarReluLayer::new()),
        message(MaxoutLayer::new(1)),
        message(SoftmaxLayer::new()),
        message(Sequential::new().with(Linear::zeros(2, 2))),
        message(Chain(Linear::zeros(2, 2), Activate::new(Relu))),
    ] {
        assert!(message.ends_with("nothing was run forwards yet, call forward first"), "{message}");
    }
}

#[test]
#[should_panic(expected = "Linear::backward: grad_output is [3, 2], but the output was [1, 2]")]
fn a_gradient_of_another_batch_is_refused() {
    let mut layer = Linear::<f64>::zeros(4, 2);
    layer.forward(Array2::zeros((1, 4)), Mode::Train);
    layer.backward(Array2::zeros((3, 2)));
}

#[test]
#[should_panic(expected = "linear_forward: input [1, 3] and bias [2] do not fit the weight [2, 4]")]
fn shapes_that_do_not_fit_are_named() {
    Linear::<f64>::zeros(4, 2).forward(Array2::zeros((1, 3)), Mode::Eval);
}

#[test]
fn forgotten_gradients_pile_up() {
    let mut layer = Linear::new(array![[1.0]], array![0.0]);
    let mut sizes = Vec::new();
    for _ in 0..3 {
        layer.forward(array![[2.0]], Mode::Train);
        layer.backward(array![[1.0]]);
        sizes.push(layer.weight.grad[[0, 0]]); // zero_grad was forgotten
    }
    assert_eq!(sizes, [2.0, 4.0, 6.0]);
    zero_grad(&mut layer);
    assert_eq!(layer.weight.grad, array![[0.0]]);
    pin!("piling_up", { "gradients": sizes });
}

#[test]
fn measuring_in_between_spoils_the_backward_pass() {
    // A layer keeps what the last forward saw, whatever it was for.
    let mut layer = Linear::new(array![[1.0]], array![0.0]);
    layer.forward(array![[2.0]], Mode::Train);
    layer.forward(array![[100.0]], Mode::Eval); // "only measuring"
    layer.backward(array![[1.0]]);
    assert_eq!(layer.weight.grad, array![[100.0]]); // and not 2
}

// ---- wrong gradients ----

/// A tanh whose slope has the wrong power.
struct WrongSlope;

impl Activation<f64> for WrongSlope {
    fn value(&self, x: f64) -> f64 {
        x.tanh()
    }

    fn derivative(&self, x: f64) -> f64 {
        1.0 - x.tanh()
    }
}

/// A linear layer that forgets to add its bias's gradient.
struct NoBias(Linear<f64>);

impl Parameters<f64> for NoBias {
    fn visit_params(&mut self, visitor: &mut dyn FnMut(&str, ParamMut<'_, f64>)) {
        self.0.visit_params(visitor);
    }
}

impl Layer<f64> for NoBias {
    type Input = Array2<f64>;
    type Output = Array2<f64>;

    fn forward(&mut self, input: Array2<f64>, mode: Mode) -> Array2<f64> {
        self.0.forward(input, mode)
    }

    fn backward(&mut self, grad_output: Array2<f64>) -> Array2<f64> {
        let grad_input = self.0.backward(grad_output);
        self.0.bias.grad.fill(0.0);
        grad_input
    }
}

#[test]
fn a_wrong_gradient_is_caught_and_named() {
    let input = array![[0.5, -1.0], [2.0, 0.3]];
    let slope = check_gradients(|| Activate::new(WrongSlope), &input, Mode::Train, &mut rng(1));
    assert!(!slope.passes() && slope.worst() > 0.1);
    let layer = || NoBias(Linear::new(array![[1.0, 2.0], [3.0, 4.0]], array![0.1, 0.2]));
    let report = check_gradients(layer, &input, Mode::Train, &mut rng(1));
    let wrong: Vec<&str> = report
        .tensors
        .iter()
        .filter(|tensor| tensor.error >= TOLERANCE)
        .map(|tensor| tensor.name.as_str())
        .collect();
    assert_eq!(wrong, ["bias"]);
    assert_eq!(report.worst(), 1.0); // 0 against something
    assert!(report.to_string().contains("WRONG"));
}

#[test]
#[should_panic(expected = "the gradient check failed")]
fn a_failed_check_stops_a_test() {
    check_gradients(|| Activate::new(WrongSlope), &array![[0.5]], Mode::Train, &mut rng(1)).assert_passes();
}

#[test]
fn a_gradient_that_is_not_a_number_does_not_pass() {
    struct Nan;
    impl Activation<f64> for Nan {
        fn value(&self, x: f64) -> f64 {
            x
        }
        fn derivative(&self, _x: f64) -> f64 {
            f64::NAN
        }
    }
    let report = check_gradients(|| Activate::new(Nan), &array![[0.5]], Mode::Train, &mut rng(1));
    assert!(!report.passes() && report.worst().is_nan());
}

#[test]
fn a_kink_within_reach_fools_the_check() {
    let at = |x: f64| check_gradients(|| Activate::new(Relu), &array![[x]], Mode::Train, &mut rng(1));
    assert!(!at(1e-6).passes(), "the difference straddles the kink");
    let kept = keep_from(&[0.0], 1e-3, array![[1e-6]]);
    check_gradients(|| Activate::new(Relu), &kept, Mode::Train, &mut rng(1)).assert_passes();
    pin!("kink", { "at": 1e-6, "error": at(1e-6).worst() });
}

#[test]
fn drawing_anew_for_every_evaluation_fools_the_check() {
    let unit = RandomizedRelu { lower: 0.1, upper: 0.9 };
    let seeds = std::cell::Cell::new(0);
    let anew = || {
        seeds.set(seeds.get() + 1);
        RandomizedReluLayer::new(unit, seeds.get())
    };
    let input = array![[-1.0, -2.0, -3.0]];
    assert!(!check_gradients(anew, &input, Mode::Train, &mut rng(1)).passes());
    let alike = || RandomizedReluLayer::new(unit, 1);
    check_gradients(alike, &input, Mode::Train, &mut rng(1)).assert_passes();
}

// ---- modes ----

#[test]
fn measuring_in_the_mode_of_training_is_a_matter_of_luck() {
    let mut layer = RandomizedReluLayer::new(RandomizedRelu { lower: 0.1, upper: 0.9 }, 1);
    let input = array![[-1.0, -1.0]];
    let [first, second] = [0, 1].map(|_| layer.forward(input.clone(), Mode::Train));
    assert_ne!(first, second);
    let [first, second] = [0, 1].map(|_| layer.forward(input.clone(), Mode::Eval));
    assert_eq!(first, second);
    assert_eq!(first, array![[-0.5, -0.5]]);
}

// ---- training ----

/// Digits' first images, a small network for them, and full-batch steps.
fn train_on_few(seed: u64, count: usize, steps: usize) -> (f32, f64, Vec<f32>) {
    let few = datasets::digits().train.first(count);
    let inputs: Array2<f32> = few.flattened();
    let targets: Vec<usize> = few.labels.iter().map(|&label| usize::from(label)).collect();
    let mut rng = rng(seed);
    let mut network = Sequential::<f32>::new()
        .with(Linear::he_normal(64, 32, &mut rng))
        .with(Activate::new(Relu))
        .with(Linear::he_normal(32, 10, &mut rng));
    let mut loss = f32::NAN;
    for _ in 0..steps {
        let logits = network.forward(inputs.clone(), Mode::Train);
        let answer = softmax_cross_entropy(&logits, &targets, Reduction::Mean);
        loss = answer.loss;
        network.backward_params(answer.gradient);
        descend(&mut network, 0.5);
    }
    let right = accuracy(&network.forward(inputs, Mode::Eval), &targets);
    let mut weights = Vec::new();
    network.visit_params(&mut |_, param| weights.extend_from_slice(param.value));
    (loss, right, weights)
}

#[test]
fn twenty_examples_are_learned_by_heart() {
    // A network that cannot do this has a bug: the first test of any new one.
    let (loss, right, _) = train_on_few(1, 20, 500);
    assert!(loss < 2e-3 && right == 1.0, "loss {loss}, accuracy {right}");
}

#[test]
fn the_same_seed_gives_the_same_bits() {
    let bits = |seed| train_on_few(seed, 20, 30).2.iter().map(|weight| weight.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(1), bits(1));
    assert_ne!(bits(1), bits(2));
}

#[test]
fn too_large_a_step_is_no_number() {
    let mut layer = Linear::<f64>::zeros(1, 1);
    for _ in 0..2000 {
        let output = layer.forward(array![[3.0]], Mode::Train);
        layer.backward_params(half_squared_error(&output, &array![[1.0]], Reduction::Mean).gradient);
        descend(&mut layer, 1.0);
    }
    assert!(layer.weight.value[[0, 0]].is_nan());
}

#[test]
fn dead_units_pass_nothing_back() {
    let dead = |layer: &mut dyn Layer<f64, Input = Array2<f64>, Output = Array2<f64>>| {
        layer.forward(array![[-3.0, -5.0]], Mode::Train);
        layer.backward(array![[1.0, 1.0]])
    };
    assert_eq!(dead(&mut Activate::new(Relu)), array![[0.0, 0.0]]);
    assert_eq!(dead(&mut Activate::new(LeakyRelu { negative_slope: 0.01 })), array![[0.01, 0.01]]);
}

#[test]
fn the_slope_from_the_output_is_lost_where_the_output_rounds_to_one() {
    let slope = |layer: &mut dyn Layer<f32, Input = Array2<f32>, Output = Array2<f32>>| {
        layer.forward(array![[18.0]], Mode::Train);
        layer.backward(array![[1.0]])[[0, 0]]
    };
    let from_output = slope(&mut FromOutput::new(Sigmoid));
    let from_input = slope(&mut Activate::new(Sigmoid));
    assert_eq!(from_output, 0.0);
    assert!(from_input > 0.0);
    pin!("slope_from_output", { "at": 18, "from_output": from_output, "from_input": from_input });
}

#[test]
fn first_weights_that_are_equal_stay_equal() {
    // not only zeros: any constant
    let mut network = Sequential::<f64>::new()
        .with(Linear::new(Array2::from_elem((2, 2), 0.3), array![0.0, 0.0]))
        .with(Activate::new(Tanh))
        .with(Linear::new(Array2::from_elem((1, 2), 0.3), array![0.0]));
    for _ in 0..100 {
        let output = network.forward(array![[1.0, 2.0], [0.5, -1.0]], Mode::Train);
        network.backward_params(half_squared_error(&output, &array![[1.0], [0.0]], Reduction::Mean).gradient);
        descend(&mut network, 0.1);
    }
    let mut hidden = Vec::new();
    network.visit_params(&mut |name, param| {
        if name == "0.weight" {
            hidden = param.value.to_vec();
        }
    });
    assert!(hidden[0..2] == hidden[2..4] && hidden[0] != 0.3);
}

#[test]
fn he_weights_are_drawn_as_promised() {
    let weight: Array2<f64> = he_normal(200, 300, &mut rng(1));
    assert_eq!(weight.dim(), (300, 200)); // (out, in)
    let variance = weight.var(0.0);
    assert!((variance * 200.0 / 2.0 - 1.0).abs() < 0.02, "{variance}");
}
