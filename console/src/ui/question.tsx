import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Act } from "../api/act";
import { t } from "../text";
import { ActProblem } from "./act-problem";
import { Dialog } from "./dialog";
import { TextArea } from "./inputs";

interface Props<A> {
  title: string;
  /** What happens, to how many, and whether it can be undone. */
  children: ComponentChildren;
  /** The verb, with the number of what it is about. */
  verb: string;
  act: Act<A>;
  argument: (reason: string) => A;
  /** Whether the API keeps a reason. */
  asksReason?: boolean;
  onClose: () => void;
}

/** Asks before an act that cannot be undone. */
export function Question<A>(props: Props<A>) {
  const { act, onClose } = props;
  const [reason, setReason] = useState("");
  // A problem of another object is not one of this.
  useEffect(() => act.clear(), []);
  const missing = props.asksReason === true && reason.trim() === "";
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await act.run(props.argument(reason.trim()))) onClose();
  };
  return (
    <Dialog title={props.title} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <div>{props.children}</div>
        {props.asksReason && (
          <TextArea
            label={t("reason")}
            value={reason}
            onValue={setReason}
            maxLength={500}
            required
          />
        )}
        <ActProblem problem={act.problem} />
        <div class="ways">
          <button type="submit" class="button danger" disabled={act.busy || missing}>
            {props.verb}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {t("cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
