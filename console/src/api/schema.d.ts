// Generated from docs/openapi.json by `npm run schema`. Do not edit.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The console */
        get: operations["show_console"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of the console */
        get: operations["show_console_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/c/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A screen of the console
         * @description The page reads the rest of the URL itself.
         */
        get: operations["show_console_screen"];
        put?: never;
        post?: never;
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
        /** The OpenAPI 3.1 document */
        get: operations["show_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All kinds of problems */
        get: operations["list_problems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One kind of problem: the page that `type` of a problem refers to */
        get: operations["show_problem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts by code */
        get: operations["list_accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alarms, open and cleared ones, newest first */
        get: operations["list_alarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All API keys, newest first */
        get: operations["list_api_keys"];
        put?: never;
        /**
         * Make an API key
         * @description Only this answer has the key. A repeated request with the same Idempotency-Key would have to store
         *     it, so the header is not accepted.
         */
        post: operations["create_api_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One API key */
        get: operations["show_api_key"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description This process refuses it at once, others after five seconds at most.
         */
        delete: operations["revoke_api_key"];
        options?: never;
        head?: never;
        /** Change name, role, companies or expiry of an API key */
        patch: operations["change_api_key"];
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: operations["list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List changes of the mirror */
        get: operations["list_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The companies that the caller may see */
        get: operations["list_companies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/currencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Currencies by code */
        get: operations["list_currencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letter-actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done with dead letters, newest first */
        get: operations["list_dead_letter_actions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages of this tenant that could not be handled
         * @description By queue and id. Ids of events begin with the time, so the oldest event comes first.
         */
        get: operations["list_dead_letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send dead letters back to their queues
         * @description Fix the cause first, otherwise the messages fail again. Each has one effect, even if it is
         *     replayed several times.
         */
        post: operations["replay_dead_letters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A dead letter with its whole body
         * @description Looking at it changes nothing.
         */
        get: operations["show_dead_letter"];
        put?: never;
        post?: never;
        /** Discard a dead letter permanently */
        delete: operations["discard_dead_letter"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a dead letter back to its queue
         * @description Fix the cause first, otherwise the message fails again. It has one effect, even if it is
         *     replayed several times.
         */
        post: operations["replay_dead_letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/document-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Document types by code: those of the companies' countries */
        get: operations["list_document_types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document with its journal items and their settlements */
        get: operations["show_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/downloads/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file behind a link */
        get: operations["download_by_link"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow everything that changes
         * @description Sends server-sent events while it is open, about everything that the caller may see: at each
         *     change of a state, and at most once a second while work goes on. They say what to ask again and
         *     never contain amounts or names. The first event is the state of the mirror. After an
         *     interruption, `Last-Event-ID` continues without a gap; an event may then come twice. If it is
         *     from more than ten minutes ago, an event `reset` may come instead. The stream ends with the
         *     session or key, and when its companies change.
         */
        get: operations["follow_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Exports, newest first */
        get: operations["list_exports"];
        put?: never;
        /**
         * Request a file of a report
         * @description The answer does not wait for the file. Poll the export at `Location`, and fetch its file when
         *     the state is `finished`.
         */
        post: operations["create_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One export with its progress */
        get: operations["show_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an export
         * @description Only the requester of the export and admins may stop it. Its worker stops within seconds, and
         *     nothing of the file remains. An export that has finished or failed is refused.
         */
        post: operations["cancel_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow an export
         * @description Sends server-sent events named `export` with the export as data: one immediately and one after
         *     each change. The stream ends with the outcome. A request with the `Last-Event-ID` of the outcome
         *     gets 204, so that a browser stops.
         */
        get: operations["follow_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of a finished export
         * @description Only the requester of the export and admins may download it. `Range` with one range of bytes and
         *     `If-Range` with the ETag resume an interrupted download.
         */
        get: operations["download_export"];
        put?: never;
        post?: never;
        /**
         * Remove the file of a finished export
         * @description Only the requester of the export and admins may remove it. Links to it end. The export stays in
         *     the list without its file. Refused while mails wait for the file.
         */
        delete: operations["remove_export_file"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The links to the file of an export that still work, newest first
         * @description Only the requester of the export and admins may list them. The links in mails are among them.
         */
        get: operations["list_export_links"];
        put?: never;
        /**
         * Create a link to the file that needs no key and expires
         * @description Only the requester of the export and admins may create it. Anybody with the link can download
         *     the file until it expires or is revoked.
         */
        post: operations["create_export_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}/links/{link}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One link to the file of an export */
        get: operations["show_export_link"];
        put?: never;
        post?: never;
        /**
         * Revoke a link to the file of an export
         * @description The link opens nothing from then on. Only the requester of the export and admins may revoke it.
         */
        delete: operations["revoke_export_link"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail the file of an export
         * @description Only the requester of the export and admins may mail it. If the file does not exist yet, the
         *     mails are sent when it does.
         */
        post: operations["mail_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry a failed or cancelled export
         * @description Only its requester and admins may do so.
         */
        post: operations["retry_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health of the tenant and state of its mirror */
        get: operations["show_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whom an invitation is for */
        post: operations["look_at_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Sets the password, and signs in. The link works once.
         */
        post: operations["use_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journal-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Journal items by date: the lines behind the figures of reports */
        get: operations["list_journal_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journal-items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A journal item with its settlements */
        get: operations["show_journal_item"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Journals by code */
        get: operations["list_journals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/general-ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each account's opening balance, journal items with a running balance, and closing balance */
        get: operations["list_general_ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Opening balance, debits, credits and closing balance by account, group or level */
        get: operations["show_trial_balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mails, newest first */
        get: operations["list_mails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mails/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One mail */
        get: operations["show_mail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mails/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a failed mail again */
        post: operations["retry_mail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The person who is signed in */
        get: operations["show_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change name, language or preferences */
        patch: operations["change_me"];
        trace?: never;
    };
    "/v1/me/passkey-challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to add a passkey
         * @description Passkeys belong to the host name: if the tenant gets another one, they no longer work.
         */
        post: operations["begin_my_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The passkeys of the person */
        get: operations["list_my_passkeys"];
        put?: never;
        /** Add a passkey */
        post: operations["add_my_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a passkey */
        delete: operations["remove_my_passkey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the password
         * @description Ends all sessions of the person, also this one.
         */
        put: operations["change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the person is signed in */
        get: operations["list_my_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out on one device */
        delete: operations["end_my_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Confirm the second factor
         * @description From now on signing in needs a code. The answer has ten recovery codes.
         */
        put: operations["confirm_second_factor"];
        /**
         * Begin to add a second factor
         * @description It counts once `PUT` has confirmed it with a code.
         */
        post: operations["begin_second_factor"];
        /** Remove the second factor and its recovery codes */
        delete: operations["remove_second_factor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mirror": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State, freshness and proof of each mirrored model */
        get: operations["show_mirror"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mirror/accept-restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept that Odoo was restored to an earlier state
         * @description For the alarm `restored`. Everything is read again, older records too, and records that Odoo no
         *     longer has are removed.
         */
        post: operations["accept_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mirror/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What sync runs did in each of the last hours, newest first
         * @description A run counts in the hour in which it ended.
         */
        get: operations["list_mirror_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notes, newest first */
        get: operations["list_notes"];
        put?: never;
        /** Write a note */
        post: operations["create_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One note */
        get: operations["show_note"];
        /** Change a note */
        put: operations["replace_note"];
        post?: never;
        /** Delete a note */
        delete: operations["delete_note"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partner-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tags of partners by name */
        get: operations["list_partner_tags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Partners by name */
        get: operations["list_partners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A partner with what it owes and how it pays */
        get: operations["show_partner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A partner's documents and payments with a running balance, and the open items */
        get: operations["show_partner_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{id}/statement-exclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why and until when a customer is excluded */
        get: operations["show_statement_exclusion"];
        /**
         * Exclude a customer from statement runs
         * @description It replaces an earlier exclusion of the customer, or creates the first one with `If-None-Match: *`. Active runs leave the customer out as well, if
         *     its turn has not come.
         */
        put: operations["put_statement_exclusion"];
        post?: never;
        /** End the exclusion of a customer */
        delete: operations["delete_statement_exclusion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{id}/statement-mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail a statement to one customer
         * @description The file is made first. A customer who owes nothing by then gets no mail: its state is `skipped`.
         */
        post: operations["mail_statement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a new password
         * @description Mails a link to the person with this address, which works once and for 30 minutes. The answer is
         *     the same if there is no such person, if the person has no password, or if a link was mailed less
         *     than five minutes ago; then nothing is mailed. `mail` in `GET /v1/sign-in` says whether mails are
         *     sent at all.
         */
        post: operations["ask_for_password_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/password-resets/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password with a link
         * @description Ends all sessions of the person. The link works once. It does not sign in, because a second
         *     factor stays.
         */
        post: operations["use_password_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payables/ageing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ageing of payables: what the company owes to vendors */
        get: operations["show_payable_ageing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payables/open-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open items of payables: what the company owes to vendors */
        get: operations["list_payable_open_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payables/tie-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payables against the ledger, and the causes of a difference */
        get: operations["show_payable_tie_out"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All people, newest first */
        get: operations["list_people"];
        put?: never;
        /**
         * Add a person
         * @description An invitation is mailed, unless `send_invitation` is false. The person may sign in once it is
         *     accepted.
         */
        post: operations["create_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person */
        get: operations["show_person"];
        put?: never;
        post?: never;
        /**
         * Remove a person
         * @description The person can no longer sign in. The name stays in what the person did.
         */
        delete: operations["remove_person"];
        options?: never;
        head?: never;
        /**
         * Change a person
         * @description A change of role, companies or `enabled` ends the person's sessions.
         */
        patch: operations["change_person"];
        trace?: never;
    };
    "/v1/people/{id}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite a person, or again
         * @description The invitation is mailed, and works for three days. Without mail the answer has the link, which
         *     works for seven days. Each works once, and earlier invitations of the person stop working. An
         *     active person gets a link for a new password instead, for 30 minutes by mail and for an hour
         *     otherwise.
         */
        post: operations["invite_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End all sessions of a person */
        delete: operations["end_person_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receivables/ageing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ageing of receivables: what customers owe */
        get: operations["show_receivable_ageing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receivables/open-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open items of receivables: what customers owe */
        get: operations["list_receivable_open_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receivables/tie-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receivables against the ledger, and the causes of a difference */
        get: operations["show_receivable_tie_out"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sales/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Billed, collected and outstanding by month; DSO, DPO, CEI, overdue share, debtors, concentration */
        get: operations["show_collections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/salespersons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Salespersons by name: users with a document */
        get: operations["list_salespersons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/saved-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shared and own private views, by report and name */
        get: operations["list_saved_views"];
        put?: never;
        /** Save a view */
        post: operations["create_saved_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/saved-views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One saved view */
        get: operations["show_saved_view"];
        /** Replace a saved view */
        put: operations["replace_saved_view"];
        post?: never;
        /** Delete a saved view */
        delete: operations["delete_saved_view"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All schedules, by name */
        get: operations["list_schedules"];
        put?: never;
        /** Create a schedule */
        post: operations["create_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a cron line means, before it is saved
         * @description Nothing is stored.
         */
        post: operations["preview_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One schedule */
        get: operations["show_schedule"];
        put?: never;
        post?: never;
        /** Delete a schedule; what it has started stays */
        delete: operations["delete_schedule"];
        options?: never;
        head?: never;
        /** Change, pause or resume a schedule */
        patch: operations["change_schedule"];
        trace?: never;
    };
    "/v1/schedules/{id}/fires": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The instants that a schedule has settled, newest first */
        get: operations["list_schedule_fires"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a schedule now
         * @description Relative days count from today in the schedule's time zone. The instants of the timetable stay
         *     as they are, also while the schedule is paused. Its files belong to admins, as at any instant.
         */
        post: operations["run_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Partners, documents, amounts and accounts by a text */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["show_session"];
        put?: never;
        /**
         * Sign in
         * @description The answer sets the cookie of the session. An unknown address, a wrong password and an account
         *     without a password get the same answer. Failed tries of an account and of an address have to
         *     wait longer and longer.
         */
        post: operations["sign_in"];
        /** Sign out */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove again who is signed in
         * @description Acts that cannot be undone need it, and those about people and keys.
         */
        post: operations["confirm_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/oidc/{id}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Come back from a provider
         * @description Signs in, and sends the browser to where it wanted to go. The provider sends the browser here. An
         *     error is a page for people if `Accept` names `text/html`.
         */
        get: operations["finish_oidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/oidc/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign in with a provider
         * @description Sends the browser to the provider. `GET /v1/sign-in` lists the providers. An error is a page for
         *     people if `Accept` names `text/html`.
         */
        get: operations["start_oidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/passkey-challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to prove who you are with a passkey
         * @description The challenge is the same for everybody: the device knows whose passkey it is.
         */
        post: operations["begin_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a passkey
         * @description The device has checked a finger, a face or a PIN, so no code of a second factor is asked for.
         */
        post: operations["sign_in_with_passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a token for one URL
         * @description It works for two minutes, for this URL only, and with the rights of whoever made it. It ends with
         *     the session or the key. Use it where neither a header nor the cookie can be sent.
         */
        post: operations["make_access_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How people sign in */
        get: operations["show_sign_in"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statement-exclusions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All excluded customers, by their id */
        get: operations["list_statement_exclusions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statement-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All statement runs, newest first */
        get: operations["list_statement_runs"];
        put?: never;
        /**
         * Mail a statement to each customer with an amount due
         * @description The preview with the same parameters shows the recipients. The answer does not wait for the run.
         *     Poll the run at `Location`, and each customer at its items.
         */
        post: operations["create_statement_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statement-runs/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview the customers of a statement run
         * @description Lists customers with a positive balance on the day, by name. Unapplied payments and credit notes
         *     lower the balance. Nothing is sent.
         */
        get: operations["preview_statement_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statement-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One statement run */
        get: operations["show_statement_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statement-runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a statement run
         * @description No more items start. Files that are being made are stopped, and mails that wait for their next
         *     try are withdrawn. A mail that a mail server has accepted stays sent.
         */
        post: operations["cancel_statement_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statement-runs/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customers of a statement run, by name */
        get: operations["list_statement_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statement-runs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry the failed items of a statement run
         * @description With a new file, mailed to those addresses for which no mail server has accepted it yet.
         */
        post: operations["retry_statement_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sync runs, newest first */
        get: operations["list_sync_runs"];
        put?: never;
        /**
         * Start a sync run
         * @description Answers at once. `Location` is the URL at which to follow the run.
         */
        post: operations["create_sync_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One sync run with its models */
        get: operations["show_sync_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync-runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a run
         * @description What a reload has read is discarded. What another run has read stays in the mirror, watermarks
         *     of unfinished models do not move, and the next run continues from there.
         */
        post: operations["cancel_sync_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync-runs/{id}/confirm-deletions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the deletions of a run
         * @description For a run that failed with `rights_incident`. A repair reads the missing records again and
         *     removes those that are still missing. The alarm keeps who decided and the reason.
         */
        post: operations["confirm_deletions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync-runs/{id}/missing-rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rows that a run did not find in Odoo
         * @description By model and id. They are kept for a day after the run, and longer while an alarm is open. The
         *     totals of a verify can show that rows are missing before a repair finds which ones.
         */
        get: operations["list_missing_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/treasury/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Balance of each bank and cash journal at a date */
        get: operations["list_treasury_balances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/treasury/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Expected balances by day, week or month */
        get: operations["show_treasury_forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/treasury/planned-movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Planned movements, newest first */
        get: operations["list_planned_movements"];
        put?: never;
        /** Create a planned movement */
        post: operations["create_planned_movement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/treasury/planned-movements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One planned movement */
        get: operations["show_planned_movement"];
        /** Replace a planned movement */
        put: operations["replace_planned_movement"];
        post?: never;
        /** Delete a planned movement */
        delete: operations["delete_planned_movement"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages to webhooks, newest first
         * @description Messages that are delivered or have failed are kept for 30 days.
         */
        get: operations["list_webhook_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message to a webhook, with its content and its tries */
        get: operations["show_webhook_delivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a failed message again */
        post: operations["retry_webhook_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All webhooks, newest first */
        get: operations["list_webhooks"];
        put?: never;
        /**
         * Make a webhook
         * @description Only this answer has the key. A repeated request with the same Idempotency-Key would have to store
         *     it, so the header is not accepted.
         */
        post: operations["create_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook */
        get: operations["show_webhook"];
        put?: never;
        post?: never;
        /** Delete a webhook and its messages */
        delete: operations["delete_webhook"];
        options?: never;
        head?: never;
        /** Change name, URL, events or state of a webhook */
        patch: operations["change_webhook"];
        trace?: never;
    };
    "/v1/webhooks/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new key for a webhook
         * @description For 24 hours the previous key signs too, so that the receiver can take the new one in between.
         */
        post: operations["renew_webhook_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message
         * @description Also to a webhook that is not active.
         */
        post: operations["test_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "alarm.raised": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A person must look at the mirror and decide
         * @description The receiver answers with 2xx when it has the message, and with 410 if it wants no more: then the webhook is paused. After any other answer the message is tried again, ten times in all within three days.
         */
        post: operations["receive_alarm_raised"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "export.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An export will have no file
         * @description The receiver answers with 2xx when it has the message, and with 410 if it wants no more: then the webhook is paused. After any other answer the message is tried again, ten times in all within three days.
         */
        post: operations["receive_export_failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "export.finished": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The file of an export is there
         * @description The receiver answers with 2xx when it has the message, and with 410 if it wants no more: then the webhook is paused. After any other answer the message is tried again, ten times in all within three days.
         */
        post: operations["receive_export_finished"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "mail.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A mail was refused, or tried too often, or has no file
         * @description The receiver answers with 2xx when it has the message, and with 410 if it wants no more: then the webhook is paused. After any other answer the message is tried again, ten times in all within three days.
         */
        post: operations["receive_mail_failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "mirror.differs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The mirror still differs from Odoo after a repair
         * @description The receiver answers with 2xx when it has the message, and with 410 if it wants no more: then the webhook is paused. After any other answer the message is tried again, ten times in all within three days.
         */
        post: operations["receive_mirror_differs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "mirror.live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The mirror is complete and recent, again or for the first time
         * @description The receiver answers with 2xx when it has the message, and with 410 if it wants no more: then the webhook is paused. After any other answer the message is tried again, ten times in all within three days.
         */
        post: operations["receive_mirror_live"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "mirror.proved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The mirror was compared with Odoo and is equal
         * @description The receiver answers with 2xx when it has the message, and with 410 if it wants no more: then the webhook is paused. After any other answer the message is tried again, ten times in all within three days.
         */
        post: operations["receive_mirror_proved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "mirror.stale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The mirror has fallen behind by more than 45 minutes, or Odoo was restored
         * @description The receiver answers with 2xx when it has the message, and with 410 if it wants no more: then the webhook is paused. After any other answer the message is tried again, ten times in all within three days.
         */
        post: operations["receive_mirror_stale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "run.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A sync run ended without being done
         * @description The receiver answers with 2xx when it has the message, and with 410 if it wants no more: then the webhook is paused. After any other answer the message is tried again, ten times in all within three days.
         */
        post: operations["receive_run_failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An admin sent a test message
         * @description The receiver answers with 2xx when it has the message, and with 410 if it wants no more: then the webhook is paused. After any other answer the message is tried again, ten times in all within three days.
         */
        post: operations["receive_webhook_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description It cannot be read again. */
        AccessToken: {
            /**
             * Format: date-time
             * @description It begins no request after this; a stream that has begun goes on.
             */
            expires_at: string;
            /**
             * Format: uri-reference
             * @description The URL with the token.
             * @example /v1/exports/0197a1b2-0000-7000-8000-000000000001/events?access_token=W0n…
             */
            url: string;
        };
        /**
         * @description Odoo's `account_type`.
         * @enum {string}
         */
        AccountType: "asset_receivable" | "asset_cash" | "asset_current" | "asset_non_current" | "asset_prepayments" | "asset_fixed" | "liability_payable" | "liability_credit_card" | "liability_current" | "liability_non_current" | "equity" | "equity_unaffected" | "income" | "income_other" | "expense" | "expense_depreciation" | "expense_direct_cost" | "off_balance";
        /** @description The active sync run that prevents a new one. */
        ActiveRun: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uri-reference
             * @example /v1/sync-runs/0197a1b2-0000-7000-8000-000000000001
             */
            url: string;
        };
        ActiveRunProgress: {
            /**
             * Format: int32
             * @description How many times a worker was asked.
             */
            epoch: number;
            failure: components["schemas"]["RunFailure"] | null;
            kind: components["schemas"]["RunKind"];
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Rows applied, over the last minute.
             */
            rows_per_second: number;
            /** Format: int64 */
            rows_read: number;
            /** Format: uuid */
            run_id: string;
            /**
             * Format: int64
             * @description Remaining time at that rate; null if no rows arrive or their number is not known yet.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["RunState"];
            /** Format: uri-reference */
            url: string;
        };
        /**
         * @description The date that an item ages from.
         * @enum {string}
         */
        AgedBy: "due_date" | "invoice_date";
        AgeingAnswer: {
            /** @description The buckets of `amounts`, from not due to oldest. */
            buckets: components["schemas"]["Bucket"][];
            company: components["schemas"]["Company"];
            /** @description The companies whose books count: `company`, and others that `companies` names. */
            company_ids: number[];
            data: components["schemas"]["AgeingRow"][];
            freshness: components["schemas"]["Freshness"];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
            /** @description The parameters that were used, with every default filled in. */
            parameters: components["schemas"]["AgeingParameters"];
            tie_out: components["schemas"]["TieOut"] | null;
            /** @description Over the whole filter, on every page. */
            totals: components["schemas"]["AgeingTotals"];
            /** @description What is not known and had to be assumed; empty if nothing was. */
            warnings: components["schemas"]["Warning"][];
        };
        /**
         * @description What was open on another day, and what has changed: the amount of the ageing less that of the
         *     other day.
         */
        AgeingComparison: {
            overdue: components["schemas"]["Money"] | null;
            overdue_difference: components["schemas"]["Money"] | null;
            total: components["schemas"]["Money"];
            total_difference: components["schemas"]["Money"];
        };
        /** @description Read from the query string of the API, or from the JSON of an export job. */
        AgeingParameters: {
            account_ids?: components["schemas"]["Ids"] | null;
            /** @description Only accounts whose code begins with this text. */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            aged_by?: components["schemas"]["AgedBy"] | null;
            /**
             * Format: date
             * @description Documents and settlements up to this day; default today.
             */
            as_of?: string | null;
            /**
             * @description Bucket bounds: ascending numbers of days (`30,60,90`) or calendar months (`months:3`).
             *     Default: the setting of the tenant.
             */
            buckets?: string | null;
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * Format: date
             * @description Another day to compare with: what was open on it, in the same rows. Rows that have open
             *     items only on that day are there, too.
             */
            compare_as_of?: string | null;
            currencies?: components["schemas"]["CodesOrNone"] | null;
            /**
             * @description ISO 4217 code: only documents in this currency. Amounts stay in the company's currency;
             *     `amounts_currency` has them in this one.
             * @example PEN
             */
            currency?: string | null;
            /** @description `next` of the previous page. */
            cursor?: string | null;
            /** @description Code of a document type, such as `01`. */
            document_type?: string | null;
            document_type_ids?: components["schemas"]["IdsOrNone"] | null;
            group_by?: components["schemas"]["GroupBy"] | null;
            /**
             * Format: int32
             * @description Rows per page: 1 to 500, default 100.
             */
            limit?: number | null;
            min_total?: components["schemas"]["Money"] | null;
            /** @description Only rows that owe something overdue; default false. Not with `aged_by=invoice_date`. */
            overdue_only?: boolean | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_ids?: components["schemas"]["IdsOrNone"] | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * Format: int64
             * @description Odoo's id of a tag (res.partner.category): only partners that have it.
             */
            partner_tag_id?: number | null;
            partner_tag_ids?: components["schemas"]["IdsOrNone"] | null;
            /**
             * @description Part of the name, tax id or reference of the customer or vendor, without regard to case and
             *     accents.
             */
            q?: string | null;
            /**
             * Format: int64
             * @description Odoo's user id of the salesperson of the document.
             */
            salesperson_id?: number | null;
            salesperson_ids?: components["schemas"]["IdsOrNone"] | null;
            side: components["schemas"]["Side"];
            sort?: components["schemas"]["AgeingSort"] | null;
        };
        AgeingRow: {
            /** @description One amount per bucket, in the order of the buckets. */
            amounts: components["schemas"]["Money"][];
            /** @description One amount per bucket in this currency; empty without the filter. */
            amounts_currency: components["schemas"]["Money"][];
            /** @description URLs of the open items of each amount; empty if no filter expresses them. */
            bucket_urls: string[];
            /** @description Tax id of a partner, login of a salesperson, otherwise the code. */
            code: string | null;
            compared: components["schemas"]["AgeingComparison"] | null;
            /**
             * @description The currency of the filter `currency`; null without it.
             * @example USD
             */
            currency: string | null;
            /**
             * Format: int64
             * @description Odoo's id of the partner or other group; null for items without one.
             */
            id: number | null;
            /**
             * Format: int64
             * @description Number of open journal items.
             */
            items: number;
            /**
             * Format: uri-reference
             * @description URL of the open items of the row; null if no filter expresses them.
             */
            items_url: string | null;
            name: string | null;
            overdue: components["schemas"]["Money"] | null;
            overdue_currency: components["schemas"]["Money"] | null;
            /**
             * Format: uri-reference
             * @description URL of the items in `overdue`.
             */
            overdue_items_url: string | null;
            overdue_percent: components["schemas"]["Percent"] | null;
            share_percent: components["schemas"]["Percent"] | null;
            total: components["schemas"]["Money"];
            total_currency: components["schemas"]["Money"] | null;
            /**
             * @description The part of the total that is payments and credit notes not yet applied to a document. It
             *     has the opposite sign.
             */
            unapplied: components["schemas"]["Money"];
            /**
             * Format: uri-reference
             * @description URL of the items in `unapplied`.
             */
            unapplied_items_url: string | null;
        };
        /** @description Parameters of a file of: Ageing. Days may be relative. */
        AgeingScheduledSelection: {
            /** @example 12,13 */
            account_ids?: components["schemas"]["Ids"] | null;
            /**
             * @description Only accounts whose code begins with this text.
             * @example 121
             */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            aged_by?: components["schemas"]["AgedBy"] | null;
            /** @description Documents and settlements up to this day; default today. */
            as_of?: components["schemas"]["Day"] | null;
            /**
             * @description Bucket bounds: ascending numbers of days (`30,60,90`) or calendar months (`months:3`).
             *     Default: the setting of the tenant.
             * @example 30,60,90,120
             */
            buckets?: string | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description Another day to compare with: what was open on it, in the same rows. Rows that have open
             *     items only on that day are there, too.
             */
            compare_as_of?: components["schemas"]["Day"] | null;
            /** @example PEN,USD */
            currencies?: components["schemas"]["CodesOrNone"] | null;
            /**
             * @description ISO 4217 code: only documents in this currency. Amounts stay in the company's currency;
             *     `amounts_currency` has them in this one.
             * @example USD
             */
            currency?: string | null;
            /**
             * @description Code of a document type, such as `01`.
             * @example 01
             */
            document_type?: string | null;
            /** @example 5,none */
            document_type_ids?: components["schemas"]["IdsOrNone"] | null;
            group_by?: components["schemas"]["GroupBy"] | null;
            /** @example 100.00 */
            min_total?: components["schemas"]["Money"] | null;
            /** @description Only rows that owe something overdue; default false. Not with `aged_by=invoice_date`. */
            overdue_only?: boolean | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            /** @example 7,12,none */
            partner_ids?: components["schemas"]["IdsOrNone"] | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * Format: int64
             * @description Odoo's id of a tag (res.partner.category): only partners that have it.
             */
            partner_tag_id?: number | null;
            /** @example 4,none */
            partner_tag_ids?: components["schemas"]["IdsOrNone"] | null;
            /**
             * @description Part of the name, tax id or reference of the customer or vendor, without regard to case and
             *     accents.
             * @example andina
             */
            q?: string | null;
            /**
             * Format: int64
             * @description Odoo's user id of the salesperson of the document.
             */
            salesperson_id?: number | null;
            /** @example 3,none */
            salesperson_ids?: components["schemas"]["IdsOrNone"] | null;
            side: components["schemas"]["Side"];
            sort?: components["schemas"]["AgeingSort"] | null;
        };
        /** @description Parameters of a file of: Ageing. */
        AgeingSelection: {
            /** @example 12,13 */
            account_ids?: components["schemas"]["Ids"] | null;
            /**
             * @description Only accounts whose code begins with this text.
             * @example 121
             */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            aged_by?: components["schemas"]["AgedBy"] | null;
            /**
             * Format: date
             * @description Documents and settlements up to this day; default today.
             * @example 2026-11-22
             */
            as_of?: string | null;
            /**
             * @description Bucket bounds: ascending numbers of days (`30,60,90`) or calendar months (`months:3`).
             *     Default: the setting of the tenant.
             * @example 30,60,90,120
             */
            buckets?: string | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * Format: date
             * @description Another day to compare with: what was open on it, in the same rows. Rows that have open
             *     items only on that day are there, too.
             * @example 2026-10-31
             */
            compare_as_of?: string | null;
            /** @example PEN,USD */
            currencies?: components["schemas"]["CodesOrNone"] | null;
            /**
             * @description ISO 4217 code: only documents in this currency. Amounts stay in the company's currency;
             *     `amounts_currency` has them in this one.
             * @example USD
             */
            currency?: string | null;
            /**
             * @description Code of a document type, such as `01`.
             * @example 01
             */
            document_type?: string | null;
            /** @example 5,none */
            document_type_ids?: components["schemas"]["IdsOrNone"] | null;
            group_by?: components["schemas"]["GroupBy"] | null;
            /** @example 100.00 */
            min_total?: components["schemas"]["Money"] | null;
            /** @description Only rows that owe something overdue; default false. Not with `aged_by=invoice_date`. */
            overdue_only?: boolean | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            /** @example 7,12,none */
            partner_ids?: components["schemas"]["IdsOrNone"] | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * Format: int64
             * @description Odoo's id of a tag (res.partner.category): only partners that have it.
             */
            partner_tag_id?: number | null;
            /** @example 4,none */
            partner_tag_ids?: components["schemas"]["IdsOrNone"] | null;
            /**
             * @description Part of the name, tax id or reference of the customer or vendor, without regard to case and
             *     accents.
             * @example andina
             */
            q?: string | null;
            /**
             * Format: int64
             * @description Odoo's user id of the salesperson of the document.
             */
            salesperson_id?: number | null;
            /** @example 3,none */
            salesperson_ids?: components["schemas"]["IdsOrNone"] | null;
            side: components["schemas"]["Side"];
            sort?: components["schemas"]["AgeingSort"] | null;
        };
        /** @enum {string} */
        AgeingSort: "total" | "-total" | "overdue" | "-overdue" | "unapplied" | "-unapplied" | "items" | "-items" | "name" | "-name" | "bucket:0" | "-bucket:0" | "bucket:1" | "-bucket:1" | "bucket:2" | "-bucket:2" | "bucket:3" | "-bucket:3" | "bucket:4" | "-bucket:4" | "bucket:5" | "-bucket:5" | "bucket:6" | "-bucket:6" | "bucket:7" | "-bucket:7" | "bucket:8" | "-bucket:8" | "bucket:9" | "-bucket:9" | "bucket:10" | "-bucket:10" | "bucket:11" | "-bucket:11" | "bucket:12" | "-bucket:12" | "bucket:13" | "-bucket:13";
        /** @description Totals over the whole filter. */
        AgeingTotals: {
            amounts: components["schemas"]["Money"][];
            /** @description One amount per bucket in this currency; empty without the filter. */
            amounts_currency: components["schemas"]["Money"][];
            /** @description URLs of the open items of each amount; empty without `items_url`. */
            bucket_urls: string[];
            compared: components["schemas"]["AgeingComparison"] | null;
            /**
             * @description The currency of the filter `currency`; null without it.
             * @example USD
             */
            currency: string | null;
            /**
             * Format: int64
             * @description Number of rows on all pages.
             */
            groups: number;
            /**
             * @description Whether an item may count in several rows, for example in one per tag of its partner. Here
             *     it counts once.
             */
            groups_overlap: boolean;
            /** Format: int64 */
            items: number;
            /**
             * Format: uri-reference
             * @description URL of all open items of the filter; null with `min_total` or `overdue_only`, which choose
             *     rows and not items.
             */
            items_url: string | null;
            overdue: components["schemas"]["Money"] | null;
            overdue_currency: components["schemas"]["Money"] | null;
            /** Format: uri-reference */
            overdue_items_url: string | null;
            overdue_percent: components["schemas"]["Percent"] | null;
            total: components["schemas"]["Money"];
            total_currency: components["schemas"]["Money"] | null;
            unapplied: components["schemas"]["Money"];
            /** Format: uri-reference */
            unapplied_items_url: string | null;
        };
        /** @description What a person must decide, or has decided. */
        Alarm: {
            /** Format: date-time */
            cleared_at: string | null;
            decided_by: components["schemas"]["Party"] | null;
            /** @description What a person can do; empty if the alarm is cleared. */
            decisions: components["schemas"]["AlarmDecision"][];
            /** @description Null for callers who may see only some companies. */
            detail: string | null;
            /** @description What to do about it. */
            hint: string;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["AlarmKind"];
            /**
             * Format: uri-reference
             * @description The rows that the run misses. Null if no row is missing, and for callers who may see only
             *     some companies.
             */
            missing_rows_url: string | null;
            /**
             * @description The models of which rows are missing, as that run found them. Null for callers who may see
             *     only some companies.
             */
            models: components["schemas"]["AlarmModel"][] | null;
            /** Format: date-time */
            raised_at: string;
            /** @description Why the person decided so. Null for callers who may see only some companies. */
            reason: string | null;
            /**
             * Format: int64
             * @description The sum over the models. Null for callers who may see only some companies.
             */
            rows_missing: number | null;
            /**
             * Format: uuid
             * @description The run that raised it, or the latest one that found it again.
             */
            run_id: string;
            state: components["schemas"]["AlarmState"];
        };
        /** @description One way out of an alarm: a request that a person may send. */
        AlarmDecision: {
            key: components["schemas"]["AlarmDecisionKey"];
            method: components["schemas"]["AlarmDecisionMethod"];
            /** @description The lowest role that may do it. */
            role: components["schemas"]["Role"];
            run_kind: components["schemas"]["RunKind"] | null;
            /**
             * Format: uri-reference
             * @example /v1/sync-runs/0197a1b2-0000-7000-8000-000000000001/confirm-deletions
             */
            url: string;
        };
        /** @enum {string} */
        AlarmDecisionKey: "verify" | "confirm_deletions" | "read_again" | "accept_restore";
        /** @enum {string} */
        AlarmDecisionMethod: "POST";
        /**
         * @description Why a person must look at the mirror.
         * @enum {string}
         */
        AlarmKind: "rights_incident" | "restored";
        /** @description What is missing of a model. */
        AlarmModel: {
            /** @example account.move.line */
            model: string;
            /**
             * Format: int64
             * @description Rows of the mirror when the alarm was raised, those that are missing included.
             */
            rows: number;
            /** Format: int64 */
            rows_missing: number;
        };
        /** @description One page of a list. */
        AlarmPage: {
            data: components["schemas"]["Alarm"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description A person must look at the mirror and decide. */
        AlarmRaised: {
            alarm: components["schemas"]["AlarmKind"];
            detail: string;
            /** @description What to do about it. */
            hint: string;
            /**
             * Format: uuid
             * @description The run that raised it.
             */
            run_id: string;
            /** Format: uri-reference */
            url: string;
        };
        /** @enum {string} */
        AlarmState: "open" | "cleared";
        ApiKey: {
            /** @description Whether it opens the API: neither revoked nor expired. */
            active: boolean;
            /** @description Null for all. */
            company_ids: number[] | null;
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /**
             * Format: date-time
             * @description Null if it never expires.
             */
            expires_at: string | null;
            /**
             * @description The public part of the key: the 12 letters after `esp_`.
             * @example k3v9x2m8q1zt
             */
            id: string;
            /**
             * Format: date-time
             * @description To the minute; null if it was never used.
             */
            last_used_at: string | null;
            name: string;
            /** Format: date-time */
            revoked_at: string | null;
            role: components["schemas"]["Role"];
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** @description One page of a list. */
        ApiKeyPage: {
            data: components["schemas"]["ApiKey"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description The changes. Members that are left out stay as they are. */
        ApiKeyPatch: {
            /** @description Null for all companies. */
            company_ids?: number[] | null;
            /**
             * Format: date-time
             * @description Null for a key that never expires.
             */
            expires_at?: string | null;
            name?: string | null;
            role?: components["schemas"]["Role"] | null;
        };
        /** @description One act. */
        AuditEntry: {
            /** @example replace saved view */
            action: string;
            /** @description With the name at that time. */
            actor: components["schemas"]["Party"];
            /** @example 192.0.2.7 */
            address: string | null;
            /** @description The settings after, or what was requested. */
            after: Record<string, never> | null;
            /** Format: date-time */
            at: string;
            /** @description The settings before. Never secrets. */
            before: Record<string, never> | null;
            /**
             * Format: int64
             * @description From 1, without gaps.
             */
            number: number;
            /** @description The URL of what it was about. */
            object: string | null;
            reason: string | null;
            trace_id: string | null;
            user_agent: string | null;
        };
        /** @description One page of a list. */
        AuditEntryPage: {
            data: components["schemas"]["AuditEntry"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description The interval between two bounds. */
        Bucket: {
            /**
             * Format: date
             * @description First due or invoice date of its items; null if the bucket has no first day.
             */
            first_day: string | null;
            /**
             * @description `not_due` (`current` by invoice date), `1-30`, `over-90`; `2026-11`, `before-2026-08`.
             * @example 1-30
             */
            key: string;
            /** Format: date */
            last_day: string | null;
        };
        Change: {
            /** Format: date-time */
            changed_at: string;
            /**
             * @description For an update: each changed field with its `old` and `new` value. Amounts are decimal
             *     strings.
             */
            fields: Record<string, never> | null;
            kind: components["schemas"]["ChangeKind"];
            /**
             * Format: int64
             * @description The mirror version in which the change appeared.
             */
            mirror_version: number;
            /** @example account.move.line */
            model: string;
            /**
             * Format: int64
             * @description Odoo's id of the record.
             */
            record_id: number;
            /**
             * Format: uuid
             * @description The sync run that made the change.
             */
            run_id: string;
        };
        /**
         * @description What happened to a row.
         * @enum {string}
         */
        ChangeKind: "inserted" | "updated" | "deleted";
        ChangePage: {
            /**
             * @description True if nothing is missing: the history of every requested model reaches back to `since` or
             *     `since_version`. Always false if neither is given.
             */
            complete: boolean;
            data: components["schemas"]["Change"][];
            /**
             * @description Describes the snapshot that the page comes from. To continue later without a gap, pass its
             *     `mirror_version` as `since_version`.
             */
            freshness: components["schemas"]["Freshness"];
            /** @description From when on the changes of each requested model are kept. */
            history: components["schemas"]["ModelHistory"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description What a note says from now on. */
        ChangedNote: {
            promise_amount?: components["schemas"]["Money"] | null;
            /**
             * @description ISO 4217 code. Only with `promise_amount`.
             * @example PEN
             */
            promise_currency?: string | null;
            /**
             * Format: date
             * @description The day for which a payment was promised.
             * @example 2027-01-15
             */
            promise_date?: string | null;
            /**
             * @description 1 to 2000 characters.
             * @example Pagó la mitad; el resto en enero.
             */
            text: string;
        };
        /** @description What the latest verify of a model found, and what was done about it. */
        Checks: {
            /**
             * Format: date-time
             * @description Every row of the model has been compared one by one since then; null if some have not.
             */
            covered_since: string | null;
            /**
             * Format: int64
             * @description Id ranges that differed in the first comparison.
             */
            differences_found: number;
            /**
             * Format: date-time
             * @description When they were last compared again.
             */
            looked_again_at: string | null;
            /**
             * Format: int64
             * @description Ranges that Odoo was writing to during the comparison; the next verify checks them.
             */
            ranges_in_flight: number;
            /**
             * Format: int64
             * @description Rows compared one by one in this verify.
             */
            rows_compared: number;
            /**
             * Format: int64
             * @description Rows that Odoo committed too late for any window to read them.
             */
            rows_late: number;
            /**
             * Format: int64
             * @description Rows that were written or removed because of the differences.
             */
            rows_repaired: number;
        };
        /**
         * @description Codes, and `none` for rows without one.
         * @example PEN,USD
         */
        CodesOrNone: string;
        CollectionsAnswer: {
            company: components["schemas"]["Company"];
            /** @description The companies whose books count: `company`, and others that `companies` names. */
            company_ids: number[];
            /** @description The months of the period. */
            data: components["schemas"]["CollectionsMonth"][];
            /** @description The largest debtors on the last day. */
            debtors: components["schemas"]["Debtor"][];
            freshness: components["schemas"]["Freshness"];
            indicators: components["schemas"]["Indicators"];
            /** @description The parameters that were used, with every default filled in. */
            parameters: components["schemas"]["CollectionsParameters"];
            /** @description The figures behind days payable outstanding. */
            payables: components["schemas"]["PayablesFigures"];
            tie_out: components["schemas"]["TieOut"] | null;
            totals: components["schemas"]["CollectionsTotals"];
            /** @description What is not known and had to be assumed; empty if nothing was. */
            warnings: components["schemas"]["Warning"][];
        };
        /** @description Receivables in the company's currency: opening + billed − collected + other = outstanding. */
        CollectionsFigures: {
            /** @description Invoiced less credited, taxes included. */
            billed: components["schemas"]["Money"];
            /** @description Credits less debits of bank and cash journals: payments less refunds. */
            collected: components["schemas"]["Money"];
            /** @description Credit notes of sale journals (`move_type` out_refund). */
            credited: components["schemas"]["Money"];
            /** @description Sale journals without credit notes. */
            invoiced: components["schemas"]["Money"];
            /** @description Balance of the receivable accounts before the first day. */
            opening: components["schemas"]["Money"];
            /** @description Changes by other journals: write-offs, exchange differences, openings. */
            other: components["schemas"]["Money"];
            /** @description Balance of the receivable accounts after the last day. */
            outstanding: components["schemas"]["Money"];
        };
        /** @description A month, or the part of it that is in the period. Both days are inclusive. */
        CollectionsMonth: components["schemas"]["CollectionsFigures"] & {
            /**
             * Format: uri-reference
             * @example /v1/journal-items?account_type=asset_receivable&journal_ids=1
             */
            billed_url: string | null;
            /**
             * Format: uri-reference
             * @example /v1/journal-items?account_type=asset_receivable&journal_ids=3
             */
            collected_url: string | null;
            /** Format: date */
            date_from: string;
            /** Format: date */
            date_to: string;
            /**
             * Format: uri-reference
             * @description URL of the journal items of `outstanding`.
             */
            outstanding_url: string;
        };
        /** @description Read from the query string of the API, or from the JSON of an export job. */
        CollectionsParameters: {
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * Format: date
             * @description First day. Default: the first day of the month eleven months before the month of `date_to`.
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description Last day. It decides which receivables are open and overdue; default today.
             */
            date_to?: string | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * Format: int32
             * @description Number of debtors that are listed and make up the concentration: 1 to 100, default 10.
             */
            top?: number | null;
        };
        /** @description Parameters of a file of: Billing and collections. Days may be relative. */
        CollectionsScheduledSelection: {
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /** @description First day. Default: the first day of the month eleven months before the month of `date_to`. */
            date_from?: components["schemas"]["Day"] | null;
            /** @description Last day. It decides which receivables are open and overdue; default today. */
            date_to?: components["schemas"]["Day"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * Format: int32
             * @description Number of debtors that are listed and make up the concentration: 1 to 100, default 10.
             */
            top?: number | null;
        };
        /** @description Parameters of a file of: Billing and collections. */
        CollectionsSelection: {
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * Format: date
             * @description First day. Default: the first day of the month eleven months before the month of `date_to`.
             * @example 2026-01-01
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description Last day. It decides which receivables are open and overdue; default today.
             * @example 2026-11-22
             */
            date_to?: string | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * Format: int32
             * @description Number of debtors that are listed and make up the concentration: 1 to 100, default 10.
             */
            top?: number | null;
        };
        /** @description Totals of the whole period. */
        CollectionsTotals: components["schemas"]["CollectionsFigures"] & {
            /** Format: uri-reference */
            billed_url: string | null;
            /** Format: uri-reference */
            collected_url: string | null;
            /**
             * @description ISO 4217 code of the company's currency.
             * @example PEN
             */
            company_currency: string;
            /**
             * Format: int64
             * @description Number of partners whose balance is positive.
             */
            debtors: number;
            months: number;
            /** @description Open items that fall due on the last day or later. */
            not_due: components["schemas"]["Money"];
            /** Format: uri-reference */
            not_due_url: string;
            /** Format: uri-reference */
            outstanding_url: string;
            /** @description Open items that fell due before the last day. */
            overdue: components["schemas"]["Money"];
            /** Format: uri-reference */
            overdue_url: string;
            /** @description Sum of the balances of these partners. */
            owed_by_debtors: components["schemas"]["Money"];
        };
        CompaniesAnswer: {
            data: components["schemas"]["Company"][];
            freshness: components["schemas"]["Freshness"];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        Company: {
            /**
             * @description ISO 4217 code of the company's currency; empty while the currency is not mirrored.
             * @example PEN
             */
            currency: string;
            /**
             * Format: int32
             * @description Decimal places of that currency.
             */
            decimal_places: number;
            /** Format: int64 */
            id: number;
            name: string;
        };
        /** @description A company that `company_id` may name. */
        CompanyChoice: {
            /** Format: int64 */
            id: number;
            name: string;
        };
        /**
         * @description The distance between periods.
         * @enum {string}
         */
        Comparison: "months" | "years";
        Confirmation: {
            /**
             * @description With the password, if the person has a second factor.
             * @example 492039
             */
            code?: string | null;
            passkey?: components["schemas"]["PasskeyProof"] | null;
            /**
             * Format: password
             * @description Either the password or a passkey.
             */
            password?: string | null;
        };
        Credentials: {
            /**
             * @description Of the authenticator app, or a recovery code; needed if the person has a second factor.
             * @example 492039
             */
            code?: string | null;
            /** @example ana@example.com */
            email: string;
            /** Format: password */
            password: string;
        };
        CurrencyTotal: {
            /** @example PEN */
            currency: string;
            /** Format: int64 */
            items: number;
            /**
             * Format: uri-reference
             * @description URL of the same items.
             */
            items_url: string;
            /** @description Residual of the same items in the company's currency. */
            residual: components["schemas"]["Money"];
            /** @description Residual in this currency. */
            residual_currency: components["schemas"]["Money"];
        };
        /** @description A day, or a day relative to the one on which the schedule is due. */
        Day: string;
        DeadLetter: {
            /**
             * Format: int32
             * @description How many times it was tried.
             */
            attempts: number;
            /**
             * @description The first 1000 characters of the body, without the tokens of links; empty if the body has a
             *     secret.
             */
            body_preview: string;
            /** @example model res.bank is not mirrored */
            detail: string | null;
            /** Format: date-time */
            died_at: string | null;
            /** @example espejo.sync.batch.v1 */
            event: string | null;
            /**
             * @description The event's id.
             * @example 0197a1b2-0000-7000-8000-000000000001
             */
            id: string;
            /** Format: date-time */
            published_at: string | null;
            /**
             * @description The queue in which it failed; a replay sends it back there.
             * @example core-api.sync
             */
            queue: string;
            reason: components["schemas"]["DeadLetterReason"] | null;
            /** Format: uri-reference */
            replay_url: string;
            size_bytes: number;
            /** @description The trace in which the event was sent. */
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /**
         * @description What is done with a dead letter.
         * @enum {string}
         */
        DeadLetterAction: "replay" | "discard";
        /** @description Somebody replayed or discarded a dead letter. */
        DeadLetterActionEntry: {
            action: components["schemas"]["DeadLetterAction"];
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** @example model res.bank is not mirrored */
            dead_detail: string | null;
            /**
             * @description The event's id.
             * @example 0197a1b2-0000-7000-8000-000000000001
             */
            dead_letter_id: string;
            dead_reason: components["schemas"]["DeadLetterReason"] | null;
            /**
             * Format: date-time
             * @description When the broker confirmed it. Null: the dead letter may still be there.
             */
            done_at: string | null;
            /** @example espejo.sync.batch.v1 */
            event: string | null;
            /** Format: uuid */
            id: string;
            /** @example core-api.sync */
            queue: string;
            /** @description What the person said about it. */
            reason: string | null;
            /** Format: int64 */
            size_bytes: number;
        };
        /** @description One page of a list. */
        DeadLetterActionEntryPage: {
            data: components["schemas"]["DeadLetterActionEntry"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description A dead letter with its whole body. */
        DeadLetterDetail: components["schemas"]["DeadLetter"] & {
            /**
             * @description The body as it was sent, without the tokens of links. Null if it has a secret. Bytes that are
             *     not UTF-8 are replaced.
             * @example {"specversion":"1.0"}
             */
            body: string | null;
        };
        /** @description What was done with a dead letter. */
        DeadLetterOutcome: {
            action: components["schemas"]["DeadLetterAction"];
            /** Format: uuid */
            id: string;
            queues: components["schemas"]["SettledQueue"][];
        };
        /** @description One page of a list. */
        DeadLetterPage: {
            data: components["schemas"]["DeadLetter"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /**
         * @description Why a message is a dead letter.
         * @enum {string}
         */
        DeadLetterReason: "rejected" | "attempts" | "panic" | "not_json" | "envelope" | "unknown_event" | "version" | "data" | "misrouted" | "sender" | "tenant" | "signature";
        /** @description Which dead letters are replayed: either `ids` or `queue`. */
        DeadLetterReplays: {
            /**
             * @description Ids of events: 1 to 500.
             * @example [
             *       "0197a1b2-0000-7000-8000-000000000001"
             *     ]
             */
            ids?: string[] | null;
            /** @description All dead letters of the tenant in this queue: 500 at a time. */
            queue?: string | null;
            /** @description Why they are replayed, for the record: 1 to 500 characters. */
            reason?: string | null;
        };
        /** @description What was done with the dead letters. */
        DeadLetterReplaysOutcome: {
            /**
             * @description False if not all dead letters were looked at: a request replays 1,000 of a queue at most, and
             *     looks at 10,000 of all tenants. Send it again.
             */
            complete: boolean;
            data: components["schemas"]["DeadLetterOutcome"][];
            /**
             * @description Those of `ids` that were not found; they are no dead letters of the tenant any more, if the
             *     answer is complete.
             */
            not_found: string[];
        };
        Debtor: {
            /**
             * Format: uri-reference
             * @example /v1/receivables/open-items?company_id=2&as_of=2026-11-22&partner_id=7
             */
            items_url: string;
            /** @description Open items less unallocated payments and credit notes. */
            outstanding: components["schemas"]["Money"];
            overdue: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Null for debt without a partner.
             */
            partner_id: number | null;
            partner_name: string | null;
            share_percent: components["schemas"]["Percent"] | null;
            vat: string | null;
        };
        /**
         * @description An exact decimal number.
         * @example 61.4
         */
        DecimalNumber: string;
        /** @description A report that is made on schedule and mailed. */
        Delivery: components["schemas"]["DeliveryOpenItems"] | components["schemas"]["DeliveryAgeing"] | components["schemas"]["DeliveryGeneralLedger"] | components["schemas"]["DeliveryTrialBalance"] | components["schemas"]["DeliveryJournalItems"] | components["schemas"]["DeliveryPartnerStatement"] | components["schemas"]["DeliveryCollections"] | components["schemas"]["DeliveryTreasuryBalances"] | components["schemas"]["DeliveryTreasuryForecast"] | components["schemas"]["DeliveryModel"];
        /**
         * Delivery: ageing
         * @description A report that is made on schedule and mailed.
         */
        DeliveryAgeing: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of file and mail, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description The same as for an export. A day may be relative to the day on which the schedule is due:
             *     `today`, `yesterday`, `today-30`, or `start of` or `end of` `this`, `last` or `next` `week`,
             *     `month`, `quarter` or `year`.
             */
            parameters: components["schemas"]["AgeingScheduledSelection"];
            /**
             * @description Addresses; each gets a separate mail. Without recipients, only the file is made.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "ageing";
            /** @description Send no mail if the report has no rows. */
            skip_if_empty?: boolean;
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        /**
         * Delivery: collections
         * @description A report that is made on schedule and mailed.
         */
        DeliveryCollections: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of file and mail, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description The same as for an export. A day may be relative to the day on which the schedule is due:
             *     `today`, `yesterday`, `today-30`, or `start of` or `end of` `this`, `last` or `next` `week`,
             *     `month`, `quarter` or `year`.
             */
            parameters: components["schemas"]["CollectionsScheduledSelection"];
            /**
             * @description Addresses; each gets a separate mail. Without recipients, only the file is made.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "collections";
            /** @description Send no mail if the report has no rows. */
            skip_if_empty?: boolean;
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        /**
         * Delivery: general-ledger
         * @description A report that is made on schedule and mailed.
         */
        DeliveryGeneralLedger: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of file and mail, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description The same as for an export. A day may be relative to the day on which the schedule is due:
             *     `today`, `yesterday`, `today-30`, or `start of` or `end of` `this`, `last` or `next` `week`,
             *     `month`, `quarter` or `year`.
             */
            parameters: components["schemas"]["GeneralLedgerScheduledSelection"];
            /**
             * @description Addresses; each gets a separate mail. Without recipients, only the file is made.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "general-ledger";
            /** @description Send no mail if the report has no rows. */
            skip_if_empty?: boolean;
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        /**
         * Delivery: journal-items
         * @description A report that is made on schedule and mailed.
         */
        DeliveryJournalItems: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of file and mail, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description The same as for an export. A day may be relative to the day on which the schedule is due:
             *     `today`, `yesterday`, `today-30`, or `start of` or `end of` `this`, `last` or `next` `week`,
             *     `month`, `quarter` or `year`.
             */
            parameters: components["schemas"]["JournalItemsScheduledSelection"];
            /**
             * @description Addresses; each gets a separate mail. Without recipients, only the file is made.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "journal-items";
            /** @description Send no mail if the report has no rows. */
            skip_if_empty?: boolean;
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        /**
         * Delivery: model
         * @description A report that is made on schedule and mailed.
         */
        DeliveryModel: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of file and mail, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description The same as for an export. A day may be relative to the day on which the schedule is due:
             *     `today`, `yesterday`, `today-30`, or `start of` or `end of` `this`, `last` or `next` `week`,
             *     `month`, `quarter` or `year`.
             */
            parameters: components["schemas"]["ModelScheduledSelection"];
            /**
             * @description Addresses; each gets a separate mail. Without recipients, only the file is made.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "model";
            /** @description Send no mail if the report has no rows. */
            skip_if_empty?: boolean;
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        /**
         * Delivery: open-items
         * @description A report that is made on schedule and mailed.
         */
        DeliveryOpenItems: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of file and mail, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description The same as for an export. A day may be relative to the day on which the schedule is due:
             *     `today`, `yesterday`, `today-30`, or `start of` or `end of` `this`, `last` or `next` `week`,
             *     `month`, `quarter` or `year`.
             */
            parameters: components["schemas"]["OpenItemsScheduledSelection"];
            /**
             * @description Addresses; each gets a separate mail. Without recipients, only the file is made.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "open-items";
            /** @description Send no mail if the report has no rows. */
            skip_if_empty?: boolean;
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        /**
         * Delivery: partner-statement
         * @description A report that is made on schedule and mailed.
         */
        DeliveryPartnerStatement: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of file and mail, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description The same as for an export. A day may be relative to the day on which the schedule is due:
             *     `today`, `yesterday`, `today-30`, or `start of` or `end of` `this`, `last` or `next` `week`,
             *     `month`, `quarter` or `year`.
             */
            parameters: components["schemas"]["PartnerStatementScheduledSelection"];
            /**
             * @description Addresses; each gets a separate mail. Without recipients, only the file is made.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "partner-statement";
            /** @description Send no mail if the report has no rows. */
            skip_if_empty?: boolean;
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        /**
         * Delivery: treasury-balances
         * @description A report that is made on schedule and mailed.
         */
        DeliveryTreasuryBalances: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of file and mail, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description The same as for an export. A day may be relative to the day on which the schedule is due:
             *     `today`, `yesterday`, `today-30`, or `start of` or `end of` `this`, `last` or `next` `week`,
             *     `month`, `quarter` or `year`.
             */
            parameters: components["schemas"]["TreasuryBalancesScheduledSelection"];
            /**
             * @description Addresses; each gets a separate mail. Without recipients, only the file is made.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "treasury-balances";
            /** @description Send no mail if the report has no rows. */
            skip_if_empty?: boolean;
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        /**
         * Delivery: treasury-forecast
         * @description A report that is made on schedule and mailed.
         */
        DeliveryTreasuryForecast: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of file and mail, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description The same as for an export. A day may be relative to the day on which the schedule is due:
             *     `today`, `yesterday`, `today-30`, or `start of` or `end of` `this`, `last` or `next` `week`,
             *     `month`, `quarter` or `year`.
             */
            parameters: components["schemas"]["TreasuryForecastScheduledSelection"];
            /**
             * @description Addresses; each gets a separate mail. Without recipients, only the file is made.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "treasury-forecast";
            /** @description Send no mail if the report has no rows. */
            skip_if_empty?: boolean;
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        /**
         * Delivery: trial-balance
         * @description A report that is made on schedule and mailed.
         */
        DeliveryTrialBalance: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of file and mail, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description The same as for an export. A day may be relative to the day on which the schedule is due:
             *     `today`, `yesterday`, `today-30`, or `start of` or `end of` `this`, `last` or `next` `week`,
             *     `month`, `quarter` or `year`.
             */
            parameters: components["schemas"]["TrialBalanceScheduledSelection"];
            /**
             * @description Addresses; each gets a separate mail. Without recipients, only the file is made.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "trial-balance";
            /** @description Send no mail if the report has no rows. */
            skip_if_empty?: boolean;
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        /**
         * @description How close the rows are.
         * @enum {string}
         */
        Density: "compact" | "normal" | "comfortable";
        Document: {
            /** @description The residual that Odoo has now. */
            amount_residual: components["schemas"]["Money"];
            amount_tax: components["schemas"]["Money"];
            amount_total: components["schemas"]["Money"];
            amount_untaxed: components["schemas"]["Money"];
            /** Format: int64 */
            company_id: number | null;
            /**
             * @description ISO 4217 code of the document's currency. Its amounts are in this currency.
             * @example USD
             */
            currency: string;
            /**
             * Format: date
             * @description Accounting date.
             */
            date: string | null;
            /** @example 01 */
            document_type_code: string | null;
            /** @example Factura */
            document_type_name: string | null;
            /** Format: date */
            due_date: string | null;
            /**
             * Format: int64
             * @description Odoo's id of the account.move.
             */
            id: number;
            /** Format: date */
            invoice_date: string | null;
            /**
             * Format: int64
             * @description Number of its journal items.
             */
            items: number;
            /**
             * Format: uri-reference
             * @description URL of all its items, if it is posted or a draft.
             * @example /v1/journal-items?company_id=2&move_id=7&include_drafts=true
             */
            items_url: string;
            journal_code: string | null;
            /** @description Its journal items by id, 500 at most. */
            journal_items: components["schemas"]["JournalItem"][];
            move_type: components["schemas"]["MoveType"] | null;
            /** @example F FFI-00000123 */
            name: string | null;
            /**
             * Format: uri-reference
             * @description Its page in Odoo.
             * @example https://odoo.example/odoo/account.move/7
             */
            odoo_url: string | null;
            origin: string | null;
            /** Format: int64 */
            partner_id: number | null;
            partner_name: string | null;
            payment_state: components["schemas"]["PaymentState"] | null;
            ref: string | null;
            /**
             * Format: int64
             * @description The document that this one reverses.
             */
            reversed_document_id: number | null;
            /** @description Its partial reconciliations by date, 500 at most. */
            settlements: components["schemas"]["Settlement"][];
            state: components["schemas"]["MoveState"] | null;
        };
        DocumentAnswer: {
            data: components["schemas"]["Document"];
            freshness: components["schemas"]["Freshness"];
        };
        /** @enum {string} */
        DocumentKind: "invoice" | "receipt" | "debit_note" | "credit_note" | "payment" | "entry";
        /** @description An object without members, for requests that need none. */
        EmptyObject: Record<string, never>;
        Export: components["schemas"]["ExportOpenItems"] | components["schemas"]["ExportAgeing"] | components["schemas"]["ExportGeneralLedger"] | components["schemas"]["ExportTrialBalance"] | components["schemas"]["ExportJournalItems"] | components["schemas"]["ExportPartnerStatement"] | components["schemas"]["ExportCollections"] | components["schemas"]["ExportTreasuryBalances"] | components["schemas"]["ExportTreasuryForecast"] | components["schemas"]["ExportModel"];
        /** Export: ageing */
        ExportAgeing: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            csv: components["schemas"]["ExportCsv"] | null;
            failure: components["schemas"]["ExportFailure"] | null;
            file: components["schemas"]["ExportFile"] | null;
            /** Format: date-time */
            finished_at: string | null;
            format: components["schemas"]["ExportFormat"];
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string;
            origin: components["schemas"]["ExportOrigin"];
            /** @description Company and date are filled in. */
            parameters: components["schemas"]["AgeingSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "ageing";
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Rate of the running attempt.
             */
            rows_per_second: number | null;
            /** Format: int64 */
            rows_written: number;
            /**
             * Format: uuid
             * @description The schedule that requested it.
             */
            schedule_id: string | null;
            /**
             * Format: int64
             * @description Remaining time at that rate.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ExportState"];
            /**
             * Format: uuid
             * @description The statement run that it belongs to.
             */
            statement_run_id: string | null;
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /** Export: collections */
        ExportCollections: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            csv: components["schemas"]["ExportCsv"] | null;
            failure: components["schemas"]["ExportFailure"] | null;
            file: components["schemas"]["ExportFile"] | null;
            /** Format: date-time */
            finished_at: string | null;
            format: components["schemas"]["ExportFormat"];
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string;
            origin: components["schemas"]["ExportOrigin"];
            /** @description Company and date are filled in. */
            parameters: components["schemas"]["CollectionsSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "collections";
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Rate of the running attempt.
             */
            rows_per_second: number | null;
            /** Format: int64 */
            rows_written: number;
            /**
             * Format: uuid
             * @description The schedule that requested it.
             */
            schedule_id: string | null;
            /**
             * Format: int64
             * @description Remaining time at that rate.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ExportState"];
            /**
             * Format: uuid
             * @description The statement run that it belongs to.
             */
            statement_run_id: string | null;
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /** @description CSV options. The defaults suit a spreadsheet on a computer with the locale of the file. */
        ExportCsv: {
            /** @description Begin with a byte order mark, so that Excel recognizes UTF-8. Default: true. */
            bom?: boolean | null;
            /**
             * @description `.` or `,`. Default: the mark of the locale.
             * @example ,
             */
            decimal_mark?: string | null;
            /**
             * @description Put an apostrophe before a text that a spreadsheet would read as a formula. Default: true.
             *     False leaves every text as it is in Odoo.
             */
            escape_formulas?: boolean | null;
            /**
             * @description `,`, `;`, a tab or `|`. Default: `;` if the decimal mark is a comma, else `,`.
             * @example ;
             */
            separator?: string | null;
        };
        /** @description One event of the stream. */
        ExportEvent: {
            /**
             * @description The export as JSON.
             * @example {"state":"running"}
             */
            data: string;
            /** @example export */
            event: string;
            /**
             * @description For `Last-Event-ID`.
             * @example 3
             */
            id: string;
        };
        /** @description An export will have no file. */
        ExportFailed: {
            detail: string;
            /** Format: uuid */
            export_id: string;
            reason: components["schemas"]["ExportFailureReason"];
            /**
             * @example ageing
             * @enum {string}
             */
            report: "open-items" | "ageing" | "general-ledger" | "trial-balance" | "journal-items" | "partner-statement" | "collections" | "treasury-balances" | "treasury-forecast" | "model";
            /** Format: uri-reference */
            url: string;
        };
        ExportFailure: {
            detail: string | null;
            reason: components["schemas"]["ExportFailureReason"];
        };
        /**
         * @description Why an export failed.
         * @enum {string}
         */
        ExportFailureReason: "database" | "storage" | "parameters" | "too_many_rows" | "internal" | "lapsed";
        ExportFile: {
            control_total: components["schemas"]["DecimalNumber"] | null;
            /**
             * Format: date-time
             * @description Everything that Odoo committed before this instant is in the file.
             */
            data_as_of: string | null;
            /**
             * Format: date-time
             * @description The file is kept at least until then.
             */
            expires_at: string | null;
            /** @description Such as `antiguedad-por-cobrar_20512345678_2026-10-31.xlsx`, in the language of the file. */
            name: string;
            /** @description In hexadecimal. */
            sha256: string;
            /** Format: int64 */
            size_bytes: number;
            /**
             * Format: uri-reference
             * @example /v1/exports/0197a1b2-0000-7000-8000-00000000000b/file
             */
            url: string;
        };
        /** @description The file of an export is there. */
        ExportFinished: {
            /** Format: uuid */
            export_id: string;
            format: components["schemas"]["ExportFormat"];
            /**
             * @example ageing
             * @enum {string}
             */
            report: "open-items" | "ageing" | "general-ledger" | "trial-balance" | "journal-items" | "partner-statement" | "collections" | "treasury-balances" | "treasury-forecast" | "model";
            /** Format: int64 */
            rows: number;
            /** @description In hexadecimal. */
            sha256: string;
            /** Format: int64 */
            size_bytes: number;
            /**
             * Format: uri-reference
             * @description The export, with the URL of its file.
             */
            url: string;
        };
        /**
         * @description Format of an export's file.
         * @enum {string}
         */
        ExportFormat: "xlsx" | "csv" | "parquet" | "pdf";
        /** Export: general-ledger */
        ExportGeneralLedger: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            csv: components["schemas"]["ExportCsv"] | null;
            failure: components["schemas"]["ExportFailure"] | null;
            file: components["schemas"]["ExportFile"] | null;
            /** Format: date-time */
            finished_at: string | null;
            format: components["schemas"]["ExportFormat"];
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string;
            origin: components["schemas"]["ExportOrigin"];
            /** @description Company and date are filled in. */
            parameters: components["schemas"]["GeneralLedgerSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "general-ledger";
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Rate of the running attempt.
             */
            rows_per_second: number | null;
            /** Format: int64 */
            rows_written: number;
            /**
             * Format: uuid
             * @description The schedule that requested it.
             */
            schedule_id: string | null;
            /**
             * Format: int64
             * @description Remaining time at that rate.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ExportState"];
            /**
             * Format: uuid
             * @description The statement run that it belongs to.
             */
            statement_run_id: string | null;
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /** Export: journal-items */
        ExportJournalItems: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            csv: components["schemas"]["ExportCsv"] | null;
            failure: components["schemas"]["ExportFailure"] | null;
            file: components["schemas"]["ExportFile"] | null;
            /** Format: date-time */
            finished_at: string | null;
            format: components["schemas"]["ExportFormat"];
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string;
            origin: components["schemas"]["ExportOrigin"];
            /** @description Company and date are filled in. */
            parameters: components["schemas"]["JournalItemsSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "journal-items";
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Rate of the running attempt.
             */
            rows_per_second: number | null;
            /** Format: int64 */
            rows_written: number;
            /**
             * Format: uuid
             * @description The schedule that requested it.
             */
            schedule_id: string | null;
            /**
             * Format: int64
             * @description Remaining time at that rate.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ExportState"];
            /**
             * Format: uuid
             * @description The statement run that it belongs to.
             */
            statement_run_id: string | null;
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /** Export: model */
        ExportModel: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            csv: components["schemas"]["ExportCsv"] | null;
            failure: components["schemas"]["ExportFailure"] | null;
            file: components["schemas"]["ExportFile"] | null;
            /** Format: date-time */
            finished_at: string | null;
            format: components["schemas"]["ExportFormat"];
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string;
            origin: components["schemas"]["ExportOrigin"];
            /** @description Company and date are filled in. */
            parameters: components["schemas"]["ModelSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "model";
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Rate of the running attempt.
             */
            rows_per_second: number | null;
            /** Format: int64 */
            rows_written: number;
            /**
             * Format: uuid
             * @description The schedule that requested it.
             */
            schedule_id: string | null;
            /**
             * Format: int64
             * @description Remaining time at that rate.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ExportState"];
            /**
             * Format: uuid
             * @description The statement run that it belongs to.
             */
            statement_run_id: string | null;
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /** Export: open-items */
        ExportOpenItems: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            csv: components["schemas"]["ExportCsv"] | null;
            failure: components["schemas"]["ExportFailure"] | null;
            file: components["schemas"]["ExportFile"] | null;
            /** Format: date-time */
            finished_at: string | null;
            format: components["schemas"]["ExportFormat"];
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string;
            origin: components["schemas"]["ExportOrigin"];
            /** @description Company and date are filled in. */
            parameters: components["schemas"]["OpenItemsSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "open-items";
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Rate of the running attempt.
             */
            rows_per_second: number | null;
            /** Format: int64 */
            rows_written: number;
            /**
             * Format: uuid
             * @description The schedule that requested it.
             */
            schedule_id: string | null;
            /**
             * Format: int64
             * @description Remaining time at that rate.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ExportState"];
            /**
             * Format: uuid
             * @description The statement run that it belongs to.
             */
            statement_run_id: string | null;
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /**
         * @description What led to an export.
         * @enum {string}
         */
        ExportOrigin: "request" | "schedule" | "statement_run";
        /** @description One page of a list. */
        ExportPage: {
            data: components["schemas"]["Export"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** Export: partner-statement */
        ExportPartnerStatement: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            csv: components["schemas"]["ExportCsv"] | null;
            failure: components["schemas"]["ExportFailure"] | null;
            file: components["schemas"]["ExportFile"] | null;
            /** Format: date-time */
            finished_at: string | null;
            format: components["schemas"]["ExportFormat"];
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string;
            origin: components["schemas"]["ExportOrigin"];
            /** @description Company and date are filled in. */
            parameters: components["schemas"]["PartnerStatementSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "partner-statement";
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Rate of the running attempt.
             */
            rows_per_second: number | null;
            /** Format: int64 */
            rows_written: number;
            /**
             * Format: uuid
             * @description The schedule that requested it.
             */
            schedule_id: string | null;
            /**
             * Format: int64
             * @description Remaining time at that rate.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ExportState"];
            /**
             * Format: uuid
             * @description The statement run that it belongs to.
             */
            statement_run_id: string | null;
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /**
         * @description State of an export.
         * @enum {string}
         */
        ExportState: "requested" | "running" | "finished" | "failed" | "cancelled";
        /** Export: treasury-balances */
        ExportTreasuryBalances: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            csv: components["schemas"]["ExportCsv"] | null;
            failure: components["schemas"]["ExportFailure"] | null;
            file: components["schemas"]["ExportFile"] | null;
            /** Format: date-time */
            finished_at: string | null;
            format: components["schemas"]["ExportFormat"];
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string;
            origin: components["schemas"]["ExportOrigin"];
            /** @description Company and date are filled in. */
            parameters: components["schemas"]["TreasuryBalancesSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "treasury-balances";
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Rate of the running attempt.
             */
            rows_per_second: number | null;
            /** Format: int64 */
            rows_written: number;
            /**
             * Format: uuid
             * @description The schedule that requested it.
             */
            schedule_id: string | null;
            /**
             * Format: int64
             * @description Remaining time at that rate.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ExportState"];
            /**
             * Format: uuid
             * @description The statement run that it belongs to.
             */
            statement_run_id: string | null;
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /** Export: treasury-forecast */
        ExportTreasuryForecast: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            csv: components["schemas"]["ExportCsv"] | null;
            failure: components["schemas"]["ExportFailure"] | null;
            file: components["schemas"]["ExportFile"] | null;
            /** Format: date-time */
            finished_at: string | null;
            format: components["schemas"]["ExportFormat"];
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string;
            origin: components["schemas"]["ExportOrigin"];
            /** @description Company and date are filled in. */
            parameters: components["schemas"]["TreasuryForecastSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "treasury-forecast";
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Rate of the running attempt.
             */
            rows_per_second: number | null;
            /** Format: int64 */
            rows_written: number;
            /**
             * Format: uuid
             * @description The schedule that requested it.
             */
            schedule_id: string | null;
            /**
             * Format: int64
             * @description Remaining time at that rate.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ExportState"];
            /**
             * Format: uuid
             * @description The statement run that it belongs to.
             */
            statement_run_id: string | null;
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /** Export: trial-balance */
        ExportTrialBalance: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            csv: components["schemas"]["ExportCsv"] | null;
            failure: components["schemas"]["ExportFailure"] | null;
            file: components["schemas"]["ExportFile"] | null;
            /** Format: date-time */
            finished_at: string | null;
            format: components["schemas"]["ExportFormat"];
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string;
            origin: components["schemas"]["ExportOrigin"];
            /** @description Company and date are filled in. */
            parameters: components["schemas"]["TrialBalanceSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "trial-balance";
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Rate of the running attempt.
             */
            rows_per_second: number | null;
            /** Format: int64 */
            rows_written: number;
            /**
             * Format: uuid
             * @description The schedule that requested it.
             */
            schedule_id: string | null;
            /**
             * Format: int64
             * @description Remaining time at that rate.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["ExportState"];
            /**
             * Format: uuid
             * @description The statement run that it belongs to.
             */
            statement_run_id: string | null;
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /** @description One event of the stream. */
        FeedEvent: {
            /**
             * @description JSON: `id` (null for the mirror), `state` and `url` of the object. Of the mirror also
             *     `mirror_version` and `proved_at`, of the others `about`: `export:{id}` of a mail,
             *     `partner:{id}` or `document:{id}` of a note. `{}` for `reset`.
             * @example {"id":"0197a1b2-0000-7000-8000-000000000001","state":"running","url":"/v1/exports/0197a1b2-0000-7000-8000-000000000001","about":null}
             */
            data: string;
            /**
             * @description What has changed.
             * @enum {string}
             */
            event: "mirror" | "run" | "export" | "mail" | "statement_run" | "alarm" | "note" | "reset";
            /**
             * @description For `Last-Event-ID`. Not every event has one; the last one counts.
             * @example 48210
             */
            id: string | null;
        };
        /**
         * @description How a field is compared.
         * @enum {string}
         */
        FieldComparison: "=" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "starts_with";
        /** @description A period's figures, in the company's currency. */
        Figures: {
            closing: components["schemas"]["Money"];
            credit: components["schemas"]["Money"];
            debit: components["schemas"]["Money"];
            opening: components["schemas"]["Money"];
        };
        /**
         * @description What an instant of a schedule came to.
         * @enum {string}
         */
        FireOutcome: "failed" | "started" | "missed";
        FirstCode: {
            /**
             * @description A code of the app.
             * @example 492039
             */
            code: string;
        };
        /**
         * @description Weeks begin on Monday; the first period begins on the day itself.
         * @enum {string}
         */
        ForecastPeriod: "day" | "week" | "month";
        /** @description Amounts in the company's currency. Both days are inclusive. */
        ForecastRow: {
            closing: components["schemas"]["Money"];
            /** Format: date */
            date_from: string;
            /** Format: date */
            date_to: string;
            /** @description Open receivables less unallocated payments and credit notes of customers. */
            inflow: components["schemas"]["Money"];
            /**
             * Format: uri-reference
             * @description URL of the open receivables of `inflow`; null with drafts or the delay of customers.
             */
            inflow_items_url: string | null;
            /** @description Both inflows less both outflows. */
            net: components["schemas"]["Money"];
            opening: components["schemas"]["Money"];
            /** @description Open payables less unallocated payments and credit notes of vendors. */
            outflow: components["schemas"]["Money"];
            /**
             * Format: uri-reference
             * @description URL of the open payables of `outflow`; null with drafts.
             */
            outflow_items_url: string | null;
            /** @description Planned incoming movements. */
            planned_inflow: components["schemas"]["Money"];
            /** @description Planned outgoing movements. */
            planned_outflow: components["schemas"]["Money"];
        };
        /** @description Totals over all periods. */
        ForecastTotals: {
            closing: components["schemas"]["Money"];
            /**
             * @description ISO 4217 code of the company's currency.
             * @example PEN
             */
            company_currency: string;
            inflow: components["schemas"]["Money"];
            /** @description Expected after the last period; not in any row. */
            later_inflow: components["schemas"]["Money"];
            /** Format: uri-reference */
            later_inflow_items_url: string | null;
            later_outflow: components["schemas"]["Money"];
            /** Format: uri-reference */
            later_outflow_items_url: string | null;
            later_planned_inflow: components["schemas"]["Money"];
            later_planned_outflow: components["schemas"]["Money"];
            net: components["schemas"]["Money"];
            /** @description Balance of bank, cash and credit card accounts on the day. */
            opening: components["schemas"]["Money"];
            outflow: components["schemas"]["Money"];
            /** @description The part of `inflow` that was expected before the day. */
            overdue_inflow: components["schemas"]["Money"];
            /** Format: uri-reference */
            overdue_inflow_items_url: string | null;
            overdue_outflow: components["schemas"]["Money"];
            /** Format: uri-reference */
            overdue_outflow_items_url: string | null;
            planned_inflow: components["schemas"]["Money"];
            planned_outflow: components["schemas"]["Money"];
        };
        ForgottenPassword: {
            /** @example ana@example.com */
            email: string;
        };
        /**
         * @description Why a mirrored field keeps its last values.
         * @enum {string}
         */
        FreezeReason: "not_in_odoo" | "not_configured";
        /** @description How current the mirror is, and when it was last compared with Odoo. */
        Freshness: {
            /**
             * Format: date-time
             * @description Everything that Odoo committed before this instant is in the answer.
             */
            data_as_of: string | null;
            /**
             * Format: date-time
             * @description The answer has no record that was deleted in Odoo before this instant. Null until every
             *     model was counted or compared; it does not move while deletions wait for a person.
             */
            deletions_as_of: string | null;
            /** Format: int64 */
            lag_seconds: number | null;
            /**
             * Format: int64
             * @description Rises whenever a mirrored row changes.
             */
            mirror_version: number;
            proof: components["schemas"]["Proof"] | null;
            /**
             * @description `loading`: some model was never loaded completely; `stale`: complete, but behind by more
             *     than 45 minutes; `failed`: the last run failed.
             */
            state: components["schemas"]["MirrorState"];
        };
        /** @description A field that is no longer updated from Odoo. It keeps its last values. */
        FrozenField: {
            because: components["schemas"]["FreezeReason"];
            /** @example x_studio_channel */
            field: string;
            /** Format: date-time */
            since: string;
        };
        GeneralLedgerAnswer: {
            company: components["schemas"]["Company"];
            /** @description The companies whose books count: `company`, and others that `companies` names. */
            company_ids: number[];
            data: components["schemas"]["LedgerRow"][];
            freshness: components["schemas"]["Freshness"];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
            /** @description The parameters that were used, with every default filled in. */
            parameters: components["schemas"]["GeneralLedgerParameters"];
            /** @description Over the whole filter, on every page. */
            totals: components["schemas"]["LedgerTotals"];
            /** @description What is not known and had to be assumed; empty if nothing was. */
            warnings: components["schemas"]["Warning"][];
        };
        /** @description Read from the query string of the API, or from the JSON of an export job. */
        GeneralLedgerParameters: {
            account_ids?: components["schemas"]["Ids"] | null;
            /** @description Only accounts whose code begins with this text. */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description ISO 4217 code: only items in this currency.
             * @example PEN
             */
            currency?: string | null;
            /** @description `next` of the previous page. */
            cursor?: string | null;
            /**
             * Format: date
             * @description First day; default: the first day of the fiscal year of `date_to`.
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description Last day; default today.
             */
            date_to?: string | null;
            /** @description Whether drafts count as well; default false. */
            include_drafts?: boolean | null;
            journal_ids?: components["schemas"]["Ids"] | null;
            /**
             * Format: int32
             * @description Rows per page: 1 to 500, default 100.
             */
            limit?: number | null;
            opening?: components["schemas"]["Opening"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /** @description Only accounts with this text in their code or name, without regard to case and accents. */
            q?: string | null;
        };
        /** @description Parameters of a file of: General ledger. Days may be relative. */
        GeneralLedgerScheduledSelection: {
            /** @example 12,13 */
            account_ids?: components["schemas"]["Ids"] | null;
            /**
             * @description Only accounts whose code begins with this text.
             * @example 10
             */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description ISO 4217 code: only items in this currency.
             * @example USD
             */
            currency?: string | null;
            /** @description First day; default: the first day of the fiscal year of `date_to`. */
            date_from?: components["schemas"]["Day"] | null;
            /** @description Last day; default today. */
            date_to?: components["schemas"]["Day"] | null;
            /** @description Whether drafts count as well; default false. */
            include_drafts?: boolean | null;
            /** @example 1,2 */
            journal_ids?: components["schemas"]["Ids"] | null;
            opening?: components["schemas"]["Opening"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * @description Only accounts with this text in their code or name, without regard to case and accents.
             * @example banco
             */
            q?: string | null;
        };
        /** @description Parameters of a file of: General ledger. */
        GeneralLedgerSelection: {
            /** @example 12,13 */
            account_ids?: components["schemas"]["Ids"] | null;
            /**
             * @description Only accounts whose code begins with this text.
             * @example 10
             */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description ISO 4217 code: only items in this currency.
             * @example USD
             */
            currency?: string | null;
            /**
             * Format: date
             * @description First day; default: the first day of the fiscal year of `date_to`.
             * @example 2026-01-01
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description Last day; default today.
             * @example 2026-11-22
             */
            date_to?: string | null;
            /** @description Whether drafts count as well; default false. */
            include_drafts?: boolean | null;
            /** @example 1,2 */
            journal_ids?: components["schemas"]["Ids"] | null;
            opening?: components["schemas"]["Opening"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * @description Only accounts with this text in their code or name, without regard to case and accents.
             * @example banco
             */
            q?: string | null;
        };
        /** @enum {string} */
        GroupBy: "partner" | "contact" | "salesperson" | "account" | "currency" | "document_type" | "partner_tag";
        /**
         * @description What a row stands for.
         * @enum {string}
         */
        Grouping: "account" | "group" | "level";
        Health: {
            /**
             * @description `loading`, `live`, `stale` or `failed`, as in the freshness of reports.
             * @example live
             */
            mirror: string;
            tenant: string;
        };
        /** @example 12,13 */
        Ids: string;
        /**
         * @description Odoo's ids, and `none` for rows without one.
         * @example 7,12,none
         */
        IdsOrNone: string;
        /** @description The instants in words. */
        InWords: {
            /** @example at 07:00 from Monday to Friday */
            en: string;
            /** @example a las 07:00 de lunes a viernes */
            es: string;
        };
        Indicators: {
            average_days_delinquent: components["schemas"]["DecimalNumber"] | null;
            best_possible_days_sales_outstanding: components["schemas"]["DecimalNumber"] | null;
            collection_effectiveness_percent: components["schemas"]["Percent"] | null;
            concentration_percent: components["schemas"]["Percent"] | null;
            /**
             * Format: int64
             * @description Number of days in the period.
             */
            days: number;
            days_payable_outstanding: components["schemas"]["DecimalNumber"] | null;
            days_sales_outstanding: components["schemas"]["DecimalNumber"] | null;
            overdue_percent: components["schemas"]["Percent"] | null;
        };
        /** @description Who is invited. */
        Invitation: {
            /** @example ana@example.com */
            email: string;
            /** Format: date-time */
            expires_at: string;
            /** @example Ana Quispe */
            name: string;
        };
        InvitationUse: {
            /** @description Replaces the name that the inviter gave. */
            name?: string | null;
            /** Format: password */
            password: string;
            /** @description What follows `#` in the link. */
            token: string;
        };
        JournalItem: {
            account_code: string | null;
            /** Format: int64 */
            account_id: number;
            account_name: string | null;
            amount_currency: components["schemas"]["Money"];
            balance: components["schemas"]["Money"];
            credit: components["schemas"]["Money"];
            /**
             * @description ISO 4217 code of the document's currency.
             * @example USD
             */
            currency: string;
            /**
             * Format: date
             * @description Accounting date.
             */
            date: string;
            debit: components["schemas"]["Money"];
            /**
             * Format: uri-reference
             * @example /v1/documents/7
             */
            document_url: string | null;
            /** Format: date */
            due_date: string | null;
            /**
             * Format: int64
             * @description Odoo's id of the group of items that settle each other completely (account.full.reconcile).
             */
            full_reconcile_id: number | null;
            /**
             * Format: int64
             * @description Odoo's id of the journal item.
             */
            id: number;
            journal_code: string | null;
            label: string | null;
            /** Format: int64 */
            move_id: number | null;
            /** @example F FFI-00000123 */
            move_name: string | null;
            /**
             * Format: uri-reference
             * @description The page of its document in Odoo.
             * @example https://odoo.example/odoo/account.move/7
             */
            odoo_url: string | null;
            /** Format: int64 */
            partner_id: number | null;
            partner_name: string | null;
            ref: string | null;
            state: components["schemas"]["MoveState"] | null;
            /**
             * Format: uri-reference
             * @description URL of the item with its document, its settlements and its page in Odoo.
             * @example /v1/journal-items/7
             */
            url: string;
        };
        JournalItemAnswer: {
            data: components["schemas"]["JournalItemDetail"];
            freshness: components["schemas"]["Freshness"];
        };
        JournalItemDetail: components["schemas"]["JournalItem"] & {
            /** Format: int64 */
            company_id: number | null;
            /** @description Residual after its settlements so far, in the company's currency. */
            residual: components["schemas"]["Money"];
            /** @description The same in the document's currency. */
            residual_currency: components["schemas"]["Money"];
            /** @description Its partial reconciliations by date, 500 at most. */
            settlements: components["schemas"]["Settlement"][];
        };
        JournalItemsAnswer: {
            company: components["schemas"]["Company"];
            /** @description The companies whose books count: `company`, and others that `companies` names. */
            company_ids: number[];
            data: components["schemas"]["JournalItem"][];
            freshness: components["schemas"]["Freshness"];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
            /** @description The parameters that were used, with every default filled in. */
            parameters: components["schemas"]["JournalItemsParameters"];
            totals: components["schemas"]["JournalItemsTotals"] | null;
            /** @description What is not known and had to be assumed; empty if nothing was. */
            warnings: components["schemas"]["Warning"][];
        };
        /** @description Read from the query string of the API, or from the JSON of an export job. */
        JournalItemsParameters: {
            account_ids?: components["schemas"]["Ids"] | null;
            /** @description Only accounts whose code begins with this text. */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description ISO 4217 code: only items in this currency.
             * @example PEN
             */
            currency?: string | null;
            /** @description `next` of the previous page. */
            cursor?: string | null;
            /**
             * Format: date
             * @description First day; default: no limit.
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description Last day; default today.
             */
            date_to?: string | null;
            /** @description Whether drafts count as well; default false. */
            include_drafts?: boolean | null;
            journal_ids?: components["schemas"]["Ids"] | null;
            /**
             * Format: int32
             * @description Rows per page: 1 to 500, default 100.
             */
            limit?: number | null;
            /**
             * Format: int64
             * @description Only the items of this document: Odoo's id of the account.move.
             */
            move_id?: number | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /** @description Only accounts with this text in their code or name, without regard to case and accents. */
            q?: string | null;
            sort?: components["schemas"]["JournalItemsSort"] | null;
        };
        /** @description Parameters of a file of: Journal items. Days may be relative. */
        JournalItemsScheduledSelection: {
            /** @example 12,13 */
            account_ids?: components["schemas"]["Ids"] | null;
            /**
             * @description Only accounts whose code begins with this text.
             * @example 10
             */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description ISO 4217 code: only items in this currency.
             * @example USD
             */
            currency?: string | null;
            /** @description First day; default: no limit. */
            date_from?: components["schemas"]["Day"] | null;
            /** @description Last day; default today. */
            date_to?: components["schemas"]["Day"] | null;
            /** @description Whether drafts count as well; default false. */
            include_drafts?: boolean | null;
            /** @example 1,2 */
            journal_ids?: components["schemas"]["Ids"] | null;
            /**
             * Format: int64
             * @description Only the items of this document: Odoo's id of the account.move.
             */
            move_id?: number | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * @description Only accounts with this text in their code or name, without regard to case and accents.
             * @example banco
             */
            q?: string | null;
            sort?: components["schemas"]["JournalItemsSort"] | null;
        };
        /** @description Parameters of a file of: Journal items. */
        JournalItemsSelection: {
            /** @example 12,13 */
            account_ids?: components["schemas"]["Ids"] | null;
            /**
             * @description Only accounts whose code begins with this text.
             * @example 10
             */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description ISO 4217 code: only items in this currency.
             * @example USD
             */
            currency?: string | null;
            /**
             * Format: date
             * @description First day; default: no limit.
             * @example 2026-01-01
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description Last day; default today.
             * @example 2026-11-22
             */
            date_to?: string | null;
            /** @description Whether drafts count as well; default false. */
            include_drafts?: boolean | null;
            /** @example 1,2 */
            journal_ids?: components["schemas"]["Ids"] | null;
            /**
             * Format: int64
             * @description Only the items of this document: Odoo's id of the account.move.
             */
            move_id?: number | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * @description Only accounts with this text in their code or name, without regard to case and accents.
             * @example banco
             */
            q?: string | null;
            sort?: components["schemas"]["JournalItemsSort"] | null;
        };
        /** @enum {string} */
        JournalItemsSort: "date" | "-date";
        /** @description Totals over the whole filter, not of one page. */
        JournalItemsTotals: {
            balance: components["schemas"]["Money"];
            /**
             * @description ISO 4217 code of the company's currency.
             * @example PEN
             */
            company_currency: string;
            credit: components["schemas"]["Money"];
            debit: components["schemas"]["Money"];
            /** Format: int64 */
            items: number;
        };
        /**
         * @description Type of a journal in Odoo.
         * @enum {string}
         */
        JournalType: "other" | "sale" | "purchase" | "cash" | "bank" | "credit" | "general" | "situation";
        /** @description A row of an account: one opening row, one row per journal item, one closing row. */
        LedgerRow: {
            account_code: string | null;
            /**
             * Format: int64
             * @description Null for the result of earlier years if the company has no account for it.
             */
            account_id: number | null;
            account_name: string | null;
            amount_currency: components["schemas"]["Money"] | null;
            balance: components["schemas"]["Money"] | null;
            credit: components["schemas"]["Money"] | null;
            /**
             * @description ISO 4217 code: of the item's document; otherwise of `running_balance_currency`.
             * @example USD
             */
            currency: string | null;
            /** Format: date */
            date: string | null;
            debit: components["schemas"]["Money"] | null;
            /**
             * Format: uri-reference
             * @example /v1/documents/7
             */
            document_url: string | null;
            /** Format: date */
            due_date: string | null;
            /**
             * Format: int64
             * @description Odoo's id of the group of items that settle each other completely (account.full.reconcile).
             */
            full_reconcile_id: number | null;
            /**
             * Format: uri-reference
             * @description URL of the journal item with its document, its settlements and its page in Odoo.
             * @example /v1/journal-items/7
             */
            item_url: string | null;
            /**
             * Format: uri-reference
             * @description URL of the journal items that the row contains.
             * @example /v1/journal-items?company_id=2&account_ids=12
             */
            items_url: string | null;
            journal_code: string | null;
            kind: components["schemas"]["LedgerRowKind"];
            label: string | null;
            /**
             * Format: int64
             * @description Odoo's id of the journal item.
             */
            line_id: number | null;
            /** Format: int64 */
            move_id: number | null;
            /** @example F FFI-00000123 */
            move_name: string | null;
            /**
             * Format: uri-reference
             * @description The page of its document in Odoo.
             * @example https://odoo.example/odoo/account.move/7
             */
            odoo_url: string | null;
            /** Format: int64 */
            partner_id: number | null;
            partner_name: string | null;
            ref: string | null;
            /** @description Balance after this row, in the company's currency. */
            running_balance: components["schemas"]["Money"];
            running_balance_currency: components["schemas"]["Money"] | null;
            state: components["schemas"]["MoveState"] | null;
        };
        /** @enum {string} */
        LedgerRowKind: "opening" | "line" | "closing";
        /** @description Totals over the whole filter, not of one page. */
        LedgerTotals: {
            /**
             * Format: int64
             * @description Number of accounts with an opening balance or journal items.
             */
            accounts: number;
            closing: components["schemas"]["Money"];
            /**
             * @description ISO 4217 code of the company's currency.
             * @example PEN
             */
            company_currency: string;
            credit: components["schemas"]["Money"];
            debit: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Number of journal items.
             */
            items: number;
            opening: components["schemas"]["Money"];
        };
        /** @description A link that opens the file of an export until it expires. */
        Link: {
            /** Format: date-time */
            created_at: string;
            /**
             * @description Who created it. For a link in a mail, who requested the export. The link ends with the
             *     rights of this person or key.
             */
            created_by: components["schemas"]["Party"];
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description The latest download with this link.
             */
            last_used_at: string | null;
            /**
             * Format: uuid
             * @description The mail that contains the link.
             */
            mail_id: string | null;
            /**
             * Format: uri-reference
             * @example /v1/exports/0197a1b2-0000-7000-8000-00000000000b/links/0197a1b2-0000-7000-8000-00000000000c
             */
            url: string;
        };
        /** @description One page of a list. */
        LinkPage: {
            data: components["schemas"]["Link"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        LinkToken: {
            /** @description What follows `#` in the link. */
            token: string;
        };
        /** @description A key that was just made. */
        MadeApiKey: components["schemas"]["ApiKey"] & {
            /**
             * @description What a request sends as `Authorization: Bearer …`. It cannot be read again.
             * @example esp_k3v9x2m8q1zt_…
             */
            key: string;
        };
        MadeLink: components["schemas"]["Link"] & {
            /**
             * Format: uri-reference
             * @description Opens the file. Shown only once.
             * @example /v1/downloads/W0n
             */
            download_url: string;
        };
        /** @description A webhook that was just made. */
        MadeWebhook: components["schemas"]["Webhook"] & {
            /**
             * @description The key with which the receiver checks signatures. It cannot be read again.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQ4m1S0Zb3nU=
             */
            key: string;
        };
        Mail: {
            /** Format: date-time */
            created_at: string;
            detail: string | null;
            /** Format: uuid */
            export_id: string;
            /** Format: uri-reference */
            export_url: string;
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string;
            /**
             * Format: date-time
             * @description Null unless a try is planned.
             */
            next_try_at: string | null;
            occasion: components["schemas"]["MailOccasion"];
            /**
             * Format: int64
             * @description The customer, if the file is a statement.
             */
            partner_id: number | null;
            /** @example ana@example.com */
            recipient: string;
            /**
             * Format: int32
             * @description Last reply code of the mail server (RFC 5321, 4.2.1).
             * @example 250
             */
            reply_code: number | null;
            /**
             * Format: uuid
             * @description The schedule that sent it.
             */
            schedule_id: string | null;
            /** Format: date-time */
            settled_at: string | null;
            state: components["schemas"]["MailState"];
            /**
             * Format: uuid
             * @description The statement run that sent it.
             */
            statement_run_id: string | null;
            /** Format: int32 */
            tries: number;
            /** Format: uri-reference */
            url: string;
        };
        /** @description A mail was refused, or tried too often, or has no file. */
        MailFailed: {
            detail?: string | null;
            /** Format: uuid */
            export_id: string;
            /** Format: uuid */
            mail_id: string;
            /**
             * Format: int32
             * @description Last reply code of the mail server (RFC 5321, 4.2.1).
             * @example 550
             */
            reply_code?: number | null;
            /** Format: uri-reference */
            url: string;
        };
        /**
         * @description Why a mail is sent.
         * @enum {string}
         */
        MailOccasion: "report" | "statement";
        /** @description One page of a list. */
        MailPage: {
            data: components["schemas"]["Mail"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /**
         * @description State of a mail.
         * @enum {string}
         */
        MailState: "waiting" | "requested" | "sent" | "failed" | "skipped";
        /** @description The mails of a file. */
        Mailing: {
            /** @description All mails with this file. */
            data: components["schemas"]["Mail"][];
        };
        MasterDataAnswer: {
            data: components["schemas"]["MasterRecord"][];
            freshness: components["schemas"]["Freshness"];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description A record that a filter may name. */
        MasterRecord: {
            /** @description False if it is archived in Odoo, or deprecated. */
            active: boolean;
            /** @description Its code; the login of a salesperson; null for a tag. */
            code: string | null;
            /**
             * Format: int64
             * @description The company that it belongs to; null if it belongs to several or to all.
             */
            company_id: number | null;
            /**
             * Format: int64
             * @description Odoo's id.
             */
            id: number;
            name: string | null;
        };
        Me: components["schemas"]["Person"] & {
            /** @description What the console keeps for the person. */
            preferences: {
                [key: string]: unknown;
            };
        };
        /** @description The changes. Members that are left out stay as they are. */
        MePatch: {
            /** @example es-PE */
            locale?: string | null;
            name?: string | null;
            /** @description Replaces all preferences; at most 16 KiB. */
            preferences?: Record<string, never> | null;
        };
        Mirror: {
            active_run: components["schemas"]["ActiveRunProgress"] | null;
            /** @description What a person must decide; empty if there is nothing. */
            alarms: components["schemas"]["Alarm"][];
            /** @description Over the models that the ledger reports depend on. */
            freshness: components["schemas"]["Freshness"];
            models: components["schemas"]["MirrorModel"][];
            odoo: components["schemas"]["MirroredOdoo"];
        };
        /** @description How old the mirror is. */
        MirrorAge: {
            /**
             * Format: date-time
             * @description Everything that Odoo committed before this instant is in the mirror. Null before the first
             *     complete load.
             */
            data_as_of?: string | null;
            /** Format: int64 */
            lag_seconds?: number | null;
            /**
             * Format: uri-reference
             * @example /v1/mirror
             */
            url: string;
        };
        /** @description The mirror still differs from Odoo after a repair. A person must look. */
        MirrorDiffers: {
            /**
             * @description Models with rows that differ.
             * @example [
             *       "account.move.line"
             *     ]
             */
            models: string[];
            /**
             * Format: uuid
             * @description The verify that found it.
             */
            run_id: string;
            /**
             * Format: uri-reference
             * @example /v1/mirror
             */
            url: string;
        };
        /** @description The runs that ended within an hour. */
        MirrorHour: {
            /** @description By name; models that no run read are left out. */
            models: components["schemas"]["MirrorHourModel"][];
            /** Format: int64 */
            runs_cancelled: number;
            /** Format: int64 */
            runs_done: number;
            /** Format: int64 */
            runs_failed: number;
            /**
             * Format: date-time
             * @description The beginning of an hour in UTC.
             */
            starts_at: string;
        };
        /** @description What the runs of an hour did with a model. */
        MirrorHourModel: {
            /**
             * Format: int64
             * @description Id ranges whose totals differed from Odoo's. Kept for 30 days.
             */
            differences_found: number;
            /** @example account.move.line */
            model: string;
            /** Format: int64 */
            rows_applied: number;
            /**
             * Format: int64
             * @description Rows that were new or different.
             */
            rows_changed: number;
            /**
             * Format: int64
             * @description Rows that were written or removed because of differences.
             */
            rows_repaired: number;
            /** Format: int64 */
            runs_cancelled: number;
            /** Format: int64 */
            runs_done: number;
            /** Format: int64 */
            runs_failed: number;
        };
        /** @description One page of a list. */
        MirrorHourPage: {
            data: components["schemas"]["MirrorHour"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        MirrorModel: {
            checks: components["schemas"]["Checks"] | null;
            /**
             * Format: date-time
             * @description What was deleted in Odoo before this instant is deleted here; null until the model was
             *     counted or compared.
             */
            deletions_as_of: string | null;
            failure: components["schemas"]["ModelFailure"] | null;
            /** @description Fields that keep their last values; if `id` is one of them, the whole model does. */
            frozen_fields: components["schemas"]["FrozenField"][];
            /**
             * @description What people call it, in the language of `Accept-Language`: Spanish or English. Models that
             *     the tenant's file adds have their name only.
             * @example Journal items
             */
            label: string;
            /** Format: int64 */
            lag_seconds: number | null;
            /** @description Fields that this Odoo did not have at the last complete load. */
            missing_fields: string[];
            /** @example account.move.line */
            model: string;
            /**
             * Format: date-time
             * @description When the watermark last moved.
             */
            moved_at: string | null;
            next_step: components["schemas"]["Next"];
            proof: components["schemas"]["Proof"] | null;
            /**
             * Format: int64
             * @description Records in the mirror.
             */
            rows: number;
            /** @description True: counted, without deleted rows. False: PostgreSQL's estimate, with them. */
            rows_exact: boolean;
            /**
             * Format: int64
             * @description Rows that the active run has applied.
             */
            rows_read: number | null;
            /**
             * @description `loading`: never read completely; `live`; `stale`: behind by more than 45 minutes;
             *     `repairing`: ranges that differed are read again; `failed`: the last run failed; `absent`:
             *     this Odoo has no such model.
             */
            state: components["schemas"]["ModelState"];
            /**
             * Format: date-time
             * @description Everything that Odoo committed before this instant has been read; null before the first
             *     complete load.
             */
            watermark: string | null;
        };
        /** @description All of the mirror was compared with Odoo and is equal. */
        MirrorProved: {
            /**
             * Format: date-time
             * @description When the oldest part of the proof was made.
             */
            proved_at: string;
            /**
             * Format: int64
             * @description Compared id ranges.
             */
            ranges: number;
            /**
             * Format: uuid
             * @description The verify that proved it.
             */
            run_id: string;
            /**
             * Format: uri-reference
             * @example /v1/mirror
             */
            url: string;
        };
        /**
         * @description How current the mirror is.
         * @enum {string}
         */
        MirrorState: "loading" | "live" | "stale" | "failed";
        /** @description The Odoo that is mirrored. */
        MirroredOdoo: {
            /**
             * @description The companies that the Odoo user must see, of those that the caller may see. Null until a
             *     run has read them.
             */
            company_ids: number[] | null;
            /**
             * Format: uri-reference
             * @description Where people open it.
             * @example https://odoo.andina.example
             */
            odoo_url: string;
            /**
             * @description Such as `17.0`; null until a worker has logged in.
             * @example 17.0
             */
            odoo_version: string | null;
            protocol: components["schemas"]["OdooProtocol"];
        };
        /**
         * @description How missed instants of a schedule are handled.
         * @enum {string}
         */
        MissedPolicy: "latest" | "all" | "skip";
        /** @description A row of the mirror that Odoo did not show. */
        MissingRow: {
            /**
             * Format: int64
             * @description Null for records that belong to no company.
             */
            company_id: number | null;
            /** @example account.move.line */
            model: string;
            /**
             * Format: uri-reference
             * @description Where the record is in Odoo, if it is only hidden.
             */
            odoo_url: string;
            /**
             * Format: int64
             * @description Odoo's id of the record.
             */
            record_id: number;
            /**
             * @description What the mirror has as its name or number; null if the model has neither.
             * @example F001-00018907
             */
            record_name: string | null;
        };
        /** @description One page of a list. */
        MissingRowPage: {
            data: components["schemas"]["MissingRow"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        ModelFailure: components["schemas"]["RunFailure"] & {
            /** Format: date-time */
            failed_at: string | null;
            /** Format: uuid */
            run_id: string;
        };
        /** @description A condition on a field. */
        ModelFilter: {
            field: string;
            is?: components["schemas"]["FieldComparison"];
            /** @description Must have the field's type; null finds records without a value. */
            value: unknown;
        };
        ModelHistory: {
            /** Format: date-time */
            complete_from: string | null;
            /**
             * Format: int64
             * @description Every change after this mirror version is kept; null until the first load is complete.
             */
            complete_from_version: number | null;
            model: string;
        };
        /** @description Parameters of a file of: Records of a model. Days may be relative. */
        ModelScheduledSelection: {
            /** @description Whether records that Odoo has deleted are included, with the time when this was seen. */
            deleted?: boolean;
            /** @description All fields if left out. */
            fields?: string[] | null;
            /** @description A record must match all of them. */
            filters?: components["schemas"]["ModelFilter"][];
            /**
             * @description Odoo's name, such as `res.partner`.
             * @example res.partner
             */
            model: string;
        };
        /** @description Parameters of a file of: Records of a model. */
        ModelSelection: {
            /** @description Whether records that Odoo has deleted are included, with the time when this was seen. */
            deleted?: boolean;
            /** @description All fields if left out. */
            fields?: string[] | null;
            /** @description A record must match all of them. */
            filters?: components["schemas"]["ModelFilter"][];
            /**
             * @description Odoo's name, such as `res.partner`.
             * @example res.partner
             */
            model: string;
        };
        /** @enum {string} */
        ModelState: "absent" | "loading" | "live" | "stale" | "repairing" | "failed";
        /**
         * @description An amount of money: a decimal number with the places of its currency, without thousands separators. A string, because numbers of JSON are not exact.
         * @example 1180.00
         */
        Money: string;
        /**
         * @description State of a journal entry in Odoo.
         * @enum {string}
         */
        MoveState: "other" | "draft" | "posted" | "cancel";
        /**
         * @description What a journal entry of Odoo is.
         * @enum {string}
         */
        MoveType: "other" | "entry" | "out_invoice" | "out_refund" | "out_receipt" | "in_invoice" | "in_refund" | "in_receipt";
        MyPasskey: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            last_used_at: string | null;
            /** @example my phone */
            name: string;
            /** Format: uri-reference */
            url: string;
        };
        /** @description One page of a list. */
        MyPasskeyPage: {
            data: components["schemas"]["MyPasskey"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description A device on which the person is signed in. */
        MySession: {
            /** @example 192.0.2.7 */
            address: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description Whether it is the session of this request. */
            current: boolean;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            last_seen_at: string;
            /** @description How it began. */
            method: components["schemas"]["SignInMethod"];
            /** Format: uri-reference */
            url: string;
            user_agent: string | null;
        };
        /** @description One page of a list. */
        MySessionPage: {
            data: components["schemas"]["MySession"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        NewAccessToken: {
            /**
             * @description The one URL that it opens: `/v1/events`, `/v1/exports/{id}/events` or
             *     `/v1/exports/{id}/file`.
             * @example /v1/exports/0197a1b2-0000-7000-8000-000000000001/events
             */
            path: string;
        };
        NewApiKey: {
            /** @description Ids of the companies whose books the key may see; null or left out for all. */
            company_ids?: number[] | null;
            /**
             * Format: date-time
             * @description In a year if left out; null for a key that never expires.
             */
            expires_at?: string | null;
            /**
             * @description What the key is for.
             * @example Nightly load of the data warehouse
             */
            name: string;
            role: components["schemas"]["Role"];
        };
        /** @description The report to export. */
        NewExport: components["schemas"]["NewExportOpenItems"] | components["schemas"]["NewExportAgeing"] | components["schemas"]["NewExportGeneralLedger"] | components["schemas"]["NewExportTrialBalance"] | components["schemas"]["NewExportJournalItems"] | components["schemas"]["NewExportPartnerStatement"] | components["schemas"]["NewExportCollections"] | components["schemas"]["NewExportTreasuryBalances"] | components["schemas"]["NewExportTreasuryForecast"] | components["schemas"]["NewExportModel"];
        /**
         * NewExport: ageing
         * @description The report to export.
         */
        NewExportAgeing: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of the file, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /**
             * @description The parameters of the report's own URL, and `side`: `receivable` or `payable`. Without
             *     `limit` and `cursor`, because a file has every row.
             */
            parameters: components["schemas"]["AgeingSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "ageing";
        };
        /**
         * NewExport: collections
         * @description The report to export.
         */
        NewExportCollections: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of the file, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /**
             * @description The parameters of the report's own URL, and `side`: `receivable` or `payable`. Without
             *     `limit` and `cursor`, because a file has every row.
             */
            parameters: components["schemas"]["CollectionsSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "collections";
        };
        /**
         * NewExport: general-ledger
         * @description The report to export.
         */
        NewExportGeneralLedger: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of the file, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /**
             * @description The parameters of the report's own URL, and `side`: `receivable` or `payable`. Without
             *     `limit` and `cursor`, because a file has every row.
             */
            parameters: components["schemas"]["GeneralLedgerSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "general-ledger";
        };
        /**
         * NewExport: journal-items
         * @description The report to export.
         */
        NewExportJournalItems: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of the file, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /**
             * @description The parameters of the report's own URL, and `side`: `receivable` or `payable`. Without
             *     `limit` and `cursor`, because a file has every row.
             */
            parameters: components["schemas"]["JournalItemsSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "journal-items";
        };
        /**
         * NewExport: model
         * @description The report to export.
         */
        NewExportModel: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of the file, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /**
             * @description The parameters of the report's own URL, and `side`: `receivable` or `payable`. Without
             *     `limit` and `cursor`, because a file has every row.
             */
            parameters: components["schemas"]["ModelSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "model";
        };
        /**
         * NewExport: open-items
         * @description The report to export.
         */
        NewExportOpenItems: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of the file, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /**
             * @description The parameters of the report's own URL, and `side`: `receivable` or `payable`. Without
             *     `limit` and `cursor`, because a file has every row.
             */
            parameters: components["schemas"]["OpenItemsSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "open-items";
        };
        /**
         * NewExport: partner-statement
         * @description The report to export.
         */
        NewExportPartnerStatement: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of the file, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /**
             * @description The parameters of the report's own URL, and `side`: `receivable` or `payable`. Without
             *     `limit` and `cursor`, because a file has every row.
             */
            parameters: components["schemas"]["PartnerStatementSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "partner-statement";
        };
        /**
         * NewExport: treasury-balances
         * @description The report to export.
         */
        NewExportTreasuryBalances: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of the file, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /**
             * @description The parameters of the report's own URL, and `side`: `receivable` or `payable`. Without
             *     `limit` and `cursor`, because a file has every row.
             */
            parameters: components["schemas"]["TreasuryBalancesSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "treasury-balances";
        };
        /**
         * NewExport: treasury-forecast
         * @description The report to export.
         */
        NewExportTreasuryForecast: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of the file, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /**
             * @description The parameters of the report's own URL, and `side`: `receivable` or `payable`. Without
             *     `limit` and `cursor`, because a file has every row.
             */
            parameters: components["schemas"]["TreasuryForecastSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "treasury-forecast";
        };
        /**
         * NewExport: trial-balance
         * @description The report to export.
         */
        NewExportTrialBalance: {
            csv?: components["schemas"]["ExportCsv"] | null;
            format: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of the file, such as `es-PE`; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /**
             * @description The parameters of the report's own URL, and `side`: `receivable` or `payable`. Without
             *     `limit` and `cursor`, because a file has every row.
             */
            parameters: components["schemas"]["TrialBalanceSelection"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "trial-balance";
        };
        NewInvitation: {
            /**
             * @description Whether it is mailed to the person; if left out, it is if this installation sends mails
             *     (`mail` in `GET /v1/sign-in`).
             */
            by_mail?: boolean | null;
        };
        NewLink: {
            /**
             * Format: int32
             * @description Lifetime of the link: 60 to 604800; an hour if left out.
             * @example 3600
             */
            expires_in_seconds?: number | null;
        };
        /** @description The recipients of a file. */
        NewMailing: {
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description 1 to 50 addresses; each gets a separate mail. An address that already has a mail with this
             *     file gets no second one.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients: string[];
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        /** @description A note about a partner or a document. */
        NewNote: {
            /**
             * @description `partner:` or `document:` and Odoo's id. It cannot be changed later.
             * @example partner:7
             */
            object: string;
            promise_amount?: components["schemas"]["Money"] | null;
            /**
             * @description ISO 4217 code. Only with `promise_amount`.
             * @example PEN
             */
            promise_currency?: string | null;
            /**
             * Format: date
             * @description The day for which a payment was promised.
             * @example 2026-12-15
             */
            promise_date?: string | null;
            /**
             * @description 1 to 2000 characters.
             * @example Llamó Ana: paga la mitad el viernes.
             */
            text: string;
        };
        NewPasskey: {
            challenge_id: string;
            /** @description What `navigator.credentials.create` returned, as `toJSON()` writes it. */
            credential: {
                [key: string]: unknown;
            };
            /** @example my phone */
            name: string;
        };
        NewPerson: {
            /** @description Ids of the companies whose books the person may see; null or left out for all. */
            company_ids?: number[] | null;
            /** @example ana@example.com */
            email: string;
            /**
             * @description Of mails to the person; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @example Ana Quispe */
            name: string;
            role: components["schemas"]["Role"];
            /**
             * @description Whether an invitation is mailed to the person; true if left out. Without mail (`mail` in
             *     `GET /v1/sign-in`), `POST /v1/people/{id}/invitations` makes a link to pass on.
             */
            send_invitation?: boolean | null;
        };
        /** @description Cash that is planned to come in or go out, once or repeatedly. */
        NewPlannedMovement: {
            /** @description Positive: cash comes in; negative: cash goes out. */
            amount: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description ISO 4217 code; the company's currency if left out. The amount is converted at the latest
             *     rate until the day of the forecast.
             * @example PEN
             */
            currency?: string | null;
            /**
             * Format: date
             * @description The day of the movement, or of the first one.
             * @example 2026-12-15
             */
            date: string;
            /**
             * Format: int64
             * @description A bank, cash or credit card journal of the company, if it is known.
             */
            journal_id?: number | null;
            /**
             * @description 1 to 200 characters.
             * @example Planilla
             */
            label: string;
            repeat?: components["schemas"]["Repeat"] | null;
        };
        NewReportSchedule: {
            /**
             * @description Minute, hour, day, month, weekday.
             * @example 0 * * * *
             */
            cron: string;
            /**
             * Format: int32
             * @description With `skip`: how late an instant may be and still start.
             * @default 300
             */
            grace_seconds: number;
            missed?: components["schemas"]["MissedPolicy"];
            /**
             * @description Unique in the tenant.
             * @example hourly
             */
            name: string;
            paused?: boolean;
            /** @description A report and its recipients. */
            report: components["schemas"]["Delivery"];
            /**
             * @description IANA name; the tenant's time zone if left out.
             * @example America/Lima
             */
            time_zone?: string | null;
        };
        /** @enum {string} */
        NewRunKind: "snapshot" | "incremental" | "verify" | "reload";
        /** @description A report with parameters, and its name. */
        NewSavedView: components["schemas"]["NewSavedViewOpenItems"] | components["schemas"]["NewSavedViewAgeing"] | components["schemas"]["NewSavedViewGeneralLedger"] | components["schemas"]["NewSavedViewTrialBalance"] | components["schemas"]["NewSavedViewJournalItems"] | components["schemas"]["NewSavedViewPartnerStatement"] | components["schemas"]["NewSavedViewCollections"] | components["schemas"]["NewSavedViewTreasuryBalances"] | components["schemas"]["NewSavedViewTreasuryForecast"] | components["schemas"]["NewSavedViewModel"];
        /**
         * NewSavedView: ageing
         * @description A report with parameters, and its name.
         */
        NewSavedViewAgeing: {
            /**
             * @description The report shows this view first: a shared one to everybody, a private one to its owner,
             *     before the shared one. Another default of the same scope ends.
             */
            is_default?: boolean;
            /**
             * @description Unique among the views of the report.
             * @example Lima, vencido
             */
            name: string;
            /**
             * @description The parameters of the report's own URL, and `side` or `partner_id` if its path contains
             *     them; without `limit` and `cursor`. What is left out, such as the day, gets its default when
             *     the view is used.
             */
            parameters: components["schemas"]["AgeingSelection"];
            presentation?: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "ageing";
            /**
             * @description `shared`, the default, needs the role operator. A `private` view is for everybody.
             * @default shared
             */
            scope: components["schemas"]["SavedViewScope"];
        };
        /**
         * NewSavedView: collections
         * @description A report with parameters, and its name.
         */
        NewSavedViewCollections: {
            /**
             * @description The report shows this view first: a shared one to everybody, a private one to its owner,
             *     before the shared one. Another default of the same scope ends.
             */
            is_default?: boolean;
            /**
             * @description Unique among the views of the report.
             * @example Lima, vencido
             */
            name: string;
            /**
             * @description The parameters of the report's own URL, and `side` or `partner_id` if its path contains
             *     them; without `limit` and `cursor`. What is left out, such as the day, gets its default when
             *     the view is used.
             */
            parameters: components["schemas"]["CollectionsSelection"];
            presentation?: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "collections";
            /**
             * @description `shared`, the default, needs the role operator. A `private` view is for everybody.
             * @default shared
             */
            scope: components["schemas"]["SavedViewScope"];
        };
        /**
         * NewSavedView: general-ledger
         * @description A report with parameters, and its name.
         */
        NewSavedViewGeneralLedger: {
            /**
             * @description The report shows this view first: a shared one to everybody, a private one to its owner,
             *     before the shared one. Another default of the same scope ends.
             */
            is_default?: boolean;
            /**
             * @description Unique among the views of the report.
             * @example Lima, vencido
             */
            name: string;
            /**
             * @description The parameters of the report's own URL, and `side` or `partner_id` if its path contains
             *     them; without `limit` and `cursor`. What is left out, such as the day, gets its default when
             *     the view is used.
             */
            parameters: components["schemas"]["GeneralLedgerSelection"];
            presentation?: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "general-ledger";
            /**
             * @description `shared`, the default, needs the role operator. A `private` view is for everybody.
             * @default shared
             */
            scope: components["schemas"]["SavedViewScope"];
        };
        /**
         * NewSavedView: journal-items
         * @description A report with parameters, and its name.
         */
        NewSavedViewJournalItems: {
            /**
             * @description The report shows this view first: a shared one to everybody, a private one to its owner,
             *     before the shared one. Another default of the same scope ends.
             */
            is_default?: boolean;
            /**
             * @description Unique among the views of the report.
             * @example Lima, vencido
             */
            name: string;
            /**
             * @description The parameters of the report's own URL, and `side` or `partner_id` if its path contains
             *     them; without `limit` and `cursor`. What is left out, such as the day, gets its default when
             *     the view is used.
             */
            parameters: components["schemas"]["JournalItemsSelection"];
            presentation?: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "journal-items";
            /**
             * @description `shared`, the default, needs the role operator. A `private` view is for everybody.
             * @default shared
             */
            scope: components["schemas"]["SavedViewScope"];
        };
        /**
         * NewSavedView: model
         * @description A report with parameters, and its name.
         */
        NewSavedViewModel: {
            /**
             * @description The report shows this view first: a shared one to everybody, a private one to its owner,
             *     before the shared one. Another default of the same scope ends.
             */
            is_default?: boolean;
            /**
             * @description Unique among the views of the report.
             * @example Lima, vencido
             */
            name: string;
            /**
             * @description The parameters of the report's own URL, and `side` or `partner_id` if its path contains
             *     them; without `limit` and `cursor`. What is left out, such as the day, gets its default when
             *     the view is used.
             */
            parameters: components["schemas"]["ModelSelection"];
            presentation?: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "model";
            /**
             * @description `shared`, the default, needs the role operator. A `private` view is for everybody.
             * @default shared
             */
            scope: components["schemas"]["SavedViewScope"];
        };
        /**
         * NewSavedView: open-items
         * @description A report with parameters, and its name.
         */
        NewSavedViewOpenItems: {
            /**
             * @description The report shows this view first: a shared one to everybody, a private one to its owner,
             *     before the shared one. Another default of the same scope ends.
             */
            is_default?: boolean;
            /**
             * @description Unique among the views of the report.
             * @example Lima, vencido
             */
            name: string;
            /**
             * @description The parameters of the report's own URL, and `side` or `partner_id` if its path contains
             *     them; without `limit` and `cursor`. What is left out, such as the day, gets its default when
             *     the view is used.
             */
            parameters: components["schemas"]["OpenItemsSelection"];
            presentation?: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "open-items";
            /**
             * @description `shared`, the default, needs the role operator. A `private` view is for everybody.
             * @default shared
             */
            scope: components["schemas"]["SavedViewScope"];
        };
        /**
         * NewSavedView: partner-statement
         * @description A report with parameters, and its name.
         */
        NewSavedViewPartnerStatement: {
            /**
             * @description The report shows this view first: a shared one to everybody, a private one to its owner,
             *     before the shared one. Another default of the same scope ends.
             */
            is_default?: boolean;
            /**
             * @description Unique among the views of the report.
             * @example Lima, vencido
             */
            name: string;
            /**
             * @description The parameters of the report's own URL, and `side` or `partner_id` if its path contains
             *     them; without `limit` and `cursor`. What is left out, such as the day, gets its default when
             *     the view is used.
             */
            parameters: components["schemas"]["PartnerStatementSelection"];
            presentation?: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "partner-statement";
            /**
             * @description `shared`, the default, needs the role operator. A `private` view is for everybody.
             * @default shared
             */
            scope: components["schemas"]["SavedViewScope"];
        };
        /**
         * NewSavedView: treasury-balances
         * @description A report with parameters, and its name.
         */
        NewSavedViewTreasuryBalances: {
            /**
             * @description The report shows this view first: a shared one to everybody, a private one to its owner,
             *     before the shared one. Another default of the same scope ends.
             */
            is_default?: boolean;
            /**
             * @description Unique among the views of the report.
             * @example Lima, vencido
             */
            name: string;
            /**
             * @description The parameters of the report's own URL, and `side` or `partner_id` if its path contains
             *     them; without `limit` and `cursor`. What is left out, such as the day, gets its default when
             *     the view is used.
             */
            parameters: components["schemas"]["TreasuryBalancesSelection"];
            presentation?: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "treasury-balances";
            /**
             * @description `shared`, the default, needs the role operator. A `private` view is for everybody.
             * @default shared
             */
            scope: components["schemas"]["SavedViewScope"];
        };
        /**
         * NewSavedView: treasury-forecast
         * @description A report with parameters, and its name.
         */
        NewSavedViewTreasuryForecast: {
            /**
             * @description The report shows this view first: a shared one to everybody, a private one to its owner,
             *     before the shared one. Another default of the same scope ends.
             */
            is_default?: boolean;
            /**
             * @description Unique among the views of the report.
             * @example Lima, vencido
             */
            name: string;
            /**
             * @description The parameters of the report's own URL, and `side` or `partner_id` if its path contains
             *     them; without `limit` and `cursor`. What is left out, such as the day, gets its default when
             *     the view is used.
             */
            parameters: components["schemas"]["TreasuryForecastSelection"];
            presentation?: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "treasury-forecast";
            /**
             * @description `shared`, the default, needs the role operator. A `private` view is for everybody.
             * @default shared
             */
            scope: components["schemas"]["SavedViewScope"];
        };
        /**
         * NewSavedView: trial-balance
         * @description A report with parameters, and its name.
         */
        NewSavedViewTrialBalance: {
            /**
             * @description The report shows this view first: a shared one to everybody, a private one to its owner,
             *     before the shared one. Another default of the same scope ends.
             */
            is_default?: boolean;
            /**
             * @description Unique among the views of the report.
             * @example Lima, vencido
             */
            name: string;
            /**
             * @description The parameters of the report's own URL, and `side` or `partner_id` if its path contains
             *     them; without `limit` and `cursor`. What is left out, such as the day, gets its default when
             *     the view is used.
             */
            parameters: components["schemas"]["TrialBalanceSelection"];
            presentation?: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "trial-balance";
            /**
             * @description `shared`, the default, needs the role operator. A `private` view is for everybody.
             * @default shared
             */
            scope: components["schemas"]["SavedViewScope"];
        };
        /** @description A schedule of a sync run, of a report or of statements. */
        NewSchedule: components["schemas"]["NewSyncSchedule"] | components["schemas"]["NewReportSchedule"] | components["schemas"]["NewStatementSchedule"];
        /** @description The secret of a new second factor. It counts from its first code on. */
        NewSecondFactor: {
            /** @description In base32, to type into the app. */
            secret: string;
            /**
             * @description The same as a URI, for a QR code.
             * @example otpauth://totp/Espejo%20andina:ana%40example.com?secret=…
             */
            uri: string;
        };
        /** @description Why a customer gets no statements, and until when. */
        NewStatementExclusion: {
            /**
             * Format: date
             * @description The last day; permanent if left out.
             */
            last_day?: string | null;
            /** @example Pays by payroll deduction */
            reason: string;
        };
        /** @description A statement for one customer. */
        NewStatementMails: {
            format?: components["schemas"]["ExportFormat"] | null;
            /**
             * @description Language and country of mail and file; the customer's or the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            parameters?: components["schemas"]["StatementMailsParameters"];
            /**
             * @description Addresses; each gets a separate mail. If left out, the addresses that a statement run would
             *     use.
             * @example [
             *       "ana@example.com"
             *     ]
             */
            recipients?: string[] | null;
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        NewStatementSchedule: {
            /**
             * @description Minute, hour, day, month, weekday.
             * @example 0 * * * *
             */
            cron: string;
            /**
             * Format: int32
             * @description With `skip`: how late an instant may be and still start.
             * @default 300
             */
            grace_seconds: number;
            missed?: components["schemas"]["MissedPolicy"];
            /**
             * @description Unique in the tenant.
             * @example hourly
             */
            name: string;
            paused?: boolean;
            /** @description Statements to all customers with an amount due. */
            statement_run: components["schemas"]["StatementOrder"];
            /**
             * @description IANA name; the tenant's time zone if left out.
             * @example America/Lima
             */
            time_zone?: string | null;
        };
        /** @description What to read from Odoo. */
        NewSyncRun: {
            kind: components["schemas"]["NewRunKind"];
            /**
             * @description Odoo's model names; all mirrored models if left out.
             * @example [
             *       "account.move",
             *       "account.move.line"
             *     ]
             */
            models?: string[];
        };
        NewSyncSchedule: {
            /**
             * @description Minute, hour, day, month, weekday.
             * @example 0 * * * *
             */
            cron: string;
            /**
             * Format: int32
             * @description With `skip`: how late an instant may be and still start.
             * @default 300
             */
            grace_seconds: number;
            missed?: components["schemas"]["MissedPolicy"];
            /**
             * @description Unique in the tenant.
             * @example hourly
             */
            name: string;
            paused?: boolean;
            /** @description A sync run. Exactly one of `run_kind`, `report` and `statement_run` is needed. */
            run_kind: components["schemas"]["ScheduledKind"];
            /**
             * @description IANA name; the tenant's time zone if left out.
             * @example America/Lima
             */
            time_zone?: string | null;
        };
        NewWebhook: {
            /**
             * @description The events that it gets. At least one, without repetition.
             * @example [
             *       "run.failed",
             *       "mirror.stale"
             *     ]
             */
            events: components["schemas"]["WebhookEvent"][];
            /**
             * @description What it is for.
             * @example Night shift
             */
            name: string;
            /**
             * Format: uri-reference
             * @description Where messages go: https on port 443 or 8443 of a host on the public internet, or an origin
             *     that the operator allows in the tenant's file.
             * @example https://hooks.andina.example/espejo
             */
            target_url: string;
        };
        /** @description What happens to the model automatically. */
        Next: {
            /** Format: date-time */
            at: string | null;
            /**
             * @description The same in words.
             * @example an incremental run starts by schedule
             */
            detail: string;
            run_kind: components["schemas"]["RunKind"] | null;
            what: components["schemas"]["NextStep"];
        };
        /**
         * @description What happens to a model next.
         * @enum {string}
         */
        NextStep: "run_reads_it" | "run_is_tried_again" | "run_waits_for_worker" | "run_starts_by_schedule" | "nothing";
        /** @description What a person has written about a partner or a document. */
        Note: {
            /**
             * Format: int64
             * @description The company of the partner or document; null if it belongs to all.
             */
            company_id: number | null;
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description Null for a note about a partner.
             */
            move_id: number | null;
            /** @example F FFI-00000123 */
            move_name: string | null;
            /**
             * @description `partner:` or `document:` and Odoo's id.
             * @example partner:7
             */
            object: string;
            /**
             * Format: uri-reference
             * @example /v1/partners/7
             */
            object_url: string;
            /**
             * Format: int64
             * @description The partner, or that of the document.
             */
            partner_id: number | null;
            partner_name: string | null;
            promise_amount: components["schemas"]["Money"] | null;
            /** @example PEN */
            promise_currency: string | null;
            /**
             * Format: date
             * @description The day for which a payment was promised.
             */
            promise_date: string | null;
            /** @example Llamó Ana: paga la mitad el viernes. */
            text: string;
            /** Format: date-time */
            updated_at: string;
            updated_by: components["schemas"]["Party"];
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** @description One page of a list. */
        NotePage: {
            data: components["schemas"]["Note"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /**
         * @description How Odoo is read, as the tenant's file says.
         * @enum {string}
         */
        OdooProtocol: "auto" | "json-2" | "json-rpc" | "xml-rpc";
        /** @description One open journal item. Positive amounts are debits. */
        OpenItem: {
            account_code: string | null;
            account_name: string | null;
            amount_currency: components["schemas"]["Money"];
            balance: components["schemas"]["Money"];
            /**
             * @description ISO 4217 code of the company's currency.
             * @example PEN
             */
            company_currency: string;
            /** Format: int64 */
            company_id: number | null;
            /**
             * Format: int64
             * @description The contact that the item is booked on; often the partner itself.
             */
            contact_id: number | null;
            /**
             * @description ISO 4217 code of the document's currency.
             * @example USD
             */
            currency: string;
            /**
             * Format: date
             * @description Accounting date.
             */
            date: string;
            /**
             * Format: int64
             * @description Days from the due date to `as_of`; negative if not due yet.
             */
            days_overdue: number;
            document_kind: components["schemas"]["DocumentKind"];
            /**
             * @description The number as the tax authority writes it.
             * @example FFI-00000123
             */
            document_number: string | null;
            /** @example 01 */
            document_type_code: string | null;
            /** @example Factura */
            document_type_name: string | null;
            /**
             * Format: uri-reference
             * @example /v1/documents/7
             */
            document_url: string | null;
            /** Format: date */
            due_date: string;
            /** Format: date */
            invoice_date: string | null;
            /**
             * Format: uri-reference
             * @example /v1/journal-items/7
             */
            item_url: string;
            journal_code: string | null;
            /**
             * Format: int64
             * @description Odoo's id of the journal item.
             */
            line_id: number;
            /** Format: int64 */
            move_id: number | null;
            /** @example F FFI-00000123 */
            move_name: string | null;
            move_type: components["schemas"]["MoveType"] | null;
            /**
             * Format: uri-reference
             * @description The page of its document in Odoo.
             * @example https://odoo.example/odoo/account.move/7
             */
            odoo_url: string | null;
            /**
             * Format: int64
             * @description The customer or vendor: the commercial entity.
             */
            partner_id: number | null;
            partner_name: string | null;
            /**
             * @description Names, separated by commas.
             * @example Gobierno, Mayorista
             */
            partner_tags: string | null;
            /** @example 20512345678 */
            partner_tax_id: string | null;
            pending_currency: components["schemas"]["Money"] | null;
            ref: string | null;
            /** @description Residual in the company's currency. */
            residual: components["schemas"]["Money"];
            /** @description Residual in the document's currency. */
            residual_currency: components["schemas"]["Money"];
            /** Format: int64 */
            salesperson_id: number | null;
            salesperson_name: string | null;
        };
        OpenItemsAnswer: {
            company: components["schemas"]["Company"];
            /** @description The companies whose books count: `company`, and others that `companies` names. */
            company_ids: number[];
            data: components["schemas"]["OpenItem"][];
            freshness: components["schemas"]["Freshness"];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
            /** @description The parameters that were used, with every default filled in. */
            parameters: components["schemas"]["OpenItemsParameters"];
            tie_out: components["schemas"]["TieOut"] | null;
            totals: components["schemas"]["OpenItemsTotals"] | null;
            /** @description What is not known and had to be assumed; empty if nothing was. */
            warnings: components["schemas"]["Warning"][];
        };
        /** @description Read from the query string of the API, or from the JSON of an export job. */
        OpenItemsParameters: {
            account_ids?: components["schemas"]["Ids"] | null;
            /** @description Only accounts whose code begins with this text. */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            aged_by?: components["schemas"]["AgedBy"] | null;
            /**
             * Format: date
             * @description Documents and settlements up to this day; default today.
             */
            as_of?: string | null;
            /** @description Only items in this bucket of an ageing with the same `buckets` and `aged_by`. */
            bucket?: string | null;
            /** @description Bucket bounds, as for an ageing. Needed with `bucket`. */
            buckets?: string | null;
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            currencies?: components["schemas"]["CodesOrNone"] | null;
            /**
             * @description ISO 4217 code of the document's currency.
             * @example PEN
             */
            currency?: string | null;
            /** @description `next` of the previous page. */
            cursor?: string | null;
            /** @description Code of a document type, such as `01`. */
            document_type?: string | null;
            document_type_ids?: components["schemas"]["IdsOrNone"] | null;
            /**
             * Format: date
             * @description Only items due on this day or later.
             */
            due_from?: string | null;
            /**
             * Format: date
             * @description Only items due on this day or earlier.
             */
            due_to?: string | null;
            /**
             * Format: date
             * @description Only documents with this invoice date or a later one.
             */
            invoiced_from?: string | null;
            /**
             * Format: date
             * @description Only documents with this invoice date or an earlier one.
             */
            invoiced_to?: string | null;
            journal_ids?: components["schemas"]["Ids"] | null;
            /**
             * Format: int32
             * @description Rows per page: 1 to 500, default 100.
             */
            limit?: number | null;
            max_amount?: components["schemas"]["Money"] | null;
            min_amount?: components["schemas"]["Money"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_ids?: components["schemas"]["IdsOrNone"] | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * @description Part of the name, tax id or reference of the customer or vendor alone, without regard to case
             *     and accents.
             */
            partner_q?: string | null;
            /**
             * Format: int64
             * @description Odoo's id of a tag (res.partner.category): only partners that have it.
             */
            partner_tag_id?: number | null;
            partner_tag_ids?: components["schemas"]["IdsOrNone"] | null;
            /**
             * @description Part of the number or reference of the document, or of the name, tax id or reference of the
             *     customer or vendor, without regard to case and accents; three letters or digits in a row.
             */
            q?: string | null;
            /**
             * Format: int64
             * @description Odoo's user id of the salesperson of the document.
             */
            salesperson_id?: number | null;
            salesperson_ids?: components["schemas"]["IdsOrNone"] | null;
            side: components["schemas"]["Side"];
            sort?: components["schemas"]["OpenItemsSort"] | null;
            /** @description Only payments and credit notes that are not applied to a document; default false. */
            unapplied_only?: boolean | null;
        };
        /** @description Parameters of a file of: Open items. Days may be relative. */
        OpenItemsScheduledSelection: {
            /** @example 12,13 */
            account_ids?: components["schemas"]["Ids"] | null;
            /**
             * @description Only accounts whose code begins with this text.
             * @example 121
             */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            aged_by?: components["schemas"]["AgedBy"] | null;
            /** @description Documents and settlements up to this day; default today. */
            as_of?: components["schemas"]["Day"] | null;
            /**
             * @description Only items in this bucket of an ageing with the same `buckets` and `aged_by`.
             * @example 1-30
             */
            bucket?: string | null;
            /**
             * @description Bucket bounds, as for an ageing. Needed with `bucket`.
             * @example 30,60,90,120
             */
            buckets?: string | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /** @example PEN,USD */
            currencies?: components["schemas"]["CodesOrNone"] | null;
            /**
             * @description ISO 4217 code of the document's currency.
             * @example USD
             */
            currency?: string | null;
            /**
             * @description Code of a document type, such as `01`.
             * @example 01
             */
            document_type?: string | null;
            /** @example 5,none */
            document_type_ids?: components["schemas"]["IdsOrNone"] | null;
            /** @description Only items due on this day or later. */
            due_from?: components["schemas"]["Day"] | null;
            /** @description Only items due on this day or earlier. */
            due_to?: components["schemas"]["Day"] | null;
            /** @description Only documents with this invoice date or a later one. */
            invoiced_from?: components["schemas"]["Day"] | null;
            /** @description Only documents with this invoice date or an earlier one. */
            invoiced_to?: components["schemas"]["Day"] | null;
            /** @example 1,2 */
            journal_ids?: components["schemas"]["Ids"] | null;
            /** @example 5000.00 */
            max_amount?: components["schemas"]["Money"] | null;
            /** @example 100.00 */
            min_amount?: components["schemas"]["Money"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            /** @example 7,12,none */
            partner_ids?: components["schemas"]["IdsOrNone"] | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * @description Part of the name, tax id or reference of the customer or vendor alone, without regard to case
             *     and accents.
             * @example andina
             */
            partner_q?: string | null;
            /**
             * Format: int64
             * @description Odoo's id of a tag (res.partner.category): only partners that have it.
             */
            partner_tag_id?: number | null;
            /** @example 4,none */
            partner_tag_ids?: components["schemas"]["IdsOrNone"] | null;
            /**
             * @description Part of the number or reference of the document, or of the name, tax id or reference of the
             *     customer or vendor, without regard to case and accents; three letters or digits in a row.
             * @example 00018907
             */
            q?: string | null;
            /**
             * Format: int64
             * @description Odoo's user id of the salesperson of the document.
             */
            salesperson_id?: number | null;
            /** @example 3,none */
            salesperson_ids?: components["schemas"]["IdsOrNone"] | null;
            side: components["schemas"]["Side"];
            sort?: components["schemas"]["OpenItemsSort"] | null;
            /** @description Only payments and credit notes that are not applied to a document; default false. */
            unapplied_only?: boolean | null;
        };
        /** @description Parameters of a file of: Open items. */
        OpenItemsSelection: {
            /** @example 12,13 */
            account_ids?: components["schemas"]["Ids"] | null;
            /**
             * @description Only accounts whose code begins with this text.
             * @example 121
             */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            aged_by?: components["schemas"]["AgedBy"] | null;
            /**
             * Format: date
             * @description Documents and settlements up to this day; default today.
             * @example 2026-11-22
             */
            as_of?: string | null;
            /**
             * @description Only items in this bucket of an ageing with the same `buckets` and `aged_by`.
             * @example 1-30
             */
            bucket?: string | null;
            /**
             * @description Bucket bounds, as for an ageing. Needed with `bucket`.
             * @example 30,60,90,120
             */
            buckets?: string | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /** @example PEN,USD */
            currencies?: components["schemas"]["CodesOrNone"] | null;
            /**
             * @description ISO 4217 code of the document's currency.
             * @example USD
             */
            currency?: string | null;
            /**
             * @description Code of a document type, such as `01`.
             * @example 01
             */
            document_type?: string | null;
            /** @example 5,none */
            document_type_ids?: components["schemas"]["IdsOrNone"] | null;
            /**
             * Format: date
             * @description Only items due on this day or later.
             */
            due_from?: string | null;
            /**
             * Format: date
             * @description Only items due on this day or earlier.
             */
            due_to?: string | null;
            /**
             * Format: date
             * @description Only documents with this invoice date or a later one.
             */
            invoiced_from?: string | null;
            /**
             * Format: date
             * @description Only documents with this invoice date or an earlier one.
             */
            invoiced_to?: string | null;
            /** @example 1,2 */
            journal_ids?: components["schemas"]["Ids"] | null;
            /** @example 5000.00 */
            max_amount?: components["schemas"]["Money"] | null;
            /** @example 100.00 */
            min_amount?: components["schemas"]["Money"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            /** @example 7,12,none */
            partner_ids?: components["schemas"]["IdsOrNone"] | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * @description Part of the name, tax id or reference of the customer or vendor alone, without regard to case
             *     and accents.
             * @example andina
             */
            partner_q?: string | null;
            /**
             * Format: int64
             * @description Odoo's id of a tag (res.partner.category): only partners that have it.
             */
            partner_tag_id?: number | null;
            /** @example 4,none */
            partner_tag_ids?: components["schemas"]["IdsOrNone"] | null;
            /**
             * @description Part of the number or reference of the document, or of the name, tax id or reference of the
             *     customer or vendor, without regard to case and accents; three letters or digits in a row.
             * @example 00018907
             */
            q?: string | null;
            /**
             * Format: int64
             * @description Odoo's user id of the salesperson of the document.
             */
            salesperson_id?: number | null;
            /** @example 3,none */
            salesperson_ids?: components["schemas"]["IdsOrNone"] | null;
            side: components["schemas"]["Side"];
            sort?: components["schemas"]["OpenItemsSort"] | null;
            /** @description Only payments and credit notes that are not applied to a document; default false. */
            unapplied_only?: boolean | null;
        };
        /** @enum {string} */
        OpenItemsSort: "due_date" | "-due_date" | "date" | "-date" | "partner" | "-partner" | "residual" | "-residual";
        /** @description Totals over the whole filter, not of one page. */
        OpenItemsTotals: {
            /** @description Totals by currency of the documents (ISO 4217). */
            by_currency: components["schemas"]["CurrencyTotal"][];
            /**
             * @description ISO 4217 code of the company's currency.
             * @example PEN
             */
            company_currency: string;
            /** Format: int64 */
            items: number;
            residual: components["schemas"]["Money"];
        };
        /**
         * @description The opening balance of accounts that begin each fiscal year at zero: income and expenses.
         * @enum {string}
         */
        Opening: "fiscal_year" | "cumulative";
        /**
         * @description What happens to a customer's statement.
         * @enum {string}
         */
        Outlook: "send" | "excluded" | "no_address" | "payment_pending";
        Partner: {
            active: boolean;
            city: string | null;
            /**
             * Format: int64
             * @description The company or person that its documents are booked on.
             */
            commercial_partner_id: number | null;
            email: string | null;
            /** Format: int64 */
            id: number;
            is_company: boolean;
            name: string | null;
            /**
             * Format: uri-reference
             * @description Its page in Odoo.
             * @example https://odoo.example/odoo/res.partner/7
             */
            odoo_url: string | null;
            phone: string | null;
            ref: string | null;
            /**
             * Format: int64
             * @description Odoo's user id of its salesperson.
             */
            salesperson_id: number | null;
            salesperson_name: string | null;
            /** @description Its tags by name. */
            tags: components["schemas"]["PartnerTag"][];
            /**
             * Format: uri-reference
             * @example /v1/partners/7
             */
            url: string;
            vat: string | null;
        };
        PartnerAnswer: {
            data: components["schemas"]["PartnerDetail"];
            freshness: components["schemas"]["Freshness"];
        };
        /** @description The open items of one company, side and currency. Positive amounts are debits. */
        PartnerBalance: {
            /**
             * @description ISO 4217 code of the company's currency.
             * @example PEN
             */
            company_currency: string;
            /** Format: int64 */
            company_id: number;
            /**
             * @description ISO 4217 code of the documents.
             * @example USD
             */
            currency: string;
            /** Format: int64 */
            items: number;
            /**
             * Format: uri-reference
             * @description URL of the open items.
             * @example /v1/receivables/open-items?company_id=2&partner_id=7&currencies=USD
             */
            items_url: string;
            /** @description The part of it that was due before today. */
            overdue: components["schemas"]["Money"];
            /** @description The part of it that was due before today. */
            overdue_currency: components["schemas"]["Money"];
            /**
             * Format: uri-reference
             * @description URL of the overdue ones.
             * @example /v1/receivables/open-items?company_id=2&partner_id=7&due_to=2026-11-21
             */
            overdue_items_url: string;
            /** @description Residual in the company's currency. */
            residual: components["schemas"]["Money"];
            /** @description Residual in this currency. */
            residual_currency: components["schemas"]["Money"];
            side: components["schemas"]["Side"];
        };
        /** @description Payment terms and credit limits are not shown: Odoo does not store them in the partner's record. */
        PartnerDetail: components["schemas"]["Partner"] & {
            /**
             * @description What is open today, by company, side and currency of the documents. It covers the customer or
             *     vendor as a whole, also if the partner is one of its contacts.
             */
            balances: components["schemas"]["PartnerBalance"][];
            /**
             * Format: int64
             * @description The company whose books may use it; null if all may.
             */
            company_id: number | null;
            /**
             * @description ISO 3166 code.
             * @example PE
             */
            country_code: string | null;
            /** @example Perú */
            country_name: string | null;
            /**
             * @description Odoo's code of its language.
             * @example es_PE
             */
            language: string | null;
            /**
             * Format: int64
             * @description The partner that it is a contact or an address of.
             */
            parent_id: number | null;
            /** @description How the customer pays, by company. */
            payments: components["schemas"]["PartnerPayments"][];
            /** @example Av. Arequipa 1234 */
            street: string | null;
            /** @example Piso 3 */
            street2: string | null;
            /** @example 15046 */
            zip: string | null;
        };
        /**
         * @description Whose amounts count for a partner.
         * @enum {string}
         */
        PartnerLevel: "commercial" | "contact";
        /** @description The payments of a customer to one company. */
        PartnerPayments: {
            /**
             * Format: int64
             * @description Average days from the due date to the payment, weighted by amount, over the payments of the
             *     last 365 days; negative if the customer pays early. Null if there were none.
             */
            average_delay_days: number | null;
            /**
             * @description ISO 4217 code of the company's currency.
             * @example PEN
             */
            company_currency: string;
            /** Format: int64 */
            company_id: number;
            /** @description What payments settled on that day, in the company's currency. */
            last_payment_amount: components["schemas"]["Money"];
            /**
             * Format: date
             * @description The last day on which a payment settled something.
             */
            last_payment_date: string;
        };
        PartnerStatementAnswer: {
            company: components["schemas"]["Company"];
            /** @description The companies whose books count: `company`, and others that `companies` names. */
            company_ids: number[];
            data: components["schemas"]["StatementRow"][];
            freshness: components["schemas"]["Freshness"];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
            open: components["schemas"]["StatementOpen"] | null;
            /** @description The parameters that were used, with every default filled in. */
            parameters: components["schemas"]["PartnerStatementParameters"];
            partner_name: string | null;
            /**
             * @description Payments that are registered in Odoo up to the last day and have no journal entry yet. They are
             *     in no balance.
             */
            pending_payments: components["schemas"]["PendingPayment"][];
            /** @description One row per currency, over the whole period, on every page. */
            totals: components["schemas"]["StatementTotals"][];
            /** @description What is not known and had to be assumed; empty if nothing was. */
            warnings: components["schemas"]["Warning"][];
        };
        /** @description Read from path and query string of the API, or from the JSON of an export job. */
        PartnerStatementParameters: {
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description ISO 4217 code: only documents in this currency.
             * @example PEN
             */
            currency?: string | null;
            /** @description `next` of the previous page. */
            cursor?: string | null;
            /**
             * Format: date
             * @description First day; default: the first day of the fiscal year of `date_to`.
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description Last day; default today.
             */
            date_to?: string | null;
            /**
             * Format: int32
             * @description Rows per page: 1 to 500, default 100.
             */
            limit?: number | null;
            /**
             * Format: int64
             * @description Odoo's id of the partner.
             */
            partner_id: number;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            side?: components["schemas"]["Side"] | null;
        };
        /** @description Parameters of a file of: Statement of account. Days may be relative. */
        PartnerStatementScheduledSelection: {
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description ISO 4217 code: only documents in this currency.
             * @example USD
             */
            currency?: string | null;
            /** @description First day; default: the first day of the fiscal year of `date_to`. */
            date_from?: components["schemas"]["Day"] | null;
            /** @description Last day; default today. */
            date_to?: components["schemas"]["Day"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the partner.
             */
            partner_id: number;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            side?: components["schemas"]["Side"] | null;
        };
        /** @description Parameters of a file of: Statement of account. */
        PartnerStatementSelection: {
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description ISO 4217 code: only documents in this currency.
             * @example USD
             */
            currency?: string | null;
            /**
             * Format: date
             * @description First day; default: the first day of the fiscal year of `date_to`.
             * @example 2026-01-01
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description Last day; default today.
             * @example 2026-11-22
             */
            date_to?: string | null;
            /**
             * Format: int64
             * @description Odoo's id of the partner.
             */
            partner_id: number;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            side?: components["schemas"]["Side"] | null;
        };
        PartnerTag: {
            /** Format: int64 */
            id: number;
            /** @example Mayorista */
            name: string;
        };
        PartnersAnswer: {
            data: components["schemas"]["Partner"][];
            freshness: components["schemas"]["Freshness"];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
            parameters: components["schemas"]["PartnersParameters"];
        };
        PartnersParameters: {
            /** @description Only active or only archived partners; default both. */
            active?: boolean | null;
            /** @description `next` of the previous page. */
            cursor?: string | null;
            /**
             * Format: int32
             * @description Rows per page: 1 to 500, default 100.
             */
            limit?: number | null;
            /** @description Part of the name, tax id or reference, without regard to case and accents. */
            q?: string | null;
        };
        /** @description Somebody who acted. Stored as `kind:id`. */
        Party: {
            /**
             * @description Of the person, key, schedule or run; null for the others.
             * @example 0197a1b2c3d4
             */
            id: string | null;
            kind: components["schemas"]["PartyKind"];
            /**
             * @description Null if it has no name, or is not stored any more.
             * @example Ana Quispe
             */
            name: string | null;
        };
        /** @enum {string} */
        PartyKind: "person" | "key" | "schedule" | "run" | "statement_run" | "command_line" | "anonymous" | "system";
        /** @description A challenge for a device. It works once, and for ten minutes. */
        PasskeyChallenge: {
            /** @description Send it back with the answer of the device. */
            challenge_id: string;
            /** @description For `navigator.credentials.create` or `.get`, as JSON of WebAuthn Level 3. */
            options: {
                [key: string]: unknown;
            };
        };
        /** @description The answer of a device. */
        PasskeyProof: {
            challenge_id: string;
            /** @description What `navigator.credentials.get` returned, as `toJSON()` writes it. */
            credential: {
                [key: string]: unknown;
            };
        };
        PasswordChange: {
            /** Format: password */
            current_password: string;
            /** Format: password */
            password: string;
        };
        PasswordResetUse: {
            /** Format: password */
            password: string;
            /** @description What follows `#` in the link. */
            token: string;
        };
        /** @description Figures behind days payable outstanding; amounts that we owe are positive. */
        PayablesFigures: {
            /** @description Billed by vendors: bills less credit notes. */
            billed: components["schemas"]["Money"];
            /** Format: uri-reference */
            billed_url: string | null;
            opening: components["schemas"]["Money"];
            other: components["schemas"]["Money"];
            outstanding: components["schemas"]["Money"];
            /** Format: uri-reference */
            outstanding_url: string;
            paid: components["schemas"]["Money"];
            /** Format: uri-reference */
            paid_url: string | null;
        };
        /**
         * @description How far a document is paid, as Odoo sees it now.
         * @enum {string}
         */
        PaymentState: "other" | "not_paid" | "in_payment" | "paid" | "partial" | "reversed" | "blocked" | "invoicing_legacy";
        PendingPayment: {
            amount: components["schemas"]["Money"];
            /**
             * @description ISO 4217 code of the amount.
             * @example PEN
             */
            currency: string;
            /** Format: date */
            date: string;
            /** @description What the payment is for, as in Odoo. */
            memo: string | null;
            /** @example PBNK1/2026/00001 */
            name: string | null;
        };
        /**
         * @description Per cent, as a decimal number: `82.6` is 82.6 %.
         * @example 82.6
         */
        Percent: string;
        Person: {
            /** @description Null for all. */
            company_ids: number[] | null;
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** @example ana@example.com */
            email: string;
            has_second_factor: boolean;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            last_seen_at: string | null;
            /** @example es-PE */
            locale: string | null;
            name: string;
            role: components["schemas"]["Role"];
            state: components["schemas"]["PersonState"];
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** @description An invitation, which works once. */
        PersonLink: {
            /** Format: date-time */
            expires_at: string;
            /**
             * @description The address to which it is mailed.
             * @example ana@example.com
             */
            sent_to: string | null;
            /**
             * Format: uri-reference
             * @description The link, to pass on; it cannot be read again. Null if it was mailed.
             * @example https://andina.example/c/invitation#W0n
             */
            url: string | null;
        };
        /** @description One page of a list. */
        PersonPage: {
            data: components["schemas"]["Person"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description The changes. Members that are left out stay as they are. */
        PersonPatch: {
            /** @description Null for all companies. */
            company_ids?: number[] | null;
            /** @description Whether the person may sign in. */
            enabled?: boolean | null;
            /** @example es-PE */
            locale?: string | null;
            name?: string | null;
            role?: components["schemas"]["Role"] | null;
        };
        /**
         * @description State of a person.
         * @enum {string}
         */
        PersonState: "invited" | "active" | "disabled" | "removed";
        PlannedMovement: {
            amount: components["schemas"]["Money"];
            /** Format: int64 */
            company_id: number;
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** @example PEN */
            currency: string;
            /** Format: date */
            date: string;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            journal_id: number | null;
            label: string;
            repeat: components["schemas"]["Repeat"] | null;
            /** Format: date-time */
            updated_at: string;
            updated_by: components["schemas"]["Party"];
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** @description One page of a list. */
        PlannedMovementPage: {
            data: components["schemas"]["PlannedMovement"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description How the view looks. */
        Presentation: {
            /** @description The columns that are shown, in their order; all of them if left out. */
            columns?: components["schemas"]["PresentedColumn"][] | null;
            density?: components["schemas"]["Density"] | null;
            /**
             * @description Keys of the rows that are unfolded.
             * @example [
             *       "7",
             *       "12"
             *     ]
             */
            unfolded?: string[] | null;
        };
        PresentedColumn: {
            /** @example total */
            key: string;
            /**
             * Format: int32
             * @description In pixels; chosen by the client if left out.
             */
            width?: number | null;
        };
        /** @description An RFC 9457 problem: the body of every answer with status 400 or above. */
        Problem: {
            active_run?: components["schemas"]["ActiveRun"] | null;
            /** @description Only with `/problems/company-required`. */
            choices?: components["schemas"]["CompanyChoice"][];
            /** @description What happened this time. */
            detail: string;
            errors?: components["schemas"]["Violation"][];
            /** @description What the caller can do about it. */
            hint: string;
            /**
             * @description The path of the request.
             * @example /v1/receivables/ageing
             */
            instance: string;
            /**
             * Format: int32
             * @example 422
             */
            status: number;
            title: string;
            trace_id?: string | null;
            /**
             * @description Stable. Compare this, not the texts.
             * @example /problems/invalid-request
             * @enum {string}
             */
            type: "/problems/bad-request" | "/problems/invalid-json" | "/problems/key-required" | "/problems/bad-credentials" | "/problems/second-factor-required" | "/problems/sign-in-refused" | "/problems/role-too-low" | "/problems/company-not-allowed" | "/problems/cross-origin" | "/problems/confirmation-required" | "/problems/person-required" | "/problems/not-found" | "/problems/no-such-url" | "/problems/no-console" | "/problems/method-not-allowed" | "/problems/not-acceptable" | "/problems/request-too-slow" | "/problems/run-active" | "/problems/export-limit" | "/problems/export-not-finished" | "/problems/conflict" | "/problems/link-spent" | "/problems/file-gone" | "/problems/outdated" | "/problems/body-too-large" | "/problems/target-too-long" | "/problems/json-required" | "/problems/no-such-range" | "/problems/unknown-host" | "/problems/invalid-request" | "/problems/company-required" | "/problems/idempotency-key-reused" | "/problems/version-required" | "/problems/too-many-attempts" | "/problems/export-share" | "/problems/too-many-streams" | "/problems/too-many-requests" | "/problems/headers-too-large" | "/problems/internal" | "/problems/provider-failed" | "/problems/unavailable" | "/problems/report-too-slow" | "/problems/stopping" | "/problems/broker-unavailable" | "/problems/busy";
        };
        Proof: {
            /** Format: int64 */
            differing: number;
            /** @description True if no id range differed. */
            equal: boolean;
            /** Format: date-time */
            proved_at: string;
            /** Format: int64 */
            ranges: number;
        };
        /** @description The body of a decision. */
        Reasoned: {
            /**
             * @description Why, for the record: 1 to 500 characters.
             * @example Deleted on purpose, says Ana Quispe
             */
            reason?: string | null;
        };
        /** @description Codes for the day on which the app is lost. Each works once. They cannot be read again. */
        RecoveryCodes: {
            /**
             * @example [
             *       "k7m2p-9xq4r-tb3hd"
             *     ]
             */
            recovery_codes: string[];
        };
        /** @description On the same day of each week or month. If a month is too short, on its last day. */
        Repeat: {
            /** @enum {string} */
            every: "week" | "month";
            /**
             * Format: date
             * @description The last possible day, at most ten years after the first.
             * @example 2027-12-31
             */
            last_day: string;
        };
        /**
         * @description How results are shown on paper.
         * @enum {string}
         */
        Results: "nature" | "function" | "both";
        /**
         * @description What a person or a key may do. Each role includes the lower ones.
         * @enum {string}
         */
        Role: "viewer" | "operator" | "admin";
        /** @description A sync run ended without being done. */
        RunFailed: {
            detail: string;
            /** @description What to do about it. */
            hint: string;
            kind: components["schemas"]["RunKind"];
            reason: components["schemas"]["RunFailureReason"];
            /** Format: uuid */
            run_id: string;
            /** Format: uri-reference */
            url: string;
        };
        RunFailure: {
            /** @description Null for callers who are restricted to some companies. */
            detail: string | null;
            /** @description What a person can do about it. */
            hint: string | null;
            reason: components["schemas"]["RunFailureReason"];
        };
        /**
         * @description Why a run failed.
         * @enum {string}
         */
        RunFailureReason: "access_denied" | "access_rights" | "unknown_database" | "unknown_model" | "unknown_field" | "certificate" | "redirected" | "unreachable" | "timeout" | "throttled" | "circuit_open" | "malformed" | "answer_too_large" | "configuration" | "restored" | "internal" | "lapsed" | "rights_incident";
        /**
         * @description What a run does.
         * @enum {string}
         */
        RunKind: "snapshot" | "incremental" | "verify" | "repair" | "reload";
        RunModel: {
            /** @description This Odoo has no such model. */
            absent: boolean;
            /** Format: int64 */
            applied_up_to_id: number;
            complete: boolean;
            /** @description Fields that this Odoo does not have. */
            missing_fields: string[];
            model: string;
            /**
             * Format: int32
             * @description Models of one part are read one after another. Parts are read at the same time.
             */
            part: number;
            /** @description Problems with this model and their consequences. */
            problems: string[];
            /**
             * Format: int64
             * @description For a reload, rows that were compared with those of the mirror.
             */
            rows_applied: number;
            /**
             * Format: int64
             * @description Rows that were new or different; for a reload, known when it is done.
             */
            rows_changed: number;
            /**
             * Format: date-time
             * @description Only records written since then are read; null for every record.
             */
            since: string | null;
        };
        /**
         * @description State of a sync run.
         * @enum {string}
         */
        RunState: "requested" | "running" | "done" | "failed" | "cancelled";
        SavedView: components["schemas"]["SavedViewOpenItems"] | components["schemas"]["SavedViewAgeing"] | components["schemas"]["SavedViewGeneralLedger"] | components["schemas"]["SavedViewTrialBalance"] | components["schemas"]["SavedViewJournalItems"] | components["schemas"]["SavedViewPartnerStatement"] | components["schemas"]["SavedViewCollections"] | components["schemas"]["SavedViewTreasuryBalances"] | components["schemas"]["SavedViewTreasuryForecast"] | components["schemas"]["SavedViewModel"];
        /** SavedView: ageing */
        SavedViewAgeing: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** Format: uuid */
            id: string;
            /** @description The report shows this view first. */
            is_default: boolean;
            name: string;
            parameters: components["schemas"]["AgeingSelection"];
            presentation: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "ageing";
            /**
             * Format: uri-reference
             * @description The URL of the report with these parameters, if it has one.
             * @example /v1/receivables/ageing?account_prefix=1213
             */
            report_url: string | null;
            scope: components["schemas"]["SavedViewScope"];
            /** Format: date-time */
            updated_at: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** SavedView: collections */
        SavedViewCollections: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** Format: uuid */
            id: string;
            /** @description The report shows this view first. */
            is_default: boolean;
            name: string;
            parameters: components["schemas"]["CollectionsSelection"];
            presentation: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "collections";
            /**
             * Format: uri-reference
             * @description The URL of the report with these parameters, if it has one.
             * @example /v1/receivables/ageing?account_prefix=1213
             */
            report_url: string | null;
            scope: components["schemas"]["SavedViewScope"];
            /** Format: date-time */
            updated_at: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** SavedView: general-ledger */
        SavedViewGeneralLedger: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** Format: uuid */
            id: string;
            /** @description The report shows this view first. */
            is_default: boolean;
            name: string;
            parameters: components["schemas"]["GeneralLedgerSelection"];
            presentation: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "general-ledger";
            /**
             * Format: uri-reference
             * @description The URL of the report with these parameters, if it has one.
             * @example /v1/receivables/ageing?account_prefix=1213
             */
            report_url: string | null;
            scope: components["schemas"]["SavedViewScope"];
            /** Format: date-time */
            updated_at: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** SavedView: journal-items */
        SavedViewJournalItems: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** Format: uuid */
            id: string;
            /** @description The report shows this view first. */
            is_default: boolean;
            name: string;
            parameters: components["schemas"]["JournalItemsSelection"];
            presentation: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "journal-items";
            /**
             * Format: uri-reference
             * @description The URL of the report with these parameters, if it has one.
             * @example /v1/receivables/ageing?account_prefix=1213
             */
            report_url: string | null;
            scope: components["schemas"]["SavedViewScope"];
            /** Format: date-time */
            updated_at: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** SavedView: model */
        SavedViewModel: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** Format: uuid */
            id: string;
            /** @description The report shows this view first. */
            is_default: boolean;
            name: string;
            parameters: components["schemas"]["ModelSelection"];
            presentation: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "model";
            /**
             * Format: uri-reference
             * @description The URL of the report with these parameters, if it has one.
             * @example /v1/receivables/ageing?account_prefix=1213
             */
            report_url: string | null;
            scope: components["schemas"]["SavedViewScope"];
            /** Format: date-time */
            updated_at: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** SavedView: open-items */
        SavedViewOpenItems: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** Format: uuid */
            id: string;
            /** @description The report shows this view first. */
            is_default: boolean;
            name: string;
            parameters: components["schemas"]["OpenItemsSelection"];
            presentation: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "open-items";
            /**
             * Format: uri-reference
             * @description The URL of the report with these parameters, if it has one.
             * @example /v1/receivables/ageing?account_prefix=1213
             */
            report_url: string | null;
            scope: components["schemas"]["SavedViewScope"];
            /** Format: date-time */
            updated_at: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** @description One page of a list. */
        SavedViewPage: {
            data: components["schemas"]["SavedView"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** SavedView: partner-statement */
        SavedViewPartnerStatement: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** Format: uuid */
            id: string;
            /** @description The report shows this view first. */
            is_default: boolean;
            name: string;
            parameters: components["schemas"]["PartnerStatementSelection"];
            presentation: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "partner-statement";
            /**
             * Format: uri-reference
             * @description The URL of the report with these parameters, if it has one.
             * @example /v1/receivables/ageing?account_prefix=1213
             */
            report_url: string | null;
            scope: components["schemas"]["SavedViewScope"];
            /** Format: date-time */
            updated_at: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /**
         * @description Who sees a saved view.
         * @enum {string}
         */
        SavedViewScope: "shared" | "private";
        /** SavedView: treasury-balances */
        SavedViewTreasuryBalances: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** Format: uuid */
            id: string;
            /** @description The report shows this view first. */
            is_default: boolean;
            name: string;
            parameters: components["schemas"]["TreasuryBalancesSelection"];
            presentation: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "treasury-balances";
            /**
             * Format: uri-reference
             * @description The URL of the report with these parameters, if it has one.
             * @example /v1/receivables/ageing?account_prefix=1213
             */
            report_url: string | null;
            scope: components["schemas"]["SavedViewScope"];
            /** Format: date-time */
            updated_at: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** SavedView: treasury-forecast */
        SavedViewTreasuryForecast: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** Format: uuid */
            id: string;
            /** @description The report shows this view first. */
            is_default: boolean;
            name: string;
            parameters: components["schemas"]["TreasuryForecastSelection"];
            presentation: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "treasury-forecast";
            /**
             * Format: uri-reference
             * @description The URL of the report with these parameters, if it has one.
             * @example /v1/receivables/ageing?account_prefix=1213
             */
            report_url: string | null;
            scope: components["schemas"]["SavedViewScope"];
            /** Format: date-time */
            updated_at: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** SavedView: trial-balance */
        SavedViewTrialBalance: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** Format: uuid */
            id: string;
            /** @description The report shows this view first. */
            is_default: boolean;
            name: string;
            parameters: components["schemas"]["TrialBalanceSelection"];
            presentation: components["schemas"]["Presentation"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            report: "trial-balance";
            /**
             * Format: uri-reference
             * @description The URL of the report with these parameters, if it has one.
             * @example /v1/receivables/ageing?account_prefix=1213
             */
            report_url: string | null;
            scope: components["schemas"]["SavedViewScope"];
            /** Format: date-time */
            updated_at: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        Schedule: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"] | null;
            cron: string;
            /** Format: int32 */
            grace_seconds: number;
            /** Format: uuid */
            id: string;
            in_words: components["schemas"]["InWords"] | null;
            /**
             * Format: date-time
             * @description Instants up to here are settled.
             */
            last_due_at: string;
            last_fire: components["schemas"]["ScheduleFire"] | null;
            missed: components["schemas"]["MissedPolicy"];
            name: string;
            paused: boolean;
            report: components["schemas"]["Delivery"] | null;
            run_kind: components["schemas"]["RunKind"] | null;
            statement_run: components["schemas"]["StatementOrder"] | null;
            time_zone: string;
            /** @description The next five instants; empty while paused. */
            upcoming: string[];
            /** Format: date-time */
            updated_at: string;
            updated_by: components["schemas"]["Party"] | null;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** @description The changes. Members that are left out stay as they are. */
        ScheduleChange: {
            cron?: string | null;
            /** Format: int32 */
            grace_seconds?: number | null;
            missed?: components["schemas"]["MissedPolicy"] | null;
            name?: string | null;
            paused?: boolean | null;
            report?: components["schemas"]["Delivery"] | null;
            run_kind?: components["schemas"]["ScheduledKind"] | null;
            statement_run?: components["schemas"]["StatementOrder"] | null;
            time_zone?: string | null;
        };
        /** @description The outcome of one instant. */
        ScheduleFire: {
            created_by: components["schemas"]["Party"] | null;
            detail: string | null;
            /** Format: date-time */
            due_at: string;
            /**
             * Format: uuid
             * @description The export; its mails are at `mails_url`.
             */
            export_id: string | null;
            /** Format: date-time */
            fired_at: string;
            /** Format: uri-reference */
            mails_url: string | null;
            outcome: components["schemas"]["FireOutcome"];
            /** Format: uuid */
            run_id: string | null;
            /**
             * Format: uri-reference
             * @description What was started.
             */
            started_url: string | null;
            /**
             * Format: uuid
             * @description The statement run.
             */
            statement_run_id: string | null;
        };
        /** @description One page of a list. */
        ScheduleFirePage: {
            data: components["schemas"]["ScheduleFire"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description One page of a list. */
        SchedulePage: {
            data: components["schemas"]["Schedule"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description What a cron line means. */
        SchedulePreview: {
            in_words: components["schemas"]["InWords"];
            time_zone: string;
            /** @description The next five instants. */
            upcoming: string[];
        };
        /** @description A cron line and its time zone. */
        ScheduleSketch: {
            /**
             * @description Minute, hour, day, month, weekday.
             * @example 0 7 * * mon-fri
             */
            cron: string;
            /**
             * @description IANA name; the tenant's time zone if left out.
             * @example America/Lima
             */
            time_zone?: string | null;
        };
        /** @enum {string} */
        ScheduledKind: "snapshot" | "incremental" | "verify";
        SearchAnswer: {
            /** @description The best hits of each kind: partners, documents, amounts, accounts. */
            data: components["schemas"]["SearchHit"][];
            freshness: components["schemas"]["Freshness"];
            /** @description The parameters that were used. */
            parameters: components["schemas"]["SearchParameters"];
        };
        SearchHit: {
            amount: components["schemas"]["Money"] | null;
            /**
             * @description ISO 4217 code of the amount.
             * @example PEN
             */
            currency: string | null;
            /**
             * Format: date
             * @description Accounting date of a document.
             */
            date: string | null;
            /**
             * Format: int64
             * @description Odoo's id of the partner, the document (account.move) or the account.
             */
            id: number;
            kind: components["schemas"]["SearchKind"];
            /**
             * @description The tax id of a partner, the partner of a document, the code of an account.
             * @example Comercial Andina S.A.C.
             */
            subtitle: string | null;
            /** @example F001-00000123 */
            title: string;
            /**
             * Format: uri-reference
             * @description URL of the record in this API; of an account, of its general ledger.
             * @example /v1/documents/7
             */
            url: string;
        };
        /**
         * @description What a hit is.
         * @enum {string}
         */
        SearchKind: "partner" | "document" | "amount" | "account";
        SearchParameters: {
            /**
             * Format: int64
             * @description Only records of this company; default: all companies that you may see.
             */
            company_id?: number | null;
            /** @description Kinds to look for, separated by commas; default all. */
            kinds?: string | null;
            /**
             * Format: int32
             * @description Most hits of each kind: 1 to 50, default 8.
             */
            limit?: number | null;
            /**
             * @description What to look for, 2 to 100 characters: part of the name, tax id or reference of a partner; part
             *     of the number or reference of a document; an amount, exactly; part of the code or name of an
             *     account. Partners and documents need three letters or digits in a row.
             * @example F001-00000123
             */
            q: string;
        };
        /** @description Who is signed in, and what it may do. */
        Session: {
            /** @description The companies whose books may be seen; null for all. */
            company_ids: number[] | null;
            /**
             * Format: int64
             * @description For how long after `confirmed_at` acts that cannot be undone are accepted.
             * @example 600
             */
            confirmation_seconds: number;
            /**
             * Format: date-time
             * @description When the person last proved to be there; null for an API key.
             */
            confirmed_at: string | null;
            /**
             * @description Of Espejo.
             * @example 0.1.0
             */
            espejo_version: string;
            /**
             * Format: date-time
             * @description The session ends then at the latest; null for an API key.
             */
            expires_at: string | null;
            person: components["schemas"]["SessionPerson"] | null;
            /** @description The person or the API key. */
            principal: components["schemas"]["Party"];
            role: components["schemas"]["Role"];
            tenant: components["schemas"]["SessionTenant"];
        };
        SessionPerson: {
            email: string;
            has_second_factor: boolean;
            /** Format: uuid */
            id: string;
            /** @example es-PE */
            locale: string | null;
            name: string;
            preferences: {
                [key: string]: unknown;
            };
        };
        SessionTenant: {
            /** @example es-PE */
            locale: string;
            /** @example andina */
            name: string;
            /** @description Null until the first sync run. */
            odoo_version: string | null;
            time_zone: string;
        };
        SettledQueue: {
            /** @description A crash can leave two copies with one id; both are settled, and have one effect. */
            copies: number;
            /** @example core-api.sync */
            queue: string;
        };
        /** @description A partial reconciliation from the view of one journal item. */
        Settlement: {
            /** @description In the company's currency, always positive. */
            amount: components["schemas"]["Money"];
            /** @description In the currency of the settled item. */
            amount_currency: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description The document of the counterpart.
             */
            counterpart_id: number | null;
            /**
             * Format: int64
             * @description The journal item that settles it.
             */
            counterpart_line_id: number | null;
            /** @example PBNK1/2026/00042 */
            counterpart_name: string | null;
            /**
             * Format: uri-reference
             * @example /v1/documents/9
             */
            counterpart_url: string | null;
            /**
             * @description ISO 4217 code of the settled item's currency.
             * @example PEN
             */
            currency: string;
            /**
             * Format: date
             * @description The settlement counts from this day: the later date of the two items.
             */
            date: string | null;
            /**
             * Format: int64
             * @description The entry of the exchange difference, if there is one.
             */
            exchange_document_id: number | null;
            /**
             * Format: int64
             * @description Set if the items settle each other completely.
             */
            full_reconcile_id: number | null;
            /**
             * Format: int64
             * @description Odoo's id of the account.partial.reconcile.
             */
            id: number;
            /**
             * Format: int64
             * @description The journal item that is settled.
             */
            line_id: number;
        };
        /** @description A message with its content and its tries. */
        ShownDelivery: components["schemas"]["WebhookDelivery"] & {
            /** @description In order. */
            calls: components["schemas"]["WebhookCall"][];
            /** @description `data` of the message. */
            data: {
                [key: string]: unknown;
            };
        };
        /**
         * @description Receivable: customers owe us. Payable: we owe vendors.
         * @enum {string}
         */
        Side: "receivable" | "payable";
        /** @description How people of this host sign in. */
        SignIn: {
            /** @description Whether `POST /v1/password-resets` mails links. If not, an admin can make one. */
            mail: boolean;
            methods: components["schemas"]["SignInMethods"];
            tenant: components["schemas"]["SignInTenant"];
        };
        /**
         * @description How a session began.
         * @enum {string}
         */
        SignInMethod: "password" | "invitation" | "oidc" | "passkey";
        SignInMethods: {
            /** @description Providers; `GET /v1/session/oidc/{id}/start` begins. */
            oidc: components["schemas"]["SignInProvider"][];
            passkeys: boolean;
            password: boolean;
        };
        SignInProvider: {
            /** @example office */
            id: string;
            /**
             * @description What the button says.
             * @example Office account
             */
            label: string;
        };
        SignInTenant: {
            /** @example es-PE */
            locale: string;
            /** @example andina */
            name: string;
            /** @example America/Lima */
            time_zone: string;
        };
        /** @description Open amounts in one currency on the last day, by days past the due date. */
        StatementAgeing: {
            /**
             * @description ISO 4217 code of the amounts.
             * @example USD
             */
            currency: string;
            days_1_30: components["schemas"]["Money"];
            days_31_60: components["schemas"]["Money"];
            days_61_90: components["schemas"]["Money"];
            days_91_120: components["schemas"]["Money"];
            /** Format: int64 */
            items: number;
            not_due: components["schemas"]["Money"];
            older: components["schemas"]["Money"];
            total: components["schemas"]["Money"];
        };
        /** @description Read from the query string of the API, or from the JSON of a run. */
        StatementCandidatesParameters: {
            /**
             * Format: date
             * @description Documents and settlements up to this day; default today.
             */
            as_of?: string | null;
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /** @description `next` of the previous page. */
            cursor?: string | null;
            /**
             * @description Whether customers are reminded although they have registered payments in Odoo that are not
             *     booked yet and cover what is due; default false.
             */
            ignore_pending?: boolean | null;
            /**
             * Format: int32
             * @description Rows per page: 1 to 500, default 100.
             */
            limit?: number | null;
            /**
             * Format: int32
             * @description Only customers whose oldest open document has been overdue for at least this many days. 1
             *     finds every customer with an overdue document.
             */
            min_days_overdue?: number | null;
            min_overdue?: components["schemas"]["Money"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * Format: int64
             * @description Odoo's user id of the salesperson: only documents of this person count here. The statement
             *     itself has all documents of the customer.
             */
            salesperson_id?: number | null;
        };
        StatementExclusion: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /** @description False if its last day is past. */
            in_force: boolean;
            /** Format: date */
            last_day: string | null;
            /** Format: int64 */
            partner_id: number;
            partner_name: string | null;
            reason: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int64
             * @description Rises with each change.
             */
            version: number;
        };
        /** @description One page of a list. */
        StatementExclusionPage: {
            data: components["schemas"]["StatementExclusion"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description Amounts are in the company's currency, as of the request of the run. */
        StatementItem: {
            amount_due: components["schemas"]["Money"];
            amount_overdue: components["schemas"]["Money"];
            /** @description Why it was not sent, or which addresses were left out. */
            detail: string | null;
            /** Format: uri-reference */
            export_url: string | null;
            /** @example es-PE */
            locale: string;
            /** Format: uri-reference */
            mails_url: string | null;
            /** Format: date */
            oldest_due: string | null;
            /** Format: int64 */
            partner_id: number;
            partner_name: string | null;
            /**
             * Format: int32
             * @description Counts from 1, by name.
             */
            position: number;
            /** @description Each gets a separate mail. */
            recipients: string[];
            /** Format: date-time */
            settled_at: string | null;
            state: components["schemas"]["StatementItemState"];
        };
        /** @description How many items are in each state. */
        StatementItemCounts: {
            /**
             * Format: int64
             * @default 0
             */
            cancelled: number;
            /**
             * Format: int64
             * @default 0
             */
            exporting: number;
            /**
             * Format: int64
             * @default 0
             */
            failed: number;
            /**
             * Format: int64
             * @default 0
             */
            mailing: number;
            /**
             * Format: int64
             * @description A mail server accepted each of their mails.
             * @default 0
             */
            sent: number;
            /**
             * Format: int64
             * @description Excluded, or without a valid address.
             * @default 0
             */
            skipped: number;
            /**
             * Format: int64
             * @description Waiting for their turn: only a few are active at once.
             * @default 0
             */
            waiting: number;
        };
        /** @description One page of a list. */
        StatementItemPage: {
            data: components["schemas"]["StatementItem"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /**
         * @description State of one customer's statement.
         * @enum {string}
         */
        StatementItemState: "waiting" | "exporting" | "mailing" | "sent" | "failed" | "skipped" | "cancelled";
        /** @description Parameters of the statement, as in `GET /v1/partners/{id}/statement`. */
        StatementMailsParameters: {
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * Format: date
             * @description The first day of the fiscal year if left out.
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description Today if left out.
             */
            date_to?: string | null;
        };
        /** @description Open items on the last day. */
        StatementOpen: {
            /** @description Ageing of all open items, one row per currency. */
            ageing: components["schemas"]["StatementAgeing"][];
            /**
             * Format: int64
             * @description Number of open items.
             */
            items: number;
            /** @description By due date, 500 at most; the report of open items lists all. */
            open_items: components["schemas"]["OpenItem"][];
        };
        /** @description Statements to all customers with an amount due. */
        StatementOrder: {
            csv?: components["schemas"]["ExportCsv"] | null;
            /** @description Format of the statements: `pdf` if left out. */
            format?: components["schemas"]["ExportFormat"];
            /**
             * @description Language and country of mails to customers whose own language is neither Spanish nor English nor
             *     a language of the tenant's templates; the tenant's if left out.
             * @example es-PE
             */
            locale?: string | null;
            /** @description Text above the figures in the mail. */
            note?: string | null;
            /**
             * @description The parameters of the preview, without `limit` and `cursor`. A day may be relative, as for a
             *     report on schedule: for example `end of last month`.
             */
            parameters?: components["schemas"]["StatementScheduledSelection"];
            /** @description Replaces the default subject. A long one is folded in the mail. */
            subject?: string | null;
        };
        StatementPreview: {
            company: components["schemas"]["Company"];
            data: components["schemas"]["StatementPreviewRow"][];
            freshness: components["schemas"]["Freshness"];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
            /** @description The parameters that were used, with every default filled in. A run accepts them. */
            parameters: components["schemas"]["StatementCandidatesParameters"];
            totals: components["schemas"]["StatementPreviewTotals"] | null;
        };
        /** @description A customer with an amount due. Amounts are in the company's currency. */
        StatementPreviewRow: {
            amount_due: components["schemas"]["Money"];
            /** @description Without what is pending. */
            amount_overdue: components["schemas"]["Money"];
            /** @description The part for which payments are registered in Odoo that are not booked yet. */
            amount_pending: components["schemas"]["Money"];
            /**
             * Format: int32
             * @description Days since `oldest_due`; negative before.
             */
            days_overdue: number | null;
            /** @description Why it would not be sent, or which addresses are left out. */
            detail: string | null;
            /**
             * @description The e-mail field in Odoo.
             * @example ana@example.com; Caja <caja@example.com>
             */
            email: string | null;
            /**
             * Format: int64
             * @description Number of open journal items.
             */
            items: number;
            /**
             * @description Of mail and file: the customer's language, or the tenant's.
             * @example es-PE
             */
            locale: string;
            /**
             * Format: date
             * @description Oldest due date of what the customer owes.
             */
            oldest_due: string | null;
            outlook: components["schemas"]["Outlook"];
            /** Format: int64 */
            partner_id: number;
            partner_name: string | null;
            /** @description Each would get a separate mail. */
            recipients: string[];
        };
        /** @description Over the whole filter. */
        StatementPreviewTotals: {
            amount_due: components["schemas"]["Money"];
            /** @description Due from customers that would get a statement. */
            amount_due_to_send: components["schemas"]["Money"];
            amount_overdue: components["schemas"]["Money"];
            /** Format: int64 */
            customers: number;
            /** Format: int64 */
            excluded: number;
            /** Format: int64 */
            mails: number;
            /** Format: int64 */
            payment_pending: number;
            /**
             * Format: int64
             * @description Customers that would get a statement; `mails` counts their mails.
             */
            to_send: number;
            /** Format: int64 */
            without_address: number;
        };
        StatementRow: {
            amount: components["schemas"]["Money"] | null;
            amount_currency: components["schemas"]["Money"] | null;
            /**
             * @description ISO 4217 code of the section's currency.
             * @example USD
             */
            currency: string;
            /** Format: date */
            date: string | null;
            document_kind: components["schemas"]["DocumentKind"] | null;
            /**
             * @description The number as the tax authority writes it.
             * @example FFI-00000123
             */
            document_number: string | null;
            /** @example 01 */
            document_type_code: string | null;
            /** @example Factura */
            document_type_name: string | null;
            /**
             * Format: uri-reference
             * @example /v1/documents/7
             */
            document_url: string | null;
            /**
             * Format: date
             * @description Due date of its last instalment.
             */
            due_date: string | null;
            /**
             * @description Whether the document is the entry of an exchange difference. Files leave it out if it does not
             *     change the balance in the currency.
             */
            is_exchange_difference: boolean;
            kind: components["schemas"]["StatementRowKind"];
            /**
             * Format: int64
             * @description Odoo's id of the account.move.
             */
            move_id: number | null;
            /** @example F FFI-00000123 */
            move_name: string | null;
            /**
             * Format: uri-reference
             * @description The page of its document in Odoo.
             * @example https://odoo.example/odoo/account.move/7
             */
            odoo_url: string | null;
            ref: string | null;
            /** @description The same in the company's currency. */
            running_balance: components["schemas"]["Money"];
            /** @description Balance after this row, in the currency of the section. */
            running_balance_currency: components["schemas"]["Money"];
        };
        /** @enum {string} */
        StatementRowKind: "opening" | "document" | "closing";
        StatementRun: {
            /** @description Sum over all customers, in the company's currency. */
            amount_due: components["schemas"]["Money"];
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            csv: components["schemas"]["ExportCsv"] | null;
            /**
             * Format: int64
             * @description Number of customers, each with one item.
             */
            customers: number;
            /** Format: date-time */
            finished_at: string | null;
            format: components["schemas"]["ExportFormat"];
            /** Format: uuid */
            id: string;
            /** Format: uri-reference */
            items_url: string;
            /** @example es-PE */
            locale: string;
            note: string | null;
            /** @description Selection of customers, and the day. */
            parameters: components["schemas"]["StatementSelection"];
            /**
             * Format: uuid
             * @description The schedule that started it.
             */
            schedule_id: string | null;
            state: components["schemas"]["StatementRunState"];
            states: components["schemas"]["StatementItemCounts"];
            subject: string | null;
            /** Format: uri-reference */
            url: string;
        };
        /** @description One page of a list. */
        StatementRunPage: {
            data: components["schemas"]["StatementRun"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /**
         * @description State of a statement run.
         * @enum {string}
         */
        StatementRunState: "running" | "cancelling" | "finished" | "cancelled";
        /** @description Parameters of a file of: the customers of a statement run. Days may be relative. */
        StatementScheduledSelection: {
            /** @description Documents and settlements up to this day; default today. */
            as_of?: components["schemas"]["Day"] | null;
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description Whether customers are reminded although they have registered payments in Odoo that are not
             *     booked yet and cover what is due; default false.
             */
            ignore_pending?: boolean | null;
            /**
             * Format: int32
             * @description Only customers whose oldest open document has been overdue for at least this many days. 1
             *     finds every customer with an overdue document.
             */
            min_days_overdue?: number | null;
            min_overdue?: components["schemas"]["Money"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * Format: int64
             * @description Odoo's user id of the salesperson: only documents of this person count here. The statement
             *     itself has all documents of the customer.
             */
            salesperson_id?: number | null;
        };
        /** @description Parameters of a file of: the customers of a statement run. */
        StatementSelection: {
            /**
             * Format: date
             * @description Documents and settlements up to this day; default today.
             */
            as_of?: string | null;
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description Whether customers are reminded although they have registered payments in Odoo that are not
             *     booked yet and cover what is due; default false.
             */
            ignore_pending?: boolean | null;
            /**
             * Format: int32
             * @description Only customers whose oldest open document has been overdue for at least this many days. 1
             *     finds every customer with an overdue document.
             */
            min_days_overdue?: number | null;
            min_overdue?: components["schemas"]["Money"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * Format: int64
             * @description Odoo's user id of the salesperson: only documents of this person count here. The statement
             *     itself has all documents of the customer.
             */
            salesperson_id?: number | null;
        };
        /** @description Totals of a currency. Amounts with `_currency` are in it, the others in the company's currency. */
        StatementTotals: {
            closing: components["schemas"]["Money"];
            closing_currency: components["schemas"]["Money"];
            credit: components["schemas"]["Money"];
            credit_currency: components["schemas"]["Money"];
            /**
             * @description ISO 4217 code.
             * @example USD
             */
            currency: string;
            debit: components["schemas"]["Money"];
            debit_currency: components["schemas"]["Money"];
            /** Format: int64 */
            documents: number;
            opening: components["schemas"]["Money"];
            opening_currency: components["schemas"]["Money"];
        };
        SyncRun: {
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /**
             * Format: int32
             * @description How many times a worker was asked.
             */
            epoch: number;
            failure: components["schemas"]["RunFailure"] | null;
            /** Format: date-time */
            finished_at: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["RunKind"];
            /**
             * @description In the order in which they are read.
             * @example [
             *       "account.move",
             *       "account.move.line"
             *     ]
             */
            model_names: string[];
            /**
             * Format: int64
             * @description How many of them are read completely.
             */
            models_complete: number;
            /** @description Of Odoo, such as `17.0`; null until a worker has logged in. */
            odoo_version: string | null;
            /**
             * Format: uuid
             * @description The verify run that requested this repair.
             */
            parent_run_id: string | null;
            /**
             * Format: int64
             * @description Rows that were new or different; for a reload, known when it is done.
             */
            rows_changed: number;
            /** Format: int64 */
            rows_expected: number | null;
            /**
             * Format: int64
             * @description Over the last minute; over the whole time of a run that has ended.
             */
            rows_per_second: number;
            /** Format: int64 */
            rows_read: number;
            /**
             * Format: int64
             * @description Remaining time at that rate; null if the run has ended, no rows arrive or their number is not
             *     known yet.
             */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            state: components["schemas"]["RunState"];
            trace_id: string | null;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: date-time
             * @description Everything that Odoo committed before this instant is read.
             */
            window_until: string | null;
        };
        SyncRunDetail: components["schemas"]["SyncRun"] & {
            /** @description In the order in which they are read. */
            models: components["schemas"]["RunModel"][];
        };
        /** @description One page of a list. */
        SyncRunPage: {
            data: components["schemas"]["SyncRun"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        TieOut: {
            /** @description Report less ledger. */
            difference: components["schemas"]["Money"];
            /**
             * Format: uri-reference
             * @description URL of the settlements that cause the difference; null if there is no difference.
             * @example /v1/receivables/tie-out?company_id=2&as_of=2026-11-22
             */
            differences_url: string | null;
            /** @description Ledger balance of the accounts at the date. */
            ledger: components["schemas"]["Money"];
            /** @description Open amount in the report at the date. */
            report: components["schemas"]["Money"];
            tied: boolean;
        };
        TieOutAnswer: {
            company: components["schemas"]["Company"];
            /** @description Partial reconciliations with only one of their two items in the report. */
            data: components["schemas"]["Unmatched"][];
            freshness: components["schemas"]["Freshness"];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
            /** @description The parameters that were used, with every default filled in. */
            parameters: components["schemas"]["TieOutParameters"];
            tie_out: components["schemas"]["TieOut"];
            /** @description Over all rows, not only this page: the difference that they explain. */
            totals: components["schemas"]["UnmatchedTotals"];
        };
        TieOutParameters: {
            account_ids?: components["schemas"]["Ids"] | null;
            /** @description Only accounts whose code begins with this text. */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            /**
             * Format: date
             * @description Documents and settlements up to this day; default today.
             */
            as_of?: string | null;
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /** @description `next` of the previous page. */
            cursor?: string | null;
            /**
             * Format: int32
             * @description Rows per page: 1 to 500, default 100.
             */
            limit?: number | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            side: components["schemas"]["Side"];
        };
        /** @description Balance of an account of a journal, in one of the currencies of its items. */
        TreasuryBalance: {
            account_code: string;
            /** Format: int64 */
            account_id: number;
            account_name: string | null;
            /** @description In the company's currency. */
            balance: components["schemas"]["Money"];
            /** @description In `currency`. */
            balance_currency: components["schemas"]["Money"];
            /**
             * @description ISO 4217 code of the items' currency.
             * @example USD
             */
            currency: string | null;
            /**
             * Format: uri-reference
             * @example /v1/journal-items?account_ids=10&currency=USD&date_to=2026-11-22
             */
            items_url: string;
            journal_code: string | null;
            /**
             * Format: int64
             * @description Null if no bank or cash journal uses the account.
             */
            journal_id: number | null;
            journal_name: string | null;
            journal_type: components["schemas"]["JournalType"] | null;
        };
        TreasuryBalancesAnswer: {
            company: components["schemas"]["Company"];
            /** @description The companies whose books count: `company`, and others that `companies` names. */
            company_ids: number[];
            data: components["schemas"]["TreasuryBalance"][];
            freshness: components["schemas"]["Freshness"];
            /** @description The parameters that were used, with every default filled in. */
            parameters: components["schemas"]["TreasuryBalancesParameters"];
            totals: components["schemas"]["TreasuryTotals"];
            /** @description What is not known and had to be assumed; empty if nothing was. */
            warnings: components["schemas"]["Warning"][];
        };
        /** @description Read from the query string of the API, or from the JSON of an export job. */
        TreasuryBalancesParameters: {
            /**
             * Format: date
             * @description Posted items up to this day; default today.
             */
            as_of?: string | null;
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
        };
        /** @description Parameters of a file of: Bank and cash balances. Days may be relative. */
        TreasuryBalancesScheduledSelection: {
            /** @description Posted items up to this day; default today. */
            as_of?: components["schemas"]["Day"] | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
        };
        /** @description Parameters of a file of: Bank and cash balances. */
        TreasuryBalancesSelection: {
            /**
             * Format: date
             * @description Posted items up to this day; default today.
             * @example 2026-11-22
             */
            as_of?: string | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
        };
        TreasuryCurrencyTotal: {
            /** @description In the company's currency. */
            balance: components["schemas"]["Money"];
            /** @description In `currency`. */
            balance_currency: components["schemas"]["Money"];
            /** @example PEN */
            currency: string | null;
            /** Format: uri-reference */
            items_url: string | null;
        };
        TreasuryForecastAnswer: {
            company: components["schemas"]["Company"];
            /** @description The companies whose books count: `company`, and others that `companies` names. */
            company_ids: number[];
            /** @description One row per period, in order. */
            data: components["schemas"]["ForecastRow"][];
            freshness: components["schemas"]["Freshness"];
            /** @description The parameters that were used, with every default filled in. */
            parameters: components["schemas"]["TreasuryForecastParameters"];
            totals: components["schemas"]["ForecastTotals"];
            /** @description What is not known and had to be assumed; empty if nothing was. */
            warnings: components["schemas"]["Warning"][];
        };
        /** @description Read from the query string of the API, or from the JSON of an export job. */
        TreasuryForecastParameters: {
            /**
             * Format: date
             * @description The day on which the forecast begins; default today.
             */
            as_of?: string | null;
            by?: components["schemas"]["ForecastPeriod"] | null;
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description Whether customers are expected to pay as late as they did on average in the past year;
             *     default false.
             */
            customer_delay?: boolean | null;
            /** @description Whether draft documents count as well; default false. */
            include_drafts?: boolean | null;
            /** @description Whether planned movements count as well; default true. */
            include_planned?: boolean | null;
            /**
             * Format: int32
             * @description Number of periods: 1 to 366; default 31 days, 13 weeks or 12 months.
             */
            periods?: number | null;
        };
        /** @description Parameters of a file of: Treasury forecast. Days may be relative. */
        TreasuryForecastScheduledSelection: {
            /** @description The day on which the forecast begins; default today. */
            as_of?: components["schemas"]["Day"] | null;
            by?: components["schemas"]["ForecastPeriod"] | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description Whether customers are expected to pay as late as they did on average in the past year;
             *     default false.
             */
            customer_delay?: boolean | null;
            /** @description Whether draft documents count as well; default false. */
            include_drafts?: boolean | null;
            /** @description Whether planned movements count as well; default true. */
            include_planned?: boolean | null;
            /**
             * Format: int32
             * @description Number of periods: 1 to 366; default 31 days, 13 weeks or 12 months.
             */
            periods?: number | null;
        };
        /** @description Parameters of a file of: Treasury forecast. */
        TreasuryForecastSelection: {
            /**
             * Format: date
             * @description The day on which the forecast begins; default today.
             * @example 2026-11-22
             */
            as_of?: string | null;
            by?: components["schemas"]["ForecastPeriod"] | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            /**
             * @description Whether customers are expected to pay as late as they did on average in the past year;
             *     default false.
             */
            customer_delay?: boolean | null;
            /** @description Whether draft documents count as well; default false. */
            include_drafts?: boolean | null;
            /** @description Whether planned movements count as well; default true. */
            include_planned?: boolean | null;
            /**
             * Format: int32
             * @description Number of periods: 1 to 366; default 31 days, 13 weeks or 12 months.
             */
            periods?: number | null;
        };
        TreasuryTotals: {
            /** @description Balance of all accounts in this currency. */
            balance: components["schemas"]["Money"];
            by_currency: components["schemas"]["TreasuryCurrencyTotal"][];
            /**
             * @description ISO 4217 code of the company's currency.
             * @example PEN
             */
            company_currency: string;
            /**
             * Format: uri-reference
             * @description URL of the journal items; null if there are no accounts.
             */
            items_url: string | null;
            rows: number;
        };
        TrialBalanceAnswer: {
            company: components["schemas"]["Company"];
            /** @description The companies whose books count: `company`, and others that `companies` names. */
            company_ids: number[];
            data: components["schemas"]["TrialBalanceRow"][];
            freshness: components["schemas"]["Freshness"];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
            /** @description The parameters that were used, with every default filled in. */
            parameters: components["schemas"]["TrialBalanceParameters"];
            /** @description The period and the periods that it is compared with, in the order of `comparison`. */
            periods: components["schemas"]["TrialBalancePeriod"][];
            /** @description Over all accounts of the filter, on every page. */
            totals: components["schemas"]["TrialBalanceTotals"];
            /** @description What is not known and had to be assumed; empty if nothing was. */
            warnings: components["schemas"]["Warning"][];
        };
        /** @description Whether the period balances: debits equal credits, and the openings sum to zero. */
        TrialBalanceCheck: {
            balanced: boolean;
            credit: components["schemas"]["Money"];
            debit: components["schemas"]["Money"];
            /** @description Debits less credits. */
            difference: components["schemas"]["Money"];
            /** @description Sum of all openings. */
            opening: components["schemas"]["Money"];
        };
        /** @description Read from the query string of the API, or from the JSON of an export job. */
        TrialBalanceParameters: {
            account_ids?: components["schemas"]["Ids"] | null;
            /** @description Only accounts whose code begins with this text. */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            by?: components["schemas"]["Grouping"] | null;
            /** @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency. */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            compare?: components["schemas"]["Comparison"] | null;
            /**
             * Format: int32
             * @description Number of earlier periods: 1 to 12, default 1. Only with `compare`.
             */
            compare_periods?: number | null;
            /** @description `next` of the previous page. */
            cursor?: string | null;
            /**
             * Format: date
             * @description First day; default: the first day of the fiscal year of `date_to`.
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description Last day; default today.
             */
            date_to?: string | null;
            /**
             * Format: int32
             * @description Digits of a group's code, or of the deepest level: 1 to 12, default 2. If codes have
             *     separators (1.1.01.002), the number of parts. Only with `by` group or level.
             */
            digits?: number | null;
            /** @description Leaves out accounts whose figures are all zero; default false. */
            hide_zero?: boolean | null;
            /** @description Whether drafts count as well; default false. */
            include_drafts?: boolean | null;
            journal_ids?: components["schemas"]["Ids"] | null;
            /**
             * Format: int32
             * @description Rows per page: 1 to 500, default 100.
             */
            limit?: number | null;
            opening?: components["schemas"]["Opening"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /** @description Only accounts with this text in their code or name, without regard to case and accents. */
            q?: string | null;
            results?: components["schemas"]["Results"] | null;
        };
        /** @description A period; both days are inclusive. */
        TrialBalancePeriod: {
            /** Format: date */
            date_from: string;
            /** Format: date */
            date_to: string;
        };
        TrialBalanceRow: components["schemas"]["Figures"] & {
            /**
             * Format: int64
             * @description Null for groups, and for the result of earlier years if the company has no account for it.
             */
            account_id: number | null;
            /**
             * @description Code of the account, or the first characters or parts that all codes of the group have.
             * @example 1211
             */
            code: string | null;
            /** @description Figures of the earlier periods, in their order. */
            comparison: components["schemas"]["Figures"][];
            /**
             * Format: uri-reference
             * @description URL of the period's journal items that the row contains.
             * @example /v1/journal-items?company_id=2&account_ids=12
             */
            items_url: string | null;
            /**
             * Format: int32
             * @description Characters of a group's code, or its parts if codes have separators (1.1.01); null for
             *     accounts.
             */
            level: number | null;
            /** @description Name of the account, or of the group in Odoo (`account.group`). */
            name: string | null;
            /**
             * @description Code of the group that contains the row, with `by=level`; null for the first level.
             * @example 12
             */
            parent_code: string | null;
        };
        /** @description Parameters of a file of: Trial balance. Days may be relative. */
        TrialBalanceScheduledSelection: {
            /** @example 12,13 */
            account_ids?: components["schemas"]["Ids"] | null;
            /**
             * @description Only accounts whose code begins with this text.
             * @example 10
             */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            by?: components["schemas"]["Grouping"] | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            compare?: components["schemas"]["Comparison"] | null;
            /**
             * Format: int32
             * @description Number of earlier periods: 1 to 12, default 1. Only with `compare`.
             */
            compare_periods?: number | null;
            /** @description First day; default: the first day of the fiscal year of `date_to`. */
            date_from?: components["schemas"]["Day"] | null;
            /** @description Last day; default today. */
            date_to?: components["schemas"]["Day"] | null;
            /**
             * Format: int32
             * @description Digits of a group's code, or of the deepest level: 1 to 12, default 2. If codes have
             *     separators (1.1.01.002), the number of parts. Only with `by` group or level.
             */
            digits?: number | null;
            /** @description Leaves out accounts whose figures are all zero; default false. */
            hide_zero?: boolean | null;
            /** @description Whether drafts count as well; default false. */
            include_drafts?: boolean | null;
            /** @example 1,2 */
            journal_ids?: components["schemas"]["Ids"] | null;
            opening?: components["schemas"]["Opening"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * @description Only accounts with this text in their code or name, without regard to case and accents.
             * @example banco
             */
            q?: string | null;
            results?: components["schemas"]["Results"] | null;
        };
        /** @description Parameters of a file of: Trial balance. */
        TrialBalanceSelection: {
            /** @example 12,13 */
            account_ids?: components["schemas"]["Ids"] | null;
            /**
             * @description Only accounts whose code begins with this text.
             * @example 10
             */
            account_prefix?: string | null;
            account_type?: components["schemas"]["AccountType"] | null;
            by?: components["schemas"]["Grouping"] | null;
            /**
             * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
             * @example with_branches
             */
            companies?: string | null;
            /**
             * Format: int64
             * @description Optional if there is only one company.
             */
            company_id?: number | null;
            compare?: components["schemas"]["Comparison"] | null;
            /**
             * Format: int32
             * @description Number of earlier periods: 1 to 12, default 1. Only with `compare`.
             */
            compare_periods?: number | null;
            /**
             * Format: date
             * @description First day; default: the first day of the fiscal year of `date_to`.
             * @example 2026-01-01
             */
            date_from?: string | null;
            /**
             * Format: date
             * @description Last day; default today.
             * @example 2026-11-22
             */
            date_to?: string | null;
            /**
             * Format: int32
             * @description Digits of a group's code, or of the deepest level: 1 to 12, default 2. If codes have
             *     separators (1.1.01.002), the number of parts. Only with `by` group or level.
             */
            digits?: number | null;
            /** @description Leaves out accounts whose figures are all zero; default false. */
            hide_zero?: boolean | null;
            /** @description Whether drafts count as well; default false. */
            include_drafts?: boolean | null;
            /** @example 1,2 */
            journal_ids?: components["schemas"]["Ids"] | null;
            opening?: components["schemas"]["Opening"] | null;
            /**
             * Format: int64
             * @description Odoo's id of the customer or vendor, or of one of its contacts.
             */
            partner_id?: number | null;
            partner_level?: components["schemas"]["PartnerLevel"] | null;
            /**
             * @description Only accounts with this text in their code or name, without regard to case and accents.
             * @example banco
             */
            q?: string | null;
            results?: components["schemas"]["Results"] | null;
        };
        /** @description Totals over all accounts of the filter, each counted once, not of one page. */
        TrialBalanceTotals: components["schemas"]["Figures"] & {
            /**
             * Format: int64
             * @description Number of accounts with an opening balance or journal items in any of the periods.
             */
            accounts: number;
            check: components["schemas"]["TrialBalanceCheck"] | null;
            /**
             * @description ISO 4217 code of the company's currency.
             * @example PEN
             */
            company_currency: string;
            comparison: components["schemas"]["Figures"][];
        };
        /** @description A partial reconciliation with only one of its items in the report. */
        Unmatched: {
            account_code: string | null;
            /** Format: int64 */
            counterpart_line_id: number | null;
            /** Format: date */
            date: string | null;
            /** @description Its part of the difference, in the company's currency. */
            difference: components["schemas"]["Money"];
            /**
             * Format: uri-reference
             * @example /v1/journal-items/7
             */
            item_url: string;
            /**
             * Format: int64
             * @description The item that is in the report.
             */
            line_id: number;
            move_name: string | null;
            /**
             * Format: int64
             * @description Odoo's id of the account.partial.reconcile.
             */
            partial_id: number;
            /** Format: int64 */
            partner_id: number | null;
            /** @description Why the counterpart is not in the report. */
            reason: components["schemas"]["UnmatchedReason"];
        };
        /**
         * @description Why the counterpart of a settlement is not in the report.
         * @enum {string}
         */
        UnmatchedReason: "other_account" | "not_mirrored" | "deleted" | "not_posted" | "other_company" | "later_date" | "other_partner";
        UnmatchedTotals: {
            difference: components["schemas"]["Money"];
            /** Format: int64 */
            rows: number;
        };
        /** @description An invalid value in the body, the query string, the path or a header. */
        Violation: {
            /** @description What is wrong. */
            detail: string;
            header?: string | null;
            /** @description What would be valid. */
            hint?: string | null;
            /**
             * @description Name of the parameter in query string or path.
             * @example as_of
             */
            parameter?: string | null;
            /**
             * @description JSON pointer into the body.
             * @example /cron
             */
            pointer?: string | null;
        };
        Warning: {
            code: components["schemas"]["WarningCode"];
            /** @description What was assumed. */
            detail: string;
            /** @description What to do. */
            hint: string;
        };
        /** @enum {string} */
        WarningCode: "currency_unknown" | "fiscal_year_unknown" | "journal_accounts_unknown";
        Webhook: {
            /** @description Whether anything is sent. */
            active: boolean;
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["Party"];
            /**
             * Format: uri-reference
             * @description Its messages.
             */
            deliveries_url: string;
            events: components["schemas"]["WebhookEvent"][];
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * @description Why Espejo made it inactive; null if a person did.
             * @example the receiver answered 410 Gone
             */
            paused_because: string | null;
            /**
             * Format: date-time
             * @description Until then the previous key signs too.
             */
            previous_key_until: string | null;
            /**
             * Format: uri-reference
             * @example https://hooks.andina.example/espejo
             */
            target_url: string;
            /** Format: uri-reference */
            url: string;
            /**
             * Format: int32
             * @description Rises with each change.
             */
            version: number;
        };
        /** @description One try to send a message. */
        WebhookCall: {
            detail: string;
            /**
             * Format: int64
             * @example 41
             */
            duration_ms: number;
            /** Format: date-time */
            ended_at: string;
            /** Format: int32 */
            number: number;
            /**
             * Format: int32
             * @description HTTP status of the answer, if there was one.
             * @example 503
             */
            status_code: number | null;
        };
        /** @description One message to one webhook. */
        WebhookDelivery: {
            /** Format: date-time */
            created_at: string;
            /** @description What became of the last try. */
            detail: string | null;
            event: components["schemas"]["WebhookEvent"];
            /**
             * Format: uuid
             * @description Also the header `webhook-id` of the message.
             */
            id: string;
            /**
             * Format: date-time
             * @description Null unless a try is planned.
             */
            next_try_at: string | null;
            /** Format: date-time */
            settled_at: string | null;
            state: components["schemas"]["WebhookDeliveryState"];
            /**
             * Format: int32
             * @description HTTP status of the last try, if there was an answer.
             * @example 503
             */
            status_code: number | null;
            /**
             * Format: int32
             * @description Since the message was made, or sent again by hand.
             */
            tries: number;
            /** Format: uri-reference */
            url: string;
            /** Format: uuid */
            webhook_id: string;
            /** Format: uri-reference */
            webhook_url: string;
        };
        /** @description One page of a list. */
        WebhookDeliveryPage: {
            data: components["schemas"]["WebhookDelivery"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /**
         * @description State of one message to a webhook.
         * @enum {string}
         */
        WebhookDeliveryState: "waiting" | "requested" | "delivered" | "failed";
        /**
         * @description What webhooks are told about.
         * @enum {string}
         */
        WebhookEvent: "mirror.proved" | "mirror.differs" | "mirror.stale" | "mirror.live" | "run.failed" | "export.finished" | "export.failed" | "mail.failed" | "alarm.raised" | "webhook.test";
        /** @description A key that was just made. */
        WebhookKey: {
            /**
             * @description The key with which the receiver checks signatures. It cannot be read again.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQ4m1S0Zb3nU=
             */
            key: string;
        };
        /** @description One page of a list. */
        WebhookPage: {
            data: components["schemas"]["Webhook"][];
            /** @description Cursor of the next page, if there is one; the `Link` header has its URL. */
            next: string | null;
        };
        /** @description The changes. Members that are left out stay as they are. */
        WebhookPatch: {
            /** @description False: nothing more is sent, and messages that wait for their next try fail. */
            active?: boolean | null;
            events?: components["schemas"]["WebhookEvent"][] | null;
            name?: string | null;
            /**
             * Format: uri-reference
             * @example https://hooks.andina.example/espejo
             */
            target_url?: string | null;
        };
        /** @description An admin sent a test message. */
        WebhookTest: {
            /** Format: uri-reference */
            url: string;
            /** Format: uuid */
            webhook_id: string;
        };
    };
    responses: {
        /** @description The request is malformed; The body is not valid JSON */
        Problem400: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The request is malformed",
                 *       "hint": "See /docs for the requests that this API accepts.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 400,
                 *       "title": "The request is malformed",
                 *       "type": "/problems/bad-request"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is malformed; The body is not valid JSON */
        Problem400_2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The request is malformed",
                 *       "hint": "See /docs for the requests that this API accepts.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 400,
                 *       "title": "The request is malformed",
                 *       "type": "/problems/bad-request"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is signed in; The sign-in failed; A code is required */
        Problem401: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Nobody is signed in",
                 *       "hint": "Sign in, or send `Authorization: Bearer esp_<id>_<secret>` with a key of this tenant that is neither expired nor revoked.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 401,
                 *       "title": "Nobody is signed in",
                 *       "type": "/problems/key-required"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The sign-in was refused; The role is not sufficient; The books of this company are not open to you; The request came from another site; A fresh confirmation is required; Only people can do this */
        Problem403: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The sign-in was refused",
                 *       "hint": "An admin of your company can invite you, at the address that the provider has verified.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 403,
                 *       "title": "The sign-in was refused",
                 *       "type": "/problems/sign-in-refused"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The sign-in was refused; The role is not sufficient; The books of this company are not open to you; The request came from another site; A fresh confirmation is required; Only people can do this */
        Problem403_2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The sign-in was refused",
                 *       "hint": "An admin of your company can invite you, at the address that the provider has verified.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 403,
                 *       "title": "The sign-in was refused",
                 *       "type": "/problems/sign-in-refused"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The resource does not exist; There is no such URL; There is no console */
        Problem404: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The resource does not exist",
                 *       "hint": "Check the id; ids belong to one tenant.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 404,
                 *       "title": "The resource does not exist",
                 *       "type": "/problems/not-found"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The resource does not exist; There is no such URL; There is no console */
        Problem404_2: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The resource does not exist",
                 *       "hint": "Check the id; ids belong to one tenant.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 404,
                 *       "title": "The resource does not exist",
                 *       "type": "/problems/not-found"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Another sync run is active; Too many exports are active; The export has no file; The request conflicts with the current state */
        Problem409: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Another sync run is active",
                 *       "hint": "Wait until the active run has ended, then send the request again.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 409,
                 *       "title": "Another sync run is active",
                 *       "type": "/problems/run-active"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Another sync run is active; Too many exports are active; The export has no file; The request conflicts with the current state */
        Problem409_2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Another sync run is active",
                 *       "hint": "Wait until the active run has ended, then send the request again.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 409,
                 *       "title": "Another sync run is active",
                 *       "type": "/problems/run-active"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The link no longer works; The file is no longer kept */
        Problem410: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The link no longer works",
                 *       "hint": "Ask for a new one.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 410,
                 *       "title": "The link no longer works",
                 *       "type": "/problems/link-spent"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The link no longer works; The file is no longer kept */
        Problem410_2: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The link no longer works",
                 *       "hint": "Ask for a new one.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 410,
                 *       "title": "The link no longer works",
                 *       "type": "/problems/link-spent"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Somebody has changed it since */
        Problem412: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Somebody has changed it since",
                 *       "hint": "GET it again, repeat the change on what it is now, and send its ETag in If-Match.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 412,
                 *       "title": "Somebody has changed it since",
                 *       "type": "/problems/outdated"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        Problem413: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The body is too large",
                 *       "hint": "Send at most 64 KiB.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 413,
                 *       "title": "The body is too large",
                 *       "type": "/problems/body-too-large"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        Problem413_2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The body is too large",
                 *       "hint": "Send at most 64 KiB.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 413,
                 *       "title": "The body is too large",
                 *       "type": "/problems/body-too-large"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body must be JSON */
        Problem415: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The body must be JSON",
                 *       "hint": "Send `Content-Type: application/json`, compressed with gzip or not at all.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 415,
                 *       "title": "The body must be JSON",
                 *       "type": "/problems/json-required"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body must be JSON */
        Problem415_2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The body must be JSON",
                 *       "hint": "Send `Content-Type: application/json`, compressed with gzip or not at all.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 415,
                 *       "title": "The body must be JSON",
                 *       "type": "/problems/json-required"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The file has no such range */
        Problem416: {
            headers: {
                "Content-Range": components["headers"]["Content-Range"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The file has no such range",
                 *       "hint": "Request a range inside the file. Content-Range shows its size.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 416,
                 *       "title": "The file has no such range",
                 *       "type": "/problems/no-such-range"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The file has no such range */
        Problem416_2: {
            headers: {
                "Content-Range": components["headers"]["Content-Range"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The file has no such range",
                 *       "hint": "Request a range inside the file. Content-Range shows its size.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 416,
                 *       "title": "The file has no such range",
                 *       "type": "/problems/no-such-range"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No tenant has this host name */
        Problem421: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "No tenant has this host name",
                 *       "hint": "Use the tenant's own host name in the URL.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 421,
                 *       "title": "No tenant has this host name",
                 *       "type": "/problems/unknown-host"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Some values are invalid; A company is required; The Idempotency-Key was used for another request */
        Problem422: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Some values are invalid",
                 *       "hint": "Correct the values that `errors` lists.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 422,
                 *       "title": "Some values are invalid",
                 *       "type": "/problems/invalid-request"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Some values are invalid; A company is required; The Idempotency-Key was used for another request */
        Problem422_2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Some values are invalid",
                 *       "hint": "Correct the values that `errors` lists.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 422,
                 *       "title": "Some values are invalid",
                 *       "type": "/problems/invalid-request"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A change must name the version that it is for */
        Problem428: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "A change must name the version that it is for",
                 *       "hint": "Send `If-Match` with the ETag of a GET. Where a PUT may create, `If-None-Match: *` creates.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 428,
                 *       "title": "A change must name the version that it is for",
                 *       "type": "/problems/version-required"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many failed attempts; Too many of your exports are active; Too many event streams are open; Too many requests */
        Problem429: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Too many failed attempts",
                 *       "hint": "Wait as long as Retry-After says.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 429,
                 *       "title": "Too many failed attempts",
                 *       "type": "/problems/too-many-attempts"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many failed attempts; Too many of your exports are active; Too many event streams are open; Too many requests */
        Problem429_2: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Too many failed attempts",
                 *       "hint": "Wait as long as Retry-After says.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 429,
                 *       "title": "Too many failed attempts",
                 *       "type": "/problems/too-many-attempts"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Internal error */
        Problem500: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Internal error",
                 *       "hint": "Try again. If it fails again, tell the operator the trace_id.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 500,
                 *       "title": "Internal error",
                 *       "type": "/problems/internal"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The database cannot be reached at the moment; The report took too long; The service is stopping; The message broker cannot be reached at the moment; Too many reports are running */
        Problem503: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The database cannot be reached at the moment",
                 *       "hint": "Try again after Retry-After.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 503,
                 *       "title": "The database cannot be reached at the moment",
                 *       "type": "/problems/unavailable"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The database cannot be reached at the moment; The report took too long; The service is stopping; The message broker cannot be reached at the moment; Too many reports are running */
        Problem503_2: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "The database cannot be reached at the moment",
                 *       "hint": "Try again after Retry-After.",
                 *       "instance": "/v1/receivables/ageing",
                 *       "status": 503,
                 *       "title": "The database cannot be reached at the moment",
                 *       "type": "/problems/unavailable"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description A part of the file may be requested with `Range`.
         * @example bytes
         */
        "Accept-Ranges": string;
        /**
         * @description The name of the file.
         * @example attachment; filename="antiguedad-por-cobrar_20512345678_2026-10-31.xlsx"
         */
        "Content-Disposition": string;
        /**
         * @description The part, and the size of the whole file.
         * @example bytes 0-1023/4096
         */
        "Content-Range": string;
        /**
         * @description The version of the answer, for `If-None-Match`.
         * @example "k3v9x2m8q1zt"
         */
        ETag: string;
        /**
         * @description The next page, if there is one (RFC 8288).
         * @example </v1/exports?limit=100&cursor=MjAyNi0xMS0yMg>; rel="next"
         */
        Link: string;
        /**
         * @description Where the result is.
         * @example /v1/exports/0197a1b2-0000-7000-8000-00000000000b
         */
        Location: string;
        /**
         * @description How many requests are left now, and the seconds until all are.
         * @example "default";r=99;t=1
         */
        RateLimit: string;
        /**
         * @description How many requests are allowed within how many seconds.
         * @example "default";q=100;w=2
         */
        "RateLimit-Policy": string;
        /**
         * @description SHA-256 of the whole file (RFC 9530).
         * @example sha-256=:AP8=:
         */
        "Repr-Digest": string;
        /**
         * @description Seconds to wait before the request is sent again.
         * @example 1
         */
        "Retry-After": number;
        /**
         * @description How to authenticate.
         * @example Bearer realm="espejo"
         */
        "WWW-Authenticate": string;
        /**
         * @description The id of the request in logs and traces.
         * @example 4bf92f3577b34da6a3ce929d0e0e4736
         */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    show_console: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            404: components["responses"]["Problem404"];
            421: components["responses"]["Problem421"];
            500: components["responses"]["Problem500"];
        };
    };
    show_console_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A name that the page has */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            404: components["responses"]["Problem404"];
            421: components["responses"]["Problem421"];
            500: components["responses"]["Problem500"];
        };
    };
    show_console_screen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The screen, such as receivables */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            404: components["responses"]["Problem404"];
            421: components["responses"]["Problem421"];
            500: components["responses"]["Problem500"];
        };
    };
    show_openapi: {
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
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            421: components["responses"]["Problem421"];
            500: components["responses"]["Problem500"];
        };
    };
    list_problems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One paragraph per kind */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            421: components["responses"]["Problem421"];
            500: components["responses"]["Problem500"];
        };
    };
    show_problem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Last part of the problem's type */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The kind */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            404: components["responses"]["Problem404"];
            421: components["responses"]["Problem421"];
            500: components["responses"]["Problem500"];
        };
    };
    list_accounts: {
        parameters: {
            query?: {
                /**
                 * @description Part of the code or name, without regard to case and accents.
                 * @example 1212
                 */
                q?: string;
                /**
                 * @description Only accounts that this company may use, with its codes; default: all companies that you may
                 *     see.
                 */
                company_id?: number;
                /** @description Only accounts of this type. */
                account_type?: "asset_receivable" | "asset_cash" | "asset_current" | "asset_non_current" | "asset_prepayments" | "asset_fixed" | "liability_payable" | "liability_credit_card" | "liability_current" | "liability_non_current" | "equity" | "equity_unaffected" | "income" | "income_other" | "expense" | "expense_depreciation" | "expense_direct_cost" | "off_balance";
                /** @description Only accounts in use or only deprecated ones; default both. */
                active?: boolean;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of accounts */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "active": true,
                     *           "code": "121201",
                     *           "company_id": 1,
                     *           "id": 7,
                     *           "name": "Comercial Andina S.A.C."
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["MasterDataAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_alarms: {
        parameters: {
            query?: {
                /** @description Only alarms in this state. */
                state?: "open" | "cleared";
                /** @description Only alarms of this kind. */
                kind?: "rights_incident" | "restored";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of alarms */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "cleared_at": "2026-11-22T03:04:05.678Z",
                     *           "decided_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "decisions": [
                     *             {
                     *               "key": "verify",
                     *               "method": "POST",
                     *               "role": "viewer",
                     *               "run_kind": "snapshot",
                     *               "url": "/v1/sync-runs/0197a1b2-0000-7000-8000-000000000001/confirm-deletions"
                     *             }
                     *           ],
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo.",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "kind": "rights_incident",
                     *           "missing_rows_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "models": [
                     *             {
                     *               "model": "account.move.line",
                     *               "rows": 12,
                     *               "rows_missing": 12
                     *             }
                     *           ],
                     *           "raised_at": "2026-11-22T03:04:05.678Z",
                     *           "reason": "Asked for by the auditor",
                     *           "rows_missing": 12,
                     *           "run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "state": "open"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["AlarmPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_api_keys: {
        parameters: {
            query?: {
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of keys */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "active": true,
                     *           "company_ids": [
                     *             1
                     *           ],
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "expires_at": "2026-11-22T03:04:05.678Z",
                     *           "id": "k3v9x2m8q1zt",
                     *           "last_used_at": "2026-11-22T03:04:05.678Z",
                     *           "name": "Comercial Andina S.A.C.",
                     *           "revoked_at": "2026-11-22T03:04:05.678Z",
                     *           "role": "viewer",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "version": 12
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    create_api_key: {
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
                 *       "expires_at": "2026-11-22T03:04:05.678Z",
                 *       "name": "Nightly load of the data warehouse",
                 *       "role": "viewer"
                 *     }
                 */
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description The key */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "expires_at": "2026-11-22T03:04:05.678Z",
                     *       "id": "k3v9x2m8q1zt",
                     *       "key": "esp_k3v9x2m8q1zt_…",
                     *       "last_used_at": "2026-11-22T03:04:05.678Z",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "revoked_at": "2026-11-22T03:04:05.678Z",
                     *       "role": "viewer",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_api_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The public part of the key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key without its secret */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "expires_at": "2026-11-22T03:04:05.678Z",
                     *       "id": "k3v9x2m8q1zt",
                     *       "last_used_at": "2026-11-22T03:04:05.678Z",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "revoked_at": "2026-11-22T03:04:05.678Z",
                     *       "role": "viewer",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    revoke_api_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The public part of the key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is revoked */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    change_api_key: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the state that is changed, or * for any.
                 * @example "3"
                 */
                "If-Match": string;
            };
            path: {
                /** @description The public part of the key */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expires_at": "2026-11-22T03:04:05.678Z"
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyPatch"];
            };
        };
        responses: {
            /** @description The key as it is now */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "expires_at": "2026-11-22T03:04:05.678Z",
                     *       "id": "k3v9x2m8q1zt",
                     *       "last_used_at": "2026-11-22T03:04:05.678Z",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "revoked_at": "2026-11-22T03:04:05.678Z",
                     *       "role": "viewer",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_audit: {
        parameters: {
            query?: {
                /**
                 * @description Only acts of this person, key or schedule.
                 * @example key:k3v9x2m8q1zt
                 */
                actor?: string;
                /**
                 * @description Only acts of this kind.
                 * @example replace saved view
                 */
                action?: string;
                /**
                 * @description Only acts on what has this URL.
                 * @example /v1/saved-views/0197a1b2-0000-7000-8000-000000000001
                 */
                object?: string;
                /** @description At or after this instant. */
                since?: string;
                /** @description Before this instant. */
                until?: string;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of acts */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "action": "replace saved view",
                     *           "actor": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "address": "192.0.2.7",
                     *           "after": {},
                     *           "at": "2026-11-22T03:04:05.678Z",
                     *           "before": {},
                     *           "number": 12,
                     *           "object": "/v1/saved-views/0197a1b2-0000-7000-8000-000000000001",
                     *           "reason": "Asked for by the auditor",
                     *           "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "user_agent": "Mozilla/5.0"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEntryPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_changes: {
        parameters: {
            query?: {
                /**
                 * @description Odoo's name of a mirrored model. All models if left out.
                 * @example account.move.line
                 */
                model?: string;
                /** @description Changes after this mirror version, such as `freshness.mirror_version` of an earlier report. */
                since_version?: number;
                /** @description Changes at or after this instant. Not together with `since_version`. */
                since?: string;
                /** @description Changes before this instant. */
                until?: string;
                /** @description Id of one record in Odoo. */
                record_id?: number;
                /** @description Only changes of this kind. */
                kind?: "inserted" | "updated" | "deleted";
                /** @description Rows of a page: 1 to 500, 100 if left out. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of changes */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "complete": true,
                     *       "data": [
                     *         {
                     *           "changed_at": "2026-11-22T03:04:05.678Z",
                     *           "fields": {},
                     *           "kind": "inserted",
                     *           "mirror_version": 12,
                     *           "model": "account.move.line",
                     *           "record_id": 12,
                     *           "run_id": "0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "history": [
                     *         {
                     *           "complete_from": "2026-11-22T03:04:05.678Z",
                     *           "complete_from_version": 12,
                     *           "model": "account.move.line"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["ChangePage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_companies: {
        parameters: {
            query?: {
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of companies, by id */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "currency": "PEN",
                     *           "decimal_places": 2,
                     *           "id": 7,
                     *           "name": "Comercial Andina S.A.C."
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["CompaniesAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_currencies: {
        parameters: {
            query?: {
                /**
                 * @description Part of the code or name, without regard to case and accents.
                 * @example lima
                 */
                q?: string;
                /** @description Only what this company may use; default: all companies that you may see. */
                company_id?: number;
                /** @description Only active or only archived records; default both. */
                active?: boolean;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of currencies */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "active": true,
                     *           "code": "121201",
                     *           "company_id": 1,
                     *           "id": 7,
                     *           "name": "Comercial Andina S.A.C."
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["MasterDataAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_dead_letter_actions: {
        parameters: {
            query?: {
                /** @description Only replays, or only discards. */
                action?: "replay" | "discard";
                /**
                 * @description Only dead letters of this queue.
                 * @example core-api.sync
                 */
                queue?: string;
                /**
                 * @description Only what was done with this dead letter.
                 * @example 0197a1b2-0000-7000-8000-000000000001
                 */
                dead_letter_id?: string;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of actions */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "action": "replay",
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "dead_detail": "model res.bank is not mirrored",
                     *           "dead_letter_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "dead_reason": "rejected",
                     *           "done_at": "2026-11-22T03:04:05.678Z",
                     *           "event": "espejo.sync.batch.v1",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "queue": "core-api.sync",
                     *           "reason": "Asked for by the auditor",
                     *           "size_bytes": 12
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["DeadLetterActionEntryPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_dead_letters: {
        parameters: {
            query?: {
                /**
                 * @description Only dead letters of this queue; all queues if left out.
                 * @example core-api.sync
                 */
                queue?: string;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of dead letters */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "attempts": 12,
                     *           "body_preview": "{\"specversion\":\"1.0\"}",
                     *           "detail": "model res.bank is not mirrored",
                     *           "died_at": "2026-11-22T03:04:05.678Z",
                     *           "event": "espejo.sync.batch.v1",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "published_at": "2026-11-22T03:04:05.678Z",
                     *           "queue": "core-api.sync",
                     *           "reason": "rejected",
                     *           "replay_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "size_bytes": 12,
                     *           "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["DeadLetterPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    replay_dead_letters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["DeadLetterReplays"];
            };
        };
        responses: {
            /** @description They are queued again */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "complete": true,
                     *       "data": [
                     *         {
                     *           "action": "replay",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "queues": [
                     *             {
                     *               "copies": 12,
                     *               "queue": "core-api.sync"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "not_found": [
                     *         "0197a1b2-0000-7000-8000-000000000001"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeadLetterReplaysOutcome"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_dead_letter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dead letter */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempts": 12,
                     *       "body": "{\"specversion\":\"1.0\"}",
                     *       "body_preview": "{\"specversion\":\"1.0\"}",
                     *       "detail": "model res.bank is not mirrored",
                     *       "died_at": "2026-11-22T03:04:05.678Z",
                     *       "event": "espejo.sync.batch.v1",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "published_at": "2026-11-22T03:04:05.678Z",
                     *       "queue": "core-api.sync",
                     *       "reason": "rejected",
                     *       "replay_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "size_bytes": 12,
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["DeadLetterDetail"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    discard_dead_letter: {
        parameters: {
            query: {
                /**
                 * @description Why it is discarded; stored with the caller.
                 * @example sent by a test
                 */
                reason: string;
            };
            header?: never;
            path: {
                /** @description The event's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is discarded */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": "replay",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "queues": [
                     *         {
                     *           "copies": 12,
                     *           "queue": "core-api.sync"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeadLetterOutcome"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    replay_dead_letter: {
        parameters: {
            query?: {
                /**
                 * @description Why it is replayed; stored with the caller.
                 * @example the model is mirrored now
                 */
                reason?: string;
            };
            header?: never;
            path: {
                /** @description The event's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is queued again */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": "replay",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "queues": [
                     *         {
                     *           "copies": 12,
                     *           "queue": "core-api.sync"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeadLetterOutcome"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_document_types: {
        parameters: {
            query?: {
                /**
                 * @description Part of the code or name, without regard to case and accents.
                 * @example lima
                 */
                q?: string;
                /** @description Only what this company may use; default: all companies that you may see. */
                company_id?: number;
                /** @description Only active or only archived records; default both. */
                active?: boolean;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of document types */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "active": true,
                     *           "code": "121201",
                     *           "company_id": 1,
                     *           "id": 7,
                     *           "name": "Comercial Andina S.A.C."
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["MasterDataAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Odoo's id of the account.move */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "amount_residual": "1180.00",
                     *         "amount_tax": "1180.00",
                     *         "amount_total": "1180.00",
                     *         "amount_untaxed": "1180.00",
                     *         "company_id": 1,
                     *         "currency": "USD",
                     *         "date": "2026-11-22",
                     *         "document_type_code": "01",
                     *         "document_type_name": "Factura",
                     *         "due_date": "2026-11-22",
                     *         "id": 7,
                     *         "invoice_date": "2026-11-22",
                     *         "items": 12,
                     *         "items_url": "/v1/journal-items?company_id=2&move_id=7&include_drafts=true",
                     *         "journal_code": "FFA1",
                     *         "journal_items": [
                     *           {
                     *             "account_code": "121201",
                     *             "account_id": 12,
                     *             "account_name": "Emitidas en cartera",
                     *             "amount_currency": "1180.00",
                     *             "balance": "1180.00",
                     *             "credit": "1180.00",
                     *             "currency": "USD",
                     *             "date": "2026-11-22",
                     *             "debit": "1180.00",
                     *             "document_url": "/v1/documents/7",
                     *             "due_date": "2026-11-22",
                     *             "full_reconcile_id": 12,
                     *             "id": 7,
                     *             "journal_code": "FFA1",
                     *             "label": "Factura F001-00000123",
                     *             "move_id": 12,
                     *             "move_name": "F FFI-00000123",
                     *             "odoo_url": "https://odoo.example/odoo/account.move/7",
                     *             "partner_id": 7,
                     *             "partner_name": "Comercial Andina S.A.C.",
                     *             "ref": "OC-2026-0042",
                     *             "state": "other",
                     *             "url": "/v1/journal-items/7"
                     *           }
                     *         ],
                     *         "move_type": "other",
                     *         "name": "F FFI-00000123",
                     *         "odoo_url": "https://odoo.example/odoo/account.move/7",
                     *         "origin": "OC-2026-0042",
                     *         "partner_id": 7,
                     *         "partner_name": "Comercial Andina S.A.C.",
                     *         "payment_state": "other",
                     *         "ref": "OC-2026-0042",
                     *         "reversed_document_id": 12,
                     *         "settlements": [
                     *           {
                     *             "amount": "1180.00",
                     *             "amount_currency": "1180.00",
                     *             "counterpart_id": 12,
                     *             "counterpart_line_id": 12,
                     *             "counterpart_name": "PBNK1/2026/00042",
                     *             "counterpart_url": "/v1/documents/9",
                     *             "currency": "PEN",
                     *             "date": "2026-11-22",
                     *             "exchange_document_id": 12,
                     *             "full_reconcile_id": 12,
                     *             "id": 7,
                     *             "line_id": 12
                     *           }
                     *         ],
                     *         "state": "other"
                     *       },
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DocumentAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    download_by_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token of the link */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "Repr-Digest": components["headers"]["Repr-Digest"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description The requested range */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "Repr-Digest": components["headers"]["Repr-Digest"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description The file with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409_2"];
            410: components["responses"]["Problem410"];
            416: components["responses"]["Problem416"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    follow_events: {
        parameters: {
            query?: {
                /** @description Of `POST /v1/session/tokens`, in place of a header or a cookie. */
                access_token?: string;
            };
            header?: {
                /** @description The last received id; any other text counts as none */
                "Last-Event-ID"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["FeedEvent"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_exports: {
        parameters: {
            query?: {
                /** @description Only exports in this state. */
                state?: "requested" | "running" | "finished" | "failed" | "cancelled";
                /**
                 * @description Only exports of this report.
                 * @example ageing
                 */
                report?: string;
                /** @description `me`: only those that the caller requested. Not together with `origin`. */
                created_by?: "me";
                /** @description Only exports that a request, a schedule or a statement run led to. */
                origin?: "request" | "schedule" | "statement_run";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of exports */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "csv": {
                     *             "bom": true,
                     *             "decimal_mark": ",",
                     *             "escape_formulas": true,
                     *             "separator": ";"
                     *           },
                     *           "failure": {
                     *             "detail": "the address refused the mail",
                     *             "reason": "database"
                     *           },
                     *           "file": {
                     *             "control_total": "61.4",
                     *             "data_as_of": "2026-11-22T03:04:05.678Z",
                     *             "expires_at": "2026-11-22T03:04:05.678Z",
                     *             "name": "Comercial Andina S.A.C.",
                     *             "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                     *             "size_bytes": 12,
                     *             "url": "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/file"
                     *           },
                     *           "finished_at": "2026-11-22T03:04:05.678Z",
                     *           "format": "xlsx",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "locale": "es-PE",
                     *           "origin": "request",
                     *           "parameters": {
                     *             "as_of": "2026-11-22",
                     *             "company_id": 1,
                     *             "side": "receivable"
                     *           },
                     *           "report": "open-items",
                     *           "rows_expected": 12,
                     *           "rows_per_second": 12,
                     *           "rows_written": 12,
                     *           "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "seconds_left": 12,
                     *           "started_at": "2026-11-22T03:04:05.678Z",
                     *           "state": "requested",
                     *           "statement_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["ExportPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    create_export: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExport"];
            };
        };
        responses: {
            /** @description The export is requested */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "csv": {
                     *         "bom": true,
                     *         "decimal_mark": ",",
                     *         "escape_formulas": true,
                     *         "separator": ";"
                     *       },
                     *       "failure": {
                     *         "detail": "the address refused the mail",
                     *         "reason": "database"
                     *       },
                     *       "file": {
                     *         "control_total": "61.4",
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "expires_at": "2026-11-22T03:04:05.678Z",
                     *         "name": "Comercial Andina S.A.C.",
                     *         "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                     *         "size_bytes": 12,
                     *         "url": "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/file"
                     *       },
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "format": "xlsx",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "locale": "es-PE",
                     *       "origin": "request",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "report": "open-items",
                     *       "rows_expected": 12,
                     *       "rows_per_second": 12,
                     *       "rows_written": 12,
                     *       "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "seconds_left": 12,
                     *       "started_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "requested",
                     *       "statement_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The export */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "csv": {
                     *         "bom": true,
                     *         "decimal_mark": ",",
                     *         "escape_formulas": true,
                     *         "separator": ";"
                     *       },
                     *       "failure": {
                     *         "detail": "the address refused the mail",
                     *         "reason": "database"
                     *       },
                     *       "file": {
                     *         "control_total": "61.4",
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "expires_at": "2026-11-22T03:04:05.678Z",
                     *         "name": "Comercial Andina S.A.C.",
                     *         "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                     *         "size_bytes": 12,
                     *         "url": "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/file"
                     *       },
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "format": "xlsx",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "locale": "es-PE",
                     *       "origin": "request",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "report": "open-items",
                     *       "rows_expected": 12,
                     *       "rows_per_second": 12,
                     *       "rows_written": 12,
                     *       "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "seconds_left": 12,
                     *       "started_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "requested",
                     *       "statement_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Export"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    cancel_export: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The export */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The export is cancelled */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "csv": {
                     *         "bom": true,
                     *         "decimal_mark": ",",
                     *         "escape_formulas": true,
                     *         "separator": ";"
                     *       },
                     *       "failure": {
                     *         "detail": "the address refused the mail",
                     *         "reason": "database"
                     *       },
                     *       "file": {
                     *         "control_total": "61.4",
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "expires_at": "2026-11-22T03:04:05.678Z",
                     *         "name": "Comercial Andina S.A.C.",
                     *         "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                     *         "size_bytes": 12,
                     *         "url": "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/file"
                     *       },
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "format": "xlsx",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "locale": "es-PE",
                     *       "origin": "request",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "report": "open-items",
                     *       "rows_expected": 12,
                     *       "rows_per_second": 12,
                     *       "rows_written": 12,
                     *       "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "seconds_left": 12,
                     *       "started_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "requested",
                     *       "statement_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    follow_export: {
        parameters: {
            query?: {
                /** @description Of `POST /v1/session/tokens`, in place of a header or a cookie. */
                access_token?: string;
            };
            header?: {
                /** @description Id of the last received event; any other text counts as none */
                "Last-Event-ID"?: string | null;
            };
            path: {
                /** @description The export */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ExportEvent"];
                };
            };
            /** @description The client has the outcome */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    download_export: {
        parameters: {
            query?: {
                /** @description Of `POST /v1/session/tokens`, in place of a header or a cookie. */
                access_token?: string;
            };
            header?: {
                /** @description Such as bytes=1048576- */
                Range?: string | null;
                /** @description The ETag of the earlier part */
                "If-Range"?: string | null;
            };
            path: {
                /** @description The export */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Repr-Digest": components["headers"]["Repr-Digest"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description The requested range */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["Accept-Ranges"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Repr-Digest": components["headers"]["Repr-Digest"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description The file with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            410: components["responses"]["Problem410_2"];
            416: components["responses"]["Problem416_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    remove_export_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The export */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file is removed */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            410: components["responses"]["Problem410_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_export_links: {
        parameters: {
            query?: {
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The export */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of links */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "expires_at": "2026-11-22T03:04:05.678Z",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "last_used_at": "2026-11-22T03:04:05.678Z",
                     *           "mail_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/links/0197a1b2-0000-7000-8000-00000000000c"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["LinkPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    create_export_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The export */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["NewLink"];
            };
        };
        responses: {
            /** @description The link */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "download_url": "/v1/downloads/W0n",
                     *       "expires_at": "2026-11-22T03:04:05.678Z",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "last_used_at": "2026-11-22T03:04:05.678Z",
                     *       "mail_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/links/0197a1b2-0000-7000-8000-00000000000c"
                     *     }
                     */
                    "application/json": components["schemas"]["MadeLink"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_export_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The export */
                id: string;
                /** @description The link */
                link: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "expires_at": "2026-11-22T03:04:05.678Z",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "last_used_at": "2026-11-22T03:04:05.678Z",
                     *       "mail_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/links/0197a1b2-0000-7000-8000-00000000000c"
                     *     }
                     */
                    "application/json": components["schemas"]["Link"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    revoke_export_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The export */
                id: string;
                /** @description The link */
                link: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link is revoked */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    mail_export: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The export */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Adjuntamos su estado de cuenta.",
                 *       "recipients": [
                 *         "ana@example.com"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewMailing"];
            };
        };
        responses: {
            /** @description All mails with this file */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "detail": "the address refused the mail",
                     *           "export_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "export_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "locale": "es-PE",
                     *           "next_try_at": "2026-11-22T03:04:05.678Z",
                     *           "occasion": "report",
                     *           "partner_id": 7,
                     *           "recipient": "ana@example.com",
                     *           "reply_code": 250,
                     *           "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "settled_at": "2026-11-22T03:04:05.678Z",
                     *           "state": "waiting",
                     *           "statement_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "tries": 12,
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Mailing"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    retry_export: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The export */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The export is requested again */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "csv": {
                     *         "bom": true,
                     *         "decimal_mark": ",",
                     *         "escape_formulas": true,
                     *         "separator": ";"
                     *       },
                     *       "failure": {
                     *         "detail": "the address refused the mail",
                     *         "reason": "database"
                     *       },
                     *       "file": {
                     *         "control_total": "61.4",
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "expires_at": "2026-11-22T03:04:05.678Z",
                     *         "name": "Comercial Andina S.A.C.",
                     *         "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                     *         "size_bytes": 12,
                     *         "url": "/v1/exports/0197a1b2-0000-7000-8000-00000000000b/file"
                     *       },
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "format": "xlsx",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "locale": "es-PE",
                     *       "origin": "request",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "report": "open-items",
                     *       "rows_expected": 12,
                     *       "rows_per_second": 12,
                     *       "rows_written": 12,
                     *       "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "seconds_left": 12,
                     *       "started_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "requested",
                     *       "statement_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant is served */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "mirror": "live",
                     *       "tenant": "andina"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    look_at_invitation: {
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
                 *       "token": "W0nRjT5cQkq6x8y3uVb2sA"
                 *     }
                 */
                "application/json": components["schemas"]["LinkToken"];
            };
        };
        responses: {
            /** @description The invited person */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "email": "ana@example.com",
                     *       "expires_at": "2026-11-22T03:04:05.678Z",
                     *       "name": "Ana Quispe"
                     *     }
                     */
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["Problem400_2"];
            403: components["responses"]["Problem403_2"];
            409: components["responses"]["Problem409_2"];
            410: components["responses"]["Problem410"];
            413: components["responses"]["Problem413_2"];
            415: components["responses"]["Problem415_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    use_invitation: {
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
                 *       "password": "correct horse battery staple",
                 *       "token": "W0nRjT5cQkq6x8y3uVb2sA"
                 *     }
                 */
                "application/json": components["schemas"]["InvitationUse"];
            };
        };
        responses: {
            /** @description Signed in */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            403: components["responses"]["Problem403_2"];
            409: components["responses"]["Problem409_2"];
            410: components["responses"]["Problem410"];
            413: components["responses"]["Problem413_2"];
            415: components["responses"]["Problem415_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    list_journal_items: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description First day; default: no limit.
                 * @example 2026-01-01
                 */
                date_from?: string;
                /**
                 * @description Last day; default today.
                 * @example 2026-11-22
                 */
                date_to?: string;
                /**
                 * @description Only accounts with this text in their code or name, without regard to case and accents.
                 * @example banco
                 */
                q?: string;
                /**
                 * @description Only accounts whose code begins with this text.
                 * @example 10
                 */
                account_prefix?: string;
                /** @description Only accounts of this type. */
                account_type?: "asset_receivable" | "asset_cash" | "asset_current" | "asset_non_current" | "asset_prepayments" | "asset_fixed" | "liability_payable" | "liability_credit_card" | "liability_current" | "liability_non_current" | "equity" | "equity_unaffected" | "income" | "income_other" | "expense" | "expense_depreciation" | "expense_direct_cost" | "off_balance";
                /**
                 * @description Only these accounts: Odoo's ids, separated by commas.
                 * @example 12,13
                 */
                account_ids?: string;
                /**
                 * @description Only items of these journals: Odoo's ids, separated by commas.
                 * @example 1,2
                 */
                journal_ids?: string;
                /** @description Odoo's id of the customer or vendor, or of one of its contacts. */
                partner_id?: number;
                /** @description Whether the contacts of the partner count, too; default `commercial`. */
                partner_level?: "commercial" | "contact";
                /** @description Only the items of this document: Odoo's id of the account.move. */
                move_id?: number;
                /**
                 * @description ISO 4217 code: only items in this currency.
                 * @example USD
                 */
                currency?: string;
                /** @description Whether drafts count as well; default false. */
                include_drafts?: boolean;
                /** @description Sort order; default `date`; `-` for descending. */
                sort?: "date" | "-date";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of journal items */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "data": [
                     *         {
                     *           "account_code": "121201",
                     *           "account_id": 12,
                     *           "account_name": "Emitidas en cartera",
                     *           "amount_currency": "1180.00",
                     *           "balance": "1180.00",
                     *           "credit": "1180.00",
                     *           "currency": "USD",
                     *           "date": "2026-11-22",
                     *           "debit": "1180.00",
                     *           "document_url": "/v1/documents/7",
                     *           "due_date": "2026-11-22",
                     *           "full_reconcile_id": 12,
                     *           "id": 7,
                     *           "journal_code": "FFA1",
                     *           "label": "Factura F001-00000123",
                     *           "move_id": 12,
                     *           "move_name": "F FFI-00000123",
                     *           "odoo_url": "https://odoo.example/odoo/account.move/7",
                     *           "partner_id": 7,
                     *           "partner_name": "Comercial Andina S.A.C.",
                     *           "ref": "OC-2026-0042",
                     *           "state": "other",
                     *           "url": "/v1/journal-items/7"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "parameters": {
                     *         "company_id": 1,
                     *         "date_from": "2026-11-22",
                     *         "date_to": "2026-11-22"
                     *       },
                     *       "totals": {
                     *         "balance": "1180.00",
                     *         "company_currency": "PEN",
                     *         "credit": "1180.00",
                     *         "debit": "1180.00",
                     *         "items": 12
                     *       },
                     *       "warnings": [
                     *         {
                     *           "code": "currency_unknown",
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JournalItemsAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_journal_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Odoo's id of the account.move.line */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The journal item */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "account_code": "121201",
                     *         "account_id": 12,
                     *         "account_name": "Emitidas en cartera",
                     *         "amount_currency": "1180.00",
                     *         "balance": "1180.00",
                     *         "company_id": 1,
                     *         "credit": "1180.00",
                     *         "currency": "USD",
                     *         "date": "2026-11-22",
                     *         "debit": "1180.00",
                     *         "document_url": "/v1/documents/7",
                     *         "due_date": "2026-11-22",
                     *         "full_reconcile_id": 12,
                     *         "id": 7,
                     *         "journal_code": "FFA1",
                     *         "label": "Factura F001-00000123",
                     *         "move_id": 12,
                     *         "move_name": "F FFI-00000123",
                     *         "odoo_url": "https://odoo.example/odoo/account.move/7",
                     *         "partner_id": 7,
                     *         "partner_name": "Comercial Andina S.A.C.",
                     *         "ref": "OC-2026-0042",
                     *         "residual": "1180.00",
                     *         "residual_currency": "1180.00",
                     *         "settlements": [
                     *           {
                     *             "amount": "1180.00",
                     *             "amount_currency": "1180.00",
                     *             "counterpart_id": 12,
                     *             "counterpart_line_id": 12,
                     *             "counterpart_name": "PBNK1/2026/00042",
                     *             "counterpart_url": "/v1/documents/9",
                     *             "currency": "PEN",
                     *             "date": "2026-11-22",
                     *             "exchange_document_id": 12,
                     *             "full_reconcile_id": 12,
                     *             "id": 7,
                     *             "line_id": 12
                     *           }
                     *         ],
                     *         "state": "other",
                     *         "url": "/v1/journal-items/7"
                     *       },
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["JournalItemAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_journals: {
        parameters: {
            query?: {
                /**
                 * @description Part of the code or name, without regard to case and accents.
                 * @example banco
                 */
                q?: string;
                /** @description Only journals that this company may use; default: all companies that you may see. */
                company_id?: number;
                /** @description Only journals of this type. */
                journal_type?: "other" | "sale" | "purchase" | "cash" | "bank" | "credit" | "general" | "situation";
                /** @description Only active or only archived journals; default both. */
                active?: boolean;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of journals */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "active": true,
                     *           "code": "121201",
                     *           "company_id": 1,
                     *           "id": 7,
                     *           "name": "Comercial Andina S.A.C."
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["MasterDataAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_general_ledger: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description First day; default: the first day of the fiscal year of `date_to`.
                 * @example 2026-01-01
                 */
                date_from?: string;
                /**
                 * @description Last day; default today.
                 * @example 2026-11-22
                 */
                date_to?: string;
                /**
                 * @description Only accounts with this text in their code or name, without regard to case and accents.
                 * @example banco
                 */
                q?: string;
                /**
                 * @description Only accounts whose code begins with this text.
                 * @example 10
                 */
                account_prefix?: string;
                /** @description Only accounts of this type. */
                account_type?: "asset_receivable" | "asset_cash" | "asset_current" | "asset_non_current" | "asset_prepayments" | "asset_fixed" | "liability_payable" | "liability_credit_card" | "liability_current" | "liability_non_current" | "equity" | "equity_unaffected" | "income" | "income_other" | "expense" | "expense_depreciation" | "expense_direct_cost" | "off_balance";
                /**
                 * @description Only these accounts: Odoo's ids, separated by commas.
                 * @example 12,13
                 */
                account_ids?: string;
                /**
                 * @description Only items of these journals: Odoo's ids, separated by commas.
                 * @example 1,2
                 */
                journal_ids?: string;
                /** @description Odoo's id of the customer or vendor, or of one of its contacts. */
                partner_id?: number;
                /** @description Whether the contacts of the partner count, too; default `commercial`. */
                partner_level?: "commercial" | "contact";
                /**
                 * @description ISO 4217 code: only items in this currency.
                 * @example USD
                 */
                currency?: string;
                /** @description Whether drafts count as well; default false. */
                include_drafts?: boolean;
                /** @description Default `fiscal_year`, as in Odoo. */
                opening?: "fiscal_year" | "cumulative";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of rows */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "data": [
                     *         {
                     *           "account_code": "121201",
                     *           "account_id": 12,
                     *           "account_name": "Emitidas en cartera",
                     *           "amount_currency": "1180.00",
                     *           "balance": "1180.00",
                     *           "credit": "1180.00",
                     *           "currency": "USD",
                     *           "date": "2026-11-22",
                     *           "debit": "1180.00",
                     *           "document_url": "/v1/documents/7",
                     *           "due_date": "2026-11-22",
                     *           "full_reconcile_id": 12,
                     *           "item_url": "/v1/journal-items/7",
                     *           "items_url": "/v1/journal-items?company_id=2&account_ids=12",
                     *           "journal_code": "FFA1",
                     *           "kind": "opening",
                     *           "label": "Factura F001-00000123",
                     *           "line_id": 12,
                     *           "move_id": 12,
                     *           "move_name": "F FFI-00000123",
                     *           "odoo_url": "https://odoo.example/odoo/account.move/7",
                     *           "partner_id": 7,
                     *           "partner_name": "Comercial Andina S.A.C.",
                     *           "ref": "OC-2026-0042",
                     *           "running_balance": "1180.00",
                     *           "running_balance_currency": "1180.00",
                     *           "state": "other"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "parameters": {
                     *         "company_id": 1,
                     *         "date_from": "2026-11-22",
                     *         "date_to": "2026-11-22"
                     *       },
                     *       "totals": {
                     *         "accounts": 12,
                     *         "closing": "1180.00",
                     *         "company_currency": "PEN",
                     *         "credit": "1180.00",
                     *         "debit": "1180.00",
                     *         "items": 12,
                     *         "opening": "1180.00"
                     *       },
                     *       "warnings": [
                     *         {
                     *           "code": "currency_unknown",
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["GeneralLedgerAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_trial_balance: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description First day; default: the first day of the fiscal year of `date_to`.
                 * @example 2026-01-01
                 */
                date_from?: string;
                /**
                 * @description Last day; default today.
                 * @example 2026-11-22
                 */
                date_to?: string;
                /** @description What a row stands for; default `account`. */
                by?: "account" | "group" | "level";
                /**
                 * @description Digits of a group's code, or of the deepest level: 1 to 12, default 2. If codes have
                 *     separators (1.1.01.002), the number of parts. Only with `by` group or level.
                 */
                digits?: number;
                /** @description Compares with the same period of earlier months or years. */
                compare?: "months" | "years";
                /** @description Number of earlier periods: 1 to 12, default 1. Only with `compare`. */
                compare_periods?: number;
                /**
                 * @description Only accounts with this text in their code or name, without regard to case and accents.
                 * @example banco
                 */
                q?: string;
                /**
                 * @description Only accounts whose code begins with this text.
                 * @example 10
                 */
                account_prefix?: string;
                /** @description Only accounts of this type. */
                account_type?: "asset_receivable" | "asset_cash" | "asset_current" | "asset_non_current" | "asset_prepayments" | "asset_fixed" | "liability_payable" | "liability_credit_card" | "liability_current" | "liability_non_current" | "equity" | "equity_unaffected" | "income" | "income_other" | "expense" | "expense_depreciation" | "expense_direct_cost" | "off_balance";
                /**
                 * @description Only these accounts: Odoo's ids, separated by commas.
                 * @example 12,13
                 */
                account_ids?: string;
                /**
                 * @description Only items of these journals: Odoo's ids, separated by commas.
                 * @example 1,2
                 */
                journal_ids?: string;
                /** @description Odoo's id of the customer or vendor, or of one of its contacts. */
                partner_id?: number;
                /** @description Whether the contacts of the partner count, too; default `commercial`. */
                partner_level?: "commercial" | "contact";
                /** @description Whether drafts count as well; default false. */
                include_drafts?: boolean;
                /** @description Default `fiscal_year`, as in Odoo. */
                opening?: "fiscal_year" | "cumulative";
                /** @description Leaves out accounts whose figures are all zero; default false. */
                hide_zero?: boolean;
                /**
                 * @description Results on paper (PDF) by nature, by function or both; default `nature`. Only Peruvian charts
                 *     have accounts by function.
                 */
                results?: "nature" | "function" | "both";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of rows */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "data": [
                     *         {
                     *           "account_id": 12,
                     *           "closing": "1180.00",
                     *           "code": "1211",
                     *           "comparison": [
                     *             {
                     *               "closing": "1180.00",
                     *               "credit": "1180.00",
                     *               "debit": "1180.00",
                     *               "opening": "1180.00"
                     *             }
                     *           ],
                     *           "credit": "1180.00",
                     *           "debit": "1180.00",
                     *           "items_url": "/v1/journal-items?company_id=2&account_ids=12",
                     *           "level": 12,
                     *           "name": "Comercial Andina S.A.C.",
                     *           "opening": "1180.00",
                     *           "parent_code": "12"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "parameters": {
                     *         "company_id": 1,
                     *         "date_from": "2026-11-22",
                     *         "date_to": "2026-11-22"
                     *       },
                     *       "periods": [
                     *         {
                     *           "date_from": "2026-11-22",
                     *           "date_to": "2026-11-22"
                     *         }
                     *       ],
                     *       "totals": {
                     *         "accounts": 12,
                     *         "check": {
                     *           "balanced": true,
                     *           "credit": "1180.00",
                     *           "debit": "1180.00",
                     *           "difference": "1180.00",
                     *           "opening": "1180.00"
                     *         },
                     *         "closing": "1180.00",
                     *         "company_currency": "PEN",
                     *         "comparison": [
                     *           {
                     *             "closing": "1180.00",
                     *             "credit": "1180.00",
                     *             "debit": "1180.00",
                     *             "opening": "1180.00"
                     *           }
                     *         ],
                     *         "credit": "1180.00",
                     *         "debit": "1180.00",
                     *         "opening": "1180.00"
                     *       },
                     *       "warnings": [
                     *         {
                     *           "code": "currency_unknown",
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TrialBalanceAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_mails: {
        parameters: {
            query?: {
                /** @description Only those with the file of this export. */
                export_id?: string;
                /** @description Only those of this schedule. */
                schedule_id?: string;
                /** @description Only those in this state. */
                state?: "waiting" | "requested" | "sent" | "failed" | "skipped";
                /** @description Only statements of this customer. */
                partner_id?: number;
                /** @description Only those of this statement run. */
                statement_run_id?: string;
                /**
                 * @description Only those to this address.
                 * @example ana@example.com
                 */
                recipient?: string;
                /** @description Only those that were requested at or after this instant. */
                since?: string;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of mails */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "detail": "the address refused the mail",
                     *           "export_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "export_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "locale": "es-PE",
                     *           "next_try_at": "2026-11-22T03:04:05.678Z",
                     *           "occasion": "report",
                     *           "partner_id": 7,
                     *           "recipient": "ana@example.com",
                     *           "reply_code": 250,
                     *           "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "settled_at": "2026-11-22T03:04:05.678Z",
                     *           "state": "waiting",
                     *           "statement_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "tries": 12,
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["MailPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_mail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The mail */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mail */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "detail": "the address refused the mail",
                     *       "export_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "export_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "locale": "es-PE",
                     *       "next_try_at": "2026-11-22T03:04:05.678Z",
                     *       "occasion": "report",
                     *       "partner_id": 7,
                     *       "recipient": "ana@example.com",
                     *       "reply_code": 250,
                     *       "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "settled_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "waiting",
                     *       "statement_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "tries": 12,
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Mail"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    retry_mail: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The mail */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The mail, requested again */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "detail": "the address refused the mail",
                     *       "export_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "export_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "locale": "es-PE",
                     *       "next_try_at": "2026-11-22T03:04:05.678Z",
                     *       "occasion": "report",
                     *       "partner_id": 7,
                     *       "recipient": "ana@example.com",
                     *       "reply_code": 250,
                     *       "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "settled_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "waiting",
                     *       "statement_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "tries": 12,
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["Mail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "email": "ana@example.com",
                     *       "has_second_factor": true,
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "last_seen_at": "2026-11-22T03:04:05.678Z",
                     *       "locale": "es-PE",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "preferences": {},
                     *       "role": "viewer",
                     *       "state": "invited",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    change_me: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the state that is changed, or * for any.
                 * @example "3"
                 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["MePatch"];
            };
        };
        responses: {
            /** @description The person as it is now */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "email": "ana@example.com",
                     *       "has_second_factor": true,
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "last_seen_at": "2026-11-22T03:04:05.678Z",
                     *       "locale": "es-PE",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "preferences": {},
                     *       "role": "viewer",
                     *       "state": "invited",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    begin_my_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The challenge */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge_id": "Zt3cQbWq8n1uK5vYx0LrPg",
                     *       "options": {}
                     *     }
                     */
                    "application/json": components["schemas"]["PasskeyChallenge"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_my_passkeys: {
        parameters: {
            query?: {
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, oldest first */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "last_used_at": "2026-11-22T03:04:05.678Z",
                     *           "name": "my phone",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["MyPasskeyPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    add_my_passkey: {
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
                 *       "challenge_id": "Zt3cQbWq8n1uK5vYx0LrPg",
                 *       "credential": {},
                 *       "name": "my phone"
                 *     }
                 */
                "application/json": components["schemas"]["NewPasskey"];
            };
        };
        responses: {
            /** @description The passkey is added */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "last_used_at": "2026-11-22T03:04:05.678Z",
                     *       "name": "my phone",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["MyPasskey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    remove_my_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The passkey */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It signs nobody in any more */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    change_password: {
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
                 *       "current_password": "correct horse battery staple",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description The password is changed; sign in with it */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_my_sessions: {
        parameters: {
            query?: {
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, newest first */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "address": "192.0.2.7",
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "current": true,
                     *           "expires_at": "2026-11-22T03:04:05.678Z",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "last_seen_at": "2026-11-22T03:04:05.678Z",
                     *           "method": "password",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "user_agent": "Mozilla/5.0"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["MySessionPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    end_my_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirm_second_factor: {
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
                 *       "code": "492039"
                 *     }
                 */
                "application/json": components["schemas"]["FirstCode"];
            };
        };
        responses: {
            /** @description The recovery codes */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recovery_codes": [
                     *         "k7m2p-9xq4r-tb3hd"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    begin_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The secret for the app */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "JBSWY3DPEHPK3PXP",
                     *       "uri": "otpauth://totp/Espejo%20andina:ana%40example.com?secret=…"
                     *     }
                     */
                    "application/json": components["schemas"]["NewSecondFactor"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    remove_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signing in needs no code any more */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_mirror: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state of the mirror */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active_run": {
                     *         "epoch": 12,
                     *         "failure": {
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo.",
                     *           "reason": "access_denied"
                     *         },
                     *         "kind": "snapshot",
                     *         "rows_expected": 12,
                     *         "rows_per_second": 12,
                     *         "rows_read": 12,
                     *         "run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *         "seconds_left": 12,
                     *         "started_at": "2026-11-22T03:04:05.678Z",
                     *         "state": "requested",
                     *         "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *       },
                     *       "alarms": [
                     *         {
                     *           "cleared_at": "2026-11-22T03:04:05.678Z",
                     *           "decided_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "decisions": [
                     *             {
                     *               "key": "verify",
                     *               "method": "POST",
                     *               "role": "viewer",
                     *               "run_kind": "snapshot",
                     *               "url": "/v1/sync-runs/0197a1b2-0000-7000-8000-000000000001/confirm-deletions"
                     *             }
                     *           ],
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo.",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "kind": "rights_incident",
                     *           "missing_rows_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "models": [
                     *             {
                     *               "model": "account.move.line",
                     *               "rows": 12,
                     *               "rows_missing": 12
                     *             }
                     *           ],
                     *           "raised_at": "2026-11-22T03:04:05.678Z",
                     *           "reason": "Asked for by the auditor",
                     *           "rows_missing": 12,
                     *           "run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "state": "open"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "models": [
                     *         {
                     *           "checks": {
                     *             "covered_since": "2026-11-22T03:04:05.678Z",
                     *             "differences_found": 12,
                     *             "looked_again_at": "2026-11-22T03:04:05.678Z",
                     *             "ranges_in_flight": 12,
                     *             "rows_compared": 12,
                     *             "rows_late": 12,
                     *             "rows_repaired": 12
                     *           },
                     *           "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *           "failure": {
                     *             "detail": "the address refused the mail",
                     *             "failed_at": "2026-11-22T03:04:05.678Z",
                     *             "hint": "Ask the administrator of Odoo.",
                     *             "reason": "access_denied",
                     *             "run_id": "0197a1b2-0000-7000-8000-000000000001"
                     *           },
                     *           "frozen_fields": [
                     *             {
                     *               "because": "not_in_odoo",
                     *               "field": "x_studio_channel",
                     *               "since": "2026-11-22T03:04:05.678Z"
                     *             }
                     *           ],
                     *           "label": "Journal items",
                     *           "lag_seconds": 12,
                     *           "missing_fields": [
                     *             "payment_reference"
                     *           ],
                     *           "model": "account.move.line",
                     *           "moved_at": "2026-11-22T03:04:05.678Z",
                     *           "next_step": {
                     *             "at": "2026-11-22T03:04:05.678Z",
                     *             "detail": "an incremental run starts by schedule",
                     *             "run_kind": "snapshot",
                     *             "what": "run_reads_it"
                     *           },
                     *           "proof": {
                     *             "differing": 12,
                     *             "equal": true,
                     *             "proved_at": "2026-11-22T03:04:05.678Z",
                     *             "ranges": 12
                     *           },
                     *           "rows": 12,
                     *           "rows_exact": true,
                     *           "rows_read": 12,
                     *           "state": "absent",
                     *           "watermark": "2026-11-22T03:04:05.678Z"
                     *         }
                     *       ],
                     *       "odoo": {
                     *         "company_ids": [
                     *           1
                     *         ],
                     *         "odoo_url": "https://odoo.andina.example",
                     *         "odoo_version": "17.0",
                     *         "protocol": "auto"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Mirror"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    accept_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Reasoned"];
            };
        };
        responses: {
            /** @description The snapshot is requested */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "epoch": 12,
                     *       "failure": {
                     *         "detail": "the address refused the mail",
                     *         "hint": "Ask the administrator of Odoo.",
                     *         "reason": "access_denied"
                     *       },
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "kind": "snapshot",
                     *       "model_names": [
                     *         "account.move",
                     *         "account.move.line"
                     *       ],
                     *       "models_complete": 12,
                     *       "odoo_version": "17.0",
                     *       "parent_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "rows_changed": 12,
                     *       "rows_expected": 12,
                     *       "rows_per_second": 12,
                     *       "rows_read": 12,
                     *       "seconds_left": 12,
                     *       "started_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "requested",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "window_until": "2026-11-22T03:04:05.678Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_mirror_history: {
        parameters: {
            query?: {
                /** @description How many hours, the present one included: 1 to 168, default 24. */
                hours?: number;
                /**
                 * @description Only runs that read this model of Odoo, and what they did with it.
                 * @example account.move.line
                 */
                model?: string;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of hours */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "models": [
                     *             {
                     *               "differences_found": 12,
                     *               "model": "account.move.line",
                     *               "rows_applied": 12,
                     *               "rows_changed": 12,
                     *               "rows_repaired": 12,
                     *               "runs_cancelled": 12,
                     *               "runs_done": 12,
                     *               "runs_failed": 12
                     *             }
                     *           ],
                     *           "runs_cancelled": 12,
                     *           "runs_done": 12,
                     *           "runs_failed": 12,
                     *           "starts_at": "2026-11-22T03:04:05.678Z"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["MirrorHourPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_notes: {
        parameters: {
            query?: {
                /**
                 * @description Only notes about this: `partner:` or `document:` and Odoo's id.
                 * @example partner:7
                 */
                object?: string;
                /**
                 * @description Only notes with a payment that was promised for this day or an earlier one.
                 * @example 2026-12-15
                 */
                promised_until?: string;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of notes */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "company_id": 1,
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "move_id": 12,
                     *           "move_name": "F FFI-00000123",
                     *           "object": "partner:7",
                     *           "object_url": "/v1/partners/7",
                     *           "partner_id": 7,
                     *           "partner_name": "Comercial Andina S.A.C.",
                     *           "promise_amount": "1180.00",
                     *           "promise_currency": "PEN",
                     *           "promise_date": "2026-11-22",
                     *           "text": "Llamó Ana: paga la mitad el viernes.",
                     *           "updated_at": "2026-11-22T03:04:05.678Z",
                     *           "updated_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "version": 12
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["NotePage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    create_note: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "object": "partner:7",
                 *       "text": "Llamó Ana: paga la mitad el viernes."
                 *     }
                 */
                "application/json": components["schemas"]["NewNote"];
            };
        };
        responses: {
            /** @description The note is written */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company_id": 1,
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "move_id": 12,
                     *       "move_name": "F FFI-00000123",
                     *       "object": "partner:7",
                     *       "object_url": "/v1/partners/7",
                     *       "partner_id": 7,
                     *       "partner_name": "Comercial Andina S.A.C.",
                     *       "promise_amount": "1180.00",
                     *       "promise_currency": "PEN",
                     *       "promise_date": "2026-11-22",
                     *       "text": "Llamó Ana: paga la mitad el viernes.",
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "updated_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Note"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The note */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The note */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company_id": 1,
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "move_id": 12,
                     *       "move_name": "F FFI-00000123",
                     *       "object": "partner:7",
                     *       "object_url": "/v1/partners/7",
                     *       "partner_id": 7,
                     *       "partner_name": "Comercial Andina S.A.C.",
                     *       "promise_amount": "1180.00",
                     *       "promise_currency": "PEN",
                     *       "promise_date": "2026-11-22",
                     *       "text": "Llamó Ana: paga la mitad el viernes.",
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "updated_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Note"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    replace_note: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the state that is changed, or * for any.
                 * @example "3"
                 */
                "If-Match": string;
            };
            path: {
                /** @description The note */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Pagó la mitad; el resto en enero."
                 *     }
                 */
                "application/json": components["schemas"]["ChangedNote"];
            };
        };
        responses: {
            /** @description The note as it is now */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company_id": 1,
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "move_id": 12,
                     *       "move_name": "F FFI-00000123",
                     *       "object": "partner:7",
                     *       "object_url": "/v1/partners/7",
                     *       "partner_id": 7,
                     *       "partner_name": "Comercial Andina S.A.C.",
                     *       "promise_amount": "1180.00",
                     *       "promise_currency": "PEN",
                     *       "promise_date": "2026-11-22",
                     *       "text": "Llamó Ana: paga la mitad el viernes.",
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "updated_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Note"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    delete_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The note */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The note is deleted */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_partner_tags: {
        parameters: {
            query?: {
                /**
                 * @description Part of the code or name, without regard to case and accents.
                 * @example lima
                 */
                q?: string;
                /** @description Only what this company may use; default: all companies that you may see. */
                company_id?: number;
                /** @description Only active or only archived records; default both. */
                active?: boolean;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tags */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "active": true,
                     *           "code": "121201",
                     *           "company_id": 1,
                     *           "id": 7,
                     *           "name": "Comercial Andina S.A.C."
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["MasterDataAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_partners: {
        parameters: {
            query?: {
                /**
                 * @description Part of the name, tax id or reference, without regard to case and accents.
                 * @example andina
                 */
                q?: string;
                /** @description Only active or only archived partners; default both. */
                active?: boolean;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of partners */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "active": true,
                     *           "city": "Lima",
                     *           "commercial_partner_id": 12,
                     *           "email": "ana@example.com",
                     *           "id": 7,
                     *           "is_company": true,
                     *           "name": "Comercial Andina S.A.C.",
                     *           "odoo_url": "https://odoo.example/odoo/res.partner/7",
                     *           "phone": "+51 1 555 0100",
                     *           "ref": "OC-2026-0042",
                     *           "salesperson_id": 12,
                     *           "salesperson_name": "Lucía Rojas",
                     *           "tags": [
                     *             {
                     *               "id": 7,
                     *               "name": "Mayorista"
                     *             }
                     *           ],
                     *           "url": "/v1/partners/7",
                     *           "vat": "20512345678"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "parameters": {}
                     *     }
                     */
                    "application/json": components["schemas"]["PartnersAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_partner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Odoo's id of the res.partner */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partner */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "active": true,
                     *         "balances": [
                     *           {
                     *             "company_currency": "PEN",
                     *             "company_id": 1,
                     *             "currency": "USD",
                     *             "items": 12,
                     *             "items_url": "/v1/receivables/open-items?company_id=2&partner_id=7&currencies=USD",
                     *             "overdue": "1180.00",
                     *             "overdue_currency": "1180.00",
                     *             "overdue_items_url": "/v1/receivables/open-items?company_id=2&partner_id=7&due_to=2026-11-21",
                     *             "residual": "1180.00",
                     *             "residual_currency": "1180.00",
                     *             "side": "receivable"
                     *           }
                     *         ],
                     *         "city": "Lima",
                     *         "commercial_partner_id": 12,
                     *         "company_id": 1,
                     *         "country_code": "PE",
                     *         "country_name": "Perú",
                     *         "email": "ana@example.com",
                     *         "id": 7,
                     *         "is_company": true,
                     *         "language": "es_PE",
                     *         "name": "Comercial Andina S.A.C.",
                     *         "odoo_url": "https://odoo.example/odoo/res.partner/7",
                     *         "parent_id": 12,
                     *         "payments": [
                     *           {
                     *             "average_delay_days": 12,
                     *             "company_currency": "PEN",
                     *             "company_id": 1,
                     *             "last_payment_amount": "1180.00",
                     *             "last_payment_date": "2026-11-22"
                     *           }
                     *         ],
                     *         "phone": "+51 1 555 0100",
                     *         "ref": "OC-2026-0042",
                     *         "salesperson_id": 12,
                     *         "salesperson_name": "Lucía Rojas",
                     *         "street": "Av. Arequipa 1234",
                     *         "street2": "Piso 3",
                     *         "tags": [
                     *           {
                     *             "id": 7,
                     *             "name": "Mayorista"
                     *           }
                     *         ],
                     *         "url": "/v1/partners/7",
                     *         "vat": "20512345678",
                     *         "zip": "15046"
                     *       },
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_partner_statement: {
        parameters: {
            query?: {
                /** @description Whether the contacts of the partner count, too; default `commercial`. */
                partner_level?: "commercial" | "contact";
                /** @description What the partner owes us, or what we owe the partner; default `receivable`. */
                side?: "receivable" | "payable";
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description First day; default: the first day of the fiscal year of `date_to`.
                 * @example 2026-01-01
                 */
                date_from?: string;
                /**
                 * @description Last day; default today.
                 * @example 2026-11-22
                 */
                date_to?: string;
                /**
                 * @description ISO 4217 code: only documents in this currency.
                 * @example USD
                 */
                currency?: string;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Odoo's id of the partner */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of rows */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "data": [
                     *         {
                     *           "amount": "1180.00",
                     *           "amount_currency": "1180.00",
                     *           "currency": "USD",
                     *           "date": "2026-11-22",
                     *           "document_kind": "invoice",
                     *           "document_number": "FFI-00000123",
                     *           "document_type_code": "01",
                     *           "document_type_name": "Factura",
                     *           "document_url": "/v1/documents/7",
                     *           "due_date": "2026-11-22",
                     *           "is_exchange_difference": true,
                     *           "kind": "opening",
                     *           "move_id": 12,
                     *           "move_name": "F FFI-00000123",
                     *           "odoo_url": "https://odoo.example/odoo/account.move/7",
                     *           "ref": "OC-2026-0042",
                     *           "running_balance": "1180.00",
                     *           "running_balance_currency": "1180.00"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "open": {
                     *         "ageing": [
                     *           {
                     *             "currency": "USD",
                     *             "days_1_30": "1180.00",
                     *             "days_31_60": "1180.00",
                     *             "days_61_90": "1180.00",
                     *             "days_91_120": "1180.00",
                     *             "items": 12,
                     *             "not_due": "1180.00",
                     *             "older": "1180.00",
                     *             "total": "1180.00"
                     *           }
                     *         ],
                     *         "items": 12,
                     *         "open_items": [
                     *           {
                     *             "account_code": "121201",
                     *             "account_name": "Emitidas en cartera",
                     *             "amount_currency": "1180.00",
                     *             "balance": "1180.00",
                     *             "company_currency": "PEN",
                     *             "company_id": 1,
                     *             "contact_id": 12,
                     *             "currency": "USD",
                     *             "date": "2026-11-22",
                     *             "days_overdue": 12,
                     *             "document_kind": "invoice",
                     *             "document_number": "FFI-00000123",
                     *             "document_type_code": "01",
                     *             "document_type_name": "Factura",
                     *             "document_url": "/v1/documents/7",
                     *             "due_date": "2026-11-22",
                     *             "invoice_date": "2026-11-22",
                     *             "item_url": "/v1/journal-items/7",
                     *             "journal_code": "FFA1",
                     *             "line_id": 12,
                     *             "move_id": 12,
                     *             "move_name": "F FFI-00000123",
                     *             "move_type": "other",
                     *             "odoo_url": "https://odoo.example/odoo/account.move/7",
                     *             "partner_id": 7,
                     *             "partner_name": "Comercial Andina S.A.C.",
                     *             "partner_tags": "Gobierno, Mayorista",
                     *             "partner_tax_id": "20512345678",
                     *             "pending_currency": "1180.00",
                     *             "ref": "OC-2026-0042",
                     *             "residual": "1180.00",
                     *             "residual_currency": "1180.00",
                     *             "salesperson_id": 12,
                     *             "salesperson_name": "Lucía Rojas"
                     *           }
                     *         ]
                     *       },
                     *       "parameters": {
                     *         "company_id": 1,
                     *         "date_from": "2026-11-22",
                     *         "date_to": "2026-11-22",
                     *         "partner_id": 7
                     *       },
                     *       "partner_name": "Comercial Andina S.A.C.",
                     *       "pending_payments": [
                     *         {
                     *           "amount": "1180.00",
                     *           "currency": "PEN",
                     *           "date": "2026-11-22",
                     *           "memo": "OC-2026-0042",
                     *           "name": "PBNK1/2026/00001"
                     *         }
                     *       ],
                     *       "totals": [
                     *         {
                     *           "closing": "1180.00",
                     *           "closing_currency": "1180.00",
                     *           "credit": "1180.00",
                     *           "credit_currency": "1180.00",
                     *           "currency": "USD",
                     *           "debit": "1180.00",
                     *           "debit_currency": "1180.00",
                     *           "documents": 12,
                     *           "opening": "1180.00",
                     *           "opening_currency": "1180.00"
                     *         }
                     *       ],
                     *       "warnings": [
                     *         {
                     *           "code": "currency_unknown",
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PartnerStatementAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_statement_exclusion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Odoo's id of the partner */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exclusion */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "in_force": true,
                     *       "last_day": "2026-11-22",
                     *       "partner_id": 7,
                     *       "partner_name": "Comercial Andina S.A.C.",
                     *       "reason": "Asked for by the auditor",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["StatementExclusion"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    put_statement_exclusion: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of the state that is changed, or * for any.
                 * @example "3"
                 */
                "If-Match"?: string;
            };
            path: {
                /** @description Odoo's id of the partner */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Pays by payroll deduction"
                 *     }
                 */
                "application/json": components["schemas"]["NewStatementExclusion"];
            };
        };
        responses: {
            /** @description The exclusion as it is now */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "in_force": true,
                     *       "last_day": "2026-11-22",
                     *       "partner_id": 7,
                     *       "partner_name": "Comercial Andina S.A.C.",
                     *       "reason": "Asked for by the auditor",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["StatementExclusion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    delete_statement_exclusion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Odoo's id of the partner */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer is no longer excluded */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    mail_statement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Odoo's id of the customer */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Adjuntamos su estado de cuenta.",
                 *       "recipients": [
                 *         "ana@example.com"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewStatementMails"];
            };
        };
        responses: {
            /** @description The mails */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "detail": "the address refused the mail",
                     *           "export_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "export_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "locale": "es-PE",
                     *           "next_try_at": "2026-11-22T03:04:05.678Z",
                     *           "occasion": "report",
                     *           "partner_id": 7,
                     *           "recipient": "ana@example.com",
                     *           "reply_code": 250,
                     *           "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "settled_at": "2026-11-22T03:04:05.678Z",
                     *           "state": "waiting",
                     *           "statement_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "tries": 12,
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Mailing"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    ask_for_password_reset: {
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
                 *       "email": "ana@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["ForgottenPassword"];
            };
        };
        responses: {
            /** @description A link is mailed if there is such a person */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            403: components["responses"]["Problem403_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_2"];
            415: components["responses"]["Problem415_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    use_password_reset: {
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
                 *       "password": "correct horse battery staple",
                 *       "token": "W0nRjT5cQkq6x8y3uVb2sA"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordResetUse"];
            };
        };
        responses: {
            /** @description The password is set; sign in with it */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            403: components["responses"]["Problem403_2"];
            409: components["responses"]["Problem409_2"];
            410: components["responses"]["Problem410"];
            413: components["responses"]["Problem413_2"];
            415: components["responses"]["Problem415_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    show_payable_ageing: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description Documents and settlements up to this day; default today.
                 * @example 2026-11-22
                 */
                as_of?: string;
                /** @description Odoo's id of the customer or vendor, or of one of its contacts. */
                partner_id?: number;
                /** @description Whether the contacts of the partner count, too; default `commercial`. */
                partner_level?: "commercial" | "contact";
                /**
                 * @description Only accounts whose code begins with this text.
                 * @example 121
                 */
                account_prefix?: string;
                /**
                 * @description Only accounts of this type; default: the type of the side. Other types count if Odoo
                 *     reconciles them. They are read from their journal items, which takes longer.
                 */
                account_type?: "asset_receivable" | "asset_cash" | "asset_current" | "asset_non_current" | "asset_prepayments" | "asset_fixed" | "liability_payable" | "liability_credit_card" | "liability_current" | "liability_non_current" | "equity" | "equity_unaffected" | "income" | "income_other" | "expense" | "expense_depreciation" | "expense_direct_cost" | "off_balance";
                /**
                 * @description ISO 4217 code: only documents in this currency. Amounts stay in the company's currency;
                 *     `amounts_currency` has them in this one.
                 * @example USD
                 */
                currency?: string;
                /** @description Odoo's user id of the salesperson of the document. */
                salesperson_id?: number;
                /**
                 * @description Code of a document type, such as `01`.
                 * @example 01
                 */
                document_type?: string;
                /** @description Odoo's id of a tag (res.partner.category): only partners that have it. */
                partner_tag_id?: number;
                /**
                 * @description Only items of these accounts: Odoo's ids, separated by commas.
                 * @example 12,13
                 */
                account_ids?: string;
                /**
                 * @description Only items of these customers or vendors, with `none` for items without one; contacts with
                 *     `partner_level=contact`.
                 * @example 7,12,none
                 */
                partner_ids?: string;
                /**
                 * @description Only documents of these salespersons, with `none` for documents without one.
                 * @example 3,none
                 */
                salesperson_ids?: string;
                /**
                 * @description Only documents of these types: Odoo's ids, with `none` for documents without one.
                 * @example 5,none
                 */
                document_type_ids?: string;
                /**
                 * @description Only partners with one of these tags, with `none` for partners without any.
                 * @example 4,none
                 */
                partner_tag_ids?: string;
                /**
                 * @description Only documents in one of these currencies: ISO 4217 codes.
                 * @example PEN,USD
                 */
                currencies?: string;
                /**
                 * @description Part of the name, tax id or reference of the customer or vendor, without regard to case and
                 *     accents.
                 * @example andina
                 */
                q?: string;
                /**
                 * @description Only rows whose total is at least this much, in the company's currency and without sign.
                 * @example 100.00
                 */
                min_total?: string;
                /** @description Only rows that owe something overdue; default false. Not with `aged_by=invoice_date`. */
                overdue_only?: boolean;
                /**
                 * @description Another day to compare with: what was open on it, in the same rows. Rows that have open
                 *     items only on that day are there, too.
                 * @example 2026-10-31
                 */
                compare_as_of?: string;
                /** @description How rows are grouped; default `partner`. */
                group_by?: "partner" | "contact" | "salesperson" | "account" | "currency" | "document_type" | "partner_tag";
                /**
                 * @description Bucket bounds: ascending numbers of days (`30,60,90`) or calendar months (`months:3`).
                 *     Default: the setting of the tenant.
                 * @example 30,60,90,120
                 */
                buckets?: string;
                /** @description The date that an item ages from; default `due_date`. */
                aged_by?: "due_date" | "invoice_date";
                /**
                 * @description Sort by a signed amount, by the number of items or by name; `-` for descending. `bucket:0`
                 *     sorts by the first of `amounts`. By default the largest debt comes first: `-total` for
                 *     receivables, `total` for payables, because they are credits.
                 */
                sort?: "total" | "-total" | "overdue" | "-overdue" | "unapplied" | "-unapplied" | "items" | "-items" | "name" | "-name" | "bucket:0" | "-bucket:0" | "bucket:1" | "-bucket:1" | "bucket:2" | "-bucket:2" | "bucket:3" | "-bucket:3" | "bucket:4" | "-bucket:4" | "bucket:5" | "-bucket:5" | "bucket:6" | "-bucket:6" | "bucket:7" | "-bucket:7" | "bucket:8" | "-bucket:8" | "bucket:9" | "-bucket:9" | "bucket:10" | "-bucket:10" | "bucket:11" | "-bucket:11" | "bucket:12" | "-bucket:12" | "bucket:13" | "-bucket:13";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of rows */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "buckets": [
                     *         {
                     *           "first_day": "2026-11-22",
                     *           "key": "1-30",
                     *           "last_day": "2026-11-22"
                     *         }
                     *       ],
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "data": [
                     *         {
                     *           "amounts": [
                     *             "1180.00"
                     *           ],
                     *           "amounts_currency": [
                     *             "1180.00"
                     *           ],
                     *           "bucket_urls": [
                     *             "/v1/receivables/open-items?company_id=1&bucket=1-30&buckets=30,60"
                     *           ],
                     *           "code": "121201",
                     *           "compared": {
                     *             "overdue": "1180.00",
                     *             "overdue_difference": "1180.00",
                     *             "total": "1180.00",
                     *             "total_difference": "1180.00"
                     *           },
                     *           "currency": "USD",
                     *           "id": 7,
                     *           "items": 12,
                     *           "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *           "name": "Comercial Andina S.A.C.",
                     *           "overdue": "1180.00",
                     *           "overdue_currency": "1180.00",
                     *           "overdue_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "overdue_percent": "82.6",
                     *           "share_percent": "82.6",
                     *           "total": "1180.00",
                     *           "total_currency": "1180.00",
                     *           "unapplied": "1180.00",
                     *           "unapplied_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "tie_out": {
                     *         "difference": "1180.00",
                     *         "differences_url": "/v1/receivables/tie-out?company_id=2&as_of=2026-11-22",
                     *         "ledger": "1180.00",
                     *         "report": "1180.00",
                     *         "tied": true
                     *       },
                     *       "totals": {
                     *         "amounts": [
                     *           "1180.00"
                     *         ],
                     *         "amounts_currency": [
                     *           "1180.00"
                     *         ],
                     *         "bucket_urls": [
                     *           "/v1/receivables/open-items?company_id=1&bucket=1-30&buckets=30,60"
                     *         ],
                     *         "compared": {
                     *           "overdue": "1180.00",
                     *           "overdue_difference": "1180.00",
                     *           "total": "1180.00",
                     *           "total_difference": "1180.00"
                     *         },
                     *         "currency": "USD",
                     *         "groups": 12,
                     *         "groups_overlap": true,
                     *         "items": 12,
                     *         "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *         "overdue": "1180.00",
                     *         "overdue_currency": "1180.00",
                     *         "overdue_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "overdue_percent": "82.6",
                     *         "total": "1180.00",
                     *         "total_currency": "1180.00",
                     *         "unapplied": "1180.00",
                     *         "unapplied_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *       },
                     *       "warnings": [
                     *         {
                     *           "code": "currency_unknown",
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AgeingAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_payable_open_items: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description Documents and settlements up to this day; default today.
                 * @example 2026-11-22
                 */
                as_of?: string;
                /** @description Odoo's id of the customer or vendor, or of one of its contacts. */
                partner_id?: number;
                /** @description Whether the contacts of the partner count, too; default `commercial`. */
                partner_level?: "commercial" | "contact";
                /**
                 * @description Only accounts whose code begins with this text.
                 * @example 121
                 */
                account_prefix?: string;
                /**
                 * @description Only accounts of this type; default: the type of the side. Other types count if Odoo
                 *     reconciles them. They are read from their journal items, which takes longer.
                 */
                account_type?: "asset_receivable" | "asset_cash" | "asset_current" | "asset_non_current" | "asset_prepayments" | "asset_fixed" | "liability_payable" | "liability_credit_card" | "liability_current" | "liability_non_current" | "equity" | "equity_unaffected" | "income" | "income_other" | "expense" | "expense_depreciation" | "expense_direct_cost" | "off_balance";
                /**
                 * @description ISO 4217 code of the document's currency.
                 * @example USD
                 */
                currency?: string;
                /** @description Only items due on this day or later. */
                due_from?: string;
                /** @description Only items due on this day or earlier. */
                due_to?: string;
                /** @description Odoo's user id of the salesperson of the document. */
                salesperson_id?: number;
                /**
                 * @description Code of a document type, such as `01`.
                 * @example 01
                 */
                document_type?: string;
                /** @description Odoo's id of a tag (res.partner.category): only partners that have it. */
                partner_tag_id?: number;
                /**
                 * @description Only items of these accounts: Odoo's ids, separated by commas.
                 * @example 12,13
                 */
                account_ids?: string;
                /**
                 * @description Only items of these customers or vendors, with `none` for items without one; contacts with
                 *     `partner_level=contact`.
                 * @example 7,12,none
                 */
                partner_ids?: string;
                /**
                 * @description Only documents of these salespersons, with `none` for documents without one.
                 * @example 3,none
                 */
                salesperson_ids?: string;
                /**
                 * @description Only documents of these types: Odoo's ids, with `none` for documents without one.
                 * @example 5,none
                 */
                document_type_ids?: string;
                /**
                 * @description Only partners with one of these tags, with `none` for partners without any.
                 * @example 4,none
                 */
                partner_tag_ids?: string;
                /**
                 * @description Only documents in one of these currencies: ISO 4217 codes.
                 * @example PEN,USD
                 */
                currencies?: string;
                /** @description Only documents with this invoice date or a later one. */
                invoiced_from?: string;
                /** @description Only documents with this invoice date or an earlier one. */
                invoiced_to?: string;
                /**
                 * @description Only items in this bucket of an ageing with the same `buckets` and `aged_by`.
                 * @example 1-30
                 */
                bucket?: string;
                /**
                 * @description Bucket bounds, as for an ageing. Needed with `bucket`.
                 * @example 30,60,90,120
                 */
                buckets?: string;
                /** @description The date that an item ages from, for `bucket`; default `due_date`. */
                aged_by?: "due_date" | "invoice_date";
                /**
                 * @description Only items of these journals: Odoo's ids, separated by commas.
                 * @example 1,2
                 */
                journal_ids?: string;
                /**
                 * @description Part of the number or reference of the document, or of the name, tax id or reference of the
                 *     customer or vendor, without regard to case and accents; three letters or digits in a row.
                 * @example 00018907
                 */
                q?: string;
                /**
                 * @description Part of the name, tax id or reference of the customer or vendor alone, without regard to case
                 *     and accents.
                 * @example andina
                 */
                partner_q?: string;
                /** @description Only payments and credit notes that are not applied to a document; default false. */
                unapplied_only?: boolean;
                /**
                 * @description Only items of which at least this much is open, in the company's currency and without sign.
                 * @example 100.00
                 */
                min_amount?: string;
                /**
                 * @description Only items of which at most this much is open.
                 * @example 5000.00
                 */
                max_amount?: string;
                /** @description Sort order; default `due_date`, in files `partner`; `-` for descending. `residual` sorts by the signed amount. */
                sort?: "due_date" | "-due_date" | "date" | "-date" | "partner" | "-partner" | "residual" | "-residual";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of open items */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "data": [
                     *         {
                     *           "account_code": "121201",
                     *           "account_name": "Emitidas en cartera",
                     *           "amount_currency": "1180.00",
                     *           "balance": "1180.00",
                     *           "company_currency": "PEN",
                     *           "company_id": 1,
                     *           "contact_id": 12,
                     *           "currency": "USD",
                     *           "date": "2026-11-22",
                     *           "days_overdue": 12,
                     *           "document_kind": "invoice",
                     *           "document_number": "FFI-00000123",
                     *           "document_type_code": "01",
                     *           "document_type_name": "Factura",
                     *           "document_url": "/v1/documents/7",
                     *           "due_date": "2026-11-22",
                     *           "invoice_date": "2026-11-22",
                     *           "item_url": "/v1/journal-items/7",
                     *           "journal_code": "FFA1",
                     *           "line_id": 12,
                     *           "move_id": 12,
                     *           "move_name": "F FFI-00000123",
                     *           "move_type": "other",
                     *           "odoo_url": "https://odoo.example/odoo/account.move/7",
                     *           "partner_id": 7,
                     *           "partner_name": "Comercial Andina S.A.C.",
                     *           "partner_tags": "Gobierno, Mayorista",
                     *           "partner_tax_id": "20512345678",
                     *           "pending_currency": "1180.00",
                     *           "ref": "OC-2026-0042",
                     *           "residual": "1180.00",
                     *           "residual_currency": "1180.00",
                     *           "salesperson_id": 12,
                     *           "salesperson_name": "Lucía Rojas"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "tie_out": {
                     *         "difference": "1180.00",
                     *         "differences_url": "/v1/receivables/tie-out?company_id=2&as_of=2026-11-22",
                     *         "ledger": "1180.00",
                     *         "report": "1180.00",
                     *         "tied": true
                     *       },
                     *       "totals": {
                     *         "by_currency": [
                     *           {
                     *             "currency": "PEN",
                     *             "items": 12,
                     *             "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *             "residual": "1180.00",
                     *             "residual_currency": "1180.00"
                     *           }
                     *         ],
                     *         "company_currency": "PEN",
                     *         "items": 12,
                     *         "residual": "1180.00"
                     *       },
                     *       "warnings": [
                     *         {
                     *           "code": "currency_unknown",
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OpenItemsAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_payable_tie_out: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description Documents and settlements up to this day; default today.
                 * @example 2026-11-22
                 */
                as_of?: string;
                /** @description Odoo's id of the customer or vendor, or of one of its contacts. */
                partner_id?: number;
                /** @description Whether the partner's contacts count; default `commercial`. */
                partner_level?: "commercial" | "contact";
                /**
                 * @description Only accounts whose code begins with this text.
                 * @example 121
                 */
                account_prefix?: string;
                /** @description Only accounts of this type; default: the type of the side. */
                account_type?: "asset_receivable" | "asset_cash" | "asset_current" | "asset_non_current" | "asset_prepayments" | "asset_fixed" | "liability_payable" | "liability_credit_card" | "liability_current" | "liability_non_current" | "equity" | "equity_unaffected" | "income" | "income_other" | "expense" | "expense_depreciation" | "expense_direct_cost" | "off_balance";
                /**
                 * @description Only these accounts: Odoo's ids, separated by commas.
                 * @example 12,13
                 */
                account_ids?: string;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of differences */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "data": [
                     *         {
                     *           "account_code": "121201",
                     *           "counterpart_line_id": 12,
                     *           "date": "2026-11-22",
                     *           "difference": "1180.00",
                     *           "item_url": "/v1/journal-items/7",
                     *           "line_id": 12,
                     *           "move_name": "F F001-00000123",
                     *           "partial_id": 12,
                     *           "partner_id": 7,
                     *           "reason": "other_account"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "tie_out": {
                     *         "difference": "1180.00",
                     *         "differences_url": "/v1/receivables/tie-out?company_id=2&as_of=2026-11-22",
                     *         "ledger": "1180.00",
                     *         "report": "1180.00",
                     *         "tied": true
                     *       },
                     *       "totals": {
                     *         "difference": "1180.00",
                     *         "rows": 12
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TieOutAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_people: {
        parameters: {
            query?: {
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of people */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "company_ids": [
                     *             1
                     *           ],
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "email": "ana@example.com",
                     *           "has_second_factor": true,
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "last_seen_at": "2026-11-22T03:04:05.678Z",
                     *           "locale": "es-PE",
                     *           "name": "Comercial Andina S.A.C.",
                     *           "role": "viewer",
                     *           "state": "invited",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "version": 12
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["PersonPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    create_person: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ana@example.com",
                 *       "name": "Ana Quispe",
                 *       "role": "viewer"
                 *     }
                 */
                "application/json": components["schemas"]["NewPerson"];
            };
        };
        responses: {
            /** @description The person is added */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "email": "ana@example.com",
                     *       "has_second_factor": true,
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "last_seen_at": "2026-11-22T03:04:05.678Z",
                     *       "locale": "es-PE",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "role": "viewer",
                     *       "state": "invited",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "email": "ana@example.com",
                     *       "has_second_factor": true,
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "last_seen_at": "2026-11-22T03:04:05.678Z",
                     *       "locale": "es-PE",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "role": "viewer",
                     *       "state": "invited",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    remove_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person is removed */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    change_person: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the state that is changed, or * for any.
                 * @example "3"
                 */
                "If-Match": string;
            };
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["PersonPatch"];
            };
        };
        responses: {
            /** @description The person as it is now */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "email": "ana@example.com",
                     *       "has_second_factor": true,
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "last_seen_at": "2026-11-22T03:04:05.678Z",
                     *       "locale": "es-PE",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "role": "viewer",
                     *       "state": "invited",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    invite_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description The invitation */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expires_at": "2026-11-22T03:04:05.678Z",
                     *       "sent_to": "ana@example.com",
                     *       "url": "https://andina.example/c/invitation#W0n"
                     *     }
                     */
                    "application/json": components["schemas"]["PersonLink"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    end_person_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person must sign in again */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_receivable_ageing: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description Documents and settlements up to this day; default today.
                 * @example 2026-11-22
                 */
                as_of?: string;
                /** @description Odoo's id of the customer or vendor, or of one of its contacts. */
                partner_id?: number;
                /** @description Whether the contacts of the partner count, too; default `commercial`. */
                partner_level?: "commercial" | "contact";
                /**
                 * @description Only accounts whose code begins with this text.
                 * @example 121
                 */
                account_prefix?: string;
                /**
                 * @description Only accounts of this type; default: the type of the side. Other types count if Odoo
                 *     reconciles them. They are read from their journal items, which takes longer.
                 */
                account_type?: "asset_receivable" | "asset_cash" | "asset_current" | "asset_non_current" | "asset_prepayments" | "asset_fixed" | "liability_payable" | "liability_credit_card" | "liability_current" | "liability_non_current" | "equity" | "equity_unaffected" | "income" | "income_other" | "expense" | "expense_depreciation" | "expense_direct_cost" | "off_balance";
                /**
                 * @description ISO 4217 code: only documents in this currency. Amounts stay in the company's currency;
                 *     `amounts_currency` has them in this one.
                 * @example USD
                 */
                currency?: string;
                /** @description Odoo's user id of the salesperson of the document. */
                salesperson_id?: number;
                /**
                 * @description Code of a document type, such as `01`.
                 * @example 01
                 */
                document_type?: string;
                /** @description Odoo's id of a tag (res.partner.category): only partners that have it. */
                partner_tag_id?: number;
                /**
                 * @description Only items of these accounts: Odoo's ids, separated by commas.
                 * @example 12,13
                 */
                account_ids?: string;
                /**
                 * @description Only items of these customers or vendors, with `none` for items without one; contacts with
                 *     `partner_level=contact`.
                 * @example 7,12,none
                 */
                partner_ids?: string;
                /**
                 * @description Only documents of these salespersons, with `none` for documents without one.
                 * @example 3,none
                 */
                salesperson_ids?: string;
                /**
                 * @description Only documents of these types: Odoo's ids, with `none` for documents without one.
                 * @example 5,none
                 */
                document_type_ids?: string;
                /**
                 * @description Only partners with one of these tags, with `none` for partners without any.
                 * @example 4,none
                 */
                partner_tag_ids?: string;
                /**
                 * @description Only documents in one of these currencies: ISO 4217 codes.
                 * @example PEN,USD
                 */
                currencies?: string;
                /**
                 * @description Part of the name, tax id or reference of the customer or vendor, without regard to case and
                 *     accents.
                 * @example andina
                 */
                q?: string;
                /**
                 * @description Only rows whose total is at least this much, in the company's currency and without sign.
                 * @example 100.00
                 */
                min_total?: string;
                /** @description Only rows that owe something overdue; default false. Not with `aged_by=invoice_date`. */
                overdue_only?: boolean;
                /**
                 * @description Another day to compare with: what was open on it, in the same rows. Rows that have open
                 *     items only on that day are there, too.
                 * @example 2026-10-31
                 */
                compare_as_of?: string;
                /** @description How rows are grouped; default `partner`. */
                group_by?: "partner" | "contact" | "salesperson" | "account" | "currency" | "document_type" | "partner_tag";
                /**
                 * @description Bucket bounds: ascending numbers of days (`30,60,90`) or calendar months (`months:3`).
                 *     Default: the setting of the tenant.
                 * @example 30,60,90,120
                 */
                buckets?: string;
                /** @description The date that an item ages from; default `due_date`. */
                aged_by?: "due_date" | "invoice_date";
                /**
                 * @description Sort by a signed amount, by the number of items or by name; `-` for descending. `bucket:0`
                 *     sorts by the first of `amounts`. By default the largest debt comes first: `-total` for
                 *     receivables, `total` for payables, because they are credits.
                 */
                sort?: "total" | "-total" | "overdue" | "-overdue" | "unapplied" | "-unapplied" | "items" | "-items" | "name" | "-name" | "bucket:0" | "-bucket:0" | "bucket:1" | "-bucket:1" | "bucket:2" | "-bucket:2" | "bucket:3" | "-bucket:3" | "bucket:4" | "-bucket:4" | "bucket:5" | "-bucket:5" | "bucket:6" | "-bucket:6" | "bucket:7" | "-bucket:7" | "bucket:8" | "-bucket:8" | "bucket:9" | "-bucket:9" | "bucket:10" | "-bucket:10" | "bucket:11" | "-bucket:11" | "bucket:12" | "-bucket:12" | "bucket:13" | "-bucket:13";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of rows */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "buckets": [
                     *         {
                     *           "first_day": "2026-11-22",
                     *           "key": "1-30",
                     *           "last_day": "2026-11-22"
                     *         }
                     *       ],
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "data": [
                     *         {
                     *           "amounts": [
                     *             "1180.00"
                     *           ],
                     *           "amounts_currency": [
                     *             "1180.00"
                     *           ],
                     *           "bucket_urls": [
                     *             "/v1/receivables/open-items?company_id=1&bucket=1-30&buckets=30,60"
                     *           ],
                     *           "code": "121201",
                     *           "compared": {
                     *             "overdue": "1180.00",
                     *             "overdue_difference": "1180.00",
                     *             "total": "1180.00",
                     *             "total_difference": "1180.00"
                     *           },
                     *           "currency": "USD",
                     *           "id": 7,
                     *           "items": 12,
                     *           "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *           "name": "Comercial Andina S.A.C.",
                     *           "overdue": "1180.00",
                     *           "overdue_currency": "1180.00",
                     *           "overdue_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "overdue_percent": "82.6",
                     *           "share_percent": "82.6",
                     *           "total": "1180.00",
                     *           "total_currency": "1180.00",
                     *           "unapplied": "1180.00",
                     *           "unapplied_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "tie_out": {
                     *         "difference": "1180.00",
                     *         "differences_url": "/v1/receivables/tie-out?company_id=2&as_of=2026-11-22",
                     *         "ledger": "1180.00",
                     *         "report": "1180.00",
                     *         "tied": true
                     *       },
                     *       "totals": {
                     *         "amounts": [
                     *           "1180.00"
                     *         ],
                     *         "amounts_currency": [
                     *           "1180.00"
                     *         ],
                     *         "bucket_urls": [
                     *           "/v1/receivables/open-items?company_id=1&bucket=1-30&buckets=30,60"
                     *         ],
                     *         "compared": {
                     *           "overdue": "1180.00",
                     *           "overdue_difference": "1180.00",
                     *           "total": "1180.00",
                     *           "total_difference": "1180.00"
                     *         },
                     *         "currency": "USD",
                     *         "groups": 12,
                     *         "groups_overlap": true,
                     *         "items": 12,
                     *         "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *         "overdue": "1180.00",
                     *         "overdue_currency": "1180.00",
                     *         "overdue_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "overdue_percent": "82.6",
                     *         "total": "1180.00",
                     *         "total_currency": "1180.00",
                     *         "unapplied": "1180.00",
                     *         "unapplied_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *       },
                     *       "warnings": [
                     *         {
                     *           "code": "currency_unknown",
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AgeingAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_receivable_open_items: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description Documents and settlements up to this day; default today.
                 * @example 2026-11-22
                 */
                as_of?: string;
                /** @description Odoo's id of the customer or vendor, or of one of its contacts. */
                partner_id?: number;
                /** @description Whether the contacts of the partner count, too; default `commercial`. */
                partner_level?: "commercial" | "contact";
                /**
                 * @description Only accounts whose code begins with this text.
                 * @example 121
                 */
                account_prefix?: string;
                /**
                 * @description Only accounts of this type; default: the type of the side. Other types count if Odoo
                 *     reconciles them. They are read from their journal items, which takes longer.
                 */
                account_type?: "asset_receivable" | "asset_cash" | "asset_current" | "asset_non_current" | "asset_prepayments" | "asset_fixed" | "liability_payable" | "liability_credit_card" | "liability_current" | "liability_non_current" | "equity" | "equity_unaffected" | "income" | "income_other" | "expense" | "expense_depreciation" | "expense_direct_cost" | "off_balance";
                /**
                 * @description ISO 4217 code of the document's currency.
                 * @example USD
                 */
                currency?: string;
                /** @description Only items due on this day or later. */
                due_from?: string;
                /** @description Only items due on this day or earlier. */
                due_to?: string;
                /** @description Odoo's user id of the salesperson of the document. */
                salesperson_id?: number;
                /**
                 * @description Code of a document type, such as `01`.
                 * @example 01
                 */
                document_type?: string;
                /** @description Odoo's id of a tag (res.partner.category): only partners that have it. */
                partner_tag_id?: number;
                /**
                 * @description Only items of these accounts: Odoo's ids, separated by commas.
                 * @example 12,13
                 */
                account_ids?: string;
                /**
                 * @description Only items of these customers or vendors, with `none` for items without one; contacts with
                 *     `partner_level=contact`.
                 * @example 7,12,none
                 */
                partner_ids?: string;
                /**
                 * @description Only documents of these salespersons, with `none` for documents without one.
                 * @example 3,none
                 */
                salesperson_ids?: string;
                /**
                 * @description Only documents of these types: Odoo's ids, with `none` for documents without one.
                 * @example 5,none
                 */
                document_type_ids?: string;
                /**
                 * @description Only partners with one of these tags, with `none` for partners without any.
                 * @example 4,none
                 */
                partner_tag_ids?: string;
                /**
                 * @description Only documents in one of these currencies: ISO 4217 codes.
                 * @example PEN,USD
                 */
                currencies?: string;
                /** @description Only documents with this invoice date or a later one. */
                invoiced_from?: string;
                /** @description Only documents with this invoice date or an earlier one. */
                invoiced_to?: string;
                /**
                 * @description Only items in this bucket of an ageing with the same `buckets` and `aged_by`.
                 * @example 1-30
                 */
                bucket?: string;
                /**
                 * @description Bucket bounds, as for an ageing. Needed with `bucket`.
                 * @example 30,60,90,120
                 */
                buckets?: string;
                /** @description The date that an item ages from, for `bucket`; default `due_date`. */
                aged_by?: "due_date" | "invoice_date";
                /**
                 * @description Only items of these journals: Odoo's ids, separated by commas.
                 * @example 1,2
                 */
                journal_ids?: string;
                /**
                 * @description Part of the number or reference of the document, or of the name, tax id or reference of the
                 *     customer or vendor, without regard to case and accents; three letters or digits in a row.
                 * @example 00018907
                 */
                q?: string;
                /**
                 * @description Part of the name, tax id or reference of the customer or vendor alone, without regard to case
                 *     and accents.
                 * @example andina
                 */
                partner_q?: string;
                /** @description Only payments and credit notes that are not applied to a document; default false. */
                unapplied_only?: boolean;
                /**
                 * @description Only items of which at least this much is open, in the company's currency and without sign.
                 * @example 100.00
                 */
                min_amount?: string;
                /**
                 * @description Only items of which at most this much is open.
                 * @example 5000.00
                 */
                max_amount?: string;
                /** @description Sort order; default `due_date`, in files `partner`; `-` for descending. `residual` sorts by the signed amount. */
                sort?: "due_date" | "-due_date" | "date" | "-date" | "partner" | "-partner" | "residual" | "-residual";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of open items */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "data": [
                     *         {
                     *           "account_code": "121201",
                     *           "account_name": "Emitidas en cartera",
                     *           "amount_currency": "1180.00",
                     *           "balance": "1180.00",
                     *           "company_currency": "PEN",
                     *           "company_id": 1,
                     *           "contact_id": 12,
                     *           "currency": "USD",
                     *           "date": "2026-11-22",
                     *           "days_overdue": 12,
                     *           "document_kind": "invoice",
                     *           "document_number": "FFI-00000123",
                     *           "document_type_code": "01",
                     *           "document_type_name": "Factura",
                     *           "document_url": "/v1/documents/7",
                     *           "due_date": "2026-11-22",
                     *           "invoice_date": "2026-11-22",
                     *           "item_url": "/v1/journal-items/7",
                     *           "journal_code": "FFA1",
                     *           "line_id": 12,
                     *           "move_id": 12,
                     *           "move_name": "F FFI-00000123",
                     *           "move_type": "other",
                     *           "odoo_url": "https://odoo.example/odoo/account.move/7",
                     *           "partner_id": 7,
                     *           "partner_name": "Comercial Andina S.A.C.",
                     *           "partner_tags": "Gobierno, Mayorista",
                     *           "partner_tax_id": "20512345678",
                     *           "pending_currency": "1180.00",
                     *           "ref": "OC-2026-0042",
                     *           "residual": "1180.00",
                     *           "residual_currency": "1180.00",
                     *           "salesperson_id": 12,
                     *           "salesperson_name": "Lucía Rojas"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "tie_out": {
                     *         "difference": "1180.00",
                     *         "differences_url": "/v1/receivables/tie-out?company_id=2&as_of=2026-11-22",
                     *         "ledger": "1180.00",
                     *         "report": "1180.00",
                     *         "tied": true
                     *       },
                     *       "totals": {
                     *         "by_currency": [
                     *           {
                     *             "currency": "PEN",
                     *             "items": 12,
                     *             "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *             "residual": "1180.00",
                     *             "residual_currency": "1180.00"
                     *           }
                     *         ],
                     *         "company_currency": "PEN",
                     *         "items": 12,
                     *         "residual": "1180.00"
                     *       },
                     *       "warnings": [
                     *         {
                     *           "code": "currency_unknown",
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OpenItemsAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_receivable_tie_out: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description Documents and settlements up to this day; default today.
                 * @example 2026-11-22
                 */
                as_of?: string;
                /** @description Odoo's id of the customer or vendor, or of one of its contacts. */
                partner_id?: number;
                /** @description Whether the partner's contacts count; default `commercial`. */
                partner_level?: "commercial" | "contact";
                /**
                 * @description Only accounts whose code begins with this text.
                 * @example 121
                 */
                account_prefix?: string;
                /** @description Only accounts of this type; default: the type of the side. */
                account_type?: "asset_receivable" | "asset_cash" | "asset_current" | "asset_non_current" | "asset_prepayments" | "asset_fixed" | "liability_payable" | "liability_credit_card" | "liability_current" | "liability_non_current" | "equity" | "equity_unaffected" | "income" | "income_other" | "expense" | "expense_depreciation" | "expense_direct_cost" | "off_balance";
                /**
                 * @description Only these accounts: Odoo's ids, separated by commas.
                 * @example 12,13
                 */
                account_ids?: string;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of differences */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "data": [
                     *         {
                     *           "account_code": "121201",
                     *           "counterpart_line_id": 12,
                     *           "date": "2026-11-22",
                     *           "difference": "1180.00",
                     *           "item_url": "/v1/journal-items/7",
                     *           "line_id": 12,
                     *           "move_name": "F F001-00000123",
                     *           "partial_id": 12,
                     *           "partner_id": 7,
                     *           "reason": "other_account"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "tie_out": {
                     *         "difference": "1180.00",
                     *         "differences_url": "/v1/receivables/tie-out?company_id=2&as_of=2026-11-22",
                     *         "ledger": "1180.00",
                     *         "report": "1180.00",
                     *         "tied": true
                     *       },
                     *       "totals": {
                     *         "difference": "1180.00",
                     *         "rows": 12
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TieOutAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_collections: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description First day. Default: the first day of the month eleven months before the month of `date_to`.
                 * @example 2026-01-01
                 */
                date_from?: string;
                /**
                 * @description Last day. It decides which receivables are open and overdue; default today.
                 * @example 2026-11-22
                 */
                date_to?: string;
                /** @description Odoo's id of the customer or vendor, or of one of its contacts. */
                partner_id?: number;
                /** @description Whether the contacts of the partner count, too; default `commercial`. */
                partner_level?: "commercial" | "contact";
                /** @description Number of debtors that are listed and make up the concentration: 1 to 100, default 10. */
                top?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every month of the period */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "data": [
                     *         {
                     *           "billed": "1180.00",
                     *           "billed_url": "/v1/journal-items?account_type=asset_receivable&journal_ids=1",
                     *           "collected": "1180.00",
                     *           "collected_url": "/v1/journal-items?account_type=asset_receivable&journal_ids=3",
                     *           "credited": "1180.00",
                     *           "date_from": "2026-11-22",
                     *           "date_to": "2026-11-22",
                     *           "invoiced": "1180.00",
                     *           "opening": "1180.00",
                     *           "other": "1180.00",
                     *           "outstanding": "1180.00",
                     *           "outstanding_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "debtors": [
                     *         {
                     *           "items_url": "/v1/receivables/open-items?company_id=2&as_of=2026-11-22&partner_id=7",
                     *           "outstanding": "1180.00",
                     *           "overdue": "1180.00",
                     *           "partner_id": 7,
                     *           "partner_name": "Comercial Andina S.A.C.",
                     *           "share_percent": "82.6",
                     *           "vat": "20512345678"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "indicators": {
                     *         "average_days_delinquent": "61.4",
                     *         "best_possible_days_sales_outstanding": "61.4",
                     *         "collection_effectiveness_percent": "82.6",
                     *         "concentration_percent": "82.6",
                     *         "days": 12,
                     *         "days_payable_outstanding": "61.4",
                     *         "days_sales_outstanding": "61.4",
                     *         "overdue_percent": "82.6"
                     *       },
                     *       "parameters": {
                     *         "company_id": 1,
                     *         "date_from": "2026-11-22",
                     *         "date_to": "2026-11-22"
                     *       },
                     *       "payables": {
                     *         "billed": "1180.00",
                     *         "billed_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "opening": "1180.00",
                     *         "other": "1180.00",
                     *         "outstanding": "1180.00",
                     *         "outstanding_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "paid": "1180.00",
                     *         "paid_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *       },
                     *       "tie_out": {
                     *         "difference": "1180.00",
                     *         "differences_url": "/v1/receivables/tie-out?company_id=2&as_of=2026-11-22",
                     *         "ledger": "1180.00",
                     *         "report": "1180.00",
                     *         "tied": true
                     *       },
                     *       "totals": {
                     *         "billed": "1180.00",
                     *         "billed_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "collected": "1180.00",
                     *         "collected_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "company_currency": "PEN",
                     *         "credited": "1180.00",
                     *         "debtors": 12,
                     *         "invoiced": "1180.00",
                     *         "months": 12,
                     *         "not_due": "1180.00",
                     *         "not_due_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "opening": "1180.00",
                     *         "other": "1180.00",
                     *         "outstanding": "1180.00",
                     *         "outstanding_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "overdue": "1180.00",
                     *         "overdue_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "owed_by_debtors": "1180.00"
                     *       },
                     *       "warnings": [
                     *         {
                     *           "code": "currency_unknown",
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CollectionsAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_salespersons: {
        parameters: {
            query?: {
                /**
                 * @description Part of the code or name, without regard to case and accents.
                 * @example lima
                 */
                q?: string;
                /** @description Only what this company may use; default: all companies that you may see. */
                company_id?: number;
                /** @description Only active or only archived records; default both. */
                active?: boolean;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of salespersons */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "active": true,
                     *           "code": "121201",
                     *           "company_id": 1,
                     *           "id": 7,
                     *           "name": "Comercial Andina S.A.C."
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["MasterDataAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_saved_views: {
        parameters: {
            query?: {
                /**
                 * @description Only views of this report.
                 * @example ageing
                 */
                report?: string;
                /** @description Only shared or only private views. */
                scope?: "shared" | "private";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of saved views */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "is_default": true,
                     *           "name": "Comercial Andina S.A.C.",
                     *           "parameters": {
                     *             "as_of": "2026-11-22",
                     *             "company_id": 1,
                     *             "side": "receivable"
                     *           },
                     *           "presentation": {},
                     *           "report": "open-items",
                     *           "report_url": "/v1/receivables/ageing?account_prefix=1213",
                     *           "scope": "shared",
                     *           "updated_at": "2026-11-22T03:04:05.678Z",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "version": 12
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedViewPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    create_saved_view: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSavedView"];
            };
        };
        responses: {
            /** @description The view is created */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "is_default": true,
                     *       "name": "Comercial Andina S.A.C.",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "presentation": {},
                     *       "report": "open-items",
                     *       "report_url": "/v1/receivables/ageing?account_prefix=1213",
                     *       "scope": "shared",
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_saved_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The view */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "is_default": true,
                     *       "name": "Comercial Andina S.A.C.",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "presentation": {},
                     *       "report": "open-items",
                     *       "report_url": "/v1/receivables/ageing?account_prefix=1213",
                     *       "scope": "shared",
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    replace_saved_view: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the state that is changed, or * for any.
                 * @example "3"
                 */
                "If-Match": string;
            };
            path: {
                /** @description The view */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSavedView"];
            };
        };
        responses: {
            /** @description The view as it is now */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "is_default": true,
                     *       "name": "Comercial Andina S.A.C.",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1,
                     *         "side": "receivable"
                     *       },
                     *       "presentation": {},
                     *       "report": "open-items",
                     *       "report_url": "/v1/receivables/ageing?account_prefix=1213",
                     *       "scope": "shared",
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    delete_saved_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The view */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view is deleted */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_schedules: {
        parameters: {
            query?: {
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of schedules */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "cron": "0 * * * *",
                     *           "grace_seconds": 12,
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "in_words": {
                     *             "en": "at 07:00 from Monday to Friday",
                     *             "es": "a las 07:00 de lunes a viernes"
                     *           },
                     *           "last_due_at": "2026-11-22T03:04:05.678Z",
                     *           "last_fire": {
                     *             "created_by": {
                     *               "id": "0197a1b2c3d4",
                     *               "kind": "person",
                     *               "name": "Ana Quispe"
                     *             },
                     *             "detail": "the address refused the mail",
                     *             "due_at": "2026-11-22T03:04:05.678Z",
                     *             "export_id": "0197a1b2-0000-7000-8000-000000000001",
                     *             "fired_at": "2026-11-22T03:04:05.678Z",
                     *             "mails_url": "/v1/mails?export_id=0197a1b2-0000-7000-8000-000000000001",
                     *             "outcome": "failed",
                     *             "run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *             "started_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *             "statement_run_id": "0197a1b2-0000-7000-8000-000000000001"
                     *           },
                     *           "missed": "latest",
                     *           "name": "Comercial Andina S.A.C.",
                     *           "paused": true,
                     *           "report": {
                     *             "format": "xlsx",
                     *             "note": "Adjuntamos su estado de cuenta.",
                     *             "parameters": {
                     *               "as_of": "2026-11-30",
                     *               "company_id": 1,
                     *               "side": "receivable"
                     *             },
                     *             "recipients": [
                     *               "ana@example.com"
                     *             ],
                     *             "report": "open-items"
                     *           },
                     *           "run_kind": "snapshot",
                     *           "statement_run": {
                     *             "note": "Adjuntamos su estado de cuenta."
                     *           },
                     *           "time_zone": "America/Lima",
                     *           "upcoming": [
                     *             "2026-11-22T03:04:05.678Z"
                     *           ],
                     *           "updated_at": "2026-11-22T03:04:05.678Z",
                     *           "updated_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "version": 12
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["SchedulePage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    create_schedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSchedule"];
            };
        };
        responses: {
            /** @description The schedule is created */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "cron": "0 * * * *",
                     *       "grace_seconds": 12,
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "in_words": {
                     *         "en": "at 07:00 from Monday to Friday",
                     *         "es": "a las 07:00 de lunes a viernes"
                     *       },
                     *       "last_due_at": "2026-11-22T03:04:05.678Z",
                     *       "last_fire": {
                     *         "created_by": {
                     *           "id": "0197a1b2c3d4",
                     *           "kind": "person",
                     *           "name": "Ana Quispe"
                     *         },
                     *         "detail": "the address refused the mail",
                     *         "due_at": "2026-11-22T03:04:05.678Z",
                     *         "export_id": "0197a1b2-0000-7000-8000-000000000001",
                     *         "fired_at": "2026-11-22T03:04:05.678Z",
                     *         "mails_url": "/v1/mails?export_id=0197a1b2-0000-7000-8000-000000000001",
                     *         "outcome": "failed",
                     *         "run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *         "started_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "statement_run_id": "0197a1b2-0000-7000-8000-000000000001"
                     *       },
                     *       "missed": "latest",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "paused": true,
                     *       "report": {
                     *         "format": "xlsx",
                     *         "note": "Adjuntamos su estado de cuenta.",
                     *         "parameters": {
                     *           "as_of": "2026-11-30",
                     *           "company_id": 1,
                     *           "side": "receivable"
                     *         },
                     *         "recipients": [
                     *           "ana@example.com"
                     *         ],
                     *         "report": "open-items"
                     *       },
                     *       "run_kind": "snapshot",
                     *       "statement_run": {
                     *         "note": "Adjuntamos su estado de cuenta."
                     *       },
                     *       "time_zone": "America/Lima",
                     *       "upcoming": [
                     *         "2026-11-22T03:04:05.678Z"
                     *       ],
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "updated_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    preview_schedule: {
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
                 *       "cron": "0 7 * * mon-fri"
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleSketch"];
            };
        };
        responses: {
            /** @description The next instants, and words */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "in_words": {
                     *         "en": "at 07:00 from Monday to Friday",
                     *         "es": "a las 07:00 de lunes a viernes"
                     *       },
                     *       "time_zone": "America/Lima",
                     *       "upcoming": [
                     *         "2026-11-22T03:04:05.678Z"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SchedulePreview"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_schedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The schedule */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "cron": "0 * * * *",
                     *       "grace_seconds": 12,
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "in_words": {
                     *         "en": "at 07:00 from Monday to Friday",
                     *         "es": "a las 07:00 de lunes a viernes"
                     *       },
                     *       "last_due_at": "2026-11-22T03:04:05.678Z",
                     *       "last_fire": {
                     *         "created_by": {
                     *           "id": "0197a1b2c3d4",
                     *           "kind": "person",
                     *           "name": "Ana Quispe"
                     *         },
                     *         "detail": "the address refused the mail",
                     *         "due_at": "2026-11-22T03:04:05.678Z",
                     *         "export_id": "0197a1b2-0000-7000-8000-000000000001",
                     *         "fired_at": "2026-11-22T03:04:05.678Z",
                     *         "mails_url": "/v1/mails?export_id=0197a1b2-0000-7000-8000-000000000001",
                     *         "outcome": "failed",
                     *         "run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *         "started_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "statement_run_id": "0197a1b2-0000-7000-8000-000000000001"
                     *       },
                     *       "missed": "latest",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "paused": true,
                     *       "report": {
                     *         "format": "xlsx",
                     *         "note": "Adjuntamos su estado de cuenta.",
                     *         "parameters": {
                     *           "as_of": "2026-11-30",
                     *           "company_id": 1,
                     *           "side": "receivable"
                     *         },
                     *         "recipients": [
                     *           "ana@example.com"
                     *         ],
                     *         "report": "open-items"
                     *       },
                     *       "run_kind": "snapshot",
                     *       "statement_run": {
                     *         "note": "Adjuntamos su estado de cuenta."
                     *       },
                     *       "time_zone": "America/Lima",
                     *       "upcoming": [
                     *         "2026-11-22T03:04:05.678Z"
                     *       ],
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "updated_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    delete_schedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The schedule */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule is deleted */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    change_schedule: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the state that is changed, or * for any.
                 * @example "3"
                 */
                "If-Match": string;
            };
            path: {
                /** @description The schedule */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["ScheduleChange"];
            };
        };
        responses: {
            /** @description The schedule as it is now */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "cron": "0 * * * *",
                     *       "grace_seconds": 12,
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "in_words": {
                     *         "en": "at 07:00 from Monday to Friday",
                     *         "es": "a las 07:00 de lunes a viernes"
                     *       },
                     *       "last_due_at": "2026-11-22T03:04:05.678Z",
                     *       "last_fire": {
                     *         "created_by": {
                     *           "id": "0197a1b2c3d4",
                     *           "kind": "person",
                     *           "name": "Ana Quispe"
                     *         },
                     *         "detail": "the address refused the mail",
                     *         "due_at": "2026-11-22T03:04:05.678Z",
                     *         "export_id": "0197a1b2-0000-7000-8000-000000000001",
                     *         "fired_at": "2026-11-22T03:04:05.678Z",
                     *         "mails_url": "/v1/mails?export_id=0197a1b2-0000-7000-8000-000000000001",
                     *         "outcome": "failed",
                     *         "run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *         "started_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "statement_run_id": "0197a1b2-0000-7000-8000-000000000001"
                     *       },
                     *       "missed": "latest",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "paused": true,
                     *       "report": {
                     *         "format": "xlsx",
                     *         "note": "Adjuntamos su estado de cuenta.",
                     *         "parameters": {
                     *           "as_of": "2026-11-30",
                     *           "company_id": 1,
                     *           "side": "receivable"
                     *         },
                     *         "recipients": [
                     *           "ana@example.com"
                     *         ],
                     *         "report": "open-items"
                     *       },
                     *       "run_kind": "snapshot",
                     *       "statement_run": {
                     *         "note": "Adjuntamos su estado de cuenta."
                     *       },
                     *       "time_zone": "America/Lima",
                     *       "upcoming": [
                     *         "2026-11-22T03:04:05.678Z"
                     *       ],
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "updated_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_schedule_fires: {
        parameters: {
            query?: {
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The schedule */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of instants */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "detail": "the address refused the mail",
                     *           "due_at": "2026-11-22T03:04:05.678Z",
                     *           "export_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "fired_at": "2026-11-22T03:04:05.678Z",
                     *           "mails_url": "/v1/mails?export_id=0197a1b2-0000-7000-8000-000000000001",
                     *           "outcome": "failed",
                     *           "run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "started_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "statement_run_id": "0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduleFirePage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    run_schedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The schedule */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description It is started */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "detail": "the address refused the mail",
                     *       "due_at": "2026-11-22T03:04:05.678Z",
                     *       "export_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "fired_at": "2026-11-22T03:04:05.678Z",
                     *       "mails_url": "/v1/mails?export_id=0197a1b2-0000-7000-8000-000000000001",
                     *       "outcome": "failed",
                     *       "run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "started_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "statement_run_id": "0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduleFire"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    search: {
        parameters: {
            query: {
                /**
                 * @description What to look for, 2 to 100 characters: part of the name, tax id or reference of a partner; part
                 *     of the number or reference of a document; an amount, exactly; part of the code or name of an
                 *     account. Partners and documents need three letters or digits in a row.
                 * @example F001-00000123
                 */
                q: string;
                /**
                 * @description Kinds to look for, separated by commas; default all.
                 * @example partner,document
                 */
                kinds?: string;
                /** @description Only records of this company; default: all companies that you may see. */
                company_id?: number;
                /** @description Most hits of each kind: 1 to 50, default 8. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The best hits of each kind */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "amount": "1180.00",
                     *           "currency": "PEN",
                     *           "date": "2026-11-22",
                     *           "id": 7,
                     *           "kind": "partner",
                     *           "subtitle": "Comercial Andina S.A.C.",
                     *           "title": "F001-00000123",
                     *           "url": "/v1/documents/7"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "parameters": {
                     *         "company_id": 1,
                     *         "q": "F001-00000123"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person or key, and what it may do */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "confirmation_seconds": 600,
                     *       "confirmed_at": "2026-11-22T03:04:05.678Z",
                     *       "espejo_version": "0.1.0",
                     *       "expires_at": "2026-11-22T03:04:05.678Z",
                     *       "person": {
                     *         "email": "ana@example.com",
                     *         "has_second_factor": true,
                     *         "id": "0197a1b2-0000-7000-8000-000000000001",
                     *         "locale": "es-PE",
                     *         "name": "Comercial Andina S.A.C.",
                     *         "preferences": {}
                     *       },
                     *       "principal": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "role": "viewer",
                     *       "tenant": {
                     *         "locale": "es-PE",
                     *         "name": "andina",
                     *         "odoo_version": "17.0",
                     *         "time_zone": "America/Lima"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    sign_in: {
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
                 *       "email": "ana@example.com",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Signed in */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_2"];
            415: components["responses"]["Problem415_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirm_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Confirmation"];
            };
        };
        responses: {
            /** @description Confirmed for ten minutes */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    finish_oidc: {
        parameters: {
            query?: {
                /** @description What the sign-in began with. */
                state?: string;
                /** @description What the provider exchanges for the claims. */
                code?: string;
                /** @description The provider (RFC 9207). */
                iss?: string;
                /** @description Why the provider refuses. */
                error?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The provider
                 * @example office
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed in */
            303: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem404"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    start_oidc: {
        parameters: {
            query?: {
                /**
                 * @description Where the browser goes after the sign-in: a path of this host; `/` if left out.
                 * @example /c/ageing
                 */
                return_to?: string;
                /** @description Whether the provider must ask for a new proof, for acts that cannot be undone. */
                confirm?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The provider
                 * @example office
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page of the provider */
            303: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem404"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    begin_passkey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The challenge */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge_id": "Zt3cQbWq8n1uK5vYx0LrPg",
                     *       "options": {}
                     *     }
                     */
                    "application/json": components["schemas"]["PasskeyChallenge"];
                };
            };
            400: components["responses"]["Problem400_2"];
            403: components["responses"]["Problem403_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_2"];
            415: components["responses"]["Problem415_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    sign_in_with_passkey: {
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
                 *       "challenge_id": "Zt3cQbWq8n1uK5vYx0LrPg",
                 *       "credential": {}
                 *     }
                 */
                "application/json": components["schemas"]["PasskeyProof"];
            };
        };
        responses: {
            /** @description Signed in */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400_2"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403_2"];
            409: components["responses"]["Problem409_2"];
            413: components["responses"]["Problem413_2"];
            415: components["responses"]["Problem415_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            429: components["responses"]["Problem429_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    make_access_token: {
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
                 *       "path": "/v1/exports/0197a1b2-0000-7000-8000-000000000001/events"
                 *     }
                 */
                "application/json": components["schemas"]["NewAccessToken"];
            };
        };
        responses: {
            /** @description The URL with its token */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expires_at": "2026-11-22T03:04:05.678Z",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001/events?access_token=W0n…"
                     *     }
                     */
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the sign-in page needs */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "mail": true,
                     *       "methods": {
                     *         "oidc": [
                     *           {
                     *             "id": "office",
                     *             "label": "Office account"
                     *           }
                     *         ],
                     *         "passkeys": true,
                     *         "password": true
                     *       },
                     *       "tenant": {
                     *         "locale": "es-PE",
                     *         "name": "andina",
                     *         "time_zone": "America/Lima"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422_2"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503_2"];
        };
    };
    list_statement_exclusions: {
        parameters: {
            query?: {
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of exclusions */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "in_force": true,
                     *           "last_day": "2026-11-22",
                     *           "partner_id": 7,
                     *           "partner_name": "Comercial Andina S.A.C.",
                     *           "reason": "Asked for by the auditor",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "version": 12
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["StatementExclusionPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_statement_runs: {
        parameters: {
            query?: {
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of runs */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "amount_due": "1180.00",
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "csv": {
                     *             "bom": true,
                     *             "decimal_mark": ",",
                     *             "escape_formulas": true,
                     *             "separator": ";"
                     *           },
                     *           "customers": 12,
                     *           "finished_at": "2026-11-22T03:04:05.678Z",
                     *           "format": "xlsx",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *           "locale": "es-PE",
                     *           "note": "Adjuntamos su estado de cuenta.",
                     *           "parameters": {
                     *             "as_of": "2026-11-22",
                     *             "company_id": 1
                     *           },
                     *           "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "state": "running",
                     *           "states": {
                     *             "cancelled": 12,
                     *             "exporting": 12,
                     *             "failed": 12,
                     *             "mailing": 12,
                     *             "sent": 12,
                     *             "skipped": 12,
                     *             "waiting": 12
                     *           },
                     *           "subject": "Estado de cuenta",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["StatementRunPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    create_statement_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Adjuntamos su estado de cuenta."
                 *     }
                 */
                "application/json": components["schemas"]["StatementOrder"];
            };
        };
        responses: {
            /** @description The run is requested */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "amount_due": "1180.00",
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "csv": {
                     *         "bom": true,
                     *         "decimal_mark": ",",
                     *         "escape_formulas": true,
                     *         "separator": ";"
                     *       },
                     *       "customers": 12,
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "format": "xlsx",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *       "locale": "es-PE",
                     *       "note": "Adjuntamos su estado de cuenta.",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1
                     *       },
                     *       "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "state": "running",
                     *       "states": {
                     *         "cancelled": 12,
                     *         "exporting": 12,
                     *         "failed": 12,
                     *         "mailing": 12,
                     *         "sent": 12,
                     *         "skipped": 12,
                     *         "waiting": 12
                     *       },
                     *       "subject": "Estado de cuenta",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["StatementRun"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    preview_statement_run: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description Documents and settlements up to this day; default today.
                 * @example 2026-11-22
                 */
                as_of?: string;
                /**
                 * @description Only customers with at least this much overdue, in the company's currency.
                 * @example 100.00
                 */
                min_overdue?: string;
                /**
                 * @description Only customers whose oldest open document has been overdue for at least this many days. 1
                 *     finds every customer with an overdue document.
                 * @example 30
                 */
                min_days_overdue?: number;
                /** @description Odoo's id of the customer or vendor, or of one of its contacts. */
                partner_id?: number;
                /** @description One statement for a customer with its contacts (`commercial`, default), or one for each contact. */
                partner_level?: "commercial" | "contact";
                /**
                 * @description Whether customers are reminded although they have registered payments in Odoo that are not
                 *     booked yet and cover what is due; default false.
                 */
                ignore_pending?: boolean;
                /**
                 * @description Odoo's user id of the salesperson: only documents of this person count here. The statement
                 *     itself has all documents of the customer.
                 */
                salesperson_id?: number;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of customers */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "data": [
                     *         {
                     *           "amount_due": "1180.00",
                     *           "amount_overdue": "1180.00",
                     *           "amount_pending": "1180.00",
                     *           "days_overdue": 12,
                     *           "detail": "the address refused the mail",
                     *           "email": "ana@example.com; Caja <caja@example.com>",
                     *           "items": 12,
                     *           "locale": "es-PE",
                     *           "oldest_due": "2026-11-22",
                     *           "outlook": "send",
                     *           "partner_id": 7,
                     *           "partner_name": "Comercial Andina S.A.C.",
                     *           "recipients": [
                     *             "ana@example.com"
                     *           ]
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "next": "MjAyNi0xMS0yMg",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1
                     *       },
                     *       "totals": {
                     *         "amount_due": "1180.00",
                     *         "amount_due_to_send": "1180.00",
                     *         "amount_overdue": "1180.00",
                     *         "customers": 12,
                     *         "excluded": 12,
                     *         "mails": 12,
                     *         "payment_pending": 12,
                     *         "to_send": 12,
                     *         "without_address": 12
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["StatementPreview"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_statement_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "amount_due": "1180.00",
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "csv": {
                     *         "bom": true,
                     *         "decimal_mark": ",",
                     *         "escape_formulas": true,
                     *         "separator": ";"
                     *       },
                     *       "customers": 12,
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "format": "xlsx",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *       "locale": "es-PE",
                     *       "note": "Adjuntamos su estado de cuenta.",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1
                     *       },
                     *       "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "state": "running",
                     *       "states": {
                     *         "cancelled": 12,
                     *         "exporting": 12,
                     *         "failed": 12,
                     *         "mailing": 12,
                     *         "sent": 12,
                     *         "skipped": 12,
                     *         "waiting": 12
                     *       },
                     *       "subject": "Estado de cuenta",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["StatementRun"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    cancel_statement_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The run */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The run as it is now */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "amount_due": "1180.00",
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "csv": {
                     *         "bom": true,
                     *         "decimal_mark": ",",
                     *         "escape_formulas": true,
                     *         "separator": ";"
                     *       },
                     *       "customers": 12,
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "format": "xlsx",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *       "locale": "es-PE",
                     *       "note": "Adjuntamos su estado de cuenta.",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1
                     *       },
                     *       "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "state": "running",
                     *       "states": {
                     *         "cancelled": 12,
                     *         "exporting": 12,
                     *         "failed": 12,
                     *         "mailing": 12,
                     *         "sent": 12,
                     *         "skipped": 12,
                     *         "waiting": 12
                     *       },
                     *       "subject": "Estado de cuenta",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["StatementRun"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_statement_items: {
        parameters: {
            query?: {
                /** @description Only those in this state. */
                state?: "waiting" | "exporting" | "mailing" | "sent" | "failed" | "skipped" | "cancelled";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of items */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "amount_due": "1180.00",
                     *           "amount_overdue": "1180.00",
                     *           "detail": "the address refused the mail",
                     *           "export_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "locale": "es-PE",
                     *           "mails_url": "/v1/mails?export_id=0197a1b2-0000-7000-8000-000000000001",
                     *           "oldest_due": "2026-11-22",
                     *           "partner_id": 7,
                     *           "partner_name": "Comercial Andina S.A.C.",
                     *           "position": 12,
                     *           "recipients": [
                     *             "ana@example.com"
                     *           ],
                     *           "settled_at": "2026-11-22T03:04:05.678Z",
                     *           "state": "waiting"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["StatementItemPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    retry_statement_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The run */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The run continues */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "amount_due": "1180.00",
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "csv": {
                     *         "bom": true,
                     *         "decimal_mark": ",",
                     *         "escape_formulas": true,
                     *         "separator": ";"
                     *       },
                     *       "customers": 12,
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "format": "xlsx",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *       "locale": "es-PE",
                     *       "note": "Adjuntamos su estado de cuenta.",
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1
                     *       },
                     *       "schedule_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "state": "running",
                     *       "states": {
                     *         "cancelled": 12,
                     *         "exporting": 12,
                     *         "failed": 12,
                     *         "mailing": 12,
                     *         "sent": 12,
                     *         "skipped": 12,
                     *         "waiting": 12
                     *       },
                     *       "subject": "Estado de cuenta",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["StatementRun"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_sync_runs: {
        parameters: {
            query?: {
                /** @description Only runs of this kind. */
                kind?: "snapshot" | "incremental" | "verify" | "repair" | "reload";
                /** @description Only runs in this state. */
                state?: "requested" | "running" | "done" | "failed" | "cancelled";
                /**
                 * @description Only runs that read this model of Odoo.
                 * @example account.move.line
                 */
                model?: string;
                /** @description Only runs that were requested at or after this instant. */
                since?: string;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of runs */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "epoch": 12,
                     *           "failure": {
                     *             "detail": "the address refused the mail",
                     *             "hint": "Ask the administrator of Odoo.",
                     *             "reason": "access_denied"
                     *           },
                     *           "finished_at": "2026-11-22T03:04:05.678Z",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "kind": "snapshot",
                     *           "model_names": [
                     *             "account.move",
                     *             "account.move.line"
                     *           ],
                     *           "models_complete": 12,
                     *           "odoo_version": "17.0",
                     *           "parent_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "rows_changed": 12,
                     *           "rows_expected": 12,
                     *           "rows_per_second": 12,
                     *           "rows_read": 12,
                     *           "seconds_left": 12,
                     *           "started_at": "2026-11-22T03:04:05.678Z",
                     *           "state": "requested",
                     *           "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "window_until": "2026-11-22T03:04:05.678Z"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["SyncRunPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    create_sync_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "snapshot"
                 *     }
                 */
                "application/json": components["schemas"]["NewSyncRun"];
            };
        };
        responses: {
            /** @description The run is requested */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "epoch": 12,
                     *       "failure": {
                     *         "detail": "the address refused the mail",
                     *         "hint": "Ask the administrator of Odoo.",
                     *         "reason": "access_denied"
                     *       },
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "kind": "snapshot",
                     *       "model_names": [
                     *         "account.move",
                     *         "account.move.line"
                     *       ],
                     *       "models_complete": 12,
                     *       "odoo_version": "17.0",
                     *       "parent_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "rows_changed": 12,
                     *       "rows_expected": 12,
                     *       "rows_per_second": 12,
                     *       "rows_read": 12,
                     *       "seconds_left": 12,
                     *       "started_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "requested",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "window_until": "2026-11-22T03:04:05.678Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_sync_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "epoch": 12,
                     *       "failure": {
                     *         "detail": "the address refused the mail",
                     *         "hint": "Ask the administrator of Odoo.",
                     *         "reason": "access_denied"
                     *       },
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "kind": "snapshot",
                     *       "model_names": [
                     *         "account.move",
                     *         "account.move.line"
                     *       ],
                     *       "models": [
                     *         {
                     *           "absent": true,
                     *           "applied_up_to_id": 12,
                     *           "complete": true,
                     *           "missing_fields": [
                     *             "payment_reference"
                     *           ],
                     *           "model": "account.move.line",
                     *           "part": 12,
                     *           "problems": [
                     *             "Odoo has no write_date of this model: each run reads it completely"
                     *           ],
                     *           "rows_applied": 12,
                     *           "rows_changed": 12,
                     *           "since": "2026-11-22T03:04:05.678Z"
                     *         }
                     *       ],
                     *       "models_complete": 12,
                     *       "odoo_version": "17.0",
                     *       "parent_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "rows_changed": 12,
                     *       "rows_expected": 12,
                     *       "rows_per_second": 12,
                     *       "rows_read": 12,
                     *       "seconds_left": 12,
                     *       "started_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "requested",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "window_until": "2026-11-22T03:04:05.678Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SyncRunDetail"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    cancel_sync_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The run */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The run is cancelled */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "epoch": 12,
                     *       "failure": {
                     *         "detail": "the address refused the mail",
                     *         "hint": "Ask the administrator of Odoo.",
                     *         "reason": "access_denied"
                     *       },
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "kind": "snapshot",
                     *       "model_names": [
                     *         "account.move",
                     *         "account.move.line"
                     *       ],
                     *       "models_complete": 12,
                     *       "odoo_version": "17.0",
                     *       "parent_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "rows_changed": 12,
                     *       "rows_expected": 12,
                     *       "rows_per_second": 12,
                     *       "rows_read": 12,
                     *       "seconds_left": 12,
                     *       "started_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "requested",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "window_until": "2026-11-22T03:04:05.678Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    confirm_deletions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The run that holds deletions back */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Reasoned"];
            };
        };
        responses: {
            /** @description The repair is requested */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "epoch": 12,
                     *       "failure": {
                     *         "detail": "the address refused the mail",
                     *         "hint": "Ask the administrator of Odoo.",
                     *         "reason": "access_denied"
                     *       },
                     *       "finished_at": "2026-11-22T03:04:05.678Z",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "kind": "snapshot",
                     *       "model_names": [
                     *         "account.move",
                     *         "account.move.line"
                     *       ],
                     *       "models_complete": 12,
                     *       "odoo_version": "17.0",
                     *       "parent_run_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "rows_changed": 12,
                     *       "rows_expected": 12,
                     *       "rows_per_second": 12,
                     *       "rows_read": 12,
                     *       "seconds_left": 12,
                     *       "started_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "requested",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "window_until": "2026-11-22T03:04:05.678Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SyncRun"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_missing_rows: {
        parameters: {
            query?: {
                /**
                 * @description Only rows of this model of Odoo.
                 * @example account.move.line
                 */
                model?: string;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of rows */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "company_id": 1,
                     *           "model": "account.move.line",
                     *           "odoo_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "record_id": 12,
                     *           "record_name": "F001-00018907"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["MissingRowPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_treasury_balances: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description Posted items up to this day; default today.
                 * @example 2026-11-22
                 */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every account */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "data": [
                     *         {
                     *           "account_code": "121201",
                     *           "account_id": 12,
                     *           "account_name": "Emitidas en cartera",
                     *           "balance": "1180.00",
                     *           "balance_currency": "1180.00",
                     *           "currency": "USD",
                     *           "items_url": "/v1/journal-items?account_ids=10&currency=USD&date_to=2026-11-22",
                     *           "journal_code": "FFA1",
                     *           "journal_id": 12,
                     *           "journal_name": "Facturas",
                     *           "journal_type": "other"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1
                     *       },
                     *       "totals": {
                     *         "balance": "1180.00",
                     *         "by_currency": [
                     *           {
                     *             "balance": "1180.00",
                     *             "balance_currency": "1180.00",
                     *             "currency": "PEN",
                     *             "items_url": "/v1/journal-items?company_id=1&account_ids=12"
                     *           }
                     *         ],
                     *         "company_currency": "PEN",
                     *         "items_url": "/v1/journal-items?company_id=1&account_ids=12",
                     *         "rows": 12
                     *       },
                     *       "warnings": [
                     *         {
                     *           "code": "currency_unknown",
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TreasuryBalancesAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_treasury_forecast: {
        parameters: {
            query?: {
                /** @description Optional if there is only one company. */
                company_id?: number;
                /**
                 * @description Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
                 * @example with_branches
                 */
                companies?: string;
                /**
                 * @description The day on which the forecast begins; default today.
                 * @example 2026-11-22
                 */
                as_of?: string;
                /** @description Length of a period; default `week`. */
                by?: "day" | "week" | "month";
                /** @description Number of periods: 1 to 366; default 31 days, 13 weeks or 12 months. */
                periods?: number;
                /** @description Whether draft documents count as well; default false. */
                include_drafts?: boolean;
                /**
                 * @description Whether customers are expected to pay as late as they did on average in the past year;
                 *     default false.
                 */
                customer_delay?: boolean;
                /** @description Whether planned movements count as well; default true. */
                include_planned?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every period */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "company": {
                     *         "currency": "PEN",
                     *         "decimal_places": 2,
                     *         "id": 7,
                     *         "name": "Comercial Andina S.A.C."
                     *       },
                     *       "company_ids": [
                     *         1
                     *       ],
                     *       "data": [
                     *         {
                     *           "closing": "1180.00",
                     *           "date_from": "2026-11-22",
                     *           "date_to": "2026-11-22",
                     *           "inflow": "1180.00",
                     *           "inflow_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "net": "1180.00",
                     *           "opening": "1180.00",
                     *           "outflow": "1180.00",
                     *           "outflow_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "planned_inflow": "1180.00",
                     *           "planned_outflow": "1180.00"
                     *         }
                     *       ],
                     *       "freshness": {
                     *         "data_as_of": "2026-11-22T03:04:05.678Z",
                     *         "deletions_as_of": "2026-11-22T03:04:05.678Z",
                     *         "lag_seconds": 12,
                     *         "mirror_version": 12,
                     *         "proof": {
                     *           "differing": 12,
                     *           "equal": true,
                     *           "proved_at": "2026-11-22T03:04:05.678Z",
                     *           "ranges": 12
                     *         },
                     *         "state": "loading"
                     *       },
                     *       "parameters": {
                     *         "as_of": "2026-11-22",
                     *         "company_id": 1
                     *       },
                     *       "totals": {
                     *         "closing": "1180.00",
                     *         "company_currency": "PEN",
                     *         "inflow": "1180.00",
                     *         "later_inflow": "1180.00",
                     *         "later_inflow_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "later_outflow": "1180.00",
                     *         "later_outflow_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "later_planned_inflow": "1180.00",
                     *         "later_planned_outflow": "1180.00",
                     *         "net": "1180.00",
                     *         "opening": "1180.00",
                     *         "outflow": "1180.00",
                     *         "overdue_inflow": "1180.00",
                     *         "overdue_inflow_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "overdue_outflow": "1180.00",
                     *         "overdue_outflow_items_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *         "planned_inflow": "1180.00",
                     *         "planned_outflow": "1180.00"
                     *       },
                     *       "warnings": [
                     *         {
                     *           "code": "currency_unknown",
                     *           "detail": "the address refused the mail",
                     *           "hint": "Ask the administrator of Odoo."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TreasuryForecastAnswer"];
                };
            };
            /** @description The answer with the ETag in If-None-Match is still current */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_planned_movements: {
        parameters: {
            query?: {
                /** @description Only those of this company. */
                company_id?: number;
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of movements */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "amount": "1180.00",
                     *           "company_id": 1,
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "currency": "PEN",
                     *           "date": "2026-11-22",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "journal_id": 12,
                     *           "label": "Factura F001-00000123",
                     *           "repeat": {
                     *             "every": "week",
                     *             "last_day": "2027-12-31"
                     *           },
                     *           "updated_at": "2026-11-22T03:04:05.678Z",
                     *           "updated_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "version": 12
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["PlannedMovementPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    create_planned_movement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": "1180.00",
                 *       "company_id": 1,
                 *       "date": "2026-12-15",
                 *       "label": "Planilla"
                 *     }
                 */
                "application/json": components["schemas"]["NewPlannedMovement"];
            };
        };
        responses: {
            /** @description The movement is created */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "amount": "1180.00",
                     *       "company_id": 1,
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "currency": "PEN",
                     *       "date": "2026-11-22",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "journal_id": 12,
                     *       "label": "Factura F001-00000123",
                     *       "repeat": {
                     *         "every": "week",
                     *         "last_day": "2027-12-31"
                     *       },
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "updated_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["PlannedMovement"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_planned_movement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The movement */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The movement */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "amount": "1180.00",
                     *       "company_id": 1,
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "currency": "PEN",
                     *       "date": "2026-11-22",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "journal_id": 12,
                     *       "label": "Factura F001-00000123",
                     *       "repeat": {
                     *         "every": "week",
                     *         "last_day": "2027-12-31"
                     *       },
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "updated_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["PlannedMovement"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    replace_planned_movement: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the state that is changed, or * for any.
                 * @example "3"
                 */
                "If-Match": string;
            };
            path: {
                /** @description The movement */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": "1180.00",
                 *       "company_id": 1,
                 *       "date": "2026-12-15",
                 *       "label": "Planilla"
                 *     }
                 */
                "application/json": components["schemas"]["NewPlannedMovement"];
            };
        };
        responses: {
            /** @description The movement as it is now */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "amount": "1180.00",
                     *       "company_id": 1,
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "currency": "PEN",
                     *       "date": "2026-11-22",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "journal_id": 12,
                     *       "label": "Factura F001-00000123",
                     *       "repeat": {
                     *         "every": "week",
                     *         "last_day": "2027-12-31"
                     *       },
                     *       "updated_at": "2026-11-22T03:04:05.678Z",
                     *       "updated_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["PlannedMovement"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    delete_planned_movement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The movement */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The movement is deleted */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_webhook_deliveries: {
        parameters: {
            query?: {
                /** @description Only those to this webhook. */
                webhook_id?: string;
                /** @description Only those about this event. */
                event?: "mirror.proved" | "mirror.differs" | "mirror.stale" | "mirror.live" | "run.failed" | "export.finished" | "export.failed" | "mail.failed" | "alarm.raised" | "webhook.test";
                /** @description Only those in this state. */
                state?: "waiting" | "requested" | "delivered" | "failed";
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of messages */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "detail": "the address refused the mail",
                     *           "event": "mirror.proved",
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "next_try_at": "2026-11-22T03:04:05.678Z",
                     *           "settled_at": "2026-11-22T03:04:05.678Z",
                     *           "state": "waiting",
                     *           "status_code": 503,
                     *           "tries": 12,
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "webhook_id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "webhook_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_webhook_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "calls": [
                     *         {
                     *           "detail": "the address refused the mail",
                     *           "duration_ms": 41,
                     *           "ended_at": "2026-11-22T03:04:05.678Z",
                     *           "number": 12,
                     *           "status_code": 503
                     *         }
                     *       ],
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "data": {},
                     *       "detail": "the address refused the mail",
                     *       "event": "mirror.proved",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "next_try_at": "2026-11-22T03:04:05.678Z",
                     *       "settled_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "waiting",
                     *       "status_code": 503,
                     *       "tries": 12,
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "webhook_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "webhook_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["ShownDelivery"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    retry_webhook_delivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The message */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The message, to be sent again */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "detail": "the address refused the mail",
                     *       "event": "mirror.proved",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "next_try_at": "2026-11-22T03:04:05.678Z",
                     *       "settled_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "waiting",
                     *       "status_code": 503,
                     *       "tries": 12,
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "webhook_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "webhook_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    list_webhooks: {
        parameters: {
            query?: {
                /** @description Rows per page: 1 to 500, default 100. */
                limit?: number;
                /** @description `next` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of webhooks */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "active": true,
                     *           "created_at": "2026-11-22T03:04:05.678Z",
                     *           "created_by": {
                     *             "id": "0197a1b2c3d4",
                     *             "kind": "person",
                     *             "name": "Ana Quispe"
                     *           },
                     *           "deliveries_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "events": [
                     *             "mirror.proved"
                     *           ],
                     *           "id": "0197a1b2-0000-7000-8000-000000000001",
                     *           "name": "Comercial Andina S.A.C.",
                     *           "paused_because": "the receiver answered 410 Gone",
                     *           "previous_key_until": "2026-11-22T03:04:05.678Z",
                     *           "target_url": "https://hooks.andina.example/espejo",
                     *           "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *           "version": 12
                     *         }
                     *       ],
                     *       "next": "MjAyNi0xMS0yMg"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    create_webhook: {
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
                 *       "events": [
                 *         "run.failed",
                 *         "mirror.stale"
                 *       ],
                 *       "name": "Night shift",
                 *       "target_url": "https://hooks.andina.example/espejo"
                 *     }
                 */
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description The webhook and its key */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "deliveries_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "events": [
                     *         "mirror.proved"
                     *       ],
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "key": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQ4m1S0Zb3nU=",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "paused_because": "the receiver answered 410 Gone",
                     *       "previous_key_until": "2026-11-22T03:04:05.678Z",
                     *       "target_url": "https://hooks.andina.example/espejo",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["MadeWebhook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    show_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook without its key */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "deliveries_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "events": [
                     *         "mirror.proved"
                     *       ],
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "paused_because": "the receiver answered 410 Gone",
                     *       "previous_key_until": "2026-11-22T03:04:05.678Z",
                     *       "target_url": "https://hooks.andina.example/espejo",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    delete_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook is deleted */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    change_webhook: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the state that is changed, or * for any.
                 * @example "3"
                 */
                "If-Match": string;
            };
            path: {
                /** @description The webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description The webhook as it is now */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "active": true,
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "created_by": {
                     *         "id": "0197a1b2c3d4",
                     *         "kind": "person",
                     *         "name": "Ana Quispe"
                     *       },
                     *       "deliveries_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "events": [
                     *         "mirror.proved"
                     *       ],
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "name": "Comercial Andina S.A.C.",
                     *       "paused_because": "the receiver answered 410 Gone",
                     *       "previous_key_until": "2026-11-22T03:04:05.678Z",
                     *       "target_url": "https://hooks.andina.example/espejo",
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    renew_webhook_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The new key */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "key": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQ4m1S0Zb3nU="
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    test_webhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmptyObject"];
            };
        };
        responses: {
            /** @description The message */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": "2026-11-22T03:04:05.678Z",
                     *       "detail": "the address refused the mail",
                     *       "event": "mirror.proved",
                     *       "id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "next_try_at": "2026-11-22T03:04:05.678Z",
                     *       "settled_at": "2026-11-22T03:04:05.678Z",
                     *       "state": "waiting",
                     *       "status_code": 503,
                     *       "tries": 12,
                     *       "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                     *       "webhook_id": "0197a1b2-0000-7000-8000-000000000001",
                     *       "webhook_url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404_2"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    receive_alarm_raised: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the message, the same at every try. */
                "webhook-id": string;
                /** @description When this try was made, in seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of id, timestamp and body in base64; during a change of the key two of them, separated by a space. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "base_url": "https://andina.example.com",
                 *       "data": {
                 *         "alarm": "rights_incident",
                 *         "detail": "the address refused the mail",
                 *         "hint": "Ask the administrator of Odoo.",
                 *         "run_id": "0197a1b2-0000-7000-8000-000000000001",
                 *         "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                 *       },
                 *       "tenant": "andina",
                 *       "timestamp": "2026-11-22T03:04:05.678Z",
                 *       "type": "alarm.raised"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the URLs in `data` are relative to.
                     * @example https://andina.example.com
                     */
                    base_url: string;
                    data: components["schemas"]["AlarmRaised"];
                    /** @example andina */
                    tenant: string;
                    /**
                     * Format: date-time
                     * @description When it happened.
                     */
                    timestamp: string;
                    /**
                     * @example alarm.raised
                     * @constant
                     */
                    type: "alarm.raised";
                };
            };
        };
        responses: never;
    };
    receive_export_failed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the message, the same at every try. */
                "webhook-id": string;
                /** @description When this try was made, in seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of id, timestamp and body in base64; during a change of the key two of them, separated by a space. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "base_url": "https://andina.example.com",
                 *       "data": {
                 *         "detail": "the address refused the mail",
                 *         "export_id": "0197a1b2-0000-7000-8000-000000000001",
                 *         "reason": "database",
                 *         "report": "ageing",
                 *         "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                 *       },
                 *       "tenant": "andina",
                 *       "timestamp": "2026-11-22T03:04:05.678Z",
                 *       "type": "export.failed"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the URLs in `data` are relative to.
                     * @example https://andina.example.com
                     */
                    base_url: string;
                    data: components["schemas"]["ExportFailed"];
                    /** @example andina */
                    tenant: string;
                    /**
                     * Format: date-time
                     * @description When it happened.
                     */
                    timestamp: string;
                    /**
                     * @example export.failed
                     * @constant
                     */
                    type: "export.failed";
                };
            };
        };
        responses: never;
    };
    receive_export_finished: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the message, the same at every try. */
                "webhook-id": string;
                /** @description When this try was made, in seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of id, timestamp and body in base64; during a change of the key two of them, separated by a space. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "base_url": "https://andina.example.com",
                 *       "data": {
                 *         "export_id": "0197a1b2-0000-7000-8000-000000000001",
                 *         "format": "xlsx",
                 *         "report": "ageing",
                 *         "rows": 12,
                 *         "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                 *         "size_bytes": 12,
                 *         "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                 *       },
                 *       "tenant": "andina",
                 *       "timestamp": "2026-11-22T03:04:05.678Z",
                 *       "type": "export.finished"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the URLs in `data` are relative to.
                     * @example https://andina.example.com
                     */
                    base_url: string;
                    data: components["schemas"]["ExportFinished"];
                    /** @example andina */
                    tenant: string;
                    /**
                     * Format: date-time
                     * @description When it happened.
                     */
                    timestamp: string;
                    /**
                     * @example export.finished
                     * @constant
                     */
                    type: "export.finished";
                };
            };
        };
        responses: never;
    };
    receive_mail_failed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the message, the same at every try. */
                "webhook-id": string;
                /** @description When this try was made, in seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of id, timestamp and body in base64; during a change of the key two of them, separated by a space. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "base_url": "https://andina.example.com",
                 *       "data": {
                 *         "detail": "the address refused the mail",
                 *         "export_id": "0197a1b2-0000-7000-8000-000000000001",
                 *         "mail_id": "0197a1b2-0000-7000-8000-000000000001",
                 *         "reply_code": 550,
                 *         "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                 *       },
                 *       "tenant": "andina",
                 *       "timestamp": "2026-11-22T03:04:05.678Z",
                 *       "type": "mail.failed"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the URLs in `data` are relative to.
                     * @example https://andina.example.com
                     */
                    base_url: string;
                    data: components["schemas"]["MailFailed"];
                    /** @example andina */
                    tenant: string;
                    /**
                     * Format: date-time
                     * @description When it happened.
                     */
                    timestamp: string;
                    /**
                     * @example mail.failed
                     * @constant
                     */
                    type: "mail.failed";
                };
            };
        };
        responses: never;
    };
    receive_mirror_differs: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the message, the same at every try. */
                "webhook-id": string;
                /** @description When this try was made, in seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of id, timestamp and body in base64; during a change of the key two of them, separated by a space. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "base_url": "https://andina.example.com",
                 *       "data": {
                 *         "models": [
                 *           "account.move.line"
                 *         ],
                 *         "run_id": "0197a1b2-0000-7000-8000-000000000001",
                 *         "url": "/v1/mirror"
                 *       },
                 *       "tenant": "andina",
                 *       "timestamp": "2026-11-22T03:04:05.678Z",
                 *       "type": "mirror.differs"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the URLs in `data` are relative to.
                     * @example https://andina.example.com
                     */
                    base_url: string;
                    data: components["schemas"]["MirrorDiffers"];
                    /** @example andina */
                    tenant: string;
                    /**
                     * Format: date-time
                     * @description When it happened.
                     */
                    timestamp: string;
                    /**
                     * @example mirror.differs
                     * @constant
                     */
                    type: "mirror.differs";
                };
            };
        };
        responses: never;
    };
    receive_mirror_live: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the message, the same at every try. */
                "webhook-id": string;
                /** @description When this try was made, in seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of id, timestamp and body in base64; during a change of the key two of them, separated by a space. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "base_url": "https://andina.example.com",
                 *       "data": {
                 *         "data_as_of": "2026-11-22T03:04:05.678Z",
                 *         "lag_seconds": 12,
                 *         "url": "/v1/mirror"
                 *       },
                 *       "tenant": "andina",
                 *       "timestamp": "2026-11-22T03:04:05.678Z",
                 *       "type": "mirror.live"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the URLs in `data` are relative to.
                     * @example https://andina.example.com
                     */
                    base_url: string;
                    data: components["schemas"]["MirrorAge"];
                    /** @example andina */
                    tenant: string;
                    /**
                     * Format: date-time
                     * @description When it happened.
                     */
                    timestamp: string;
                    /**
                     * @example mirror.live
                     * @constant
                     */
                    type: "mirror.live";
                };
            };
        };
        responses: never;
    };
    receive_mirror_proved: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the message, the same at every try. */
                "webhook-id": string;
                /** @description When this try was made, in seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of id, timestamp and body in base64; during a change of the key two of them, separated by a space. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "base_url": "https://andina.example.com",
                 *       "data": {
                 *         "proved_at": "2026-11-22T03:04:05.678Z",
                 *         "ranges": 12,
                 *         "run_id": "0197a1b2-0000-7000-8000-000000000001",
                 *         "url": "/v1/mirror"
                 *       },
                 *       "tenant": "andina",
                 *       "timestamp": "2026-11-22T03:04:05.678Z",
                 *       "type": "mirror.proved"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the URLs in `data` are relative to.
                     * @example https://andina.example.com
                     */
                    base_url: string;
                    data: components["schemas"]["MirrorProved"];
                    /** @example andina */
                    tenant: string;
                    /**
                     * Format: date-time
                     * @description When it happened.
                     */
                    timestamp: string;
                    /**
                     * @example mirror.proved
                     * @constant
                     */
                    type: "mirror.proved";
                };
            };
        };
        responses: never;
    };
    receive_mirror_stale: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the message, the same at every try. */
                "webhook-id": string;
                /** @description When this try was made, in seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of id, timestamp and body in base64; during a change of the key two of them, separated by a space. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "base_url": "https://andina.example.com",
                 *       "data": {
                 *         "data_as_of": "2026-11-22T03:04:05.678Z",
                 *         "lag_seconds": 12,
                 *         "url": "/v1/mirror"
                 *       },
                 *       "tenant": "andina",
                 *       "timestamp": "2026-11-22T03:04:05.678Z",
                 *       "type": "mirror.stale"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the URLs in `data` are relative to.
                     * @example https://andina.example.com
                     */
                    base_url: string;
                    data: components["schemas"]["MirrorAge"];
                    /** @example andina */
                    tenant: string;
                    /**
                     * Format: date-time
                     * @description When it happened.
                     */
                    timestamp: string;
                    /**
                     * @example mirror.stale
                     * @constant
                     */
                    type: "mirror.stale";
                };
            };
        };
        responses: never;
    };
    receive_run_failed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the message, the same at every try. */
                "webhook-id": string;
                /** @description When this try was made, in seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of id, timestamp and body in base64; during a change of the key two of them, separated by a space. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "base_url": "https://andina.example.com",
                 *       "data": {
                 *         "detail": "the address refused the mail",
                 *         "hint": "Ask the administrator of Odoo.",
                 *         "kind": "snapshot",
                 *         "reason": "access_denied",
                 *         "run_id": "0197a1b2-0000-7000-8000-000000000001",
                 *         "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001"
                 *       },
                 *       "tenant": "andina",
                 *       "timestamp": "2026-11-22T03:04:05.678Z",
                 *       "type": "run.failed"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the URLs in `data` are relative to.
                     * @example https://andina.example.com
                     */
                    base_url: string;
                    data: components["schemas"]["RunFailed"];
                    /** @example andina */
                    tenant: string;
                    /**
                     * Format: date-time
                     * @description When it happened.
                     */
                    timestamp: string;
                    /**
                     * @example run.failed
                     * @constant
                     */
                    type: "run.failed";
                };
            };
        };
        responses: never;
    };
    receive_webhook_test: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the message, the same at every try. */
                "webhook-id": string;
                /** @description When this try was made, in seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,` and the HMAC-SHA256 of id, timestamp and body in base64; during a change of the key two of them, separated by a space. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "base_url": "https://andina.example.com",
                 *       "data": {
                 *         "url": "/v1/exports/0197a1b2-0000-7000-8000-000000000001",
                 *         "webhook_id": "0197a1b2-0000-7000-8000-000000000001"
                 *       },
                 *       "tenant": "andina",
                 *       "timestamp": "2026-11-22T03:04:05.678Z",
                 *       "type": "webhook.test"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the URLs in `data` are relative to.
                     * @example https://andina.example.com
                     */
                    base_url: string;
                    data: components["schemas"]["WebhookTest"];
                    /** @example andina */
                    tenant: string;
                    /**
                     * Format: date-time
                     * @description When it happened.
                     */
                    timestamp: string;
                    /**
                     * @example webhook.test
                     * @constant
                     */
                    type: "webhook.test";
                };
            };
        };
        responses: never;
    };
}
