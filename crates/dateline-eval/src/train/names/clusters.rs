//! Clusters of words used alike, from word vectors.

use super::crf::Dice;

/// Coarse clusters, and fine ones in each: a fine cluster's number tells its coarse one, and the last number is kept
/// for words without a cluster.
const COARSE: usize = 63;
const FINE: usize = 16;
/// Rounds of k-means; later rounds move fewer than one word in a hundred.
const ROUNDS: usize = 12;

/// For each vector, the number of its fine cluster.
pub(super) fn clusters(vectors: &[Vec<f32>]) -> Vec<u16> {
    let unit: Vec<Vec<f32>> = vectors.iter().map(|vector| normalised(vector)).collect();
    let all: Vec<usize> = (0..unit.len()).collect();
    let coarse = k_means(&unit, &all, COARSE);
    let mut out = vec![0; unit.len()];
    for group in 0..COARSE {
        let members: Vec<usize> = all.iter().copied().filter(|&at| coarse[at] == group).collect();
        let fine = k_means(&unit, &members, FINE);
        for (member, part) in members.iter().zip(fine) {
            out[*member] = (group * FINE + part) as u16;
        }
    }
    out
}

fn normalised(vector: &[f32]) -> Vec<f32> {
    let length = vector.iter().map(|part| part * part).sum::<f32>().sqrt().max(1e-9);
    vector.iter().map(|part| part / length).collect()
}

/// For each member, the number of its centre. Centres start at members taken by a fixed dice.
fn k_means(vectors: &[Vec<f32>], members: &[usize], count: usize) -> Vec<usize> {
    let mut dice = Dice::new(0xc1u64 + members.len() as u64);
    let mut centres: Vec<Vec<f32>> =
        (0..count).filter_map(|_| members.get(dice.below(members.len())).map(|&at| vectors[at].clone())).collect();
    let mut owners = vec![0; members.len()];
    for _ in 0..ROUNDS {
        for (owner, &at) in owners.iter_mut().zip(members) {
            *owner = nearest(&centres, &vectors[at]);
        }
        for (number, centre) in centres.iter_mut().enumerate() {
            let own = members.iter().zip(&owners).filter(|(_, owner)| **owner == number).map(|(&at, _)| &vectors[at]);
            let mut sum = vec![0.0; centre.len()];
            own.for_each(|vector| sum.iter_mut().zip(vector).for_each(|(total, part)| *total += part));
            if sum.iter().any(|part| *part != 0.0) {
                *centre = normalised(&sum);
            }
        }
    }
    owners
}

fn nearest(centres: &[Vec<f32>], vector: &[f32]) -> usize {
    let mut best = (0, f32::MIN);
    for (number, centre) in centres.iter().enumerate() {
        let likeness: f32 = centre.iter().zip(vector).map(|(a, b)| a * b).sum();
        if likeness > best.1 {
            best = (number, likeness);
        }
    }
    best.0
}
