import { expect, it } from "vitest";
import { sampleCreator } from "../../../test/contracts/sample-records.ts";
import { LOCAL_TENANT } from "../../domain/ids.ts";
import { keywordDocument } from "./sqlite-keyword-document.ts";

it("takes a link for the name of its host, not for the letters behind it", () => {
  const bio = "Bread. https://t.co/EBPveWU20P https://harbour.example/shop?id=20 pies";
  const { terms } = keywordDocument(sampleCreator(LOCAL_TENANT, "baker", { bio }));
  expect([...terms.keys()]).toEqual(expect.arrayContaining(["bread", "harbour", "pie"]));
  for (const noise of ["20", "ebpvewu20p", "shop"]) expect(terms.has(noise), noise).toBe(false);
});
