//! Fonts of PDFs: Inter, which is part of the program, and Noto from the machine for scripts that
//! Inter lacks. Both may be embedded into files (SIL Open Font License). A font is read once and kept
//! for the life of the process.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use harfrust::{FontRef, Shaper, ShaperData};
use krilla::text::Font;
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use unicode_script::{Script, UnicodeScript};

static REGULAR: &[u8] = include_bytes!("../../../fonts/Inter-Regular.ttf");
static MEDIUM: &[u8] = include_bytes!("../../../fonts/Inter-Medium.ttf");
static SEMI_BOLD: &[u8] = include_bytes!("../../../fonts/Inter-SemiBold.ttf");

/// Where Debian's packages put the Noto fonts.
const FOLDERS: [&str; 2] = [
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/opentype/noto",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    Regular,
    Medium,
    SemiBold,
}

/// A font file that is read.
pub(crate) struct Face {
    pub(crate) font: Font,
    pub(crate) shaper: Shaper<'static>,
    charmap: Charmap<'static>,
    pub(crate) units_per_em: f32,
    /// Whether it is Inter, whose letters are set a little closer.
    pub(crate) is_main: bool,
}

impl Face {
    fn read(bytes: &'static [u8], is_main: bool) -> Option<Self> {
        let file = FontRef::from_index(bytes, 0).ok()?;
        let font = Font::new(bytes.into(), 0)?;
        // Like the bytes, it is kept for the life of the process.
        let data: &'static ShaperData = Box::leak(Box::new(ShaperData::new(&file)));
        Some(Self {
            units_per_em: font.units_per_em(),
            font,
            shaper: data.shaper(&file).build(),
            charmap: file.charmap(),
            is_main,
        })
    }

    /// Whether it has glyphs for all characters but those that only join or vary others.
    pub(crate) fn covers(&self, cluster: &str) -> bool {
        cluster
            .chars()
            .all(|letter| is_invisible(letter) || self.charmap.map(letter).is_some())
    }
}

/// Joiners and selectors of variants and directions.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

struct Main {
    regular: Face,
    medium: Face,
    semi_bold: Face,
}

static MAIN: LazyLock<Option<Main>> = LazyLock::new(|| {
    Some(Main {
        regular: Face::read(REGULAR, true)?,
        medium: Face::read(MEDIUM, true)?,
        semi_bold: Face::read(SEMI_BOLD, true)?,
    })
});

/// The fonts of the machine by file name; None if there is no such file.
static OTHERS: LazyLock<Mutex<HashMap<String, Option<&'static Face>>>> =
    LazyLock::new(Mutex::default);

/// Inter. None only if the fonts of the program are damaged.
pub(crate) fn main(weight: Weight) -> Option<&'static Face> {
    let main = MAIN.as_ref()?;
    Some(match weight {
        Weight::Regular => &main.regular,
        Weight::Medium => &main.medium,
        Weight::SemiBold => &main.semi_bold,
    })
}

/// Scripts that PDFs cannot show, each with the package that has the font.
pub(crate) fn missing() -> Vec<(&'static str, &'static str)> {
    let wanted = [
        (
            "Thai and other scripts",
            "fonts-noto-core",
            "NotoSansThai-Regular.ttf",
        ),
        (
            "Chinese, Japanese and Korean",
            "fonts-noto-cjk",
            "NotoSansCJK-Regular.ttc",
        ),
        ("emoji", "fonts-noto-color-emoji", "NotoColorEmoji.ttf"),
    ];
    let is_there = |name: &str| {
        FOLDERS
            .iter()
            .any(|folder| Path::new(folder).join(name).is_file())
    };
    let missing = wanted.into_iter().filter(|(_, _, name)| !is_there(name));
    missing
        .map(|(scripts, package, _)| (scripts, package))
        .collect()
}

/// A font of the machine that has these characters.
pub(crate) fn fallback(cluster: &str, weight: Weight) -> Option<&'static Face> {
    let script = cluster.chars().map(|letter| letter.script());
    let script = script.into_iter().find(|script| !is_common(*script));
    let names = names(script, weight);
    let faces = names.iter().filter_map(|name| named(name));
    faces.into_iter().find(|face| face.covers(cluster))
}

fn is_common(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// The files that may have the script, best first.
fn names(script: Option<Script>, weight: Weight) -> Vec<String> {
    let style = match weight {
        Weight::SemiBold => "Bold",
        Weight::Regular | Weight::Medium => "Regular",
    };
    let mut names = Vec::new();
    match script {
        Some(
            Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo,
        ) => {
            names.push(format!("NotoSansCJK-{style}.ttc"));
            names.push("NotoSansCJK-Regular.ttc".to_owned());
        }
        Some(script) => {
            let script = script.full_name().replace('_', "");
            names.push(format!("NotoSans{script}-{style}.ttf"));
            names.push(format!("NotoSans{script}-Regular.ttf"));
        }
        None => names.push("NotoColorEmoji.ttf".to_owned()),
    }
    let last = [
        "NotoSans-Regular.ttf",
        "NotoSansSymbols-Regular.ttf",
        "NotoSansSymbols2-Regular.ttf",
        "NotoSansMath-Regular.ttf",
        "NotoSansCJK-Regular.ttc",
        "NotoColorEmoji.ttf",
    ];
    names.extend(last.map(str::to_owned));
    names
}

fn named(name: &str) -> Option<&'static Face> {
    let mut others = OTHERS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = others.get(name) {
        return *known;
    }
    let face = read(name);
    others.insert(name.to_owned(), face);
    face
}

/// The bytes stay in memory: each file is read once.
fn read(name: &str) -> Option<&'static Face> {
    let mut paths = FOLDERS.iter().map(|folder| Path::new(folder).join(name));
    let path: PathBuf = paths.find(|path| path.is_file())?;
    let bytes = std::fs::read(&path).ok()?;
    let face = Face::read(Box::leak(bytes.into_boxed_slice()), false)?;
    Some(Box::leak(Box::new(face)))
}
