//! "Did you mean": the nearest of the names there are.

/// `; did you mean …?` with the nearest name, or nothing if none is near.
pub fn suggestion<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> String {
    let nearest = names.map(|name| (distance(wanted, name), name)).min();
    match nearest {
        Some((distance, name)) if distance <= wanted.len().max(3) / 3 => format!("; did you mean `{name}`?"),
        _ => String::new(),
    }
}

/// The number of letters to insert, remove or replace (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::suggestion;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let names = ["slide_softmax", "slide_entropy"];
        assert_eq!(suggestion("slide_sofmax", names.into_iter()), "; did you mean `slide_softmax`?");
        assert_eq!(suggestion("momentum", names.into_iter()), "");
    }
}
