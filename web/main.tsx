import { render } from "preact";
import { signIn } from "./api.ts";
import { App } from "./app.tsx";

await signIn();
render(<App />, document.body);
