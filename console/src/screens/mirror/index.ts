import "./mirror.css";

export { AlarmsScreen } from "./alarms";
export { MirrorScreen } from "./mirror";
