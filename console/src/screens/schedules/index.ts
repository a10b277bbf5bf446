export { SchedulesScreen } from "./list";
export { ScheduleScreen } from "./schedule";
