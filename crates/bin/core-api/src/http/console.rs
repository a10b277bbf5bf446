//! The web console: the files that `npm run build` makes in `console/dist`, read once at the start.

use std::{collections::HashMap, fs, io, path::Path};

use actix_web::web::Bytes;

use crate::http::asset::Asset;

const INDEX: &str = "index.html";
/// Ends of names of files that the build has compressed, with their codings; the best first.
const PACKED: [(&str, &str); 2] = [("br", "br"), ("gz", "gzip")];

/// The files of the console.
pub struct Console {
    pub(crate) index: Asset,
    /// By name; the name has a hash of the content.
    pub(crate) assets: HashMap<String, Asset>,
}

impl Console {
    /// Reads `index.html` and the folder `assets`.
    pub fn load(folder: &Path) -> io::Result<Self> {
        let mut assets = HashMap::new();
        for entry in fs::read_dir(folder.join("assets"))? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str());
            let end = path.extension().and_then(|end| end.to_str());
            let (Some(name), Some(end)) = (name, end) else {
                continue;
            };
            if !PACKED.iter().any(|(packed, _)| *packed == end) {
                assets.insert(name.to_owned(), read(&path, media_type(end))?);
            }
        }
        Ok(Self {
            index: read(&folder.join(INDEX), media_type("html"))?,
            assets,
        })
    }
}

fn read(path: &Path, content_type: &str) -> io::Result<Asset> {
    let mut packed = Vec::new();
    for (end, coding) in PACKED {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(end);
        match fs::read(name) {
            Ok(bytes) => packed.push((coding, Bytes::from(bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Asset::packed(content_type, fs::read(path)?, packed))
}

fn media_type(end: &str) -> &'static str {
    match end {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}
