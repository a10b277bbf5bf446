import { AgeingScreen } from "./ageing";

export const Receivables = () => <AgeingScreen side="receivable" />;
export const Payables = () => <AgeingScreen side="payable" />;
