import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "../look/icons";
import { t } from "../text";

interface Props {
  title: ComponentChildren;
  /** `drawer` stands at the right edge and is as high as the window. */
  shape?: "box" | "wide" | "drawer";
  onClose: () => void;
  children: ComponentChildren;
}

/** What is shown once must not go by a slip: only the cross and the buttons close it. */
const showsOnce = (dialog: HTMLDialogElement | null) =>
  dialog?.querySelector("[data-once]") != null;

/** Closes the dialog when it goes, so that the focus returns to what had it before. */
function useModal(onClose: () => void) {
  const dialog = useRef<HTMLDialogElement>(null);
  const gone = useRef(false);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      gone.current = true;
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      // It may be gone, too, for example the row of what was deleted.
      if (document.activeElement === document.body || shown?.contains(document.activeElement)) {
        document.getElementById("content")?.focus({ preventScroll: true });
      }
    };
  }, []);
  return { dialog, onClose: () => (gone.current ? undefined : onClose()) };
}

/** A click beside a dialog closes it, unless the person has written something in its form. */
function useBackdrop(dialog: { current: HTMLDialogElement | null }) {
  const pressed = useRef(false);
  const written = useRef(false);
  return {
    onInput: ({ target }: Event) => {
      const form = target instanceof Element ? target.closest("form") : null;
      if (form && dialog.current?.contains(form)) written.current = true;
    },
    // A selection of text may end beside the dialog; it must have begun there, too.
    onPointerDown: (event: PointerEvent) => {
      pressed.current = event.target === event.currentTarget;
    },
    onClick: (event: MouseEvent) => {
      const beside = pressed.current && event.target === event.currentTarget;
      if (beside && !written.current && !showsOnce(dialog.current)) dialog.current?.close();
    },
  };
}

/** A modal dialog: Escape, the cross and a click beside it close it. */
export function Dialog({ title, shape = "box", onClose, children }: Props) {
  const modal = useModal(onClose);
  const { dialog } = modal;
  const backdrop = useBackdrop(dialog);
  const id = useId();
  return (
    <dialog
      ref={dialog}
      class={shape}
      aria-labelledby={id}
      onClose={modal.onClose}
      onCancel={(event) => {
        if (showsOnce(dialog.current)) event.preventDefault();
      }}
      onKeyDown={(event) => {
        // Without this a second Escape closes it although the first was refused.
        if (event.key === "Escape" && showsOnce(dialog.current)) event.preventDefault();
      }}
      {...backdrop}
    >
      <div class="inside">
        <div class="dialog-head">
          <h2 id={id}>{title}</h2>
          <button
            type="button"
            class="icon-button"
            aria-label={t("close")}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="x" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
