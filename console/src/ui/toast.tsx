/** What was done, for a moment: an act that leaves no other trace on the page says so here. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../look/icons";
import { t } from "../text";

interface Way {
  title: string;
  /** Where the result is, or what takes the act back. */
  href?: string | undefined;
  act?: () => void;
}

interface Toast {
  id: number;
  text: string;
  way: Way | undefined;
}

const SHOWN_MS = 8000;

const toasts = signal<readonly Toast[]>([]);
let made = 0;

export function say(text: string, way?: Way): void {
  made += 1;
  toasts.value = [...toasts.peek().slice(-2), { id: made, text, way }];
}

function dismiss(id: number): void {
  toasts.value = toasts.peek().filter((toast) => toast.id !== id);
}

/** It stays while the pointer or the focus is on it: then somebody reads it. */
function useTimer(id: number) {
  const timer = useRef(0);
  const stop = () => clearTimeout(timer.current);
  const start = () => {
    stop();
    timer.current = window.setTimeout(() => dismiss(id), SHOWN_MS);
  };
  useEffect(() => {
    start();
    return stop;
  }, [id]);
  return { onMouseEnter: stop, onMouseLeave: start, onFocusCapture: stop, onBlurCapture: start };
}

function Shown({ toast }: { toast: Toast }) {
  const { id, text, way } = toast;
  const timer = useTimer(id);
  const close = () => dismiss(id);
  return (
    <div class="toast" {...timer}>
      <Icon name="check" />
      <span>{text}</span>
      {way?.href && (
        <a class="link" href={way.href} onClick={close}>
          {way.title}
        </a>
      )}
      {way?.act && (
        <button
          type="button"
          class="link"
          onClick={() => {
            close();
            way.act?.();
          }}
        >
          {way.title}
        </button>
      )}
      <button type="button" class="icon-button" aria-label={t("close")} onClick={close}>
        <Icon name="x" small />
      </button>
    </div>
  );
}

export function Toasts() {
  return (
    <div class="toasts" role="status">
      {toasts.value.map((toast) => (
        <Shown key={toast.id} toast={toast} />
      ))}
    </div>
  );
}
