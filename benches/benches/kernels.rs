//! The parts of a training step, one by one: `cargo bench -p benches`, and with `--features faer` for the other products.

use std::hint::black_box;

use activations::{Relu, Sigmoid};
use backprop::{Activate, Layer, Linear, Mode, Parameters, matmul};
use chacha20::ChaCha8Rng;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use loss::{Reduction, softmax_cross_entropy};
use ndarray::Array2;
use optimizers::{Adam, Momentum, Optimizer, Sgd};
use rand::{RngExt, SeedableRng};

fn random(rows: usize, columns: usize) -> Array2<f32> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    Array2::from_shape_simple_fn((rows, columns), || rng.random::<f32>() - 0.5)
}

/// The products of a step on 784-128-64-10 and 784-30-10, thin ones among them, and a large one to compare with.
fn products(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("matmul");
    for (m, k, n) in
        [(10, 784, 30), (32, 784, 128), (128, 784, 128), (128, 32, 784), (1, 784, 128), (512, 512, 512)]
    {
        let (a, b, mut c) = (random(m, k), random(n, k), Array2::zeros((m, n)));
        group.throughput(Throughput::Elements((2 * m * k * n) as u64));
        group.bench_function(BenchmarkId::from_parameter(format!("{m}x{k}x{n}")), |bencher| {
            bencher.iter(|| matmul(&a, &b.t(), 0.0, &mut c));
        });
    }
    group.finish();
}

/// A layer forwards and backwards; what goes in is copied in the measured time, as a batch is.
fn layers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("layer, batch 32");
    let (input, grad) = (random(32, 784), random(32, 128));
    let mut linear = Linear::he_normal(784, 128, &mut ChaCha8Rng::seed_from_u64(2));
    group.bench_function("linear forward", |bencher| {
        bencher.iter(|| black_box(linear.forward(input.clone(), Mode::Train)));
    });
    group.bench_function("linear backward", |bencher| {
        bencher.iter(|| black_box(linear.backward(grad.clone())));
    });
    group.bench_function("linear backward, parameters only", |bencher| {
        bencher.iter(|| linear.backward_params(grad.clone()));
    });
    let mut relu = Activate::new(Relu);
    group.bench_function("rectifier, both ways", |bencher| {
        bencher.iter(|| {
            relu.forward(grad.clone(), Mode::Train);
            black_box(relu.backward(grad.clone()))
        });
    });
    let mut sigmoid = Activate::new(Sigmoid);
    group.bench_function("sigmoid, both ways", |bencher| {
        bencher.iter(|| {
            sigmoid.forward(grad.clone(), Mode::Train);
            black_box(sigmoid.backward(grad.clone()))
        });
    });
    let (logits, labels) = (random(32, 10), vec![3; 32]);
    group.bench_function("softmax with cross-entropy", |bencher| {
        bencher.iter(|| softmax_cross_entropy(black_box(&logits), &labels[..], Reduction::Mean));
    });
    group.finish();
}

/// A step over the 100,480 parameters of a layer.
fn steps(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("optimizer, 784 x 128");
    let optimizers: [(&str, Box<dyn Optimizer>); 3] = [
        ("descent", Box::new(Sgd::new(0.01))),
        ("momentum", Box::new(Momentum::new(0.01, 0.9))),
        ("Adam", Box::new(Adam::new(0.001))),
    ];
    for (name, mut optimizer) in optimizers {
        let mut layer = Linear::he_normal(784, 128, &mut ChaCha8Rng::seed_from_u64(2));
        layer.visit_params(&mut |_, param| param.grad.fill(0.1));
        group.bench_function(name, |bencher| bencher.iter(|| optimizer.step(&mut layer)));
    }
    group.finish();
}

criterion_group!(kernels, products, layers, steps);
criterion_main!(kernels);
