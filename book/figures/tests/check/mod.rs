//! What every file of a figure must be, whoever drew it.

use roxmltree::{Document, Node};

/// Text below this size (in units of a figure that is at most as wide as it is drawn) cannot be read.
const SMALLEST_TEXT: f64 = 16.0;
/// Indices and exponents may be a little smaller.
const SMALLEST_INDEX: f64 = 12.0;
/// What a phone shows across its width, in units of the figure, must not be more: text would be too small there.
const WIDEST_ON_PHONE: f64 = 530.0;

/// Everything that is wrong with a file, in words; empty for a good one.
pub fn faults(svg: &str) -> Vec<String> {
    let document = match Document::parse(svg) {
        Ok(document) => document,
        Err(error) => return vec![format!("not well-formed: {error}")],
    };
    let mut faults = Vec::new();
    faults.extend(width_fault(document.root_element()));
    for node in document.descendants().filter(Node::is_element) {
        faults.extend(element_faults(node));
        faults.extend(
            node.attributes().flat_map(|attribute| attribute_faults(attribute.name(), attribute.value())),
        );
    }
    faults
}

/// On a phone the figure is `--fig-scale` times as large, so that so much less of it stands abreast.
fn width_fault(root: Node) -> Option<String> {
    let Some(width) = root.attribute("viewBox").and_then(|view| view.split(' ').nth(2)?.parse::<f64>().ok())
    else {
        return Some("no viewBox".into());
    };
    let scale = root.attribute("style").and_then(|style| style.split_once("--fig-scale:"));
    let scale = scale.and_then(|(_, scale)| scale.split(';').next()?.parse::<f64>().ok()).unwrap_or(1.0);
    let abreast = width / scale;
    (abreast > WIDEST_ON_PHONE)
        .then(|| format!("{abreast:.0} units abreast on a phone, more than {WIDEST_ON_PHONE}"))
}

fn element_faults(node: Node) -> Vec<String> {
    let mut faults = Vec::new();
    match node.tag_name().name() {
        "image" | "foreignObject" | "script" => {
            faults.push(format!("a raster or foreign <{}>", node.tag_name().name()));
        }
        "text" | "tspan" => {
            let words: String = node
                .descendants()
                .filter_map(|inner| inner.is_text().then(|| inner.text()).flatten())
                .collect();
            let smallest = if node.tag_name().name() == "tspan" { SMALLEST_INDEX } else { SMALLEST_TEXT };
            let size = node
                .ancestors()
                .find_map(|node| node.attribute("font-size"))
                .and_then(|size| size.parse().ok());
            if size.is_none_or(|size: f64| size < smallest) {
                faults.push(format!(
                    "text `{}` of size {} is too small",
                    words.trim(),
                    size.unwrap_or(f64::NAN)
                ));
            }
            if words
                .trim()
                .strip_prefix('-')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            {
                faults.push(format!("`{}` has a hyphen for a minus", words.trim()));
            }
        }
        _ => {}
    }
    faults
}

fn attribute_faults(name: &str, value: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if value.contains("NaN") || value.contains("inf") {
        faults.push(format!("{name} holds NaN or an infinity: {value}"));
    }
    if matches!(name, "fill" | "stroke")
        && value != "none"
        && !value.starts_with("var(--fig-")
        && !value.starts_with("color-mix(in oklab,var(--fig-")
    {
        faults.push(format!("the colour {name}=\"{value}\" stands outside a variable"));
    }
    if name == "id" || name.ends_with("href") {
        faults.push(format!("an id or reference ({name}=\"{value}\") would clash on a page of many figures"));
    }
    faults
}
