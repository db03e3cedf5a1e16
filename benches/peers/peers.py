"""One contestant of `cargo xtask bench` that is not in Rust.

It builds a network and data, runs one round to warm up, prints {"ready": version}, and then a round for every line that it
reads: {"samples_per_second": …}.
"""

import argparse
import json
import os
import sys
import time

SAMPLES, PIXELS, CLASSES, CALLS = 60_000, 784, 10, 5_000

# name of the workload: sizes, batch size, optimizer
TRAINING = {
    "nielsen": ((784, 30, 10), 10, "sgd"),
    "mlp_b32_momentum": ((784, 128, 64, 10), 32, "momentum"),
    "mlp_b32_adam": ((784, 128, 64, 10), 32, "adam"),
    "mlp_b128_momentum": ((784, 128, 64, 10), 128, "momentum"),
    "mlp_b128_adam": ((784, 128, 64, 10), 128, "adam"),
}
INFERENCE = {"mlp_one": (784, 128, 64, 10)}

# name of the workload: batch size, steps of a round; all with Adam
STRUCTURED = {
    "lenet": (64, 150),
    "wide_cnn": (64, 20),
    "lstm_rows": (64, 150),
    "lstm_characters": (32, 15),
}
CHARACTERS, TEXTS, LENGTH = 64, 4_096, 64


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workload", required=True, choices=[*TRAINING, *INFERENCE, *STRUCTURED])
    parser.add_argument("--peer", required=True, choices=list(PEERS))
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def limit_threads(count):
    """Before any library is imported: each of them looks at another variable."""
    for library in ("OMP", "MKL", "OPENBLAS"):
        os.environ[f"{library}_NUM_THREADS"] = str(count)
    os.environ["JAX_PLATFORMS"] = "cpu"
    os.environ["CUDA_VISIBLE_DEVICES"] = ""
    if count == 1:
        os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-count:])  # XLA asks for nothing else


def random_samples(count=SAMPLES):
    import numpy

    generator = numpy.random.default_rng(1)
    images = generator.random((count, PIXELS), dtype=numpy.float32)
    return images, generator.integers(0, CLASSES, count)


def random_texts():
    """Sequences of characters, and each shifted by one: what comes next."""
    import numpy

    texts = numpy.random.default_rng(1).integers(0, CHARACTERS, (TEXTS, LENGTH + 1))
    return texts[:, :-1].copy(), texts[:, 1:].copy()


def structured_samples(workload):
    return random_texts() if workload == "lstm_characters" else random_samples()


def batches(generator, batch_size, samples=SAMPLES):
    """Every sample once, in a new order, in full batches."""
    order = generator.permutation(samples)
    return order[: samples // batch_size * batch_size].reshape(-1, batch_size)


def structured_batches(generator, workload):
    """As many batches as a round has steps; a round need not be an epoch."""
    batch_size, steps = STRUCTURED[workload]
    return batches(generator, batch_size, TEXTS if workload == "lstm_characters" else SAMPLES)[:steps]


# ---- PyTorch -----------------------------------------------------------------------------------------------------------


def torch_network(sizes, between, last=None):
    from torch import nn

    layers = []
    for ins, outs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(ins, outs), between()]
    return nn.Sequential(*layers[:-1], *([last()] if last else []))


def torch_optimizer(name, parameters, fused):
    from torch import optim

    if name == "adam":
        return optim.Adam(parameters, lr=1e-3, fused=fused)
    momentum = 0.9 if name == "momentum" else 0.0
    return optim.SGD(parameters, lr=0.01 if momentum else 0.5, momentum=momentum, fused=fused)


def torch_round(workload, way, threads):
    import numpy
    import torch
    from torch import nn
    from torch.nn import functional

    if workload in STRUCTURED:
        return torch_structured_round(workload, way, threads)
    torch.set_num_threads(threads)
    torch.manual_seed(2)
    if workload in INFERENCE:
        return torch_answers(torch_network(INFERENCE[workload], nn.ReLU), way)
    sizes, batch_size, optimizer_name = TRAINING[workload]
    images, labels = (torch.from_numpy(array) for array in random_samples())
    if workload == "nielsen":
        network = torch_network(sizes, nn.Sigmoid, nn.Sigmoid)
        labels = functional.one_hot(labels, CLASSES).float()
        cost = lambda outputs, targets: 0.5 * (outputs - targets).square().sum() / batch_size
    else:
        network = torch_network(sizes, nn.ReLU)
        cost = functional.cross_entropy
    optimizer = torch_optimizer(optimizer_name, network.parameters(), fused=way != "eager")
    loss = lambda x, t: cost(network(x), t)
    if way == "compiled":
        loss = torch.compile(loss)
    generator = numpy.random.default_rng(3)

    def epoch():
        for batch in torch.from_numpy(batches(generator, batch_size)):
            optimizer.zero_grad(set_to_none=True)
            loss(images[batch], labels[batch]).backward()
            optimizer.step()
        return SAMPLES // batch_size * batch_size

    return epoch


def torch_structured_network(workload):
    import torch
    from torch import nn

    class Rows(nn.Module):
        """28 rows of 28 pixels, one after the other; the last hidden state is classified."""

        def __init__(self):
            super().__init__()
            self.memory, self.output = nn.LSTM(28, 128, batch_first=True), nn.Linear(128, CLASSES)

        def forward(self, x):
            return self.output(self.memory(x.view(-1, 28, 28))[0][:, -1])

    class Characters(nn.Module):
        """What comes next, after each character."""

        def __init__(self):
            super().__init__()
            self.memory, self.output = nn.LSTM(CHARACTERS, 256, batch_first=True), nn.Linear(256, CHARACTERS)

        def forward(self, x):
            return self.output(self.memory(nn.functional.one_hot(x, CHARACTERS).float())[0]).flatten(0, 1)

    if workload == "lstm_rows":
        return Rows()
    if workload == "lstm_characters":
        return Characters()
    picture = nn.Unflatten(1, (1, 28, 28))
    if workload == "lenet":
        return nn.Sequential(
            picture, nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
            nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, CLASSES),
        )  # fmt: skip
    return nn.Sequential(
        picture, nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(9216, 128), nn.ReLU(), nn.Linear(128, CLASSES),
    )  # fmt: skip


def torch_structured_round(workload, way, threads):
    import numpy
    import torch
    from torch.nn import functional

    torch.set_num_threads(threads)
    torch.manual_seed(2)
    inputs, targets = (torch.from_numpy(array) for array in structured_samples(workload))
    network = torch_structured_network(workload)
    if way.endswith("channels_last"):
        network = network.to(memory_format=torch.channels_last)
    optimizer = torch_optimizer("adam", network.parameters(), fused=way != "eager")
    loss = lambda x, t: functional.cross_entropy(network(x), t.flatten())
    if way.startswith("compiled"):
        loss = torch.compile(loss)
    generator = numpy.random.default_rng(3)

    def steps():
        order = structured_batches(generator, workload)
        for batch in torch.from_numpy(order):
            optimizer.zero_grad(set_to_none=True)
            loss(inputs[batch], targets[batch]).backward()
            optimizer.step()
        return order.size

    return steps


def torch_answers(network, way):
    import torch

    images = [torch.from_numpy(image[None]) for image in random_samples(256)[0]]
    network = network.eval()
    if way == "compiled":
        network = torch.compile(network)

    def calls():
        with torch.inference_mode():
            for call in range(CALLS):
                network(images[call % 256])
        return CALLS

    return calls


# ---- JAX ---------------------------------------------------------------------------------------------------------------


def jax_round(workload, _threads):
    """Training: a whole epoch in one compiled `scan`, so that no Python runs between the steps."""
    import jax
    import numpy
    from jax import numpy as jnp

    sizes = INFERENCE.get(workload) or TRAINING[workload][0]
    generator = numpy.random.default_rng(2)
    parameters = [
        (jnp.asarray(generator.normal(0, (2 / i) ** 0.5, (i, o)).astype("float32")), jnp.zeros(o))
        for i, o in zip(sizes, sizes[1:])
    ]
    sigmoids = workload == "nielsen"

    def forward(parameters, x):
        *hidden, (weight, bias) = parameters
        for w, b in hidden:
            x = (jax.nn.sigmoid if sigmoids else jax.nn.relu)(x @ w + b)
        return jax.nn.sigmoid(x @ weight + bias) if sigmoids else x @ weight + bias

    if workload in INFERENCE:
        answer = jax.jit(forward)
        images = [jnp.asarray(image[None]) for image in random_samples(256)[0]]

        def calls():
            for call in range(CALLS):
                answer(parameters, images[call % 256]).block_until_ready()
            return CALLS

        return calls

    _, batch_size, optimizer = TRAINING[workload]
    images, labels = (jnp.asarray(array) for array in random_samples())

    def loss(parameters, x, t):
        outputs = forward(parameters, x)
        if sigmoids:
            return 0.5 * jnp.square(outputs - jax.nn.one_hot(t, CLASSES)).sum() / batch_size
        return -jnp.take_along_axis(jax.nn.log_softmax(outputs), t[:, None], 1).mean()

    each = jax.tree.map

    def step(state, batch):
        p, m, v, count = state
        g, count = jax.grad(loss)(p, images[batch], labels[batch]), count + 1
        if optimizer == "sgd":
            p = each(lambda p, g: p - 0.5 * g, p, g)
        elif optimizer == "momentum":
            m = each(lambda m, g: 0.9 * m + g, m, g)
            p = each(lambda p, m: p - 0.01 * m, p, m)
        else:
            m = each(lambda m, g: 0.9 * m + 0.1 * g, m, g)
            v = each(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
            rate, scale = 1e-3 / (1 - 0.9**count), 1 / jnp.sqrt(1 - 0.999**count)
            p = each(lambda p, m, v: p - rate * m / (jnp.sqrt(v) * scale + 1e-8), p, m, v)
        return (p, m, v, count), None

    run = jax.jit(lambda state, order: jax.lax.scan(step, state, order)[0], donate_argnums=0)
    # Arrays of their own each: a buffer that is handed over for reuse must not be handed over twice.
    state = [(parameters, each(jnp.zeros_like, parameters), each(jnp.zeros_like, parameters), jnp.float32(0))]
    shuffles = numpy.random.default_rng(3)

    def epoch():
        order = batches(shuffles, batch_size)
        state[0] = jax.block_until_ready(run(state[0], order))
        return order.size

    return epoch


# ---- scikit-learn ------------------------------------------------------------------------------------------------------


def sklearn_round(workload, _threads):
    import warnings

    from sklearn.neural_network import MLPClassifier

    warnings.filterwarnings("ignore")
    sizes, batch_size, optimizer = TRAINING[workload]
    images, labels = random_samples()
    network = MLPClassifier(
        sizes[1:-1],
        activation="logistic" if workload == "nielsen" else "relu",  # its outputs are softmax in both
        solver="adam" if optimizer == "adam" else "sgd",
        momentum=0.9 if optimizer == "momentum" else 0.0,
        nesterovs_momentum=False,
        alpha=0.0,
        batch_size=batch_size,
        max_iter=1,
    )

    def epoch():
        network.fit(images, labels)
        return SAMPLES

    return epoch


# ---- NumPy -------------------------------------------------------------------------------------------------------------


def numpy_round(workload, _threads):
    """By hand, as a textbook in Python would, a batch at a time."""
    import numpy

    sizes, batch_size, optimizer = TRAINING[workload]
    images, labels = random_samples()
    generator = numpy.random.default_rng(2)
    weights = [generator.normal(0, (2 / i) ** 0.5, (i, o)).astype("float32") for i, o in zip(sizes, sizes[1:])]
    parameters = [*weights, *(numpy.zeros(o, "float32") for o in sizes[1:])]
    first, second = ([numpy.zeros_like(p) for p in parameters] for _ in range(2))
    layers, sigmoids, count = len(weights), workload == "nielsen", 0
    bend = (lambda z: 1 / (1 + numpy.exp(-z))) if sigmoids else (lambda z: numpy.maximum(z, 0))
    slope = (lambda a: a * (1 - a)) if sigmoids else (lambda a: a > 0)

    def gradients(x, t):
        outputs = [x]
        for layer in range(layers):
            z = outputs[-1] @ parameters[layer] + parameters[layers + layer]
            outputs.append(bend(z) if sigmoids or layer < layers - 1 else z)
        if sigmoids:
            delta = (outputs[-1] - numpy.eye(CLASSES, dtype="float32")[t]) * slope(outputs[-1])
        else:
            delta = numpy.exp(outputs[-1] - outputs[-1].max(1, keepdims=True))
            delta /= delta.sum(1, keepdims=True)
            delta[numpy.arange(len(t)), t] -= 1
        delta /= len(t)
        found = [None] * (2 * layers)
        for layer in reversed(range(layers)):
            found[layer], found[layers + layer] = outputs[layer].T @ delta, delta.sum(0)
            if layer:
                delta = delta @ parameters[layer].T * slope(outputs[layer])
        return found

    def update(found):
        nonlocal count
        count += 1
        for p, g, m, v in zip(parameters, found, first, second):
            if optimizer == "sgd":
                p -= 0.5 * g
            elif optimizer == "momentum":
                m *= 0.9
                m += g
                p -= 0.01 * m
            else:
                m += 0.1 * (g - m)
                v += 0.001 * (g * g - v)
                p -= 1e-3 / (1 - 0.9**count) * m / (numpy.sqrt(v / (1 - 0.999**count)) + 1e-8)

    shuffles = numpy.random.default_rng(3)

    def epoch():
        order = batches(shuffles, batch_size)
        for batch in order:
            update(gradients(images[batch], labels[batch]))
        return order.size

    return epoch


PEERS = {
    "torch_eager": ("torch", lambda workload, threads: torch_round(workload, "eager", threads)),
    "torch_fused": ("torch", lambda workload, threads: torch_round(workload, "fused", threads)),
    "torch_compiled": ("torch", lambda workload, threads: torch_round(workload, "compiled", threads)),
    "torch_channels_last": ("torch", lambda workload, threads: torch_round(workload, "fused_channels_last", threads)),
    "torch_compiled_channels_last": (
        "torch",
        lambda workload, threads: torch_round(workload, "compiled_channels_last", threads),
    ),
    "jax": ("jax", jax_round),
    "scikit_learn": ("sklearn", sklearn_round),
    "numpy": ("numpy", numpy_round),
}


def main():
    chosen = arguments()
    limit_threads(chosen.threads)
    library, prepare = PEERS[chosen.peer]
    run = prepare(chosen.workload, chosen.threads)
    run()
    print(json.dumps({"ready": __import__(library).__version__}), flush=True)
    for _go in sys.stdin:
        began = time.perf_counter()
        samples = run()
        print(json.dumps({"samples_per_second": samples / (time.perf_counter() - began)}), flush=True)


main()
