/** The architecture as rules that run; docs/ARCHITECTURE.md draws the same picture. */
const adapters = "^lib/adapters/";
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: "\\.test\\.ts$" },
  to: { path: "^(lib|functions|local|cli|cdk|scrapers|bench|eval|test)/", pathNot: allowed },
});

export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle is two modules that are really one, or one that knows too much.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    only(
      "domain-is-pure",
      "^lib/domain/",
      "^lib/domain/",
      "The rules of the trade must hold whatever stands around them.",
    ),
    only(
      "ports-know-domain",
      "^lib/ports/",
      "^lib/(domain|ports)/",
      "A port speaks the domain's words, no vendor's.",
    ),
    only(
      "platforms-know-ports",
      "^lib/platforms/",
      "^lib/(domain|ports|platforms)/",
      "A platform client may cache and count quota, nothing more.",
    ),
    only(
      "use-cases-know-ports",
      "^lib/use-cases/",
      "^lib/(domain|ports|platforms|use-cases)/",
      "A use case that imports an adapter runs in one place only.",
    ),
    only(
      "adapters-know-ports",
      adapters,
      "^lib/(domain|ports|adapters)/",
      "An adapter translates between a port and its own SDK.",
    ),
    only(
      "lambda-knows-use-cases",
      "^lib/lambda/",
      "^lib/(domain|ports|platforms|use-cases|lambda|compose/services|config)",
      "The wrappers carry requests; they choose no adapter.",
    ),
    {
      name: "one-door-to-the-database",
      comment: "Tenancy is enforced in TenantDocuments; whoever holds Documents can go around it.",
      severity: "error",
      from: { path: "^(lib/(use-cases|lambda|platforms)|functions|local|cli)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^lib/ports/documents\\.ts$" },
    },
    {
      name: "cloud-and-embedded-never-meet",
      comment: "Keeps native embedded parts out of Lambda bundles.",
      severity: "error",
      from: { path: "^lib/adapters/(cloud|embedded)/" },
      to: { path: "^lib/adapters/(cloud|embedded)/", pathNot: "^lib/adapters/$1/" },
    },
    {
      name: "only-compose-picks-adapters",
      comment: "One place decides what stands behind a port.",
      severity: "error",
      from: {
        path: "^(lib|functions|local|cli|scrapers)/",
        pathNot: ["^lib/(compose|adapters)/", "\\.test\\.ts$"],
      },
      to: { path: adapters },
    },
    {
      name: "lib-stands-alone",
      comment: "lib is what every host shares; a host's file in it would tie them together.",
      severity: "error",
      from: { path: "^lib/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(functions|local|cli|cdk|scrapers|bench|eval|test)/" },
    },
    {
      name: "scrapers-are-a-host",
      comment: "The task wires a composition to the worker; what it does, the same code does on one machine.",
      severity: "error",
      from: { path: "^scrapers/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(functions|local|cli|cdk|bench|eval|test)/|^lib/adapters/" },
    },
    {
      name: "functions-are-wiring",
      comment: "A deployable imports wrapper, composer, use case and schema; no SDK and no adapter.",
      severity: "error",
      from: { path: "^functions/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^(lib/(lambda|compose|use-cases|domain)/|functions/)" },
    },
    {
      name: "no-dev-packages-in-production",
      comment: "What Lambda or npm start needs must be installed by npm ci --omit=dev.",
      severity: "error",
      from: { path: "^(lib|functions|local|cli|scrapers)/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["npm-dev"], pathNot: "@types/" },
    },
    {
      name: "no-unresolvable",
      comment: "An import that resolves to nothing fails at run time.",
      severity: "error",
      from: {},
      // aws-lambda is a package of types alone.
      to: { couldNotResolve: true, pathNot: "^aws-lambda$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(tools|docs)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
