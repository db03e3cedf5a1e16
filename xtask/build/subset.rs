//! Thins an OpenType font with CFF outlines: the glyphs of characters that the book does not use are emptied.
//!
//! Glyphs keep their numbers, so kerning, ligatures, small capitals and old-style figures stay as they were drawn. The emptied
//! outlines leave zeros, of which packing makes nothing.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use ttf_parser::{Face, GlyphId, Tag, name_id};

/// What a text in English with names, Greek letters and the signs of mathematics may hold.
const CHARACTERS: [RangeInclusive<u32>; 12] = [
    0x20..=0x7e,
    0xa0..=0x17f,
    0x2c6..=0x2dd,
    0x300..=0x331,
    0x391..=0x3c9,
    0x2010..=0x205f,
    0x2070..=0x208e,
    0x20ac..=0x20ac,
    0x2102..=0x214f,
    0x2150..=0x22ff,
    0x2713..=0x2771,
    0xfb00..=0xfb04,
];

/// An outline that draws nothing: the operator `endchar`.
const EMPTY: &[u8] = &[14];

/// The characters as CSS names them, so that others come from another face instead of an empty glyph.
pub fn unicode_range() -> String {
    CHARACTERS.map(|range| format!("U+{:X}-{:X}", range.start(), range.end())).join(",")
}

/// The name by which a font is known.
pub fn post_script_name(font: &[u8]) -> Option<String> {
    let face = Face::parse(font, 0).ok()?;
    face.names().into_iter().find(|name| name.name_id == name_id::POST_SCRIPT_NAME)?.to_string()
}

/// `font` without the outlines that the book does not use.
pub fn thinned(font: &[u8]) -> Vec<u8> {
    let face = Face::parse(font, 0).expect("a font");
    let used = used(&face);
    let table =
        face.raw_face().table_records.into_iter().find(|record| record.tag == Tag::from_bytes(b"CFF "));
    let cff = table.expect("CFF outlines").offset as usize;
    let start = cff + outlines(&font[cff..]);
    let (index, end) = Index::read(font, start);
    let kept = index.items.iter().enumerate().map(|(id, outline)| if used(id) { *outline } else { EMPTY });
    let mut thin = font.to_vec();
    let rewritten = Index { items: kept.collect() }.write(font[start + 2]);
    thin[start..end].fill(0);
    thin[start..start + rewritten.len()].copy_from_slice(&rewritten);
    thin
}

/// Whether a glyph is used: it is that of a character, or made of such (`f_f_i`), or another form of one (`one.oldstyle`).
fn used<'a>(face: &Face<'a>) -> impl Fn(usize) -> bool + use<'a> {
    let characters = CHARACTERS.into_iter().flatten().filter_map(char::from_u32);
    let direct: HashSet<GlyphId> = characters.filter_map(|character| face.glyph_index(character)).collect();
    let names: HashSet<&str> =
        direct.iter().filter_map(|glyph| face.tables().cff?.glyph_name(*glyph)).collect();
    let cff = face.tables().cff;
    move |id| {
        let id = GlyphId(u16::try_from(id).expect("glyph numbers fit u16"));
        let name = cff.and_then(|cff| cff.glyph_name(id)).unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        id.0 == 0
            || direct.contains(&id)
            || (!stem.is_empty() && stem.split('_').all(|part| names.contains(part)))
    }
}

/// Where the outlines start in a CFF table: operator 17 of the top dictionary (Adobe technical note 5176).
fn outlines(cff: &[u8]) -> usize {
    let (_, after_names) = Index::read(cff, usize::from(cff[2]));
    let (dictionaries, _) = Index::read(cff, after_names);
    let mut bytes = dictionaries.items[0].iter().copied();
    let mut operand = 0;
    while let Some(byte) = bytes.next() {
        let mut next = || i32::from(bytes.next().expect("a whole operand"));
        match byte {
            17 => return usize::try_from(operand).expect("an offset"),
            12 => drop(next()),
            28 => operand = next() << 8 | next(),
            29 => operand = next() << 24 | next() << 16 | next() << 8 | next(),
            30 => while bytes.next().expect("a whole real number") & 15 != 15 {},
            32..=246 => operand = i32::from(byte) - 139,
            247..=250 => operand = (i32::from(byte) - 247) * 256 + next() + 108,
            251..=254 => operand = -(i32::from(byte) - 251) * 256 - next() - 108,
            _ => {}
        }
    }
    panic!("a font without outlines")
}

/// CFF's list of byte strings: how many, how wide an offset is, the offsets from 1, the bytes.
struct Index<'a> {
    items: Vec<&'a [u8]>,
}

impl<'a> Index<'a> {
    /// The list at `start` of `data`, and where it ends.
    fn read(data: &'a [u8], start: usize) -> (Self, usize) {
        let count = usize::from(u16::from_be_bytes([data[start], data[start + 1]]));
        if count == 0 {
            return (Self { items: Vec::new() }, start + 2);
        }
        let width = usize::from(data[start + 2]);
        let bytes = start + 3 + (count + 1) * width - 1;
        let offset = |at: usize| {
            let from = start + 3 + at * width;
            data[from..from + width].iter().fold(0, |value, byte| value << 8 | usize::from(*byte))
        };
        let items = (0..count).map(|at| &data[bytes + offset(at)..bytes + offset(at + 1)]).collect();
        (Self { items }, bytes + offset(count))
    }

    /// The list with offsets of `width` bytes.
    fn write(&self, width: u8) -> Vec<u8> {
        let count = u16::try_from(self.items.len()).expect("a list that was read");
        let mut out = count.to_be_bytes().to_vec();
        out.push(width);
        let mut offset = 1_u32;
        let skip = 4 - usize::from(width);
        out.extend_from_slice(&offset.to_be_bytes()[skip..]);
        for item in &self.items {
            offset += u32::try_from(item.len()).expect("shorter than the font");
            out.extend_from_slice(&offset.to_be_bytes()[skip..]);
        }
        out.extend(self.items.iter().copied().flatten());
        out
    }
}
