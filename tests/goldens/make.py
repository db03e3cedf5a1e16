#!/usr/bin/env python3
"""Asks PyTorch for the numbers that the Rust tests compare themselves with.

    python tests/goldens/make.py            writes the files beside this script
    python tests/goldens/make.py --check    compares them with what PyTorch says now, and reads the weights that Rust has written

No random number goes in, only the sine of an index; dropout's masks alone are drawn, and stored. README.md says what is where and which PyTorch this needs.
"""

import argparse
import json
import math
import sys
from pathlib import Path

TORCH = "2.15.0"
HERE = Path(__file__).resolve().parent
# How far another processor may be off in its last digits.
RELATIVE, ABSOLUTE = 2e-6, 2e-7
# How far the logits of one network may be apart in two languages.
LOGITS = 1e-5

try:
    import torch
    import torch.nn.functional as F
    from safetensors.torch import load_file, save_file
    from torch import nn
except ImportError as error:
    sys.exit(f"make.py: {error}. It needs: pip install torch=={TORCH} safetensors numpy")


def wave(shape, phase=0.0, scale=1.0):
    """Numbers that no random generator has to make: scale · sin(1.7 i + phase)."""
    count = math.prod(shape)
    values = [scale * math.sin(1.7 * index + phase) for index in range(count)]
    return torch.tensor(values, dtype=torch.float64).to(torch.float32).reshape(shape)


def distribution(shape, phase):
    """Rows of positive numbers that sum to 1."""
    return torch.softmax(wave(shape, phase, 1.5), dim=1)


def golden(tensor):
    """A tensor as JSON; nine digits hold an f32 without loss."""
    flat = tensor.detach().reshape(-1).tolist()
    return {"shape": list(tensor.shape), "data": [float(f"{value:.9g}") for value in flat]}


# Activations


def points():
    """Where the curves are measured: off the kinks at 0, ±0.5, ±1 and ±2, and far out."""
    near = [-6.06 + 0.37 * index for index in range(33)]
    return torch.tensor([-100.0, -30.0, -12.0, *near, 12.0, 30.0, 100.0], dtype=torch.float32)


def isru(x):
    return x * torch.rsqrt(1 + x * x)


def sqnl(x):
    return torch.where(x.abs() > 2, x.sign(), x - x * x.abs() / 4)


# The names of `activations::family`. PyTorch lacks ISRU, ISRLU, SQNL and the bipolar unit: their formulas stand here, and
# autograd takes the slope.
ACTIVATIONS = {
    "step": lambda x: torch.heaviside(x.detach(), torch.zeros(())) + 0 * x,  # no autograd: the slope is 0
    "sign": torch.sign,
    "identity": nn.Identity(),
    "unit_ramp": lambda x: F.hardtanh(x + 0.5, 0.0, 1.0),
    "symmetric_ramp": F.hardtanh,
    "sigmoid": torch.sigmoid,
    "steep_sigmoid": lambda x: torch.sigmoid(5 * x),
    "tanh": torch.tanh,
    "arctan": torch.atan,
    "arsinh": torch.asinh,
    "softsign": F.softsign,
    "isru": isru,
    "sqnl": sqnl,
    "relu": F.relu,
    "bipolar_relu": lambda x: -F.relu(-x),
    "leaky_relu": lambda x: F.leaky_relu(x, 0.01),
    "parametric_relu": lambda x: F.prelu(x, torch.tensor([0.25])),
    "elu": F.elu,
    "isrlu": lambda x: torch.where(x < 0, isru(x), x),
}


def activations():
    curves = {}
    for name, function in ACTIVATIONS.items():
        x = points().requires_grad_()
        y = function(x)
        y.sum().backward()
        curves[name] = {"value": golden(y), "derivative": golden(x.grad)}
    return {"points": golden(points()), "curves": curves} | several_inputs()


def several_inputs():
    """Those that are no functions of one number."""
    x, upstream = wave((4, 6), 0.3, 3.0).requires_grad_(), wave((4, 6), 1.1)
    y = torch.softmax(x, dim=1)
    y.backward(upstream)
    softmax = {"x": golden(x), "y": golden(y), "upstream": golden(upstream), "grad": golden(x.grad)}

    x, upstream = wave((4, 6), 0.3, 3.0).requires_grad_(), wave((4, 2), 1.1)
    y = x.reshape(4, 2, 3).max(dim=2).values
    y.backward(upstream)
    maxout = {"x": golden(x), "y": golden(y), "upstream": golden(upstream), "grad": golden(x.grad)}

    x, slope = points(), torch.tensor([0.25], requires_grad=True)
    F.prelu(x, slope).sum().backward()
    rrelu = F.rrelu(x, 0.125, 1 / 3, training=False)
    return {
        "softmax": softmax,
        "maxout": maxout,
        "parametric_relu_slope_grad": golden(slope.grad),
        "randomized_relu_mean": golden(rrelu),
    }


# Losses


def losses():
    outputs, targets = wave((5, 3), 0.2, 2.0), wave((5, 3), 0.9, 1.5)
    signs = torch.where(wave((5, 3), 2.0) > 0, 1.0, -1.0)
    ones = (signs + 1) / 2
    shares = torch.sigmoid(wave((5, 3), 2.0, 2.0))
    probabilities = torch.sigmoid(outputs)
    rows = distribution((5, 3), 0.4)
    soft, classes = distribution((5, 3), 1.3), [2, 0, 1, 1, 0]
    index = torch.tensor(classes)
    one_hot = F.one_hot(index, 3).to(torch.float32)
    # PyTorch has no half squared error, no hinge of this form and no square by margin: their formulas stand here.
    half = {"mean": lambda y: 0.5 * ((y - targets) ** 2).sum() / len(y), "sum": lambda y: 0.5 * ((y - targets) ** 2).sum()}
    hinge = lambda y, reduce: getattr(F.relu(1 - signs * y), reduce)()
    square = lambda y, reduce: getattr((1 - signs * y) ** 2, reduce)()
    nll = lambda p, t, reduce: (-(t * p.log()).sum(dim=1)).sum() / (len(p) if reduce == "mean" else 1)
    table = {
        "squared_error": (outputs, lambda y, r: F.mse_loss(y, targets, reduction=r)),
        "half_squared_error": (outputs, lambda y, r: half[r](y)),
        "hinge": (outputs, hinge),
        "square": (outputs, square),
        "logistic": (outputs, lambda y, r: F.soft_margin_loss(y, signs, reduction=r)),
        "binary_cross_entropy": (probabilities, lambda y, r: F.binary_cross_entropy(y, shares, reduction=r)),
        "binary_cross_entropy_with_logits": (
            outputs,
            lambda y, r: F.binary_cross_entropy_with_logits(y, ones, reduction=r),
        ),
        "softmax_cross_entropy": (outputs, lambda y, r: F.cross_entropy(y, index, reduction=r)),
        "softmax_cross_entropy_soft": (outputs, lambda y, r: F.cross_entropy(y, soft, reduction=r)),
        "softmax_cross_entropy_far": (1e4 * outputs, lambda y, r: F.cross_entropy(y, index, reduction=r)),
        "probability_cross_entropy": (rows, lambda y, r: nll(y, one_hot, r)),
        "probability_cross_entropy_soft": (rows, lambda y, r: nll(y, soft, r)),
    }
    results = {name: {r: loss_and_gradient(*entry, r) for r in ("mean", "sum")} for name, entry in table.items()}
    return {
        "targets": golden(targets),
        "signs": golden(signs),
        "ones": golden(ones),
        "shares": golden(shares),
        "soft": golden(soft),
        "classes": classes,
        "losses": results,
        "log_softmax": {"x": golden(outputs), "y": golden(F.log_softmax(outputs, dim=1))},
        "log_sum_exp": golden(torch.logsumexp(outputs, dim=1)),
        "rows": golden(rows),
        "entropy": golden(torch.distributions.Categorical(probs=rows).entropy()),
        "cross_entropy": golden(-(soft * rows.log()).sum(dim=1)),
        "kl_divergence": golden(F.kl_div(rows.log(), soft, reduction="none").sum(dim=1)),
    }


def loss_and_gradient(outputs, function, reduction):
    y = outputs.clone().requires_grad_()
    loss = function(y, reduction)
    loss.backward()
    return {"outputs": golden(y), "loss": float(f"{loss.item():.9g}"), "gradient": golden(y.grad)}


# Networks


def network(activation, phase):
    """6-5-4-3, with an activation between the layers."""
    layers = [nn.Linear(6, 5), activation(), nn.Linear(5, 4), activation(), nn.Linear(4, 3)]
    model = nn.Sequential(*layers)
    with torch.no_grad():
        for number, parameter in enumerate(model.parameters()):
            parameter.copy_(wave(tuple(parameter.shape), phase + number, 0.8))
    return model


def parameters(model):
    return {name: golden(parameter) for name, parameter in model.named_parameters()}


def gradients(model):
    return {name: golden(parameter.grad) for name, parameter in model.named_parameters()}


INPUTS, CLASSES = wave((7, 6), 0.7, 1.2), [0, 2, 1, 1, 0, 2, 2]
TARGETS = wave((7, 3), 2.7)


def networks():
    kinds = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "elu": nn.ELU}
    objectives = {
        "softmax_cross_entropy": lambda y: F.cross_entropy(y, torch.tensor(CLASSES)),
        "half_squared_error": lambda y: 0.5 * ((y - TARGETS) ** 2).sum() / len(y),
    }
    runs = []
    for kind, activation in kinds.items():
        for objective, function in objectives.items():
            model, x = network(activation, 0.1), INPUTS.clone().requires_grad_()
            logits = model(x)
            loss = function(logits)
            loss.backward()
            runs.append({
                "activation": kind,
                "loss_function": objective,
                "logits": golden(logits),
                "loss": float(f"{loss.item():.9g}"),
                "grads": gradients(model),
                "grad_input": golden(x.grad),
            })
    return {
        "inputs": golden(INPUTS),
        "classes": CLASSES,
        "targets": golden(TARGETS),
        "parameters": parameters(network(nn.ReLU, 0.1)),
        "runs": runs,
        "linear": [linear(batch) for batch in (1, 2, 9)],
        "from_pytorch": golden(network(nn.ReLU, 0.6)(INPUTS)),
    }


def linear(batch):
    """One layer, with a gradient from above; a batch of one row takes a way of its own in Rust."""
    layer, x, upstream = nn.Linear(11, 4), wave((batch, 11), 0.5).requires_grad_(), wave((batch, 4), 1.5)
    with torch.no_grad():
        layer.weight.copy_(wave((4, 11), 0.2, 0.6))
        layer.bias.copy_(wave((4,), 0.8))
    y = layer(x)
    y.backward(upstream)
    return {
        "weight": golden(layer.weight),
        "bias": golden(layer.bias),
        "x": golden(x),
        "y": golden(y),
        "upstream": golden(upstream),
        "grad_input": golden(x.grad),
        "grad_weight": golden(layer.weight.grad),
        "grad_bias": golden(layer.bias.grad),
    }


# Convolutions


def in_both_directions(layer, x, phase, **more):
    """A layer's outputs, and all gradients for a gradient from above."""
    x = x.clone().requires_grad_()
    y = layer(x)
    upstream = wave(tuple(y.shape), phase)
    y.backward(upstream)
    found = {"x": golden(x), "y": golden(y), "upstream": golden(upstream), "grad_input": golden(x.grad)}
    if isinstance(layer, nn.Module) and list(layer.parameters()):
        found |= {"parameters": parameters(layer), "grads": gradients(layer)}
    return more | found


def filled(layer, phase, scale=0.6):
    with torch.no_grad():
        for number, parameter in enumerate(layer.parameters()):
            parameter.copy_(wave(tuple(parameter.shape), phase + number, scale))
    return layer


# kernel, stride, padding, dilation, height and width
CONVOLUTIONS = [
    ((3, 3), 1, 0, 1, (5, 6)),
    ((5, 5), 1, 2, 1, (6, 5)),
    ((3, 3), 2, 1, 1, (7, 6)),
    ((3, 2), 1, 2, 2, (6, 7)),
    ((2, 3), 3, 2, 2, (9, 8)),
    ((1, 1), 1, 0, 1, (3, 4)),
]


def convolutions():
    conv = []
    for number, (kernel, stride, padding, dilation, size) in enumerate(CONVOLUTIONS):
        layer = filled(nn.Conv2d(2, 3, kernel, stride, padding, dilation), 0.2 + number)
        geometry = {"stride": stride, "padding": padding, "dilation": dilation}
        conv.append(in_both_directions(layer, wave((2 if number == 2 else 1, 2, *size), 0.5 + number), 1.5, **geometry))
    pools = []
    for kernel, stride, padding in [(2, 2, 0), (3, 2, 0), (3, 1, 1), (3, 2, 1)]:
        sizes = {"kernel_size": kernel, "stride": stride, "padding": padding}
        x = wave((1, 2, 5, 6), 0.4)
        pools.append({
            **sizes,
            "max": in_both_directions(nn.MaxPool2d(kernel, stride, padding), x, 1.2),
            "avg": in_both_directions(nn.AvgPool2d(kernel, stride, padding), x, 1.3),
        })
    return {"conv": conv, "pools": pools, "batch_norm": batch_norm(), "lenet": lenet_logits(lenet())}


def batch_norm():
    """Two steps of training, which move the running values; then use."""
    layer = nn.BatchNorm2d(3)
    with torch.no_grad():
        layer.weight.copy_(wave((3,), 0.3, 2.0))
        layer.bias.copy_(wave((3,), 0.9))
    train = []
    for phase in (0.4, 1.4):
        layer.zero_grad()
        step = in_both_directions(layer, 1 + wave((3, 3, 2, 2), phase, 2.0), 2.4)
        train.append(step | {"running_mean": golden(layer.running_mean), "running_var": golden(layer.running_var)})
    layer.eval().zero_grad()
    return {"train": train, "eval": in_both_directions(layer, wave((2, 3, 2, 2), 0.7), 2.9)}


class LeNet(nn.Module):
    """`cnn::LeNet` for images of 8 x 8, with 2 and 3 filters."""

    def __init__(self):
        super().__init__()
        filters = lambda i, o: [nn.Conv2d(i, o, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)]
        dense = [nn.Linear(12, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
        self.features = nn.Sequential(*filters(1, 2), *filters(2, 3))
        self.classifier = nn.Sequential(*dense)

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


def lenet():
    model = LeNet()
    with torch.no_grad():
        for number, parameter in enumerate(model.parameters()):
            parameter.copy_(wave(tuple(parameter.shape), 0.6 + number, 0.3))
    return model


def lenet_logits(model):
    images = wave((3, 1, 8, 8), 0.2)
    return {"images": golden(images), "logits": golden(model(images))}


# Optimizers


def no_decay_of_biases(model):
    named = list(model.named_parameters())
    weights = [parameter for name, parameter in named if name.endswith("weight")]
    biases = [parameter for name, parameter in named if name.endswith("bias")]
    return [{"params": weights}, {"params": biases, "weight_decay": 0.0}]


OPTIMIZERS = {
    "sgd": lambda model: torch.optim.SGD(model.parameters(), lr=0.5),
    "momentum": lambda model: torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9),
    "nesterov": lambda model: torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True),
    "adagrad": lambda model: torch.optim.Adagrad(model.parameters(), lr=0.1),
    "rms_prop": lambda model: torch.optim.RMSprop(model.parameters(), lr=0.01),
    "adam": lambda model: torch.optim.Adam(model.parameters(), lr=0.01),
    "adam_w": lambda model: torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.1),
    "adam_w_weights_only": lambda model: torch.optim.AdamW(no_decay_of_biases(model), lr=0.01, weight_decay=0.1),
}


def optimizers(makers=OPTIMIZERS):
    """Ten steps of each, from the same weights, on the whole batch. tanh: its loss has no kinks that a rounding could cross."""
    runs = {}
    for name, make in makers.items():
        model = network(nn.Tanh, 0.1)
        optimizer, losses = make(model), []
        for _step in range(10):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(INPUTS), torch.tensor(CLASSES))
            loss.backward()
            losses.append(float(f"{loss.item():.9g}"))
            optimizer.step()
        runs[name] = {"losses": losses, "parameters": parameters(model)}
    return {"inputs": golden(INPUTS), "classes": CLASSES, "start": parameters(network(nn.Tanh, 0.1)), "runs": runs}


# Regularization


DECAYS = {
    "sgd": lambda model: torch.optim.SGD(model.parameters(), lr=0.5, weight_decay=0.1),
    "sgd_weights_only": lambda model: torch.optim.SGD(no_decay_of_biases(model), lr=0.5, weight_decay=0.1),
    "momentum": lambda model: torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, weight_decay=0.1),
    "adam": lambda model: torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=0.1),
    "adam_weights_only": lambda model: torch.optim.Adam(no_decay_of_biases(model), lr=0.01, weight_decay=0.1),
    "adam_w_weights_only": OPTIMIZERS["adam_w_weights_only"],
}


def regularization():
    """Ten steps with a penalty or with decay; soft thresholds; images through maps."""
    return {"decay": optimizers(DECAYS), "images": images(), "softshrink": softshrink()}


def softshrink():
    x = wave((12,), 0.4, 2.0)
    return {"x": golden(x), "y": golden(F.softshrink(x, 0.7))}


def images():
    image, square = wave((5, 7), 0.3, 1.0).abs(), wave((6, 6), 0.9, 1.0).abs()
    angle = math.radians(20)
    maps = {  # row by row, in pixels from the centre: where a new pixel comes from
        "rotation": [[math.cos(angle), -math.sin(angle), 0.0], [math.sin(angle), math.cos(angle), 0.0]],
        "larger": [[1 / 1.3, 0.0, 0.0], [0.0, 1 / 1.3, 0.0]],
        "smaller": [[1 / 0.7, 0.0, 0.0], [0.0, 1 / 0.7, 0.0]],
        "translation": [[1.0, 0.0, -0.6], [0.0, 1.0, 1.4]],
    }
    return {
        "image": golden(image),
        "square": golden(square),
        "warped": {name: golden(warped(image, map_)) for name, map_ in maps.items()},
        "quarter_turn": golden(torch.rot90(square)),  # anticlockwise
        "resized": {f"{h}x{w}": golden(resized(image, (h, w))) for h, w in [(8, 4), (3, 10)]},
    }


def warped(image, map_):
    (h, w), ((a, b, c), (d, e, f)) = image.shape, map_
    theta = torch.tensor([[[a, b * h / w, 2 * c / w], [d * w / h, e, 2 * f / h]]], dtype=torch.float64)
    grid = F.affine_grid(theta, (1, 1, h, w), align_corners=False)
    sample = F.grid_sample(image.double()[None, None], grid, "bilinear", "zeros", align_corners=False)
    return sample[0, 0].float()


def resized(image, size):
    return F.interpolate(image[None, None], size, mode="bilinear", align_corners=False)[0, 0]


# Recurrent nets


SEQUENCE = wave((2, 5, 3), 0.4, 1.2)


def lstm(phase):
    return filled(nn.LSTM(3, 4, batch_first=True), phase, 0.8)


def recurrent():
    """Three layers over two sequences: outputs, last states, and the gradients by everything that went in."""
    kinds = {
        "rnn": nn.RNN(3, 4, batch_first=True),
        "lstm": nn.LSTM(3, 4, batch_first=True),
        "bidirectional": nn.LSTM(3, 4, batch_first=True, bidirectional=True),
    }
    runs = {name: recurrent_run(filled(layer, 0.2, 0.8)) for name, layer in kinds.items()}
    file = lstm(0.9)(SEQUENCE)[0]
    return {"input": golden(SEQUENCE), "runs": runs, "from_pytorch": golden(file)}


def recurrent_run(layer):
    directions = 2 if layer.bidirectional else 1
    shape = (directions, 2, 4)
    names = ["hidden"] if isinstance(layer, nn.RNN) else ["hidden", "cell"]
    x = SEQUENCE.clone().requires_grad_()
    start = [wave(shape, 1.0 + number, 0.7).requires_grad_() for number in range(len(names))]
    output, last = layer(x, start[0] if len(start) == 1 else tuple(start))
    last = [last] if len(names) == 1 else list(last)
    upstream = wave(tuple(output.shape), 2.2)
    upstream_last = [wave(shape, 3.0 + number, 0.9) for number in range(len(names))]
    torch.autograd.backward([output, *last], [upstream, *upstream_last])
    run = {"parameters": parameters(layer), "output": golden(output), "upstream": golden(upstream)}
    for number, name in enumerate(names):
        run |= {
            f"start_{name}": golden(start[number]),
            f"last_{name}": golden(last[number]),
            f"upstream_{name}": golden(upstream_last[number]),
            f"grad_start_{name}": golden(start[number].grad),
        }
    return run | {"grads": gradients(layer), "grad_input": golden(x.grad)}


# Dropout


def dropout():
    """PyTorch draws the masks, the only random numbers of these tables; they are kept with the results, and Rust is given them."""
    torch.manual_seed(1)
    alone = [dropped(p) for p in (0.0, 0.3, 0.75)]
    model = nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Dropout(0.4), nn.Linear(5, 3))
    with torch.no_grad():
        for index, parameter in enumerate(model.parameters()):
            parameter.copy_(wave(parameter.shape, 0.1 + index, 0.7))
    seen = []
    model[2].register_forward_hook(lambda _layer, inputs, output: seen.append((output / inputs[0] != 0).float()))
    runs = {}
    for mode in ("train", "eval"):
        getattr(model, mode)()
        model.zero_grad()
        x = INPUTS.clone().requires_grad_()
        logits = model(x)
        F.cross_entropy(logits, torch.tensor(CLASSES)).backward()
        grads = gradients(model)
        runs[mode] = {"mask": golden(seen.pop()), "logits": golden(logits), "grads": grads, "grad_input": golden(x.grad)}
    return {
        "alone": alone,
        "inputs": golden(INPUTS),
        "classes": CLASSES,
        "drop_prob": 0.4,
        "parameters": parameters(model),
        "runs": runs,
    }


def dropped(p):
    x, upstream = wave((5, 8), 0.4, 2.0).requires_grad_(), wave((5, 8), 1.3)
    y = F.dropout(x, p, training=True)
    y.backward(upstream)
    in_use = F.dropout(x, p, training=False)
    return {
        "drop_prob": p,
        "x": golden(x),
        "mask": golden((y / x != 0).float()),
        "y": golden(y),
        "upstream": golden(upstream),
        "grad": golden(x.grad),
        "in_use": golden(in_use),
    }


# Files

TABLES = {
    "activations": activations,
    "losses": losses,
    "networks": networks,
    "convolutions": convolutions,
    "optimizers": optimizers,
    "regularization": regularization,
    "dropout": dropout,
    "recurrent": recurrent,
}


def text(value):
    """JSON with a line for each tensor."""
    if isinstance(value, dict) and set(value) != {"shape", "data"}:
        lines = ",\n".join(f"{json.dumps(key)}: {text(entry)}" for key, entry in value.items())
        return "{\n" + lines + "\n}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[" + ",\n".join(text(entry) for entry in value) + "]"
    return json.dumps(value)


def write():
    for name, make in TABLES.items():
        (HERE / f"{name}.json").write_text(text(make()) + "\n")
    save_file(network(nn.ReLU, 0.6).state_dict(), HERE / "from_pytorch.safetensors", metadata={"format": "pt"})
    save_file(lenet().state_dict(), HERE / "lenet_from_pytorch.safetensors", metadata={"format": "pt"})
    save_file(lstm(0.9).state_dict(), HERE / "lstm_from_pytorch.safetensors", metadata={"format": "pt"})


def differences(path, found, expected):
    """Where two JSON values differ by more than a last digit."""
    if isinstance(expected, dict) and isinstance(found, dict) and found.keys() == expected.keys():
        return [d for key in expected for d in differences(f"{path}.{key}", found[key], expected[key])]
    if isinstance(expected, list) and isinstance(found, list) and len(found) == len(expected):
        return [d for i, pair in enumerate(zip(found, expected)) for d in differences(f"{path}[{i}]", *pair)]
    if isinstance(expected, float | int) and isinstance(found, float | int):
        far = abs(found - expected) > ABSOLUTE + RELATIVE * abs(expected)
        return [f"{path}: the file says {found}, PyTorch says {expected}"] if far else []
    return [] if found == expected else [f"{path}: the file says {found!r:.80}, PyTorch says {expected!r:.80}"]


def check():
    problems = []
    for name, make in TABLES.items():
        found, expected = json.loads((HERE / f"{name}.json").read_text()), json.loads(text(make()))
        problems += differences(name, found, expected)
    problems += weights_of(HERE / "from_pytorch.safetensors", 0.6)
    problems += weights_of(HERE / "from_rust.safetensors", 0.1)
    problems += weights_of_lenet(HERE / "lenet_from_pytorch.safetensors")
    problems += weights_of_lenet(HERE / "lenet_from_rust.safetensors")
    problems += lstm_weights_of(HERE / "lstm_from_pytorch.safetensors", 0.9)
    problems += lstm_weights_of(HERE / "lstm_from_rust.safetensors", 0.2)
    return problems


def weights_of(path, phase):
    """Loads a file into a fresh network and compares its logits with those of the network that was saved."""
    model = network(nn.ReLU, 5.0)
    try:
        model.load_state_dict(load_file(path))  # strict: every name and every shape
    except Exception as error:  # whatever PyTorch and safetensors find wrong with a file
        return [f"{path.name}: PyTorch cannot load it: {error}"]
    off = (model(INPUTS) - network(nn.ReLU, phase)(INPUTS)).abs().max().item()
    return [f"{path.name}: the logits are off by {off:.1e}"] if off > LOGITS else []


def weights_of_lenet(path):
    """The same for the convolutional network, whose file has been in Rust and come back."""
    model, images = filled(LeNet(), 5.0), wave((3, 1, 8, 8), 0.2)
    try:
        model.load_state_dict(load_file(path))
    except Exception as error:  # as above
        return [f"{path.name}: PyTorch cannot load it: {error}"]
    off = (model(images) - lenet()(images)).abs().max().item()
    return [f"{path.name}: the logits are off by {off:.1e}"] if off > LOGITS else []
def lstm_weights_of(path, phase):
    """The same for an LSTM, by its outputs."""
    layer = lstm(5.0)
    try:
        layer.load_state_dict(load_file(path))
    except Exception as error:
        return [f"{path.name}: PyTorch cannot load it: {error}"]
    off = (layer(SEQUENCE)[0] - lstm(phase)(SEQUENCE)[0]).abs().max().item()
    return [f"{path.name}: the outputs are off by {off:.1e}"] if off > LOGITS else []


def main():
    parser = argparse.ArgumentParser(description="Golden numbers from PyTorch")
    parser.add_argument("--check", action="store_true", help="compare the files instead of writing them")
    arguments = parser.parse_args()
    version = torch.__version__.split("+")[0]
    if version != TORCH:
        sys.exit(f"make.py: expected PyTorch {TORCH}, found {version}: pip install torch=={TORCH}")
    torch.set_num_threads(1)
    if not arguments.check:
        write()
        print(f"written by PyTorch {version}: {', '.join(TABLES)}, two networks as safetensors")
        print(f"written by PyTorch {version}: {', '.join(TABLES)}, from_pytorch.safetensors, lstm_from_pytorch.safetensors")
        return
    problems = check()
    if problems:
        sys.exit("\n".join(problems[:20]) + f"\n{len(problems)} differences")
    print(f"PyTorch {version} says the same, and reads the weights that Rust has written")


if __name__ == "__main__":
    main()
