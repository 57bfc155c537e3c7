/** The document as the bundler deploys it, so that nothing of what it is made from is loaded to answer with it. */
export { openapiDocument as default } from "./openapi.ts";
