import { render } from "preact";
import { connect } from "./shared/state.ts";
import { Shell } from "./shell/shell.tsx";

connect();
const page = document.getElementById("page");
if (page !== null) render(<Shell />, page);
