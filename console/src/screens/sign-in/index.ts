import "./sign-in.css";

export { ForgottenScreen } from "./forgotten";
export { InvitationScreen } from "./invitation";
export { PasswordResetScreen } from "./password-reset";
export { SignInScreen } from "./sign-in";
