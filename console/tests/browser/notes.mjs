// Notes about partners and documents: the server of the test keeps what is written.
import { ago, example } from "./fixtures.mjs";

const ANA = { id: "0197a1b2c3d4", kind: "person", name: "Ana Quispe" };
const id = (index) => `0197a1b2-0000-7000-8000-${String(index).padStart(12, "0")}`;
const NOTHING = { promise_date: null, promise_amount: null, promise_currency: null };

function note(index, fields) {
  return {
    ...example("/v1/notes").data[0],
    ...NOTHING,
    id: id(index),
    created_by: ANA,
    updated_by: ANA,
    created_at: ago(90_000 * index),
    updated_at: ago(90_000 * index),
    version: 1,
    ...fields,
  };
}

export const firstNotes = () => [
  note(1, {
    object: "/v1/partners/2",
    text: "Llamé a tesorería: pagan la mitad el viernes y el resto en enero.",
    promise_date: "2027-01-15",
    promise_amount: "150000.00",
    promise_currency: "PEN",
  }),
  note(2, { object: "/v1/partners/2", text: "Pidieron el estado de cuenta.", version: 2 }),
  note(3, {
    object: "/v1/documents/7",
    text: "El cliente reclama el precio.",
    promise_date: "2026-10-02",
  }),
];

export const notes = (state) => ({
  "/v1/notes": (query) => ({
    next: null,
    data: state.notes.filter(({ object }) => object === query.get("object")),
  }),
});

export const noteActs = (state) => ({
  "POST /v1/notes": (body) => {
    const made = note(state.notes.length + 1, { ...body, created_at: ago(1), updated_at: ago(1) });
    state.notes.unshift(made);
    state.version += 1;
    return [201, made];
  },
  "PUT /v1/notes/*": (body, request) => {
    const found = state.notes.find((each) => request.url.endsWith(each.id));
    Object.assign(found, NOTHING, body, { version: found.version + 1 });
    state.version += 1;
    return [200, found];
  },
  "DELETE /v1/notes/*": (_body, request) => {
    state.notes = state.notes.filter((each) => !request.url.endsWith(each.id));
    state.version += 1;
    return [204];
  },
});
