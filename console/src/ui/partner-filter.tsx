import { useState } from "preact/hooks";
import { t } from "../text";
import { Dialog } from "./dialog";
import { Remove } from "./filters";
import { PartnerName } from "./partner-name";
import { PartnerSearch } from "./partner-search";

interface Props {
  value: string | undefined;
  staged: boolean;
  onValue: (value: string | undefined) => void;
}

/** Chooses a customer or vendor by name or tax id. */
export function PartnerFilter({ value, staged, onValue }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <span class={staged ? "filter staged" : "filter"}>
      <span>{t("filter.partner_id")}</span>
      <button type="button" class="choose" onClick={() => setOpen(true)}>
        {value === undefined ? t("filter.everybody") : <PartnerName id={value} />}
      </button>
      {value !== undefined && (
        <Remove title="filter.partner_id" onRemove={() => onValue(undefined)} />
      )}
      {open && (
        <Dialog title={t("filter.partner_id")} onClose={() => setOpen(false)}>
          <PartnerSearch
            onChoose={(partner) => {
              onValue(String(partner.id));
              setOpen(false);
            }}
          />
        </Dialog>
      )}
    </span>
  );
}
