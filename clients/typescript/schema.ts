/** Made by `npm run docs` from docs/openapi.json: change the operations, not this. */
export interface paths {
    "/adapters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Learnt adapters
         * @description Of the tenant and the present embedding model, newest first. The first one serves.
         */
        get: operations["listAdapters"];
        put?: never;
        /**
         * Learn from feedback
         * @description Learns a correction of question vectors from half of the tenant's feedback, and judges it by the other half. It is kept, and serves new searches within a minute, only where that half is better with its 95% interval above 0. Called by the platform's administrator, it learns the common adapter from the tenants that consent. Creators' vectors stay as they are. Pages that are cached live on until they expire.
         */
        post: operations["learnAdapter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/adapters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an adapter back
         * @description The one before it serves again, or none.
         */
        delete: operations["withdrawAdapter"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was done, newest first
         * @description The privileged acts on the caller's tenant, and the calls that a key of it was refused: of one key, route and code in an hour the 1st, 10th, 100th and so on, with how many there were by then. A record is named by a keyed digest of its id; `subject` finds the acts on a creator.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the audit is whole
         * @description Reads the chain from a place on, at most 10,000 entries a call, and names each entry that was changed, removed, inserted or moved. Only an `anchor` kept elsewhere shows that the whole of chain and head was set back to an earlier state.
         */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/caller": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom this key belongs to, and what it may do
         * @description For programs that show only what will be answered.
         */
        get: operations["showCaller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/creators/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creators by id, handle or address
         * @description Up to 100 names in any form: an id, a handle with or without @, the address of a profile on any platform. One result each, in order. `unknown` says nothing of why: it may be asked for with `target`. No look-up by e-mail or phone number exists.
         */
        post: operations["lookUpCreators"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/creators/rank": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The caller's creators in our order
         * @description Up to 100 creators that the caller names (as in /creators/lookup), ranked for a question with the reasons of a search. Everyone who is found comes back: those that meet all filters first, `missed_filters` names what the others miss. `unknown` lists names that nobody goes by. Every ten names cost a unit.
         */
        post: operations["rankCreators"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/creators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One creator
         * @description The stored profile of a creator. Contact details are never part of it. `provenance` tells where its fields come from and when they were so: from the platform, read from the `profile`'s words, counted over its `posts` or its `history`, compared with its `peers`, from `links` between accounts, or by `consent`.
         */
        get: operations["getCreator"];
        put?: never;
        post?: never;
        /**
         * Forget a creator
         * @description From the answer on no search of the caller's tenant shows the creator, and the account can not come back there by a later ingest. A creator of the common catalogue is hidden from the tenant, and proposed to the platform's administrator, who may erase it everywhere: `proposal_id` is the erasure to ask for. `scope=identity` takes mutually linked accounts along.
         */
        delete: operations["eraseCreator"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/creators/{id}/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Record a creator's consent
         * @description For what the creator agreed to be contacted, how that came about, what shows it, and the contacts. Contacts and evidence are kept encrypted under a key of the creator's own; a contact that the creator's profile gave too is marked as verified. Takes the place of an earlier consent.
         */
        put: operations["giveConsent"];
        post?: never;
        /**
         * Withdraw a creator's consent
         * @description Destroys the contacts, the evidence and their key. Asking again is harmless: `withdrawn` says whether there was a consent.
         */
        delete: operations["withdrawConsent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/creators/{id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The contacts that a creator gave with its consent
         * @description Each reading is put on record before anything is shown.
         */
        get: operations["readContacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/creators/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Followers and engagement over time
         * @description As often as the profile was fetched and for as long as the platform's terms let it be kept.
         */
        get: operations["creatorHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/creators/{id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Creators like this one
         * @description Nearest by meaning, size, language and country, each with the traits it shares.
         */
        get: operations["similarCreators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dictionaries/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Values of a filter
         * @description Codes and names that a filter takes, with the number of creators that have each.
         */
        get: operations["listDictionary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasure-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The figures that a data protection officer asks for
         * @description Of the last 90 days: received, done, open, late, median and worst time, removals by store, failures; with what the daily verification of completed erasures found.
         */
        get: operations["reportErasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasure-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to be forgotten
         * @description For the person behind an account; no key is needed. Gives a code to place in the account's bio, which proves that the account is theirs. The answer is the same whether or not anything is stored.
         */
        post: operations["requestOwnErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasure-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far one's own request is
         * @description `waiting` for the proof, `expired`, or how far the erasure is.
         */
        get: operations["getOwnErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasure-requests/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the code is in place
         * @description The platform is asked for the account at once, and when its bio shows the code the account is forgotten in every tenant. `look` tells what was looked at: where the platform can not be asked just now, the system's next fetch counts. Until the code is seen the answer is `waiting`: ask again after some minutes. Name the account as before: it is kept as a digest only.
         */
        post: operations["verifyOwnErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Erasures, newest first
         * @description Those of the caller's tenant.
         */
        get: operations["listErasures"];
        put?: never;
        /**
         * Forget an account by its name
         * @description For a request that names the account and not our id. A handle means the account that was seen last under it; `other_bearers` are the others, which stay. Also holds for an account that was never stored: its platform is asked for the id, where it can be, and the id is suppressed; otherwise anyone who comes first under the handle within a year is. It holds in the caller's tenant, where the common catalogue's record is hidden too; what is in the catalogue is proposed to the platform's administrator (`proposal_id`). With `everywhere` in every tenant, which that administrator alone may ask for.
         */
        post: operations["requestErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an erasure is
         * @description Store by store, with the time at which it was read back.
         */
        get: operations["getErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/erasures/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide what a tenant proposed for the common catalogue
         * @description `grant` erases the account in every tenant, by the date that runs since the tenant asked; `refuse` leaves it hidden from that tenant alone. `GET /erasures?status=proposed` lists what waits.
         */
        post: operations["decideErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exports of the last day
         * @description The tenant's, newest first, without links.
         */
        get: operations["listExports"];
        put?: never;
        /**
         * Export a search or a shortlist as a file
         * @description Up to 100,000 creators as CSV, NDJSON or Parquet, with the fields that the API shows of them; contacts never. Give `search` or `list_id`. A search by words exports what its pages would bring. Ask `GET /exports/{id}` for progress and the link. The file is gone after 24 hours, or as soon as a creator in it is erased. Text that a spreadsheet would take for a formula starts with an apostrophe in CSV. Each 100 rows of `limit` count as a page of results.
         */
        post: operations["createExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an export is, and its file
         * @description `rows` of `total` are written. A `ready` one has a `link`, a fresh one each time; it may be relative to the address of the API. `withdrawn`: a creator in it was erased, ask for it again. `failed` says why in `failure`.
         */
        get: operations["getExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What became of search results
         * @description Tells which creators of a search's answer were opened, saved, hidden, or shown for a wrong reason; `query_id` stands in the answer's `meta`. An adapter may learn from it. Kept for 180 days; telling it twice is harmless.
         */
        post: operations["giveFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feedback/sharing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Whether others learn from the tenant's feedback
         * @description Consents to the platform learning the common adapter from this tenant's feedback, or takes the consent back: the next adapter is then learnt without it. Without consent, feedback serves the tenant's own adapter alone.
         */
        put: operations["shareFeedback"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the system answers
         * @description Asks the stores that a search needs.
         */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The accounts of one person or brand
         * @description With the evidence of each link. Accounts that only look alike are not in it.
         */
        get: operations["getIdentity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts that are likely one person or brand
         * @description The tenant's own accounts, two at a time, most probable first, with what each field adds in bits. A daily job finds them; nothing is linked until an operator decides. A page may hold fewer than `limit` and still have a next one.
         */
        get: operations["listIdentitySuggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity-suggestions/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say whether two suggested accounts are one's
         * @description `confirm` links both accounts, as mutual links would; `refuse` keeps them apart, and the pair is not suggested again. Either is on record. `identity_id` is the identity that the first account belongs to then.
         */
        post: operations["decideIdentitySuggestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ingests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in a file of profiles
         * @description Gives an address to `PUT` the file to within a quarter of an hour, without a key; exactly this many bytes as were said. It holds an envelope a line, or as JSON values where its name ends in `.json`; either may be gzipped. Of the name only its ending is kept. `GET /ingests/{id}` tells how far it is.
         */
        post: operations["createIngest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ingests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a file is, and what of it was refused
         * @description 404 until the file has come. What is stored can be found some seconds after.
         */
        get: operations["getIngest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shortlists
         * @description The tenant's lists, newest first.
         */
        get: operations["listLists"];
        put?: never;
        /**
         * A new shortlist
         * @description Empty at first. Names need not differ.
         */
        post: operations["createList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One shortlist
         * @description Its name and notes; the creators are at `/lists/{id}/creators`.
         */
        get: operations["getList"];
        /**
         * Rename a shortlist, or change its notes
         * @description What is left out stays as it is.
         */
        put: operations["changeList"];
        post?: never;
        /**
         * Delete a shortlist
         * @description With all its notes. The creators themselves stay in the catalogue.
         */
        delete: operations["deleteList"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lists/{id}/creators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The creators of a shortlist
         * @description In the list's order, each as it is stored now. A creator that was erased is gone from the list; one that is not stored at the moment is left out until it is fetched again.
         */
        get: operations["listCreators"];
        put?: never;
        /**
         * Put creators on a shortlist
         * @description Up to 100 at once, one result each, in order. A creator that is on it already keeps its note and place.
         */
        post: operations["addToList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lists/{id}/creators/{creator_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a creator's note, status or place on a shortlist
         * @description What is left out stays as it is. A place is told by `before`, the creator that it is to stand before, or by `position`, a number; one of them.
         */
        put: operations["changeEntry"];
        post?: never;
        /**
         * Take a creator off a shortlist
         * @description Harmless again: `removed` is then 0.
         */
        delete: operations["removeFromList"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The Model Context Protocol, for assistants
         * @description Streamable HTTP without sessions: one JSON-RPC message a request, answered by one, or by 202 where it asks for nothing. The tools find and read creators, keep lists and ask for fetches, each with this key's roles and quotas: a message costs a unit, a tool what its operation costs. Errors of the protocol come as JSON-RPC errors.
         */
        post: operations["mcp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description OpenAPI 3.1, made from the schemas that requests are validated by.
         */
        get: operations["openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/saved-searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Saved searches
         * @description The tenant's, newest first.
         */
        get: operations["listSavedSearches"];
        put?: never;
        /**
         * Save a search and have it run every day
         * @description It runs once now, and what it finds is no news. Each run looks at the first 500 creators. A tenant has 100 at most; beyond that the answer is 409.
         */
        post: operations["createSavedSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/saved-searches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One saved search
         * @description When it ran last, and how many creators it found then for the first time.
         */
        get: operations["getSavedSearch"];
        /**
         * Rename a saved search, or change what it looks for
         * @description What is left out stays as it is. Another search begins anew: it runs now, and what it finds is no news.
         */
        put: operations["changeSavedSearch"];
        post?: never;
        /**
         * Delete a saved search
         * @description With what it found. The creators themselves stay in the catalogue.
         */
        delete: operations["deleteSavedSearch"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/saved-searches/{id}/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a saved search found since it was saved
         * @description Newest first, each creator as it is stored now, since a time if one is given. One that the search finds no more is left out 30 days after it was found; an erased one at once.
         */
        get: operations["listNewCreators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find creators
         * @description Ranked creators for a question in the asker's own words. Lists are joined by commas; rates are shares (0.02 is 2%). An unknown or repeated parameter is refused.
         */
        get: operations["searchCreators"];
        put?: never;
        /**
         * Find creators, with the request as JSON
         * @description Ranked creators for words (`query`), filters or both, each with the reasons for its rank. Filters that the words state are read from them: `meta.interpreted` says which. The same search as GET /search, which calls the words `q`. An unknown field is refused.
         */
        post: operations["searchCreatorsByBody"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creators like several, unlike others
         * @description Nearest to the liked creators together and away from the disliked ones, by meaning, size, language and country, each with the traits it shares with the liked one that it is most like. Names as in /creators/lookup; `unknown` lists those that nobody goes by. Every ten names cost a unit.
         */
        post: operations["similarToSeveral"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Completions while typing
         * @description Handles, names, categories and places that begin with `q`, each with its kind. Creators come from two letters on, the most followed first. After `@` only creators are suggested.
         */
        get: operations["suggest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/system/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is wrong, and what helps
         * @description Looks at the stores, the dead letters, the jobs and what waits to be indexed; changes nothing. `increator doctor` looks at settings and the machine as well.
         */
        get: operations["checkSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/system/crawl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far crawling is
         * @description Accounts of all tenants by platform: how many are due, awaited or absent.
         */
        get: operations["showCrawl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/system/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When each job of the clock ran, runs next, and whether it is late
         * @description A job is cut into pieces, at least one a tenant; `late` counts those whose clock struck twice without them.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/system/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much work waits, and what was given up
         * @description Every queue with its dead letters. In AWS the figures are right about a minute after a change.
         */
        get: operations["listQueues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/system/runbook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether an outage is seen, what would help, and what is in force
         * @description Judges calls of the platforms and answers of the vector index, of this minute and the last; changes nothing.
         */
        get: operations["showRunbook"];
        put?: never;
        /**
         * Do what helps in an outage, or take it back
         * @description `apply` does what `GET /system/runbook` proposes. Each act ends by itself some minutes after its signal; `end` takes back at once whatever is in force. Both are in the audit of the system.
         */
        post: operations["runRunbook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for accounts to be fetched
         * @description Accounts that are not in the catalogue yet, or should be looked at again soon. They are fetched when their platform's quota allows, and can be found after that. One result for each account, in order; `suppressed` was erased by the tenant itself and is never fetched. An account that somebody else erased is `added` like any other, and never comes.
         */
        post: operations["addTargets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What this key and its tenant used, and what they have left
         * @description `quotas` is what is left now, none of a plan without limits. `used` tells the units of each day (UTC) and route, newest first; what was refused used nothing. Counts follow the quotas: a time in which the counters did not answer is missing.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhooks
         * @description The tenant's, newest first, without their secrets.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Have an address told what happened
         * @description Messages are those of Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature `v1`) and hold ids alone. `export.ready`: a file is there. `search.new`: a saved search found creators for the first time. `target.fetched`: an account that was asked for came. `creator.erased`: remove what you kept of it. A message that is not answered 2xx within ten seconds comes again ten times over three days; 410 turns the webhook off. Redirects are not followed, and an address that leads into a private network is never asked. The answer alone shows the secret. A tenant has 10 at most.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One webhook
         * @description Without its secret.
         */
        get: operations["getWebhook"];
        /**
         * Change a webhook, or turn it off and on
         * @description What is left out stays as it is. What happens while it is off is not told later.
         */
        put: operations["changeWebhook"];
        post?: never;
        /**
         * Delete a webhook
         * @description With its deliveries; what is still to be sent is not sent.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a webhook was told lately
         * @description Of the last 14 days, newest first. `dead` are those that were given up: see `last_status` and `last_failure`, fix the receiver, and have them sent again.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message once more
         * @description At once, and again as often as a new one. Its id stays, so that a receiver that had it can tell.
         */
        post: operations["redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook a new secret
         * @description The answer alone shows it. Messages carry the signatures of both secrets for 24 hours.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Adapter: {
            /** @description Id of an adapter, given when it was learnt. */
            id: string;
            /** @description The embedding model whose query vectors it corrects. */
            model: string;
            /** Format: date-time */
            learnt_at: string;
            /** @description How many queries an adapter learned from, and how many it was judged by. */
            questions: {
                taught: number;
                held_out: number;
            };
            /** @description A mean with its 95% interval. */
            gain: {
                mean: number;
                low: number;
                high: number;
            };
        };
        AdapterReport: {
            model: string;
            /** @description Number of acts that were read. */
            feedback: number;
            /** @description How many queries an adapter learned from, and how many it was judged by. */
            questions: {
                taught: number;
                held_out: number;
            };
            pairs: number;
            /** @description Over the held-out queries, the mean share of pairs in the right order; null: too few queries. */
            ordered: {
                before: number;
                after: number;
            } | null;
            gain: {
                mean: number;
                low: number;
                high: number;
            } | null;
            kept: boolean;
            /** @description Why it was kept or not. */
            reason: string;
            adapter_id: string | null;
        };
        AddTargetsAnswer: {
            data: {
                /** @enum {string} */
                outcome: "added" | "suppressed" | "platform-off" | "too-many";
            }[];
        };
        AddToListAnswer: {
            data: {
                /** @enum {string} */
                outcome: "added" | "known" | "unknown";
            }[];
        };
        AuditEntry: {
            /** @description Counts from 1 without gaps in each tenant. */
            seq: number;
            /** Format: date-time */
            at: string;
            /** @description The public id of the key, or the job, that acted. */
            actor: string;
            action: string;
            subject_digest: string | null;
            /** @enum {string} */
            outcome: "allowed" | "refused" | "failed";
            detail: {
                [key: string]: string | number | boolean | null;
            };
            /** @description The request that asked for it; null for jobs. */
            request_id: string | null;
            address_digest: string | null;
            /** @description The key version of the two digests and the signature. It never changes, since the clear text is gone. */
            key_version: number;
        };
        Caller: {
            key_id: string;
            tenant: string;
            roles: ("viewer" | "analyst" | "privacy_officer" | "operator" | "admin")[];
            /** @enum {string} */
            plan: "free" | "team" | "enterprise" | "unlimited";
            /** @description Ids of the operations of this document that the key may call. */
            operations: string[];
        };
        ChangeEntryAnswer: {
            data: {
                /** @description The tenant's own remarks. Deleted with the list, or with the creator they are about. */
                note: string;
                /**
                 * @description The state of the tenant's contact with the creator.
                 * @enum {string}
                 */
                status: "considered" | "contacted" | "agreed" | "declined";
                /** @description Entries are sorted by it, ascending. New ones come last. */
                position: number;
                /** Format: date-time */
                added_at: string;
            };
        };
        CheckSystemAnswer: {
            data: components["schemas"]["Finding"][];
        };
        Contacts: {
            purpose: string;
            source: string;
            /** Format: date-time */
            at: string;
            contacts: {
                /** @enum {string} */
                kind: "email" | "phone";
                value: string;
                /** @description Whether the creator's own profile gave the same contact. */
                verified: boolean;
            }[];
            /** @description Id of a creator, as searches and look-ups give it. */
            creator_id: string;
            evidence: string;
        };
        Crawl: {
            platform: components["schemas"]["Platform"];
            targets: number;
            /** @description Number of targets that are due. */
            due: number;
            /** @description Number of targets that somebody asked for and that were not fetched since. */
            awaited: number;
            /** @description Number of accounts that the platform does not show. */
            absent: number;
            /** @description Whether the platform's quota is spent or it asks for fewer requests. */
            is_cooling_down: boolean;
        };
        CreateExportAnswer: {
            data: components["schemas"]["Export"];
        };
        CreateIngestAnswer: {
            data: {
                /** @description Id of a file, given with the address to send it to. */
                id: string;
                upload: {
                    /** @constant */
                    method: "PUT";
                    /** @description On one machine it is relative to this API's own address. */
                    url: string;
                    /** Format: date-time */
                    expires_at: string;
                };
            };
        };
        CreateListAnswer: {
            data: components["schemas"]["List"];
        };
        CreateSavedSearchAnswer: {
            data: components["schemas"]["SavedSearch"];
        };
        CreateWebhookAnswer: {
            data: {
                /** @description Id of a webhook, given when it was made. */
                id: string;
                url: string;
                events: ("export.ready" | "search.new" | "target.fetched" | "creator.erased")[];
                is_active: boolean;
                /** Format: date-time */
                created_at: string;
                /** Format: date-time */
                updated_at: string;
                /** @description Begins with `whsec_`; shown once. */
                secret: string;
            };
        };
        Creator: {
            /** @description Id of a creator, as searches and look-ups give it. */
            id: string;
            platform: components["schemas"]["Platform"];
            display_name: string;
            bio: string;
            url: string;
            avatar_url: string | null;
            links: string[];
            location_text: string | null;
            /** @description ISO 3166-1 alpha-2, upper case. */
            country: string | null;
            /** @description BCP 47 primary subtags, most certain first. */
            languages: string[];
            /** @description Codes of `GET /dictionaries/categories`, strongest first. */
            categories: string[];
            /** @description Lower case, without the #. */
            hashtags: string[];
            /** @description Lower-case handles without the @. */
            mentions: string[];
            /** @description Words that the platform itself attaches: YouTube channel keywords and topics, video tags. */
            keywords: string[];
            /** @description As the platform reports it. Unknown is null, never 0. */
            followers: number | null;
            /** @description As the platform reports it. Unknown is null, never 0. */
            following: number | null;
            /** @description As the platform reports it. Unknown is null, never 0. */
            posts_count: number | null;
            engagement: {
                /** @description A share: 0.02 is 2%. */
                rate: number;
                /**
                 * @description How the rate was computed.
                 * @enum {string}
                 */
                basis: "interactions_per_post_by_followers" | "interactions_by_views";
                /** @description Number of posts that the rate was computed over. */
                sample: number;
                median_likes: number | null;
                median_comments: number | null;
                median_views: number | null;
            } | null;
            engagement_rate: number | null;
            quality: {
                /** @enum {string} */
                tier: "top" | "high" | "average" | "low";
                /** @description Engagement's percentile, 0-100, among creators of the same platform and follower tier. */
                percentile: number;
                flags: string[];
            } | null;
            growth: {
                d30: number | null;
                d90: number | null;
            } | null;
            verified: boolean | null;
            account_type: ("person" | "business" | "organisation" | "media") | null;
            has_contact: boolean;
            identity_id: string | null;
            /** @description Day of the latest known post, days since 1970-01-01 UTC. */
            last_post_day: number | null;
            /** @description When the posts behind `engagement`, `last_post_day` and the tags were fetched; null: never. Absent on older records, whose posts are as old as the rest. */
            posts_fetched_at?: string | null;
            /** Format: date-time */
            first_seen_at: string;
            /** Format: date-time */
            fetched_at: string;
            /** @description With a leading @. */
            handle: string;
            contact_kinds: ("email" | "phone")[];
            /** @description The purpose for which the creator agreed to be contacted, and when. Only privacy officers see the contacts themselves. */
            consent: {
                purpose: string;
                /** Format: date-time */
                at: string;
            } | null;
        };
        CreatorHistoryAnswer: {
            data: {
                /** @description Id of a creator, as searches and look-ups give it. */
                id: string;
                /** @description At most one point a day, oldest first. */
                points: {
                    /** Format: date */
                    day: string;
                    followers: number;
                    /** @description A share; null if it was not known that day or the platform's terms forbid it. */
                    engagement_rate: number | null;
                }[];
                growth: {
                    d30: number | null;
                    d90: number | null;
                } | null;
                engagement: {
                    /** @description A share: 0.02 is 2%. */
                    rate: number;
                    /**
                     * @description How the rate was computed.
                     * @enum {string}
                     */
                    basis: "interactions_per_post_by_followers" | "interactions_by_views";
                    /** @description Number of posts that the rate was computed over. */
                    sample: number;
                    median_likes: number | null;
                    median_comments: number | null;
                    median_views: number | null;
                } | null;
                /** @description Number of days that the platform's terms allow a point to be kept. Null: the terms state no limit, and 400 days are kept. */
                kept_days: number | null;
            };
        };
        DecideIdentitySuggestionAnswer: {
            data: {
                identity_id: string | null;
            };
        };
        DeleteListAnswer: {
            data: {
                /** @description Id of a shortlist, given when it was made. */
                id: string;
                removed: number;
            };
        };
        DeleteSavedSearchAnswer: {
            data: {
                /** @description Id of a saved search, given when it was made. */
                id: string;
                removed: number;
            };
        };
        DeleteWebhookAnswer: {
            data: {
                /** @description Id of a webhook, given when it was made. */
                id: string;
                removed: number;
            };
        };
        Delivery: {
            /** @description Id of a delivery. The receiver gets it as `webhook-id`. */
            id: string;
            /** @enum {string} */
            type: "export.ready" | "search.new" | "target.fetched" | "creator.erased";
            /**
             * @description `dead`: given up after its last attempt, or because the webhook is deleted or switched off.
             * @enum {string}
             */
            status: "pending" | "delivered" | "dead";
            attempts: number;
            /** Format: date-time */
            created_at: string;
            last_at: string | null;
            /** @description The receiver's HTTP status; null: it gave none. */
            last_status: number | null;
            /** @description Why the last attempt failed, as a problem code. */
            last_failure: string | null;
            /** @description When the next attempt is due; null: there will be none. */
            next_at: string | null;
        };
        Erasure: {
            id: string;
            /**
             * @description `proposed` and `refused`: a tenant asked to erase a creator of the common catalogue, and the administrator decides.
             * @enum {string}
             */
            status: "accepted" | "running" | "completed" | "closed" | "proposed" | "refused";
            scope: components["schemas"]["ErasureScope"];
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            due_by: string;
            stores: {
                /** @enum {string} */
                store: "documents" | "keywords" | "vectors" | "inbox" | "raw" | "quarantine" | "cache" | "frontier" | "lists" | "saved-searches" | "feedback" | "suggestions" | "exports" | "webhooks" | "queues" | "backups";
                /** @description Set if the store is in another region than the one that carries out erasures. */
                region?: string;
                /** @enum {string} */
                status: "pending" | "done" | "failed";
                removed: number;
                /** @description What reading the store back still found. Null before the first look, and if the store did not answer. */
                left: number | null;
                checked_at: string | null;
            }[];
            /** @description When every live store was read back for the first time. */
            completed_at: string | null;
            /** @description When the second pass was made. */
            closed_at: string | null;
            /** @description The last look by the daily verification. */
            verified_at: string | null;
            /** @description The proposed erasure in the common catalogue that belongs to a tenant's own; absent if none was needed. */
            proposal_id?: string;
            /** @description If it reaches every tenant: how many there are, and in how many it is done. */
            tenants?: {
                all: number;
                done: number;
            };
        };
        /**
         * @description `identity`: the mutually linked accounts too.
         * @enum {string}
         */
        ErasureScope: "creator" | "identity";
        Export: {
            /** @description Id of an export, given when it was asked for. */
            id: string;
            /**
             * @description `withdrawn`: a creator in it was erased.
             * @enum {string}
             */
            status: "queued" | "running" | "ready" | "failed" | "withdrawn";
            /** @enum {string} */
            format: "csv" | "ndjson" | "parquet";
            source: {
                search: {
                    /**
                     * @description What the caller looks for, in free words. Empty means browse by filters and sort.
                     * @default
                     */
                    query: string;
                    /**
                     * @description Conditions of different fields are joined by AND, values of one list by OR.
                     * @default {}
                     */
                    filters: {
                        /** @description Platforms that the account may be on. */
                        platforms?: components["schemas"]["Platform"][];
                        /** @description Number of followers, or of subscribers on YouTube. */
                        followers?: {
                            /** @description At least. Number of followers, or of subscribers on YouTube. */
                            min?: number;
                            /** @description At most. Number of followers, or of subscribers on YouTube. */
                            max?: number;
                        };
                        /** @description Reactions to a post as a share of the followers: 0.02 is 2%. */
                        engagement_rate?: {
                            /** @description At least. Reactions to a post as a share of the followers: 0.02 is 2%. */
                            min?: number;
                            /** @description At most. Reactions to a post as a share of the followers: 0.02 is 2%. */
                            max?: number;
                        };
                        /** @description Where the creator is: ISO 3166-1 alpha-2 codes such as DE. */
                        countries?: string[];
                        /** @description What the creator writes in: BCP 47 primary subtags such as en. */
                        languages?: string[];
                        /** @description Topics, as codes of `GET /dictionaries/categories`. */
                        categories?: string[];
                        /** @description Whether the platform has verified the account. */
                        verified?: boolean;
                        /** @description What the account is run as, if its platform says so. */
                        account_types?: ("person" | "business" | "organisation" | "media")[];
                        /** @description Whether the profile shows a way to contact the creator. */
                        has_contact?: boolean;
                        /** @description The newest known post is at most this number of days old. */
                        last_active_days?: number;
                        /** @description Cities and regions, `DE/munich` or `US/texas`, as `GET /suggest` gives them. Creators of the country without a known city (or region) match too, and `why_ranked` says so. */
                        places?: string[];
                        /** @description Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                        growth?: {
                            /**
                             * @description Length of the window.
                             * @default 30
                             * @enum {number}
                             */
                            days: 30 | 90;
                            /** @description At least. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                            min?: number;
                            /** @description At most. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                            max?: number;
                        };
                        /** @description Median views of a post in the sample that engagement is computed over. */
                        median_views?: {
                            /** @description At least. Median views of a post in the sample that engagement is computed over. */
                            min?: number;
                            /** @description At most. Median views of a post in the sample that engagement is computed over. */
                            max?: number;
                        };
                        /** @description Posts in the 30 days before the posts were last fetched. */
                        recent_posts?: {
                            /** @description At least. Posts in the 30 days before the posts were last fetched. */
                            min?: number;
                            /** @description At most. Posts in the 30 days before the posts were last fetched. */
                            max?: number;
                        };
                        /**
                         * @description Whether other accounts of the same person or brand are known. If none is known, that proves nothing, so there is no `false`.
                         * @constant
                         */
                        has_linked_accounts?: true;
                        /** @description Words that must all be in the profile. */
                        keywords?: string[];
                        /** @description Words that must not be in the profile. */
                        exclude_keywords?: string[];
                        /** @description Creators to leave out, by id. */
                        exclude_ids?: string[];
                        /** @description Creators on any of these shortlists. */
                        list_ids?: string[];
                        /** @description Creators on none of these shortlists. */
                        exclude_list_ids?: string[];
                    };
                    /**
                     * @description `relevance`, or the figure that is highest first; `recent` is the newest post.
                     * @default relevance
                     * @enum {string}
                     */
                    sort: "relevance" | "followers" | "engagement_rate" | "growth" | "recent";
                    /**
                     * @description What finds creators: words (`keyword`), meaning (`vector`) or both.
                     * @default hybrid
                     * @enum {string}
                     */
                    mode: "hybrid" | "keyword" | "vector";
                    /**
                     * @description One result per identity.
                     * @default false
                     */
                    collapse: boolean;
                };
            } | {
                /** @description Id of a shortlist, given when it was made. */
                list_id: string;
            };
            /** @description Maximum number of rows. */
            limit: number;
            /** @description Number of rows written so far. */
            rows: number;
            /** @description Number of rows at the end; null if only reading them all would tell. */
            total: number | null;
            /** Format: date-time */
            created_at: string;
            ready_at: string | null;
            /**
             * Format: date-time
             * @description From this time on the export is gone.
             */
            expires_at: string;
            /** @description Why it failed, as a problem code. */
            failure: string | null;
            /** @description Opens the file without a key for a quarter of an hour. On one machine it is relative to this document's address. */
            link: string | null;
        };
        Finding: {
            part: string;
            is_well: boolean;
            says: string;
            /** @description Null if all is well. */
            remedy: string | null;
        };
        GetCreatorAnswer: {
            data: components["schemas"]["Creator"];
            provenance: {
                /**
                 * @description `platform`: as the platform's profile says. `profile`: read by rules from the texts of profile and posts. `posts`: counted over the fetched posts. `history`: from the counts of earlier days. `peers`: compared with creators of the same platform and size. `links`: from links between accounts. `consent`: told by the creator.
                 * @enum {string}
                 */
                source: "platform" | "profile" | "posts" | "history" | "peers" | "links" | "consent";
                /** @description When the values were true; null: never, or not known. */
                as_of: string | null;
                fields: string[];
            }[];
        };
        GetIdentityAnswer: {
            data: {
                id: string;
                creators: components["schemas"]["Creator"][];
                links: {
                    /** @description Id of a creator, as searches and look-ups give it. */
                    a: string;
                    /** @description Id of a creator, as searches and look-ups give it. */
                    b: string;
                    /**
                     * @description `mutual-links`: each profile points at the other. `operator`: a person of this tenant said so.
                     * @enum {string}
                     */
                    evidence: "mutual-links" | "operator";
                    detail: string;
                    /** Format: date-time */
                    at: string;
                }[];
            };
        };
        GetIngestAnswer: {
            data: components["schemas"]["Ingest"];
        };
        GetOwnErasureAnswer: {
            id: string;
            /**
             * @description `waiting`: the code has not been seen yet.
             * @enum {string}
             */
            status: "waiting" | "expired" | "accepted" | "running" | "completed" | "closed" | "proposed" | "refused";
            /** Format: date-time */
            expires_at: string;
        };
        GetUsageAnswer: {
            data: components["schemas"]["Usage"];
        };
        GetWebhookAnswer: {
            data: components["schemas"]["Webhook"];
        };
        GiveConsentAnswer: {
            purpose: string;
            source: string;
            /** Format: date-time */
            at: string;
            contacts: {
                /** @enum {string} */
                kind: "email" | "phone";
                /** @description Whether the creator's own profile gave the same contact. */
                verified: boolean;
            }[];
            /** @description Id of a creator, as searches and look-ups give it. */
            creator_id: string;
        };
        GiveFeedbackAnswer: {
            data: {
                stored: number;
                /** @description Creators that the caller cannot find, for any reason. */
                unknown: string[];
            };
        };
        HealthAnswer: {
            /** @constant */
            status: "ok";
            parts: string[];
        };
        IdentitySuggestion: {
            /** @description Id of a suggestion, as their list gives it. */
            id: string;
            a: {
                /** @description Id of a creator, as searches and look-ups give it. */
                id: string;
                platform: components["schemas"]["Platform"];
                handle: string;
                display_name: string;
                url: string;
            };
            b: {
                /** @description Id of a creator, as searches and look-ups give it. */
                id: string;
                platform: components["schemas"]["Platform"];
                handle: string;
                display_name: string;
                url: string;
            };
            /** @description The probability that both are one person or brand, 0 to 1. */
            probability: number;
            /** @description Strongest first. Bits above 0 support it, below 0 contradict it. */
            evidence: {
                field: string;
                level: string;
                bits: number;
            }[];
            /** Format: date-time */
            found_at: string;
        };
        Ingest: {
            /** @description Id of a file, given with the address to send it to. */
            id: string;
            /**
             * @description `waiting`: the file has arrived, but reading has not begun.
             * @enum {string}
             */
            state: "waiting" | "reading" | "done";
            /** @description Envelopes so far: each is stored, unchanged, suppressed or quarantined. For a large file the counts change every 2 s. */
            read: number;
            stored: number;
            unchanged: number;
            suppressed: number;
            quarantined_count: number;
            /** @description The first hundred, each with its line and the reason. */
            quarantined: {
                /** @description Counts from 1; in a JSON array, the place of the element. */
                line: number;
                code: string;
                reason: string;
                field?: string;
            }[];
        };
        Interpreted: {
            /** @description The words left to search for after the filters are taken out. */
            text: string;
            /** @description Conditions of different fields are joined by AND, values of one list by OR. */
            filters: {
                /** @description Platforms that the account may be on. */
                platforms?: components["schemas"]["Platform"][];
                /** @description Number of followers, or of subscribers on YouTube. */
                followers?: {
                    /** @description At least. Number of followers, or of subscribers on YouTube. */
                    min?: number;
                    /** @description At most. Number of followers, or of subscribers on YouTube. */
                    max?: number;
                };
                /** @description Reactions to a post as a share of the followers: 0.02 is 2%. */
                engagement_rate?: {
                    /** @description At least. Reactions to a post as a share of the followers: 0.02 is 2%. */
                    min?: number;
                    /** @description At most. Reactions to a post as a share of the followers: 0.02 is 2%. */
                    max?: number;
                };
                /** @description Where the creator is: ISO 3166-1 alpha-2 codes such as DE. */
                countries?: string[];
                /** @description What the creator writes in: BCP 47 primary subtags such as en. */
                languages?: string[];
                /** @description Topics, as codes of `GET /dictionaries/categories`. */
                categories?: string[];
                /** @description Whether the platform has verified the account. */
                verified?: boolean;
                /** @description What the account is run as, if its platform says so. */
                account_types?: ("person" | "business" | "organisation" | "media")[];
                /** @description Whether the profile shows a way to contact the creator. */
                has_contact?: boolean;
                /** @description The newest known post is at most this number of days old. */
                last_active_days?: number;
                /** @description Cities and regions, `DE/munich` or `US/texas`, as `GET /suggest` gives them. Creators of the country without a known city (or region) match too, and `why_ranked` says so. */
                places?: string[];
                /** @description Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                growth?: {
                    /**
                     * @description Length of the window.
                     * @default 30
                     * @enum {number}
                     */
                    days: 30 | 90;
                    /** @description At least. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                    min?: number;
                    /** @description At most. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                    max?: number;
                };
                /** @description Median views of a post in the sample that engagement is computed over. */
                median_views?: {
                    /** @description At least. Median views of a post in the sample that engagement is computed over. */
                    min?: number;
                    /** @description At most. Median views of a post in the sample that engagement is computed over. */
                    max?: number;
                };
                /** @description Posts in the 30 days before the posts were last fetched. */
                recent_posts?: {
                    /** @description At least. Posts in the 30 days before the posts were last fetched. */
                    min?: number;
                    /** @description At most. Posts in the 30 days before the posts were last fetched. */
                    max?: number;
                };
                /**
                 * @description Whether other accounts of the same person or brand are known. If none is known, that proves nothing, so there is no `false`.
                 * @constant
                 */
                has_linked_accounts?: true;
                /** @description Words that must all be in the profile. */
                keywords?: string[];
                /** @description Words that must not be in the profile. */
                exclude_keywords?: string[];
                /** @description Creators to leave out, by id. */
                exclude_ids?: string[];
                /** @description Creators on any of these shortlists. */
                list_ids?: string[];
                /** @description Creators on none of these shortlists. */
                exclude_list_ids?: string[];
            };
            handles: string[];
            /** @description Which words became which filter. */
            read: {
                words: string;
                filter: string;
            }[];
            /** @enum {string} */
            by: "rules" | "llm";
        };
        Job: {
            name: string;
            every_minutes: number;
            /** @description When its last run began; null: never. */
            last_at: string | null;
            next_at: string | null;
            /** @description Number of pieces that have ever begun: one a tenant, more for the common catalogue. */
            pieces: number;
            /** @description Number of pieces that were not done although their time came twice. */
            late: number;
            under_way: number;
        };
        LearnAdapterAnswer: {
            data: components["schemas"]["AdapterReport"];
        };
        List: {
            /** @description Id of a shortlist, given when it was made. */
            id: string;
            /** @description Several lists may have the same name. */
            name: string;
            /** @description The tenant's own remarks. Deleted with the list, or with the creator they are about. */
            notes: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        ListAdaptersAnswer: {
            data: components["schemas"]["Adapter"][];
        };
        ListAuditAnswer: {
            data: components["schemas"]["AuditEntry"][];
            /** @description Where the next page begins; null: this was the last page. */
            next_cursor: string | null;
        };
        ListCreatorsAnswer: {
            data: components["schemas"]["ListEntry"][];
            /** @description Where the next page begins; null: this was the last page. */
            next_cursor: string | null;
        };
        ListDeliveriesAnswer: {
            data: components["schemas"]["Delivery"][];
            /** @description Where the next page begins; null: this was the last page. */
            next_cursor: string | null;
        };
        ListDictionaryAnswer: {
            data: {
                code: string;
                name: string;
                count: number;
            }[];
        };
        ListEntry: {
            /** @description The tenant's own remarks. Deleted with the list, or with the creator they are about. */
            note: string;
            /**
             * @description The state of the tenant's contact with the creator.
             * @enum {string}
             */
            status: "considered" | "contacted" | "agreed" | "declined";
            /** @description Entries are sorted by it, ascending. New ones come last. */
            position: number;
            /** Format: date-time */
            added_at: string;
            creator: components["schemas"]["Creator"];
        };
        ListErasuresAnswer: {
            data: components["schemas"]["Erasure"][];
            /** @description Where the next page begins; null: this was the last page. */
            next_cursor: string | null;
        };
        ListExportsAnswer: {
            data: components["schemas"]["Export"][];
            /** @description Where the next page begins; null: this was the last page. */
            next_cursor: string | null;
        };
        ListIdentitySuggestionsAnswer: {
            data: components["schemas"]["IdentitySuggestion"][];
            /** @description Where the next page begins; null: this was the last page. */
            next_cursor: string | null;
        };
        ListJobsAnswer: {
            data: components["schemas"]["Job"][];
        };
        ListListsAnswer: {
            data: components["schemas"]["List"][];
            /** @description Where the next page begins; null: this was the last page. */
            next_cursor: string | null;
        };
        ListNewCreatorsAnswer: {
            data: components["schemas"]["NewCreator"][];
            /** @description Where the next page begins; null: this was the last page. */
            next_cursor: string | null;
        };
        ListQueuesAnswer: {
            data: components["schemas"]["Queue"][];
        };
        ListSavedSearchesAnswer: {
            data: components["schemas"]["SavedSearch"][];
            /** @description Where the next page begins; null: this was the last page. */
            next_cursor: string | null;
        };
        ListWebhooksAnswer: {
            data: components["schemas"]["Webhook"][];
        };
        LookUpCreatorsAnswer: {
            data: {
                asked: string;
                /**
                 * @description `unreadable`: neither an id, a handle nor the address of a profile.
                 * @enum {string}
                 */
                outcome: "found" | "unknown" | "unreadable";
                /** @description The input for `POST /targets` to have the account fetched; null if it is unclear which account is meant. */
                target: {
                    platform: components["schemas"]["Platform"];
                    handle?: string;
                    platform_user_id?: string;
                } | null;
                /** @description More than one if a handle without a platform belongs to accounts on several platforms. */
                creators: components["schemas"]["Creator"][];
            }[];
        };
        McpAnswer: {
            /** @constant */
            jsonrpc: "2.0";
        } & {
            [key: string]: unknown;
        };
        NewCreator: {
            /** Format: date-time */
            found_at: string;
            creator: components["schemas"]["Creator"];
        };
        OpenapiAnswer: {
            openapi: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description The platform that an account is on.
         * @enum {string}
         */
        Platform: "instagram" | "tiktok" | "x" | "youtube";
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @description This occurrence: `urn:uuid:` with the request id if that is a UUID, otherwise `urn:increator:request:`. */
            instance: string;
            /** @description Stable, so that programs can decide by it. */
            code: string;
            request_id: string;
            errors?: {
                /** @description Names the field and how to fix it; never repeats the value that was sent. */
                detail: string;
                /** @description A JSON pointer (RFC 6901, as a fragment) into the body, or into the query taken as a flat object. */
                pointer: string;
            }[];
            /** @description Names of the quotas in RateLimit-Policy that are used up. Part of the registered type `quota-exceeded`. */
            "violated-policies"?: string[];
        };
        Queue: {
            name: string;
            /** @description Number of messages that wait. */
            visible: number;
            /** @description Number of messages that are being worked on. */
            in_flight: number;
            /** @description Number of messages that are held back. */
            delayed: number;
            /** @description In seconds; null if the queue does not tell. */
            oldest_age_seconds: number | null;
            /** @description Number of messages that were given up. */
            dead: number;
            /** @description Why nobody reads it; null: it is read. */
            paused: string | null;
        };
        RankCreatorsAnswer: {
            data: {
                id: string;
                /** @description With a leading @, as the requester writes it. */
                handle: string;
                relevance_score: number;
                why_ranked: string[];
                cache_hit: boolean;
                display_name: string;
                platform: components["schemas"]["Platform"];
                followers: number | null;
                engagement_rate: number | null;
                country: string | null;
                languages: string[];
                categories: string[];
                url: string;
                verified: boolean | null;
                identity_id: string | null;
                fetched_at: string;
                explain?: components["schemas"]["ScoreParts"];
                /** @description Filters, set by the caller or read from the words, that the creator does not meet or is not known to meet. */
                missed_filters: string[];
            }[];
            meta: components["schemas"]["SearchMeta"];
            unknown: {
                asked: string;
                /**
                 * @description `unreadable`: neither an id, a handle nor the address of a profile.
                 * @enum {string}
                 */
                outcome: "found" | "unknown" | "unreadable";
                /** @description The input for `POST /targets` to have the account fetched; null if it is unclear which account is meant. */
                target: {
                    platform: components["schemas"]["Platform"];
                    handle?: string;
                    platform_user_id?: string;
                } | null;
            }[];
        };
        ReadContactsAnswer: {
            data: components["schemas"]["Contacts"];
        };
        RedeliverAnswer: {
            data: components["schemas"]["Delivery"];
        };
        RemoveFromListAnswer: {
            data: {
                removed: number;
            };
        };
        ReportErasuresAnswer: {
            /** Format: date-time */
            at: string;
            figures: {
                /** @description Number of days that the figures cover. */
                days: number;
                received: number;
                /** @description By who made the request. `ingest`: an erased account arrived again. */
                received_by: {
                    caller: number;
                    person: number;
                    administrator: number;
                    ingest: number;
                };
                /** @description Received requests that are completed or closed by now. */
                done: number;
                open: number;
                /** @description Open requests with more than half of their time gone. */
                late: number;
                /** @description Open requests past their due date. */
                overdue: number;
                /** @description Time from the request to its completion, over the completed ones; null if there are none. */
                median_seconds: number | null;
                worst_seconds: number | null;
                /** @description The age of the oldest open request. */
                oldest_open_seconds: number | null;
                stores: {
                    /** @enum {string} */
                    store: "documents" | "keywords" | "vectors" | "inbox" | "raw" | "quarantine" | "cache" | "frontier" | "lists" | "saved-searches" | "feedback" | "suggestions" | "exports" | "webhooks" | "queues" | "backups";
                    removed: number;
                    done: number;
                    pending: number;
                    failed: number;
                }[];
                /** @description Attempts beyond the two passes that every erasure takes. */
                retries: number;
            };
            verification: {
                /** Format: date-time */
                at: string;
                /** @description Number of erasures checked, out of the `completed` ones. */
                sample: number;
                completed: number;
                /** @description Ids of erasures whose creators were found again, and in which stores. */
                came_back: {
                    erasure: string;
                    stores: ("documents" | "keywords" | "vectors" | "inbox" | "raw" | "quarantine" | "cache" | "frontier" | "lists" | "saved-searches" | "feedback" | "suggestions" | "exports" | "webhooks" | "queues" | "backups")[];
                }[];
                /** @description Stores that did not answer, so their state is unknown. */
                unanswered: number;
            } | null;
        };
        RequestErasureAnswer: {
            id: string;
            /**
             * @description `proposed` and `refused`: a tenant asked to erase a creator of the common catalogue, and the administrator decides.
             * @enum {string}
             */
            status: "accepted" | "running" | "completed" | "closed" | "proposed" | "refused";
            scope: components["schemas"]["ErasureScope"];
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            due_by: string;
            stores: {
                /** @enum {string} */
                store: "documents" | "keywords" | "vectors" | "inbox" | "raw" | "quarantine" | "cache" | "frontier" | "lists" | "saved-searches" | "feedback" | "suggestions" | "exports" | "webhooks" | "queues" | "backups";
                /** @description Set if the store is in another region than the one that carries out erasures. */
                region?: string;
                /** @enum {string} */
                status: "pending" | "done" | "failed";
                removed: number;
                /** @description What reading the store back still found. Null before the first look, and if the store did not answer. */
                left: number | null;
                checked_at: string | null;
            }[];
            /** @description When every live store was read back for the first time. */
            completed_at: string | null;
            /** @description When the second pass was made. */
            closed_at: string | null;
            /** @description The last look by the daily verification. */
            verified_at: string | null;
            /** @description The proposed erasure in the common catalogue that belongs to a tenant's own; absent if none was needed. */
            proposal_id?: string;
            /** @description If it reaches every tenant: how many there are, and in how many it is done. */
            tenants?: {
                all: number;
                done: number;
            };
            /** @description The other accounts that had the handle. They are not erased: a handle means the account seen last under it. */
            other_bearers?: {
                /** @description Id of a creator, as searches and look-ups give it. */
                id: string;
                /** Format: date-time */
                last_seen_at: string;
            }[];
        };
        RequestOwnErasureAnswer: {
            id: string;
            /**
             * @description `waiting`: the code has not been seen yet.
             * @enum {string}
             */
            status: "waiting" | "expired" | "accepted" | "running" | "completed" | "closed" | "proposed" | "refused";
            /** Format: date-time */
            expires_at: string;
            /** @description The owner places it anywhere in the account's bio. Shown only this once. */
            code: string;
        };
        RotateWebhookSecretAnswer: {
            data: {
                /** @description Id of a webhook, given when it was made. */
                id: string;
                /** @description Begins with `whsec_`; shown once. */
                secret: string;
                /** Format: date-time */
                old_secret_until: string;
            };
        };
        RunRunbookAnswer: {
            data: components["schemas"]["RunbookReport"];
        };
        RunbookReport: {
            /** Format: date-time */
            at: string;
            checks: {
                check: string;
                /** @enum {string} */
                outage: "ingestion" | "vector-latency";
                sees: string;
                is_wrong: boolean;
                acts: ("rotate-proxies" | "pause-crawl-low" | "fewer-candidates" | "add-replica")[];
            }[];
            acts: {
                /** @enum {string} */
                act: "rotate-proxies" | "pause-crawl-low" | "fewer-candidates" | "add-replica";
                /**
                 * @description `proposed`: it would help, and nobody has done it. `impossible`: it would help but cannot be done here; `says` tells why. `begun`: this look began it. `standing`: it was in force before and still is. `ended`: this look ended it. `failed`: the part that it changes does not answer.
                 * @enum {string}
                 */
                state: "proposed" | "impossible" | "begun" | "standing" | "ended" | "failed";
                /** @description Why it is done, or cannot be done. */
                says: string;
                /** @description Null unless it is in force. */
                until: string | null;
                by: string | null;
            }[];
        };
        SavedSearch: {
            /** @description Id of a saved search, given when it was made. */
            id: string;
            /** @description Several saved searches may have the same name. */
            name: string;
            /** @description What is searched for every day. */
            search: {
                /**
                 * @description What the caller looks for, in free words. Empty means browse by filters and sort.
                 * @default
                 */
                query: string;
                /**
                 * @description Conditions of different fields are joined by AND, values of one list by OR.
                 * @default {}
                 */
                filters: {
                    /** @description Platforms that the account may be on. */
                    platforms?: components["schemas"]["Platform"][];
                    /** @description Number of followers, or of subscribers on YouTube. */
                    followers?: {
                        /** @description At least. Number of followers, or of subscribers on YouTube. */
                        min?: number;
                        /** @description At most. Number of followers, or of subscribers on YouTube. */
                        max?: number;
                    };
                    /** @description Reactions to a post as a share of the followers: 0.02 is 2%. */
                    engagement_rate?: {
                        /** @description At least. Reactions to a post as a share of the followers: 0.02 is 2%. */
                        min?: number;
                        /** @description At most. Reactions to a post as a share of the followers: 0.02 is 2%. */
                        max?: number;
                    };
                    /** @description Where the creator is: ISO 3166-1 alpha-2 codes such as DE. */
                    countries?: string[];
                    /** @description What the creator writes in: BCP 47 primary subtags such as en. */
                    languages?: string[];
                    /** @description Topics, as codes of `GET /dictionaries/categories`. */
                    categories?: string[];
                    /** @description Whether the platform has verified the account. */
                    verified?: boolean;
                    /** @description What the account is run as, if its platform says so. */
                    account_types?: ("person" | "business" | "organisation" | "media")[];
                    /** @description Whether the profile shows a way to contact the creator. */
                    has_contact?: boolean;
                    /** @description The newest known post is at most this number of days old. */
                    last_active_days?: number;
                    /** @description Cities and regions, `DE/munich` or `US/texas`, as `GET /suggest` gives them. Creators of the country without a known city (or region) match too, and `why_ranked` says so. */
                    places?: string[];
                    /** @description Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                    growth?: {
                        /**
                         * @description Length of the window.
                         * @default 30
                         * @enum {number}
                         */
                        days: 30 | 90;
                        /** @description At least. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                        min?: number;
                        /** @description At most. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                        max?: number;
                    };
                    /** @description Median views of a post in the sample that engagement is computed over. */
                    median_views?: {
                        /** @description At least. Median views of a post in the sample that engagement is computed over. */
                        min?: number;
                        /** @description At most. Median views of a post in the sample that engagement is computed over. */
                        max?: number;
                    };
                    /** @description Posts in the 30 days before the posts were last fetched. */
                    recent_posts?: {
                        /** @description At least. Posts in the 30 days before the posts were last fetched. */
                        min?: number;
                        /** @description At most. Posts in the 30 days before the posts were last fetched. */
                        max?: number;
                    };
                    /**
                     * @description Whether other accounts of the same person or brand are known. If none is known, that proves nothing, so there is no `false`.
                     * @constant
                     */
                    has_linked_accounts?: true;
                    /** @description Words that must all be in the profile. */
                    keywords?: string[];
                    /** @description Words that must not be in the profile. */
                    exclude_keywords?: string[];
                    /** @description Creators to leave out, by id. */
                    exclude_ids?: string[];
                    /** @description Creators on any of these shortlists. */
                    list_ids?: string[];
                    /** @description Creators on none of these shortlists. */
                    exclude_list_ids?: string[];
                };
                /**
                 * @description `relevance`, or the figure that is highest first; `recent` is the newest post.
                 * @default relevance
                 * @enum {string}
                 */
                sort: "relevance" | "followers" | "engagement_rate" | "growth" | "recent";
                /**
                 * @description What finds creators: words (`keyword`), meaning (`vector`) or both.
                 * @default hybrid
                 * @enum {string}
                 */
                mode: "hybrid" | "keyword" | "vector";
                /**
                 * @description One result per identity.
                 * @default false
                 */
                collapse: boolean;
            };
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** Format: date-time */
            ran_at: string;
            /** @description How many creators the last run found for the first time. */
            last_new: number;
        };
        ScoreParts: {
            keyword: number | null;
            vector: number | null;
            fused: number;
            exact_name: number;
            quality: number;
            freshness: number;
            size: number;
            rerank: number | null;
            final: number;
        };
        SearchAnswer: {
            data: components["schemas"]["SearchItem"][];
            meta: components["schemas"]["SearchMeta"];
        };
        SearchItem: {
            id: string;
            /** @description With a leading @, as the requester writes it. */
            handle: string;
            relevance_score: number;
            why_ranked: string[];
            cache_hit: boolean;
            display_name: string;
            platform: components["schemas"]["Platform"];
            followers: number | null;
            engagement_rate: number | null;
            country: string | null;
            languages: string[];
            categories: string[];
            url: string;
            verified: boolean | null;
            identity_id: string | null;
            fetched_at: string;
            explain?: components["schemas"]["ScoreParts"];
        };
        SearchMeta: {
            /** @description Such as "45ms". */
            latency: string;
            /** @enum {string} */
            source: "cache" | "index";
            /** @enum {string} */
            cache: "l1" | "l2" | "miss";
            interpreted: components["schemas"]["Interpreted"];
            /** @description Filters read from the words (never those the caller set) that were dropped, in order, because they left no results. */
            relaxed: {
                filter: string;
                reason: string;
            }[];
            /** @description Parts that did not answer fully, such as `vectors: timed out`, and filters that a platform has no data for. */
            degraded: {
                part: string;
                reason: string;
            }[];
            next_cursor: string | null;
            /** @description Names the query in `POST /feedback`; absent if the query has no words. */
            query_id?: string;
            /** @description Null if only reading everything would tell, or if the count came too late; then `degraded` names it. */
            total_estimate: number | null;
            /** @description Only the facets that were asked for, most frequent value first. */
            facets?: {
                [key: string]: {
                    value: string;
                    count: number;
                }[];
            };
        };
        ShareFeedbackAnswer: {
            data: {
                shares: boolean;
            };
        };
        ShowCallerAnswer: {
            data: components["schemas"]["Caller"];
        };
        ShowCrawlAnswer: {
            data: components["schemas"]["Crawl"][];
        };
        ShowRunbookAnswer: {
            data: components["schemas"]["RunbookReport"];
        };
        SimilarAnswer: {
            data: components["schemas"]["SimilarItem"][];
            meta: components["schemas"]["SearchMeta"];
        };
        SimilarItem: {
            id: string;
            /** @description With a leading @, as the requester writes it. */
            handle: string;
            relevance_score: number;
            why_ranked: string[];
            cache_hit: boolean;
            display_name: string;
            platform: components["schemas"]["Platform"];
            followers: number | null;
            engagement_rate: number | null;
            country: string | null;
            languages: string[];
            categories: string[];
            url: string;
            verified: boolean | null;
            identity_id: string | null;
            fetched_at: string;
            explain?: components["schemas"]["ScoreParts"];
            shared_traits: string[];
        };
        SimilarToSeveralAnswer: {
            data: components["schemas"]["SimilarItem"][];
            meta: components["schemas"]["SearchMeta"];
            unknown: {
                asked: string;
                /**
                 * @description `unreadable`: neither an id, a handle nor the address of a profile.
                 * @enum {string}
                 */
                outcome: "found" | "unknown" | "unreadable";
                /** @description The input for `POST /targets` to have the account fetched; null if it is unclear which account is meant. */
                target: {
                    platform: components["schemas"]["Platform"];
                    handle?: string;
                    platform_user_id?: string;
                } | null;
            }[];
        };
        SuggestAnswer: {
            data: {
                /** @enum {string} */
                kind: "handle" | "name" | "category" | "place";
                /** @description Text to show. */
                text: string;
                /** @description Filters to search with, for a category or a place. */
                filters: {
                    /** @description Platforms that the account may be on. */
                    platforms?: components["schemas"]["Platform"][];
                    /** @description Number of followers, or of subscribers on YouTube. */
                    followers?: {
                        /** @description At least. Number of followers, or of subscribers on YouTube. */
                        min?: number;
                        /** @description At most. Number of followers, or of subscribers on YouTube. */
                        max?: number;
                    };
                    /** @description Reactions to a post as a share of the followers: 0.02 is 2%. */
                    engagement_rate?: {
                        /** @description At least. Reactions to a post as a share of the followers: 0.02 is 2%. */
                        min?: number;
                        /** @description At most. Reactions to a post as a share of the followers: 0.02 is 2%. */
                        max?: number;
                    };
                    /** @description Where the creator is: ISO 3166-1 alpha-2 codes such as DE. */
                    countries?: string[];
                    /** @description What the creator writes in: BCP 47 primary subtags such as en. */
                    languages?: string[];
                    /** @description Topics, as codes of `GET /dictionaries/categories`. */
                    categories?: string[];
                    /** @description Whether the platform has verified the account. */
                    verified?: boolean;
                    /** @description What the account is run as, if its platform says so. */
                    account_types?: ("person" | "business" | "organisation" | "media")[];
                    /** @description Whether the profile shows a way to contact the creator. */
                    has_contact?: boolean;
                    /** @description The newest known post is at most this number of days old. */
                    last_active_days?: number;
                    /** @description Cities and regions, `DE/munich` or `US/texas`, as `GET /suggest` gives them. Creators of the country without a known city (or region) match too, and `why_ranked` says so. */
                    places?: string[];
                    /** @description Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                    growth?: {
                        /**
                         * @description Length of the window.
                         * @default 30
                         * @enum {number}
                         */
                        days: 30 | 90;
                        /** @description At least. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                        min?: number;
                        /** @description At most. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                        max?: number;
                    };
                    /** @description Median views of a post in the sample that engagement is computed over. */
                    median_views?: {
                        /** @description At least. Median views of a post in the sample that engagement is computed over. */
                        min?: number;
                        /** @description At most. Median views of a post in the sample that engagement is computed over. */
                        max?: number;
                    };
                    /** @description Posts in the 30 days before the posts were last fetched. */
                    recent_posts?: {
                        /** @description At least. Posts in the 30 days before the posts were last fetched. */
                        min?: number;
                        /** @description At most. Posts in the 30 days before the posts were last fetched. */
                        max?: number;
                    };
                    /**
                     * @description Whether other accounts of the same person or brand are known. If none is known, that proves nothing, so there is no `false`.
                     * @constant
                     */
                    has_linked_accounts?: true;
                    /** @description Words that must all be in the profile. */
                    keywords?: string[];
                    /** @description Words that must not be in the profile. */
                    exclude_keywords?: string[];
                    /** @description Creators to leave out, by id. */
                    exclude_ids?: string[];
                    /** @description Creators on any of these shortlists. */
                    list_ids?: string[];
                    /** @description Creators on none of these shortlists. */
                    exclude_list_ids?: string[];
                } | null;
                /** @description Set for a handle or a name. */
                creator: {
                    /** @description Id of a creator, as searches and look-ups give it. */
                    id: string;
                    platform: components["schemas"]["Platform"];
                    /** @description With a leading @. */
                    handle: string;
                    display_name: string;
                    /** @description As the platform reports it. Unknown is null, never 0. */
                    followers: number | null;
                    verified: boolean | null;
                } | null;
            }[];
            meta: {
                /** @description Such as "45ms". */
                latency: string;
                /** @description Parts that did not answer fully, such as `vectors: timed out`, and filters that a platform has no data for. */
                degraded: {
                    part: string;
                    reason: string;
                }[];
            };
        };
        Usage: {
            /** @enum {string} */
            plan: "free" | "team" | "enterprise" | "unlimited";
            quotas: {
                /** @description `key` and `tenant`: units of the key, and of all keys of the tenant; `pages`: pages of results of the key. */
                name: string;
                units: number;
                window_seconds: number;
                remaining: number;
            }[];
            used: {
                /**
                 * Format: date
                 * @description UTC.
                 */
                day: string;
                /** @description The operation's id in this document. */
                operation: string;
                /** @description Such as `POST /search`. */
                route: string;
                /** @description Units by this key. */
                key_units: number;
                /** @description Units by all keys of the tenant, including this one. */
                tenant_units: number;
            }[];
        };
        VerifyAuditAnswer: {
            valid: boolean;
            /** @description First and last place read. `to` is `from - 1` if no entry was found. */
            from: number;
            to: number;
            /** @description Where to continue; null when the chain was read to its end. */
            next: number | null;
            /** @description The value to keep elsewhere: a later verification takes it as `anchor`. */
            anchor: string | null;
            faults: {
                seq: number;
                /** @enum {string} */
                kind: "changed" | "missing" | "inserted" | "reordered" | "forged" | "unlinked" | "truncated" | "head" | "anchor";
                detail: string;
            }[];
        };
        VerifyOwnErasureAnswer: {
            id: string;
            /**
             * @description `waiting`: the code has not been seen yet.
             * @enum {string}
             */
            status: "waiting" | "expired" | "accepted" | "running" | "completed" | "closed" | "proposed" | "refused";
            /** Format: date-time */
            expires_at: string;
            /** @description Null if there was no need to look: the request is proven, or over. */
            look: {
                /**
                 * @description `just-now`: on the page that the platform showed just now. `next-fetch`: the platform could not be asked, so the system's own fetches decide; the next one is due at once.
                 * @enum {string}
                 */
                at: "just-now" | "next-fetch";
                /**
                 * @description `no-account`: the platform shows nobody under this name. `other-account`: the name now leads to another account than at the first look. `unknown`: nothing can be said before the next fetch.
                 * @enum {string}
                 */
                shown: "code" | "no-code" | "no-account" | "other-account" | "unknown";
            } | null;
        };
        Webhook: {
            /** @description Id of a webhook, given when it was made. */
            id: string;
            url: string;
            events: ("export.ready" | "search.new" | "target.fetched" | "creator.erased")[];
            is_active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        WithdrawAdapterAnswer: {
            data: {
                serving: string | null;
            };
        };
        WithdrawConsentAnswer: {
            /** @description Id of a creator, as searches and look-ups give it. */
            creator_id: string;
            withdrawn: boolean;
        };
        /** @description Conditions of different fields are joined by AND, values of one list by OR. */
        Filters: {
            /** @description Platforms that the account may be on. */
            platforms?: ("instagram" | "tiktok" | "x" | "youtube")[];
            /** @description Number of followers, or of subscribers on YouTube. */
            followers?: {
                /** @description At least. Number of followers, or of subscribers on YouTube. */
                min?: number;
                /** @description At most. Number of followers, or of subscribers on YouTube. */
                max?: number;
            };
            /** @description Reactions to a post as a share of the followers: 0.02 is 2%. */
            engagement_rate?: {
                /** @description At least. Reactions to a post as a share of the followers: 0.02 is 2%. */
                min?: number;
                /** @description At most. Reactions to a post as a share of the followers: 0.02 is 2%. */
                max?: number;
            };
            /** @description Where the creator is: ISO 3166-1 alpha-2 codes such as DE. */
            countries?: string[];
            /** @description What the creator writes in: BCP 47 primary subtags such as en. */
            languages?: string[];
            /** @description Topics, as codes of `GET /dictionaries/categories`. */
            categories?: string[];
            /** @description Whether the platform has verified the account. */
            verified?: boolean;
            /** @description What the account is run as, if its platform says so. */
            account_types?: ("person" | "business" | "organisation" | "media")[];
            /** @description Whether the profile shows a way to contact the creator. */
            has_contact?: boolean;
            /** @description The newest known post is at most this number of days old. */
            last_active_days?: number;
            /** @description Cities and regions, `DE/munich` or `US/texas`, as `GET /suggest` gives them. Creators of the country without a known city (or region) match too, and `why_ranked` says so. */
            places?: string[];
            /** @description Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
            growth?: {
                /**
                 * @description Length of the window.
                 * @default 30
                 * @enum {number}
                 */
                days: 30 | 90;
                /** @description At least. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                min?: number;
                /** @description At most. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                max?: number;
            };
            /** @description Median views of a post in the sample that engagement is computed over. */
            median_views?: {
                /** @description At least. Median views of a post in the sample that engagement is computed over. */
                min?: number;
                /** @description At most. Median views of a post in the sample that engagement is computed over. */
                max?: number;
            };
            /** @description Posts in the 30 days before the posts were last fetched. */
            recent_posts?: {
                /** @description At least. Posts in the 30 days before the posts were last fetched. */
                min?: number;
                /** @description At most. Posts in the 30 days before the posts were last fetched. */
                max?: number;
            };
            /**
             * @description Whether other accounts of the same person or brand are known. If none is known, that proves nothing, so there is no `false`.
             * @constant
             */
            has_linked_accounts?: true;
            /** @description Words that must all be in the profile. */
            keywords?: string[];
            /** @description Words that must not be in the profile. */
            exclude_keywords?: string[];
            /** @description Creators to leave out, by id. */
            exclude_ids?: string[];
            /** @description Creators on any of these shortlists. */
            list_ids?: string[];
            /** @description Creators on none of these shortlists. */
            exclude_list_ids?: string[];
        };
    };
    responses: {
        /** @description The request is wrong; `errors` names each field and how to fix it. */
        400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No key, or one that is unknown, expired or revoked. */
        401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key's roles do not allow this. */
        403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such record for this caller. */
        404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The path exists, the method does not. */
        405: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Somebody else changes the same record: try again. */
        409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The cursor is too old: send the first page's request again. */
        410: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large. */
        413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not application/json. */
        415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Another request came with this Idempotency-Key. */
        422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests; `retry-after` says when to come back. */
        429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The header fields, the address with its query among them, are too large. */
        431: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A failure on our side; please report `request_id`. */
        500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A store does not answer; `retry-after` says when to come back. */
        503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAdapters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Learnt adapters */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListAdaptersAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    learnAdapter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dry_run": true
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Says what would be learnt, and keeps nothing.
                     * @default false
                     */
                    dry_run?: boolean;
                    /**
                     * @description Queries with judged creators, to learn from beside the feedback.
                     * @default []
                     */
                    judgements?: {
                        query: string;
                        /** @description Maps a creator's id, or `platform:handle`, to how well the creator fits the query: from 0, not at all, to 3. */
                        relevant: {
                            [key: string]: number;
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description Learn from feedback */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LearnAdapterAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    withdrawAdapter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an adapter, given when it was learnt.
                 * @example ad_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take an adapter back */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithdrawAdapterAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /**
                 * @description Only acts of this kind, such as `erase-creator`.
                 * @example erase-creator
                 */
                action?: string;
                /** @description Only acts of this actor: the public id of a key, or a job. */
                actor?: string;
                /** @description Only acts with this outcome. */
                outcome?: "allowed" | "refused" | "failed";
                /** @description Only acts on the creator with this id. */
                subject?: string;
                /** @description Only acts from this time on, in ISO 8601 with Z or an offset. */
                since?: string;
                /**
                 * @description Maximum number of records on a page.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was done, newest first */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListAuditAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    verifyAudit: {
        parameters: {
            query?: {
                /**
                 * @description Place to begin at. Entries are counted from 1, and the one before is trusted.
                 * @example 1
                 */
                from?: number;
                /** @description `anchor` of an earlier verification, kept elsewhere. Whether the chain still holds that entry is checked. */
                anchor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the audit is whole */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyAuditAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    showCaller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whom this key belongs to, and what it may do */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowCallerAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    lookUpCreators: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "accounts": [
                 *         "c_0123456789abcdefghjkmnpqrs",
                 *         "@someone",
                 *         "https://www.youtube.com/@someone"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Ids, handles with or without @, and addresses of profiles. */
                    accounts: string[];
                    /** @description Applies to handles. Without it a handle is looked up on every platform. */
                    platform?: components["schemas"]["Platform"];
                };
            };
        };
        responses: {
            /** @description Creators by id, handle or address */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookUpCreatorsAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    rankCreators: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "vegan fitness coaches",
                 *       "accounts": [
                 *         "c_0123456789abcdefghjkmnpqrs",
                 *         "@someone"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description What the creators are ranked for, in free words. */
                    query: string;
                    /** @description Ids, handles with or without @, and addresses of profiles. */
                    accounts: string[];
                    /** @description Applies to handles. Without it a handle means its accounts on every platform. */
                    platform?: components["schemas"]["Platform"];
                    /** @default {} */
                    filters?: components["schemas"]["Filters"];
                    /**
                     * @description Whether each result has the parts of its score.
                     * @default false
                     */
                    explain?: boolean;
                };
            };
        };
        responses: {
            /** @description The caller's creators in our order */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RankCreatorsAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    getCreator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a creator, as searches and look-ups give it.
                 * @example c_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One creator */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetCreatorAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    eraseCreator: {
        parameters: {
            query?: {
                /**
                 * @description `identity`: the mutually linked accounts too.
                 * @example creator
                 */
                scope?: "creator" | "identity";
            };
            header?: {
                /** @description The same for each repetition of one request: within a day it gets the first answer again, marked by Idempotency-Replayed. A string of RFC 8941, or bare. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of a creator, as searches and look-ups give it.
                 * @example c_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forget a creator */
            202: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            409: components["responses"]["409"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    giveConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a creator, as searches and look-ups give it.
                 * @example c_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "purpose": "campaign-outreach",
                 *       "source": "signup-form",
                 *       "evidence": "Form 2026-118, box 3",
                 *       "contacts": [
                 *         {
                 *           "kind": "email",
                 *           "value": "someone@example.org"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description What the creator agreed to be contacted for, such as campaign-outreach. */
                    purpose: string;
                    /** @description How the consent came about, such as signup-form. */
                    source: string;
                    /** @description The proof: the number of a form, the place of a letter. Kept encrypted, like the contacts. */
                    evidence: string;
                    /** @description The contacts that the consent covers. */
                    contacts: {
                        /** @enum {string} */
                        kind: "email" | "phone";
                        /** @description An e-mail address, or a phone number with + and its country's code. */
                        value: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Record a creator's consent */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiveConsentAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    withdrawConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a creator, as searches and look-ups give it.
                 * @example c_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraw a creator's consent */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithdrawConsentAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            409: components["responses"]["409"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    readContacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a creator, as searches and look-ups give it.
                 * @example c_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contacts that a creator gave with its consent */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadContactsAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    creatorHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a creator, as searches and look-ups give it.
                 * @example c_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Followers and engagement over time */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatorHistoryAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    similarCreators: {
        parameters: {
            query?: {
                /**
                 * @description Maximum number of creators in the answer.
                 * @example 10
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of a creator, as searches and look-ups give it.
                 * @example c_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Creators like this one */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimilarAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listDictionary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The filter whose values are asked for.
                 * @example countries
                 */
                name: "platforms" | "countries" | "languages" | "categories";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Values of a filter */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListDictionaryAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    reportErasures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures that a data protection officer asks for */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportErasuresAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    requestOwnErasure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platform": "x",
                 *       "handle": "someone"
                 *     }
                 */
                "application/json": {
                    platform: components["schemas"]["Platform"];
                    /** @description With or without @. The address of the account's page is taken too. */
                    handle?: string;
                    /**
                     * Format: uri
                     * @description Address of the account's page.
                     */
                    url?: string;
                } & (unknown | unknown);
            };
        };
        responses: {
            /** @description Ask to be forgotten */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestOwnErasureAnswer"];
                };
            };
            400: components["responses"]["400"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    getOwnErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the request, given when it was made.
                 * @example ch_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far one's own request is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetOwnErasureAnswer"];
                };
            };
            400: components["responses"]["400"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    verifyOwnErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the request, given when it was made.
                 * @example ch_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platform": "x",
                 *       "handle": "someone"
                 *     }
                 */
                "application/json": {
                    platform: components["schemas"]["Platform"];
                    /** @description With or without @. The address of the account's page is taken too. */
                    handle?: string;
                    /**
                     * Format: uri
                     * @description Address of the account's page.
                     */
                    url?: string;
                } & (unknown | unknown);
            };
        };
        responses: {
            /** @description Say that the code is in place */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyOwnErasureAnswer"];
                };
            };
            400: components["responses"]["400"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listErasures: {
        parameters: {
            query?: {
                /**
                 * @description Only erasures in this state.
                 * @example running
                 */
                status?: "accepted" | "running" | "completed" | "closed" | "proposed" | "refused";
                /**
                 * @description Maximum number of records on a page.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erasures, newest first */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListErasuresAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    requestErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same for each repetition of one request: within a day it gets the first answer again, marked by Idempotency-Replayed. A string of RFC 8941, or bare. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platform": "x",
                 *       "handle": "someone",
                 *       "scope": "creator"
                 *     }
                 */
                "application/json": {
                    platform: components["schemas"]["Platform"];
                    /** @description With or without @. The address of the account's page is taken too. */
                    handle?: string;
                    /**
                     * Format: uri
                     * @description Address of the account's page.
                     */
                    url?: string;
                    /** @description The platform's own id of the account, as text or as a number. */
                    platform_user_id?: string | number;
                    /** @default creator */
                    scope?: components["schemas"]["ErasureScope"];
                    /** @description In every tenant, not in the caller's alone. Only the platform's administrator may ask for it. */
                    everywhere?: boolean;
                } & (unknown | unknown | unknown);
            };
        };
        responses: {
            /** @description Forget an account by its name */
            202: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestErasureAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    getErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an erasure, given when it was asked for.
                 * @example er_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far an erasure is */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    decideErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same for each repetition of one request: within a day it gets the first answer again, marked by Idempotency-Replayed. A string of RFC 8941, or bare. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Id of an erasure, given when it was asked for.
                 * @example er_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "grant"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description `grant` erases the account in every tenant; `refuse` leaves it hidden from the tenant that asked.
                     * @enum {string}
                     */
                    decision: "grant" | "refuse";
                };
            };
        };
        responses: {
            /** @description Decide what a tenant proposed for the common catalogue */
            202: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listExports: {
        parameters: {
            query?: {
                /**
                 * @description Maximum number of records on a page.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Exports of the last day */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListExportsAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    createExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "search": {
                 *         "query": "vegan cooking"
                 *       },
                 *       "format": "csv",
                 *       "limit": 1000
                 *     }
                 */
                "application/json": {
                    /** @description The search whose results go into the file; without it give `list_id`. */
                    search?: {
                        /**
                         * @description What the caller looks for, in free words. Empty means browse by filters and sort.
                         * @default
                         */
                        query?: string;
                        /** @default {} */
                        filters?: components["schemas"]["Filters"];
                        /**
                         * @description `relevance`, or the figure that is highest first; `recent` is the newest post.
                         * @default relevance
                         * @enum {string}
                         */
                        sort?: "relevance" | "followers" | "engagement_rate" | "growth" | "recent";
                        /**
                         * @description What finds creators: words (`keyword`), meaning (`vector`) or both.
                         * @default hybrid
                         * @enum {string}
                         */
                        mode?: "hybrid" | "keyword" | "vector";
                        /**
                         * @description One result per identity.
                         * @default false
                         */
                        collapse?: boolean;
                    };
                    /** @description The shortlist whose creators go into the file; without it give `search`. */
                    list_id?: string;
                    /**
                     * @description `ndjson` is a JSON object on each line.
                     * @default csv
                     * @enum {string}
                     */
                    format?: "csv" | "ndjson" | "parquet";
                    /**
                     * @description Maximum number of rows, one a creator.
                     * @default 10000
                     */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description Export a search or a shortlist as a file */
            202: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateExportAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    getExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an export, given when it was asked for.
                 * @example ex_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far an export is, and its file */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateExportAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    giveFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query_id": "q0VxYW1wbGU",
                 *       "acts": [
                 *         {
                 *           "creator_id": "c_0123456789abcdefghjkmnpqrs",
                 *           "kind": "saved"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description `meta.query_id` of the search's answer. */
                    query_id: string;
                    /** @description What was done with creators of that answer. `wrong_reason`: shown for a reason that is not true. */
                    acts: {
                        /** @description Id of a creator, as searches and look-ups give it. */
                        creator_id: string;
                        /** @enum {string} */
                        kind: "opened" | "saved" | "hidden" | "wrong_reason";
                    }[];
                };
            };
        };
        responses: {
            /** @description What became of search results */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiveFeedbackAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    shareFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shares": true
                 *     }
                 */
                "application/json": {
                    /** @description `true` consents; `false` takes the consent back. */
                    shares: boolean;
                };
            };
        };
        responses: {
            /** @description Whether others learn from the tenant's feedback */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareFeedbackAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the system answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
            400: components["responses"]["400"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    getIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of an identity: the `identity_id` of its creators.
                 * @example i_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The accounts of one person or brand */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetIdentityAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listIdentitySuggestions: {
        parameters: {
            query?: {
                /**
                 * @description The lowest probability, 0.5 to 1, that both accounts are one person or brand.
                 * @example 0.95
                 */
                at_least?: number;
                /**
                 * @description Maximum number of pairs on a page.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accounts that are likely one person or brand */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListIdentitySuggestionsAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    decideIdentitySuggestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a suggestion, as their list gives it.
                 * @example sg_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "confirm"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description `confirm` links both accounts; `refuse` keeps them apart, and the pair is not suggested again.
                     * @enum {string}
                     */
                    decision: "confirm" | "refuse";
                };
            };
        };
        responses: {
            /** @description Say whether two suggested accounts are one's */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecideIdentitySuggestionAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    createIngest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "creators.ndjson",
                 *       "bytes": 1024
                 *     }
                 */
                "application/json": {
                    /** @description Only the ending counts: .json, .ndjson or .jsonl, then .gz if the file is gzipped. */
                    name: string;
                    /** @description Exact size of the file. */
                    bytes: number;
                };
            };
        };
        responses: {
            /** @description Take in a file of profiles */
            201: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateIngestAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    getIngest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a file, given with the address to send it to.
                 * @example 0123456789abcdefghjkmnpqrs.ndjson
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far a file is, and what of it was refused */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetIngestAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listLists: {
        parameters: {
            query?: {
                /**
                 * @description Maximum number of records on a page.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Shortlists */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListListsAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    createList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Spring campaign",
                 *       "notes": "Vegan, Germany"
                 *     }
                 */
                "application/json": {
                    /** @description Several lists may have the same name. */
                    name: string;
                    /**
                     * @description The tenant's own remarks. Deleted with the list, or with the creator they are about.
                     * @default
                     */
                    notes?: string;
                };
            };
        };
        responses: {
            /** @description A new shortlist */
            201: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateListAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    getList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a shortlist, given when it was made.
                 * @example li_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One shortlist */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateListAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    changeList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a shortlist, given when it was made.
                 * @example li_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Summer campaign"
                 *     }
                 */
                "application/json": {
                    /** @description Several lists may have the same name. */
                    name?: string;
                    /** @description The tenant's own remarks. Deleted with the list, or with the creator they are about. */
                    notes?: string;
                };
            };
        };
        responses: {
            /** @description Rename a shortlist, or change its notes */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateListAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    deleteList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a shortlist, given when it was made.
                 * @example li_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a shortlist */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteListAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listCreators: {
        parameters: {
            query?: {
                /**
                 * @description Maximum number of records on a page.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of a shortlist, given when it was made.
                 * @example li_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The creators of a shortlist */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCreatorsAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    addToList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a shortlist, given when it was made.
                 * @example li_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "creators": [
                 *         {
                 *           "id": "c_0123456789abcdefghjkmnpqrs",
                 *           "note": "asked for a quote"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Creators to add, each with a note and a status if there are any. */
                    creators: {
                        /** @description Id of a creator, as searches and look-ups give it. */
                        id: string;
                        /** @description The tenant's own remarks. Deleted with the list, or with the creator they are about. */
                        note?: string;
                        /**
                         * @description The state of the tenant's contact with the creator.
                         * @enum {string}
                         */
                        status?: "considered" | "contacted" | "agreed" | "declined";
                    }[];
                };
            };
        };
        responses: {
            /** @description Put creators on a shortlist */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddToListAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    changeEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a shortlist, given when it was made.
                 * @example li_0123456789abcdefghjkmnpqrs
                 */
                id: string;
                /**
                 * @description Id of a creator, as searches and look-ups give it.
                 * @example c_0123456789abcdefghjkmnpqrs
                 */
                creator_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "contacted"
                 *     }
                 */
                "application/json": {
                    /** @description The tenant's own remarks. Deleted with the list, or with the creator they are about. */
                    note?: string;
                    /**
                     * @description The state of the tenant's contact with the creator.
                     * @enum {string}
                     */
                    status?: "considered" | "contacted" | "agreed" | "declined";
                    /** @description Entries are sorted by it, ascending. Without it and `before` the place stays. */
                    position?: number;
                    /** @description The creator of the list before which it moves; null: to the list's end. */
                    before?: string | null;
                };
            };
        };
        responses: {
            /** @description Change a creator's note, status or place on a shortlist */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeEntryAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    removeFromList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a shortlist, given when it was made.
                 * @example li_0123456789abcdefghjkmnpqrs
                 */
                id: string;
                /**
                 * @description Id of a creator, as searches and look-ups give it.
                 * @example c_0123456789abcdefghjkmnpqrs
                 */
                creator_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a creator off a shortlist */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoveFromListAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    mcp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "jsonrpc": "2.0",
                 *       "id": 1,
                 *       "method": "tools/list"
                 *     }
                 */
                "application/json": {
                    /** @constant */
                    jsonrpc: "2.0";
                    id?: string | number;
                    method?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The Model Context Protocol, for assistants */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenapiAnswer"];
                };
            };
            400: components["responses"]["400"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listSavedSearches: {
        parameters: {
            query?: {
                /**
                 * @description Maximum number of records on a page.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Saved searches */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSavedSearchesAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    createSavedSearch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Vegan cooks",
                 *       "search": {
                 *         "query": "vegan cooking",
                 *         "filters": {
                 *           "countries": [
                 *             "DE"
                 *           ]
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Several saved searches may have the same name. */
                    name: string;
                    /** @description What is searched for every day. */
                    search: {
                        /**
                         * @description What the caller looks for, in free words. Empty means browse by filters and sort.
                         * @default
                         */
                        query?: string;
                        /** @default {} */
                        filters?: components["schemas"]["Filters"];
                        /**
                         * @description `relevance`, or the figure that is highest first; `recent` is the newest post.
                         * @default relevance
                         * @enum {string}
                         */
                        sort?: "relevance" | "followers" | "engagement_rate" | "growth" | "recent";
                        /**
                         * @description What finds creators: words (`keyword`), meaning (`vector`) or both.
                         * @default hybrid
                         * @enum {string}
                         */
                        mode?: "hybrid" | "keyword" | "vector";
                        /**
                         * @description One result per identity.
                         * @default false
                         */
                        collapse?: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description Save a search and have it run every day */
            201: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateSavedSearchAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    getSavedSearch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a saved search, given when it was made.
                 * @example ss_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One saved search */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateSavedSearchAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    changeSavedSearch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a saved search, given when it was made.
                 * @example ss_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Vegan cooks, Germany"
                 *     }
                 */
                "application/json": {
                    /** @description Several saved searches may have the same name. */
                    name?: string;
                    /** @description What is searched for every day. */
                    search?: {
                        /**
                         * @description What the caller looks for, in free words. Empty means browse by filters and sort.
                         * @default
                         */
                        query?: string;
                        /** @default {} */
                        filters?: components["schemas"]["Filters"];
                        /**
                         * @description `relevance`, or the figure that is highest first; `recent` is the newest post.
                         * @default relevance
                         * @enum {string}
                         */
                        sort?: "relevance" | "followers" | "engagement_rate" | "growth" | "recent";
                        /**
                         * @description What finds creators: words (`keyword`), meaning (`vector`) or both.
                         * @default hybrid
                         * @enum {string}
                         */
                        mode?: "hybrid" | "keyword" | "vector";
                        /**
                         * @description One result per identity.
                         * @default false
                         */
                        collapse?: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description Rename a saved search, or change what it looks for */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateSavedSearchAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    deleteSavedSearch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a saved search, given when it was made.
                 * @example ss_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a saved search */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteSavedSearchAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listNewCreators: {
        parameters: {
            query?: {
                /** @description Only creators found from this time on, in ISO 8601 with Z. */
                since?: string;
                /**
                 * @description Maximum number of records on a page.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of a saved search, given when it was made.
                 * @example ss_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a saved search found since it was saved */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListNewCreatorsAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    searchCreators: {
        parameters: {
            query?: {
                /**
                 * @description What the caller looks for, in free words. Empty means browse by filters and sort.
                 * @example vegan fitness coaches in Berlin
                 */
                q?: string;
                /** @description Platforms that the account may be on. */
                platforms?: ("instagram" | "tiktok" | "x" | "youtube")[];
                /**
                 * @description At least. Number of followers, or of subscribers on YouTube.
                 * @example 10000
                 */
                followers_min?: number;
                /**
                 * @description At most. Number of followers, or of subscribers on YouTube.
                 * @example 100000
                 */
                followers_max?: number;
                /** @description At least. Reactions to a post as a share of the followers: 0.02 is 2%. */
                engagement_rate_min?: number;
                /** @description At most. Reactions to a post as a share of the followers: 0.02 is 2%. */
                engagement_rate_max?: number;
                /** @description Where the creator is: ISO 3166-1 alpha-2 codes such as DE. */
                countries?: string[];
                /** @description What the creator writes in: BCP 47 primary subtags such as en. */
                languages?: string[];
                /** @description Topics, as codes of `GET /dictionaries/categories`. */
                categories?: string[];
                /** @description Whether the platform has verified the account. */
                verified?: boolean;
                /** @description What the account is run as, if its platform says so. */
                account_types?: ("person" | "business" | "organisation" | "media")[];
                /** @description Whether the profile shows a way to contact the creator. */
                has_contact?: boolean;
                /** @description The newest known post is at most this number of days old. */
                last_active_days?: number;
                /** @description Cities and regions, `DE/munich` or `US/texas`, as `GET /suggest` gives them. Creators of the country without a known city (or region) match too, and `why_ranked` says so. */
                places?: string[];
                /** @description At least. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                growth_min?: number;
                /** @description At most. Followers gained or lost over a window, as a share of the number at its start: 0.1 is +10%. */
                growth_max?: number;
                /** @description Length of the window. */
                growth_days?: 30 | 90;
                /** @description At least. Median views of a post in the sample that engagement is computed over. */
                median_views_min?: number;
                /** @description At most. Median views of a post in the sample that engagement is computed over. */
                median_views_max?: number;
                /** @description At least. Posts in the 30 days before the posts were last fetched. */
                recent_posts_min?: number;
                /** @description At most. Posts in the 30 days before the posts were last fetched. */
                recent_posts_max?: number;
                /** @description Whether other accounts of the same person or brand are known. If none is known, that proves nothing, so there is no `false`. */
                has_linked_accounts?: true;
                /** @description Words that must all be in the profile. */
                keywords?: string[];
                /** @description Words that must not be in the profile. */
                exclude_keywords?: string[];
                /** @description Creators to leave out, by id. */
                exclude_ids?: string[];
                /** @description Creators on any of these shortlists. */
                list_ids?: string[];
                /** @description Creators on none of these shortlists. */
                exclude_list_ids?: string[];
                /** @description `relevance`, or the figure that is highest first; `recent` is the newest post. */
                sort?: "relevance" | "followers" | "engagement_rate" | "growth" | "recent";
                /** @description Number of creators on a page. */
                limit?: number;
                /** @description `meta.next_cursor` of the page before, with the same request otherwise. */
                cursor?: string;
                /** @description What finds creators: words (`keyword`), meaning (`vector`) or both. */
                mode?: "hybrid" | "keyword" | "vector";
                /** @description `llm`: a language model reorders the best results. `auto`, like `off`: nothing reorders them. */
                rerank?: "auto" | "off" | "llm";
                /** @description One result per identity. */
                collapse?: boolean;
                /** @description Whether each result has the parts of its score. */
                explain?: boolean;
                /** @description On the first page, how many of the found creators have each value. */
                facets?: ("platforms" | "countries" | "languages" | "categories" | "follower_tiers" | "verified")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Find creators */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    searchCreatorsByBody: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "vegan fitness coaches in Berlin",
                 *       "filters": {
                 *         "followers": {
                 *           "min": 10000,
                 *           "max": 100000
                 *         }
                 *       },
                 *       "limit": 10
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the caller looks for, in free words. Empty means browse by filters and sort.
                     * @default
                     */
                    query?: string;
                    /** @default {} */
                    filters?: components["schemas"]["Filters"];
                    /**
                     * @description `relevance`, or the figure that is highest first; `recent` is the newest post.
                     * @default relevance
                     * @enum {string}
                     */
                    sort?: "relevance" | "followers" | "engagement_rate" | "growth" | "recent";
                    /**
                     * @description Number of creators on a page.
                     * @default 20
                     */
                    limit?: number;
                    /** @description `meta.next_cursor` of the page before, with the same request otherwise. */
                    cursor?: string;
                    /**
                     * @description What finds creators: words (`keyword`), meaning (`vector`) or both.
                     * @default hybrid
                     * @enum {string}
                     */
                    mode?: "hybrid" | "keyword" | "vector";
                    /**
                     * @description `llm`: a language model reorders the best results. `auto`, like `off`: nothing reorders them.
                     * @default auto
                     * @enum {string}
                     */
                    rerank?: "auto" | "off" | "llm";
                    /**
                     * @description One result per identity.
                     * @default false
                     */
                    collapse?: boolean;
                    /**
                     * @description Whether each result has the parts of its score.
                     * @default false
                     */
                    explain?: boolean;
                    /**
                     * @description On the first page, how many of the found creators have each value.
                     * @default []
                     */
                    facets?: ("platforms" | "countries" | "languages" | "categories" | "follower_tiers" | "verified")[];
                };
            };
        };
        responses: {
            /** @description Find creators, with the request as JSON */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            410: components["responses"]["410"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    similarToSeveral: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "likes": [
                 *         "c_0123456789abcdefghjkmnpqrs",
                 *         "@someone"
                 *       ],
                 *       "dislikes": [
                 *         "https://x.com/someone_else"
                 *       ],
                 *       "limit": 10
                 *     }
                 */
                "application/json": {
                    /** @description Creators to be near to: ids, handles or addresses. */
                    likes: string[];
                    /**
                     * @description Creators to keep away from, named in the same way.
                     * @default []
                     */
                    dislikes?: string[];
                    /** @description Applies to handles. Without it a handle means its accounts on every platform. */
                    platform?: components["schemas"]["Platform"];
                    /** @default {} */
                    filters?: components["schemas"]["Filters"];
                    /**
                     * @description Maximum number of creators in the answer.
                     * @default 10
                     */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description Creators like several, unlike others */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimilarToSeveralAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    suggest: {
        parameters: {
            query: {
                /**
                 * @description What is typed so far.
                 * @example tech
                 */
                q: string;
                /**
                 * @description Maximum number of suggestions.
                 * @example 10
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Completions while typing */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    checkSystem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is wrong, and what helps */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckSystemAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    showCrawl: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far crawling is */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowCrawlAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listJobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description When each job of the clock ran, runs next, and whether it is late */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListJobsAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listQueues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How much work waits, and what was given up */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListQueuesAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    showRunbook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether an outage is seen, what would help, and what is in force */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowRunbookAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    runRunbook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "end"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description `apply` does what is proposed; `end` takes back what is in force.
                     * @enum {string}
                     */
                    action: "apply" | "end";
                };
            };
        };
        responses: {
            /** @description Do what helps in an outage, or take it back */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRunbookAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    addTargets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "accounts": [
                 *         {
                 *           "platform": "youtube",
                 *           "handle": "someone"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Accounts to fetch, each named by exactly one of `handle`, `url` and `platform_user_id`. */
                    accounts: {
                        platform: components["schemas"]["Platform"];
                        /** @description With or without @. The address of the account's page is taken too. */
                        handle?: string;
                        /**
                         * Format: uri
                         * @description Address of the account's page.
                         */
                        url?: string;
                        /** @description The platform's own id of the account, as text or as a number. */
                        platform_user_id?: string | number;
                    }[];
                };
            };
        };
        responses: {
            /** @description Ask for accounts to be fetched */
            202: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddTargetsAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /**
                 * @description Number of days to tell of, today among them.
                 * @example 7
                 */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What this key and its tenant used, and what they have left */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetUsageAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Webhooks */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListWebhooksAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/increator",
                 *       "events": [
                 *         "export.ready",
                 *         "creator.erased"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Where messages are sent: an address that begins with https://, without a name or password. */
                    url: string;
                    /** @description Which events the address is told of. */
                    events: ("export.ready" | "search.new" | "target.fetched" | "creator.erased")[];
                };
            };
        };
        responses: {
            /** @description Have an address told what happened */
            201: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateWebhookAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            405: components["responses"]["405"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a webhook, given when it was made.
                 * @example wh_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One webhook */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetWebhookAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a webhook, given when it was made.
                 * @example wh_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "is_active": false
                 *     }
                 */
                "application/json": {
                    /** @description Where messages are sent: an address that begins with https://, without a name or password. */
                    url?: string;
                    /** @description Which events the address is told of. */
                    events?: ("export.ready" | "search.new" | "target.fetched" | "creator.erased")[];
                    /** @description `false` turns the webhook off: what happens meanwhile is not told later. */
                    is_active?: boolean;
                };
            };
        };
        responses: {
            /** @description Change a webhook, or turn it off and on */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetWebhookAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a webhook, given when it was made.
                 * @example wh_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a webhook */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteWebhookAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Only deliveries in this state.
                 * @example dead
                 */
                status?: "pending" | "delivered" | "dead";
                /**
                 * @description Maximum number of records on a page.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; absent: the first page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Id of a webhook, given when it was made.
                 * @example wh_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a webhook was told lately */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListDeliveriesAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a webhook, given when it was made.
                 * @example wh_0123456789abcdefghjkmnpqrs
                 */
                id: string;
                /**
                 * @description Id of a delivery. The receiver gets it as `webhook-id`.
                 * @example msg_0123456789abcdef0123456789abcdef
                 */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send a message once more */
            202: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedeliverAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of a webhook, given when it was made.
                 * @example wh_0123456789abcdefghjkmnpqrs
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Give a webhook a new secret */
            200: {
                headers: {
                    /** @description The caller's quotas: `q` units in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description What is left of each quota: `r` units, all of them back in `t` seconds. */
                    RateLimit?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotateWebhookSecretAnswer"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            405: components["responses"]["405"];
            429: components["responses"]["429"];
            431: components["responses"]["431"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
        };
    };
}
