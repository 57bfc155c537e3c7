import { bundleConsole } from "./bundle.ts";

/** The bundled console, as the bundler of functions deploys it. */
export default async () => [...(await bundleConsole())];
