/** A note about the active row of a table, with the key `n`. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { OpenItem } from "../../api/answers";
import type { List, Page } from "../../api/list";
import { may } from "../../session/rights";
import { t } from "../../text";
import { Dialog } from "../../ui/dialog";
import { documentName } from "../../ui/document-name";
import { say } from "../../ui/toast";
import { NoteForm } from "./form";

export interface About {
  /** The URL of the partner or document. */
  object: string;
  name: string;
  currency: string;
}

/** A note about an open item is one about its document. */
export function aboutItem(item: OpenItem): About | null {
  if (item.document_url === null) return null;
  return { object: item.document_url, name: documentName(item), currency: item.currency };
}

export interface RowNote {
  /** Null: nothing can be written about the row. */
  ask: (about: About | null) => boolean;
  dialog: ComponentChildren;
}

export function useRowNote<P extends Page>(list: List<P>): RowNote {
  const [about, setAbout] = useState<About | null>(null);
  const saved = () => {
    say(t("note.saved"));
    // Of a list with more pages the rows that the person sees would go; its notice offers it.
    if (list.state.peek().pages.length === 1) list.restart();
  };
  const ask = (next: About | null) => {
    if (next === null) return false;
    if (may("operator")) setAbout(next);
    else say(t("needs-role", { role: t("role.operator") }));
    return true;
  };
  const close = () => setAbout(null);
  const dialog = about && (
    <Dialog title={t("note.about", { name: about.name })} onClose={close}>
      <NoteForm
        object={about.object}
        note={null}
        currency={about.currency}
        onClose={close}
        onSaved={saved}
      />
    </Dialog>
  );
  return { ask, dialog };
}
