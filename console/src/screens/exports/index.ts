import "./exports.css";

export { ExportDialog } from "./dialog";
export { ExportsScreen } from "./list";
export { MailsScreen } from "./mails";
