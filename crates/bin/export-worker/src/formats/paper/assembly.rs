//! Puts pages together to a file. The library keeps all pages of a document in memory, so a long paper
//! is made in parts, which are joined in the file.

use std::io::{self, Write};

use krilla::Document;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use lopdf::{Dictionary, Object, ObjectId};

use crate::{
    facts::Facts,
    formats::{
        RenderError,
        paper::{canvas::Canvas, page::Page, syntax, tags::Outline},
    },
};

/// Pages of a part.
const PART: u64 = 100;
/// Only a paper of at most this many pages has tags: they take memory until the end, and three times
/// the size of the file.
const TAGGED: u64 = 20;

pub(crate) struct Assembly<'r, W> {
    file: Option<W>,
    facts: &'r Facts,
    title: String,
    settings: PageSettings,
    /// The open part, and its number of pages.
    part: (Document, u64),
    joined: Option<Joined<W>>,
    outline: Option<Outline>,
}

impl<'r, W: Write> Assembly<'r, W> {
    pub(crate) fn new(
        file: W,
        facts: &'r Facts,
        title: &str,
        (page, pages): (Page, u64),
    ) -> Result<Self, RenderError> {
        let settings = PageSettings::from_wh(page.width, page.height)
            .ok_or_else(|| RenderError::Library("the page has no size".to_owned()))?;
        let mut assembly = Self {
            file: Some(file),
            facts,
            title: title.to_owned(),
            settings,
            part: (Document::new(), 0),
            joined: None,
            outline: (pages <= TAGGED).then(|| Outline::new(title)),
        };
        assembly.part.0 = assembly.document();
        Ok(assembly)
    }

    fn document(&self) -> Document {
        let mut document = Document::new();
        let about = Metadata::new()
            .title(self.title.clone())
            .language(self.facts.locale.clone());
        document.set_metadata(about.authors(vec![self.facts.owner().to_owned()]));
        document
    }

    pub(crate) fn add(&mut self, canvas: Canvas) -> Result<(), RenderError> {
        if self.part.1 == PART {
            let next = self.document();
            let (full, _) = std::mem::replace(&mut self.part, (next, 0));
            self.join(full)?;
        }
        let mut page = self.part.0.start_page_with(self.settings.clone());
        let mut surface = page.surface();
        canvas.paint(&mut surface, self.outline.as_mut());
        surface.finish();
        page.finish();
        self.part.1 += 1;
        Ok(())
    }

    fn join(&mut self, part: Document) -> Result<(), RenderError> {
        let part = bytes_of(part)?;
        if let Some(file) = self.file.take() {
            self.joined = Some(Joined::begin(file)?);
        }
        match &mut self.joined {
            Some(joined) => joined.add(&part),
            None => Err(RenderError::Library("the paper has no file".to_owned())),
        }
    }

    pub(crate) fn finish(mut self) -> Result<(), RenderError> {
        let (mut last, _) = std::mem::replace(&mut self.part, (Document::new(), 0));
        if let Some(outline) = self.outline.take() {
            last.set_tag_tree(outline.finish());
        }
        if let Some(mut file) = self.file.take() {
            return Ok(file.write_all(&bytes_of(last)?)?);
        }
        self.join(last)?;
        match self.joined {
            Some(joined) => joined.finish(),
            None => Ok(()),
        }
    }
}

fn bytes_of(document: Document) -> Result<Vec<u8>, RenderError> {
    let bytes = document.finish();
    bytes.map_err(|error| RenderError::Library(format!("{error:?}")))
}

/// A file that several documents are written to, one after the other. Only places of objects and ids
/// of pages stay in memory.
struct Joined<W> {
    file: Counted<W>,
    /// Where each object begins; the first is object 1.
    places: Vec<u64>,
    pages: Vec<ObjectId>,
    /// Of the first document.
    catalog: Option<Dictionary>,
    info: Option<Object>,
}

/// Objects that belong to the file as a whole.
const CATALOG: ObjectId = (1, 0);
const PAGES: ObjectId = (2, 0);

impl<W: Write> Joined<W> {
    fn begin(file: W) -> io::Result<Self> {
        let mut file = Counted { file, written: 0 };
        // The bytes above 127 tell programs that the file is not text.
        file.write_all(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")?;
        Ok(Self {
            file,
            places: vec![0; 2],
            pages: Vec::new(),
            catalog: None,
            info: None,
        })
    }

    fn add(&mut self, document: &[u8]) -> Result<(), RenderError> {
        let broken = |error: lopdf::Error| RenderError::Library(error.to_string());
        let mut document = lopdf::Document::load_mem(document).map_err(broken)?;
        let next = u32::try_from(self.places.len() + 1).unwrap_or(u32::MAX);
        document.renumber_objects_with(next);
        self.pages.extend(document.get_pages().into_values());
        if self.catalog.is_none() {
            self.catalog = document.catalog().ok().cloned();
            self.info = document.trailer.get(b"Info").ok().cloned();
        }
        for (id, object) in document.objects {
            match object {
                Object::Dictionary(mut page) if page.has_type(b"Page") => {
                    page.set("Parent", PAGES);
                    self.write(id, &Object::Dictionary(page))?;
                }
                Object::Dictionary(other)
                    if other.has_type(b"Pages") || other.has_type(b"Catalog") => {}
                other => self.write(id, &other)?,
            }
        }
        Ok(())
    }

    fn write(&mut self, (number, generation): ObjectId, object: &Object) -> io::Result<()> {
        let index = number as usize - 1;
        if self.places.len() <= index {
            self.places.resize(index + 1, 0);
        }
        self.places[index] = self.file.written;
        writeln!(self.file, "{number} {generation} obj")?;
        syntax::write(&mut self.file, object)?;
        self.file.write_all(b"\nendobj\n")
    }

    fn finish(mut self) -> Result<(), RenderError> {
        let kids: Vec<Object> = self.pages.iter().map(|id| Object::Reference(*id)).collect();
        let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
        let mut pages = Dictionary::new();
        pages.set("Type", "Pages");
        pages.set("Count", count);
        pages.set("Kids", kids);
        self.write(PAGES, &Object::Dictionary(pages))?;
        let mut catalog = self.catalog.take().unwrap_or_default();
        catalog.set("Pages", PAGES);
        self.write(CATALOG, &Object::Dictionary(catalog))?;
        let start = self.file.written;
        let size = self.places.len() + 1;
        write!(self.file, "xref\n0 {size}\n0000000000 65535 f \n")?;
        for place in &self.places {
            // An object that is left out is free.
            let state = if *place == 0 { "65535 f" } else { "00000 n" };
            writeln!(self.file, "{place:010} {state} ")?;
        }
        let mut trailer = Dictionary::new();
        trailer.set("Size", i64::try_from(size).unwrap_or(i64::MAX));
        trailer.set("Root", CATALOG);
        if let Some(info) = self.info.take() {
            trailer.set("Info", info);
        }
        self.file.write_all(b"trailer\n")?;
        syntax::write(&mut self.file, &Object::Dictionary(trailer))?;
        write!(self.file, "\nstartxref\n{start}\n%%EOF\n")?;
        Ok(self.file.flush()?)
    }
}

/// Counts what is written.
struct Counted<W> {
    file: W,
    written: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
