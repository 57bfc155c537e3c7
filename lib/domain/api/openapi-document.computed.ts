/** The document, which the bundler computes at build time. Answering with it loads none of the code that makes it. */
export { openapiDocument as default } from "./openapi.ts";
