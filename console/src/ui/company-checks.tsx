import { useCompanies } from "../session/companies";
import { t } from "../text";
import { Check } from "./inputs";

interface Props {
  /** Null: all companies, those of the future, too. */
  value: readonly number[] | null;
  onValue: (value: readonly number[] | null) => void;
}

/** Which companies' books somebody may see. */
export function CompanyChecks({ value, onValue }: Props) {
  const { companies, problem } = useCompanies();
  const toggle = (id: number, on: boolean) =>
    onValue(on ? [...(value ?? []), id] : (value ?? []).filter((each) => each !== id));
  return (
    <fieldset class="checks">
      <legend>{t("companies.may-see")}</legend>
      <Check
        label={t("companies.all")}
        checked={value === null}
        onChecked={(all) => onValue(all ? null : [])}
      />
      {problem && !companies && (
        <p class="notice bad" role="alert">
          <b>{problem.title}.</b> {problem.hint}
        </p>
      )}
      {value !== null &&
        (companies ?? []).map((company) => (
          <Check
            key={company.id}
            label={company.name}
            checked={value.includes(company.id)}
            onChecked={(on) => toggle(company.id, on)}
          />
        ))}
    </fieldset>
  );
}

/** The same, in words, for a table. */
export function useCompanyNames(): (ids: readonly number[] | null | undefined) => string {
  const { companies } = useCompanies();
  return (ids) => {
    if (ids == null) return t("companies.all");
    const names = ids.map(
      (id) => companies?.find((company) => company.id === id)?.name ?? `#${id}`,
    );
    return names.join(", ");
  };
}
