/** Writes docs/PERMISSIONS.md from the operations; a test says when it is out of date. */
import { writeFileSync } from "node:fs";
import { permissionsDocument } from "../../lib/domain/api/permissions.ts";

writeFileSync(new URL("../../docs/PERMISSIONS.md", import.meta.url), permissionsDocument());
