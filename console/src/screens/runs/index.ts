export { RunsScreen } from "./list";
export { RunScreen } from "./run";
