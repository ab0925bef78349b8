//! `train_pos OUT HELD.conllu TRAIN.conllu…` writes the tagger's table and tells its accuracy on the held file.

use std::io::Write;

use dateline_eval::train::pos::{accuracy, read_conllu, train};

fn main() -> std::io::Result<()> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [out, held, training @ ..] = paths.as_slice() else {
        return writeln!(std::io::stderr(), "usage: train_pos OUT HELD.conllu TRAIN.conllu…");
    };
    let mut sentences = Vec::new();
    for path in training {
        sentences.extend(read_conllu(&std::fs::read_to_string(path)?));
    }
    let table = train(&sentences);
    std::fs::write(out, &table)?;
    let held = read_conllu(&std::fs::read_to_string(held)?);
    writeln!(std::io::stderr(), "{} sentences; held-out accuracy {:.4}", sentences.len(), accuracy(&table, &held))
}
