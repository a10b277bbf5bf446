import "./look/tokens.css";
import "./look/base.css";
import "./look/controls.css";
import "./look/parts.css";
import "./shell/shell.css";
import "./grid/grid.css";
import "./look/print.css";
import { render } from "preact";
import { App } from "./app";

const root = document.getElementById("app");
if (root) render(<App />, root);
