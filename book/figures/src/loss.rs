//! The figures of chapter 3.

use activations::{sigmoid, softmax};
use chacha20::ChaCha8Rng;
use loss::{
    Feeding, LogBase, MarginLoss, Reduction, binary_cross_entropy_with_logits, chance_level, cross_entropy,
    entropy, half_squared_error, information, softmax_cross_entropy,
};
use ndarray::{Array1, Array2, Axis, array};
use neuron::OneLayer;
use rand::{SeedableRng, seq::SliceRandom};

use crate::{Colour, Figure, Mark, Panel, Side};

/// The figures in the order of the chapter.
pub(crate) fn figures() -> Vec<Figure> {
    let scores = digit_scores();
    vec![
        squares(),
        surprise(),
        coin(),
        forecasts(),
        gradient(),
        margins(),
        saturation(),
        batches(&scores),
        temperature(),
        confidence(&scores),
    ]
}

/// What does a squared error look like, and which way does its slope point?
fn squares() -> Figure {
    let target = 0.5;
    let at = |y: f64| half_squared_error(&array![[y]], &array![[target]], Reduction::Sum);
    let panel = Panel::new(-1.0..=2.0, -0.2..=1.2)
        .axes("output *ŷ*", "½(*ŷ* − *t*)^{2}")
        .curve(Colour::First, |y| at(y).loss)
        .label(Colour::Third, (target, 0.0), Side::Below, "target *t*");
    let places = [(-0.6, Side::Right), (target, Side::Above), (1.3, Side::Left)];
    Figure::new("loss/squares").panel(places.into_iter().fold(panel, |panel, (y, side)| {
        let answer = at(y);
        let slope = answer.gradient[[0, 0]];
        let tangent = [-0.3, 0.3].map(|step| (y + step, answer.loss + slope * step));
        let words = format!("slope {slope:.1}").replace('-', "−");
        panel.line(Colour::Second, &tangent).points(Colour::Second, Mark::Disc, &[(y, answer.loss)]).label(
            Colour::Second,
            (y, answer.loss),
            side,
            &words,
        )
    }))
}

/// How surprising is an event of probability p?
fn surprise() -> Figure {
    let bits = |p: f64| information(p, LogBase::Two);
    let events = [(1.0, "certain"), (0.5, "one coin"), (0.25, "two coins"), (0.125, "three coins")];
    let panel = Panel::new(0.0..=1.0, 0.0..=6.0)
        .axes("probability *p*", "surprise −log_{2} *p*, in bits")
        .x_ticks(&[0.0, 0.25, 0.5, 0.75, 1.0])
        .curve_over(1.0 / 64.0..=1.0, Colour::First, bits);
    Figure::new("loss/surprise").panel(events.into_iter().fold(panel, |panel, (p, name)| {
        let side = if p > 0.9 { Side::AboveLeft } else { Side::AboveRight };
        let over = if p > 0.9 { 0.2 } else { 0.0 };
        panel.points(Colour::Second, Mark::Disc, &[(p, bits(p))]).label(
            Colour::Second,
            (p, bits(p) + over),
            side,
            name,
        )
    }))
}

/// How much surprise is in a coin, and how much more for somebody with a wrong idea of it?
fn coin() -> Figure {
    let coin = |p: f64| array![p, 1.0 - p];
    let own = |p: f64| entropy(&coin(p), LogBase::Two);
    let truth = 0.75;
    let forecast = |p: f64| cross_entropy(&coin(truth), &coin(p), LogBase::Two);
    let (floor, wrong) = (own(truth), 0.3);
    Figure::new("loss/coin")
        .columns(2)
        .panel(
            Panel::new(0.0..=1.0, 0.0..=2.0)
                .title("Entropy of a coin")
                .axes("heads *t*", "bits a toss")
                .x_ticks(&[0.0, 0.25, 0.5, 0.75, 1.0])
                .y_ticks(&[0.0, 0.5, 1.0, 1.5, 2.0])
                .curve(Colour::First, own)
                .points(Colour::First, Mark::Disc, &[(0.5, own(0.5)), (truth, floor)])
                .label(Colour::First, (0.5, own(0.5)), Side::Above, "fair: 1 bit")
                .label(Colour::First, (truth, floor), Side::AboveRight, &format!("{floor:.2}")),
        )
        .panel(
            Panel::new(0.0..=1.0, 0.0..=2.0)
                .title("Cross-entropy where *t* = ¾")
                .axes("forecast of heads *p*", "bits a toss")
                .x_ticks(&[0.0, 0.25, 0.5, 0.75, 1.0])
                .y_ticks(&[0.0, 0.5, 1.0, 1.5, 2.0])
                .curve_over(0.02..=0.998, Colour::Second, forecast)
                .line(Colour::First.dashed(), &[(0.0, floor), (1.0, floor)])
                .label(Colour::First, (0.12, floor), Side::Below, "H(*t*)")
                .arrow(Colour::Third, (wrong, forecast(wrong)), (wrong, floor))
                .label(
                    Colour::Third,
                    (wrong, f64::midpoint(forecast(wrong), floor)),
                    Side::Right,
                    "D(*t*‖*p*)",
                )
                .points(Colour::First, Mark::Disc, &[(truth, floor)])
                .label(Colour::Second, (0.27, 1.6), Side::Right, "H(*t*, *p*)"),
        )
}

/// Which day surprises whom: one who knows the weather, or one who follows the forecast?
fn forecasts() -> Figure {
    let truth = array![1.0 / 3.0, 1.0 / 2.0, 1.0 / 6.0];
    let forecast = array![1.0 / 4.0, 1.0 / 2.0, 1.0 / 4.0];
    let names = [(0.0, "sun"), (1.0, "cloud"), (2.0, "rain")];
    let bars = |panel: Panel, f: &dyn Fn(f64) -> f64| {
        let places = |values: &Array1<f64>, shift: f64| -> Vec<_> {
            values.iter().enumerate().map(|(k, &value)| (k as f64 + shift, f(value))).collect()
        };
        panel.x_names(&names).bars(Colour::First, 0.34, &places(&truth, -0.19)).bars(
            Colour::Second,
            0.34,
            &places(&forecast, 0.19),
        )
    };
    let share = bars(Panel::new(-0.6..=2.6, 0.0..=0.7).title("Share of the days"), &|p| p)
        .label(Colour::First, (0.31, 0.6), Side::Left, "truth *t*")
        .label(Colour::Second, (1.31, 0.6), Side::Right, "forecast *p*");
    let surprise = bars(Panel::new(-0.6..=2.6, 0.0..=3.5).title("Surprise on such a day, in bits"), &|p| {
        information(p, LogBase::Two)
    })
    .label(
        Colour::First,
        (-0.55, 3.15),
        Side::Right,
        &format!("mean {:.2} = H(*t*)", entropy(&truth, LogBase::Two)),
    )
    .label(
        Colour::Second,
        (-0.55, 2.7),
        Side::Right,
        &format!("mean {:.2} = H(*t*, *p*)", cross_entropy(&truth, &forecast, LogBase::Two)),
    );
    Figure::new("loss/forecasts").columns(2).panel(share).panel(surprise)
}

/// Where does the loss push each probability, and where does it push the logits?
fn gradient() -> Figure {
    let logits = array![[0.0, 0.006, 0.12]];
    let p = softmax(&logits);
    let names = [(0.0, "class 0"), (1.0, "class 1"), (2.0, "class 2")];
    let targets = [0.0, 1.0, 0.0];
    let bars: Vec<_> = p.iter().enumerate().map(|(k, &p)| (k as f64, p)).collect();
    let push = Panel::new(-0.6..=2.6, 0.0..=1.1)
        .title("The push on each logit: *t* − *p*")
        .x_names(&names)
        .y_ticks(&[0.0, 0.25, 0.5, 0.75, 1.0])
        .bars(Colour::First, 0.6, &bars);
    let push = targets.iter().enumerate().fold(push, |push, (k, &t)| {
        let (x, from) = (k as f64, p[[0, k]]);
        let middle = f64::midpoint(from, t);
        push.line(Colour::Third, &[(x - 0.36, t), (x + 0.36, t)])
            .arrow(Colour::Second, (x, from), (x, t))
            .label(
                Colour::Second,
                (x, if t > from { middle } else { from }),
                if t > from { Side::Right } else { Side::Above },
                &format!("{:+.3}", t - from).replace('-', "−"),
            )
    });
    Figure::new("loss/gradient").columns(2).panel(push).panel(landscape())
}

/// The loss over two of three logits, the third at 0, with the way down.
fn landscape() -> Panel {
    let at = |x: f64, y: f64| softmax_cross_entropy(&array![[x, y, 0.0]], &[1], Reduction::Sum);
    let panel = Panel::new(-4.0..=4.0, -4.0..=4.0)
        .square()
        .title("Downhill: −(*p* − *t*)")
        .axes("*z*_{0}", "*z*_{1}");
    let panel = [0.1, 0.5, 1.0, 2.0, 4.0, 6.0]
        .into_iter()
        .fold(panel, |panel, level| panel.rim(Colour::Muted.thin(), move |x, y| at(x, y).loss - level));
    let grid = [-3.2, -1.6, 0.0, 1.6, 3.2];
    let panel = grid.into_iter().flat_map(|x| grid.map(|y| (x, y))).fold(panel, |panel, (x, y)| {
        let slope = at(x, y).gradient;
        let tip = (x - 0.9 * slope[[0, 0]], y - 0.9 * slope[[0, 1]]);
        if (tip.0 - x).hypot(tip.1 - y) < 0.12 {
            panel.points(Colour::Second, Mark::Dot, &[(x, y)])
        } else {
            panel.arrow(Colour::Second, (x, y), tip)
        }
    });
    [(-2.4, 3.0, "0.1"), (2.2, -3.4, "6")]
        .into_iter()
        .fold(panel, |panel, (x, y, words)| panel.label(Colour::Muted, (x, y), Side::Centre, words))
}

/// What does a mistake cost, and what a narrow success?
fn margins() -> Figure {
    let bits = |m| LogBase::E.convert(MarginLoss::Logistic.value(m), LogBase::Two);
    let panel = Panel::new(-2.5..=2.5, 0.0..=4.0)
        .axes("wrong  ←  margin *m* = *tŷ*  →  right", "loss")
        .curve(Colour::Second, |m| MarginLoss::Square.value(m))
        .curve(Colour::Third, |m| MarginLoss::Hinge.value(m))
        .curve(Colour::First, bits)
        .curve_over(-2.5..=0.0, Colour::Ink, |m| MarginLoss::ZeroOne.value(m))
        .curve_over(0.001..=2.5, Colour::Ink, |m| MarginLoss::ZeroOne.value(m))
        .points(Colour::Ink, Mark::Disc, &[(0.0, 1.0)])
        .points(Colour::Ink, Mark::Ring, &[(0.0, 0.0)])
        .label(Colour::Second, (-0.85, 3.4), Side::Right, "square")
        .label(Colour::First, (0.5, 0.75), Side::AboveRight, "logistic, in bits")
        .label(Colour::Third, (-1.3, 2.3), Side::AboveRight, "hinge")
        .label(Colour::Ink, (-1.7, 1.0), Side::Below, "0/1");
    Figure::new("loss/margins").panel(panel)
}

/// How hard does each loss pull when the answer is surely wrong?
fn saturation() -> Figure {
    let yes = array![[1.0]];
    let squared = |z: f64| half_squared_error(&array![[sigmoid(z)]], &yes, Reduction::Sum);
    let entropy = |z: f64| binary_cross_entropy_with_logits(&array![[z]], &yes, Reduction::Sum);
    Figure::new("loss/saturation")
        .columns(2)
        .panel(
            Panel::new(-8.0..=4.0, 0.0..=5.0)
                .title("Loss where the truth is yes")
                .axes("logit *z*", "")
                .curve(Colour::First, |z| entropy(z).loss)
                .curve(Colour::Second, |z| squared(z).loss)
                .label(Colour::First, (-3.0, 3.6), Side::Right, "cross-entropy")
                .label(Colour::Second, (-7.8, 0.5), Side::AboveRight, "half squared error"),
        )
        .panel(
            Panel::new(-8.0..=4.0, -1.1..=0.1)
                .title("Its slope")
                .axes("logit *z*", "")
                .curve(Colour::First, |z| entropy(z).gradient[[0, 0]])
                .curve(Colour::Second, |z| squared(z).gradient[[0, 0]] * sigmoid(z) * (1.0 - sigmoid(z)))
                .label(Colour::First, (-7.8, -0.84), Side::Right, "pulls at full force")
                .label(Colour::Second, (-7.9, -0.04), Side::BelowRight, "has given up"),
        )
}

/// How much does the loss of a batch say about the loss of all?
fn batches((scores, targets): &(Array2<f64>, Vec<usize>)) -> Figure {
    let losses_of = |feeding: Feeding| -> Vec<f64> {
        let pieces = feeding.pieces(targets.len());
        let loss = |rows: std::ops::Range<usize>| {
            let indices: Vec<usize> = rows.clone().collect();
            softmax_cross_entropy(&scores.select(Axis(0), &indices), &targets[rows], Reduction::Mean).loss
        };
        pieces.map(loss).collect()
    };
    let spread = |centre: f64, losses: &[f64]| -> Vec<_> {
        losses
            .iter()
            .enumerate()
            .map(|(n, &loss)| (centre + 0.3 * ((n * 7 % 11) as f64 / 5.0 - 1.0), loss))
            .collect()
    };
    let all = losses_of(Feeding::All)[0];
    Figure::new("loss/batches").panel(
        Panel::new(-0.5..=3.5, 0.5..=2.5)
            .axes("", "loss")
            .x_names(&[(0.0, "one"), (1.0, "10"), (2.0, "30"), (3.0, "all 300")])
            .line(Colour::Third.dashed(), &[(-0.5, all), (3.5, all)])
            .points(Colour::First, Mark::Dot, &spread(0.0, &losses_of(Feeding::One)))
            .points(Colour::First, Mark::Dot, &spread(1.0, &losses_of(Feeding::Batch(10))))
            .points(Colour::First, Mark::Dot, &spread(2.0, &losses_of(Feeding::Batch(30))))
            .points(Colour::Third, Mark::Disc, &[(3.0, all)])
            .label(Colour::Third, (3.0, all), Side::Above, &format!("{all:.2}")),
    )
}

/// What does dividing the logits by a temperature do to their softmax?
fn temperature() -> Figure {
    let logits = array![2.0, 1.0, 0.0, -1.0];
    let panels = [0.25, 1.0, 4.0].map(|temperature| {
        let p = softmax(&(&logits / temperature));
        let bars: Vec<_> = p.iter().enumerate().map(|(k, &p)| (k as f64, p)).collect();
        Panel::new(-0.6..=3.6, 0.0..=1.1)
            .title(&format!("*T* = {temperature}"))
            .x_names(&[(0.0, "2"), (1.0, "1"), (2.0, "0"), (3.0, "−1")])
            .y_ticks(&[0.0, 0.5, 1.0])
            .bars(Colour::First, 0.7, &bars)
    });
    Figure::new("loss/temperature").columns(3).phone_columns(1).panels(panels)
}

/// Does it pay to be sure?
fn confidence((scores, targets): &(Array2<f64>, Vec<usize>)) -> Figure {
    let loss = |exponent: f64| {
        softmax_cross_entropy(&(scores / 10_f64.powf(exponent)), targets, Reduction::Mean).loss
    };
    let chance = chance_level(10, LogBase::E);
    let best = (-200..=100).map(|step| f64::from(step) / 100.0).min_by(|&a, &b| loss(a).total_cmp(&loss(b)));
    let best = best.expect("there are steps");
    Figure::new("loss/confidence").panel(
        Panel::new(-2.0..=1.0, 0.0..=2.6)
            .axes("temperature *T*", "loss on the test digits")
            .x_names(&[(-2.0, "0.01"), (-1.0, "0.1"), (0.0, "1"), (1.0, "10")])
            .line(Colour::Muted.dashed(), &[(-2.0, chance), (1.0, chance)])
            .label(Colour::Muted, (-1.95, chance), Side::AboveRight, "chance, ln 10")
            .curve(Colour::First, loss)
            .points(Colour::Second, Mark::Disc, &[(best, loss(best))])
            .label(Colour::Second, (best - 0.12, 0.45), Side::Above, "as sure as it may be")
            .label(Colour::First, (-1.9, 1.3), Side::Right, "too sure")
            .label(Colour::First, (0.2, 1.2), Side::Right, "too timid"),
    )
}

/// What the ten neurons of chapter 1 say to the test digits, as in the experiment `confidence`.
fn digit_scores() -> (Array2<f64>, Vec<usize>) {
    let data = datasets::digits();
    let inputs = data.train.flattened::<f64>();
    let mut network = OneLayer::zeros(data.train.features(), data.train.classes());
    let mut order: Vec<usize> = (0..data.train.len()).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for _epoch in 0..10 {
        order.shuffle(&mut rng);
        for &example in &order {
            network.lms_step(&inputs.row(example), usize::from(data.train.labels[example]), 0.003);
        }
    }
    let tests = data.test.flattened::<f64>();
    // row by row: a matrix product rounds differently from processor to processor
    let scores: Vec<f64> =
        tests.rows().into_iter().flat_map(|image| network.pre_activation(&image)).collect();
    let scores =
        Array2::from_shape_vec((data.test.len(), data.test.classes()), scores).expect("ten scores an image");
    (scores, data.test.labels.iter().map(|&label| usize::from(label)).collect())
}
