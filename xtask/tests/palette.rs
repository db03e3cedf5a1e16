//! The colours of the theme: enough contrast by day and by night, and series that colour-blind readers tell apart.

use std::collections::BTreeMap;

use regex::Regex;

type Rgb = [f64; 3];

/// Contrast that WCAG 2 asks of text, and of what is drawn.
const TEXT: f64 = 4.5;
const DRAWN: f64 = 3.0;

/// How colours look to a reader without red, green or blue cones (Machado, Oliveira and Fernandes 2009, severity 1).
const SIGHTS: [(&str, [Rgb; 3]); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    (
        "tritanopia",
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ),
];

/// The variables of the stylesheet that are pairs of colours: `[day, night]`, in linear light.
fn palette() -> BTreeMap<String, [Rgb; 2]> {
    let css = include_str!("../../book/theme/css/variables.css");
    let pair = Regex::new(r"--([\w-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)").unwrap();
    pair.captures_iter(css)
        .map(|found| (found[1].to_owned(), [linear(&found[2]), linear(&found[3])]))
        .collect()
}

fn linear(hex: &str) -> Rgb {
    [0, 2, 4].map(|at| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |[r, g, b]: Rgb| 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Distance in Oklab, in hundredths of the way from black to white.
fn distance(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (oklab(a), oklab(b));
    100.0 * (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
}

fn oklab(colour: Rgb) -> Rgb {
    let product = |rows: [Rgb; 3], v: Rgb| rows.map(|row| (0..3).map(|i| row[i] * v[i]).sum::<f64>());
    let cones = product(
        [
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ],
        colour,
    );
    product(
        [
            [0.210_454_255_3, 0.793_617_785, -0.004_072_046_8],
            [1.977_998_495_1, -2.428_592_205, 0.450_593_709_9],
            [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766],
        ],
        cones.map(|cone| cone.max(0.0).cbrt()),
    )
}

fn seen(sight: [Rgb; 3], colour: Rgb) -> Rgb {
    sight.map(|row| (0..3).map(|i| row[i] * colour[i]).sum::<f64>().max(0.0))
}

#[test]
fn text_can_be_read_on_every_ground() {
    let palette = palette();
    let letters = [
        "ink",
        "ink-soft",
        "accent",
        "note",
        "tip",
        "important",
        "warning",
        "caution",
        "code-comment",
        "code-keyword",
        "code-string",
        "code-number",
        "code-name",
    ];
    for ground in ["paper", "paper-sunk", "paper-raised"] {
        for letter in letters {
            for (theme, name) in ["day", "night"].iter().enumerate() {
                let found = contrast(palette[letter][theme], palette[ground][theme]);
                assert!(found >= TEXT, "--{letter} on --{ground} by {name}: {found:.2}");
            }
        }
    }
    for (theme, name) in ["day", "night"].iter().enumerate() {
        let found = contrast(palette["ink"][theme], palette["mark"][theme]);
        assert!(found >= TEXT, "--ink on --mark by {name}: {found:.2}");
    }
}

#[test]
fn what_is_drawn_can_be_seen() {
    let palette = palette();
    for drawn in ["fig-1", "fig-2", "fig-3", "fig-4", "fig-5", "fig-6", "fig-neg", "fig-pos", "rule-strong"] {
        for (theme, name) in ["day", "night"].iter().enumerate() {
            let found = contrast(palette[drawn][theme], palette["paper"][theme]);
            assert!(found >= DRAWN, "--{drawn} on --paper by {name}: {found:.2}");
        }
    }
}

#[test]
fn the_series_of_a_figure_can_be_told_apart_by_all() {
    let palette = palette();
    let series: Vec<_> = (1..=6).map(|n| palette[&format!("fig-{n}")]).collect();
    for (sight, matrix) in SIGHTS {
        for (theme, name) in ["day", "night"].iter().enumerate() {
            for i in 0..6 {
                for j in 0..i {
                    let found = distance(seen(matrix, series[i][theme]), seen(matrix, series[j][theme]));
                    assert!(
                        found >= 9.0,
                        "--fig-{} and --fig-{} by {name}, {sight}: {found:.1}",
                        j + 1,
                        i + 1
                    );
                }
            }
        }
    }
}

#[test]
fn weights_below_and_above_zero_lie_on_two_sides() {
    let palette = palette();
    for (sight, matrix) in SIGHTS {
        for theme in [0, 1] {
            let [neg, zero, pos] =
                ["fig-neg", "fig-zero", "fig-pos"].map(|name| seen(matrix, palette[name][theme]));
            let (across, left, right) = (distance(neg, pos), distance(neg, zero), distance(zero, pos));
            assert!(
                across >= 15.0 && left >= 25.0 && right >= 25.0,
                "{sight}: {across:.1}, {left:.1}, {right:.1}"
            );
        }
    }
}
