import "./look/tokens.css";
import "./look/base.css";
import "./look/controls.css";
import "./shell/shell.css";
import "./grid/grid.css";
import "./screens/sign-in/sign-in.css";
import "./screens/ageing/ageing.css";
import "./screens/mirror/mirror.css";
import { render } from "preact";
import { App } from "./app";

const root = document.getElementById("app");
if (root) render(<App />, root);
