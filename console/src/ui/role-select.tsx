import type { Role } from "../session/rights";
import { t } from "../text";
import { Select } from "./inputs";

const ROLES = ["viewer", "operator", "admin"] as const;

export function RoleSelect({ value, onValue }: { value: Role; onValue: (role: Role) => void }) {
  return (
    <Select
      label={t("role")}
      hint={t(`role.${value}.what`)}
      value={value}
      choices={ROLES.map((role) => [role, t(`role.${role}`)] as const)}
      onValue={(text) => onValue(ROLES.find((role) => role === text) ?? "viewer")}
    />
  );
}
