import "./me.css";

export { MeScreen } from "./me";
