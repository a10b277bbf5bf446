//! Partner tags: either side can change the rows of a many2many table, but only the written side is
//! stamped.

use crate::books::Books;
use crate::books::generate::rng::Rng;
use crate::books::table::{Cell, RowState};
use crate::life::changes::pick;
use crate::life::day::by_sql::{forget, list_of};
use crate::life::day::{PARTNER, TAG, stamp};

/// Creates a tag and assigns it from the partner's side.
pub(crate) fn create(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let id = books.table(TAG).next_id();
    let values = [
        ("name", books.text(&format!("Etiqueta {id}"))),
        ("active", Cell::Bool(true)),
        ("create_date", Cell::Instant(now)),
        ("write_date", Cell::Instant(now)),
    ];
    books.insert(TAG, &values);
    let partner = pick(books, rng, PARTNER, |_, _| true)?;
    give(books, partner, id);
    stamp(books, PARTNER, partner, now);
    Some(())
}

/// Edits the tag's own list of partners: some gain the tag, one loses it, none is stamped.
pub(crate) fn change_from_its_side(books: &mut Books, rng: &mut Rng, now: i64) -> Option<()> {
    let tag = pick(books, rng, TAG, |_, _| true)?;
    let id = books.table(TAG).id(tag);
    let tags_of = |books: &Books, row| books.ids_of(books.get(PARTNER, row, "category_id"));
    let loser = pick(books, rng, PARTNER, |books, row| {
        tags_of(books, row).contains(&id)
    });
    for _ in 0..3 {
        let winner = pick(books, rng, PARTNER, |books, row| {
            !tags_of(books, row).contains(&id)
        });
        if let Some(winner) = winner {
            give(books, winner, id);
        }
    }
    if let Some(loser) = loser {
        let mut ids = tags_of(books, loser);
        ids.retain(|tag| *tag != id);
        let list = list_of(books, ids);
        books.set(PARTNER, loser, "category_id", list);
    }
    stamp(books, TAG, tag, now);
    Some(())
}

fn give(books: &mut Books, partner: usize, tag: u32) {
    let mut ids = books.ids_of(books.get(PARTNER, partner, "category_id"));
    ids.push(tag);
    let list = list_of(books, ids);
    books.set(PARTNER, partner, "category_id", list);
}

/// Deletes a tag and its child tags, because the parent's foreign key cascades.
pub(crate) fn delete(books: &mut Books, rng: &mut Rng) -> Option<()> {
    let row = pick(books, rng, TAG, |_, _| true)?;
    let mut doomed = vec![row];
    while let Some(row) = doomed.pop() {
        let id = books.table(TAG).id(row);
        books.table_mut(TAG).set_state(row, RowState::Deleted);
        let below = books.table(TAG).live_rows();
        doomed.extend(below.filter(|&child| books.id_in(TAG, child, "parent_id") == id));
        forget(books, TAG, id);
    }
    Some(())
}
