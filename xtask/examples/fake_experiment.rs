//! A stand-in for an experiment, for the tests of `cargo xtask experiments`: it prints and ends as its arguments say.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    while let Some(flag) = arguments.next() {
        let mut value = || arguments.next().unwrap_or_default();
        match flag.as_str() {
            "--print" => println!("{}", value()),
            "--complain" => eprintln!("{}", value()),
            "--exit" => return ExitCode::from(value().parse::<u8>().unwrap_or(1)),
            "--print-data" => print_results(&std::env::args().collect::<Vec<_>>()),
            _ => {}
        }
    }
    ExitCode::SUCCESS
}

/// A line of results whose data is the name of the folder after `--data`.
fn print_results(arguments: &[String]) {
    let folder = arguments.iter().skip_while(|&argument| argument != "--data").nth(1);
    let data = folder.and_then(|folder| folder.rsplit(['/', '\\']).next()).unwrap_or("digits");
    println!(r#"{{"experiment":"fake","seed":1,"data":"{data}","figures":{{"accuracy":0.97}},"seconds":0}}"#);
}
