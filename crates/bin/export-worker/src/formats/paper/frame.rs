//! Header and footer of every page: whose paper it is, what it shows, how fresh it is.

use krilla::Data;
use krilla::image::Image;
use reports::named_currency;
use reports::paper::{Days, Language, Sheet};
use store::freshness::MirrorState;

use crate::{
    facts::{Facts, on_the_clock},
    formats::paper::{
        canvas::{Canvas, Pen, Side},
        font::Weight,
        page::{Colour, LATER_HEADER, Page, SMALL},
        tags::Part,
        text::Shaper,
    },
    words::Words,
};

const LOGO: f32 = 36.0;
/// Size of the lines of a header.
const LINES: f32 = 7.5;

pub(crate) struct Frame {
    title: String,
    /// The days, and how the paper is made.
    below_title: Vec<String>,
    company: String,
    /// Tax id; address or currency.
    below_company: Vec<String>,
    /// What stands on the right of later headers.
    later: String,
    /// What stands behind the title on later pages.
    subject: String,
    freshness: String,
    /// What is wrong with the data.
    alarm: &'static str,
    page: (&'static str, &'static str),
    logo: Option<Image>,
}

impl Frame {
    pub(crate) fn new(facts: &Facts, sheet: &Sheet, words: &'static Words) -> Self {
        let language = Language::new(&facts.locale);
        let tax_id = facts.letterhead.named_tax_id(&facts.locale);
        let currency = facts.company.as_ref().map(|company| {
            let named = named_currency(&company.currency, &facts.locale);
            (
                format!("{} {named}", words.in_currency),
                format!("{} {named}", words.short_in_currency),
            )
        });
        let (days, short_days) = days(sheet.days, &language, words);
        let company = facts.owner().to_owned();
        let mut later = vec![company.clone()];
        let third = if sheet.is_for_customers {
            later.extend(short_days);
            Some(facts.letterhead.address.join(", ")).filter(|address| !address.is_empty())
        } else {
            later.extend(tax_id.clone());
            later.extend(currency.as_ref().map(|(_, short)| short.clone()));
            currency.map(|(long, _)| long)
        };
        let mut below_title = days.clone();
        below_title.extend(Some(sheet.made.clone()).filter(|made| !made.is_empty()));
        let subject = sheet.subject.clone().or_else(|| days.first().cloned());
        let (freshness, alarm) = freshness(facts, words, sheet.is_for_customers);
        Self {
            title: sheet.title.clone(),
            below_title,
            company,
            below_company: tax_id.into_iter().chain(third).collect(),
            later: later.join(" · "),
            subject: subject.unwrap_or_default(),
            freshness,
            alarm,
            page: (words.page, words.of),
            logo: logo(facts),
        }
    }

    pub(crate) fn header(&self, canvas: &mut Canvas, shaper: &mut Shaper, page: Page, number: u64) {
        if number == 1 {
            self.first_header(canvas, shaper, page);
        } else {
            self.later_header(canvas, shaper, page);
        }
    }

    fn first_header(&self, canvas: &mut Canvas, shaper: &mut Shaper, page: Page) {
        let (top, right) = (page.top, page.right());
        let mut left = page.left;
        if let Some(logo) = &self.logo {
            let (width, height) = fit(logo.size());
            canvas.picture(logo.clone(), (left, top), (width, height));
            left += width + 10.0;
        }
        let title = Pen::new(15.0, Weight::SemiBold, Colour::Ink);
        let small = Pen::new(LINES, Weight::Regular, Colour::Second);
        canvas.part = Part::Title;
        let titled = canvas.text(shaper, &self.title, (right, top + 12.0), title, Side::End);
        canvas.part = Part::Paragraph;
        let mut widest = titled;
        for (line, baseline) in self.below_title.iter().zip([25.5, 36.0]) {
            let line = shaper.cut(line, small.weight, page.across * 0.62 / LINES);
            let width = canvas.text(shaper, &line, (right, top + baseline), small, Side::End);
            widest = widest.max(width);
        }
        let room = right - widest - 12.0 - left;
        let name = Pen::new(10.0, Weight::SemiBold, Colour::Ink);
        let company = shaper.cut(&self.company, name.weight, room / name.size);
        canvas.text(shaper, &company, (left, top + 10.0), name, Side::Begin);
        for (line, baseline) in self.below_company.iter().zip([22.0, 32.5]) {
            let line = shaper.cut(line, small.weight, room / LINES);
            canvas.text(shaper, &line, (left, top + baseline), small, Side::Begin);
        }
        canvas.rule(
            (page.left, top + page.first_header),
            page.across,
            0.75,
            Colour::Ink,
        );
    }

    fn later_header(&self, canvas: &mut Canvas, shaper: &mut Shaper, page: Page) {
        canvas.part = Part::Decoration;
        let baseline = page.top + 9.0;
        let bold = Pen::new(LINES, Weight::SemiBold, Colour::Ink);
        let small = Pen::new(LINES, Weight::Regular, Colour::Second);
        let later = shaper.cut(&self.later, small.weight, page.across * 0.55 / LINES);
        let right = canvas.text(shaper, &later, (page.right(), baseline), small, Side::End);
        let width = canvas.text(
            shaper,
            &self.title,
            (page.left, baseline),
            bold,
            Side::Begin,
        );
        if !self.subject.is_empty() {
            let subject = format!(" · {}", self.subject);
            let room = page.across - right - width - 14.0;
            let subject = shaper.cut(&subject, small.weight, room / LINES);
            canvas.text(
                shaper,
                &subject,
                (page.left + width, baseline),
                small,
                Side::Begin,
            );
        }
        canvas.rule(
            (page.left, page.top + LATER_HEADER),
            page.across,
            0.75,
            Colour::Ink,
        );
    }

    pub(crate) fn footer(
        &self,
        canvas: &mut Canvas,
        shaper: &mut Shaper,
        page: Page,
        (number, all): (u64, u64),
    ) {
        let top = page.height - page.footer;
        canvas.rule((page.left, top), page.across, 0.35, Colour::Line);
        let baseline = top + 11.0;
        canvas.part = if number == all {
            Part::Paragraph
        } else {
            Part::Decoration
        };
        let (word, of) = self.page;
        let text = format!("{word} {number} {of} {all}");
        let counted = Pen::new(SMALL, Weight::Medium, Colour::Second);
        let width = canvas.text(shaper, &text, (page.right(), baseline), counted, Side::End);
        let bold = Pen::new(SMALL, Weight::SemiBold, Colour::Ink);
        let mut left = page.left;
        left += canvas.text(shaper, self.alarm, (left, baseline), bold, Side::Begin);
        let small = Pen::new(SMALL, Weight::Regular, Colour::Third);
        let room = page.right() - width - 12.0 - left;
        let freshness = shaper.cut(&self.freshness, small.weight, room / SMALL);
        canvas.text(shaper, &freshness, (left, baseline), small, Side::Begin);
    }
}

/// The days in words, one line each, and in short.
fn days(days: Days, language: &Language, words: &Words) -> (Vec<String>, Option<String>) {
    let until = |day| format!("{} {}", words.on_day, language.long_day(day));
    match days {
        Days::None => (Vec::new(), None),
        Days::AsOf(day) => (vec![until(day)], Some(language.day(day))),
        Days::Period(from, to) => (vec![language.period(from, to)], Some(language.day(to))),
        Days::Since(to, from) => {
            let since = format!("{} {}", words.movements_since, language.day(from));
            (vec![until(to), since], Some(language.day(to)))
        }
    }
}

/// When the data is from and whether it is proved; and what is wrong with it.
fn freshness(facts: &Facts, words: &Words, is_for_customers: bool) -> (String, &'static str) {
    let Some(as_of) = facts.freshness.data_as_of else {
        return (String::new(), words.never_loaded);
    };
    let place = facts.place();
    let as_of = words.minute(on_the_clock(&facts.time_zone, as_of));
    if is_for_customers {
        return (words.own_books(&as_of, &place), "");
    }
    let mut text = format!("{} {as_of} ({place})", words.data_as_of);
    let proof = facts.freshness.proof.as_ref();
    if let Some(proof) = proof.filter(|proof| proof.equal) {
        let at = words.minute(on_the_clock(&facts.time_zone, proof.proved_at));
        text = format!(
            "{text} · {} {at}: {} {}",
            words.proved_equal_on, proof.ranges, words.ranges_equal
        );
    }
    let is_stale = facts.freshness.state != MirrorState::Live;
    let alarm = match proof {
        _ if is_stale => words.stale,
        Some(proof) if proof.equal => "",
        _ => words.unproved,
    };
    (text, alarm)
}

/// The picture of the tenant's file. Without one, or if it cannot be read, the text begins at the
/// margin.
fn logo(facts: &Facts) -> Option<Image> {
    let path = facts.paper.logo.as_ref()?;
    let read = |path| -> Result<Image, String> {
        let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
        let is_png = bytes.starts_with(b"\x89PNG");
        let data: Data = bytes.into();
        if is_png {
            Image::from_png(data, true)
        } else {
            Image::from_jpeg(data, true)
        }
    };
    match read(path) {
        Ok(image) => Some(image),
        Err(error) => {
            tracing::warn!(path = %path.display(), error, "the logo cannot be read, so papers have none");
            None
        }
    }
}

/// The size of the logo in its square.
#[expect(clippy::cast_precision_loss, reason = "pixels of a small picture")]
fn fit((width, height): (u32, u32)) -> (f32, f32) {
    let (width, height) = (width.max(1) as f32, height.max(1) as f32);
    let scale = (LOGO * 2.5 / width).min(LOGO / height);
    (width * scale, height * scale)
}
