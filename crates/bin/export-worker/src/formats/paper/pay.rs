//! How a customer pays and whom to ask, from the tenant's file: the last part of a statement.

use tenants::{BankAccount, Contact};

use crate::formats::paper::{
    canvas::{Canvas, Pen, Side},
    font::Weight,
    item::count,
    page::{self, Colour, Page, SMALL, TEXT},
    text::{Shaper, fitting},
};
use crate::words::Words;

/// Where the columns of the bank accounts begin.
const COLUMNS: [f32; 4] = [0.0, 140.0, 200.0, 340.0];

pub(crate) struct HowToPay {
    pub(crate) words: &'static Words,
    pub(crate) accounts: Vec<BankAccount>,
    pub(crate) contact: Option<Contact>,
    /// The company with its tax id.
    pub(crate) holder: String,
}

impl HowToPay {
    pub(crate) fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.contact.is_none()
    }

    pub(crate) fn height(&self) -> f32 {
        let accounts = if self.accounts.is_empty() {
            0.0
        } else {
            16.0 + page::SECTION + page::HEADING + page::ROW * count(self.accounts.len()) + 14.0
        };
        let contact = if self.contact.is_some() { 60.0 } else { 0.0 };
        accounts + contact
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas, shaper: &mut Shaper, page: Page, y: f32) {
        let mut y = y;
        if !self.accounts.is_empty() {
            y = self.accounts(canvas, shaper, page, y + 16.0);
        }
        if let Some(contact) = &self.contact {
            self.contact(canvas, shaper, contact, (page.left, y + 10.0));
        }
    }

    /// Returns where the table ends.
    fn accounts(&self, canvas: &mut Canvas, shaper: &mut Shaper, page: Page, y: f32) -> f32 {
        let left = page.left;
        let title = Pen::new(9.5, Weight::SemiBold, Colour::Ink);
        canvas.text(
            shaper,
            self.words.how_to_pay,
            (left, y + 10.5),
            title,
            Side::Begin,
        );
        let heading = Pen::new(SMALL, Weight::Medium, Colour::Second);
        let titles = [
            self.words.bank,
            self.words.currency,
            self.words.account_number,
            self.words.interbank,
        ];
        let top = y + page::SECTION;
        for (title, x) in titles.into_iter().zip(COLUMNS) {
            canvas.text(shaper, title, (left + x, top + 10.0), heading, Side::Begin);
        }
        canvas.rule((left, top + page::HEADING), page.across, 0.75, Colour::Ink);
        let mut bottom = top + page::HEADING;
        for account in &self.accounts {
            let interbank = account.interbank.as_deref().unwrap_or("–");
            let cells = [
                &*account.bank,
                &*account.currency,
                &*account.account,
                interbank,
            ];
            for (column, (text, x)) in cells.into_iter().zip(COLUMNS).enumerate() {
                let weight = if column == 2 {
                    Weight::Medium
                } else {
                    Weight::Regular
                };
                let next = COLUMNS.get(column + 1).copied().unwrap_or(page.across);
                let size = fitting(shaper, text, (weight, TEXT), next - x - 6.0);
                let pen = Pen::new(size, weight, Colour::Ink);
                canvas.text(shaper, text, (left + x, bottom + 9.0), pen, Side::Begin);
            }
            bottom += page::ROW;
            canvas.rule((left, bottom), page.across, 0.35, Colour::Line);
        }
        let note = Pen::new(SMALL, Weight::Regular, Colour::Second);
        let holder = format!("{}: {}", self.words.account_holder, self.holder);
        canvas.text(shaper, &holder, (left, bottom + 10.0), note, Side::Begin);
        bottom + 14.0
    }

    fn contact(
        &self,
        canvas: &mut Canvas,
        shaper: &mut Shaper,
        contact: &Contact,
        (x, y): (f32, f32),
    ) {
        let title = Pen::new(9.5, Weight::SemiBold, Colour::Ink);
        canvas.text(
            shaper,
            self.words.questions,
            (x, y + 10.5),
            title,
            Side::Begin,
        );
        let name = contact.name.as_deref().unwrap_or_default();
        let bold = Pen::new(TEXT, Weight::SemiBold, Colour::Ink);
        let width = canvas.text(shaper, name, (x, y + 25.0), bold, Side::Begin);
        let ways = [&contact.email, &contact.phone];
        let ways: Vec<&str> = ways.into_iter().flatten().map(String::as_str).collect();
        let separator = if name.is_empty() { "" } else { " · " };
        let ways = format!("{separator}{}", ways.join(" · "));
        let plain = Pen::new(TEXT, Weight::Regular, Colour::Ink);
        canvas.text(shaper, &ways, (x + width, y + 25.0), plain, Side::Begin);
        let note = Pen::new(SMALL, Weight::Regular, Colour::Second);
        canvas.text(
            shaper,
            self.words.send_proof,
            (x, y + 36.0),
            note,
            Side::Begin,
        );
    }
}
