import { ItemsScreen } from "./items";

export const Receivables = () => <ItemsScreen side="receivable" />;
export const Payables = () => <ItemsScreen side="payable" />;
