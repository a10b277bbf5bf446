export { RunsScreen } from "./list";
export { MissingRowsScreen } from "./missing";
export { RunScreen } from "./run";
