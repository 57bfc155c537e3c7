/** The architecture as rules that run; docs/ARCHITECTURE.md draws the same picture. */
const adapters = "^lib/adapters/";
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: "\\.test\\.ts$" },
  to: { path: "^(lib|functions|local|cli|cdk|scrapers|bench|eval|test)/", pathNot: allowed },
});

/** The rooms of lib, lowest first: which others each may use, and why no more. They know ports, never adapters. */
const rooms = {
  stored: [[], "Walks what is stored, page by page; what the walk is for is its caller's."],
  signals: [[], "Counts for the runbook, and reads what it has in force; it judges nothing."],
  demand: [[], "Counts what is asked for; search writes it, the crawl plan reads it."],
  cache: [[], "Seals what is cached; it does not know how a page is made."],
  audit: [[], "Records what was done; it decides nothing."],
  quality: [[], "Makes and reads the benchmark table."],
  console: [[], "Serves the bundled page; it knows nothing of what the page asks."],
  health: [[], "Asks each part whether it answers."],
  suppression: [
    ["access", "cache"],
    "Hides a person at once. Everything that stores creators stands on it, so it knows none of them.",
  ],
  embed: [
    ["access", "cache", "stored", "suppression"],
    "Follows the documents; what changed them does not matter.",
  ],
  access: [["audit", "cache"], "Who may do what is decided before any feature runs."],
  identity: [["audit", "stored"], "Links accounts from what is stored; it fetches nothing."],
  consent: [["audit", "cache", "stored", "suppression"], "A consent follows the stored creator."],
  search: [
    ["cache", "demand", "identity", "signals", "stored", "suppression"],
    "Reads; it changes no creator.",
  ],
  mcp: [[], "Puts the API's operations into the protocol's words; who carries them out is given."],
  workspace: [
    ["access", "audit", "cache", "search", "stored", "webhooks"],
    "What a tenant keeps of what it found; it finds through search.",
  ],
  webhooks: [["access", "audit", "stored"], "Tells what happened; it does not know who makes it happen."],
  exports: [
    ["access", "search", "stored", "webhooks", "workspace"],
    "Files of what a search finds or a list holds, read as the API reads.",
  ],
  ingest: [
    ["access", "audit", "consent", "identity", "quality", "stored", "suppression"],
    "Ingest hides whom suppression names; carrying an erasure out is not its work.",
  ],
  crawl: [
    ["access", "demand", "identity", "ingest", "signals", "stored", "suppression", "webhooks"],
    "A crawl writes what ingest reads, in ingest's own form.",
  ],
  runbook: [["audit", "crawl", "signals"], "Judges what others count, and acts through what they read."],
  retention: [
    ["crawl", "identity", "ingest", "stored", "suppression"],
    "Removes what is too old, wherever it came from.",
  ],
  backup: [
    ["access", "crawl", "exports", "identity", "stored", "suppression"],
    "Copies and restores; a restore asks suppression first, and forgets in a copy what names the erased.",
  ],
  erasure: [
    [
      "access",
      "audit",
      "backup",
      "cache",
      "crawl",
      "exports",
      "identity",
      "stored",
      "suppression",
      "webhooks",
    ],
    "Removes from every store that holds creators; no store knows erasure.",
  ],
  keyring: [
    ["access", "audit", "backup", "stored", "suppression"],
    "A new key reaches everything that an old one digested.",
  ],
  move: [
    ["access", "backup", "consent", "search", "stored", "suppression"],
    "Carries all that is stored to other stores; it decides who may come along as a restore does.",
  ],
  jobs: [
    [
      "access",
      "audit",
      "backup",
      "crawl",
      "embed",
      "erasure",
      "exports",
      "identity",
      "keyring",
      "quality",
      "retention",
      "runbook",
      "search",
      "stored",
      "suppression",
      "webhooks",
      "workspace",
    ],
    "Knows every feature that has something to do by the clock; none of them knows when.",
  ],
};
/** The rooms inside `lib/search`, lowest first, and which others each may use. The stories at its top use them all. */
const searchRooms = {
  question: [[], "What is asked stands before anything is read for it."],
  creators: [["question"], "Reads creators as they are stored now; who found them does not matter."],
  legs: [["question"], "Asks the indexes; it gives no order."],
  rank: [["question", "creators", "legs"], "Orders what the legs found; it shows nothing."],
  page: [["question", "creators", "legs", "rank"], "Shows what is ranked."],
  similar: [
    ["question", "creators", "legs", "page"],
    "Finds by creators instead of words; it ranks in its own way.",
  ],
  llm: [[], "Reads and reranks by a model. Only the composition knows that it stands behind a port."],
};
const features = Object.keys(rooms).join("|");

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
    ...Object.entries(rooms).map(([room, [others, comment]]) =>
      only(
        `room-${room}`,
        `^lib/${room}/`,
        `^lib/(domain|ports|platforms|${[room, ...others].join("|")})/`,
        comment,
      ),
    ),
    ...Object.entries(searchRooms).map(([room, [others, comment]]) => ({
      name: `search-${room}`,
      comment,
      severity: "error",
      from: { path: `^lib/search/${room}/`, pathNot: "\\.test\\.ts$" },
      to: {
        path: "^lib/search/",
        pathNot: `^lib/search/((ports|settings)\\.ts$|(${[room, ...others].join("|")})/)`,
      },
    })),
    only(
      "adapters-know-ports",
      adapters,
      "^lib/(domain|ports|adapters)/",
      "An adapter translates between a port and its own SDK.",
    ),
    only(
      "lambda-knows-features",
      "^lib/lambda/",
      `^lib/(domain|ports|platforms|${features}|lambda|compose/services|config)`,
      "The wrappers carry requests; they choose no adapter.",
    ),
    {
      name: "one-door-to-the-database",
      comment: "Tenancy is enforced in TenantDocuments; whoever holds Documents can go around it.",
      severity: "error",
      from: { path: `^(lib/(${features}|lambda|platforms)|functions|local|cli)/`, pathNot: "\\.test\\.ts$" },
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
      name: "web-takes-types-alone",
      comment: "A browser must never load the server's code; its types say what the API answers.",
      severity: "error",
      from: { path: "^web/", pathNot: "^web/(bundle|console-files\\.computed)\\.ts$" },
      to: { path: "^(lib|functions|local|cli|cdk|scrapers)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "scrapers-are-a-host",
      comment: "The task wires a composition to the worker; what it does, the same code does on one machine.",
      severity: "error",
      from: { path: "^scrapers/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(functions|local|cli|cdk|bench|eval|test)/|^lib/adapters/" },
    },
    {
      name: "smoke-asks-from-outside",
      comment: "It judges a system by what its callers see; what the system itself believes proves nothing.",
      severity: "error",
      from: { path: "^smoke/", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^(lib|functions|local|cli|cdk|scrapers|bench|eval|test)/",
        pathNot:
          "^(lib/(domain|ports|config|compose/cloud-parts)|local/(command-client|folder-lock)|cdk/stage-settings)",
      },
    },
    {
      name: "functions-are-wiring",
      comment: "A deployable imports wrapper, composer, use case and schema; no SDK and no adapter.",
      severity: "error",
      from: { path: "^functions/", pathNot: "\\.test\\.ts$" },
      to: {
        pathNot: `^(lib/(lambda|compose|${features}|domain)/|lib/config\\.ts$|functions/|web/console-files\\.computed\\.ts$)`,
      },
    },
    {
      name: "no-dev-packages-in-production",
      comment: "What Lambda or npm start needs must be installed by npm ci --omit=dev.",
      severity: "error",
      from: { path: "^(lib|functions|local|cli|scrapers|web)/", pathNot: "\\.test\\.ts$" },
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
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
