//! The summaries of a statement: the box with the amounts due, and open amounts by age.

use super::{INK, SECOND, Setting, colour, swatch};
use crate::formats::paper::{
    canvas::{Canvas, Pen, Side},
    font::Weight,
    grid::SWATCH,
    item::{CUSTOMER, MOST_DUE, count},
    page::{Colour, SMALL, TEXT},
    piece::{AgeingTexts, DueTexts, Style},
    text::{Shaper, fitting},
};

impl Setting<'_> {
    /// The customer on the left, the amounts in a box on the right.
    pub(super) fn due(&self, canvas: &mut Canvas, shaper: &mut Shaper, due: &DueTexts, y: f32) {
        let (left, right) = (self.page.left, self.page.right());
        let label = Pen::new(SMALL, Weight::Medium, SECOND);
        canvas.text(shaper, &due.label, (left, y + 7.0), label, Side::Begin);
        let name = Pen::new(9.5, Weight::SemiBold, INK);
        let mut baseline = y + 19.0;
        let lines = shaper.wrap(&due.name, Weight::SemiBold, CUSTOMER / name.size);
        for line in lines.into_iter().take(MOST_DUE) {
            canvas.text(shaper, &line, (left, baseline), name, Side::Begin);
            baseline += 12.5;
        }
        let lines = due.lines.iter().enumerate().flat_map(|(number, text)| {
            let colour = if number == 0 { INK } else { SECOND };
            let lines = shaper.wrap(text, Weight::Regular, CUSTOMER / TEXT);
            lines.into_iter().map(move |line| (line, colour))
        });
        let lines: Vec<_> = lines.take(MOST_DUE).collect();
        for (line, colour) in lines {
            let pen = Pen::new(TEXT, Weight::Regular, colour);
            canvas.text(shaper, &line, (left, baseline), pen, Side::Begin);
            baseline += 11.0;
        }
        let box_left = left + CUSTOMER + 14.0;
        let height = 21.0 + 17.0 * count(due.amounts.len());
        canvas.rectangle((box_left, y), (right - box_left, height), Colour::Tint);
        canvas.rectangle((box_left, y), (2.0, height), Colour::Accent);
        self.amounts(canvas, shaper, due, (box_left + 12.0, y));
        if due.tells_how_to_pay && !self.how_to_pay.is_empty() {
            let note = Pen::new(SMALL, Weight::Regular, SECOND);
            let at = (box_left + 12.0, y + height + 9.0);
            canvas.text(shaper, self.words.how_to_pay_is_last, at, note, Side::Begin);
        }
    }

    fn amounts(
        &self,
        canvas: &mut Canvas,
        shaper: &mut Shaper,
        due: &DueTexts,
        (x, y): (f32, f32),
    ) {
        let right = self.page.right() - 10.0;
        let since = 64.0;
        let half = (right - since - x - 24.0) / 2.0;
        let ends = [x + 24.0 + half, x + 24.0 + 2.0 * half, right];
        let label = Pen::new(SMALL, Weight::Medium, SECOND);
        let titles = [
            self.words.amount_due,
            self.words.overdue,
            self.words.overdue_since,
        ];
        for (title, end) in titles.into_iter().zip(ends) {
            canvas.text(shaper, title, (end, y + 13.0), label, Side::End);
        }
        let figures = due
            .amounts
            .iter()
            .flat_map(|[_, due, overdue, _]| [due, overdue]);
        let widest = figures
            .map(|figure| shaper.width(figure, Weight::SemiBold))
            .fold(0.0, f32::max);
        let sizes = [11.5, 10.0, 9.0, 8.0];
        let size = sizes
            .into_iter()
            .find(|size| widest * size <= half - 4.0)
            .unwrap_or(7.0);
        for (number, [currency, due, overdue, since]) in due.amounts.iter().enumerate() {
            let baseline = y + 28.0 + 17.0 * count(number);
            let code = Pen::new(TEXT, Weight::Medium, SECOND);
            canvas.text(shaper, currency, (x, baseline), code, Side::Begin);
            let figure = Pen::new(size, Weight::SemiBold, INK);
            canvas.text(shaper, due, (ends[0], baseline), figure, Side::End);
            canvas.text(shaper, overdue, (ends[1], baseline), figure, Side::End);
            let day = Pen::new(7.5, Weight::Regular, SECOND);
            canvas.text(shaper, since, (ends[2], baseline), day, Side::End);
        }
    }

    pub(super) fn ageing(
        &self,
        canvas: &mut Canvas,
        shaper: &mut Shaper,
        ageing: &AgeingTexts,
        y: f32,
    ) {
        let (left, across) = (self.page.left, self.page.across);
        let label = Pen::new(SMALL, Weight::Medium, SECOND);
        canvas.text(shaper, &ageing.title, (left, y + 20.0), label, Side::Begin);
        bar(canvas, ageing, (left, y + 27.0), across);
        let buckets = ageing.buckets.len().saturating_sub(1);
        let width = across / count(ageing.buckets.len().max(1));
        for (nth, (title, amount, share)) in ageing.buckets.iter().enumerate() {
            let end = left + width * count(nth + 1);
            let is_total = nth == buckets;
            let end = if is_total { left + across } else { end - 4.0 };
            let titled = canvas.text(shaper, title, (end, y + 46.0), label, Side::End);
            if !is_total {
                swatch(canvas, (end - titled - SWATCH, y + 40.5), (nth, buckets));
            }
            let weight = if is_total {
                Weight::SemiBold
            } else {
                Weight::Regular
            };
            let size = fitting(shaper, &amount.text, (weight, TEXT), width - 4.0);
            let pen = Pen::new(size, weight, colour(Style::Plain, amount.ink, false));
            canvas.text(shaper, &amount.text, (end, y + 60.0), pen, Side::End);
            let small = Pen::new(SMALL, Weight::Regular, SECOND);
            canvas.text(shaper, share, (end, y + 71.0), small, Side::End);
        }
        if let Some(note) = &ageing.note {
            let pen = Pen::new(SMALL, Weight::Regular, SECOND);
            canvas.text(shaper, note, (left, y + 84.0), pen, Side::Begin);
        }
    }
}

/// The parts of the bar, with a gap between them.
fn bar(canvas: &mut Canvas, ageing: &AgeingTexts, (x, y): (f32, f32), across: f32) {
    let parts = ageing.bar.iter().filter(|part| **part > 0).count();
    let gaps = count(parts.saturating_sub(1));
    let whole: u32 = ageing.bar.iter().sum();
    let mut at = x;
    for (nth, part) in ageing.bar.iter().enumerate().filter(|(_, part)| **part > 0) {
        let width = (across - gaps) * thousandths(*part) / thousandths(whole).max(0.001);
        let colour = Colour::of_age(nth, ageing.bar.len());
        if nth == 0 {
            canvas.outlined((at, y), (width, 8.0), (colour, Colour::Accent));
        } else {
            canvas.rectangle((at, y), (width, 8.0), colour);
        }
        at += width + 1.0;
    }
}

#[expect(clippy::cast_precision_loss, reason = "at most a few thousand")]
fn thousandths(part: u32) -> f32 {
    part as f32 / 1000.0
}
