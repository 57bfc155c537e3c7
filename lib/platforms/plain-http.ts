import type { Http } from "./platform-client.ts";

/**
 * Goes directly to the platform. A redirect is an error: the platforms' APIs send none, and it would take a secret
 * along.
 */
export const plainHttp: Http = ({ url, ...request }) => fetch(url, { ...request, redirect: "error" });
