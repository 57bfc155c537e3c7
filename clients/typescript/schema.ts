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
            id: string;
            model: string;
            /** Format: date-time */
            learnt_at: string;
            questions: {
                taught: number;
                held_out: number;
            };
            gain: {
                mean: number;
                low: number;
                high: number;
            };
        };
        AdapterReport: {
            model: string;
            feedback: number;
            questions: {
                taught: number;
                held_out: number;
            };
            pairs: number;
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
            seq: number;
            /** Format: date-time */
            at: string;
            actor: string;
            action: string;
            subject_digest: string | null;
            /** @enum {string} */
            outcome: "allowed" | "refused" | "failed";
            detail: {
                [key: string]: string | number | boolean | null;
            };
            request_id: string | null;
            address_digest: string | null;
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
                note: string;
                /** @enum {string} */
                status: "considered" | "contacted" | "agreed" | "declined";
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
                verified: boolean;
            }[];
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
                id: string;
                url: string;
                events: ("export.ready" | "search.new" | "target.fetched" | "creator.erased")[];
                is_active: boolean;
                /** Format: date-time */
                created_at: string;
                /** Format: date-time */
                updated_at: string;
                secret: string;
            };
        };
        Creator: {
            id: string;
            platform: components["schemas"]["Platform"];
            display_name: string;
            bio: string;
            url: string;
            avatar_url: string | null;
            links: string[];
            location_text: string | null;
            country: string | null;
            languages: string[];
            categories: string[];
            hashtags: string[];
            mentions: string[];
            keywords: string[];
            followers: number | null;
            following: number | null;
            posts_count: number | null;
            engagement: {
                rate: number;
                /** @enum {string} */
                basis: "interactions_per_post_by_followers" | "interactions_by_views";
                sample: number;
                median_likes: number | null;
                median_comments: number | null;
                median_views: number | null;
            } | null;
            engagement_rate: number | null;
            quality: {
                /** @enum {string} */
                tier: "top" | "high" | "average" | "low";
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
            last_post_day: number | null;
            posts_fetched_at?: string | null;
            /** Format: date-time */
            first_seen_at: string;
            /** Format: date-time */
            fetched_at: string;
            handle: string;
            contact_kinds: ("email" | "phone")[];
            consent: {
                purpose: string;
                /** Format: date-time */
                at: string;
            } | null;
        };
        CreatorHistoryAnswer: {
            data: {
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
                    rate: number;
                    /** @enum {string} */
                    basis: "interactions_per_post_by_followers" | "interactions_by_views";
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
                id: string;
                removed: number;
            };
        };
        DeleteSavedSearchAnswer: {
            data: {
                id: string;
                removed: number;
            };
        };
        DeleteWebhookAnswer: {
            data: {
                id: string;
                removed: number;
            };
        };
        Delivery: {
            id: string;
            /** @enum {string} */
            type: "export.ready" | "search.new" | "target.fetched" | "creator.erased";
            /** @enum {string} */
            status: "pending" | "delivered" | "dead";
            attempts: number;
            /** Format: date-time */
            created_at: string;
            last_at: string | null;
            last_status: number | null;
            last_failure: string | null;
            next_at: string | null;
        };
        Erasure: {
            id: string;
            /** @enum {string} */
            status: "accepted" | "running" | "completed" | "closed" | "proposed" | "refused";
            scope: components["schemas"]["ErasureScope"];
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            due_by: string;
            stores: {
                /** @enum {string} */
                store: "documents" | "keywords" | "vectors" | "inbox" | "raw" | "quarantine" | "cache" | "frontier" | "lists" | "saved-searches" | "feedback" | "suggestions" | "exports" | "webhooks" | "queues" | "backups";
                region?: string;
                /** @enum {string} */
                status: "pending" | "done" | "failed";
                removed: number;
                left: number | null;
                checked_at: string | null;
            }[];
            completed_at: string | null;
            closed_at: string | null;
            verified_at: string | null;
            proposal_id?: string;
            tenants?: {
                all: number;
                done: number;
            };
        };
        /** @enum {string} */
        ErasureScope: "creator" | "identity";
        Export: {
            id: string;
            /** @enum {string} */
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
                    /** @default {} */
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
                list_id: string;
            };
            limit: number;
            rows: number;
            total: number | null;
            /** Format: date-time */
            created_at: string;
            ready_at: string | null;
            /** Format: date-time */
            expires_at: string;
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
                /** @enum {string} */
                source: "platform" | "profile" | "posts" | "history" | "peers" | "links" | "consent";
                as_of: string | null;
                fields: string[];
            }[];
        };
        GetIdentityAnswer: {
            data: {
                id: string;
                creators: components["schemas"]["Creator"][];
                links: {
                    a: string;
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
            /** @enum {string} */
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
                verified: boolean;
            }[];
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
            id: string;
            a: {
                id: string;
                platform: components["schemas"]["Platform"];
                handle: string;
                display_name: string;
                url: string;
            };
            b: {
                id: string;
                platform: components["schemas"]["Platform"];
                handle: string;
                display_name: string;
                url: string;
            };
            probability: number;
            evidence: {
                field: string;
                level: string;
                bits: number;
            }[];
            /** Format: date-time */
            found_at: string;
        };
        Ingest: {
            id: string;
            /**
             * @description `waiting`: the file has arrived, but reading has not begun.
             * @enum {string}
             */
            state: "waiting" | "reading" | "done";
            read: number;
            stored: number;
            unchanged: number;
            suppressed: number;
            quarantined_count: number;
            /** @description The first hundred, each with its line and the reason. */
            quarantined: {
                line: number;
                code: string;
                reason: string;
                field?: string;
            }[];
        };
        Interpreted: {
            /** @description The words left to search for after the filters are taken out. */
            text: string;
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
            last_at: string | null;
            next_at: string | null;
            pieces: number;
            late: number;
            under_way: number;
        };
        LearnAdapterAnswer: {
            data: components["schemas"]["AdapterReport"];
        };
        List: {
            id: string;
            name: string;
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
            next_cursor: string | null;
        };
        ListCreatorsAnswer: {
            data: components["schemas"]["ListEntry"][];
            next_cursor: string | null;
        };
        ListDeliveriesAnswer: {
            data: components["schemas"]["Delivery"][];
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
            note: string;
            /** @enum {string} */
            status: "considered" | "contacted" | "agreed" | "declined";
            position: number;
            /** Format: date-time */
            added_at: string;
            creator: components["schemas"]["Creator"];
        };
        ListErasuresAnswer: {
            data: components["schemas"]["Erasure"][];
            next_cursor: string | null;
        };
        ListExportsAnswer: {
            data: components["schemas"]["Export"][];
            next_cursor: string | null;
        };
        ListIdentitySuggestionsAnswer: {
            data: components["schemas"]["IdentitySuggestion"][];
            next_cursor: string | null;
        };
        ListJobsAnswer: {
            data: components["schemas"]["Job"][];
        };
        ListListsAnswer: {
            data: components["schemas"]["List"][];
            next_cursor: string | null;
        };
        ListNewCreatorsAnswer: {
            data: components["schemas"]["NewCreator"][];
            next_cursor: string | null;
        };
        ListQueuesAnswer: {
            data: components["schemas"]["Queue"][];
        };
        ListSavedSearchesAnswer: {
            data: components["schemas"]["SavedSearch"][];
            next_cursor: string | null;
        };
        ListWebhooksAnswer: {
            data: components["schemas"]["Webhook"][];
        };
        LookUpCreatorsAnswer: {
            data: {
                asked: string;
                /** @enum {string} */
                outcome: "found" | "unknown" | "unreadable";
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
        /** @enum {string} */
        Platform: "instagram" | "tiktok" | "x" | "youtube";
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            code: string;
            request_id: string;
            errors?: {
                detail: string;
                pointer: string;
            }[];
            "violated-policies"?: string[];
        };
        Queue: {
            name: string;
            visible: number;
            in_flight: number;
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
                /** @enum {string} */
                outcome: "found" | "unknown" | "unreadable";
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
                days: number;
                received: number;
                received_by: {
                    caller: number;
                    person: number;
                    administrator: number;
                    ingest: number;
                };
                done: number;
                open: number;
                late: number;
                overdue: number;
                median_seconds: number | null;
                worst_seconds: number | null;
                oldest_open_seconds: number | null;
                stores: {
                    /** @enum {string} */
                    store: "documents" | "keywords" | "vectors" | "inbox" | "raw" | "quarantine" | "cache" | "frontier" | "lists" | "saved-searches" | "feedback" | "suggestions" | "exports" | "webhooks" | "queues" | "backups";
                    removed: number;
                    done: number;
                    pending: number;
                    failed: number;
                }[];
                retries: number;
            };
            verification: {
                /** Format: date-time */
                at: string;
                sample: number;
                completed: number;
                came_back: {
                    erasure: string;
                    stores: ("documents" | "keywords" | "vectors" | "inbox" | "raw" | "quarantine" | "cache" | "frontier" | "lists" | "saved-searches" | "feedback" | "suggestions" | "exports" | "webhooks" | "queues" | "backups")[];
                }[];
                unanswered: number;
            } | null;
        };
        RequestErasureAnswer: {
            id: string;
            /** @enum {string} */
            status: "accepted" | "running" | "completed" | "closed" | "proposed" | "refused";
            scope: components["schemas"]["ErasureScope"];
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            due_by: string;
            stores: {
                /** @enum {string} */
                store: "documents" | "keywords" | "vectors" | "inbox" | "raw" | "quarantine" | "cache" | "frontier" | "lists" | "saved-searches" | "feedback" | "suggestions" | "exports" | "webhooks" | "queues" | "backups";
                region?: string;
                /** @enum {string} */
                status: "pending" | "done" | "failed";
                removed: number;
                left: number | null;
                checked_at: string | null;
            }[];
            completed_at: string | null;
            closed_at: string | null;
            verified_at: string | null;
            proposal_id?: string;
            tenants?: {
                all: number;
                done: number;
            };
            other_bearers?: {
                id: string;
                /** Format: date-time */
                last_seen_at: string;
            }[];
        };
        RequestOwnErasureAnswer: {
            id: string;
            /** @enum {string} */
            status: "waiting" | "expired" | "accepted" | "running" | "completed" | "closed" | "proposed" | "refused";
            /** Format: date-time */
            expires_at: string;
            code: string;
        };
        RotateWebhookSecretAnswer: {
            data: {
                id: string;
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
                /** @enum {string} */
                state: "proposed" | "impossible" | "begun" | "standing" | "ended" | "failed";
                says: string;
                until: string | null;
                by: string | null;
            }[];
        };
        SavedSearch: {
            id: string;
            name: string;
            search: {
                /**
                 * @description What the caller looks for, in free words. Empty means browse by filters and sort.
                 * @default
                 */
                query: string;
                /** @default {} */
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
                /** @enum {string} */
                outcome: "found" | "unknown" | "unreadable";
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
                    id: string;
                    platform: components["schemas"]["Platform"];
                    handle: string;
                    display_name: string;
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
            /** @enum {string} */
            status: "waiting" | "expired" | "accepted" | "running" | "completed" | "closed" | "proposed" | "refused";
            /** Format: date-time */
            expires_at: string;
            look: {
                /** @enum {string} */
                at: "just-now" | "next-fetch";
                /** @enum {string} */
                shown: "code" | "no-code" | "no-account" | "other-account" | "unknown";
            } | null;
        };
        Webhook: {
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
            creator_id: string;
            withdrawn: boolean;
        };
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
                    /** @default false */
                    dry_run?: boolean;
                    /** @default [] */
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
                /** @example ad_0123456789abcdefghjkmnpqrs */
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
                /** @example erase-creator */
                action?: string;
                actor?: string;
                outcome?: "allowed" | "refused" | "failed";
                subject?: string;
                since?: string;
                /** @example 50 */
                limit?: number;
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
                /** @example 1 */
                from?: number;
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
                    query: string;
                    accounts: string[];
                    /** @description Applies to handles. Without it a handle means its accounts on every platform. */
                    platform?: components["schemas"]["Platform"];
                    /** @default {} */
                    filters?: components["schemas"]["Filters"];
                    /** @default false */
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
                /** @example c_0123456789abcdefghjkmnpqrs */
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
                /** @example creator */
                scope?: "creator" | "identity";
            };
            header?: {
                /** @description The same for each repetition of one request: within a day it gets the first answer again, marked by Idempotency-Replayed. A string of RFC 8941, or bare. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example c_0123456789abcdefghjkmnpqrs */
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
                /** @example c_0123456789abcdefghjkmnpqrs */
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
                    purpose: string;
                    source: string;
                    evidence: string;
                    contacts: {
                        /** @enum {string} */
                        kind: "email" | "phone";
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
                /** @example c_0123456789abcdefghjkmnpqrs */
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
                /** @example c_0123456789abcdefghjkmnpqrs */
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
                /** @example c_0123456789abcdefghjkmnpqrs */
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
                /** @example 10 */
                limit?: number;
            };
            header?: never;
            path: {
                /** @example c_0123456789abcdefghjkmnpqrs */
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
                /** @example countries */
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
                    handle?: string;
                    /** Format: uri */
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
                /** @example ch_0123456789abcdefghjkmnpqrs */
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
                /** @example ch_0123456789abcdefghjkmnpqrs */
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
                    handle?: string;
                    /** Format: uri */
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
                /** @example running */
                status?: "accepted" | "running" | "completed" | "closed" | "proposed" | "refused";
                /** @example 50 */
                limit?: number;
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
                    handle?: string;
                    /** Format: uri */
                    url?: string;
                    platform_user_id?: string | number;
                    /** @default creator */
                    scope?: components["schemas"]["ErasureScope"];
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
                /** @example er_0123456789abcdefghjkmnpqrs */
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
                /** @example er_0123456789abcdefghjkmnpqrs */
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
                    /** @enum {string} */
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
                /** @example 50 */
                limit?: number;
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
                    list_id?: string;
                    /**
                     * @default csv
                     * @enum {string}
                     */
                    format?: "csv" | "ndjson" | "parquet";
                    /** @default 10000 */
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
                /** @example ex_0123456789abcdefghjkmnpqrs */
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
                    query_id: string;
                    acts: {
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
                /** @example i_0123456789abcdefghjkmnpqrs */
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
                /** @example 0.95 */
                at_least?: number;
                /** @example 50 */
                limit?: number;
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
                /** @example sg_0123456789abcdefghjkmnpqrs */
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
                    /** @enum {string} */
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
                    name: string;
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
                /** @example 0123456789abcdefghjkmnpqrs.ndjson */
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
                /** @example 50 */
                limit?: number;
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
                    name: string;
                    /** @default  */
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
                /** @example li_0123456789abcdefghjkmnpqrs */
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
                /** @example li_0123456789abcdefghjkmnpqrs */
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
                    name?: string;
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
                /** @example li_0123456789abcdefghjkmnpqrs */
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
                /** @example 50 */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example li_0123456789abcdefghjkmnpqrs */
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
                /** @example li_0123456789abcdefghjkmnpqrs */
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
                    creators: {
                        id: string;
                        note?: string;
                        /** @enum {string} */
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
                /** @example li_0123456789abcdefghjkmnpqrs */
                id: string;
                /** @example c_0123456789abcdefghjkmnpqrs */
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
                    note?: string;
                    /** @enum {string} */
                    status?: "considered" | "contacted" | "agreed" | "declined";
                    position?: number;
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
                /** @example li_0123456789abcdefghjkmnpqrs */
                id: string;
                /** @example c_0123456789abcdefghjkmnpqrs */
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
                /** @example 50 */
                limit?: number;
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
                    name: string;
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
                /** @example ss_0123456789abcdefghjkmnpqrs */
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
                /** @example ss_0123456789abcdefghjkmnpqrs */
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
                    name?: string;
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
                /** @example ss_0123456789abcdefghjkmnpqrs */
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
                since?: string;
                /** @example 50 */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example ss_0123456789abcdefghjkmnpqrs */
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
                /** @example vegan fitness coaches in Berlin */
                q?: string;
                platforms?: ("instagram" | "tiktok" | "x" | "youtube")[];
                /** @example 10000 */
                followers_min?: number;
                /** @example 100000 */
                followers_max?: number;
                engagement_rate_min?: number;
                engagement_rate_max?: number;
                countries?: string[];
                languages?: string[];
                categories?: string[];
                verified?: boolean;
                account_types?: ("person" | "business" | "organisation" | "media")[];
                has_contact?: boolean;
                last_active_days?: number;
                places?: string[];
                growth_min?: number;
                growth_max?: number;
                growth_days?: 30 | 90;
                median_views_min?: number;
                median_views_max?: number;
                recent_posts_min?: number;
                recent_posts_max?: number;
                has_linked_accounts?: true;
                keywords?: string[];
                exclude_keywords?: string[];
                exclude_ids?: string[];
                list_ids?: string[];
                exclude_list_ids?: string[];
                sort?: "relevance" | "followers" | "engagement_rate" | "growth" | "recent";
                limit?: number;
                cursor?: string;
                mode?: "hybrid" | "keyword" | "vector";
                rerank?: "auto" | "off" | "llm";
                collapse?: boolean;
                explain?: boolean;
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
                    likes: string[];
                    /** @default [] */
                    dislikes?: string[];
                    /** @description Applies to handles. Without it a handle means its accounts on every platform. */
                    platform?: components["schemas"]["Platform"];
                    /** @default {} */
                    filters?: components["schemas"]["Filters"];
                    /** @default 10 */
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
                /** @example tech */
                q: string;
                /** @example 10 */
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
                    /** @enum {string} */
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
                    accounts: {
                        platform: components["schemas"]["Platform"];
                        handle?: string;
                        /** Format: uri */
                        url?: string;
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
                /** @example 7 */
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
                    url: string;
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
                /** @example wh_0123456789abcdefghjkmnpqrs */
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
                /** @example wh_0123456789abcdefghjkmnpqrs */
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
                    url?: string;
                    events?: ("export.ready" | "search.new" | "target.fetched" | "creator.erased")[];
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
                /** @example wh_0123456789abcdefghjkmnpqrs */
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
                /** @example dead */
                status?: "pending" | "delivered" | "dead";
                /** @example 50 */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @example wh_0123456789abcdefghjkmnpqrs */
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
                /** @example wh_0123456789abcdefghjkmnpqrs */
                id: string;
                /** @example msg_0123456789abcdef0123456789abcdef */
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
                /** @example wh_0123456789abcdefghjkmnpqrs */
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
