import "./partners.css";

export { PartnersScreen } from "./list";
export { PartnerScreen } from "./partner";
