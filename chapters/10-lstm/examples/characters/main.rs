//! A network learns this book's own prose, character by character, and goes on writing.

mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use backprop::checkpoint::{Checkpoint, Progress, Run};
use backprop::{parameter_count, weights};
use chacha20::ChaCha8Rng;
use clap::Parser;
use experiment::{CheckpointFlags, Failure, Flags, Report};
use loss::{Reduction, softmax_cross_entropy};
use lstm::{CharacterCounts, CharacterModel, VOCABULARY};
use optimizers::{Adam, CosineDecay, Optimizer, Schedule, clip_grad_norm};
use rand::SeedableRng;

/// Which character comes next? Learnt from chapters 1 to 6.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    #[command(flatten)]
    checkpoint: CheckpointFlags,
    /// How often to go through the text
    #[arg(long, default_value_t = 24)]
    epochs: usize,
    /// How many units the LSTM has
    #[arg(long, default_value_t = 96)]
    units: usize,
    /// How many places of the text are read side by side
    #[arg(long, default_value_t = 16)]
    batch_size: usize,
    /// How many characters a gradient goes back
    #[arg(long, default_value_t = 48)]
    moments: usize,
    /// Adam's rate at the start; it falls to 0 along a cosine
    #[arg(long, default_value_t = 0.006)]
    learning_rate: f64,
    /// Write the trained weights into this file, as safetensors
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Do not train: write with the weights that come with the book
    #[arg(long)]
    trained: bool,
    /// What to go on from
    #[arg(long, default_value = "The gradient ")]
    prompt: String,
    /// At which temperatures to write
    #[arg(long, value_delimiter = ',', default_values_t = [0.3, 0.7, 1.0])]
    temperatures: Vec<f32>,
    /// How many characters to write at each
    #[arg(long, default_value_t = 240)]
    length: usize,
}

/// What `--save` wrote at the end of the recorded run.
const TRAINED: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/weights/characters.safetensors");

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    experiment::run("characters", &arguments.flags, |report| {
        check(&arguments)?;
        let rng = &mut ChaCha8Rng::seed_from_u64(arguments.flags.seed);
        let mut model = CharacterModel::new(arguments.units, rng);
        if arguments.trained {
            weights::load(TRAINED, &mut model)?;
        } else {
            train(&mut model, &arguments, report)?;
        }
        for &temperature in &arguments.temperatures {
            let rng = &mut ChaCha8Rng::seed_from_u64(arguments.flags.seed);
            let written =
                model.write(&arguments.prompt, arguments.length, temperature, rng);
            println!("temperature {temperature}:");
            text::print_wrapped(&format!("{}{written}", arguments.prompt));
        }
        Ok(())
    })
}

fn check(arguments: &Arguments) -> Result<(), Failure> {
    let sizes =
        [arguments.epochs, arguments.units, arguments.batch_size, arguments.moments];
    if sizes.contains(&0) {
        return Err(
            "--epochs, --units, --batch-size and --moments must be 1 or more".into(),
        );
    }
    if lstm::encode(&arguments.prompt).is_empty() {
        return Err("--prompt needs a character that the vocabulary has".into());
    }
    if arguments
        .temperatures
        .iter()
        .any(|&temperature| temperature.is_nan() || temperature <= 0.0)
    {
        return Err("--temperatures must be above 0".into());
    }
    Ok(())
}

/// Learns, and reports how many bits a character of unseen text takes, by two models that count and by this one.
fn train(
    model: &mut CharacterModel,
    arguments: &Arguments,
    report: &mut Report,
) -> Result<(), Failure> {
    let text = text::of_the_book()?;
    let strand = (text.train.len() - 1) / arguments.batch_size;
    if strand < arguments.moments {
        let Arguments { batch_size, moments, .. } = arguments;
        let wanted = format!("--batch-size {batch_size} and --moments {moments}");
        return Err(format!("{wanted} of {} characters", text.train.len()).into());
    }
    let counts = CharacterCounts::of(&text.train, VOCABULARY.len());
    let mut adam = Adam::new(arguments.learning_rate);
    adam.prepare(model);
    let run = Run::new("characters", arguments.flags.seed)
        .with("text", text.fingerprint())
        .with("epochs", arguments.epochs)
        .with("units", arguments.units)
        .with("batch_size", arguments.batch_size)
        .with("moments", arguments.moments)
        .with("learning_rate", arguments.learning_rate);
    let checkpoint = Checkpoint::new(arguments.checkpoint.checkpoint.clone(), run);
    let mut progress = checkpoint.start(
        arguments.checkpoint.resume,
        &mut [("model", model), ("adam", &mut adam)],
    )?;
    let bar = report.progress(arguments.epochs, "epochs");
    while progress.epoch < arguments.epochs {
        bar.set_position(progress.epoch as u64);
        progress = train_one(model, &mut adam, &text.train, progress, arguments)?;
        checkpoint.save(progress, &mut [("model", model), ("adam", &mut adam)])?;
    }
    bar.finish_and_clear();
    if let Some(path) = &arguments.save {
        weights::save(path, model)?;
    }
    report.count("parameters", parameter_count(model));
    report.count("steps", usize::try_from(progress.step)?);
    report.count("characters", text.train.len());
    report.count("unseen_characters", text.unseen.len());
    report.figure("single_bits", counts.bits_of_single(&text.unseen));
    report.figure("pair_bits", counts.bits_of_pairs(&text.unseen));
    report.figure("unseen_bits", bits(model, &text.unseen));
    report.figure("train_bits", bits(model, &text.train));
    Ok(())
}

// ANCHOR: characters_train
/// One epoch more: the text in so many strands, read side by side, a piece of each at
/// a time; the state is carried from piece to piece.
fn train_one(
    model: &mut CharacterModel,
    adam: &mut Adam,
    text: &[usize],
    done: Progress,
    arguments: &Arguments,
) -> Result<Progress, Failure> {
    let (batch, moments) = (arguments.batch_size, arguments.moments);
    let strand = (text.len() - 1) / batch;
    let pieces = strand / moments;
    let steps = arguments.epochs * pieces;
    let rate = CosineDecay { initial: arguments.learning_rate, last: 0.0, steps };
    let (mut state, mut sum) = (model.start(batch), 0.0);
    let mut step = usize::try_from(done.step)?;
    for piece in 0..pieces {
        let cut = |shift: usize| -> Vec<usize> {
            let starts = (0..batch).map(|n| n * strand + piece * moments + shift);
            starts.flat_map(|start| &text[start..start + moments]).copied().collect()
        };
        let loss = model.learn(&cut(0), &cut(1), &mut state);
        if !loss.is_finite() {
            return Err(
                format!("epoch {}: the loss is {loss}", done.epoch + 1).into()
            );
        }
        sum += loss;
        clip_grad_norm(model, 1.0);
        adam.set_learning_rate(rate.rate(step));
        adam.step(model);
        step += 1;
    }
    let bits = sum / pieces as f32 / std::f32::consts::LN_2;
    println!("epoch {:2}   {bits:.2} bits a character", done.epoch + 1);
    Ok(Progress { epoch: done.epoch + 1, step: step as u64 })
}
// ANCHOR_END: characters_train

/// How many bits a character of this text takes, all but the first.
fn bits(model: &mut CharacterModel, text: &[usize]) -> f64 {
    let mut state = model.start(1);
    let mut sum = 0.0;
    let known = &text[..text.len() - 1];
    for (piece, next) in known.chunks(512).zip(text[1..].chunks(512)) {
        let logits = model.read(piece, &mut state);
        sum += f64::from(softmax_cross_entropy(&logits, next, Reduction::Sum).loss);
    }
    sum / known.len() as f64 / std::f64::consts::LN_2
}
