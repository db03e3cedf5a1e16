//! Which penalty and which probability? Judged on images that are kept back, never on the test.

use datasets::TrainTest;
use experiment::{Failure, Report};

use crate::Arguments;
use crate::images::draw;
use crate::learn::{Recipe, train};
use crate::several::{all, mean_and_spread};

/// At most so many images to choose by.
const KEPT_BACK: usize = 5000;

const PENALTIES: [f64; 5] = [0.0001, 0.0003, 0.001, 0.003, 0.01];
const PROBABILITIES: [f64; 5] = [0.1, 0.2, 0.3, 0.5, 0.7];
const RATES: [f64; 5] = [0.01, 0.02, 0.05, 0.1, 0.2];

/// The mean accuracy on images kept back, for values of each remedy alone.
pub fn tune(
    arguments: &Arguments,
    data: &TrainTest,
    report: &mut Report,
) -> Result<(), Failure> {
    let plain = arguments.plain();
    let rates = RATES.map(|learning_rate| Recipe { learning_rate, ..plain });
    let penalties = PENALTIES.map(|l2| Recipe { l2, ..plain });
    let probabilities =
        PROBABILITIES.map(|drop_prob| Recipe { drop_prob, ..plain });
    println!(
        "Accuracy on images kept back, in per cent; {} to learn from",
        arguments.training_images
    );
    for (name, key, values, recipes) in [
        ("learning rate", "rate", RATES, rates),
        ("L2, λ", "l2", PENALTIES, penalties),
        ("dropout, p", "dropout", PROBABILITIES, probabilities),
    ] {
        let seeds = arguments.seeds();
        let tasks: Vec<(Recipe, u64)> = recipes
            .iter()
            .flat_map(|&recipe| seeds.iter().map(move |&seed| (recipe, seed)))
            .collect();
        let accuracies = all(&tasks, |(recipe, seed)| {
            let (images, kept_back) =
                draw(&data.train, arguments.training_images, KEPT_BACK, *seed);
            let (mut network, _) = train(&images, recipe, *seed)?;
            Ok::<_, backprop::TrainError>(kept_back.judge(&mut network).1)
        });
        let accuracies: Vec<f64> =
            accuracies.into_iter().collect::<Result<_, _>>()?;
        let means: Vec<f64> = accuracies
            .chunks(seeds.len())
            .map(|runs| mean_and_spread(runs).0)
            .collect();
        println!(
            "{name:<14}{}",
            values.map(|value| format!("{value:>8}")).concat()
        );
        let shown = means.iter().map(|mean| format!("{:>8.2}", 100.0 * mean));
        println!("{:<14}{}", "", shown.collect::<String>());
        if arguments.flags.json {
            let best = (0..values.len())
                .max_by(|&a, &b| means[a].total_cmp(&means[b]))
                .expect("values");
            report.figure(&format!("{key}_best"), values[best]);
            for (index, mean) in means.into_iter().enumerate() {
                report.share(&format!("{key}_accuracy_{index}"), mean);
            }
        }
    }
    println!();
    Ok(())
}
