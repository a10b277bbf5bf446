import "./statements.css";

export { StatementsScreen } from "./list";
export { NewStatementsScreen } from "./new";
export { StatementRunScreen } from "./run";
